package lexicon

import (
	"slices"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// conceptTable finds the phrases that name topics and approaches in one language, by
// their stems without small words: stop words, and those that only ask. What is lost
// with these is kept beside. Where a phrase has small words inside, a text must have
// some too, so that a bus service is no bus of services; around it, the same. And a
// phrase of one word is met by that word in its regular forms, and not by all that share
// its stem, so that reserves are no reservation.
type conceptTable struct {
	Phrases  *analysis.PhraseTable[conceptPhrase] // by stems
	Verbatim *analysis.PhraseTable[string]        // by words: phrases of which less than two stems are left, such as "opt out"
	SameWord func(word, typed string) bool        // parts words with one stem; nil where keys do
}

// conceptPhrase says what a phrase names, and when.
type conceptPhrase struct {
	id     string
	small  uint64 // a bit for each stem: a small word stands before it, inside the phrase
	before string // the small word that stands before the first stem, "" for none
	behind string // and behind the last
	word   string // of a phrase of one word, folded
}

// newConceptTable makes the table of a language, but for sameWord. stems returns the stem
// of a word, "" for a stop word; asks tells whether a word only asks.
func newConceptTable(t *corpus.Taxonomy, phrases func(id string) []string, tokenize func(string) []analysis.Token,
	stems func(analysis.Token) string, variants func(phrase []string) [][]string, asks func(analysis.Token) bool) *conceptTable {
	c := &conceptTable{Phrases: analysis.NewPhraseTable[conceptPhrase](), Verbatim: analysis.NewPhraseTable[string]()}
	var read WithoutSmall // one for all phrases, which spares the start a megabyte
	for _, list := range [][]corpus.Concept{t.Topics, t.Approaches} {
		for _, concept := range list {
			for _, phrase := range phrases(concept.ID) {
				read = WithoutSmall{Words: read.Words[:0]}
				c.add(concept.ID, tokenize(phrase), stems, variants, asks, &read)
			}
		}
	}
	return c
}

// add adds a phrase, reading it into read.
func (c *conceptTable) add(id string, tokens []analysis.Token, stems func(analysis.Token) string, variants func(phrase []string) [][]string, asks func(analysis.Token) bool, read *WithoutSmall) {
	for _, t := range tokens {
		read.Read(ProblemWord{Token: t, Stem: stems(t)}, asks)
	}
	n := len(read.Words)
	if n == 0 || n == 1 && len(tokens) > 1 { // without its small words it is no phrase any more
		if words := analysis.WordsOf(tokens); !slices.Contains(c.Verbatim.Values(words), id) {
			c.Verbatim.Add(words, id)
		}
		return
	}
	p := conceptPhrase{id: id, before: read.Words[0].before, behind: read.Words[n-1].behind}
	key := make([]string, n)
	for i, w := range read.Words {
		key[i] = w.Stem
		if i > 0 && w.before != "" {
			p.small |= 1 << i
		}
	}
	if n == 1 {
		p.word = tokens[0].Word
	}
	for _, k := range variants(key) {
		c.Phrases.Add(k, p)
	}
}

// Find returns the phrases in a text from left to right, with the concepts that they
// name, as PhraseTable.Find does.
func (c *conceptTable) Find(words []ProblemWord) (found []analysis.Span[string]) {
	stems, gaps := make([]string, len(words)), make([]bool, len(words))
	for i, w := range words {
		stems[i], gaps[i] = w.Stem, w.Gap
	}
	for i := 0; i < len(words); {
		next := i + 1
		list := c.Phrases.BeginningWith(stems[i])
		for k := range list { // the longest first
			if !list[k].At(stems, gaps, i) {
				continue
			}
			var ids []string
			to := i + len(list[k].Words)
			for _, p := range list[k].Values {
				if c.fits(p, words[i:to]) {
					ids = analysis.AppendNew(ids, p.id)
				}
			}
			if len(ids) > 0 {
				found = append(found, analysis.Span[string]{From: i, To: to, Values: ids})
				next = to
				break
			}
		}
		i = next
	}
	return found
}

// fits tells whether words with the stems of a phrase are that phrase.
func (c *conceptTable) fits(p conceptPhrase, words []ProblemWord) bool {
	for i, w := range words {
		if p.small&(1<<i) != 0 && w.before == "" {
			return false
		}
	}
	if p.before != "" && words[0].before != p.before || p.behind != "" && words[len(words)-1].behind != p.behind {
		return false
	}
	return p.word == "" || c.SameWord == nil || c.SameWord(p.word, words[0].Word)
}
