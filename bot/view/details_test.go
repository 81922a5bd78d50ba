package view

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
)

// TestRecord_SecondLook: each thing that a second look can find is said in words of its own,
// in the window, in the message without blocks and in the terminal.
func TestRecord_SecondLook(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		said := map[string]corpus.Checked{}
		for _, found := range []corpus.Checked{corpus.CheckedConfirmed, corpus.CheckedMended, corpus.CheckedUnclear, ""} {
			c := &corpus.Case{ID: "a", Title: "A", Evidence: corpus.EvidencePage, Retrieved: "2026-11-29", Checked: found}
			want := r.Text(cmp.Or(secondLooks[found], "label.looked-once"))
			if other, twice := said[want]; twice {
				t.Errorf("%q is said of %q and of %q", want, other, found)
			}
			said[want] = found
			window, err := json.Marshal(r.Details(c))
			if err != nil {
				t.Fatal(err)
			}
			record := r.Record(c)
			for where, text := range map[string]string{"window": string(window), "message": r.PlainDetails(c).Plain, "terminal": record[len(record)-2].Text} {
				if !strings.Contains(text, want) {
					t.Errorf("the %s does not say of %q that %q: %s", where, found, want, text)
				}
			}
		}
	})
}

// TestRecord_OwnResults: a record of somebody's own that has everything in one text is not
// said to report no result, anywhere that shows cases; one of ours without results is.
func TestRecord_OwnResults(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		own := &corpus.Case{ID: "own", Title: "Own", Summary: "We opened a counter, and queues were halved.", Countries: []string{"PL"}}
		ours := &corpus.Case{ID: "ours", Title: "Ours", Problem: "P", Summary: "S", Evidence: corpus.EvidencePage, Retrieved: "2026-11-29"}
		none := r.words.Results(ours)
		if none == "" || r.words.Results(own) != "" {
			t.Fatalf("got the results %q of ours, want some said; and %q of own, want none", none, r.words.Results(own))
		}
		written := func(v any) string {
			data, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			return string(data)
		}
		for c, want := range map[*corpus.Case]int{own: 0, ours: 1} {
			other := &corpus.Case{ID: "other", Title: "Other", Results: "R"}
			b := BriefContent{Items: []BriefItem{{Case: c, Title: c.Title}}}
			for where, shown := range map[string]string{
				"window": written(r.Details(c)), "message": r.PlainDetails(c).Plain, "terminal": written(r.Record(c)), "shared": written(r.Shared(c, "U1", "").Blocks),
				"comparison": written(r.Comparison([]*corpus.Case{c, other}, "").Blocks), "brief": r.BriefMarkdown(b),
			} {
				if got := strings.Count(shown, none); got != want {
					t.Errorf("%s of %s says %d times that there is no result, want %d: %s", where, c.ID, got, want, shown)
				}
			}
		}
	})
}

// TestRecord_Language: wherever a record is shown, the language that it says it is in is named once,
// but for English and for the one that the reader reads.
func TestRecord_Language(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		written := func(v any) string { return mustJSON(t, v) }
		for _, code := range r.Vocabulary.Languages() {
			c := shortCase("own")
			c.Language = code
			unnamed := *c
			unnamed.Language = ""
			a := recommend.Answer{Total: 1, Similar: 1, Cases: []recommend.Match{{Rank: 1, Case: c, Strength: recommend.Strong}}}
			want := 0
			if code != corpus.English && code != r.Language {
				want = 1
			}
			name := r.words.LanguageName(code)
			for where, show := range map[string]func(c *corpus.Case) string{
				"window":   func(c *corpus.Case) string { return written(r.Details(c)) },
				"message":  func(c *corpus.Case) string { return r.PlainDetails(c).Plain },
				"terminal": func(c *corpus.Case) string { return written(r.Record(c)) },
				"shared":   func(c *corpus.Case) string { return written(r.Shared(c, "U1", "").Blocks) },
				"unfurled": func(c *corpus.Case) string { return written(r.Unfurl(c)) },
				"menu":     func(c *corpus.Case) string { return written(r.CompareWindow(Choices{c}, 0, "")) },
				"brief": func(c *corpus.Case) string {
					return r.BriefMarkdown(BriefContent{Items: []BriefItem{{Case: c, Title: c.Title}}})
				},
				"answer": func(c *corpus.Case) string {
					a.Cases[0].Case = c
					return written(r.Answer(a, Heading{Asked: "bus"}, moreFrom("")).Blocks)
				},
			} {
				if got := strings.Count(show(c), name) - strings.Count(show(&unnamed), name); got != want {
					t.Errorf("the %s of a record in %s names the language %d times, want %d: %s", where, code, got, want, show(c))
				}
			}
		}
	})
}

// TestRecord_WithoutADay: a case of somebody's own that names no day on which its sources
// were looked at is not said to have been read "on".
func TestRecord_WithoutADay(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		record := r.Record(&corpus.Case{ID: "a", Title: "A", Evidence: corpus.EvidencePage, Library: "health-cases"})
		for _, line := range record {
			if strings.HasSuffix(line.Text, " .") || strings.Contains(line.Text, " . ") {
				t.Errorf("%s: got %q, want no gap where the day would stand", line.Label, line.Text)
			}
		}
		if !slices.ContainsFunc(record, func(l Line) bool { return l.Text == "health-cases" }) {
			t.Errorf("got %q, want the name of its library among it", record)
		}
	})
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
