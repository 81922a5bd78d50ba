package rank

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"precedent/corpus"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/names"
)

// analysedLibrary is a library as the engine sees it.
type analysedLibrary struct {
	docs      []analysedCase // in the order of the cases in memory
	segment   *Segment       // the others, nil for none
	words     *analysis.Dictionary
	stats     *statistics
	names     names.Table
	prepared  []int           // numbers of the cases that were prepared
	own       []int           // and of those that were not
	index     *candidateIndex // of these, nil for none
	languages []string        // of the cases
	readings  *ownReadings    // of people's own cases in other languages
}

// analyseLibrary takes from a prepared library, which may be nil, what it has of the
// cases, and analyses and indexes the others. teaching tells which of them only teach, nil
// for none. tell tells the languages of those others, by which they are taken apart into words,
// and tag gives the cases their tags, once their words are known. A segment, which may be nil, has
// more cases, which were analysed beside the prepared ones. index tells whether the others are
// indexed by Bleve, too.
func analyseLibrary(cases []corpus.Case, segment *Segment, index bool, teaching []bool, tags tagStats, ready *preparedLibrary, newReader func(language string) (*understand.OwnReader, error), tell, tag func(*analysedLibrary) error) (*analysedLibrary, error) {
	l := &analysedLibrary{docs: make([]analysedCase, len(cases)), segment: segment, words: &analysis.Dictionary{}, languages: slices.Repeat([]string{corpus.English}, len(cases)), readings: newOwnReadings()}
	l.prepared = ready.in(cases)
	l.own = slices.DeleteFunc(numbersTo(len(cases)), func(n int) bool { return isOneOf(l.prepared, n) })
	if err := tell(l); err != nil {
		return nil, err
	}
	var stems stemList
	if l.prepared != nil {
		l.words, l.names, stems = ready.words, ready.names, ready.stems
		for i, n := range l.prepared {
			l.docs[n] = ready.docs[i]
		}
	}
	if segment != nil {
		if len(l.prepared) != segment.meta.Builtin {
			return nil, errors.New("the index of a library was made beside another built-in library")
		}
		l.renumber(stems, segment.stems)
		l.words, stems = segment.words, segment.stems
		segment.takeIn(len(cases), l.prepared)
	}
	if len(l.own) > 0 {
		words, err := l.analyseOwn(cases, newReader)
		if err != nil {
			return nil, err
		}
		l.words = l.words.And(words)
		all := stemList(l.words.Stems())
		l.renumber(stems, all)
		if segment != nil {
			segment.renumber(all)
		}
		stems = all
	}
	if err := tag(l); err != nil {
		return nil, err
	}
	indexed := func() (*candidateIndex, error) { return nil, nil }
	if len(l.own) > 0 && index { // Bleve's index and the figures for exact scores are made side by side
		indexed = inBackground(func() (*candidateIndex, error) { return newCandidateIndex(l.docs, l.own, &tags) })
	}
	if len(l.own) > 0 {
		room := make([]int32, len(stems))
		for _, n := range l.own {
			l.docs[n].enter(stems, room)
		}
	}
	l.stats = newStatistics(l.docs, segment, stems, tags, teaching)
	if len(l.own) > 0 {
		l.names = names.NewTable(cases, l.words, l.stats.having)
	}
	l.forgetNames(teaching)
	var err error
	if l.index, err = indexed(); err != nil {
		return nil, err
	}
	for _, n := range l.own {
		l.docs[n].forgetText()
	}
	return l, nil
}

// renumber gives the terms of the prepared cases the numbers of a longer list of stems.
func (l *analysedLibrary) renumber(stems, longer stemList) {
	numbers := stems.numbersIn(longer)
	eachOnAllCores(len(l.prepared), func(i int) { l.docs[l.prepared[i]].renumber(numbers) })
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

// analyseOwn analyses the cases that are not prepared on all cores, and returns the words that
// stand in them.
func (l *analysedLibrary) analyseOwn(cases []corpus.Case, newReader func(language string) (*understand.OwnReader, error)) (*analysis.Dictionary, error) {
	var lock sync.Mutex
	var failed error
	words := map[string]*analysis.Entry{}
	onAllCores(len(l.own), func(from, to int) {
		a, reader := analysis.NewAnalyzer(nil), l.readings.readers(newReader)
		for _, n := range l.own[from:to] {
			english, err := reader(l.languages[n])
			if err != nil {
				lock.Lock()
				failed = err
				lock.Unlock()
				return
			}
			l.docs[n] = analyse(&cases[n], l.languages[n], a, english)
		}
		lock.Lock()
		defer lock.Unlock()
		for word, e := range a.Words {
			if have := words[word]; have != nil {
				have.Join(e)
			} else {
				both := *e // the analyzer's own is still to be numbered
				words[word] = &both
			}
		}
	})
	return analysis.NewDictionary(words), failed
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

// tellLanguages tells the languages of people's own cases, by their numbers; all others are
// in English. english are words that are English for sure, nil where that is not known: then all
// are. guessed are those of the cases whose records do not tell it, and sure those of these whose
// words leave no doubt.
func (l *analysedLibrary) tellLanguages(u *understand.Understander, cases []corpus.Case, own []int, english *analysis.Dictionary) (guessed, sure []int) {
	if english == nil {
		return nil, nil
	}
	language := u.LanguageTeller(english)
	told := make([]understand.ToldBy, len(own))
	eachOnAllCores(len(own), func(i int) { l.languages[own[i]], told[i] = language(&cases[own[i]]) })
	for i, n := range own {
		if told[i] != understand.ToldByRecord {
			guessed = append(guessed, n)
		}
		if told[i] == understand.ToldBySmallWords {
			sure = append(sure, n)
		}
	}
	return guessed, sure
}

// leaveOutSmall takes what is a small word in its language out of each of people's own
// cases that is not in English: it would count as a word that few cases share, and make all
// in one language alike.
func (l *analysedLibrary) leaveOutSmall(u *understand.Understander, own []int) error {
	small := map[string]map[string]bool{} // by language: the stems that it has as an English word
	a := analysis.NewAnalyzer(nil)
	for _, n := range own {
		language := l.languages[n]
		if language == corpus.English {
			continue
		}
		if small[language] == nil {
			stop, err := u.SmallWords(language)
			if err != nil {
				return err
			}
			small[language] = map[string]bool{}
			for word := range stop {
				small[language][a.Stem(word)] = true
			}
		}
		l.docs[n].leaveOut(small[language])
	}
	return nil
}

// leaveOut takes words with some stems out of a case that has no entries yet.
func (d *analysedCase) leaveOut(stems map[string]bool) {
	out := func(w *analysis.Entry) bool { return stems[w.Stem] }
	for f, words := range d.fields {
		shown := len(slices.DeleteFunc(slices.Clone(words[:d.shown[f]]), out))
		d.fields[f], d.shown[f] = slices.DeleteFunc(words, out), shown
	}
	for k := range d.asked {
		d.asked[k] = slices.DeleteFunc(d.asked[k], out)
	}
}

// tag gives each case its own tags, and where it has no topics or no approaches those that
// its record proposes; where nobody has looked for any, those that it speaks of in its language.
func (l *analysedLibrary) tag(u *understand.Understander, cases []corpus.Case, numbers *tagStats) error {
	errs := make([]error, len(cases))
	onAllCores(len(cases), func(from, to int) {
		taggers := map[string]*understand.Tagger{} // by language
		for n := from; n < to; n++ {
			c := &cases[n]
			own := numbers.numbers(c.Topics, c.Approaches)
			if c.Proposed != nil || !understand.LacksTags(c) {
				setTags(&l.docs[n], own, numbers.numbers(c.ProposedTopics(), c.ProposedApproaches()), numbers)
				continue
			}
			t := taggers[l.languages[n]]
			if t == nil {
				if t, errs[n] = u.NewTagger(l.languages[n]); errs[n] != nil {
					return
				}
				taggers[l.languages[n]] = t
			}
			setTags(&l.docs[n], own, numbers.numbers(t.TagsOf(c)), numbers)
		}
	})
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return fmt.Errorf("find the topics of case %s: %w", cases[i].ID, errs[i])
	}
	return nil
}
