package view

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/wording/catalogue"
	"precedent/recommend/wording/catalogue/cataloguetest"
)

// shortCase is a case whose texts have room everywhere. It says that they are in Italian.
func shortCase(id string) *corpus.Case {
	return &corpus.Case{
		ID: id, Title: "Bus", URL: "https://example.org/" + id, Source: "Town", Countries: []string{"PL"}, Organisation: "Town", Level: "local", Year: 2018,
		Problem: "Few rode.", Summary: "They ran it.", Topics: []string{"housing"}, Approaches: []string{"legal-regulatory-reform"}, Keywords: []string{"bus"},
		Language: "it", Evidence: corpus.EvidencePage, Retrieved: "2026-11-22",
	}
}

// everyMessage and everyView are all that the package shows, of short cases.
func everyMessage(r *Renderer) map[string]Post {
	c, other := shortCase("a"), shortCase("b")
	by := By{"U1", time.Unix(1, 0)}
	a := recommend.Answer{
		Query: recommend.Query{Language: "de", Words: []recommend.Word{{Asked: "bus"}}, Concepts: []recommend.Concept{{ID: "housing", Asked: "flats", Weight: 1}},
			Limits: recommend.Filter{Places: []string{"PL"}, Since: 2010}, Truncated: true, MuchLeftOut: true},
		Total: 9, Similar: 1, LibrarySize: 846, Strange: true,
		Missing: recommend.Missing{Levels: []string{"local"}, Unmet: recommend.Unmet{Words: []recommend.UnmetWord{{Asked: "bees"}}}},
		Cases: []recommend.Match{
			{Rank: 1, Case: c, Strength: recommend.Strong, Why: recommend.Why{Topics: []string{"housing"}, Words: []recommend.WordReason{{Asked: "bus", Met: "Bus"}}}, Duplicates: []*corpus.Case{other}},
			{Rank: 2, Case: other, Strength: recommend.Weak, Why: recommend.Why{Line: "no bus", Akin: true}},
		},
	}
	h := Heading{
		Asked: "bus", Refine: "{}", Shared: map[string]Shared{"a": {By: by, Link: "https://example.slack.com/archives/C1/p1"}},
		Select: func([]recommend.Match) string { return "{}" }, Feedback: func([]*corpus.Case, bool) string { return "{}" },
	}
	none := recommend.Answer{Query: recommend.Query{Words: []recommend.Word{{Asked: "bus"}}}, LibrarySize: 846}
	outside := none
	outside.Outside, outside.OutsideGood = 3, 1
	entries := []Entry{{Case: c, ID: "a", Title: c.Title, URL: c.URL, Saved: by, Note: "Ask.", NotedBy: "U1"}, {ID: "gone", Title: "Gone", Saved: by}}
	brief := BriefContent{Question: "bus", Items: []BriefItem{{Case: c, Title: c.Title, URL: c.URL}, {Title: "Gone"}}, Made: by.At}
	watch := Watch{ID: 1, Asked: "bus", Made: by}
	return map[string]Post{
		"answer": r.Answer(a, h, moreFrom("{}")), "nothing": r.Answer(none, h, moreFrom("")), "outside": r.Answer(outside, Heading{Widen: "{}"}, moreFrom("")),
		"help": r.Help(), "nothing asked": r.NothingAsked(), "with question": r.WithQuestion(r.Sentence(ProblemNoMore), "bus"),
		"plain details": r.PlainDetails(c), "unfurl": {Text: c.Title, Plain: c.Title, Blocks: r.Unfurl(c)}, "step": stepPost(r, a),
		"shared": r.Shared(c, "U1", "Look."), "saved": r.Saved(c, false, nil), "saved before": r.Saved(c, true, &by), "list": r.List(entries, true, 0, ""), "empty list": r.List(nil, true, 0, ""),
		"comparison": r.Comparison([]*corpus.Case{c, other}, "{}"), "shared comparison": r.SharedComparison([]*corpus.Case{c, other}, "U1", "", "{}"), "brief": r.BriefMade(brief, "U1", "https://example.slack.com/docs/T1/F1"),
		"offer": r.OfferWatch("bus", a, false), "watching": r.Watching(watch, a, false), "watches": r.Watches([]Watch{watch}, true, ""), "no watches": r.Watches(nil, true, ""), "unwatched": r.Unwatched("U1", "bus"),
		"suggested": r.Suggested(shortSuggestion(nil)), "accepted": r.Suggested(shortSuggestion(&Decision{By: by, Accepted: true})), "declined": r.Suggested(shortSuggestion(&Decision{By: by, Reason: "Look."})),
		"decided": r.Decided(&Decision{By: by}), "told accepted": r.ToldOf("Bus", &Decision{By: by, Accepted: true}), "told declined": r.ToldOf("Bus", &Decision{By: by, Reason: "Look."}),
		"news": r.News(watch, a.Cases, moreFrom("{}"), false), "more news": r.MoreNews(a.Cases, 1, moreFrom("")),
	}
}

// shortSuggestion is a suggestion that one case is like, or on which is decided.
func shortSuggestion(d *Decision) Suggestion {
	return Suggestion{Case: shortCase("a"), Remark: "Ask.", By: By{"U1", time.Unix(1, 0)}, Like: []*corpus.Case{shortCase("b")}, Value: `{"i":7}`, Decision: d}
}

// stepPost is what a workflow gets of an answer, as a message.
func stepPost(r *Renderer, a recommend.Answer) Post {
	cases, links := r.StepOutputs(a)
	return Post{Text: links, Plain: links, Blocks: []slack.Block{cases}}
}

func everyView(r *Renderer) map[string]any {
	c, by := shortCase("a"), By{"U1", time.Unix(1, 0)}
	cases := Choices{c, shortCase("b")}
	views := map[string]any{
		"details": r.Details(c), "share": r.ShareWindow(c, "{}"), "share comparison": r.ShareComparisonWindow(cases, "{}"), "shared": r.SharedWindow("C1"), "shared somewhere": r.SharedWindow(""),
		"trouble": r.NotSharedWindow(r.Text("problem.archived"), "Look.", false), "unsure": r.NotSharedWindow(r.Text("problem.unsure-shared"), "Look.", true),
		"note": r.NoteWindow("Bus", "", "{}"), "reason": r.ReasonWindow(cases, "{}"), "place": r.WorkplaceWindow(Workplace{Country: "PL"}), "compare": r.CompareWindow(cases, 2, "{}"), "brief": r.BriefWindow(cases, 2, "", true, "{}"),
		"search":  r.SearchWindow(Form{Problem: "bus"}, []string{"PL", "KE"}, []string{corpus.BuiltinName, "quillwort"}, "{}"),
		"home":    r.Home(HomeContent{Topics: map[string]int{"housing": 1}, Saved: []Entry{{Case: c, ID: "a", Title: "Bus", Saved: by}}, Shared: []SharedIn{{Case: c, Channel: "C1", By: by}}, New: cases, Updated: by.At, Cases: 846}),
		"suggest": r.SuggestWindow(CallbackSuggest, corpus.Case{}, "", nil, "{}"), "suggest known": r.SuggestWindow(CallbackSuggest, *c, "Ask.", &InLibrary{Case: c}, "{}"),
		"suggest title": r.SuggestWindow(CallbackSuggest, *c, "Ask.", &InLibrary{c, true}, "{}"), "change": r.SuggestWindow(CallbackChange, *c, "Ask.", nil, "{}"),
		"decline": r.DeclineWindow("Bus", "{}"), "too late": r.DecidedWindow(CallbackDecline, &Decision{By: by, Accepted: true}),
		"curated home": r.Home(HomeContent{Topics: map[string]int{"housing": 1}, Updated: by.At, Curated: true}),
		"empty home":   r.Home(HomeContent{Topics: map[string]int{"housing": 1}, Updated: by.At}),
	}
	for callback := range forms {
		views["working on "+callback], views["outcome of "+callback] = r.Working(callback), r.Outcome(callback, r.Text(ProblemBusy), "bus")
	}
	return views
}

// checkEvery holds all that the package shows against Slack's limits, and hands on each as
// JSON.
func checkEvery(t *testing.T, r *Renderer, look func(name, data string)) {
	t.Helper()
	for name, p := range everyMessage(r) {
		check(t, p)
		if p.Older != nil {
			checkBoth(t, p)
		}
		look(name, mustJSON(t, p))
	}
	for name, v := range everyView(r) {
		data := mustJSON(t, v)
		if err := blockkit.CheckView([]byte(data)); err != nil {
			t.Errorf("%s breaks a limit: %v", name, err)
		}
		look(name, data)
	}
}

// TestLanguages_TextsFit: no text of any language is cut where the cases and what people
// typed are short.
func TestLanguages_TextsFit(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		checkEvery(t, r, func(name, data string) {
			if at := strings.Index(data, "…"); at >= 0 {
				t.Errorf("%s: a text is too long for its place: %s", name, data[max(0, at-80):at+3])
			}
		})
	})
}

// catalogueFiles are those of the program.
const catalogueFiles = "../../recommend/wording/catalogue"

// madeUp is a language in which every text is the English one with a mark before it.
func madeUp(t *testing.T, mark string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(catalogueFiles + "/en.json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]any{}
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	for key, value := range texts {
		switch value := value.(type) {
		case string:
			texts[key] = mark + value
		case map[string]any:
			for form, text := range value {
				value[form] = mark + text.(string)
			}
		}
	}
	texts["rule.inside-sentence"], texts["rule.locale"] = "as-is", "en"
	return texts
}

// speaking is the Renderers of these languages besides English, and what failed.
func speaking(t *testing.T, languages map[string]any) (in func(string) *Renderer, failed *[]error) {
	t.Helper()
	english, err := fs.ReadFile(os.DirFS(catalogueFiles), "en.json")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"en.json": {Data: english}}
	for code, texts := range languages {
		data, isText := texts.(string)
		if !isText {
			data = mustJSON(t, texts)
		}
		fsys[code+".json"] = &fstest.MapFile{Data: []byte(data)}
	}
	r := renderer()
	if r.spoken, err = catalogue.NewSet(fsys); err != nil {
		t.Fatal(err)
	}
	failed = &[]error{}
	return Languages(r, func(err error) { *failed = append(*failed, err) }), failed
}

// TestLanguages_Third speaks two languages more: one that problems are understood in, whose
// names of places and topics are known, and one that they are not. A file is all it takes.
func TestLanguages_Third(t *testing.T) {
	const mark = "¶"
	in, failed := speaking(t, map[string]any{"de": madeUp(t, mark), "eo": madeUp(t, mark)})
	for language, names := range map[string][]string{"de": {"Polen", "Wohnen"}, "eo": {"Poland", "Housing and homelessness"}} {
		t.Run(language, func(t *testing.T) {
			r := in(language)
			if r.Language != language {
				t.Fatalf("speaks %s, want %s", r.Language, language)
			}
			checkEvery(t, r, func(name, data string) {
				var view any
				if err := json.Unmarshal([]byte(data), &view); err != nil {
					t.Fatal(err)
				}
				for _, label := range labels(view) {
					if !strings.HasPrefix(label, mark) {
						t.Errorf("%s: %q is not said in the language", name, label)
					}
				}
			})
			a := recommend.Answer{Similar: 1, Query: recommend.Query{Limits: recommend.Filter{Places: []string{"PL"}, Topics: []string{"housing"}}}}
			m := recommend.Match{Strength: recommend.Strong, Why: recommend.Why{Topics: []string{"housing"}, Context: []string{"PL"}}}
			said := r.words.Because(a, m, "") + strings.Join(r.words.LookingAt(a), ", ")
			if strings.Count(said, mark) < 5 || !strings.Contains(said, names[0]) || !strings.Contains(said, names[1]) {
				t.Errorf("says %q, want the names %q in it", said, names)
			}
		})
	}
	if len(*failed) > 0 {
		t.Errorf("got the faults %v, want none", *failed)
	}
}

// labels are the texts of buttons and the titles and labels of windows: all that is surely
// a text of ours.
func labels(v any) (list []string) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			list = append(list, labels(item)...)
		}
	case map[string]any:
		text := func(of any) {
			if o, ok := of.(map[string]any); ok {
				list = append(list, fmt.Sprint(o["text"]))
			}
		}
		switch v["type"] {
		case "button":
			text(v["text"])
		case "modal":
			text(v["title"])
			text(v["close"])
			text(v["submit"])
		case "input":
			text(v["label"])
		}
		for _, item := range v {
			list = append(list, labels(item)...)
		}
	}
	return list
}

// TestLanguages_SayNothingInEnglish shows everything in a language that nobody speaks, in which
// whatever is said and is no text of the catalogue stands out.
func TestLanguages_SayNothingInEnglish(t *testing.T) {
	r := renderer()
	r.spoken = cataloguetest.Set(t)
	r, err := r.In(cataloguetest.Language)
	if err != nil {
		t.Fatal(err)
	}
	c := shortCase("a")
	known := []string{"quillwort", c.Title, c.Source, c.Problem, c.Summary, "Gone", "flats", "bees", "Ask.", "Look.", "no bus", c.URL, "https://example.org/b", "https://example.slack.com/docs/T1/F1", "https://example.slack.com/archives/C1/p1", "U1", "mailto:cases@example.org", "<@U1>", "/similar"}
	for _, p := range r.Vocabulary.Places.Countries {
		known = append(known, p.Name)
	}
	for _, p := range r.Vocabulary.Places.Regions {
		known = append(known, p.Name)
	}
	for _, tag := range slices.Concat(r.Vocabulary.Taxonomy.Topics, r.Vocabulary.Taxonomy.Approaches) {
		known = append(known, tag.Label)
	}
	names, seen := cataloguetest.Known(known...), 0
	look := func(name string, said ...string) {
		for _, text := range said {
			seen++
			if words := cataloguetest.Untranslated(text, names); len(words) > 0 {
				t.Errorf("%s: %q is said in every language: %q", name, words, text)
			}
		}
	}
	checkEvery(t, r, func(name, data string) {
		var view any
		if err := json.Unmarshal([]byte(data), &view); err != nil {
			t.Fatal(err)
		}
		look(name, saidIn(view)...)
	})
	brief := BriefContent{Question: "bus", Items: []BriefItem{{Case: c, Title: c.Title, URL: c.URL, Found: recommend.Weak}, {Title: "Gone"}}, Made: time.Unix(1, 0)}
	look("brief", r.BriefMarkdown(brief), string(r.BriefCSV(brief)))
	for _, line := range r.Record(c) {
		look("record", line.Label, line.Text)
	}
	look("prompts", r.Prompts()...)
	if seen < 500 {
		t.Errorf("looked at %d texts, want all that is shown", seen)
	}
}

// saidIn are the texts that people read or hear in what is shown.
func saidIn(v any) (list []string) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			list = append(list, saidIn(item)...)
		}
	case map[string]any:
		for key, item := range v {
			text, isText := item.(string)
			switch key {
			case "text", "Text", "Plain", "accessibility_label", "alt_text":
				if isText {
					list = append(list, text)
				}
			}
			list = append(list, saidIn(item)...)
		}
	}
	return list
}

// TestLanguages_Broken: a language that cannot be read is English, one of which a text is
// missing speaks that text in English, and both are told once.
func TestLanguages_Broken(t *testing.T) {
	lacking := madeUp(t, "¶")
	delete(lacking, ButtonSave)
	in, failed := speaking(t, map[string]any{"de": "{", "fr": lacking})
	for range 2 {
		for language, want := range map[string][2]string{"de": {"Save", "Share"}, "fr": {"Save", "¶Share"}, "en": {"Save", "Share"}, "xx": {"Save", "Share"}, "": {"Save", "Share"}} {
			r := in(language)
			if save, share := r.Text(ButtonSave), r.Text(ButtonShare); save != want[0] || share != want[1] {
				t.Errorf("%q: says %q and %q, want %q", language, save, share, want)
			}
		}
	}
	told := fmt.Sprint(*failed)
	if len(*failed) != 2 || !strings.Contains(told, "the language de") || !strings.Contains(told, `fr.json: button.save: there is no text for "Save"`) {
		t.Errorf("got the faults %v, want none", *failed)
	}
}
