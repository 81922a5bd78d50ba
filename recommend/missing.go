package recommend

import "slices"

// Missing is what a problem asks for and the answer does not have. It is told, so that
// nobody takes what is shown for all that there is, or for more than it is.
type Missing struct {
	Places []MissingPlace // wished for, or limited to, without a case in the answer
	Levels []string       // ids, the same
	Period bool           // no case in the answer began when it was wished for
	Beyond []Beyond       // how many similar cases one limit alone leaves out
	Words  []MissingWord  // that no record has, in the order of the problem
	Unmet  Unmet          // main words and topics of the problem that no case in the answer meets
}

// Tells tells whether it is told that no case has a word.
func (m Missing) Tells(asked string) bool {
	return slices.ContainsFunc(m.Words, func(w MissingWord) bool { return w.Telling && w.Asked == asked }) ||
		slices.ContainsFunc(m.Unmet.Words, func(w UnmetWord) bool { return w.Asked == asked })
}

// UnknownWords are the words of the problem that no record has.
func (a Answer) UnknownWords() []string {
	var words []string
	for _, m := range a.Missing.Words {
		words = append(words, m.Asked)
	}
	return words
}

// MissingPlace is a country or region of the world that no case in the answer is from.
type MissingPlace struct {
	ID        string
	InLibrary int      // cases of the library that are from there, similar or not
	Nearest   []string // codes of countries near it that the best cases are from, at most three
}

// MissingWord is a word of the problem that no record has.
type MissingWord struct {
	Asked   string
	Hidden  bool // it stands in how people ask for some case, though in no record
	Foreign bool // it is of another language than English, and not in the glossary
	Telling bool // it is enough of the problem to be told to a person
}

// LimitKind is one of the things that cases can be limited by, a bit each. A period has
// two sides.
type LimitKind uint8

// The kinds of limit.
const (
	LimitBefore LimitKind = 1 << iota // the first year
	LimitAfter                        // the last year
	LimitPlace
	LimitLevel
	LimitTag // topics and approaches
	LimitLibrary
)

// Beyond counts the cases, strong or fair, that are outside one limit and inside all
// others.
type Beyond struct {
	Kind  LimitKind
	Cases int
}

// Unmet is what a problem is mainly about and a case does not meet: it lowers how
// strong a match is called, and is told.
type Unmet struct {
	Words  []UnmetWord // the heaviest first
	Topics []string    // ids, the surest first
}

// List are the words, as typed, and the topics, by their ids.
func (u Unmet) List() []string {
	var list []string
	for _, w := range u.Words {
		list = append(list, w.Asked)
	}
	return append(list, u.Topics...)
}

// UnmetWord is a main word of the problem that does not stand in the record of a case.
type UnmetWord struct {
	Asked  string // as typed
	Hidden bool   // it stands in how people ask for the case
}
