package view

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
)

// TestLimits_Extremes shows the longest records there can be, and ones made to
// do harm, on every surface.
func TestLimits_Extremes(t *testing.T) {
	cases := map[string]*corpus.Case{
		"every field full":        fullCase("Lorem ipsum dolor "),
		"full of wide characters": fullCase("𝕎𝕚𝕕𝕖 "),
		"full of escapes":         fullCase(`<&>"\`),
		"no spaces":               fullCase("x"),
		"nearly empty":            {ID: "own", Title: "Own"},
		"markup": {ID: "evil", Title: "<!channel> *free* <https://evil.example|money>", URL: "https://example.org/a|b",
			Problem: "<@U1> @here", Summary: "<!here> `x`", Results: "&lt;!channel&gt;", Source: "<#C1>"},
	}
	inEach(t, func(t *testing.T, r *Renderer) {
		shown := cases
		if r.Language != corpus.English { // only how long the texts are depends on the language
			shown = map[string]*corpus.Case{"every field full": cases["every field full"], "nearly empty": cases["nearly empty"]}
		}
		showAll(t, r, shown)
	})
	longest := slices.Clone(engine().Library().Cases())
	length := func(c corpus.Case) int {
		return len(c.Title + c.Problem + c.Summary + c.Results + c.URL + c.Organisation)
	}
	slices.SortFunc(longest, func(a, b corpus.Case) int { return length(b) - length(a) })
	library := map[string]*corpus.Case{}
	for _, c := range longest[:50] {
		library[c.ID] = &c
	}
	showAll(t, renderer(), library)
}

// countAll is a count of cases for every topic.
func countAll(r *Renderer) map[string]int {
	counts := map[string]int{}
	for _, c := range r.Vocabulary.Taxonomy.Topics {
		counts[c.ID] = 100_000
	}
	return counts
}

func showAll(t *testing.T, r *Renderer, cases map[string]*corpus.Case) {
	for name, c := range cases {
		a := recommend.Answer{Total: 12, Similar: 12, LibrarySize: 846}
		for i := range 5 {
			copied := *c
			copied.ID = fmt.Sprintf("%.50s-%d", c.ID, i)
			a.Cases = append(a.Cases, recommend.Match{Rank: i + 1, Case: &copied, Strength: recommend.Strong, Why: recommend.Why{
				Words:  []recommend.WordReason{{Asked: strings.Repeat("w", 300)}, {Asked: "<!channel>"}},
				Topics: c.Topics, Approaches: c.Approaches, Context: []string{"AR"}, Quote: c.Problem,
				Named: map[string]string{"public-procurement": strings.Repeat("n", 300)}}, Duplicates: []*corpus.Case{c, c, c, c}})
		}
		a.Query.Words = []recommend.Word{{Asked: "<!channel>"}}
		h := Heading{Asked: "<!channel> " + strings.Repeat("very long ", 300), Shared: map[string]Shared{}}
		h.Feedback = func([]*corpus.Case, bool) string { return strings.Repeat("<&>", blockkit.ButtonValueChars/3) }
		h.Select = func([]recommend.Match) string { return strings.Repeat("<&>", 100) }
		for _, m := range a.Cases {
			h.Shared[m.Case.ID] = Shared{By: By{"U1", time.Unix(1, 0)}, Name: strings.Repeat("<!here>", 50), Link: "https://example.slack.com/archives/C1/p1"}
		}
		p := r.Answer(a, h, moreFrom(strings.Repeat(`{"a":"tenders"},`, 80)))
		check(t, p)
		check(t, Post{Text: p.Text, Plain: p.Plain, Blocks: p.Older})
		check(t, r.Shared(c, "U1", "<!channel> "+strings.Repeat("y", 2000)))
		check(t, r.WithQuestion(r.Sentence(ProblemNoMore), "<!channel> "+strings.Repeat("very long ", 300)))
		check(t, Post{Text: "link", Plain: "link", Blocks: r.Unfurl(c)})
		checkView(t, r.Details(c))
		if plain := r.PlainDetails(c); strings.ContainsAny(plain.Plain, "<>") || !strings.HasPrefix(plain.Plain, plain.Text) {
			t.Errorf("the plain record is not escaped: %q", plain.Plain)
		}
		checkView(t, r.ShareWindow(c, strings.Repeat("s", 2500)))
		by := By{"U1", time.Unix(1, 0)}
		var entries []Entry
		for _, m := range a.Cases {
			entries = append(entries, Entry{Case: m.Case, ID: m.Case.ID, Title: c.Title, URL: c.URL, Saved: by, Note: strings.Repeat("<!here> ", 300), NotedBy: "U1"})
		}
		check(t, r.List(entries, false, 0, "<!channel> "+c.Title))
		check(t, r.Saved(c, true, &by))
		content := HomeContent{Happened: "<!channel>", Topics: countAll(r), Saved: append(entries, entries...), Updated: time.Unix(1, 0)}
		for _, m := range a.Cases {
			content.Shared = append(content.Shared, SharedIn{Case: m.Case, Channel: "C1", By: by, Link: "https://example.slack.com/archives/C1/p1"})
			content.New = append(content.New, m.Case)
		}
		home, err := json.Marshal(r.Home(content))
		if err == nil {
			err = blockkit.CheckView(home)
		}
		if err != nil {
			t.Errorf("Home breaks a limit: %v", err)
		}
		checkView(t, r.NoteWindow(c.Title, strings.Repeat("<!here> ", 300), strings.Repeat("s", 2500)))
		checkView(t, r.ReasonWindow(slices.Repeat([]*corpus.Case{c}, 5), strings.Repeat("s", 2500)))
		showTeam(t, r, c, a, entries)
		if t.Failed() {
			t.Fatalf("the case at fault: %s", name)
		}
	}
}

// showTeam shows a case on the surfaces of a team's memory.
func showTeam(t *testing.T, r *Renderer, c *corpus.Case, a recommend.Answer, entries []Entry) {
	t.Helper()
	var cases []*corpus.Case
	for _, m := range a.Cases[:MaxCompared] {
		cases = append(cases, m.Case)
	}
	value := strings.Repeat("<&>", 250)
	for n := 2; n <= MaxCompared; n++ {
		checkBoth(t, r.Comparison(cases[:n], value))
		checkBoth(t, r.SharedComparison(cases[:n], "U1", strings.Repeat("<!here> ", 300), value))
	}
	state := strings.Repeat("s", 2500)
	checkView(t, r.CompareWindow(cases, len(cases), state))
	checkView(t, r.ShareComparisonWindow(cases, state))
	checkView(t, r.BriefWindow(cases, len(cases), strings.Repeat("<!here> ", 300), true, state))
	b := BriefContent{Question: strings.Repeat("<!channel> ", 300), Items: []BriefItem{{Case: c, Title: c.Title, URL: c.URL, Note: "<!here>"}}}
	check(t, r.BriefMade(b, "", "https://example.slack.com/docs/T1/F1"))
	if title := r.BriefTitle(b); len([]rune(title)) > blockkit.HeaderChars {
		t.Errorf("the title %q has %d characters, want at most %d", title, len([]rune(title)), blockkit.HeaderChars)
	}
	step, _ := r.StepOutputs(a)
	check(t, Post{Text: "cases", Plain: "cases", Blocks: []slack.Block{step}})
	w := Watch{ID: 1 << 60, Asked: strings.Repeat("<!channel> ", 300), Made: By{"U1", time.Unix(1, 0)}, Name: strings.Repeat("<!here>", 50)}
	check(t, r.News(w, a.Cases, moreFrom(value), false))
	check(t, r.MoreNews(a.Cases, 1, moreFrom(value)))
	check(t, r.OfferWatch(w.Asked, a, false))
	check(t, r.BriefMade(b, "U1", "https://example.slack.com/docs/T1/F1"))
	checkView(t, r.WorkplaceWindow(Workplace{Country: "PL", Level: "local"}))
	for callback := range forms {
		checkView(t, r.Outcome(callback, r.Text(ProblemBusy), strings.Repeat("<!here> ", 600)))
	}
	checkView(t, r.NotSharedWindow(r.Text("problem.unsure-shared"), strings.Repeat("<!here> ", 600), true))
	check(t, r.Unwatched("U1", w.Asked))
	showSuggestion(t, r, c, cases)
	check(t, r.Watching(w, a, false))
	check(t, r.Watching(w, a, true))
	list := slices.Repeat([]Watch{w}, 15)
	for i := range list {
		list[i].ID += int64(i)
	}
	check(t, r.Watches(list, true, strings.Repeat("<!channel>", 300)))
}

// showSuggestion shows a case on the surfaces of those who suggest and decide.
func showSuggestion(t *testing.T, r *Renderer, c *corpus.Case, like []*corpus.Case) {
	t.Helper()
	whole := *c
	whole.Countries = nil
	for _, country := range r.Vocabulary.Places.Countries {
		whole.Countries = append(whole.Countries, country.Code)
	}
	for _, text := range []*string{&whole.Problem, &whole.Summary, &whole.Results} {
		*text = strings.Repeat(cmp.Or(*text, "<!channel>"), 3)
		*text = string([]rune(*text)[:min(len([]rune(*text)), MaxSuggested)])
	}
	by, remark, state := By{"U1", time.Unix(1, 0)}, strings.Repeat("<!here> ", 300), strings.Repeat("s", 2500)
	for _, d := range []*Decision{nil, {By: by, Accepted: true}, {By: By{At: by.At}, Reason: remark}} {
		check(t, r.Suggested(Suggestion{Case: &whole, Remark: remark, By: by, Like: like, Value: `{"i":9223372036854775807,"v":9223372036854775807}`, Decision: d}))
		if d != nil {
			check(t, r.Decided(d))
			check(t, r.ToldOf(strings.Repeat(c.Title, 3), &Decision{By: by, Accepted: d.Accepted, Reason: d.Reason}))
			checkView(t, r.DecidedWindow(CallbackChange, d))
		}
	}
	for _, known := range []*InLibrary{nil, {Case: c}, {c, true}} {
		checkView(t, r.SuggestWindow(CallbackSuggest, whole, remark, known, state))
	}
	checkView(t, r.SuggestWindow(CallbackChange, whole, remark, nil, state))
	checkView(t, r.DeclineWindow(strings.Repeat(c.Title, 3), state))
}
