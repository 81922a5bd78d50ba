package rank

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"precedent/corpus"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/names"
)

// analysedLibrary is a library as the engine sees it.
type analysedLibrary struct {
	docs       []analysedCase // in the order of the cases
	words      *analysis.Dictionary
	stats      *statistics
	names      names.Table
	retrievers []retriever
	own        []int    // numbers of the cases that were not prepared
	languages  []string // of the cases
}

// analyseLibrary takes from a prepared library, which may be nil, what it has of the
// cases, and analyses and indexes the others. teaching tells which of them only teach, nil
// for none. tag gives the cases their tags, once their words are known.
func analyseLibrary(cases []corpus.Case, teaching []bool, tags tagStats, ready *preparedLibrary, tag func(*analysedLibrary) error) (*analysedLibrary, error) {
	l := &analysedLibrary{docs: make([]analysedCase, len(cases)), words: &analysis.Dictionary{}}
	places := ready.in(cases)
	others := make([]int, 0, len(cases)-len(places)) // numbers of cases that are not prepared
	for n := range cases {
		if _, is := slices.BinarySearch(places, n); !is {
			others = append(others, n)
		}
	}
	l.own = others
	var stems stemList
	if places != nil {
		l.words, l.names, stems = ready.words, ready.names, ready.stems
		for i, n := range places {
			l.docs[n] = ready.docs[i]
		}
		l.retrievers = append(l.retrievers, everyCase{l, places})
	}
	if len(others) > 0 {
		l.words = l.words.And(analyseAll(l.docs, cases, others))
		was := stems
		stems = l.words.Stems()
		numbers := was.numbersIn(stems)
		for _, n := range places {
			l.docs[n].renumber(numbers)
		}
	}
	if err := tag(l); err != nil {
		return nil, err
	}
	if len(others) == 0 {
		l.stats = newStatistics(l.docs, stems, tags, teaching)
		l.forgetNames(teaching)
		return l, nil
	}
	// Bleve's index and the figures for exact scores are made side by side.
	var index *candidateIndex
	indexed := make(chan error, 1)
	go func() {
		var err error
		index, err = newCandidateIndex(l.docs, others, &tags)
		indexed <- err
	}()
	room := make([]int32, len(stems))
	for _, n := range others {
		l.docs[n].enter(stems, room)
	}
	l.stats = newStatistics(l.docs, stems, tags, teaching)
	l.names = names.NewTable(cases, l.words, l.stats.having)
	l.forgetNames(teaching)
	if err := <-indexed; err != nil {
		return nil, err
	}
	l.retrievers = append(l.retrievers, index)
	for _, n := range others {
		l.docs[n].forgetText()
	}
	return l, nil
}

// standing returns what says where a word with a stem stands in a case, by its number; nil
// for a stem that no case has.
func (l *analysedLibrary) standing(stem string) func(number int) (understand.Standing, bool) {
	term, ok := l.stats.stems.find(stem)
	if !ok {
		return nil
	}
	return func(number int) (understand.Standing, bool) {
		e := l.docs[number].entry(term)
		if e == nil {
			return understand.Standing{}, false
		}
		return understand.Standing{Shown: e.shown, Asked: e.asked}, true
	}
}

// forgetNames leaves out the names of cases that only teach.
func (l *analysedLibrary) forgetNames(teaching []bool) {
	if slices.Contains(teaching, true) {
		kept := slices.Clone(l.names) // they may belong to the prepared library
		l.names = slices.DeleteFunc(kept, func(n names.CaseName) bool { return teaching[n.Number] })
	}
}

// analyseAll analyses the cases with these numbers on all cores, each into its place in
// docs, and returns the words that stand in them.
func analyseAll(docs []analysedCase, cases []corpus.Case, numbers []int) *analysis.Dictionary {
	workers := min(runtime.GOMAXPROCS(0), max(1, len(numbers)))
	analyzers := make([]*analysis.Analyzer, workers)
	var finish sync.WaitGroup
	for w := range workers {
		analyzers[w] = analysis.NewAnalyzer(nil)
		finish.Go(func() {
			for i := w; i < len(numbers); i += workers {
				n := numbers[i]
				docs[n] = analyse(&cases[n], analyzers[w])
			}
		})
	}
	finish.Wait()
	words := map[string]*analysis.Entry{}
	for _, a := range analyzers {
		for word, e := range a.Words {
			if have := words[word]; have != nil {
				have.Join(e)
			} else {
				both := *e // the analyzer's own is still to be numbered
				words[word] = &both
			}
		}
	}
	return analysis.NewDictionary(words)
}

// everyCase proposes each case of a prepared library that has one of the words or tags:
// to look at all of them takes less time than to choose among them.
type everyCase struct {
	library *analysedLibrary // of the engine
	numbers []int            // of the cases of the prepared library
}

func (r everyCase) find(ctx context.Context, words, tags []weighted, _ int) (found []int, err error) {
	has := make([]bool, len(r.library.docs))
	for _, w := range words {
		for _, n := range r.library.stats.casesWith(w.number) {
			has[n] = true
		}
	}
	for _, n := range r.numbers {
		if has[n] || slices.ContainsFunc(tags, func(t weighted) bool { return slices.Contains(r.library.docs[n].tags, t.number) }) {
			found = append(found, n)
		}
	}
	return found, ctx.Err()
}

func (everyCase) close() error { return nil }
