package understand

import (
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
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
