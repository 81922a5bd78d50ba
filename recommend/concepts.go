package recommend

import (
	"slices"

	"precedent/corpus"
)

// conceptTable finds the phrases that name topics and approaches in one language, by
// their stems without small words: stop words, and those that only ask. What is lost
// with these is kept beside. Where a phrase has small words inside, a text must have
// some too, so that a bus service is no bus of services; around it, the same. And a phrase of one word is met by that
// word in its regular forms, and not by all that share its stem, so that reserves are
// no reservation.
type conceptTable struct {
	phrases  *phraseTable[conceptPhrase] // by stems
	verbatim *phraseTable[string]        // by words: phrases of which less than two stems are left, such as "opt out"
	sameWord func(word, typed string) bool
}

// conceptPhrase says what a phrase names, and when.
type conceptPhrase struct {
	id     string
	small  uint64 // a bit for each stem: a small word stands before it, inside the phrase
	before string // the small word that stands before the first stem, "" for none
	behind string // and behind the last
	word   string // of a phrase of one word, folded
}

// withoutSmall is a text without its small words, which remembers where they stood.
type withoutSmall struct {
	words   []problemWord
	dropped string // the last small word since the last of them
	gap     bool   // a clause has ended since
}

// drop leaves a small word out.
func (s *withoutSmall) drop(t token) {
	s.gap = s.gap || t.gap
	if n := len(s.words); n > 0 && !s.gap && s.dropped == "" {
		s.words[n-1].behind = t.word
	}
	s.dropped = t.word
}

// add takes a word up.
func (s *withoutSmall) add(w problemWord) {
	if !w.gap {
		w.before = s.dropped
	}
	w.gap = w.gap || s.gap
	s.words = append(s.words, w)
	s.dropped, s.gap = "", false
}

// newConceptTable makes the table of a language, but for sameWord. stems returns the stem
// of a word, "" for a stop word; asking are the words that only ask.
func newConceptTable(t *corpus.Taxonomy, phrases func(id string) []string, tokenize func(string) []token,
	stems func(token) string, asking map[string]bool) *conceptTable {
	c := &conceptTable{phrases: newPhraseTable[conceptPhrase](), verbatim: newPhraseTable[string]()}
	var read withoutSmall // one for all phrases, which spares the start a megabyte
	for _, list := range [][]corpus.Concept{t.Topics, t.Approaches} {
		for _, concept := range list {
			for _, phrase := range phrases(concept.ID) {
				read = withoutSmall{words: read.words[:0]}
				c.add(concept.ID, tokenize(phrase), stems, asking, &read)
			}
		}
	}
	return c
}

// add adds a phrase, reading it into read.
func (c *conceptTable) add(id string, tokens []token, stems func(token) string, asking map[string]bool, read *withoutSmall) {
	for _, t := range tokens {
		if stem := stems(t); stem != "" && !asks(t, asking) {
			read.add(problemWord{token: t, stem: stem})
		} else {
			read.drop(t)
		}
	}
	n := len(read.words)
	if n == 0 || n == 1 && len(tokens) > 1 { // without its small words it is no phrase any more
		if words := wordsOf(tokens); !slices.Contains(c.verbatim.values(words), id) {
			c.verbatim.add(words, id)
		}
		return
	}
	p := conceptPhrase{id: id, before: read.words[0].before, behind: read.words[n-1].behind}
	key := make([]string, n)
	for i, w := range read.words {
		key[i] = w.stem
		if i > 0 && w.before != "" {
			p.small |= 1 << i
		}
	}
	if n == 1 {
		p.word = tokens[0].word
	}
	c.phrases.add(key, p)
}

// asks tells whether a word says nothing of what is asked for: it only asks, or counts.
func asks(t token, asking map[string]bool) bool { return asking[t.word] || number(t.word) }

// find returns the phrases in a text from left to right, with the concepts that they
// name, as phraseTable.find does.
func (c *conceptTable) find(words []problemWord) (found []span[string]) {
	stems, gaps := make([]string, len(words)), make([]bool, len(words))
	for i, w := range words {
		stems[i], gaps[i] = w.stem, w.gap
	}
	for i := 0; i < len(words); {
		next := i + 1
		list := c.phrases.beginningWith(stems[i])
		for k := range list { // the longest first
			if !list[k].at(stems, gaps, i) {
				continue
			}
			var ids []string
			to := i + len(list[k].words)
			for _, p := range list[k].values {
				if c.fits(p, words[i:to]) {
					ids = appendNew(ids, p.id)
				}
			}
			if len(ids) > 0 {
				found = append(found, span[string]{i, to, ids})
				next = to
				break
			}
		}
		i = next
	}
	return found
}

// fits tells whether words with the stems of a phrase are that phrase.
func (c *conceptTable) fits(p conceptPhrase, words []problemWord) bool {
	for i, w := range words {
		if p.small&(1<<i) != 0 && w.before == "" {
			return false
		}
	}
	if p.before != "" && words[0].before != p.before || p.behind != "" && words[len(words)-1].behind != p.behind {
		return false
	}
	return p.word == "" || c.sameWord(p.word, words[0].word)
}
