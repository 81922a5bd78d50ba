package understand

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/language"
	"precedent/recommend/understand/lexicon"
)

// Words for women and men at once are written in many ways: with a mark before the ending for
// women ("Lehrer*innen", "étudiant·e·s", "trabajadores/as", "medewerk(st)er"), with a letter that
// is no ending at all ("trabajador@s", "cittadinə"), and as two words ("agriculteurs et
// agricultrices", "uczniowie/uczennice"). Each means what the word for men does where it stands
// for all, and is read as that: the first two before the language of the text is told, which
// they would be in the way of, and the last in a language, by what its words mean.

// markedWord is a word with an ending for women behind a mark: the word, the mark, the ending
// and what may follow it.
var markedWord = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(\pL{2,})(/-|[/(*:_·•‧∙⋅.\-]|I)(\pL{1,8})(\)|[·•‧∙⋅.\-/])?(\pL{0,3})`)
})

// neutralWord is a word with a letter or mark that stands in the place of an ending.
var neutralWord = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(\pL+?)([@*əɜx])(s?)([\s.,;:!?)]|$)`)
})

// inclusiveMarks stand in words that are written for women and men at once, and neutralMarks in
// those that have no ending.
const (
	inclusiveMarks = "/(*:_·•‧∙⋅.-I"
	neutralMarks   = "@*əɜx"
)

// withoutInclusive writes words for women and men at once in one form. index tells which
// words the languages have, right whether a word is one that stays as it is.
func withoutInclusive(text string, index *language.Index, right func(word string) bool) string {
	g := genderReader{index, index.Codes(), right}
	if hasMarked(text) {
		text = replaceFrom(text, markedWord(), g.marked)
	}
	if strings.ContainsAny(text, neutralMarks) {
		text = replaceFrom(text, neutralWord(), g.neutral)
	}
	return text
}

// hasMarked tells whether a mark stands inside a word of a text, which is quicker to tell than
// what it is there for.
func hasMarked(text string) bool {
	before := ' '
	for i, r := range text {
		if strings.ContainsRune(inclusiveMarks, r) && unicode.IsLower(before) {
			next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			if unicode.IsLower(next) || next == '-' {
				return true
			}
		}
		before = r
	}
	return false
}

// replaceFrom replaces what a pattern finds in a text at the beginnings of words, wherever read
// has something for it: as many bytes as it says. What it has nothing for is looked into again
// from its first part on.
func replaceFrom(text string, pattern *regexp.Regexp, read func(parts []string, rest string) (means string, size int)) string {
	var b strings.Builder
	for at := 0; ; {
		found := pattern.FindStringSubmatchIndex(text[at:])
		if found == nil {
			b.WriteString(text[at:])
			return b.String()
		}
		parts := make([]string, len(found)/2)
		for i := range parts {
			if found[2*i] >= 0 {
				parts[i] = text[at+found[2*i] : at+found[2*i+1]]
			}
		}
		start := at + found[0]
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		means, size := "", 0
		if !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			means, size = read(parts[1:], text[start:])
		}
		if size == 0 {
			means, size = parts[1], len(parts[1])
		}
		b.WriteString(text[at:start] + means)
		at = start + size
	}
}

// genderReader reads words for women and men at once.
type genderReader struct {
	index *language.Index
	codes []string
	right func(word string) bool
}

// known tells whether a language has a word just as it stands.
func (g *genderReader) known(code, word string) bool {
	return g.index.Lists(code, analysis.Token{Raw: word, Word: analysis.Fold(word)})
}

// marked reads a word with an ending for women behind a mark.
func (g *genderReader) marked(parts []string, rest string) (means string, size int) {
	word, mark, ending, close, tail := parts[0], parts[1], parts[2], parts[3], parts[4]
	size = len(word) + len(mark) + len(ending)
	switch {
	case mark == "(" && close != ")":
		return "", 0
	case mark == "(":
		size += len(close) + len(tail)
	case close != "" && tail == "s": // étudiant·e·s
		size += len(close) + len(tail)
	case close == "." || close == "":
		tail = "" // the end of the sentence
	default:
		return "", 0
	}
	if next, _ := utf8.DecodeRuneInString(rest[size:]); unicode.IsLetter(next) || unicode.IsDigit(next) || next == '-' {
		return "", 0
	}
	if mark == "I" { // LehrerInnen
		if last, _ := utf8.DecodeLastRuneInString(word); !unicode.IsLower(last) {
			return "", 0
		}
		ending = "i" + ending
	}
	for _, read := range []func(code, word, ending, tail string) string{g.forMen, g.ofBeginning} {
		for _, code := range g.codes {
			if strings.Contains(french, mark) && !strings.Contains(analysis.Gendered(code).Joints, mark) {
				continue
			}
			if means := read(code, word, analysis.Fold(ending), tail); means != "" {
				return means, size
			}
		}
	}
	return "", 0
}

// french are the marks that stand between other words too, which not all languages have here.
const french = ".-"

// forMen is the word for men that an ending for women stands behind, "" where a language has none
// such: "trabajadores" of "trabajadores/as". tail is what follows the ending.
func (g *genderReader) forMen(code, word, ending, tail string) string {
	folded := analysis.Fold(word)
	if gendered := analysis.Gendered(code); tail != "" && gendered.Pair(folded+tail, folded+ending+tail) {
		return word + tail // étudiant(e)s, medewerk(st)er
	}
	if tail != "" && tail != "s" {
		return ""
	}
	for _, e := range analysis.Gendered(code).Endings {
		if !strings.HasSuffix(folded, e.Men) || e.Men == "" && !g.known(code, word) {
			continue
		}
		if slices.Contains(e.Women, ending) {
			return g.inNumber(code, word, tail)
		}
		single, many := strings.CutSuffix(ending, "s")
		if many && !strings.HasSuffix(folded, "s") && slices.Contains(e.Women, single) { // trabajador/as
			return g.inNumber(code, word, "s")
		}
	}
	return ""
}

// ofBeginning is the word for men of the beginning that it shares with the one for women:
// "Ärzte" of "Ärzt*innen".
func (g *genderReader) ofBeginning(code, word, ending, tail string) string {
	for _, e := range analysis.Gendered(code).Endings {
		if whole := word + e.Men; slices.Contains(e.Women, ending) && g.known(code, whole) {
			return g.inNumber(code, whole, tail)
		}
	}
	return ""
}

// inNumber is a word in the plural where the "s" of one stands behind it.
func (g *genderReader) inNumber(code, word, tail string) string {
	if tail != "s" || strings.HasSuffix(word, "s") || strings.HasSuffix(word, "x") {
		return word
	}
	for _, s := range []string{"s", "es"} {
		if g.known(code, word+s) {
			return word + s
		}
	}
	return word + "s"
}

// neutral reads a word with something else in the place of its ending.
func (g *genderReader) neutral(parts []string, _ string) (means string, size int) {
	word, mark, s := parts[0], parts[1], parts[2]
	size = len(word) + len(mark) + len(s)
	if mark == "x" && g.right(word+mark+s) {
		return "", 0
	}
	for _, code := range g.codes {
		gendered := analysis.Gendered(code)
		if !strings.Contains(gendered.Neutral, mark) {
			continue
		}
		for _, e := range gendered.Endings {
			plural := strings.HasSuffix(e.Men, "s")
			if whole := word + e.Men; plural == (s != "") && (mark != "x" || e.Men != "") && g.known(code, whole) {
				return whole, size
			}
		}
	}
	if mark == "@" {
		return word + "o" + s, size
	}
	return "", 0
}

// withoutPairs leaves blanks in a text of a language in the place of the one of two words for
// women and men that is for women: "agriculteurs et agricultrices", "Lehrerinnen und Lehrer".
// Two words that end so may also be strangers, as the Spanish "casos y casas" are: they are left
// alone unless the lexicon takes them for the same.
func withoutPairs(t *lexicon.Lexicon, text string, tokens []analysis.Token) (string, error) {
	gendered := analysis.Gendered(t.Code)
	var blanked []byte
	var keys func(analysis.Token) []string
	for i := range tokens {
		k := i + 1
		for k < len(tokens) && k <= i+maxBetweenPair && (t.Stop[tokens[k].Word] || len(tokens[k].Word) == 1) {
			k++ // "les agriculteurs et les agricultrices"
		}
		if k == len(tokens) || t.Stop[tokens[i].Word] {
			continue
		}
		one, other := tokens[i], tokens[k]
		womenFirst := gendered.Pair(other.Word, one.Word)
		if !womenFirst && !gendered.Pair(one.Word, other.Word) || !joinsPair(t, text, tokens[i:k+1]) {
			continue
		}
		if keys == nil {
			var err error
			if keys, err = t.NewKeys(true); err != nil {
				return "", err
			}
			blanked = []byte(text)
		}
		if !t.SameMeaning(keys(one), keys(other)) {
			continue
		}
		from, to := one.Start+len(one.Raw), other.Start+len(other.Raw)
		if womenFirst {
			from, to = one.Start, other.Start
		}
		for at := from; at < to; at++ {
			blanked[at] = ' '
		}
	}
	if blanked == nil {
		return text, nil
	}
	return string(blanked), nil
}

// maxBetweenPair is how many small words stand between the two words of a pair at most.
const maxBetweenPair = 2

// joinsPair tells whether what stands between the first and the last of some words joins these:
// a stroke, a comma, or a word for "and" or "or".
func joinsPair(t *lexicon.Lexicon, text string, tokens []analysis.Token) bool {
	first, second := tokens[0], tokens[1]
	between := strings.TrimSpace(text[first.Start+len(first.Raw) : second.Start])
	if between != "" {
		return (between == "/" || between == ",") && len(tokens) == 2
	}
	return len(tokens) > 2 && t.Context.Joins(second.Word)
}
