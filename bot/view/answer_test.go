package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/corpus"
	"precedent/recommend"
)

// fixedAnswer does not depend on the ranking, so that golden files change only
// when the looks do.
func fixedAnswer(t *testing.T) recommend.Answer {
	t.Helper()
	lib := engine().Library()
	return recommend.Answer{
		Query: recommend.Query{
			Language:    "en",
			Words:       []recommend.Word{{Asked: "tendrs", Terms: []string{"tenders"}}},
			Concepts:    []recommend.Concept{{ID: "public-procurement", Asked: "tenders", Weight: 1}, {ID: "entrepreneurship-smes", Asked: "small firms", Weight: 1}},
			Wishes:      recommend.Filter{Places: []string{"PL"}},
			Corrections: map[string]string{"tendrs": "tenders"},
		},
		Total: 4, Similar: 1, LibrarySize: lib.Len(),
		Cases: []recommend.Match{
			{Rank: 1, Case: lib.Case("govtech-poland-programme"), Score: 30, Strength: recommend.Strong, Why: recommend.Why{
				Words:  []recommend.WordReason{{Asked: "tendrs", Met: "tender"}, {Asked: "firms", Met: "firms"}},
				Topics: []string{"public-procurement", "entrepreneurship-smes"}, Context: []string{"PL"}}},
			{Rank: 2, Case: lib.Case("driving-safety-modules-public-vehicles-hong-kong"), Score: 9, Strength: recommend.Weak, Why: recommend.Why{
				Words: []recommend.WordReason{{Asked: "win", Met: "winning"}}}},
		},
	}
}

func TestAnswer_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		p := r.Answer(fixedAnswer(t), Heading{Asked: "small firms cannot win public tendrs in Poland"}, moreFrom(`{"o":2,"q":{}}`))
		check(t, p)
		golden(t, r, "answer", p)
	})
}

func TestAnswer_NothingGolden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		p := r.Answer(recommend.Answer{
			Query:       recommend.Query{Language: "en", Words: []recommend.Word{{Asked: "organ"}, {Asked: "donors"}}},
			Suggestions: []string{"health-care", "behavioural-insights"}, LibrarySize: 846,
		}, Heading{Asked: "organ donors"}, moreFrom(""))
		check(t, p)
		golden(t, r, "nothing", p)
	})
}

// TestAnswer_Missing: what was asked for and is not there stands above the cases, on the
// first page alone.
func TestAnswer_Missing(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		a := fixedAnswer(t)
		a.Query.Limits.Since, a.Query.Limits.Until = 2012, 2018
		a.Missing = recommend.Missing{
			Places: []recommend.MissingPlace{{ID: "MC", Nearest: []string{"FR"}}, {ID: "RW", InLibrary: 6, Nearest: []string{"KE"}}, {ID: "GA", InLibrary: 1}},
			Levels: []string{"local"},
			Period: true,
			Beyond: []recommend.Beyond{{Kind: recommend.LimitBefore, Cases: 8}, {Kind: recommend.LimitAfter, Cases: 1}, {Kind: recommend.LimitPlace, Cases: 12},
				{Kind: recommend.LimitLevel, Cases: 3}, {Kind: recommend.LimitTag, Cases: 2}},
			Words: []recommend.MissingWord{{Asked: "bullying", Hidden: true, Telling: true}, {Asked: "hence"}, {Asked: "callejones", Foreign: true, Telling: true}},
		}
		a.Query.Wishes.Since = 2030
		p := r.Answer(a, Heading{Asked: "small firms"}, moreFrom("{}"))
		check(t, p)
		golden(t, r, "answer_missing", p)
		a.Offset = 5
		if next := mustJSON(t, r.Answer(a, Heading{}, moreFrom("{}")).Blocks); strings.Contains(next, "Monaco") {
			t.Errorf("the second page says again what is missing, got %s", next)
		}
	})
}

// TestAnswer_KeptGolden is an answer where something is kept: a case that was shared
// before, and a question whether it helped.
func TestAnswer_KeptGolden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		h := Heading{
			Asked:  "small firms cannot win public tendrs in Poland",
			Shared: map[string]Shared{"govtech-poland-programme": {By: By{"U0123", time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)}, Link: "https://example.slack.com/archives/C1/p1"}},
			Refine: `{"p":"small firms"}`,
			Feedback: func(shown []*corpus.Case, helpful bool) string {
				return fmt.Sprintf(`{"c":%d,"y":%v}`, len(shown), helpful)
			},
		}
		p := r.Answer(fixedAnswer(t), h, moreFrom(""))
		check(t, p)
		check(t, Post{Text: p.Text, Plain: p.Plain, Blocks: p.Older})
		golden(t, r, "answer_kept", p)
	})
}

// TestAnswer_ExampleGolden is what a person really gets. It changes with the ranking.
func TestAnswer_ExampleGolden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		const asked = "small firms cannot win public tenders"
		a := ask(t, asked)
		a.Cases = a.Cases[:3]
		h := Heading{
			Asked: asked, Refine: `{"p":"small firms"}`, Select: func([]recommend.Match) string { return `{"p":"small firms"}` },
			Feedback: func([]*corpus.Case, bool) string { return "{}" },
		}
		p := r.Answer(a, h, moreFrom(`{"o":3,"q":{}}`))
		checkBoth(t, p)
		p.Blocks, p.Older = p.Older, nil // what stands in a private message
		golden(t, r, "example", p)
	})
}

// TestAnswer_TellsEnough: however little room there is, each case of an answer tells what it
// is about, and its reason is whole.
func TestAnswer_TellsEnough(t *testing.T) {
	const least = 200 // characters of what a case answers, what was done and what came of it
	inEach(t, func(t *testing.T, r *Renderer) {
		for _, problem := range []string{"people leaving prison become homeless", "villages dépeuplés sans médecins", "no hay agua potable en los pueblos", "Kinder lernen nicht lesen", "small firms cannot win public tenders"} {
			a := ask(t, problem)
			h := Heading{
				Asked: problem, Refine: `{"p":"` + problem + `"}`, Shared: map[string]Shared{},
				Select:   func([]recommend.Match) string { return strings.Repeat("v", 300) },
				Feedback: func([]*corpus.Case, bool) string { return strings.Repeat("v", 300) },
			}
			p := r.Answer(a, h, moreFrom(strings.Repeat("v", 500)))
			checkBoth(t, p)
			if p.Cases < 3 {
				t.Errorf("%q: got %d cases, want 3 or more", problem, p.Cases)
			}
			for i, b := range p.Blocks {
				rich, ok := b.(*slack.RichTextBlock)
				if !ok || !strings.HasPrefix(rich.BlockID, "case:") {
					continue
				}
				m := a.Cases[slices.IndexFunc(a.Cases, func(m recommend.Match) bool { return "case:"+m.Case.ID == rich.BlockID })]
				var shown, labels []string
				for _, e := range rich.Elements[0].(*slack.RichTextSection).Elements {
					if e, ok := e.(*slack.RichTextSectionTextElement); ok {
						shown = append(shown, e.Text)
						if e.Style != nil {
							labels = append(labels, e.Text)
						}
					}
				}
				told, whole := 0, 0
				for _, s := range r.words.Account(m.Case) {
					whole += len(s.Text)
					for _, text := range shown {
						if text = strings.TrimSuffix(strings.TrimSpace(text), "…"); len(text) > 20 && strings.HasPrefix(s.Text, strings.TrimSpace(text)) {
							told += len(text)
						}
					}
				}
				if told < min(least, whole) {
					t.Errorf("%q: %s tells %d characters of %d (%q): %q", problem, m.Case.ID, told, whole, labels, shown)
				}
				why := p.Blocks[i+1].(*slack.ContextBlock).ContextElements.Elements[0].(*slack.TextBlockObject).Text
				if _, closing, _ := strings.Cut(r.Text("phrase.quoted"), "%s"); openQuotation(why) >= 0 || !strings.HasSuffix(why, ".") && !strings.HasSuffix(why, closing) {
					t.Errorf("%q: the reason for %s is cut: %q", problem, m.Case.ID, why)
				}
			}
		}
	})
}

// TestAnswer_Accessible keeps what screen readers need: a sentence that says
// the result, labels that say what a button acts on.
func TestAnswer_Accessible(t *testing.T) {
	p := renderer().Answer(ask(t, "small firms cannot win public tenders"), Heading{Asked: "small firms cannot win public tenders"}, moreFrom(""))
	if !strings.Contains(p.Text, " similar cases; ") || !strings.Contains(p.Text, "First: ") {
		t.Errorf("the text does not say the result: %q", p.Text)
	}
	for _, b := range p.Blocks {
		actions, ok := b.(*slack.ActionBlock)
		if !ok {
			continue
		}
		for _, e := range actions.Elements.ElementSet {
			if b := e.(*slack.ButtonBlockElement); b.ActionID != ActionMore && !strings.Contains(b.AccessibilityLabel, ": ") {
				t.Errorf("button %q does not say what it acts on: %q", b.Text.Text, b.AccessibilityLabel)
			}
		}
	}
}
