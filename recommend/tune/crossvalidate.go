package tune

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"precedent/corpus"
)

// folds is into how many parts the problems are split.
const folds = 5

// minSets is from how many sets on each is left out in turn: with two, what is learned
// is the style of the one left.
const minSets = 3

// Validation is what weights are worth on problems that they were not found on.
type Validation struct {
	Searches []Found
	Rows     []Row
	BySet    bool // there were sets enough to leave each out
}

// Row is nDCG@10 over some problems of a set: with weights that were found without the
// fifth of all problems that each is in; with weights that were found on the other sets;
// and with the weights as they stand.
type Row struct {
	Set, About              string // About is "" for all of the set but English twins
	ByFold, BySet, Standing float64
	Problems                int
}

var errFewProblems = fmt.Errorf("%d problems with a relevant case are needed at least, so that a part of them can be left out", folds)

// part is some of the problems, which are left out together.
type part struct {
	name string
	has  func(i int) bool
	into []float64 // nDCG@10 by problem, with what is found without its part
}

// CrossValidate searches for weights on four fifths of the problems and measures them on
// the last, in turn: what is to be expected of problems that nobody has seen. It then does
// the same on all sets but one: what is to be expected of problems by other hands. done is
// told of each search.
func (b *Bench) CrossValidate(ctx context.Context, done func(without string)) (Validation, error) {
	if len(b.places(b.learned)) < folds {
		return Validation{}, errFewProblems
	}
	byFold, bySet := make([]float64, len(b.problems)), make([]float64, len(b.problems))
	var parts []part
	fold := b.folds()
	for k := range folds {
		parts = append(parts, part{fmt.Sprint("fold ", k+1), func(i int) bool { return fold[i] == k }, byFold})
	}
	v := Validation{BySet: len(b.sets) >= minSets}
	if v.BySet {
		for k, set := range b.sets {
			parts = append(parts, part{set.Name, b.inSet(k), bySet})
		}
	}
	for _, p := range parts {
		found, err := b.leaveOut(ctx, p)
		if err != nil {
			return Validation{}, err
		}
		v.Searches = append(v.Searches, found)
		done(p.name)
	}
	standing, err := b.figures(ctx, Standing(), b.places(everyOne))
	if err != nil {
		return Validation{}, err
	}
	for k, set := range b.sets {
		for _, g := range b.groups(k) {
			v.Rows = append(v.Rows, Row{set.Name, g.about, meanOf(byFold, g.places), meanOf(bySet, g.places), meanOf(standing, g.places), len(g.places)})
		}
	}
	return v, nil
}

// leaveOut searches without a part of the problems, and writes what these then measure.
func (b *Bench) leaveOut(ctx context.Context, p part) (Found, error) {
	learned := b.places(func(i int) bool { return b.learned(i) && !p.has(i) })
	found, err := b.climb(ctx, unseen(), learned, func(*Knob, float64, float64) {})
	if err != nil {
		return Found{}, err
	}
	found.Without = p.name
	left := b.places(p.has)
	all, err := b.figures(ctx, found.Setting, left)
	if err != nil {
		return Found{}, err
	}
	for _, i := range left {
		p.into[i] = all[i]
	}
	return found, nil
}

func (b *Bench) inSet(set int) func(i int) bool {
	return func(i int) bool { return b.problems[i].set == set }
}

// folds spreads the problems over the folds, set by set and kind by kind, and returns the
// fold of each. An English twin goes with its foreign problem.
func (b *Bench) folds() []int {
	ordered := b.places(b.learned)
	slices.SortFunc(ordered, func(i, j int) int {
		p, q := &b.problems[i], &b.problems[j]
		return cmp.Or(cmp.Compare(p.set, q.set), cmp.Compare(p.Kind, q.Kind), cmp.Compare(p.ID, q.ID))
	})
	fold, of := make([]int, len(b.problems)), map[string]int{}
	for n, i := range ordered {
		fold[i] = n % folds
		of[b.problems[i].ID] = fold[i]
	}
	for i, p := range b.problems {
		if !b.learned(i) {
			fold[i] = of[twinOf(p.ID)]
		}
	}
	return fold
}

// twinOf is the id of the problem that an English twin goes with: its own without
// the language.
func twinOf(id string) string { return strings.TrimSuffix(id, corpus.English) }

// group is some problems of a set that are told apart.
type group struct {
	about  string
	places []int
}

// groups are the problems of a set: all of them, those in English and those that are not,
// where there are both, and English twins, which are left out of the others.
func (b *Bench) groups(set int) []group {
	var english, other, twins []int
	for _, i := range b.places(b.inSet(set)) {
		switch {
		case !b.learned(i):
			twins = append(twins, i)
		case cmp.Or(b.problems[i].Lang, corpus.English) == corpus.English:
			english = append(english, i)
		default:
			other = append(other, i)
		}
	}
	list := []group{{"", slices.Concat(english, other)}}
	if len(english) > 0 && len(other) > 0 {
		list = append(list, group{"in English", english}, group{"in other languages", other})
	}
	if len(twins) > 0 {
		list = append(list, group{"the same in English", twins})
	}
	return list
}
