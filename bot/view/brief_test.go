package view

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"time"

	"precedent/corpus"
	"precedent/recommend"
)

// fixedBrief has a case with a note, and one that has left the library.
func fixedBrief() BriefContent {
	b := BriefContent{Question: "Small firms cannot win public tenders", Made: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)}
	for i, c := range []*corpus.Case{fixedCases()[0], engine().Library().Case("driving-safety-modules-public-vehicles-hong-kong")} {
		b.Items = append(b.Items, BriefItem{Case: c, Title: c.Title, URL: c.URL, Note: []string{"Ask them about the blind judging.", ""}[i], NotedBy: "Marek", Found: []recommend.Strength{recommend.Strong, recommend.Weak}[i]})
	}
	b.Items = append(b.Items, BriefItem{Title: "A case that was here once", URL: "https://example.org/gone"})
	return b
}

// TestBrief_Golden reads briefs as files.
func TestBrief_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		made := r.BriefMade(fixedBrief(), "U0123", "https://example.slack.com/docs/T1/F1")
		check(t, made)
		golden(t, r, "brief", made)
		for name, text := range map[string]string{"brief.md": r.BriefMarkdown(fixedBrief()), "brief.csv": string(r.BriefCSV(fixedBrief()))} {
			goldenFile(t, r, name, text)
		}
	})
}

// TestBrief_Hostile: whatever stands in a case or a note is text in a brief, never markup
// and never a formula.
func TestBrief_Hostile(t *testing.T) {
	r := renderer()
	evil := "# head\n> - [x](https://evil.example) **b** `c` <b> | ![](@U1)"
	c := &corpus.Case{ID: "evil", Title: "=HYPERLINK(\"https://evil.example\")", URL: "https://example.org/a(b)|c", Summary: evil, Problem: "+1", Results: "@x", Organisation: "-2"}
	b := BriefContent{Question: evil, Items: []BriefItem{{Case: c, Title: c.Title, URL: c.URL, Note: evil, NotedBy: evil}}}
	text := r.BriefMarkdown(b)
	for i, line := range strings.Split(text, "\n") {
		ours := line == "" || strings.HasPrefix(line, "# ") && i == 0 || strings.HasPrefix(line, "## 1. ") || strings.HasPrefix(line, "**") || strings.HasPrefix(line, "Put together")
		if !ours {
			t.Errorf("line %d is markup of a case: %q", i, line)
		}
	}
	for _, markup := range []string{"[x](", "![](", " **b**", " `c`", "<b>", "](https://example.org/a(b)"} {
		if strings.Contains(text, markup) {
			t.Errorf("%q stands in the brief:\n%s", markup, text)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(r.BriefCSV(b)), byteOrderMark))).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, value := range rows[1] {
		if value != "" && strings.ContainsAny(value[:1], "=+-@") {
			t.Errorf("a spreadsheet would take %q for a formula", value)
		}
	}
}

// TestBrief_Markdown: text is escaped once, and only where a reader of Markdown would take
// it for something else.
func TestBrief_Markdown(t *testing.T) {
	for text, want := range map[string]string{
		"Delivery & Legacy": "Delivery & Legacy", "AT&T": "AT&T", "Q&A; then tea": `Q\&A; then tea`, "&amp; &lt;b&gt;": `\&amp; \&lt;b\&gt;`, "&#39;": `&\#39;`, "*a*": `\*a\*`,
	} {
		if got := markdown(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
	b := fixedBrief()
	b.Items[0].Title = "Delivery & Legacy"
	if made := renderer().BriefMarkdown(b); !strings.Contains(made, "## 1. Delivery & Legacy\n") {
		t.Errorf("got\n%s\nwant the title as it was, Delivery & Legacy", made)
	}
}

// TestBriefWindow_Full chooses from more cases than a menu holds, with ids that are too
// long for one.
func TestBriefWindow_Full(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		many := make(Choices, 150)
		for i := range many {
			copied := *fullCase("<&> ")
			copied.ID = fmt.Sprint(strings.Repeat("long-id-", 14), i)
			many[i] = &copied
		}
		checkView(t, r.BriefWindow(many, len(many), strings.Repeat("<!here> ", 300), true, strings.Repeat("s", 2500)))
		checkView(t, r.CompareWindow(many[:5], 5, strings.Repeat("s", 2500)))
	})
}
