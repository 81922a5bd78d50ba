package recommend

import "math"

// Strength says in a word how likely a case is to be on the point of the problem, which
// is what people who judge call relevant: of grade 2 or 3 (see the package comment).
type Strength string

// The strengths. A list by limits alone has none.
const (
	Strong Strength = "strong"
	Fair   Strength = "fair"
	Weak   Strength = "weak" // it only touches on the problem
)

// ProblemFeature is one of the figures that tell whether any case treats a problem at all.
type ProblemFeature int

// The features of a problem. Each but the first can only raise the estimate.
const (
	ProblemConstant ProblemFeature = iota
	ProblemOwn                     // how well the case that meets it best meets its own words and tags
	ProblemFit                     // how well the best cases fit it, being like each other included
	ProblemMain                    // how much of its main words one of the best cases meets, wherever
	numProblemFeatures
)

// CaseFeature is one of the figures that tell whether a case is on the point of a problem
// that some case treats.
type CaseFeature int

// The features of a case. Each but the first can only raise the estimate, or only lower
// it; see Lowers.
const (
	CaseConstant CaseFeature = iota
	CaseFit                  // how well it fits
	CaseRecord               // how much of the problem's words stands in its record
	CaseLike                 // how much it is like the best cases in its words, for the weight of the problem
	CaseLikeTags             // and in its topics and approaches
	CaseAlike                // how much it gains from cases whose records are like its own
	CaseAhead                // how far its score is ahead of that of the tenth case
	CaseTopics               // whether the problem names topics, which raise the fit of all that have them
	numCaseFeatures
)

// Lowers tells whether a feature can only lower the estimate.
func (f CaseFeature) Lowers() bool { return f == CaseTopics }

// ProblemFeatures and CaseFeatures are figures by feature. That of a constant is 1.
type (
	ProblemFeatures [numProblemFeatures]float64
	CaseFeatures    [numCaseFeatures]float64
)

// Estimate is how likely a case is to be on the point of a problem, and what that is
// estimated from.
type Estimate struct {
	ID       string
	Problem  ProblemFeatures
	Case     CaseFeatures
	Missed   bool // it does not meet what a strong case must; see package rank
	Touches  bool // it may be weak where nothing else is worth showing; see package rank
	Likely   float64
	Strength Strength // "" for a case that is not worth showing
}

// Likely is the probability that a case with these features is on the point: that some
// case treats the problem, and that then this one does.
func (w *Weights) Likely(p *ProblemFeatures, c *CaseFeatures) float64 {
	return w.LikelyTreated(p) * w.LikelyFits(c)
}

// LikelyTreated is how likely it is that some case treats the problem.
func (w *Weights) LikelyTreated(p *ProblemFeatures) float64 { return Logistic(w.Treated[:], p[:]) }

// LikelyFits is how likely a case is to be on the point of a problem that is treated.
func (w *Weights) LikelyFits(c *CaseFeatures) float64 { return Logistic(w.Fits[:], c[:]) }

// Logistic is the probability that a logistic regression with these coefficients makes of
// features.
func Logistic(coefficients, features []float64) float64 {
	var sum float64
	for i, x := range features {
		sum += coefficients[i] * x
	}
	return 1 / (1 + math.Exp(-sum))
}

// Called names a probability. missed says that the case lacks what a strong one must meet.
func (w *Weights) Called(likely float64, missed bool) Strength {
	switch {
	case likely >= w.Strong && !missed:
		return Strong
	case likely >= w.Fair:
		return Fair
	case likely >= w.Weak:
		return Weak
	}
	return ""
}

// StrengthOrder are the strengths in the order in which cases are shown.
var StrengthOrder = []Strength{Strong, Fair, Weak}
