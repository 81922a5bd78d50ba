package recommend

import (
	"runtime"
	"slices"
	"sync"

	"precedent/corpus"
)

// analysedLibrary is a library as the engine sees it.
type analysedLibrary struct {
	docs       []analysedCase // in the order of the cases
	words      *lexicon
	stats      *stats
	names      nameTable
	retrievers []retriever
	own        []int    // numbers of the cases that were not prepared
	languages  []string // of the cases
}

// analyseLibrary takes from a prepared library, which may be nil, what it has of the
// cases, and analyses and indexes the others. teaching tells which of them only teach, nil
// for none. tag gives the cases their tags, once their words are known.
func analyseLibrary(cases []corpus.Case, teaching []bool, tags tagStats, ready *preparedLibrary, tag func(*analysedLibrary) error) (*analysedLibrary, error) {
	l := &analysedLibrary{docs: make([]analysedCase, len(cases)), words: &lexicon{}}
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
		l.words = l.words.and(analyseAll(l.docs, cases, others))
		was := stems
		stems = l.words.stems()
		numbers := was.numbersIn(stems)
		for _, n := range places {
			l.docs[n].renumber(numbers)
		}
	}
	if err := tag(l); err != nil {
		return nil, err
	}
	if len(others) == 0 {
		l.stats = newStats(l.docs, stems, tags, teaching)
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
	l.stats = newStats(l.docs, stems, tags, teaching)
	l.names = newNameTable(cases, l.words, l.stats)
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

// forgetNames leaves out the names of cases that only teach.
func (l *analysedLibrary) forgetNames(teaching []bool) {
	if slices.Contains(teaching, true) {
		names := slices.Clone(l.names) // they may belong to the prepared library
		l.names = slices.DeleteFunc(names, func(n caseName) bool { return teaching[n.number] })
	}
}

// analyseAll analyses the cases with these numbers on all cores, each into its place in
// docs, and returns the words that stand in them.
func analyseAll(docs []analysedCase, cases []corpus.Case, numbers []int) *lexicon {
	workers := min(runtime.GOMAXPROCS(0), max(1, len(numbers)))
	analyzers := make([]*analyzer, workers)
	var finish sync.WaitGroup
	for w := range workers {
		analyzers[w] = newAnalyzer(nil)
		finish.Go(func() {
			for i := w; i < len(numbers); i += workers {
				n := numbers[i]
				docs[n] = analyse(&cases[n], analyzers[w])
			}
		})
	}
	finish.Wait()
	words := map[string]*wordEntry{}
	for _, a := range analyzers {
		for word, e := range a.words {
			if have := words[word]; have != nil {
				have.join(e)
			} else {
				both := *e // the analyzer's own is still to be numbered
				words[word] = &both
			}
		}
	}
	return newLexicon(words)
}
