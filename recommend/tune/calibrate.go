package tune

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/rank"
)

const (
	// fitDepth is how many cases of a treated problem are learned from.
	fitDepth = 15
	// untreatedShare is the share of the problems to learn from that the sets have which
	// no case treats, however many problems they hold: about as many as people are
	// expected to ask, and no more, since each makes all cases less likely.
	untreatedShare = 0.25
)

// Calibration is the model of strength that was found, with what it is worth on problems
// that it was not found on.
type Calibration struct {
	Weights recommend.Weights // the default ones, with the model in them
	LeftOut []SetStrengths    // each set by a model found on the others; see partsOf
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
func Calibrate(ctx context.Context, e *rank.Engine, sets []eval.Set) (Calibration, error) {
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
	for _, left := range partsOf(problems) {
		w, err := model(problems, func(j *judged) bool { return j.part != left })
		if err != nil {
			return Calibration{}, err
		}
		for _, j := range problems {
			if j.part == left {
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

// treatedSets tells of each set whether some case treats one of its problems.
func treatedSets(problems []*judged) map[string]bool {
	treated := map[string]bool{}
	for _, j := range problems {
		treated[j.set] = treated[j.set] || eval.AnyRelevant(j.grades)
	}
	return treated
}

// partsOf gives each problem the part of all that it is left out with, and returns the parts:
// its set. Where no case treats any problem of a set, and no other set is like that, each half
// of it is left out by itself, since the others would hardly teach what to be silent on.
func partsOf(problems []*judged) (parts []string) {
	untreated := 0
	treated := treatedSets(problems)
	for _, is := range treated {
		if !is {
			untreated++
		}
	}
	seen := 0
	for _, j := range problems {
		j.part = j.set
		if !treated[j.set] && untreated == 1 {
			j.part = fmt.Sprint(j.set, " ", seen%2)
			seen++
		}
		if !slices.Contains(parts, j.part) {
			parts = append(parts, j.part)
		}
	}
	return parts
}

// counting is how much each problem counts: one, but those of sets that no case treats
// together as untreatedShare of all.
func counting(problems []*judged) func(*judged) float64 {
	treated := treatedSets(problems)
	var others, untreated float64
	for _, j := range problems {
		if treated[j.set] {
			others++
		} else {
			untreated++
		}
	}
	return func(j *judged) float64 {
		if treated[j.set] || others == 0 {
			return 1
		}
		return untreatedShare / (1 - untreatedShare) * others / untreated
	}
}

var errNothingToLearn = errors.New("calibrate: the problems to learn from must have some that cases treat and some that none treats; name more sets")

// model finds the coefficients over some of the problems.
func model(problems []*judged, learned func(*judged) bool) (recommend.Weights, error) {
	w := recommend.DefaultWeights()
	var treated, fits []row
	so := map[bool]int{}
	problems = slices.DeleteFunc(slices.Clone(problems), func(j *judged) bool { return !learned(j) || len(j.found) == 0 })
	counts := counting(problems)
	for _, j := range problems {
		answered := false
		for _, c := range j.found[:min(strengthDepth, len(j.found))] {
			answered = answered || j.relevant(c.ID)
		}
		so[answered]++
		treated = append(treated, row{j.found[0].Problem[:], answered, counts(j)})
		if answered {
			for k := range j.found[:min(fitDepth, len(j.found))] {
				c := &j.found[k]
				fits = append(fits, row{c.Case[:], j.relevant(c.ID), 1})
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
