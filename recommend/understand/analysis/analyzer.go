package analysis

import (
	"github.com/blevesearch/snowballstem"
	snowball "github.com/blevesearch/snowballstem/english"
)

// kept are words whose stem would be that of another word of policy talk, or not
// that of their own plural, by the stem that they get instead: international and
// intern, customs and customer, universal and university, parks and parking.
var kept = map[string][]string{
	"international": {"international", "internationally"},
	"internal":      {"internal", "internally"},
	"customs":       {"customs"},
	"informal":      {"informal", "informally", "informality"},
	"park":          {"park", "parks"},
	"parking":       {"parking", "parked"},
	"universal":     {"universal", "universally", "universality"},
	"renewable":     {"renewable", "renewables"},
	"experience":    {"experience", "experiences", "experienced"},
	"important":     {"important", "importance", "importantly"},
	"emergency":     {"emergency", "emergencies"},
	"evening":       {"evening", "evenings"},
	"busy":          {"busy", "busier"},
	"bus":           {"bus", "buses"},
	"keys":          {"keys"},
	"generation":    {"generation", "generations"},
	"railtrain":     {"train", "trains"},
}

var unstemmed = func() map[string]string {
	stems := map[string]string{}
	for stem, words := range kept {
		for _, w := range words {
			stems[w] = stem
		}
	}
	return stems
}()

// Analyzer turns text into stems. It remembers every word it has met, since
// stemming is the slowest step of starting. Not safe for concurrent use; its
// memory grows with the vocabulary, so one made per request is given the
// index's own memory to read from.
type Analyzer struct {
	stop  map[string]bool
	known *KnownWords // may be nil
	Words map[string]*Entry
	env   *snowballstem.Env
}

// NewAnalyzer makes an analyzer that looks words up in known, which may be nil, before it
// stems them.
func NewAnalyzer(known *KnownWords) *Analyzer {
	return &Analyzer{stop: StopWords(), known: known, Words: map[string]*Entry{}, env: snowballstem.NewEnv("")}
}

func (a *Analyzer) entry(word string) *Entry {
	if e := a.known.Get(word); e != nil {
		return e
	}
	if e := a.Words[word]; e != nil {
		return e
	}
	e := &Entry{}
	if s := unstemmed[word]; s != "" {
		e.Stem = s
	} else if !a.stop[word] {
		a.env.SetCurrent(word)
		snowball.Stem(a.env)
		e.Stem = a.env.Current()
	}
	a.Words[word] = e
	return e
}

// Stem returns the stem of a folded word, or "" when it is a stop word.
func (a *Analyzer) Stem(word string) string { return a.entry(word).Stem }

// StemToken is Stem of the word of a token.
func (a *Analyzer) StemToken(t Token) string { return a.Stem(t.Word) }

// StemsOf returns the stems of a text's words without the stop words, in order.
func (a *Analyzer) StemsOf(text string) []string {
	var stems []string
	for _, t := range Tokenize(text) {
		if s := a.Stem(t.Word); s != "" {
			stems = append(stems, s)
		}
	}
	return stems
}

// Count returns the words of a text, which are given, without the stop words, in order, and
// counts them all. Only for an analyzer with a memory of its own.
func (a *Analyzer) Count(tokens []Token) []*Entry {
	words := make([]*Entry, 0, len(tokens))
	for _, t := range tokens {
		e := a.entry(t.Word)
		e.Count++
		e.Small = e.Small || t.Raw == t.Word || !Capital(t.Raw)
		if e.Stem != "" {
			words = append(words, e)
		}
	}
	return words
}
