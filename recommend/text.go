package recommend

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is one word of a text.
type token struct {
	raw   string // as it stands in the text
	word  string // lower case, without accents, apostrophes and possessive endings
	start int    // byte offset of raw in the text
	gap   bool   // a sentence or clause ends before it, so no phrase runs across

	joined *joinedWord // nil for a word that is written in one way
}

// tokenize splits text into words: runs of letters and digits, with
// apostrophes inside ("don't" -> dont), single letters joined by & or dots
// ("R&D" -> r&d, "U.K." -> uk). Everything else sets words apart.
func tokenize(text string) []token {
	tokens := make([]token, 0, len(text)/6+1)
	gap := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) {
			gap = gap || strings.ContainsRune(".,;:!?()[]\"\n", r)
			i += size
			continue
		}
		end := wordEnd(text, i)
		if word := fold(text[i:end]); word != "" {
			tokens = append(tokens, token{raw: text[i:end], word: word, start: i, gap: gap})
		}
		gap, i = false, end
	}
	return tokens
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// wordEnd returns where the word that starts at i ends.
func wordEnd(text string, i int) int {
	letters := 0 // since the last joint
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if wordRune(r) {
			letters++
			i += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		apostrophe := r == '\'' || r == '’'
		initials := letters == 1 && (r == '&' || r == '.') && singleLetter(text[i+size:])
		if !wordRune(next) || !apostrophe && !initials {
			return i
		}
		letters = 0
		i += size
	}
	return i
}

// singleLetter tells whether s begins with one letter that stands alone.
func singleLetter(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	return unicode.IsLetter(r) && !wordRune(next)
}

// fold brings a word to the form that is compared: lower case, no accents, no
// apostrophes, dots or possessive ending.
func fold(raw string) string {
	ascii := true
	plain := true // lower-case letters and digits only
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		ascii = ascii && c < utf8.RuneSelf
		plain = plain && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
	}
	if plain {
		return raw
	}
	s := strings.ToLower(raw)
	if !ascii {
		s = plainLetters(s)
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "'")
	s = strings.ReplaceAll(s, "'", "")
	return strings.ReplaceAll(s, ".", "")
}

// plainLetters takes the accents off lower-case letters.
func plainLetters(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case int(r) < len(bases()) && bases()[r] != 0:
			b.WriteRune(bases()[r])
		case r == '’':
			b.WriteByte('\'')
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		default:
			for _, part := range norm.NFD.String(string(r)) {
				if !unicode.Is(unicode.Mn, part) {
					b.WriteRune(part)
				}
			}
		}
	}
	return b.String()
}

// bases are the plain letters of the accented ones that are common in European
// languages, so that they need not be taken apart each time. Two do not come
// apart: ł and ß.
var bases = sync.OnceValue(func() *[0x180]rune {
	var table [0x180]rune
	for r := rune(0xC0); r < 0x180; r++ {
		if parts := []rune(norm.NFD.String(string(r))); len(parts) > 1 {
			table[r] = parts[0]
		}
	}
	table['ł'], table['ß'] = 'l', 's'
	return &table
})

// truncate cuts text to so many characters and tells whether it had more.
func truncate(text string, most int) (string, bool) {
	count := 0
	for i := range text {
		if count == most {
			return text[:i], true
		}
		count++
	}
	return text, false
}

// truncateWords is truncate, but between words. A single word that is longer than
// that is cut all the same.
func truncateWords(text string, most int) (string, bool) {
	kept, cut := truncate(text, most)
	if !cut {
		return kept, false
	}
	if next, _ := utf8.DecodeRuneInString(text[len(kept):]); wordRune(next) {
		if end := strings.LastIndexFunc(kept, func(r rune) bool { return !wordRune(r) }); end >= 0 {
			kept = kept[:end]
		}
	}
	return kept, true
}
