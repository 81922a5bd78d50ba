package rank

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/recommend/understand/analysis"
)

// sentences splits text after full stops, question and exclamation marks that a
// capital or a digit follows.
func sentences(text string) []string {
	var list []string
	start := 0
	for i, r := range text {
		if r != ' ' || i == 0 || !strings.ContainsRune(".?!", rune(text[i-1])) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(text[i+1:]); unicode.IsUpper(next) || unicode.IsDigit(next) {
			list = append(list, text[start:i])
			start = i + 1
		}
	}
	return append(list, text[start:])
}

// stemmed is a text with its words and their stems.
type stemmed struct {
	text   string
	tokens []analysis.Token
	stems  []string
}

// stemAll takes texts in a language apart.
func stemAll(a *analysis.Analyzer, language string, texts []string) []stemmed {
	list := make([]stemmed, len(texts))
	for i, text := range texts {
		s := stemmed{text: text, tokens: analysis.TokenizeIn(language, text)}
		s.stems = analysis.Mapped(s.tokens, func(t analysis.Token) string { return a.Stem(t.Word) })
		list[i] = s
	}
	return list
}

// follows tells whether a word of a text goes on with the one before it: they stand side
// by side in the text, and did so in the problem, in the same order unless one of them is
// met by a translation, since languages order words in their own way. Small words stand
// only between words that are both met as typed, or both translated.
func (t stemmed) follows(last, next metAt) bool {
	if next.from-last.to > maxBetween || last.word.position < 0 {
		return false
	}
	for i := last.to; i <= next.from; i++ {
		if t.tokens[i].Gap || i < next.from && t.stems[i] != "" {
			return false
		}
	}
	apart := next.word.position - last.word.position
	if next.from > last.to {
		return apart == 1 && last.way.other == next.way.other
	}
	return apart == 1 || apart == -1 && (last.way.translated() || next.way.translated())
}

// has tells whether a phrase stands in a text from a place on, with its small words.
func (t stemmed) has(phrase stemmed, from int) bool {
	for i, stem := range phrase.stems {
		if t.stems[from+i] != stem || stem == "" && t.tokens[from+i].Word != phrase.tokens[i].Word || i > 0 && t.tokens[from+i].Gap {
			return false
		}
	}
	return true
}

// between is the text from one token to before another.
func (t stemmed) between(from, end int) string {
	last := t.tokens[end-1]
	return t.text[t.tokens[from].Start : last.Start+len(last.Raw)]
}

// endOfWay is endOf for a way to meet a word. An equivalent is met by its regular forms
// alone: "accelerators" has the stem of "accelerate" and is nothing quicker.
func (t stemmed) endOfWay(from int, w *way) int {
	if w.equivalent != "" && !analysis.Inflected(w.equivalent, t.tokens[from].Word) {
		return -1
	}
	return endOf(t, from, w.stems)
}

// endOf is the place behind the last of these stems, where they stand in a text from a
// place on, in one clause and one behind the other but for small words; -1 where they do
// not.
func endOf(t stemmed, from int, stems []string) int {
	i := from
	for _, stem := range stems {
		for i > from && i < len(t.stems) && t.stems[i] == "" && !t.tokens[i].Gap {
			i++
		}
		if i == len(t.stems) || t.stems[i] != stem || i > from && t.tokens[i].Gap {
			return -1
		}
		i++
	}
	return i
}
