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

	"precedent/corpus"
)

// Wording says things about cases and answers in one of the languages that people
// are spoken to in. It is read-only and safe for concurrent use.
type Wording struct {
	texts
	vocabulary *corpus.Vocabulary
	local      *corpus.Language // names of places; nil for English
	labels     corpus.Labels    // of tags; nil for English
}

// SpokenTo are the languages that there is a Wording in.
var SpokenTo = []string{corpus.English, "fr"}

// catalogues hold the texts of this package in the languages that are not English.
var catalogues = map[string]texts{"fr": inFrench}

// New makes a Wording in a language of SpokenTo. The first use of a
// language other than English reads the names of its places.
func New(v *corpus.Vocabulary, language string) (*Wording, error) {
	if language == corpus.English {
		return InEnglish(v), nil
	}
	texts := catalogues[language]
	if texts == nil {
		return nil, fmt.Errorf("no wording in the language %q", language)
	}
	local, err := v.Language(language)
	if err != nil {
		return nil, fmt.Errorf("read the names of the language %s: %w", language, err)
	}
	labels, err := v.Labels(language)
	if err != nil {
		return nil, fmt.Errorf("read the names of the language %s: %w", language, err)
	}
	return &Wording{vocabulary: v, texts: texts, local: local, labels: labels}, nil
}

// InEnglish makes the Wording that needs nothing read.
func InEnglish(v *corpus.Vocabulary) *Wording { return &Wording{vocabulary: v} }
