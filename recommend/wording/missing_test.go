package wording

import (
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// TestMissing: what was asked for and is not in the answer is said, and nothing else.
func TestMissing(t *testing.T) {
	e := ranktest.Engine(t)
	say := InEnglish(e.Vocabulary())
	for _, tc := range []struct {
		problem string
		limits  recommend.Filter
		want    string   // part of what is said, "" for nothing
		unmet   []string // in the object
		words   []string
	}{
		{"health care in Monaco", recommend.Filter{}, "No case in the library is from this place: Monaco (of the same part of the world: ", []string{"Monaco"}, nil},
		{"soins de santé à Monaco", recommend.Filter{}, "No case in the library is from this place: Monaco", []string{"Monaco"}, nil},
		{"schools in Rwanda", recommend.Filter{}, "None of these cases is from the place asked for: Rwanda", []string{"Rwanda"}, nil},
		{"schools in Rwanda and in Kenya", recommend.Filter{}, "None of these cases is from the place asked for: Rwanda", []string{"Rwanda"}, nil},
		{"schools in Kenya", recommend.Filter{}, "", nil, nil},
		{"homelessness", recommend.Filter{Places: []string{"MC"}}, "No case in the library is from this place: Monaco.Outside one of the limits: ", []string{"Monaco"}, nil},
		{"homelessness, examples since 2020", recommend.Filter{}, " cases before 2020", nil, nil},
		{"homelessness until 1950", recommend.Filter{}, "None of these cases fits what was wished for: until 1950", []string{"until 1950"}, nil},
		{"homelessness", recommend.Filter{Until: 2005}, " cases after 2005", nil, nil},
		{"tenders", recommend.Filter{Places: []string{"RW"}}, " cases from other places", []string{"Rwanda"}, nil},
		{"tenders, not in Europe", recommend.Filter{}, " cases from the places left out", nil, nil},
		{"tenders, not in Chile", recommend.Filter{Since: 2018}, " cases before 2018", nil, nil},
		{"tenders", recommend.Filter{Levels: []string{"local"}}, " cases at other levels", nil, nil},
		{"tenders", recommend.Filter{Topics: []string{"health-care"}}, " cases on other topics", nil, nil},
		{"tenders", recommend.Filter{}, "", nil, nil},
		{"beekeeping in schools", recommend.Filter{}, `No case has "beekeeping" in its record`, nil, []string{"beekeeping"}},
		{"volcano eruptions", recommend.Filter{}, `No case has "volcano" or "eruptions" in its record`, nil, []string{"volcano", "eruptions"}},
		{"our schools need teachers from Zorblax", recommend.Filter{}, `No case has "Zorblax" in its record`, nil, []string{"Zorblax"}},
		{"squatters", recommend.Filter{}, `No case has "squatters" in its record`, nil, []string{"squatters"}}, // though a line of ours has it
		{"homeless people have no ID card", recommend.Filter{}, `None of these cases speaks of "homeless"; they are similar in the rest of the problem`, []string{"homeless", "housing"}, nil},
		{"zamówienia publiczne i żwirowiska", recommend.Filter{}, `Not known here, and so not searched for: "żwirowiska"`, nil, []string{"żwirowiska"}},
	} {
		a := answered(t, e, recommend.Request{Problem: tc.problem, Limits: tc.limits})
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
	v := ranktest.Builtin(t).Vocabulary
	french := in(t, "fr")
	missing := recommend.Missing{
		Places: []recommend.MissingPlace{{ID: "RW", InLibrary: 6}, {ID: "GA", InLibrary: 1}}, Levels: []string{"local"},
		Unmet: recommend.Unmet{Words: []recommend.UnmetWord{{Asked: "bees"}}, Topics: []string{"public-procurement"}},
	}
	for _, tc := range []struct {
		total           int
		english, french string
	}{
		{2, `None of these cases is from the place asked for: Rwanda; the library has 6 from there
None of these cases is from the place asked for: Gabon; the library has 1 from there
None of these cases is at local level
None of these cases speaks of "bees"
None of these cases is filed under public procurement; they are similar in the rest of the problem`,
			`Aucun de ces cas ne concerne le lieu souhaité : Rwanda ; la bibliothèque en a 6
Aucun de ces cas ne concerne le lieu souhaité : Gabon ; la bibliothèque en a 1
Aucun de ces cas ne se situe au niveau local
Aucun de ces cas ne mentionne « bees »
Aucun de ces cas n'est classé sous : marchés publics ; la ressemblance tient au reste du problème`},
		{1, `This case is not from the place asked for: Rwanda; the library has 6 from there
This case is not from the place asked for: Gabon; the library has 1 from there
This case is not at local level
This case does not speak of "bees"
This case is not filed under public procurement; it is similar in the rest of the problem`,
			`Ce cas ne concerne pas le lieu souhaité : Rwanda ; la bibliothèque en a 6
Ce cas ne concerne pas le lieu souhaité : Gabon ; la bibliothèque en a 1
Ce cas ne se situe pas au niveau local
Ce cas ne mentionne pas « bees »
Ce cas n'est pas classé sous : marchés publics ; la ressemblance tient au reste du problème`},
	} {
		a := recommend.Answer{Total: tc.total, Similar: 1, Cases: make([]recommend.Match, tc.total), Missing: missing}
		for _, said := range [][2]string{{strings.Join(InEnglish(v).Missing(a), "\n"), tc.english}, {strings.Join(french.Missing(a), "\n"), tc.french}} {
			if got := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(said[0]); got != said[1] {
				t.Errorf("of %d says\n%s\nwant\n%s", tc.total, got, said[1])
			}
		}
	}
}
