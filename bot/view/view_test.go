package view

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/wording/catalogue"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var engine = sync.OnceValue(func() *recommend.Engine {
	b, err := corpus.Builtin()
	if err != nil {
		panic(err)
	}
	e, err := recommend.New(slog.New(slog.DiscardHandler), b.Vocabulary, b.Library, recommend.Options{})
	if err != nil {
		panic(err)
	}
	return e
})

func renderer() *Renderer { return New(engine().Vocabulary(), "cases@example.org", true) }

// inEach runs a test in every language that people are spoken to in.
func inEach(t *testing.T, run func(t *testing.T, r *Renderer)) {
	for _, language := range catalogue.Builtin().Languages() {
		t.Run(language, func(t *testing.T) {
			r, err := renderer().In(language)
			if err != nil {
				t.Fatal(err)
			}
			run(t, r)
		})
	}
}

func ask(t *testing.T, problem string) recommend.Answer {
	t.Helper()
	a, err := engine().Recommend(t.Context(), recommend.Request{Problem: problem}, 5)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func moreFrom(value string) func(int) string { return func(int) string { return value } }

// sharer is whom a message names first, wherever in its first words the language does.
var sharer = regexp.MustCompile(`^([^<]*)<@U[0-9]+>`)

// check holds a message against Slack's limits.
func check(t *testing.T, p Post) {
	t.Helper()
	blocks, err := json.Marshal(p.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	if err := blockkit.CheckMessage(p.Text, blocks); err != nil {
		t.Errorf("message breaks a limit: %v", err)
	}
	// A message names nobody but who shared it, first of all.
	said := sharer.ReplaceAllString(p.Text, "$1") + sharer.ReplaceAllString(p.Plain, "$1")
	if p.Plain == "" || strings.ContainsAny(strings.NewReplacer("&lt;", "", "&gt;", "", "&amp;", "").Replace(said), "<>") {
		t.Errorf("text is empty or not escaped: %q, %q", p.Text, p.Plain)
	}
}

func checkView(t *testing.T, w slack.ModalViewRequest) {
	t.Helper()
	data, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	if err := blockkit.CheckView(data); err != nil {
		t.Errorf("window breaks a limit: %v", err)
	}
}

// golden holds what is shown against testdata/LANGUAGE/NAME.json.
func golden(t *testing.T, r *Renderer, name string, v any) {
	t.Helper()
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	goldenFile(t, r, name+".json", buf.String())
}

// goldenFile is golden for a text. A language that has no files yet is not held against any;
// -update writes them.
func goldenFile(t *testing.T, r *Renderer, name, text string) {
	t.Helper()
	folder := filepath.Join("testdata", r.Language)
	file := filepath.Join(folder, name)
	if *update {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) && r.Language != corpus.English {
		t.Logf("%s has no golden files", r.Language)
		return
	}
	if want, err := os.ReadFile(file); err != nil || string(want) != text {
		t.Errorf("%s is not what is shown now; read the diff after go test ./bot/view -update (%v)", file, err)
	}
}

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
		if next := r.Answer(a, Heading{}, moreFrom("{}")); strings.Contains(fmt.Sprint(next.Blocks), "Monaco") {
			t.Error("said again on the second page")
		}
	})
}

func TestHelp_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		p := r.Help()
		check(t, p)
		golden(t, r, "help", p)
	})
}

// TestHelp_ExamplesWork asks every example of the help.
func TestHelp_ExamplesWork(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		for _, text := range slices.Concat(r.lines(helpExamples), r.lines(helpLimits), r.Prompts()) {
			req, err := recommend.ParseRequest(engine().Vocabulary(), text)
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			a, err := engine().Recommend(t.Context(), req, 5)
			if err != nil || len(a.Cases) < 3 {
				t.Errorf("%s: %d cases, %v", text, len(a.Cases), err)
			}
		}
	})
}

func TestWindows_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		c := engine().Library().Case("govtech-poland-programme")
		for name, w := range map[string]slack.ModalViewRequest{
			"details":       r.Details(c),
			"share_window":  r.ShareWindow(c, `{"c":"govtech-poland-programme"}`),
			"sharing":       r.Working(CallbackShare),
			"shared_window": r.SharedWindow("C0123"),
			"trouble":       r.TroubleWindow(r.Text(TroubleNotInChannel), "Look at this, everybody.", false),
		} {
			t.Run(name, func(t *testing.T) {
				checkView(t, w)
				golden(t, r, name, w)
			})
		}
	})
}

func TestShared_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		p := r.Shared(engine().Library().Case("govtech-poland-programme"), "U0123", "Could this work for our school meals?")
		check(t, p)
		golden(t, r, "shared", p)
		unfurl := Post{Text: "link", Plain: "link", Blocks: r.Unfurl(engine().Library().Case("govtech-poland-programme"))}
		check(t, unfurl)
		golden(t, r, "unfurl", unfurl.Blocks)
	})
}

// fixedEntries are saved cases: one with a note, one that has left the library.
func fixedEntries() []Entry {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	c := engine().Library().Case("govtech-poland-programme")
	return []Entry{
		{Case: c, ID: c.ID, Title: c.Title, URL: c.URL, Saved: By{"U0123", at}, Note: "Ask them about the blind judging.", NotedBy: "U0456"},
		{ID: "gone", Title: "A case that was here once", URL: "https://example.org/gone", Saved: By{"U0456", at.AddDate(0, -1, 0)}},
	}
}

func TestShortlist_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		c := engine().Library().Case("govtech-poland-programme")
		at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
		for name, p := range map[string]Post{
			"saved":        r.Saved(c, false, nil),
			"saved_before": r.Saved(c, true, &By{"U0123", at}),
			"list":         r.List(fixedEntries(), false, 0, r.Text(LabelRemoved, "Another case")),
			"list_empty":   r.List(nil, true, 0, ""),
		} {
			t.Run(name, func(t *testing.T) {
				check(t, p)
				golden(t, r, name, p)
			})
		}
		for name, w := range map[string]slack.ModalViewRequest{
			"note_window":   r.NoteWindow(c.Title, "Ask them about the blind judging.", "{}"),
			"note_kept":     r.Outcome(CallbackNote, r.Text(LabelNoted), ""),
			"reason_window": r.ReasonWindow([]*corpus.Case{c}, "{}"),
			"search_window": r.SearchWindow(Form{
				Problem: "small firms cannot win public tenders", Topics: []string{"public-procurement", "no-topic"}, Places: []string{"PL", "latam"},
				Levels: []string{"local"}, Since: 2015,
			}, []string{"PL", "CL", "KE", "JP", "FJ", "XX"}, "{}"),
		} {
			t.Run(name, func(t *testing.T) {
				checkView(t, w)
				golden(t, r, name, w)
			})
		}
	})
}

func fixedHome() HomeContent {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	c := engine().Library().Case("govtech-poland-programme")
	return HomeContent{
		Place:  Place{Country: "PL", Level: "local"},
		Topics: map[string]int{"public-procurement": 31, "housing": 12}, Saved: fixedEntries(), Updated: at, Cases: 846,
		Shared: []SharedIn{{Case: c, Channel: "C0123", By: By{"U0456", at}, Link: "https://example.slack.com/archives/C1/p1"}},
		New:    []*corpus.Case{engine().Library().Case("seoul-owl-bus")},
	}
}

func TestHome_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		for name, content := range map[string]HomeContent{"home": fixedHome(), "home_empty": {Topics: map[string]int{"housing": 12}, Updated: time.Unix(1, 0), Cases: 846}} {
			home := r.Home(content)
			data, err := json.Marshal(home)
			if err != nil {
				t.Fatal(err)
			}
			if err := blockkit.CheckView(data); err != nil {
				t.Errorf("%s breaks a limit: %v", name, err)
			}
			golden(t, r, name, home)
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
			Asked: asked, Refine: `{"p":"small firms"}`, Pick: func([]recommend.Match) string { return `{"p":"small firms"}` },
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
				Pick:     func([]recommend.Match) string { return strings.Repeat("v", 300) },
				Feedback: func([]*corpus.Case, bool) string { return strings.Repeat("v", 300) },
			}
			p := r.Answer(a, h, moreFrom(strings.Repeat("v", 500)))
			checkBoth(t, p)
			if p.Cases < 3 {
				t.Errorf("%q: %d cases", problem, p.Cases)
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
				if openQuotation(why) >= 0 || !strings.HasSuffix(why, ".") && !strings.HasSuffix(why, `"`) && !strings.HasSuffix(why, "»") {
					t.Errorf("%q: the reason for %s is cut: %q", problem, m.Case.ID, why)
				}
			}
		}
	})
}

// TestList_Pages turns the pages of a long list.
func TestList_Pages(t *testing.T) {
	r := renderer()
	var entries []Entry
	for i := range 20 {
		entries = append(entries, Entry{ID: fmt.Sprint("case-", i), Title: strings.Repeat("long title ", 5), Saved: By{"U1", time.Unix(1, 0)}, Note: strings.Repeat("note ", 20), NotedBy: "U2"})
	}
	for offset, want := range map[int]int{0: 8, 8: 8, 16: 4, 99: 1, -3: 8} {
		p := r.List(entries, true, offset, "")
		check(t, p)
		shown := 0
		for _, b := range p.Blocks {
			if strings.HasPrefix(b.ID(), "case:") {
				shown++
			}
		}
		if shown != want {
			t.Errorf("from %d on: %d cases, want %d", offset, shown, want)
		}
	}
}

// fullCase has every field at its maximum, in the widest characters.
func fullCase(fill string) *corpus.Case {
	of := func(n int) string { return strings.Repeat(fill, n/len([]rune(fill)))[:] }
	return &corpus.Case{
		ID: strings.Repeat("a", 60), Title: of(corpus.MaxTitle), URL: "https://example.org/" + strings.Repeat("x&|", 150), Source: of(corpus.MaxShort),
		Countries: []string{"AR", "BO", "BR", "CL", "CO", "CR", "EC", "GT", "MX", "PE"}, Organisation: of(corpus.MaxShort), Level: "international", Year: 2018,
		Problem: of(corpus.MaxText), Summary: of(corpus.MaxText), Results: of(corpus.MaxText),
		Topics:     []string{"public-procurement", "entrepreneurship-smes", "economic-development", "transparency-open-government", "integrity-anti-corruption"},
		Approaches: []string{"virtual-mixed-reality", "cross-government-collaboration", "training-capacity-building", "legal-regulatory-reform", "cross-sector-partnership"},
		Keywords:   []string{of(corpus.MaxShort)}, Evidence: corpus.EvidenceListing, Retrieved: "2026-11-22",
	}
}

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
	inEach(t, func(t *testing.T, r *Renderer) { showAll(t, r, cases) })
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

// TestSearchWindow_Full fills the form with all there is.
func TestSearchWindow_Full(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		c := fullCase("x")
		var everywhere []string
		for _, country := range r.Vocabulary.Places.Countries {
			everywhere = append(everywhere, country.Code)
		}
		checkView(t, r.SearchWindow(Form{Problem: strings.Repeat("<!here> ", 900), Topics: c.Topics, Approaches: c.Approaches, Places: everywhere}, everywhere, strings.Repeat("s", 2500)))
	})
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
				Named: map[string]string{"public-procurement": strings.Repeat("n", 300)}}, Also: []*corpus.Case{c, c, c, c}})
		}
		a.Query.Words = []recommend.Word{{Asked: "<!channel>"}}
		h := Heading{Asked: "<!channel> " + strings.Repeat("very long ", 300), Shared: map[string]Shared{}}
		h.Feedback = func([]*corpus.Case, bool) string { return strings.Repeat("<&>", blockkit.ButtonValueChars/3) }
		h.Pick = func([]recommend.Match) string { return strings.Repeat("<&>", 100) }
		for _, m := range a.Cases {
			h.Shared[m.Case.ID] = Shared{By: By{"U1", time.Unix(1, 0)}, Name: strings.Repeat("<!here>", 50), Link: "https://example.slack.com/archives/C1/p1"}
		}
		p := r.Answer(a, h, moreFrom(strings.Repeat(`{"a":"tenders"},`, 80)))
		check(t, p)
		check(t, Post{Text: p.Text, Plain: p.Plain, Blocks: p.Older})
		check(t, r.Shared(c, "U1", "<!channel> "+strings.Repeat("y", 2000)))
		check(t, r.WithQuestion(r.Sentence(TroubleNoMore), "<!channel> "+strings.Repeat("very long ", 300)))
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
	for _, m := range a.Cases[:CompareMost] {
		cases = append(cases, m.Case)
	}
	value := strings.Repeat("<&>", 250)
	for n := 2; n <= CompareMost; n++ {
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
		t.Errorf("the title %q is too long", title)
	}
	step, _ := r.StepOutputs(a)
	check(t, Post{Text: "cases", Plain: "cases", Blocks: []slack.Block{step}})
	w := Watch{ID: 1 << 60, Asked: strings.Repeat("<!channel> ", 300), Made: By{"U1", time.Unix(1, 0)}, Name: strings.Repeat("<!here>", 50)}
	check(t, r.News(w, a.Cases, moreFrom(value), false))
	check(t, r.MoreNews(a.Cases, 1, moreFrom(value)))
	check(t, r.OfferWatch(w.Asked, a, false))
	check(t, r.BriefMade(b, "U1", "https://example.slack.com/docs/T1/F1"))
	checkView(t, r.PlaceWindow(Place{Country: "PL", Level: "local"}))
	for callback := range windows {
		checkView(t, r.Outcome(callback, r.Text(TroubleBusy), strings.Repeat("<!here> ", 600)))
	}
	checkView(t, r.TroubleWindow(r.Text(TroubleUnsureShared), strings.Repeat("<!here> ", 600), true))
	check(t, r.Unwatched("U1", w.Asked))
	check(t, r.Watching(w, a, false))
	check(t, r.Watching(w, a, true))
	list := slices.Repeat([]Watch{w}, 15)
	for i := range list {
		list[i].ID += int64(i)
	}
	check(t, r.Watches(list, true, strings.Repeat("<!channel>", 300)))
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

func TestReportURL(t *testing.T) {
	c := &corpus.Case{ID: "a-case", Title: "A & B", URL: "https://example.org/?a=b"}
	for to, want := range map[string]string{
		"":                               "",
		"cases@example.org":              "mailto:cases@example.org?subject=Mistake%20in%20the%20case%20a-case&body=A%20%26%20B%0A",
		"https://example.org/report?x=1": "https://example.org/report?case=a-case&x=1",
	} {
		got := New(nil, to, false).reportURL(c)
		if !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%q: %q, want %q", to, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tc := range []struct {
		s    string
		most int
		want string
	}{
		{"short", 10, "short"}, {"exactly 10", 10, "exactly 10"}, {"one two three", 9, "one two…"}, {"onelongword", 5, "onel…"}, {"𝕎𝕎𝕎𝕎", 5, "𝕎𝕎…"}, {"", 5, ""},
	} {
		if got := cut(tc.s, tc.most); got != tc.want {
			t.Errorf("cut(%q, %d) = %q, want %q", tc.s, tc.most, got, tc.want)
		}
	}
}
