package recommend

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"precedent/corpus"
)

// Limits of a request.
const (
	MaxProblem   = 3000 // characters of a problem that are read
	MaxTerms     = 64   // words of a problem that are searched for, after understanding
	DefaultLimit = 5    // cases in an answer
	MaxLimit     = 100  // cases in an answer, however many were asked for
)

// Request is what somebody asks for: a problem in their own words, or cases
// like one they know, within limits. Any of them may be left out, but not all.
type Request struct {
	Problem string
	Read    string  // the problem as ReadProblem made it, which need not be read again
	LeftOut LeftOut // of the text that the problem was read from
	Like    string  // id of a case
	Limits  Filter
	// Spoken is the language that the person is spoken to in, by its ISO 639-1 code, "" where that
	// is not known: a problem of a few words that may be of several languages is in that one.
	Spoken string
	// LimitsRule leaves out limits that are said in the problem: whoever sees them in
	// a form can take them away there.
	LimitsRule bool
	// Workplace is where the person works, which prefers a little cases from places like
	// it. Alone it asks for nothing; what is not known of it does not count.
	Workplace Workplace
	// Among are ids of cases to look among, nil for all: which of these are similar?
	// Each is measured against the whole library, and what is counted, folded and
	// ordered are these alone. Ids that the library lacks do not count.
	Among []string
}

// LeftOut is what of a text is not its question: the greeting, the signature, and the
// rest of the letter around it.
type LeftOut struct {
	Texts []string // in their order
	Much  bool     // so much that a person should be told
}

// And is what is left out of two texts that follow upon each other.
func (l LeftOut) And(more LeftOut) LeftOut {
	return LeftOut{append(slices.Clip(l.Texts), more.Texts...), l.Much || more.Much}
}

// Filter narrows or colours an answer. Its zero value allows everything.
type Filter struct {
	Places     []string `json:"places,omitempty"` // country codes and ids of world regions; any of them
	Except     []string `json:"except,omitempty"` // places, in the same form: none of them
	Levels     []string `json:"levels,omitempty"` // any of them
	Topics     []string `json:"topics,omitempty"` // any of them
	Approaches []string `json:"approaches,omitempty"`
	Libraries  []string `json:"libraries,omitempty"` // names; any of them
	Since      int      `json:"since,omitempty"`     // first year, 0 for none
	Until      int      `json:"until,omitempty"`     // last year, 0 for none
}

// Empty tells whether the filter allows everything.
func (f Filter) Empty() bool {
	return len(f.Places)+len(f.Except)+len(f.Levels)+len(f.Topics)+len(f.Approaches)+len(f.Libraries) == 0 && f.Since == 0 && f.Until == 0
}

// Errors that callers tell apart.
var (
	// ErrEmptyRequest says that there was no problem, case or filter.
	ErrEmptyRequest = errors.New("nothing was asked")
	// ErrEmptyPeriod says that since comes after until.
	ErrEmptyPeriod = errors.New("the period ends before it begins")
)

// FilterError is a filter value that is not known, with the nearest that are.
type FilterError struct {
	Field   string // as in FilterFields, or another that YearField knows; "case" for Like, "filter" for an unknown field, "except" for one that cannot be left out
	Value   string
	Nearest []string
}

// Error names the value, and the nearest known ones.
func (e *FilterError) Error() string {
	msg := fmt.Sprintf("%s %q is not known", e.Field, e.Value)
	if YearField(e.Field) {
		msg = fmt.Sprintf("%s %q is no year", e.Field, e.Value)
	}
	if len(e.Nearest) > 0 {
		msg += "; try " + strings.Join(e.Nearest, ", ")
	}
	return msg
}

// MaxTyped is how many characters of a text are looked through for a question and for
// limits: a letter can be much longer than what it asks.
const MaxTyped = 10 * MaxProblem

// PeriodError says which period ends before it begins. It is an [ErrEmptyPeriod].
type PeriodError struct{ Since, Until int }

func (e *PeriodError) Error() string {
	return fmt.Sprintf("%v: since %d, until %d", ErrEmptyPeriod, e.Since, e.Until)
}

// Is makes it an ErrEmptyPeriod.
func (e *PeriodError) Is(target error) bool { return target == ErrEmptyPeriod }

// FilterFields are the names that a filter can be typed under, as in
// "country:PL". In other languages they have names of their own.
var FilterFields = append(slices.Clone(ValueFields), "since", "until")

// ValueFields are those of FilterFields that take a value out of some.
var ValueFields = []string{"country", "level", "topic", "approach", "library"}

// YearFields are the names under which a year can be typed that makes a period.
var YearFields = []string{"since", "until", "year", "after", "before"}

// YearField tells whether a filter of that name takes a year.
func YearField(name string) bool { return slices.Contains(YearFields, name) }

// Workplace is where a person works. Cases from places like it come a little earlier
// and say so. It is no limit and no wish: which cases are shown, how strong each is
// and how many there are does not depend on it. Its zero value prefers none.
type Workplace struct {
	Country string `json:"c,omitempty"` // code, as cases name it
	Level   string `json:"l,omitempty"` // id of a level of government
}

// Known is what of a workplace the vocabulary knows.
func (h Workplace) Known(v *corpus.Vocabulary) Workplace {
	if v.Places.Country(h.Country) == nil {
		h.Country = ""
	}
	if v.Taxonomy.Level(h.Level) == nil {
		h.Level = ""
	}
	return h
}

// longestLevel is how many letters an id of a level has at most.
const longestLevel = 20

// inForm is what of a workplace looks like a code and an id.
func (h Workplace) inForm() Workplace {
	within := func(s string, from, to rune) bool {
		return !strings.ContainsFunc(s, func(r rune) bool { return r < from || r > to })
	}
	if len(h.Country) != 2 || !within(h.Country, 'A', 'Z') {
		h.Country = ""
	}
	if len(h.Level) > longestLevel || !within(h.Level, 'a', 'z') {
		h.Level = ""
	}
	return h
}

// Before is what was asked before in a conversation, and the cases that were shown,
// in order.
type Before struct {
	Problem string   `json:"p,omitempty"`
	Spoken  string   `json:"o,omitempty"` // as that of [Request]
	Like    string   `json:"l,omitempty"`
	Limits  Filter   `json:"f"`
	Shown   []string `json:"s,omitempty"`
}

// Turn is what a short text asks for in a conversation beside cases for a problem.
type Turn int

// The turns that a conversation takes.
const (
	TurnNone  Turn = iota // the text is a question, or refines one
	TurnMore              // the next cases of the last answer: "show more"
	TurnLeave             // nothing any more: "never mind"
)
