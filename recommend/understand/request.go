package understand

import (
	"fmt"
	"strings"
	"sync"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/language"
	"precedent/recommend/understand/letter"
	"precedent/recommend/understand/syntax"
)

// ReadProblem reads text in which nothing is meant as a typed limit, such as what
// somebody else wrote, into a request.
func ReadProblem(v *corpus.Vocabulary, text string) (recommend.Request, error) {
	text, _ = analysis.Truncate(text, recommend.MaxTyped)
	problem, left, err := ReadText(v, text)
	return recommend.Request{Problem: problem, Read: problem, LeftOut: left}, err
}

// ParseRequest reads text with typed filters in it ("tenders country:PL
// since:2018", or topic:"health care") into a request. Punctuation around a
// filter does not count, a space after its colon does not either, and a
// country's name may have several words. A bad value, or a name that is nearly
// that of a filter, is a *FilterError. A colon in running text is left alone.
func ParseRequest(v *corpus.Vocabulary, text string) (recommend.Request, error) {
	r, err := ReadProblem(v, text)
	if err != nil {
		return recommend.Request{}, err
	}
	if r.Problem, err = syntax.ReadTyped(v, &r.Limits, r.Problem); err != nil {
		return recommend.Request{}, err
	}
	r.Read = r.Problem
	return r, nil
}

// readerOf is what finds the question in a letter, made when a text is first read.
var readerOf = analysis.OncePerVocabulary(newReader)

func newReader(v *corpus.Vocabulary) (*letter.Reader, error) {
	letters, err := v.Letters()
	if err != nil {
		return nil, fmt.Errorf("read the words of letters: %w", err)
	}
	asking := sync.OnceValue(func() map[string]bool {
		words := map[string]bool{}
		for _, code := range v.Languages() {
			w, err := v.Words(code)
			if err != nil {
				continue // the language that matters is read, or fails, later
			}
			for _, word := range w.Asking {
				words[analysis.Fold(word)] = true
			}
		}
		return words
	})
	index, err := language.IndexOf(v)
	if err != nil {
		return nil, err
	}
	tells := func(word string) bool {
		return !analysis.StopWords()[word] && !index.FunctionWord(word) && !asking()[word]
	}
	return letter.NewReader(letters, analysis.Fold, tells), nil
}

// ReadText makes of what somebody typed or pasted the text of their question, in plain
// characters, with the letter around it left out.
func ReadText(v *corpus.Vocabulary, text string) (question string, left recommend.LeftOut, err error) {
	text = letter.Plain(text)
	reader, err := readerOf(v)
	if err != nil {
		return "", recommend.LeftOut{}, err
	}
	letter := reader.Read(letter.WithoutEmoji(text))
	return letter.Question(text), recommend.LeftOut{Texts: letter.LeftOut(), Much: letter.MuchLeftOut()}, nil
}

// FindCase returns the case with that id. A *FilterError names the ids of the cases
// whose id or title is nearest to one that is not known.
func FindCase(l *corpus.Library, id string) (*corpus.Case, error) {
	if c := l.Case(id); c != nil {
		return c, nil
	}
	var known []string
	ids := map[string]string{}
	for _, c := range l.Cases() {
		known = append(known, c.Title)
		ids[c.Title] = c.ID
	}
	for _, id := range l.IDs() {
		known, ids[id] = append(known, id), id // where it is another's title too
	}
	var near []string
	for _, found := range analysis.Nearest(id, known, 2*analysis.NearestShown) {
		near = analysis.AppendNew(near, ids[found])
	}
	return nil, &recommend.FilterError{Field: "case", Value: id, Nearest: near[:min(analysis.NearestShown, len(near))]}
}

// slipsInName is how many letters of a name may be wrong for it to be a slip for
// another.
const slipsInName = 2

// Misspelt returns the known name that a name is most probably a slip for, in any
// capitals, and "" where there is none.
func Misspelt(name string, known []string) string {
	best, least := "", slipsInName+1
	for _, k := range known {
		if d := analysis.Distance([]rune(strings.ToUpper(name)), []rune(strings.ToUpper(k)), slipsInName); d < least {
			best, least = k, d
		}
	}
	return best
}
