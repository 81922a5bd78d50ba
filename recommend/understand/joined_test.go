package understand_test

import (
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// TestJoined_Alike asks in several spellings of one word, which must find the same
// cases and topics.
func TestJoined_Alike(t *testing.T) {
	e := ranktest.Engine(t)
	for _, spellings := range [][]string{
		{"health care workers leave", "healthcare workers leave", "health-care workers leave", "HealthCare workers leave"},
		{"e-procurement is slow", "eprocurement is slow", "e procurement is slow", "eProcurement is slow"},
		{"co-creation with citizens", "cocreation with citizens", "co creation with citizens"},
		{"policy-making by evidence", "policymaking by evidence", "policy making by evidence"},
		{"we want open data of the city", "we want opendata of the city", "we want open-data of the city"},
		{"start-ups", "startups", "start ups"},
		{"tele-medicine", "telemedicine", "tele medicine"},
		{"whistle-blowers are punished", "whistleblowers are punished", "whistle blowers are punished"},
		{"one-stop shop for parents", "onestop shop for parents", "one stop shop for parents"},
		{"database of companies", "data-base of companies"},
		{"on-line forms", "online forms"},
		{"non-profit partners", "nonprofit partners", "non profit partners"},
		{"child-care places", "childcare places", "child care places"},
		{"work force shortage", "workforce shortage", "work-force shortage"},
		{"open-source software for cities", "opensource software for cities", "open source software for cities"},
		{"Gesundheits-Versorgung auf dem Land", "Gesundheitsversorgung auf dem Land", "Gesundheits Versorgung auf dem Land"},
		{"co-création avec les habitants", "cocréation avec les habitants"},
		{"telemedicina en el campo", "tele-medicina en el campo", "tele medicina en el campo"},
	} {
		var first []string
		var concepts []string
		for i, text := range spellings {
			a := ranktest.Answer(t, e, recommend.Request{Problem: text})
			found, named := ranktest.IDs(a), analysis.Mapped(a.Query.Concepts, func(c recommend.Concept) string { return c.ID })
			if i == 0 {
				first, concepts = found, named
			}
			if len(found) == 0 || !slices.Equal(found, first) || !slices.Equal(named, concepts) {
				t.Errorf("%q (%s) finds %v and speaks of %v; %q finds %v and speaks of %v; words %v", text, a.Query.Language, found, named, spellings[0], first, concepts, a.Query.Words)
			}
		}
	}
}

// bestByScore is the case with the highest score for a problem, worth showing or not.
func bestByScore(t *testing.T, e *rank.Engine, problem string) string {
	t.Helper()
	q, err := e.Understand(recommend.Request{Problem: problem})
	if err != nil {
		t.Fatal(err)
	}
	list, err := e.Estimates(t.Context(), q, 1)
	if err != nil || len(list) == 0 {
		t.Fatalf("%q: %d cases, %v", problem, len(list), err)
	}
	return list[0].ID
}

// TestJoined_Beside asks with two words that may be one, or stand side by side by
// chance: the case that has them closed comes first all the same.
func TestJoined_Beside(t *testing.T) {
	e := ranktest.Engine(t)
	for open, closed := range map[string]string{
		"data base of companies": "database of companies",
		"pay slips by mail":      "payslips by mail",
	} {
		a, b := bestByScore(t, e, open), bestByScore(t, e, closed)
		if a != b {
			t.Errorf("%q finds %s, %q finds %s", open, a, closed, b)
		}
	}
}

// TestJoined_Apart holds that nothing is joined or taken apart that merely looks like
// it.
func TestJoined_Apart(t *testing.T) {
	e := ranktest.Engine(t)
	u := e.Understander()
	for _, text := range []string{
		"no where to go", "gone for ever", "a broad plan", "such as we have", "any way", "give us aid",
		"nowhere to go", "forever young", "abroad", "partnership with businesses", "households in debt", "hardship payments",
		"outcome of the forever war", "another carpet", "towns and villages", "the state, funding", "people work. Force is used",
		"2 factor", "co", "e", "re-",
		"everybody pays", "every one of them", "use less water", "useless forms",
	} {
		tokens := analysis.Tokenize(text)
		used := make([]bool, len(tokens))
		read, _, _ := understand.JoinSpellings(u, u.English, text, tokens, used, used)
		if !slices.Equal(analysis.WordsOf(read), analysis.WordsOf(tokens)) {
			t.Errorf("%q is read as %q", text, strings.Join(analysis.WordsOf(read), " "))
		}
	}
}

// TestJoined_Marks keeps what is known of words beside those that are joined.
func TestJoined_Marks(t *testing.T) {
	e := ranktest.Engine(t)
	q, err := e.Understand(recommend.Request{Problem: "opendata in Polish cities since 2018, only local healthcare"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(q.Wishes.Places, []string{"PL"}) || q.Wishes.Since != 2018 || !slices.Equal(q.Limits.Levels, []string{"local"}) {
		t.Errorf("limits %+v, wishes %+v", q.Limits, q.Wishes)
	}
	for _, w := range q.Words {
		if w.Asked == "Polish" || w.Asked == "2018" {
			t.Errorf("%s is searched for", w.Asked)
		}
	}
}
