package main

import (
	"strings"
	"testing"
	"unicode"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/wording"
)

func vocabulary(t *testing.T) *corpus.Vocabulary {
	t.Helper()
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return b.Vocabulary
}

// someAnswer is an answer made by hand, with a case of every strength.
func someAnswer() recommend.Answer {
	return recommend.Answer{
		Query: recommend.Query{
			Language: "en",
			Words:    []recommend.Word{{Asked: "small"}, {Asked: "frims", Terms: []string{"firms"}}, {Asked: "tenders"}},
			Concepts: []recommend.Concept{
				{ID: "public-procurement", Asked: "tenders", Weight: 0.6},
				{ID: "co-creation", Asked: "together", Weight: 0.3},
			},
			Limits:      recommend.Filter{Since: 2010, Levels: []string{"national", "local"}},
			Wishes:      recommend.Filter{Places: []string{"PL", "maghreb"}},
			Corrections: map[string]string{"frims": "firms"},
		},
		Total: 12, Similar: 2, LibrarySize: 846,
		Cases: []recommend.Match{
			{
				Rank: 1, Score: 12.3456789, Strength: recommend.Strong,
				Case: &corpus.Case{
					ID: "open-tenders", Title: "Open tenders for <small> & new firms, with a title that is long enough to need a second line",
					URL: "https://example.org/open?tenders=1&b=2", Source: "Example", Countries: []string{"PL"}, Organisation: "Office of Tenders",
					Level: "national", Year: 2018, Problem: "Small firms win little.", Summary: "The office cut its forms from forty pages to four and pays within ten days.",
					Results: "Twice as many small firms took part.", Topics: []string{"public-procurement"}, Approaches: []string{"co-creation"},
				},
				Duplicates: []*corpus.Case{{ID: "open-tenders-chile\x1b[31m", Title: "Open tenders in Chile", URL: "https://example.org/cl", Countries: []string{"CL"}}},
				Why: recommend.Why{
					Words:  []recommend.WordReason{{Asked: "tenders", Met: "tender"}, {Asked: "frims", Met: "firms"}},
					Topics: []string{"public-procurement"}, Approaches: []string{"co-creation"}, Context: []string{"Poland"},
				},
			},
			{
				Rank: 2, Score: 3, Strength: recommend.Fair,
				Case: &corpus.Case{
					ID: "hostile", Title: "Evil\x1b[31m\x1b]0;owned\x07 title\u202e", URL: "javascript:alert(1)", Organisation: "政策創新辦公室\n\x9b31m",
					Problem: "A problem stands where no summary is. " + strings.Repeat("Long ", 200), Level: "local",
				},
				Why: recommend.Why{Words: []recommend.WordReason{{Asked: "small\x1b[31m", Met: "small"}}},
			},
			{
				Rank: 3, Score: 2.5, Strength: recommend.Weak,
				Case: &corpus.Case{ID: "weak", Title: "A case that only touches on it", Countries: []string{"MA", "DZ", "TN", "LY", "EG", "MR"}, Level: "other", Summary: "Something else."},
				Why:  recommend.Why{Words: []recommend.WordReason{{Asked: "small", Met: "small"}}},
			},
		},
	}
}

// shownAnswer is an answer as it is printed.
type shownAnswer struct {
	answer recommend.Answer
	asked  question
	look   look
}

// someAnswers are answers of every kind, by the golden file of what is printed of them.
func someAnswers() map[string]shownAnswer {
	asked := question{problem: "small frims cannot win tenders, and this problem goes on for longer than a heading should be"}
	list := recommend.Answer{
		Query: recommend.Query{Language: "en", Limits: recommend.Filter{Topics: []string{"public-procurement"}, Places: []string{"PL"}}},
		Total: 1, LibrarySize: 846, Cases: []recommend.Match{{Rank: 1, Case: someAnswer().Cases[0].Case}},
	}
	like := someAnswer()
	like.Query.Like, like.Total = "open-tenders", 3
	foreign := someAnswer()
	foreign.Query.Language, foreign.Query.Truncated, foreign.Cases = "fr", true, foreign.Cases[1:2]
	foreign.Strange = true
	nothing := recommend.Answer{
		Query:       recommend.Query{Language: "en", Words: []recommend.Word{{Asked: "quantum"}}},
		LibrarySize: 846, Suggestions: []string{"digital-government", "health-care"},
	}
	outside := nothing
	outside.Query.Limits.Places, outside.Suggestions, outside.Outside = []string{"PL"}, nil, 3
	outside.OutsideGood = 1
	return map[string]shownAnswer{
		"plain.txt":          {someAnswer(), asked, look{width: 80}},
		"narrow.txt":         {someAnswer(), asked, look{width: 30}},
		"terminal.txt":       {someAnswer(), asked, look{width: 100, accents: true, links: true}},
		"no-colour.txt":      {someAnswer(), asked, look{width: 100, links: true}},
		"list.txt":           {list, question{}, look{width: 80}},
		"like.txt":           {like, question{like: "Open tenders"}, look{width: 80}},
		"notes.txt":          {foreign, asked, look{width: 80}},
		"nothing.txt":        {nothing, question{problem: "quantum"}, look{width: 80}},
		"outside-limits.txt": {outside, question{problem: "quantum"}, look{width: 80}},
		"no-problem.txt":     {recommend.Answer{LibrarySize: 846}, question{problem: "how do we"}, look{width: 80}},
		"nothing-fits.txt":   {recommend.Answer{Query: recommend.Query{Limits: recommend.Filter{Since: 2030}}, LibrarySize: 846}, question{}, look{width: 80}},
	}
}

func TestRenderAnswer(t *testing.T) {
	t.Parallel()
	v := vocabulary(t)
	for name, c := range someAnswers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := renderAnswer(c.answer, c.asked, wording.InEnglish(v), c.look)
			golden(t, name, strings.ReplaceAll(got, "\x1b", "␛"))
			if c.look.links || c.look.accents {
				return
			}
			for _, line := range strings.Split(got, "\n") {
				if strings.ContainsFunc(line, unicode.IsControl) {
					t.Errorf("line %q holds a control character", line)
				}
				if n := textColumns(line); n > c.look.width && !strings.Contains(line, "http") && !strings.Contains(line, "precedent similar") {
					t.Errorf("line %q takes %d columns of %d", line, n, c.look.width)
				}
			}
		})
	}
}
