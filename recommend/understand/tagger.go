package understand

import (
	"cmp"
	"maps"
	"slices"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// What a record without tags is given by the thesaurus.
const (
	MaxInferred = 5   // tags
	minInferred = 1.0 // of a tag's phrases, each worth 1, or inferredOne for a single word
	inferredOne = 0.5
)

// LacksTags tells whether a record has no topics or no approaches.
func LacksTags(c *corpus.Case) bool { return len(c.Topics) == 0 || len(c.Approaches) == 0 }

// Tagger finds topics and approaches in records of one language by its thesaurus. Not safe
// for concurrent use.
type Tagger struct {
	taxonomy *corpus.Taxonomy
	lexicon  *lexicon.Lexicon
	stem     func(analysis.Token) string // "" for a word without a topic
}

// NewTagger makes a tagger of records in a language.
func (u *Understander) NewTagger(language string) (*Tagger, error) {
	g := &Tagger{taxonomy: u.vocabulary.Taxonomy, lexicon: u.English}
	if language == corpus.English {
		g.stem = analysis.NewAnalyzer(u.Words).StemToken
		return g, nil
	}
	var err error
	if g.lexicon, err = u.Foreign[language](); err != nil {
		return nil, err
	}
	g.stem, err = g.lexicon.NewStems()
	return g, err
}

// TagsOf finds the topics or approaches that a record speaks of, for records of
// people's own that carry none of the kind: those of which it has a phrase of several
// words, or single words twice. A phrase that means several tags counts for each
// by its share.
func (g *Tagger) TagsOf(c *corpus.Case) []string {
	found := map[string]float64{}
	for _, text := range slices.Concat([]string{c.Title, c.Problem, c.Summary, c.Results, c.Organisation}, c.Keywords, c.Also, c.AskedAs, c.Official) {
		for _, s := range g.lexicon.Concepts.Find(g.lexicon.WithoutSmall(text, g.stem)) {
			worth := 1.0
			if s.To-s.From == 1 {
				worth = inferredOne
			}
			for _, id := range s.Values {
				found[id] += worth / float64(len(s.Values))
			}
		}
	}
	maps.DeleteFunc(found, func(id string, worth float64) bool {
		return worth < minInferred || !LacksFacet(g.taxonomy, c, id)
	})
	tags := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), cmp.Compare(a, b))
	})
	return tags[:min(MaxInferred, len(tags))]
}

// LacksFacet tells whether a record has no tag of the facet that a tag is of.
func LacksFacet(t *corpus.Taxonomy, c *corpus.Case, tag string) bool {
	if t.IsTopic(tag) {
		return len(c.Topics) == 0
	}
	return len(c.Approaches) == 0
}
