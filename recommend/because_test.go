package recommend

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend/eval"
)

// TestBecause_CanBeChecked reads every reason of the judged problems: what is quoted of
// the record stands there, what is quoted as ours is one of our lines on the case, and no
// other word is named. What a reader does not see is not said to be read there.
func TestBecause_CanBeChecked(t *testing.T) {
	e := sharedEngine(t)
	queries, _, err := eval.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile(`"([^"]+)"`)
	say := InEnglish(e.vocabulary)
	lines, words := 0, 0
	for _, q := range queries {
		a := recommend(t, e, Request{Problem: q.Text})
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
			if !strings.HasPrefix(said, sentence(say.Strength(m.Strength))) {
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

// TestBecause_TellingWords: words that stand in the records of all kinds of cases are no
// reasons, and words that a few kinds have are.
func TestBecause_TellingWords(t *testing.T) {
	e := sharedEngine(t)
	a := newAnalyzer(e.understander.words)
	for word, telling := range map[string]bool{
		"half": false, "ten": false, "five": false, "every": false, "everybody": false, "people": false, "year": false, "later": false,
		"different": false, "sometimes": false, "easier": false, "newly": false, "pipes": true, "bribes": true,
		"tenders": true, "teachers": true, "floods": true, "prison": true, "farmers": true, "hospital": true, "budget": true, "school": true,
	} {
		if got := e.isTelling(a.stem(word), false); got != telling {
			t.Errorf("%s tells something: %v, want %v", word, got, telling)
		}
	}
}

// TestBecause_Sentences says reasons of every kind, in both languages.
func TestBecause_Sentences(t *testing.T) {
	v := builtin(t).Vocabulary
	french, err := NewWording(v, "fr")
	if err != nil {
		t.Fatal(err)
	}
	word := func(asked, met string) WordReason { return WordReason{Asked: asked, Met: met} }
	for _, tc := range []struct {
		why             Why
		strength        Strength
		seen            string
		english, french string
	}{
		{Why{Name: "Decidim"}, Strong, "", `Strong match. You named it: "Decidim".`, "Correspondance forte. Vous l'avez nommé : « Decidim »."},
		{Why{Topics: []string{"public-procurement"}, Words: []WordReason{word("small", "small firms"), word("firms", "small firms"), word("tender", "tenders")}}, Strong, "tenders for small firms",
			`Strong match. Both are about public procurement. It speaks of "small firms" and "tenders".`,
			"Correspondance forte. Les deux portent sur : marchés publics. On y lit « small firms » et « tenders »."},
		{Why{Words: []WordReason{word("tender", "tenders"), {Asked: "solar", Met: "rooftop solar", Keyword: true}}}, Fair, "nothing of it",
			`Fair match. Its whole record speaks of "tenders". Among its keywords: "rooftop solar".`,
			"Correspondance moyenne. On lit dans sa fiche entière « tenders ». Parmi ses mots-clés : « rooftop solar »."},
		{Why{Words: []WordReason{{Asked: "marchés publics", Met: "tenders", Other: true}}}, Fair, "tenders",
			`Fair match. It speaks of "tenders" (marchés publics).`, "Correspondance moyenne. On y lit « tenders » (marchés publics)."},
		{Why{Line: "Who takes bribes here?", Words: []WordReason{{Asked: "bribes", Met: "bribes", Hidden: true}}, Akin: true}, Fair, "x",
			`Fair match. As people may put it (our words): "Who takes bribes here?" Much like the best matches.`,
			"Correspondance moyenne. Comme on peut le dire (en anglais, nos mots) : « Who takes bribes here? » Très semblable aux meilleurs cas."},
		{Why{Line: "red tape", Words: []WordReason{{Asked: "tape", Met: "tape", Hidden: true}}}, Weak, "x",
			`Weak match. Other words for it (ours): "red tape".`, "Correspondance faible. Autrement dit (en anglais, nos mots) : « red tape »."},
		{Why{Line: "Officials here take bribes.", Words: []WordReason{{Asked: "bribes", Met: "bribes", Hidden: true}}, Unmet: Unmet{Words: []UnmetWord{{"bribes", true}, {"quicker", true}}}}, Fair, "x",
			`Fair match. As people may put it (our words): "Officials here take bribes". Not in its record: "quicker".`,
			"Correspondance moyenne. Comme on peut le dire (en anglais, nos mots) : « Officials here take bribes ». Pas dans sa fiche : « quicker »."},
		{Why{Words: []WordReason{word("bribes", "bribes")}, Unmet: Unmet{Words: []UnmetWord{{"customs", false}}, Topics: []string{"public-procurement"}}}, Fair, "bribes",
			`Fair match. It speaks of "bribes". Not in its record: "customs". Not filed under public procurement.`,
			"Correspondance moyenne. On y lit « bribes ». Pas dans sa fiche : « customs ». N'est pas classé sous : marchés publics."},
		{Why{Guessed: "justice", Near: []Near{{"public-procurement", "justice"}}}, Weak, "x",
			"Weak match. It is about justice, as cases with such words often are.", "Correspondance faible. Son thème est fréquent pour de tels mots : justice."},
		{Why{Near: []Near{{"public-procurement", "justice"}}}, Weak, "x",
			"Weak match. It is about justice, close to public procurement.", "Correspondance faible. Son thème est proche : justice, pour marchés publics."},
		{Why{Topics: []string{"justice"}, Context: []string{"PL", "local"}, Refused: []string{"prisons"}}, Weak, "x",
			`Weak match. Both are about justice. As you wished: Poland and local. But it also has "prisons".`,
			"Correspondance faible. Les deux portent sur : justice. Comme souhaité : Pologne et local. Mais on y trouve aussi « prisons »."},
		{Why{Topics: []string{"justice"}}, "", "x", "Both are about justice.", "Les deux portent sur : justice."},
		{Why{}, Strong, "x", "", ""},
	} {
		m := Match{Strength: tc.strength, Why: tc.why}
		a := Answer{Similar: 1}
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
	w := InEnglish(builtin(t).Vocabulary)
	m := Match{Strength: Weak, Why: Why{Line: "red tape", Akin: true}}
	for similar, want := range []string{`Weak match. Other words for it (ours): "red tape".`, `Weak match. Other words for it (ours): "red tape". Much like the best matches.`} {
		if got := w.Because(Answer{Total: 3, Similar: similar}, m, ""); got != want {
			t.Errorf("beside %d similar cases: says %q, want %q", similar, got, want)
		}
	}
}

// TestBecause_NameAlone: the topics of a case are no reason for a problem that only names
// the case.
func TestBecause_NameAlone(t *testing.T) {
	e := sharedEngine(t)
	for problem, topics := range map[string]bool{"uber": false, "Decidim": false, "Decidim for citizen participation": true} {
		a := recommend(t, e, Request{Problem: problem})
		if len(a.Cases) == 0 || a.Cases[0].Why.Name == "" {
			t.Errorf("%q names no case: %+v", problem, a.Cases)
			continue
		}
		if got := InEnglish(e.vocabulary).Because(a, a.Cases[0], ""); strings.Contains(got, "Both are about") != topics {
			t.Errorf("%q: topics are to be said: %v, says %q", problem, topics, got)
		}
	}
}

// TestMetRecord_Phrases: words that a conjunction or a negation parts are quoted as one
// phrase only where they are a name, and words in another order only where they are
// translations.
func TestMetRecord_Phrases(t *testing.T) {
	e := sharedEngine(t)
	a := newAnalyzer(e.understander.words)
	as := func(w way, word string) way { w.stems = []string{a.stem(word)}; return w }
	typed, rendering := way{}, way{other: true}
	equivalent := func(word string) way { return way{other: true, equivalent: word} }
	for _, tc := range []struct {
		text, keyword string
		first, second way // in the order of the problem
		want          string
	}{
		{"The number of ambulances fell.", "", as(typed, "number"), as(typed, "ambulances"), "number of ambulances"},
		{"They gave numbers and no ambulance.", "", as(typed, "number"), as(typed, "ambulances"), ""},
		{"They gave numbers or ambulances.", "", as(typed, "number"), as(typed, "ambulances"), ""},
		{"Ambulances without numbers.", "", as(typed, "ambulances"), as(typed, "number"), ""},
		{"All ambulances and rescue at sea.", "", as(typed, "ambulances"), as(typed, "rescue"), ""},
		{"All ambulances and rescue at sea.", "ambulances and rescue", as(typed, "ambulances"), as(typed, "rescue"), "ambulances and rescue"},
		{"Alerts flooded the room.", "", as(typed, "flooded"), as(equivalent("alerts"), "alerts"), ""},
		{"Flooded alerts.", "", as(typed, "flooded"), as(equivalent("alerts"), "alerts"), "Flooded alerts"},
		{"Alerts flooded the room.", "", as(rendering, "flooded"), as(rendering, "alerts"), "Alerts flooded"},
	} {
		words := []*metWord{{ways: []way{tc.first}, place: 0, value: 1}, {ways: []way{tc.second}, place: 1, value: 1}}
		c := &corpus.Case{Summary: tc.text}
		if tc.keyword != "" {
			c.Keywords = []string{tc.keyword}
		}
		record := e.readRecord(a, Query{Words: make([]Word, 2)}, c, words)
		got := ""
		for _, run := range record.runs {
			if run.text == summaryText && len(run.words) == 2 {
				got = run.said
			}
		}
		if got != tc.want {
			t.Errorf("%q: quoted as one phrase is %q, want %q", tc.text, got, tc.want)
		}
	}
}

// TestLowerFirst writes labels as they stand inside a sentence.
func TestLowerFirst(t *testing.T) {
	for label, want := range map[string]string{
		"Internet of Things": "Internet of Things", "Internet des objets": "internet des objets", "Mobile apps and SMS": "mobile apps and SMS",
		"Entrepreneurship and SMEs": "entrepreneurship and SMEs", "AI and machine learning": "AI and machine learning", "E-petitions": "e-petitions",
		"Écoles": "écoles", "": "",
	} {
		if got := lowerFirst(label); got != want {
			t.Errorf("%q becomes %q, want %q", label, got, want)
		}
	}
}

// TestBecause_Quotes asks for phrases and for sentences, and reads what of the records is
// quoted for them.
func TestBecause_Quotes(t *testing.T) {
	e := sharedEngine(t)
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
		a, err := e.Recommend(t.Context(), Request{Problem: tc.problem}, MaxLimit)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(a.Cases, func(m Match) bool { return m.Case.ID == tc.id })
		if i < 0 {
			t.Errorf("%q does not find %s", tc.problem, tc.id)
			continue
		}
		if got := InEnglish(e.vocabulary).Because(a, a.Cases[i], ""); !strings.Contains(got, tc.want) {
			t.Errorf("%q, %s: says %q, want %q", tc.problem, tc.id, got, tc.want)
		}
	}
}

// TestBecause_QuotedEnds: what is quoted of a record begins and ends with a word that tells
// something or names what cases are about, or is a phrase for something.
func TestBecause_QuotedEnds(t *testing.T) {
	e := sharedEngine(t)
	a := newAnalyzer(e.understander.words)
	ends := map[string]bool{}
	for _, word := range []string{"without", "will", "must", "yet", "hands", "next", "hold", "win", "every", "although"} {
		ends[a.stem(word)] = true
	}
	for _, problem := range []string{
		"workers without contracts and schools without teachers", "shop hands will not hold jobs without training in tenders", "citizens must win every next vote",
		"jobseekers will lose the next jobs", "agencies hold data, and firms win although prevention is cheaper, yet prevention is not paid",
	} {
		a, err := e.Recommend(t.Context(), Request{Problem: problem}, MaxLimit)
		if err != nil {
			t.Fatal(err)
		}
		quoted := 0
		for _, m := range a.Cases {
			for _, w := range m.Why.Words {
				stems := stemAll(newAnalyzer(e.understander.words), []string{w.Met})[0].stems
				if w.Keyword || w.Hidden || w.Other { // an equivalent such as "without a job" is quoted whole
					continue
				}
				quoted++
				if ends[stems[0]] || ends[stems[len(stems)-1]] {
					t.Errorf("%q, %s: quotes %q", problem, m.Case.ID, w.Met)
				}
			}
		}
		if quoted == 0 {
			t.Errorf("%q: nothing is quoted", problem)
		}
	}
}

// TestBecause_TypedPhrase asks for keywords of two words: each case whose record has the
// phrase as it was asked for says so, or that it was named.
func TestBecause_TypedPhrase(t *testing.T) {
	e := sharedEngine(t)
	phrase := regexp.MustCompile(`^[a-z]{3,} [a-z]{3,}$`)
	asked, found, unsaid := 0, 0, 0
	for i := range e.cases {
		for _, keyword := range e.cases[i].Keywords {
			if !phrase.MatchString(keyword) {
				continue
			}
			if asked++; asked%8 != 0 {
				continue
			}
			for _, m := range recommend(t, e, Request{Problem: keyword}).Cases {
				if !strings.Contains(strings.ToLower(m.Case.Problem+"\n"+m.Case.Summary), keyword) || m.Why.Name != "" {
					continue
				}
				found++
				if !slices.ContainsFunc(m.Why.Words, func(w WordReason) bool { return strings.Contains(w.Met, " ") }) {
					unsaid++
					t.Logf("%q stands in %s, of which is told %+v", keyword, m.Case.ID, m.Why.Words)
				}
			}
		}
	}
	if found < 20 || unsaid > found/10 {
		t.Errorf("%d of %d phrases that stand in a record are not told", unsaid, found)
	}
}

// TestQuotes_AsTyped: words of a problem are said back as they were typed, with the small
// words and hyphens between them, also where the query has travelled.
func TestQuotes_AsTyped(t *testing.T) {
	e := sharedEngine(t)
	for problem, want := range map[string]string{
		"freedom of information":        `"freedom of information"`,
		"Leerstand in den Innenstädten": `"Leerstand in den Innenstädten"`,
		"kolejki do lekarza":            `"kolejki do lekarza"`,
		"E-Scooter":                     `"E-Scooter"`,
		"sans-abrisme":                  `housing and homelessness ("sans-abrisme")`,
		"violence faite aux femmes":     `"violence faite aux femmes"`,
		"small   firms":                 `"small firms"`,
	} {
		a := recommend(t, e, Request{Problem: problem})
		text, err := a.Query.Encode(2000)
		if err != nil {
			t.Fatal(err)
		}
		if a.Query, err = DecodeQuery(text); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(InEnglish(e.vocabulary).LookingAt(a), "; "); !strings.Contains(got, want) {
			t.Errorf("%q is said back as %q, want %q", problem, got, want)
		}
	}
}

// TestUnmet_NoFillers: a word that tells nothing is not said to be lacking.
func TestUnmet_NoFillers(t *testing.T) {
	e := sharedEngine(t)
	for _, problem := range []string{"help people discover services", "lutter contre la pauvreté", "lutter contre le sans-abrisme"} {
		a, err := e.Recommend(t.Context(), Request{Problem: problem}, MaxLimit)
		if err != nil {
			t.Fatal(err)
		}
		unmet := a.Missing.Unmet.List()
		for _, m := range a.Cases {
			unmet = append(unmet, m.Why.Unmet.List()...)
		}
		if len(a.Cases) == 0 || slices.Contains(unmet, "discover") || slices.Contains(unmet, "lutter") {
			t.Errorf("%q: %d cases, lacking %q", problem, len(a.Cases), unmet)
		}
	}
}

// TestBecause_WholePhrase: of what an abbreviation stands for, all of it is shown or
// nothing.
func TestBecause_WholePhrase(t *testing.T) {
	e := sharedEngine(t)
	for _, problem := range []string{"VAT fraud", "UBO register", "PB in schools", "SMEs and R&D"} {
		for _, m := range recommend(t, e, Request{Problem: problem}).Cases {
			for _, w := range m.Why.Words {
				if w.Met == "Value" || w.Met == "value" || w.Met == "added" || w.Met == "owners" || w.Met == "participatory" {
					t.Errorf("%q, %s: %+v is a piece of a phrase", problem, m.Case.ID, w)
				}
			}
		}
	}
}

// TestHeading counts what is similar and what only touches on a problem, in every mix.
func TestHeading(t *testing.T) {
	v := builtin(t).Vocabulary
	french, err := NewWording(v, "fr")
	if err != nil {
		t.Fatal(err)
	}
	problem := Query{Words: []Word{{Asked: "x"}}}
	for _, tc := range []struct {
		query                         Query
		total, similar, offset, shown int
		asked, like                   string
		english, french               string
	}{
		{problem, 12, 3, 0, 5, "x", "", `3 similar cases; 9 more touch on "x"`, "3 cas semblables ; 9 autres touchent à « x »"},
		{problem, 2, 1, 0, 2, "x", "", `1 similar case; 1 more touches on "x"`, "1 cas semblable ; 1 autre touche à « x »"},
		{problem, 4, 0, 0, 4, "x", "", `No case is similar; 4 only touch on "x"`, "Aucun cas semblable ; 4 ne font que toucher à « x »"},
		{problem, 1, 0, 0, 1, "x", "", `No case is similar; 1 only touches on "x"`, "Aucun cas semblable ; 1 ne fait que toucher à « x »"},
		{problem, 1, 1, 0, 1, "x", "", `1 case similar to "x"`, "1 cas semblable à « x »"},
		{problem, 7, 7, 0, 5, "x", "", `7 cases similar to "x"`, "7 cas semblables à « x »"},
		{problem, 7, 3, 0, 5, "", "", "3 similar cases; 4 more touch on the problem", "3 cas semblables ; 4 autres touchent à ce problème"},
		{problem, 7, 3, 0, 5, "", "T", `3 similar cases; 4 more are a little like "T"`, "3 cas semblables ; 4 autres ressemblent un peu à « T »"},
		{problem, 7, 0, 0, 5, "", "T", `No case is similar; 7 are a little like "T"`, "Aucun cas semblable ; 7 ressemblent un peu à « T »"},
		{problem, 7, 3, 0, 5, "x", "T", `3 similar cases; 4 more touch on "x", compared with "T"`, "3 cas semblables ; 4 autres touchent à « x », comparé avec « T »"},
		{problem, 20, 12, 5, 5, "x", "", "More cases: 6 to 10 of 20, 12 of them similar", "Suite des cas : 6 à 10 sur 20, dont 12 semblables"},
		{problem, 12, 12, 5, 5, "x", "", "More similar cases: 6 to 10 of 12", "Suite des cas semblables : 6 à 10 sur 12"},
		{problem, 20, 5, 5, 5, "x", "", "More that only touch on the problem: 6 to 10 of 20", "Suite des cas qui touchent au problème : 6 à 10 sur 20"},
		{Query{}, 1, 0, 0, 1, "", "", "1 case that fits", "1 cas correspond"},
		{Query{}, 5, 0, 0, 5, "", "", "5 cases that fit, newest first", "5 cas correspondent, les plus récents d'abord"},
		{Query{}, 9, 0, 0, 5, "", "", "5 of 9 cases that fit, newest first", "5 cas sur 9 correspondent, les plus récents d'abord"},
		{Query{}, 9, 0, 5, 4, "", "", "More cases: 6 to 9 of 9", "Suite des cas : 6 à 9 sur 9"},
	} {
		a := Answer{Query: tc.query, Total: tc.total, Similar: tc.similar, Offset: tc.offset, Cases: make([]Match, tc.shown)}
		if got := InEnglish(v).Heading(a, tc.asked, tc.like); got != tc.english {
			t.Errorf("says %q, want %q", got, tc.english)
		}
		if got := french.Heading(a, tc.asked, tc.like); got != tc.french {
			t.Errorf("says %q, want %q", got, tc.french)
		}
	}
	for _, tc := range []struct {
		query           Query
		strengths       []Strength
		english, french string
	}{
		{problem, []Strength{Fair, Weak}, "This one only touches on the problem:", "Celui-ci ne fait que toucher au problème :"},
		{problem, []Strength{Weak, Weak}, "These only touch on the problem:", "Ceux-ci ne font que toucher au problème :"},
		{Query{Like: "a"}, []Strength{Strong, Weak}, "This one is only a little like it:", "Celui-ci ne lui ressemble qu'un peu :"},
		{Query{Like: "a"}, []Strength{Weak, Weak}, "These are only a little like it:", "Ceux-ci ne lui ressemblent qu'un peu :"},
		{Query{Like: "a", Words: problem.Words}, []Strength{Weak, Weak}, "These only touch on the problem:", "Ceux-ci ne font que toucher au problème :"},
	} {
		a := Answer{Query: tc.query}
		for _, s := range tc.strengths {
			a.Cases = append(a.Cases, Match{Strength: s})
		}
		if got, also := InEnglish(v).OnlyTouch(a), french.OnlyTouch(a); got != tc.english || also != tc.french {
			t.Errorf("says %q and %q, want %q and %q", got, also, tc.english, tc.french)
		}
	}
	outside := Answer{Query: problem, Outside: 12, OutsideGood: 3}
	if got, want := InEnglish(v).Outside(outside), "Outside the limits: 3 similar cases; 9 more touch on the problem."; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
}

// TestSimilar counts the strong and fair cases of whole answers.
func TestSimilar(t *testing.T) {
	e := sharedEngine(t)
	for _, problem := range []string{"small firms cannot win public tenders", "night buses", "bullying in schools"} {
		a, err := e.Recommend(t.Context(), Request{Problem: problem}, MaxLimit)
		if err != nil {
			t.Fatal(err)
		}
		similar := 0
		for _, m := range a.Cases {
			if m.Strength != Weak {
				similar++
			}
		}
		if a.Similar != similar || a.Total != len(a.Cases) {
			t.Errorf("%q: %d of %d similar, want %d of %d", problem, a.Similar, a.Total, similar, len(a.Cases))
		}
	}
}

// TestAccount tells apart what a record tells, and that no result is reported only where
// the library says what its sources report.
func TestAccount(t *testing.T) {
	say := InEnglish(builtin(t).Vocabulary)
	for _, tc := range []struct {
		c    corpus.Case
		want []Told
	}{
		{corpus.Case{Problem: "P", Summary: "S", Results: "R", Evidence: corpus.EvidencePage}, []Told{{"Problem", "P"}, {"What was done", "S"}, {"What came of it", "R"}}},
		{corpus.Case{Problem: "P", Summary: "S", Evidence: corpus.EvidencePage}, []Told{{"Problem", "P"}, {"What was done", "S"}, {"What came of it", "No result reported."}}},
		{corpus.Case{Problem: "P", Summary: "S"}, []Told{{"Problem", "P"}, {"What was done", "S"}}},
		{corpus.Case{Summary: "All of it."}, []Told{{"", "All of it."}}},
		{corpus.Case{Summary: "S", Results: "R"}, []Told{{"What was done", "S"}, {"What came of it", "R"}}},
	} {
		if got := say.Account(&tc.c); !slices.Equal(got, tc.want) {
			t.Errorf("tells %q, want %q", got, tc.want)
		}
	}
}
