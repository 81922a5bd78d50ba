package rank

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"precedent/corpus"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// People's own records in other languages have no word in common with problems in English, nor
// with the built-in cases. So their words are read as English ones: a problem is then looked for
// in the words that they are read from, and a record is held against cases in English by the
// words that it is read as.

// ownReadings are what the words of people's own records are read as, those of records in English
// as nothing. It is safe for concurrent use, and read-only once the records are analysed.
type ownReadings struct {
	lock  sync.RWMutex
	read  understand.OwnWords
	forms func() map[string][]ownForm       // by the stems of the English, joined
	words func() map[string]map[string]bool // language -> word, folded
}

// ownForm is a word as it stands in own records. place is where an English word stands among those
// that it is read as, 0 for the likeliest.
type ownForm struct {
	word  string // folded
	place int
}

// newOwnReadings makes room for them.
func newOwnReadings() *ownReadings {
	o := &ownReadings{read: understand.OwnWords{}}
	o.forms = sync.OnceValue(o.turnedRound)
	o.words = sync.OnceValue(o.folded)
	return o
}

// known is what a word of a language is read as, and whether it has been read.
func (o *ownReadings) known(language, word string) (of understand.OwnReading, known bool) {
	o.lock.RLock()
	defer o.lock.RUnlock()
	of, known = o.read[language][word]
	return of, known
}

// add takes in what a word of a language is read as.
func (o *ownReadings) add(language, word string, of understand.OwnReading) {
	o.lock.Lock()
	defer o.lock.Unlock()
	if o.read[language] == nil {
		o.read[language] = map[string]understand.OwnReading{}
	}
	o.read[language][word] = of
}

// join takes in what the words of a segment's records are read as.
func (o *ownReadings) join(s *Segment) error {
	more, err := s.readings()
	for language, words := range more {
		for word, of := range words {
			o.add(language, word, of)
		}
	}
	return err
}

// readers returns what makes a reader of the words of records in a language, for one goroutine:
// it tells as which English a word is likeliest meant.
func (o *ownReadings) readers(newReader func(language string) (*understand.OwnReader, error)) func(language string) (func(analysis.Token) []string, error) {
	made := map[string]func(analysis.Token) []string{}
	return func(language string) (func(analysis.Token) []string, error) {
		if read := made[language]; read != nil {
			return read, nil
		}
		r, err := newReader(language)
		if err != nil {
			return nil, err
		}
		read := func(tok analysis.Token) []string {
			word := analysis.Lowered(tok)
			of, known := o.known(language, word)
			if !known {
				of = r.Read(word)
				o.add(language, word, of)
			}
			return of.English[:of.Likely]
		}
		made[language] = read
		return read, nil
	}
}

// of are the words that are read as an English word or phrase, by its stems.
func (o *ownReadings) of(stems []string) []ownForm {
	if o.inEnglish() {
		return nil
	}
	return o.forms()[strings.Join(stems, " ")]
}

// inEnglish tells whether all records are in English.
func (o *ownReadings) inEnglish() bool {
	others := len(o.read)
	if o.read[corpus.English] != nil {
		others--
	}
	return others == 0
}

// standsIn tells whether each word of a text stands in records in a language.
func (o *ownReadings) standsIn(language, text string) bool {
	if len(o.read[language]) == 0 {
		return false
	}
	words := o.words()[language]
	return !slices.ContainsFunc(analysis.Tokenize(text), func(tok analysis.Token) bool { return !words[tok.Word] })
}

// folded are the words by language.
func (o *ownReadings) folded() map[string]map[string]bool {
	words := map[string]map[string]bool{}
	for language, read := range o.read {
		words[language] = make(map[string]bool, len(read))
		for word := range read {
			words[language][analysis.Fold(word)] = true
		}
	}
	return words
}

// turnedRound finds the words by the English that they are read as. A phrase of English is found
// by its last word too, which says what it is.
func (o *ownReadings) turnedRound() map[string][]ownForm {
	forms, a := map[string][]ownForm{}, analysis.NewAnalyzer(nil)
	add := func(english string, f ownForm) {
		key := strings.Join(a.StemsOf(english), " ")
		same := func(have ownForm) bool { return have.word == f.word }
		if key != "" && !slices.ContainsFunc(forms[key], same) {
			forms[key] = append(forms[key], f)
		}
	}
	for _, language := range analysis.SortedKeys(o.read) {
		read := o.read[language]
		for _, word := range analysis.SortedKeys(read) {
			for i, e := range read[word].English {
				f := ownForm{analysis.Fold(word), max(0, i-read[word].Likely+1)}
				add(e, f)
				if last := strings.LastIndexByte(e, ' '); last > 0 {
					add(e[last+1:], ownForm{f.word, f.place + 1})
				}
			}
		}
	}
	return forms
}

// maxOwnForms is how many words of people's own records in other languages one is met by.
const maxOwnForms = 12

// addOwnForms lets words be met by those of people's own records in other languages that are
// read as them, the likeliest first, and of these the commonest. Each place among what it is read
// as is worth less by Rendering.
func addOwnForms(s *scorer, a *analysis.Analyzer) {
	st := s.c.stats
	for i := range s.words {
		w := &s.words[i]
		var found []ownForm
		for _, term := range understand.TermsOf(w.Word) {
			found = append(found, s.c.readings.of(a.StemsOf(term))...)
		}
		if len(found) == 0 {
			continue
		}
		cases := func(f ownForm) int32 {
			if term, ok := st.stems.find(a.Stem(f.word)); ok {
				return st.caseCnt[term]
			}
			return 0
		}
		slices.SortStableFunc(found, func(f, g ownForm) int {
			return cmp.Or(cmp.Compare(f.place, g.place), cmp.Compare(cases(g), cases(f)), strings.Compare(f.word, g.word))
		})
		for _, f := range found[:min(maxOwnForms, len(found))] {
			terms := st.stems.findAll(a.StemsOf(f.word))
			if len(terms) > 0 && !w.has(terms) {
				worth := 0.0 // the record has the English word, too
				if f.place > 0 {
					worth = math.Pow(s.c.weights.Rendering, float64(f.place))
				}
				w.add(terms, f.word, worth)
			}
		}
		w.own = len(w.alternatives)
		w.idf = idfOf(s.c, w)
		w.weigh()
	}
}
