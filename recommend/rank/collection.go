package rank

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// collection is a library with all that is counted over it. It is read-only once built.
type collection struct {
	vocabulary *corpus.Vocabulary
	library    *corpus.Library
	cases      []corpus.Case // those in memory, in order of id; their numbers are places here
	docs       []analysedCase
	segment    *Segment // the cases with the numbers from there on, in order of id; nil for none
	known      []facts  // of the cases in memory
	languages  []string // of the cases in memory
	guessed    []int    // numbers of people's own cases in memory whose records do not tell their languages
	own        []int    // numbers of people's own cases in memory
	teaching   []bool   // by number: the case only teaches and is no answer; nil for none
	answering  int      // how many do not
	stats      *statistics
	words      *analysis.KnownWords
	english    *lexicon.Lexicon
	readings   *ownReadings
	weights    recommend.Weights
	fitScales  fitScales // bring fit to the scale of its thresholds
	alike      *likeGraph
	telling    *tellingWords
}

// likeGraph remembers which cases are most like each. It is shared by all engines over a
// library and is safe for concurrent use.
type likeGraph struct {
	once sync.Once
	near *neighbours
	most []atomic.Pointer[[]lender] // by number, nil where it is not known yet
}

// tellingWords remembers how much the words tell that were asked for. It is safe for
// concurrent use.
type tellingWords struct{ seen sync.Map } // term -> tellingWord

// tellingWord is what is known of a term.
type tellingWord struct {
	together float64 // how many times as often its cases are about the same things as any are
	named    int     // cases that have it in their titles or keywords
	inRecord int     // cases that have it in their records, keywords and all
}

// fitScales bring fit to the scale of the library that its thresholds were found on: that
// of cases with sentences of how people ask for them, and that of cases without.
type fitScales struct{ with, without float64 }

func (f *fitScales) of(d *analysedCase) float64 {
	if d.sentenceWords() == 0 {
		return f.without
	}
	return f.with
}

// takeIn adds the cases of a teacher, which may be nil, to those of the library.
func (c *collection) takeIn(teacher *corpus.Library) {
	c.answering = len(c.cases)
	if teacher == nil {
		return
	}
	c.cases = slices.Clone(c.cases)
	for _, lesson := range teacher.Cases() {
		if c.library.Case(lesson.ID) == nil {
			c.cases = append(c.cases, lesson)
		}
	}
	slices.SortFunc(c.cases, func(a, b corpus.Case) int { return cmp.Compare(a.ID, b.ID) })
	c.teaching = make([]bool, len(c.cases))
	for n := range c.cases {
		c.teaching[n] = c.library.Case(c.cases[n].ID) == nil
	}
}

// numbersTo are the numbers from 0 to before n.
func numbersTo(n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i
	}
	return numbers
}

// isOneOf tells whether a number is one of some that are in order.
func isOneOf(numbers []int, n int) bool {
	_, is := slices.BinarySearch(numbers, n)
	return is
}

// teaches tells whether a case only teaches.
func (c *collection) teaches(number int) bool { return number < len(c.teaching) && c.teaching[number] }

func (c *collection) numberOf(id string) int {
	n, ok := slices.BinarySearchFunc(c.docs, id, func(d analysedCase, id string) int { return cmp.Compare(d.id, id) })
	switch {
	case ok && !c.teaches(n):
		return n
	case !ok && c.segment != nil:
		if place, ok := slices.BinarySearch(c.segment.ids, id); ok {
			return len(c.docs) + place
		}
	}
	return -1
}

// count is how many cases there are.
func (c *collection) count() int {
	if c.segment == nil {
		return len(c.docs)
	}
	return len(c.docs) + c.segment.Len()
}

// stored tells whether a case is one of the segment, and its place there.
func (c *collection) stored(number int) (place int, is bool) {
	return number - len(c.docs), number >= len(c.docs)
}

// doc is what is known of a case.
func (c *collection) doc(number int) *analysedCase {
	if place, is := c.stored(number); is {
		return c.segment.doc(place)
	}
	return &c.docs[number]
}

// record is the record of a case.
func (c *collection) record(number int) *corpus.Case {
	if place, is := c.stored(number); is {
		return c.segment.record(place)
	}
	return &c.cases[number]
}

// facts are those of a case, without its record being read.
func (c *collection) facts(number int) facts {
	if place, is := c.stored(number); is {
		s := c.segment
		return facts{s.meta.Countries[s.countries[place]], s.meta.Levels[s.levels[place]], int(s.years[place]), s.meta.Libraries[s.libraries[place]], kindSet(s.proposed[place])}
	}
	return c.known[number]
}

// tagsOf are the numbers of the topics and approaches of a case.
func (c *collection) tagsOf(number int) []int32 {
	if place, is := c.stored(number); is {
		return analysis.Mapped(c.segment.tagsOf(place), func(tag uint8) int32 { return int32(tag) })
	}
	return c.docs[number].tags
}

// idOf is the id of a case.
func (c *collection) idOf(number int) string {
	if place, is := c.stored(number); is {
		return c.segment.ids[place]
	}
	return c.docs[number].id
}

// languageOf is the language of a case.
func (c *collection) languageOf(number int) string {
	if place, is := c.stored(number); is {
		return c.segment.meta.Languages[c.segment.languages[place]]
	}
	return c.languages[number]
}

// numbersOf returns the numbers of those ids that the library has, each once, in
// order.
func (c *collection) numbersOf(ids []string) []int {
	var numbers []int
	for _, id := range ids {
		if n := c.numberOf(id); n >= 0 {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// nameLanguages lets cases say in which languages they are, as if their records did, in copies of
// them, so that readers are told. English is what readers expect.
func (c *collection) nameLanguages(languages []string, numbers []int) error {
	numbers = slices.DeleteFunc(numbers, func(n int) bool { return languages[n] == corpus.English })
	if len(numbers) == 0 {
		return nil
	}
	c.cases = slices.Clone(c.cases)
	for _, n := range numbers {
		c.cases[n].Language = languages[n]
	}
	var err error
	c.library, err = corpus.NewLibrary(slices.DeleteFunc(slices.Clone(c.cases), func(cs corpus.Case) bool { return c.library.Case(cs.ID) == nil }))
	return err
}
