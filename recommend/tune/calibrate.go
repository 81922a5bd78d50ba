package tune

import (
	"context"
	"errors"
	"fmt"

	"precedent/recommend"
	"precedent/recommend/eval"
)

// fitDepth is how many cases of a treated problem are learned from.
const fitDepth = 15

// Calibration is the model of strength that was found, with what it is worth on problems
// that it was not found on.
type Calibration struct {
	Weights recommend.Weights // the default ones, with the model in them
	LeftOut []SetStrengths    // each set by a model found on the others; of the untreated, each half by one found on all else
	Bins    []Bin             // predicted on problems left out, against what was found
}

// Bin is how many cases with a probability in one tenth are relevant.
type Bin struct {
	From, To  float64
	Cases     int
	Predicted float64 // mean
	Relevant  float64 // share
}

// Calibrate finds the model of strength over some sets of problems, and measures it on
// each set left out.
//
// Two logistic regressions are fitted: over problems, how likely it is that some case
// treats one; over the first cases of those that are treated, how likely it is that one
// of them is on the point. Their product is the estimate. Each coefficient can only have
// the sign that its feature says, so that nothing odd is learned from chance. From which
// probability on a case is called strong, fair or weak is not searched for.
func Calibrate(ctx context.Context, e *recommend.Engine, sets []eval.Set) (Calibration, error) {
	problems, err := estimates(ctx, e, sets)
	if err != nil {
		return Calibration{}, err
	}
	all, err := model(problems, func(*judged) bool { return true })
	if err != nil {
		return Calibration{}, err
	}
	c := Calibration{Weights: all}
	var predicted [bins]Bin
	part := parts(problems)
	for left := range part.count {
		w, err := model(problems, func(j *judged) bool { return part.of(j) != left })
		if err != nil {
			return Calibration{}, err
		}
		for i := range problems {
			if j := problems[i]; part.of(j) == left {
				c.LeftOut = bySet(c.LeftOut, j, &w)
				predict(&predicted, j, &w)
			}
		}
	}
	for k, b := range predicted {
		b.From, b.To = float64(k)/bins, float64(k+1)/bins
		b.Predicted /= float64(max(1, b.Cases))
		b.Relevant /= float64(max(1, b.Cases))
		c.Bins = append(c.Bins, b)
	}
	return c, nil
}

const bins = 10

// predict counts the first cases of a problem by how likely they are called.
func predict(into *[bins]Bin, j *judged, w *recommend.Weights) {
	for i := range j.found[:min(strengthDepth, len(j.found))] {
		p := w.Likely(&j.found[i].Problem, &j.found[i].Case)
		b := &into[min(bins-1, int(p*bins))]
		b.Cases++
		b.Predicted += p
		if j.relevant(j.found[i].ID) {
			b.Relevant++
		}
	}
}

// parting is how problems are left out together: set by set. Of a set that no case treats
// each half is left out by itself, since the others would hardly teach what to be silent on.
type parting struct {
	count int
	by    map[string]int // id of a problem -> part
}

func (p parting) of(j *judged) int { return p.by[j.query.ID] }

// treatedSets are the sets with a problem that some case treats.
func treatedSets(problems []*judged) map[string]bool {
	treated := map[string]bool{}
	for _, j := range problems {
		if eval.AnyRelevant(j.grades) {
			treated[j.set] = true
		}
	}
	return treated
}

func parts(problems []*judged) parting {
	treated := treatedSets(problems)
	p := parting{by: map[string]int{}}
	number, seen := map[string]int{}, map[string]int{}
	for _, j := range problems {
		name := j.set
		if !treated[j.set] {
			name = fmt.Sprint(j.set, " ", seen[j.set]%2)
			seen[j.set]++
		}
		if _, known := number[name]; !known {
			number[name] = p.count
			p.count++
		}
		p.by[j.query.ID] = number[name]
	}
	return p
}

var errNothingToLearn = errors.New("calibrate: the problems to learn from must have some that cases treat and some that none treats; name more sets")

// model finds the coefficients over some of the problems.
func model(problems []*judged, learned func(*judged) bool) (recommend.Weights, error) {
	w := recommend.DefaultWeights()
	var treated, fits []row
	so := map[bool]int{}
	for i := range problems {
		j := problems[i]
		if !learned(j) || len(j.found) == 0 {
			continue
		}
		answered := false
		for _, c := range j.found[:min(strengthDepth, len(j.found))] {
			answered = answered || j.relevant(c.ID)
		}
		so[answered]++
		treated = append(treated, row{j.found[0].Problem[:], answered})
		if answered {
			for k := range j.found[:min(fitDepth, len(j.found))] {
				c := &j.found[k]
				fits = append(fits, row{c.Case[:], j.relevant(c.ID)})
			}
		}
	}
	if so[true] == 0 || so[false] == 0 {
		return w, errNothingToLearn
	}
	copy(w.Treated[:], fit(treated, func(int) bool { return false }))
	copy(w.Fits[:], fit(fits, func(k int) bool { return recommend.CaseFeature(k).Lowers() }))
	return w, nil
}
