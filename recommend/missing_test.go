package recommend

import (
	"slices"
	"strings"
	"testing"
)

// TestMissing: what was asked for and is not in the answer is said, and nothing else.
func TestMissing(t *testing.T) {
	e := sharedEngine(t)
	say := InEnglish(e.Vocabulary())
	for _, tc := range []struct {
		problem string
		limits  Filter
		want    string   // part of what is said, "" for nothing
		unmet   []string // in the object
		words   []string
	}{
		{"health care in Monaco", Filter{}, "No case in the library is from Monaco (of the same part of the world: ", []string{"Monaco"}, nil},
		{"soins de santé à Monaco", Filter{}, "No case in the library is from Monaco", []string{"Monaco"}, nil},
		{"schools in Rwanda", Filter{}, "None of these cases is from Rwanda", []string{"Rwanda"}, nil},
		{"schools in Rwanda and in Kenya", Filter{}, "None of these cases is from Rwanda", []string{"Rwanda"}, nil},
		{"schools in Kenya", Filter{}, "", nil, nil},
		{"homelessness", Filter{Places: []string{"MC"}}, "No case in the library is from Monaco.Outside one of the limits: ", []string{"Monaco"}, nil},
		{"homelessness, examples since 2020", Filter{}, " more before 2020", nil, nil},
		{"homelessness until 1950", Filter{}, "None of these cases fits what was wished for: until 1950", []string{"until 1950"}, nil},
		{"homelessness", Filter{Until: 2005}, " more after 2005", nil, nil},
		{"tenders", Filter{Places: []string{"RW"}}, " more from other places", []string{"Rwanda"}, nil},
		{"tenders, not in Europe", Filter{}, " more from the places left out", nil, nil},
		{"tenders, not in Chile", Filter{Since: 2018}, " more before 2018", nil, nil},
		{"tenders", Filter{Levels: []string{"local"}}, " more at other levels", nil, nil},
		{"tenders", Filter{Topics: []string{"health-care"}}, " more on other topics", nil, nil},
		{"tenders", Filter{}, "", nil, nil},
		{"beekeeping in schools", Filter{}, `No case has "beekeeping" in its record`, nil, []string{"beekeeping"}},
		{"volcano eruptions", Filter{}, `No case has "volcano" or "eruptions" in its record`, nil, []string{"volcano", "eruptions"}},
		{"our schools need teachers from Zorblax", Filter{}, `No case has "Zorblax" in its record`, nil, []string{"Zorblax"}},
		{"squatters", Filter{}, `No case has "squatters" in its record`, nil, []string{"squatters"}}, // though a line of ours has it
		{"homeless people have no ID card", Filter{}, `None of these cases speaks of "homeless"; they are similar in the rest of the problem`, []string{"homeless", "housing"}, nil},
		{"zamówienia publiczne i żwirowiska", Filter{}, `Not known here, and so not searched for: "żwirowiska"`, nil, []string{"żwirowiska"}},
	} {
		a := recommend(t, e, Request{Problem: tc.problem, Limits: tc.limits})
		said := strings.Join(say.Missing(a), ".")
		if tc.want == "" && said != "" || !strings.Contains(said, tc.want) {
			t.Errorf("%q: says %q, want %q", tc.problem, said, tc.want)
		}
		if unmet := say.Unmet(a); !slices.Equal(unmet, tc.unmet) {
			t.Errorf("%q: unmet %q, want %q", tc.problem, unmet, tc.unmet)
		}
		if words := a.UnknownWords(); !slices.Equal(words, tc.words) && len(words)+len(tc.words) > 0 {
			t.Errorf("%q: unknown words %q, want %q", tc.problem, words, tc.words)
		}
	}
}

// TestMissing_OneCase says of a single case what is said of several.
func TestMissing_OneCase(t *testing.T) {
	v := builtin(t).Vocabulary
	french, err := NewWording(v, "fr")
	if err != nil {
		t.Fatal(err)
	}
	missing := Missing{
		Places: []MissingPlace{{ID: "RW", InLibrary: 6}, {ID: "GA", InLibrary: 1}}, Levels: []string{"local"},
		Unmet: Unmet{Words: []UnmetWord{{Asked: "bees"}}, Topics: []string{"public-procurement"}},
	}
	for _, tc := range []struct {
		total           int
		english, french string
	}{
		{2, `None of these cases is from Rwanda, though the library has 6 from there
None of these cases is from Gabon, though the library has 1 from there
None of these cases fits what was wished for: local
None of these cases speaks of "bees"
None of these cases is filed under public procurement; they are similar in the rest of the problem`,
			`Aucun de ces cas ne vient d'ici : Rwanda ; la bibliothèque en a 6
Aucun de ces cas ne vient d'ici : Gabon ; la bibliothèque en a 1
Aucun de ces cas ne répond à ce qui était souhaité : local
Aucun de ces cas ne parle de ceci : « bees »
Aucun de ces cas n'est classé sous : marchés publics ; la ressemblance tient au reste du problème`},
		{1, `This case is not from Rwanda, though the library has 6 from there
This case is not from Gabon, though the library has 1 from there
This case does not fit what was wished for: local
This case does not speak of "bees"
This case is not filed under public procurement; it is similar in the rest of the problem`,
			`Ce cas ne vient pas d'ici : Rwanda ; la bibliothèque en a 6
Ce cas ne vient pas d'ici : Gabon ; la bibliothèque en a 1
Ce cas ne répond pas à ce qui était souhaité : local
Ce cas ne parle pas de ceci : « bees »
Ce cas n'est pas classé sous : marchés publics ; la ressemblance tient au reste du problème`},
	} {
		a := Answer{Total: tc.total, Similar: 1, Cases: make([]Match, tc.total), Missing: missing}
		for _, said := range [][2]string{{strings.Join(InEnglish(v).Missing(a), "\n"), tc.english}, {strings.Join(french.Missing(a), "\n"), tc.french}} {
			if got := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(said[0]); got != said[1] {
				t.Errorf("of %d says\n%s\nwant\n%s", tc.total, got, said[1])
			}
		}
	}
}

// TestMissing_Beyond: a number said for a limit is how many more strong and fair cases
// there are without it.
func TestMissing_Beyond(t *testing.T) {
	e := sharedEngine(t)
	all := func(r Request) []Match {
		a, err := e.Recommend(t.Context(), r, MaxLimit)
		if err != nil || a.Total > MaxLimit {
			t.Fatalf("%d cases, %v", a.Total, err)
		}
		return a.Cases
	}
	good := func(r Request) (n int) {
		for _, m := range all(r) {
			if m.Strength != Weak {
				n++
			}
		}
		return n
	}
	for _, f := range []Filter{{Since: 2018}, {Until: 2010}, {Places: []string{"latin-america-caribbean"}}, {Levels: []string{"national"}}} {
		r := Request{Problem: "small firms cannot win public tenders", Limits: f}
		a := recommend(t, e, r)
		within := 0
		for _, m := range all(Request{Problem: r.Problem}) {
			if m.Strength != Weak && e.outside(f.spelledOut(e.Vocabulary().Places), e.numberOf(m.Case.ID)) == 0 {
				within++
			}
		}
		left := 0
		for _, b := range a.Missing.Beyond {
			left += b.Cases
		}
		undated := good(Request{Problem: r.Problem}) - within - left
		if len(a.Missing.Beyond) != 1 || left == 0 || undated < 0 || undated > 2 {
			t.Errorf("%+v: said %+v, of %d without the limit %d are inside it", f, a.Missing.Beyond, good(Request{Problem: r.Problem}), within)
		}
	}
}

// TestMissing_Suggestions: topics are suggested only where the problem's words name them.
func TestMissing_Suggestions(t *testing.T) {
	e := sharedEngine(t)
	for problem, want := range map[string][]string{
		"antibiotic resistance":                       {"public-health"},
		"asteroid mining":                             nil,
		"tattoo removal in elections, only in Monaco": {"elections-constitution"},
	} {
		a := recommend(t, e, Request{Problem: problem})
		if a.Total != 0 || !slices.Equal(a.Suggestions, want) && len(a.Suggestions)+len(want) > 0 {
			t.Errorf("%q: %d cases, suggestions %q, want %q", problem, a.Total, a.Suggestions, want)
		}
	}
}
