package rank

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// People and records call one thing by several names: rubbish and refuse, a deed and a
// land title, the civil service and government staff. So a word or phrase of a problem is
// met by its equivalents too, for less than by itself (Weights.Equivalent).
//
// The groups stand in corpus/data/languages/en/equivalents.txt, one a line. Since only a few are
// needed for a problem, they are written down by phrase (go test ./recommend/rank -update) and
// looked up in the text: a line each, the stems of a phrase, and for each phrase that has
// these the phrase and its equivalents, the nearest first.
var equivalents = analysis.WordList{Text: corpus.Prepared().Equivalents, End: "\t"}

const (
	maxEquivalents = 6 // of one word or phrase
	longestOfThem  = 5 // words of a phrase that has equivalents
	betweenPhrases = "|"
	behindPhrase   = "="
	betweenEquals  = ";"
)

// equivalentsOf returns what else a phrase may be called, by its stems. Where it is a single
// word, typed is that word, which must be a regular form of the one that has equivalents:
// "operation" may be a surgery, "operate" with the same stem is none.
func equivalentsOf(stems []string, typed string) (list []string) {
	said, ok := equivalents.Find(strings.Join(stems, " "))
	if !ok {
		return nil
	}
	for phrase := range strings.SplitSeq(said, betweenPhrases) {
		name, others, _ := strings.Cut(phrase, behindPhrase)
		if len(stems) > 1 || analysis.Inflected(name, typed) {
			for other := range strings.SplitSeq(others, betweenEquals) {
				list = analysis.AppendNew(list, other)
			}
		}
	}
	return list
}

// addEquivalents lets words be met by their equivalents. Those of a phrase are
// alternatives of each of its words, which then have none of their own; they stand one
// behind the other among the words of the problem. With the others
// they keep to MaxTerms, the weightiest words first. Words that may be names have none.
func addEquivalents(s *scorer, a *analysis.Analyzer) {
	if s.c.weights.Equivalent == 0 {
		return
	}
	room := recommend.MaxTerms
	stems := make([]string, len(s.words)) // of those that may stand in a phrase
	for i := range s.words {
		w := &s.words[i]
		room -= max(1, len(w.alternatives))
		if of := a.StemsOf(understand.TermsOf(w.Word)[0]); len(of) == 1 && trustOf(w.Word) >= 1 {
			stems[i] = of[0]
		}
	}
	inPhrase := make([]bool, len(s.words))
	for i := 0; i < len(stems); i++ {
		for n := min(longestOfThem, len(stems)-i); n > 1; n-- {
			if slices.Contains(stems[i:i+n], "") {
				continue
			}
			found := equivalentsOf(stems[i:i+n], "")
			if len(found) == 0 {
				continue
			}
			for k := i; k < i+n; k++ {
				addAlternatives(s, &s.words[k], found, a, &room)
				inPhrase[k] = true
			}
			i += n - 1
			break
		}
	}
	order := make([]int, 0, len(s.words))
	for i := range s.words {
		if !inPhrase[i] && trustOf(s.words[i].Word) >= 1 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(s.words[j].weight, s.words[i].weight) })
	for _, i := range order {
		w := &s.words[i]
		var found []string
		for _, term := range understand.TermsOf(w.Word) {
			for _, other := range equivalentsOf(a.StemsOf(term), term) {
				found = analysis.AppendNew(found, other)
			}
		}
		addAlternatives(s, w, found, a, &room)
	}
}

// addAlternatives adds equivalents to a word, as many as there is room for, of those that
// some case has. One that is commoner than the word tells less. A word that no case has
// tells what its equivalents do.
func addAlternatives(s *scorer, w *scoredWord, found []string, a *analysis.Analyzer, room *int) {
	st := s.c.stats
	known := len(w.alternatives) > 0
	itself := w.idf
	if !known {
		w.idf = 0
	}
	added := 0
	for _, text := range found {
		if *room <= 0 || added == maxEquivalents {
			break
		}
		terms := st.stems.findAll(a.StemsOf(text))
		if len(terms) == 0 || w.has(terms) {
			continue
		}
		worth, rarest := s.c.weights.Equivalent, st.idfs[st.rarest(terms)]
		if known {
			worth *= math.Min(1, rarest/itself)
		} else {
			w.idf = max(w.idf, rarest)
		}
		w.add(terms, text, worth)
		added++
		*room--
	}
	if !known && added == 0 {
		w.idf = itself
	}
	w.weigh()
}
