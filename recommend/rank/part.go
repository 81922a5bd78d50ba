package rank

import (
	"cmp"
	"iter"
	"slices"

	"precedent/recommend"
)

// namedPart is a part of a score with what its reason is made from.
type namedPart struct {
	recommend.Part
	position int   // of a word among those of the problem, -1 where they have no order
	ways     []way // in which the case has a word

	borrowed bool // the case has the word only from cases like it
}

// part is a Part on its way: numbers instead of names, so that scoring some
// hundred cases makes nothing that the garbage collector must follow.
type part struct {
	kind  partKind
	asked int32 // place of the word or tag among those asked for
	met   int32 // number of the term or tag that it met
	value float64

	borrowed bool // the word is met in no sentence of the case's own, but in those of cases like it
}

type partKind uint8

const (
	ofWord partKind = iota
	ofTag
	ofCountry
	ofOrigin
	ofLevel
	ofPeriod
	ofGuess
	ofLikeWords // feedback
	ofLikeTags
	ofAlike
	ofWorkplaceCountry
	ofWorkplaceRegion
	ofWorkplaceLevel
	ofName
	ofRefused
	numPartKinds
)

// scored is a case with its score.
type scored struct {
	number     int
	score      float64
	names      float64 // what of the score comes from the case's own name
	queryScore float64 // how well the case meets the problem's own words and tags, for any length of problem
	relevance  float64 // queryScore, and how much the case is like the best matches
	parts      []part

	likely   float64 // how likely the case is to be on the point of the problem
	strength recommend.Strength
	asTyped  bool // one of people's own cases in the language of a problem of few words, which has them all as typed
}

// sum makes the score of the parts.
func (r *scored) sum() {
	r.score = 0
	for _, p := range r.parts {
		r.score += p.value
	}
}

// way is one of the words or phrases that a word of a problem was searched as. A phrase is
// met as a whole or not at all: of an abbreviation's meaning, one word alone says nothing.
type way struct {
	stems      []string
	other      bool   // it is not the word as typed: a translation, what it is short for, an equivalent
	rank       int    // among the renderings of a word of another language, the likeliest first
	equivalent string // the word that it is where that is an equivalent, which no word stands for that merely has its stem
}

// byStrength orders the strong cases before the fair ones and those before the weak ones:
// whoever reads from the top should meet no label twice. What is not wanted comes last. Of each
// strength those come first that have what was typed, before those that have a translation of it.
func byStrength(a, b scored) int {
	place := func(r scored) int {
		if r.isRefused() {
			return len(recommend.StrengthOrder)
		}
		return slices.Index(recommend.StrengthOrder, r.strength)
	}
	first := func(r scored) int {
		if r.asTyped {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(first(a), first(b)))
}

// isRefused tells whether a case is about a subject that is not wanted.
func (r scored) isRefused() bool {
	return slices.ContainsFunc(r.parts, func(p part) bool { return p.kind == ofRefused })
}

// sortByScore puts the highest score first, equal ones in order of id.
func sortByScore(ranked []scored) {
	slices.SortFunc(ranked, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.number, b.number))
	})
}

// each goes over the cases of some lists, one list behind the other.
func each(lists ...[]scored) iter.Seq[*scored] {
	return func(yield func(*scored) bool) {
		for _, list := range lists {
			for i := range list {
				if !yield(&list[i]) {
					return
				}
			}
		}
	}
}

// group is a case that is shown with those that are folded into it.
type group struct {
	scored
	duplicates []int // numbers of cases
}

// kept are those of ranked to keep, in a list of their own.
func kept(ranked []scored, keep func(scored) bool) (list []scored) {
	for _, r := range ranked {
		if keep(r) {
			list = append(list, r)
		}
	}
	return list
}

// worthShowing keeps the cases that have a strength.
func worthShowing(ranked []scored) []scored {
	return kept(ranked, func(r scored) bool { return r.strength != "" })
}

// similarAmong is how many of the cases shown are strong or fair.
func similarAmong(shown []group) (n int) {
	for _, g := range shown {
		if g.strength != recommend.Weak {
			n++
		}
	}
	return n
}

// maxFeedback is how many parts at most feedback and cases alike add to a score.
const maxFeedback = 3
