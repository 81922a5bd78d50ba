package rank

import (
	"fmt"
	"slices"

	"precedent/corpus"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// tellLanguages tells the languages of people's own cases, by their numbers; all others are
// in English. It needs the words of the library and no more. english are words that are
// English for sure, nil where that is not known.
func (l *analysedLibrary) tellLanguages(u *understand.Understander, cases []corpus.Case, own []int, english *analysis.Dictionary) {
	l.languages = slices.Repeat([]string{corpus.English}, len(cases))
	if english == nil { // the words of the records themselves all count as English
		english = l.words
	}
	language := u.LanguageTeller(english)
	onAllCores(len(own), func(from, to int) {
		for _, n := range own[from:to] {
			l.languages[n] = language(&cases[n])
		}
	})
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
// it speaks of in its language.
func (l *analysedLibrary) tag(u *understand.Understander, cases []corpus.Case, numbers *tagStats) error {
	errs := make([]error, len(cases))
	onAllCores(len(cases), func(from, to int) {
		taggers := map[string]*understand.Tagger{} // by language
		for n := from; n < to; n++ {
			c := &cases[n]
			l.docs[n].tags = numbers.numbers(c.Topics, c.Approaches)
			if !understand.LacksTags(c) {
				continue
			}
			t := taggers[l.languages[n]]
			if t == nil {
				if t, errs[n] = u.NewTagger(l.languages[n]); errs[n] != nil {
					return
				}
				taggers[l.languages[n]] = t
			}
			l.docs[n].tags = append(l.docs[n].tags, numbers.numbers(t.TagsOf(c))...)
		}
	})
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return fmt.Errorf("find the topics of case %s: %w", cases[i].ID, errs[i])
	}
	return nil
}
