package understand

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

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

// Spoken is a topic or approach that a record speaks of.
type Spoken struct {
	ID      string
	Worth   float64  // of its phrases together
	Phrases []string // as they stand in the record, each once
}

// Spoken finds the topics and approaches that a record speaks of, the surest first: those of
// which it has a phrase of several words, or single words twice. A phrase that means several tags
// counts for each by its share.
func (g *Tagger) Spoken(c *corpus.Case) []Spoken {
	found := map[string]*Spoken{}
	for _, text := range slices.Concat([]string{c.Title, c.Problem, c.Summary, c.Results, c.Organisation}, c.Keywords, c.Also, c.AskedAs, c.Official) {
		words := g.lexicon.WithoutSmall(text, g.stem)
		for _, s := range g.lexicon.Concepts.Find(words) {
			worth := 1.0
			if s.To-s.From == 1 {
				worth = inferredOne
			}
			for _, id := range s.Values {
				if found[id] == nil {
					found[id] = &Spoken{ID: id}
				}
				found[id].Worth += worth / float64(len(s.Values))
				found[id].Phrases = analysis.AppendNew(found[id].Phrases, lexicon.Stretch(text, words[s.From:s.To]))
			}
		}
	}
	var list []Spoken
	for _, s := range found {
		if s.Worth >= minInferred {
			list = append(list, *s)
		}
	}
	slices.SortFunc(list, func(a, b Spoken) int {
		return cmp.Or(cmp.Compare(b.Worth, a.Worth), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// TagsOf are the topics or approaches that a record speaks of, for records of people's own that
// carry none of the kind.
func (g *Tagger) TagsOf(c *corpus.Case) []string {
	var tags []string
	for _, s := range g.Spoken(c) {
		if len(tags) < MaxInferred && LacksFacet(g.taxonomy, c, s.ID) {
			tags = append(tags, s.ID)
		}
	}
	return tags
}

// LacksFacet tells whether a record has no tag of the facet that a tag is of.
func LacksFacet(t *corpus.Taxonomy, c *corpus.Case, tag string) bool {
	if t.IsTopic(tag) {
		return len(c.Topics) == 0
	}
	return len(c.Approaches) == 0
}

// ownWords are the words of people's own records that are not in English. A problem in
// the language of such a record is searched by these words as they stand, beside their
// English renderings, which the record has not. It is safe for concurrent use.
type ownWords struct {
	Words   map[string][]string // by language, in lower case with their accents, in order
	Strange []string            // the same that are no words of the language of their record: a German title above an English text
	Foreign map[string]bool     // words, folded, that no English record has: they say nothing for a text being English

	mu       sync.Mutex
	byStem   map[string]map[string][]string      // language -> stem there -> words
	stemmers map[string]func(word string) string // by language
}

// readOwnWords keeps the words of those of people's own cases that are not in English.
func readOwnWords(thesaurus *analysis.Dictionary, l Library) *ownWords {
	o := &ownWords{Words: map[string][]string{}, Foreign: map[string]bool{}, byStem: map[string]map[string][]string{}, stemmers: map[string]func(word string) string{}}
	known := analysis.KnownWords{Library: l.English, Thesaurus: thesaurus}
	for language, words := range l.Own {
		for word, of := range words {
			if of.Strange {
				o.Strange = append(o.Strange, word)
			}
			if language == corpus.English {
				continue
			}
			o.Words[language] = append(o.Words[language], word)
			if folded := analysis.Fold(word); l.English == nil || known.Get(folded) == nil {
				o.Foreign[folded] = true
			}
		}
		slices.Sort(o.Words[language])
	}
	for word := range l.Own[corpus.English] {
		delete(o.Foreign, analysis.Fold(word))
	}
	slices.Sort(o.Strange)
	o.Strange = slices.Compact(o.Strange)
	return o
}

// ownText is everything that a record says.
func ownText(c *corpus.Case) string {
	return strings.Join(slices.Concat([]string{c.Title, c.Problem, c.Summary, c.Results}, c.Keywords, c.Also, c.Asked()), "\n")
}

// isForeign tells whether a word stands in records of other languages alone. There may be
// no ownWords yet.
func (o *ownWords) isForeign(word string) bool { return o != nil && o.Foreign[word] }

// formsOf returns a word or phrase as records in a language may have it, folded: each of its
// words in the forms that have its key there, or its stem where it is not known. It returns none
// where one of them stands nowhere.
func (o *ownWords) formsOf(language string, phrase []analysis.Token, keys func(analysis.Token) string) ([]string, error) {
	if len(o.Words[language])+len(o.Strange) == 0 {
		return nil, nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	stem := o.stemmers[language]
	if stem == nil {
		var err error
		if stem, err = analysis.NewStemmer(language); err != nil {
			return nil, fmt.Errorf("read records in the language %s: %w", language, err)
		}
		o.stemmers[language] = stem
	}
	stems := func(tok analysis.Token) string {
		key := keys(tok)
		if lexicon.IsUnknown(key) {
			return lexicon.Unknown + stem(analysis.Lowered(tok))
		}
		return key
	}
	if o.byStem[language] == nil {
		by := map[string][]string{}
		for _, w := range slices.Concat(o.Words[language], o.Strange) {
			tok := spelled(w)
			if stem := stems(tok); stem != "" {
				by[stem] = analysis.AppendNew(by[stem], tok.Word)
			}
		}
		o.byStem[language] = by
	}
	found := []string{""}
	for _, word := range phrase {
		stem := stems(word)
		if stem == "" {
			continue // a small word
		}
		var longer []string
		for _, begin := range found {
			for _, form := range o.byStem[language][stem] {
				longer = append(longer, strings.TrimPrefix(begin+" "+form, " "))
			}
		}
		found = longer[:min(lexicon.MaxRenderings, len(longer))]
	}
	return slices.DeleteFunc(found, func(f string) bool { return f == "" }), nil
}
