package wording

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/wording/catalogue"
)

// TestBecause_CanBeChecked reads every reason of the judged problems: what is quoted of
// the record stands there, what is quoted as ours is one of our lines on the case, and no
// other word is named. What a reader does not see is not said to be read there.
func TestBecause_CanBeChecked(t *testing.T) {
	e := ranktest.Engine(t)
	dev, err := eval.BuiltinSet(eval.SetDev)
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile(`"([^"]+)"`)
	say := InEnglish(e.Vocabulary())
	lines, words := 0, 0
	for _, q := range dev.Queries {
		a := answered(t, e, recommend.Request{Problem: q.Text})
		for _, m := range a.Cases {
			record := strings.Join(append([]string{m.Case.Title, m.Case.Problem, m.Case.Summary, m.Case.Results, m.Case.Organisation}, m.Case.Keywords...), "\n")
			for _, w := range m.Why.Words {
				words++
				switch {
				case w.Hidden && !strings.Contains(m.Why.Line, w.Met):
					t.Errorf("%s %s: %+v is not in the line shown, %q", q.ID, m.Case.ID, w, m.Why.Line)
				case w.Keyword && !slices.Contains(m.Case.Keywords, w.Met):
					t.Errorf("%s %s: %+v is no keyword", q.ID, m.Case.ID, w)
				case !w.Hidden && !strings.Contains(record, w.Met):
					t.Errorf("%s %s: %+v is not in the record", q.ID, m.Case.ID, w)
				}
			}
			if m.Why.Line != "" {
				lines++
				if !slices.Contains(slices.Concat(m.Case.AskedAs, m.Case.Official, m.Case.Also), m.Why.Line) {
					t.Errorf("%s %s: %q is no line on the case", q.ID, m.Case.ID, m.Why.Line)
				}
			}
			seen := m.Case.Title + "\n" + m.Case.Problem
			said := say.Because(a, m, seen)
			if !strings.HasPrefix(said, say.AsSentence(say.Strength(m.Strength))) {
				t.Errorf("%s %s: does not begin with its strength: %s", q.ID, m.Case.ID, said)
			}
			if _, speaks, found := strings.Cut(said, "It speaks of "); found {
				for _, w := range quoted.FindAllStringSubmatch(strings.SplitN(speaks, ". ", 2)[0], -1) {
					if !strings.Contains(seen, w[1]) {
						t.Errorf("%s %s: says of %q that it is there to be read: %s", q.ID, m.Case.ID, w[1], said)
					}
				}
			}
		}
	}
	if lines < 50 || words < 300 {
		t.Errorf("%d lines and %d words: too few to prove anything", lines, words)
	}
}

// TestBecause_Sentences says reasons of every kind, in both languages.
func TestBecause_Sentences(t *testing.T) {
	v := ranktest.Builtin(t).Vocabulary
	french := in(t, "fr")
	word := func(asked, met string) recommend.WordReason { return recommend.WordReason{Asked: asked, Met: met} }
	for _, tc := range []struct {
		why             recommend.Why
		strength        recommend.Strength
		seen            string
		english, french string
	}{
		{recommend.Why{Name: "Decidim"}, recommend.Strong, "", `Strong match. You named it: "Decidim".`, "Correspondance forte. Vous l'avez nommé : « Decidim »."},
		{recommend.Why{Topics: []string{"public-procurement"}, Words: []recommend.WordReason{word("small", "small firms"), word("firms", "small firms"), word("tender", "tenders")}}, recommend.Strong, "tenders for small firms",
			`Strong match. Both are about public procurement. It speaks of "small firms" and "tenders".`,
			"Correspondance forte. Les deux portent sur : marchés publics. On y lit « small firms » et « tenders »."},
		{recommend.Why{Words: []recommend.WordReason{word("tender", "tenders"), {Asked: "solar", Met: "rooftop solar", Keyword: true}}}, recommend.Fair, "nothing of it",
			`Fair match. Its whole record speaks of "tenders". Among its keywords: "rooftop solar".`,
			"Correspondance moyenne. Sa fiche complète mentionne « tenders ». Parmi ses mots-clés : « rooftop solar »."},
		{recommend.Why{Words: []recommend.WordReason{{Asked: "marchés publics", Met: "tenders", Other: true}}}, recommend.Fair, "tenders",
			`Fair match. It speaks of "tenders" (marchés publics).`, "Correspondance moyenne. On y lit « tenders » (marchés publics)."},
		{recommend.Why{Line: "Who takes bribes here?", Words: []recommend.WordReason{{Asked: "bribes", Met: "bribes", Hidden: true}}, Akin: true}, recommend.Fair, "x",
			`Fair match. As people may put it (our words): "Who takes bribes here?" Much like the best matches.`,
			"Correspondance moyenne. Formulation proposée par nous (en anglais) : « Who takes bribes here? » Très semblable aux meilleurs cas."},
		{recommend.Why{Line: "red tape", Words: []recommend.WordReason{{Asked: "tape", Met: "tape", Hidden: true}}}, recommend.Weak, "x",
			`Weak match. Other words for it (ours): "red tape".`, "Correspondance faible. Autres termes, de nous (en anglais) : « red tape »."},
		{recommend.Why{Line: "Officials here take bribes.", Words: []recommend.WordReason{{Asked: "bribes", Met: "bribes", Hidden: true}}, Unmet: recommend.Unmet{Words: []recommend.UnmetWord{{Asked: "bribes", Hidden: true}, {Asked: "quicker", Hidden: true}}}}, recommend.Fair, "x",
			`Fair match. As people may put it (our words): "Officials here take bribes". Not in its record: "quicker".`,
			"Correspondance moyenne. Formulation proposée par nous (en anglais) : « Officials here take bribes ». Sa fiche ne mentionne pas « quicker »."},
		{recommend.Why{Words: []recommend.WordReason{word("bribes", "bribes")}, Unmet: recommend.Unmet{Words: []recommend.UnmetWord{{Asked: "customs"}}, Topics: []string{"public-procurement"}}}, recommend.Fair, "bribes",
			`Fair match. It speaks of "bribes". Not in its record: "customs". Not filed under public procurement.`,
			"Correspondance moyenne. On y lit « bribes ». Sa fiche ne mentionne pas « customs ». N'est pas classé sous : marchés publics."},
		{recommend.Why{Guessed: "justice", Near: []recommend.Near{{Asked: "public-procurement", Met: "justice"}}}, recommend.Weak, "x",
			"Weak match. It is about justice, as cases with such words often are.", "Correspondance faible. Thème fréquent avec ces mots : justice."},
		{recommend.Why{Near: []recommend.Near{{Asked: "public-procurement", Met: "justice"}}}, recommend.Weak, "x",
			"Weak match. It is about justice, close to public procurement.", "Correspondance faible. Son thème, justice, est proche du thème demandé : marchés publics."},
		{recommend.Why{Topics: []string{"justice"}, Context: []string{"PL", "local"}, Refused: []string{"prisons"}}, recommend.Weak, "x",
			`Weak match. Both are about justice. As you wished: Poland. Also at local level. But it also has "prisons".`,
			"Correspondance faible. Les deux portent sur : justice. Comme souhaité : Pologne. Également au niveau local. Mais on y trouve aussi « prisons »."},
		{recommend.Why{Topics: []string{"justice"}}, "", "x", "Both are about justice.", "Les deux portent sur : justice."},
		{recommend.Why{}, recommend.Strong, "x", "", ""},
	} {
		m := recommend.Match{Strength: tc.strength, Why: tc.why}
		a := recommend.Answer{Similar: 1}
		if got := InEnglish(v).Because(a, m, tc.seen); got != tc.english {
			t.Errorf("says %q\nwant %q", got, tc.english)
		}
		if got := french.Because(a, m, tc.seen); got != tc.french {
			t.Errorf("says %q\nwant %q", got, tc.french)
		}
	}
}

// TestBecause_NoBestMatch: where no case is similar, none is like the best of them.
func TestBecause_NoBestMatch(t *testing.T) {
	w := InEnglish(ranktest.Builtin(t).Vocabulary)
	m := recommend.Match{Strength: recommend.Weak, Why: recommend.Why{Line: "red tape", Akin: true}}
	for similar, want := range []string{`Weak match. Other words for it (ours): "red tape".`, `Weak match. Other words for it (ours): "red tape". Much like the best matches.`} {
		if got := w.Because(recommend.Answer{Total: 3, Similar: similar}, m, ""); got != want {
			t.Errorf("beside %d similar cases: says %q, want %q", similar, got, want)
		}
	}
}

// TestBecause_NameAlone: the topics of a case are no reason for a problem that only names
// the case.
func TestBecause_NameAlone(t *testing.T) {
	e := ranktest.Engine(t)
	for problem, topics := range map[string]bool{"uber": false, "Decidim": false, "Decidim for citizen participation": true} {
		a := answered(t, e, recommend.Request{Problem: problem})
		if len(a.Cases) == 0 || a.Cases[0].Why.Name == "" {
			t.Errorf("%q names no case: %+v", problem, a.Cases)
			continue
		}
		if got := InEnglish(e.Vocabulary()).Because(a, a.Cases[0], ""); strings.Contains(got, "Both are about") != topics {
			t.Errorf("%q: topics are to be said: %v, says %q", problem, topics, got)
		}
	}
}

// TestBecause_Quotes asks for phrases and for sentences, and reads what of the records is
// quoted for them.
func TestBecause_Quotes(t *testing.T) {
	e := ranktest.Engine(t)
	for _, tc := range []struct{ problem, id, want string }{
		{"street lighting", "dijon-ondijon", `It speaks of "Street lighting".`},
		{"street lighting", "san-diego-smart-streetlights", `It speaks of "Streetlights" (street lighting).`},
		{"foster care", "bulgaria-childcare-deinstitutionalisation", `It speaks of "foster care".`},
		{"rooftop solar", "solarapp-plus", `It speaks of "rooftop solar".`},
		{"domestic violence", "samoa-village-family-safety-committees", `"violence at home" (domestic violence)`},
		{"quit smoking", "icelandic-prevention-model", `It speaks of "smoke".`},
		{"super app", "west-java-sapawarga", `It speaks of "super app".`},
		{"freedom of information", "tunisia-open-data-framework", `"right to information" (freedom of information)`},
		{"freedom of information", "greece-diavgeia", `Other words for it (ours): "freedom of information".`},
		{"squatters", "mukuru-special-planning-area", `Other words for it (ours): "squatters".`},
		{"How might we help people leaving prison find stable housing?", "peterborough-social-impact-bond", `It speaks of "People leaving prison" and "housing".`},
		{"How might we help people leaving prison find stable housing?", "house-of-recovery-twente", `"prison"`},
		{"procurment: startups cant win tendrs, incumbnts only - ideas??", "philadelphia-fastfwd", `"entrepreneurs" (startups)`},
		{"Im Hochsommer wird es in den Dachwohnungen so heiß, auf den Plätzen gibt es kaum Bäume und Schatten.", "medellin-green-corridors", `"shade" (Schatten)`},
		{"burocracia", "georgia-public-service-halls", `It speaks of "bureaucracy" (burocracia).`},
		{"small firms cannot win public tenders", "lithuania-govtech-lab", `It speaks of "tenders" and "small firms".`},
		{"Barrierefreiheit Bus und Bahn", "luxembourg-free-public-transport", `"public transport" (Bus und Bahn)`},
	} {
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: tc.problem}, recommend.MaxLimit)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(a.Cases, func(m recommend.Match) bool { return m.Case.ID == tc.id })
		if i < 0 {
			found := analysis.Mapped(a.Cases, func(m recommend.Match) string { return m.Case.ID })
			t.Errorf("%q finds %q, want %s among them", tc.problem, found, tc.id)
			continue
		}
		if got := InEnglish(e.Vocabulary()).Because(a, a.Cases[i], ""); !strings.Contains(got, tc.want) {
			t.Errorf("%q, %s: says %q, want %q", tc.problem, tc.id, got, tc.want)
		}
	}
}

func TestNames_InFrench(t *testing.T) {
	e := ranktest.Engine(t)
	french := in(t, "fr")
	a := answered(t, e, recommend.Request{Problem: "qui utilise X-Road ?"})
	if len(a.Cases) == 0 {
		t.Fatalf("got no case, want X-Road: %+v", a)
	}
	if said := french.Because(a, a.Cases[0], ""); !strings.HasPrefix(said, "Correspondance forte. Vous l'avez nommé : « X-Road ».") {
		t.Errorf("the reason is %s, want it to begin with the strength and the name", said)
	}
	if looking := strings.Join(french.LookingAt(a), ", "); !strings.Contains(looking, "« X-Road »") {
		t.Errorf("looking at %s, want « X-Road » in it", looking)
	}
}

// TestWorkplace_Wording looks at what is said of every level and every place.
func TestWorkplace_Wording(t *testing.T) {
	v := ranktest.Builtin(t).Vocabulary
	for _, language := range catalogue.Builtin().Languages() {
		w := in(t, language)
		seen := map[string]string{}
		look := func(id, ends string) {
			said := w.Because(recommend.Answer{Similar: 1}, recommend.Match{Why: recommend.Why{Akin: true, Workplace: []string{id}}}, "")
			if !strings.HasPrefix(said, w.AsSentence(w.Text("reason.like-best"))+" ") || !strings.HasSuffix(strings.ToLower(said), strings.ToLower(w.AsSentence(ends))) || strings.Contains(said, "%!") {
				t.Errorf("%s, %s: got %q, want that it is like the best, and at the end %q", language, id, said, ends)
			}
			if other := seen[said]; other != "" && id != "EU" && other != "EU" {
				t.Errorf("%s: %q is said of %s and %s", language, said, other, id)
			}
			seen[said] = id
		}
		for _, l := range v.Taxonomy.Levels {
			same := w.atLevel(l.ID)
			if same == l.ID {
				t.Errorf("%s: nothing to say of the level %s", language, l.ID)
			}
			look(l.ID, same)
		}
		for _, c := range v.Places.Countries {
			place := w.Place(c.Code)
			if c.Code == "EU" {
				place = w.Place("eu")
			}
			look(c.Code, ": "+place)
		}
		for _, r := range v.Places.Regions {
			look(r.ID, ": "+w.Place(r.ID))
		}
	}
	french := in(t, "fr")
	for _, tc := range []struct {
		home            []string
		english, french string
	}{
		{[]string{"PL", "local"}, "Same country: Poland and also at local level.", "Même pays : Pologne et également au niveau local."},
		{[]string{"latam"}, "Same region: Latin America.", "Même région : Amérique latine."},
		{[]string{"EU"}, "Same region: European Union.", "Même région : Union européenne."},
		{[]string{"eu", "national"}, "Same region: European Union and also at national level.", "Même région : Union européenne et également au niveau national."},
	} {
		m := recommend.Match{Why: recommend.Why{Workplace: tc.home}}
		if got := InEnglish(v).Because(recommend.Answer{}, m, ""); got != tc.english {
			t.Errorf("%q, want %q", got, tc.english)
		}
		if got := french.Because(recommend.Answer{}, m, ""); got != tc.french {
			t.Errorf("%q, want %q", got, tc.french)
		}
	}
}
