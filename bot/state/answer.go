package state

import (
	"encoding/json"
	"fmt"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
)

// More is what a Show More button holds.
type More struct {
	Offset int             `json:"o"`
	Query  json.RawMessage `json:"q"`
}

// maxOffset is how far an answer can be turned: farther than any library goes.
const maxOffset = 100_000_000

// EncodeMore is the value of a button that shows the cases of a query from offset on. An
// error says that the query does not fit.
func EncodeMore(q recommend.Query, offset int) (string, error) {
	encoded, err := q.Encode(maxMore)
	if err != nil {
		return "", err
	}
	value, err := json.Marshal(More{offset, json.RawMessage(encoded)})
	return string(value), err
}

// DecodeMore reads the value of a Show More button.
func DecodeMore(value string) (q recommend.Query, offset int, err error) {
	var s More
	if err := Decode(value, &s); err != nil {
		return q, 0, err
	}
	if s.Offset < 0 || s.Offset > maxOffset {
		return q, 0, fmt.Errorf("%w: offset %d", ErrUnreadable, s.Offset)
	}
	if q, err = recommend.DecodeQuery(string(s.Query)); err != nil {
		return q, 0, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return q, s.Offset, nil
}

// Refine is what a Refine button holds.
type Refine struct {
	Problem string           `json:"p,omitempty"`
	Like    string           `json:"l,omitempty"` // id of the case to compare with
	Limits  recommend.Filter `json:"f"`
	Quoted  bool             `json:"q,omitempty"` // the problem is what somebody else wrote
}

// EncodeRefine is the value of the Refine button under an answer: the problem as it was
// typed, or where it is no longer known the words that were searched for.
func EncodeRefine(problem string, q recommend.Query, quoted bool) string {
	if problem == "" {
		words := make([]string, len(q.Words))
		for i, w := range q.Words {
			words[i] = w.Asked
		}
		problem = strings.Join(words, " ")
	}
	s := Refine{Problem: First(problem, MaxRefineProblem), Like: q.Like, Limits: q.Limits, Quoted: quoted}
	return fit(s.Problem, maxRefine, func(problem string) any { s.Problem = problem; return s })
}

// Search travels in the search form.
type Search struct {
	Like    string   `json:"l,omitempty"`
	Refined bool     `json:"d,omitempty"` // the form showed the limits that were said
	Except  []string `json:"x,omitempty"`
	Quoted  bool     `json:"q,omitempty"`
	Origin
}

// Feedback is what a feedback button holds. The problem as it was typed is needed to
// measure ranking with, and is kept only when the button is pressed.
type Feedback struct {
	Problem string   `json:"p"`
	Asker   string   `json:"u,omitempty"`
	Cases   []string `json:"c"`
	Helpful bool     `json:"y,omitempty"`
}

// EncodeFeedback is the value of a feedback button under some cases.
func EncodeFeedback(asker, problem string, shown []*corpus.Case, helpful bool) string {
	s := Feedback{Problem: First(problem, MaxFeedbackProblem), Asker: asker, Helpful: helpful}
	for _, c := range shown {
		s.Cases = append(s.Cases, c.ID)
	}
	return fit(s.Problem, maxFeedback, func(problem string) any { s.Problem = problem; return s })
}

// Reason travels in the window that asks what was not helpful.
type Reason struct {
	Feedback int64 `json:"f"`
	Origin
}
