// Package wording has every sentence that is said to people about cases and answers: what
// an answer is, what was understood of a problem, what was not found, why a case is similar,
// where it was and what it tells. It says them in each language that people are spoken to
// in, and in all of them alike from the values of package recommend.
//
// It decides nothing: which cases are shown, how strong each is and what its reasons are is
// settled before. It knows nothing of Slack and of terminals, and marks nothing up.
package wording

import (
	"fmt"
	"slices"

	"precedent/corpus"
	"precedent/recommend/wording/catalogue"
)

// textQuoted is the key of a text that several files use. All others stand where they are used;
// behind one that ends in a full stop stands an id.
const textQuoted = "phrase.quoted"

// Wording says things about cases and answers in one of the languages that people
// are spoken to in. It is read-only and safe for concurrent use.
type Wording struct {
	*catalogue.Catalogue
	vocabulary *corpus.Vocabulary
	places     corpus.PlaceNames // none for English, whose names stand in vocabulary
	labels     corpus.Labels     // of tags; the same
	variant    corpus.Variant    // what both are called otherwise; none but in a variant of a language
}

// New makes a Wording with the texts of a language. Where problems are understood in it and
// it is not English, the names of its places and topics are read; in a language in which
// they are not, they are said in English.
func New(v *corpus.Vocabulary, c *catalogue.Catalogue) (*Wording, error) {
	w := &Wording{Catalogue: c, vocabulary: v}
	if c.Language == corpus.English || !slices.Contains(v.Languages(), c.Language) {
		return w, nil
	}
	language, err := v.Language(c.Language)
	if err != nil {
		return nil, fmt.Errorf("read the names of the language %s: %w", c.Language, err)
	}
	w.places = language.Names
	if w.labels, err = v.Labels(c.Language); err != nil {
		return nil, fmt.Errorf("read the names of the language %s: %w", c.Language, err)
	}
	if c.Code != c.Language {
		variants, err := v.Variants(c.Language)
		if err != nil {
			return nil, fmt.Errorf("read the names of the language %s: %w", c.Code, err)
		}
		w.variant = variants[c.Code]
	}
	return w, nil
}

// InEnglish makes the Wording that needs nothing of the vocabulary read.
func InEnglish(v *corpus.Vocabulary) *Wording {
	return &Wording{Catalogue: catalogue.Builtin().English(), vocabulary: v}
}
