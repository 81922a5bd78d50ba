package rank

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// TestIsTelling: words that stand in the records of all kinds of cases are no
// reasons, and words that a few kinds have are.
func TestIsTelling(t *testing.T) {
	e := sharedEngine(t)
	a := analysis.NewAnalyzer(e.understander.Words)
	for word, telling := range map[string]bool{
		"half": false, "ten": false, "five": false, "every": false, "everybody": false, "people": false, "year": false, "later": false,
		"different": false, "sometimes": false, "easier": false, "newly": false, "pipes": true, "bribes": true,
		"tenders": true, "teachers": true, "floods": true, "prison": true, "farmers": true, "hospital": true, "budget": true, "school": true,
	} {
		if got := isTelling(e.collection, a.Stem(word), false); got != telling {
			t.Errorf("%s tells something: %v, want %v", word, got, telling)
		}
	}
}

// TestMetRecord_Phrases: words that a conjunction or a negation parts are quoted as one
// phrase only where they are a name, and words in another order only where they are
// translations.
func TestMetRecord_Phrases(t *testing.T) {
	e := sharedEngine(t)
	a := analysis.NewAnalyzer(e.understander.Words)
	as := func(w way, word string) way { w.stems = []string{a.Stem(word)}; return w }
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
		words := []*metWord{{ways: []way{tc.first}, position: 0, value: 1}, {ways: []way{tc.second}, position: 1, value: 1}}
		c := &corpus.Case{Summary: tc.text}
		if tc.keyword != "" {
			c.Keywords = []string{tc.keyword}
		}
		record := readRecord(e.collection, a, recommend.Query{Words: make([]recommend.Word, 2)}, c, corpus.English, words)
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

// TestMetRecord_QuotedEnds: what is quoted of a record begins and ends with a word that tells
// something or names what cases are about, or is a phrase for something.
func TestMetRecord_QuotedEnds(t *testing.T) {
	e := sharedEngine(t)
	a := analysis.NewAnalyzer(e.understander.Words)
	ends := map[string]bool{}
	for _, word := range []string{"without", "will", "must", "yet", "hands", "next", "hold", "win", "every", "although"} {
		ends[a.Stem(word)] = true
	}
	for _, problem := range []string{
		"workers without contracts and schools without teachers", "shop hands will not hold jobs without training in tenders", "citizens must win every next vote",
		"jobseekers will lose the next jobs", "agencies hold data, and firms win although prevention is cheaper, yet prevention is not paid",
	} {
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: problem}, recommend.MaxLimit)
		if err != nil {
			t.Fatal(err)
		}
		quoted := 0
		for _, m := range a.Cases {
			for _, w := range m.Why.Words {
				stems := stemAll(analysis.NewAnalyzer(e.understander.Words), corpus.English, []string{w.Met})[0].stems
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

// TestMetRecord_TypedPhrase asks for keywords of two words: each case whose record has the
// phrase as it was asked for says so, or that it was named.
func TestMetRecord_TypedPhrase(t *testing.T) {
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
			for _, m := range answerTo(t, e, recommend.Request{Problem: keyword}).Cases {
				if !strings.Contains(strings.ToLower(m.Case.Problem+"\n"+m.Case.Summary), keyword) || m.Why.Name != "" {
					continue
				}
				found++
				if !slices.ContainsFunc(m.Why.Words, func(w recommend.WordReason) bool { return strings.Contains(w.Met, " ") }) {
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

// TestUnmet_NoFillers: a word that tells nothing is not said to be lacking.
func TestUnmet_NoFillers(t *testing.T) {
	e := sharedEngine(t)
	for _, problem := range []string{"help people discover services", "lutter contre la pauvreté", "lutter contre le sans-abrisme"} {
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: problem}, recommend.MaxLimit)
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

// TestMetRecord_WholePhrase: of what an abbreviation stands for, all of it is shown or
// nothing.
func TestMetRecord_WholePhrase(t *testing.T) {
	e := sharedEngine(t)
	for _, problem := range []string{"VAT fraud", "UBO register", "PB in schools", "SMEs and R&D"} {
		for _, m := range answerTo(t, e, recommend.Request{Problem: problem}).Cases {
			for _, w := range m.Why.Words {
				if w.Met == "Value" || w.Met == "value" || w.Met == "added" || w.Met == "owners" || w.Met == "participatory" {
					t.Errorf("%q, %s: %+v is a piece of a phrase", problem, m.Case.ID, w)
				}
			}
		}
	}
}

// TestSimilar counts the strong and fair cases of whole answers.
func TestSimilar(t *testing.T) {
	e := sharedEngine(t)
	for _, problem := range []string{"small firms cannot win public tenders", "night buses", "bullying in schools"} {
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: problem}, recommend.MaxLimit)
		if err != nil {
			t.Fatal(err)
		}
		similar := 0
		for _, m := range a.Cases {
			if m.Strength != recommend.Weak {
				similar++
			}
		}
		if a.Similar != similar || a.Total != len(a.Cases) {
			t.Errorf("%q: %d of %d similar, want %d of %d", problem, a.Similar, a.Total, similar, len(a.Cases))
		}
	}
}
