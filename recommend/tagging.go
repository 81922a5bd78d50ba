package recommend

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"precedent/corpus"
)

// What a record without tags is given by the thesaurus.
const (
	mostInferred  = 5   // tags
	leastInferred = 1.0 // of a tag's phrases, each worth 1, or inferredOne for a single word
	inferredOne   = 0.5
)

// lacksTags tells whether a record has no topics or no approaches.
func lacksTags(c *corpus.Case) bool { return len(c.Topics) == 0 || len(c.Approaches) == 0 }

// tag gives each case of a library its own tags, and where it has no topics or no
// approaches those that it speaks of in its language.
func (u *understander) tag(cases []corpus.Case, l *analysedLibrary, numbers *tagStats) error {
	errs := make([]error, len(cases))
	onAllCores(len(cases), func(from, to int) {
		taggers := map[string]*tagger{} // by language
		for n := from; n < to; n++ {
			c := &cases[n]
			l.docs[n].tags = numbers.numbers(c.Topics, c.Approaches)
			if !lacksTags(c) {
				continue
			}
			t := taggers[l.languages[n]]
			if t == nil {
				if t, errs[n] = u.newTagger(l.languages[n]); errs[n] != nil {
					return
				}
				taggers[l.languages[n]] = t
			}
			l.docs[n].tags = append(l.docs[n].tags, numbers.numbers(t.tagsOf(c))...)
		}
	})
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return fmt.Errorf("find the topics of case %s: %w", cases[i].ID, errs[i])
	}
	return nil
}

// tagger finds topics and approaches in records of one language by its thesaurus. Not safe
// for concurrent use.
type tagger struct {
	taxonomy *corpus.Taxonomy
	tongue   *tongue
	stem     func(token) string // "" for a word without a topic
}

func (u *understander) newTagger(language string) (*tagger, error) {
	g := &tagger{taxonomy: u.vocabulary.Taxonomy, tongue: u.english}
	if language == corpus.English {
		a := newAnalyzer(u.words)
		g.stem = func(t token) string { return a.stem(t.word) }
		return g, nil
	}
	var err error
	if g.tongue, err = u.foreign[language](); err != nil {
		return nil, err
	}
	g.stem, err = g.tongue.newStems()
	return g, err
}

// tagsOf finds the topics or approaches that a record speaks of, for records of
// people's own that carry none of the kind: those of which it has a phrase of several
// words, or single words twice. A phrase that means several tags counts for each
// by its share.
func (g *tagger) tagsOf(c *corpus.Case) []string {
	found := map[string]float64{}
	for _, text := range slices.Concat([]string{c.Title, c.Problem, c.Summary, c.Results, c.Organisation}, c.Keywords, c.Also, c.AskedAs, c.Official) {
		for _, s := range g.tongue.concepts.find(g.tongue.withoutSmall(text, g.stem)) {
			worth := 1.0
			if s.to-s.from == 1 {
				worth = inferredOne
			}
			for _, id := range s.values {
				found[id] += worth / float64(len(s.values))
			}
		}
	}
	maps.DeleteFunc(found, func(id string, worth float64) bool {
		return worth < leastInferred || !lacksFacet(g.taxonomy, c, id)
	})
	tags := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), cmp.Compare(a, b))
	})
	return tags[:min(mostInferred, len(tags))]
}

// withoutSmall returns the words of an English text without its small words.
func (u *understander) withoutSmall(text string) []problemWord {
	a := newAnalyzer(u.words)
	return u.english.withoutSmall(text, func(t token) string { return a.stem(t.word) })
}

// withoutSmall returns the words of a text without its small words. stem returns the stem
// of a word, "" for a stop word.
func (t *tongue) withoutSmall(text string, stem func(token) string) []problemWord {
	var read withoutSmall
	for _, tok := range t.tokenize(text) {
		if s := stem(tok); s != "" && !asks(tok, t.asking) {
			read.add(problemWord{token: tok, stem: s})
		} else {
			read.drop(tok)
		}
	}
	return read.words
}
