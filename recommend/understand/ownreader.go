package understand

import (
	"fmt"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// OwnReader reads the words of people's own records in one language, so that a record is found by
// problems in any language. Not safe for concurrent use.
type OwnReader struct {
	isEnglish func(word string) bool
	lexicon   *lexicon.Lexicon // nil for English
	keys      func(analysis.Token) []string
}

// OwnReading is what a word is read as: English words and phrases, the likeliest first, and how
// many of them, from the first, are as likely: of a compound that is one for each part.
type OwnReading struct {
	English []string
	Likely  int
	Strange bool // it is no word of the language, as a German one in the title of an English record
}

// OwnWords are the words of records by their language and then as they stand there, in lower case
// with their accents.
type OwnWords map[string]map[string]OwnReading

// leastStrange is how many letters a word has at least that is taken for one of another language
// than its record is in: shorter ones are abbreviations and parts of names.
const leastStrange = 4

// NewOwnReader makes a reader of records in a language, which one of the lexicons is of unless it
// is English. english are words that are English for
// sure, nil where that is not known: then all are.
func NewOwnReader(lexicons lexicon.Lexicons, language string, english *analysis.Dictionary) (*OwnReader, error) {
	r := &OwnReader{isEnglish: func(word string) bool {
		return english == nil || english.Get(word) != nil || analysis.RightEnglish(word)
	}}
	if language == corpus.English {
		return r, nil
	}
	var err error
	if r.lexicon, err = lexicons[language](); err == nil {
		r.keys, err = r.lexicon.NewKeys(true)
	}
	if err != nil {
		return nil, fmt.Errorf("read the words of your own cases: %w", err)
	}
	return r, nil
}

// Read reads a word in lower case with its accents. An English one is read as nothing, as is one
// that only asks, or is not known.
func (r *OwnReader) Read(word string) OwnReading {
	tok := spelled(word)
	strange := OwnReading{Strange: len(tok.Word) >= leastStrange && !r.isEnglish(tok.Word)}
	if r.lexicon == nil {
		return strange
	}
	keys := r.keys(tok)
	if len(keys) == 0 || r.lexicon.Asking[tok.Word] {
		return OwnReading{}
	}
	if english := r.lexicon.Readings(lexicon.ProblemWord{Token: tok, Stem: keys[0], Readings: keys}); english != nil {
		return OwnReading{English: english[:min(len(english), lexicon.MaxRenderings)], Likely: 1}
	}
	var of OwnReading
	parts := r.lexicon.Compound(lexicon.ProblemWord{Token: tok}, func(tok analysis.Token) string { return lexicon.FirstKey(r.keys(tok)) })
	for _, part := range parts {
		of.English = append(of.English, part.Terms[0])
	}
	if len(parts) == 0 {
		return strange
	}
	of.Likely = len(of.English)
	return of
}

// spelled is the token of a word in lower case with its accents.
func spelled(word string) analysis.Token {
	return analysis.Token{Raw: word, Word: analysis.Fold(word)}
}
