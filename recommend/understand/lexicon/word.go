package lexicon

import (
	"cmp"
	"strings"

	"precedent/recommend/understand/analysis"
)

// ProblemWord is a word of a text, or a phrase that means one thing, on its way
// to becoming a Word.
type ProblemWord struct {
	analysis.Token
	Terms    []string // English words to search for, any of which will do; empty for the word itself
	Stem     string   // in the text's own language
	Readings []string // the same of each word that it may be a form of, the likeliest first
	Other    []string // further words that it may be a form of, as Stem is
	Part     string   // of a compound, of which Raw is the whole: the part that this is, folded
	Trust    float64
	Used     bool // read as a place or time, a single letter, or a word of grammar: may help to name a concept, but is not searched for
	Level    bool // names a level of government
	Short    bool // one of the words that an abbreviation stands for

	before, behind string // the small words that stand there in the same clause
}

// RawOf are some words as they stand in the text, of a compound its parts. Those that one
// abbreviation stands for count once.
func RawOf(words []ProblemWord) []string {
	raw := []string{cmp.Or(words[0].Part, words[0].Raw)}
	for _, w := range words[1:] {
		if w.Part != "" || w.Raw != words[0].Raw {
			raw = append(raw, cmp.Or(w.Part, w.Raw))
		}
	}
	return raw
}

// Stretch is the text from the first of some words to the last, as it was typed, with the
// small words and hyphens between them.
func Stretch(text string, words []ProblemWord) string {
	first, last := words[0].Token, words[len(words)-1].Token
	if !strings.HasPrefix(text[first.Start:], first.Raw) || !strings.HasPrefix(text[last.Start:], last.Raw) {
		return strings.Join(RawOf(words), " ") // a closed word that was taken apart
	}
	return strings.Join(strings.Fields(text[first.Start:last.Start+len(last.Raw)]), " ")
}

// WithoutSmall is a text without its small words, which remembers where they stood.
type WithoutSmall struct {
	Words   []ProblemWord
	dropped string // the last small word since the last of them
	gap     bool   // a clause has ended since
}

// Drop leaves a small word out.
func (s *WithoutSmall) Drop(t analysis.Token) {
	s.gap = s.gap || t.Gap
	if n := len(s.Words); n > 0 && !s.gap && s.dropped == "" {
		s.Words[n-1].behind = t.Word
	}
	s.dropped = t.Word
}

// Add takes a word up.
func (s *WithoutSmall) Add(w ProblemWord) {
	if !w.Gap {
		w.before = s.dropped
	}
	w.Gap = w.Gap || s.gap
	s.Words = append(s.Words, w)
	s.dropped, s.gap = "", false
}

// Read takes a word with a stem up, unless it only asks, and leaves out others.
func (s *WithoutSmall) Read(w ProblemWord, asks func(analysis.Token) bool) {
	if w.Stem == "" || asks(w.Token) {
		s.Drop(w.Token)
	} else {
		s.Add(w)
	}
}

// OtherSpelling returns the words of a text with those that are written in two ways in
// the other one, for finding phrases; nil where there are none. stem stems a word, phrase
// tells whether two stems begin one.
func OtherSpelling(words []ProblemWord, stem func(word string) string, phrase func(a, b string) bool) []ProblemWord {
	var out []ProblemWord
	changed := false
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch j := w.Joined; {
		case j == nil || j.Part && j.Closed == "" || !j.Part && !j.Written():
			out = append(out, w)
		case !j.Part:
			if !phrase(stem(j.Open[0]), stem(j.Open[1])) {
				out = append(out, w) // a part by itself would be another word
				continue
			}
			changed = true
			for k, part := range j.Open {
				w.Word, w.Stem, w.Gap = part, stem(part), w.Gap && k == 0
				out = append(out, w)
			}
		default:
			changed = true
			w.Word, w.Stem = j.Closed, stem(j.Closed)
			if i+1 < len(words) && words[i+1].Joined == j {
				i++
				w.behind = words[i].behind
			}
			out = append(out, w)
		}
	}
	if !changed {
		return nil
	}
	return out
}
