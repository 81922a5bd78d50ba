package view

import (
	"strings"
	"testing"
)

func TestExcerpt(t *testing.T) {
	const two = "It cut queues, in 12 towns. Later it was closed."
	for _, tc := range []struct {
		name, s string
		most    int
		want    string
	}{
		{"fits", two, 48, two},
		{"whole sentences", two, 47, "It cut queues, in 12 towns. …"},
		{"a clause", two, 26, "It cut queues…"},
		{"words", "One two three four five six", 16, "One two three…"},
		{"a strong mark before a comma", "It won a prize in that year; before, nobody did so", 40, "It won a prize in that year…"},
		{"a clause that ends too early", "So, the town opened a lab for firms", 24, "So, the town opened a…"},
		{"an abbreviation", "St. Mary and No. 5 opened up. Then all.", 21, "St. Mary and No. 5…"},
		{"a question", "Who pays? The state does so alone.", 20, "Who pays? …"},
		{"a sentence that a quotation ends", `They said "it works." Then it was closed for good.`, 30, `They said "it works." …`},
		{"a quotation near the end", `The mayor of the town called it "a new way of working" then`, 45, "The mayor of the town called it…"},
		{"a quotation from the start", `"A new way of working, for all" said the mayor`, 20, `"A new way of…"`},
		{"quotation marks of other languages", "„Ein neuer Weg der Arbeit für alle im Land“ hieß es", 20, "„Ein neuer Weg…“"},
		{"the same in Polish", "„Nowa droga dla wszystkich w kraju” mówiono", 20, "„Nowa droga dla…”"},
		{"one long word", "onelongword", 6, "onel…"},
		{"characters of two units", "𝕎𝕎𝕎𝕎", 6, "𝕎𝕎…"},
		{"nothing", "", 5, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := excerpt(tc.s, tc.most); got != tc.want {
				t.Errorf("%q in %d is %q, want %q", tc.s, tc.most, got, tc.want)
			}
		})
	}
}

// FuzzExcerpt: whatever the text, an excerpt is no longer than there is room for and leaves
// no quotation open that the text closes.
func FuzzExcerpt(f *testing.F) {
	f.Add(`He said "a. B" and “c`, 12)
	f.Add("Ein „Weg“, der. Und «so».", 9)
	f.Fuzz(func(t *testing.T, s string, most int) {
		if most < 8 || most > 1000 || !strings.Contains(s, " ") {
			t.Skip()
		}
		got := excerpt(s, most)
		if room(got, most) != len(got) {
			t.Errorf("%q in %d is %q", s, most, got)
		}
		if openQuotation(s) < 0 && openQuotation(got) >= 0 {
			t.Errorf("%q in %d leaves a quotation open: %q", s, most, got)
		}
	})
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
