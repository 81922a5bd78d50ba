package wording

import (
	"slices"
	"strings"
	"unicode"

	"precedent/recommend/understand/analysis"
	"precedent/recommend/wording/catalogue"
)

// conjunction is the word between the last two of a list, by the keys of its texts. Some
// languages have another one before words with a like sound, as Spanish has "e" for "y" before
// "integración".
type conjunction struct {
	usual     string // the text between the two, spaces and all
	changed   string // the one before some words
	beginning string // how these words begin
}

var (
	and = conjunction{"phrase.and", "phrase.and-changed", "rule.and-changed"}
	or  = conjunction{"phrase.or", "phrase.or-changed", "rule.or-changed"}
)

// listed joins items. Where some have an "and" themselves, they are only set apart.
func listed(c *catalogue.Catalogue, items []string) string {
	has := func(item string) bool {
		return strings.Contains(item, c.Text(and.usual)) || strings.Contains(item, c.Text(and.changed))
	}
	if slices.ContainsFunc(items, has) {
		return strings.Join(items, ", ")
	}
	return joined(c, items, and)
}

// Either joins alternatives, in the language of a catalogue.
func Either(c *catalogue.Catalogue, items []string) string { return joined(c, items, or) }

// joined puts a conjunction between the last two of some items.
func joined(c *catalogue.Catalogue, items []string, by conjunction) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	between := c.Text(by.usual)
	if changesBefore(c.Text(by.beginning), items[last]) {
		between = c.Text(by.changed)
	}
	return strings.Join(items[:last], ", ") + between + items[last]
}

// changesBefore tells whether a conjunction is another one before a text. beginnings are those
// before which it is, with commas between them, and behind a hyphen those before which it is
// not; the longest that fits decides.
func changesBefore(beginnings, text string) bool {
	text = analysis.Fold(strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	changes, longest := false, -1
	for beginning := range strings.SplitSeq(beginnings, ", ") {
		beginning, not := strings.CutPrefix(beginning, "-")
		if len(beginning) > longest && strings.HasPrefix(text, beginning) {
			changes, longest = !not, len(beginning)
		}
	}
	return changes
}
