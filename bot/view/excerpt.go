package view

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// excerpt keeps as many whole sentences of a record's text as there is room for, in
// UTF-16 units. Of a first sentence that is too long it keeps the beginning, to the end
// of a clause where there is one. An ellipsis says that there is more, and no quotation
// is left open.
func excerpt(s string, most int) string {
	if room(s, most) == len(s) {
		return s
	}
	fits := room(s, most-len(andMore))
	kept := 0
	for i, r := range s[:fits] {
		if strings.ContainsRune(".?!", r) {
			if end := i + len(s[i:fits]) - len(strings.TrimLeft(s[i:fits], `.?!"'”’»)`)); sentenceEnds(s, i, end) {
				kept = end
			}
		}
	}
	if kept > 0 && openQuotation(s[:kept]) < 0 {
		return s[:kept] + andMore
	}
	return beginning(s, most)
}

// andMore ends an excerpt of whole sentences. All its characters are single units.
const andMore = " …"

// sentenceEnds tells whether a sentence ends with the mark s[mark] and what closes behind
// it up to end. An initial and a short abbreviation end none.
func sentenceEnds(s string, mark, end int) bool {
	if end >= len(s) || s[end] != ' ' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[end:], ` "'“«(`))
	word := s[strings.LastIndexFunc(s[:mark], func(r rune) bool { return !unicode.IsLetter(r) })+1 : mark]
	short := word != "" && utf8.RuneCountInString(word) <= abbreviation
	return (unicode.IsUpper(next) || unicode.IsDigit(next)) && !short
}

// abbreviation is how many letters a word before a full stop has at most that may be an
// abbreviation, such as "St" or "No".
const abbreviation = 2

// beginning keeps the beginning of a sentence in so many UTF-16 units, to the end of a
// clause in its second half or else to that of a word. A quotation that it would stop
// inside is left out whole, or closed where it begins early.
func beginning(s string, most int) string {
	kept := s[:room(s, most-2)] // for the ellipsis and a mark that closes
	if end := lastClause(kept); end > 0 {
		kept = kept[:end]
	} else if space := strings.LastIndexByte(kept, ' '); space > len(kept)/2 {
		kept = kept[:space]
	}
	closing := ""
	if open := openQuotation(kept); open > len(kept)/2 {
		kept = kept[:open]
	} else if open >= 0 {
		mark, _ := utf8.DecodeRuneInString(kept[open:])
		closing = closingIn(s, closes[mark])
	}
	return strings.TrimRight(kept, " ,;:.(–—-") + "…" + closing
}

// lastClause is where the last clause ends that ends in the second half of s, 0 for none.
// A comma is taken only where there is no stronger mark.
func lastClause(s string) int {
	for _, marks := range [][]string{{"; ", ": ", " – ", " — "}, {", ", ") "}} {
		last := 0
		for _, mark := range marks {
			last = max(last, strings.LastIndex(s, mark)+len(mark)-len(strings.TrimLeft(mark, ")")))
		}
		if last > len(s)/2 {
			return last
		}
	}
	return 0
}

// openQuotation is where a quotation begins that s does not end, -1 for none.
func openQuotation(s string) int {
	open, ends := -1, ""
	for i, r := range s {
		switch {
		case open >= 0 && strings.ContainsRune(ends, r):
			open = -1
		case open < 0 && closes[r] != "":
			open, ends = i, closes[r]
		}
	}
	return open
}

// closes are the marks that end quotations, by those that begin them: „as in German“ and „as
// in Polish”.
var closes = map[rune]string{'"': `"`, '“': "”", '„': "“”", '«': "»"}

// closingIn is which of the marks that may end a quotation the text itself uses, or else the
// first.
func closingIn(text, marks string) string {
	if at := strings.LastIndexAny(text, marks); at >= 0 {
		_, size := utf8.DecodeRuneInString(text[at:])
		return text[at : at+size]
	}
	_, size := utf8.DecodeRuneInString(marks)
	return marks[:size]
}

// room is how many bytes of s, in whole characters, there is room for in so many UTF-16
// units.
func room(s string, most int) int {
	for i, r := range s {
		if most -= utf16.RuneLen(r); most < 0 {
			return i
		}
	}
	return len(s)
}

// cut shortens s to at most so many UTF-16 units, the way Slack counts at its
// strictest, at a word where there is one, with an ellipsis.
func cut(s string, most int) string {
	if room(s, most) == len(s) {
		return s
	}
	kept := s[:room(s, most-1)]
	if space := strings.LastIndexByte(kept, ' '); space > len(kept)/2 {
		kept = kept[:space]
	}
	return strings.TrimRight(kept, " ,;:.") + "…"
}
