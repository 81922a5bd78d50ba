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
	LeftOut LeftOut // of the text that the problem was read from
	Like    string  // id of a case
	Limits  Filter
	// LimitsRule leaves out limits that are said in the problem: whoever sees them in
	// a form can take them away there.
	LimitsRule bool
	// Home is where the person works, which prefers a little cases from places like
	// it. Alone it asks for nothing; what is not known of it does not count.
	Home Home
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

func (l LeftOut) and(more LeftOut) LeftOut {
	return LeftOut{append(slices.Clip(l.Texts), more.Texts...), l.Much || more.Much}
}

// ReadProblem reads text in which nothing is meant as a typed limit, such as what
// somebody else wrote, into a request.
func ReadProblem(v *corpus.Vocabulary, text string) (Request, error) {
	text, _ = truncate(text, MaxTyped)
	problem, left, err := readText(v, text)
	return Request{Problem: problem, LeftOut: left}, err
}

// Filter narrows or colours an answer. Its zero value allows everything.
type Filter struct {
	Places     []string `json:"places,omitempty"` // country codes and ids of world regions; any of them
	Except     []string `json:"except,omitempty"` // places, in the same form: none of them
	Levels     []string `json:"levels,omitempty"` // any of them
	Topics     []string `json:"topics,omitempty"` // any of them
	Approaches []string `json:"approaches,omitempty"`
	Since      int      `json:"since,omitempty"` // first year, 0 for none
	Until      int      `json:"until,omitempty"` // last year, 0 for none
}

// Empty tells whether the filter allows everything.
func (f Filter) Empty() bool {
	return len(f.Places)+len(f.Except)+len(f.Levels)+len(f.Topics)+len(f.Approaches) == 0 && f.Since == 0 && f.Until == 0
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
	Field   string // country, level, topic, approach, since, until; "case" for Like, "filter" for an unknown field
	Value   string
	Nearest []string
}

func (e *FilterError) Error() string {
	msg := fmt.Sprintf("%s %q is not known", e.Field, e.Value)
	if e.Field == "since" || e.Field == "until" {
		msg = fmt.Sprintf("%s %q is no year", e.Field, e.Value)
	}
	if len(e.Nearest) > 0 {
		msg += "; try " + strings.Join(e.Nearest, ", ")
	}
	return msg
}

// FilterFields are the names that a filter can be typed under, as in
// "country:PL".
var FilterFields = []string{"country", "level", "topic", "approach", "since", "until"}

// nearestShown is how many known values an unknown one is answered with.
const nearestShown = 3

// Add puts a typed value into the filter field of that name. An unknown field
// or value is a *FilterError that names the nearest known ones.
func (f *Filter) Add(v *corpus.Vocabulary, field, value string) error {
	value = strings.TrimSpace(value)
	unknown := func(known []string) error {
		value, _ := truncate(value, maxValue)
		near := nearest(value, known, nearestShown)
		if field == "level" {
			near = known // few enough to name them all
		}
		return &FilterError{Field: field, Value: value, Nearest: near}
	}
	switch field {
	case "country":
		id := v.Places.ID(value)
		if id == "" {
			names := mapped(v.Places.Countries, func(c corpus.Country) string { return c.Name })
			return unknown(append(names, mapped(v.Places.Regions, func(r corpus.Region) string { return r.Name })...))
		}
		f.Places = appendNew(f.Places, id)
	case "level":
		for _, l := range v.Taxonomy.Levels {
			named := func(name string) bool { return strings.EqualFold(value, name) }
			if named(l.ID) || slices.ContainsFunc(v.English.Words.Levels[l.ID], named) {
				f.Levels = appendNew(f.Levels, l.ID)
				return nil
			}
		}
		return unknown(mapped(v.Taxonomy.Levels, func(l corpus.Level) string { return l.ID }))
	case "topic", "approach":
		concepts := v.Taxonomy.Topics
		list := &f.Topics
		if field == "approach" {
			concepts, list = v.Taxonomy.Approaches, &f.Approaches
		}
		c := v.Taxonomy.Find(value)
		if c == nil || string(c.Facet) != field {
			return unknown(mapped(concepts, func(c corpus.Concept) string { return c.ID }))
		}
		*list = appendNew(*list, c.ID)
	case "since", "until":
		year, ok := parseYear(value)
		if !ok {
			return unknown(nil)
		}
		if field == "since" {
			f.Since = year
		} else {
			f.Until = year
		}
	default:
		return &FilterError{Field: "filter", Value: field, Nearest: FilterFields}
	}
	return nil
}

// MaxTyped is how many characters of a text are looked through for a question and for
// limits: a letter can be much longer than what it asks.
const MaxTyped = 10 * MaxProblem

// maxValue is how many characters of a filter's value an error says back.
const maxValue = 60

// filterMarks may stand around a filter and do not belong to it.
const filterMarks = "(),.;'"

// nearName is how many letters a misspelt filter name may differ in.
const nearName = 2

// ParseRequest reads text with typed filters in it ("tenders country:PL
// since:2018", or topic:"health care") into a request. Punctuation around a
// filter does not count, a space after its colon does not either, and a
// country's name may have several words. A bad value, or a name that is nearly
// that of a filter, is a *FilterError. A colon in running text is left alone.
func ParseRequest(v *corpus.Vocabulary, text string) (Request, error) {
	r, err := ReadProblem(v, text)
	if err != nil {
		return Request{}, err
	}
	var lines []string
	for line := range strings.SplitSeq(r.Problem, "\n") {
		problem, err := r.Limits.addTyped(v, line)
		if err != nil {
			return Request{}, err
		}
		lines = append(lines, problem)
	}
	r.Problem = strings.TrimSpace(strings.Join(lines, "\n"))
	return r, nil
}

// addTyped puts the filters typed in a line into f and returns the rest of the line.
func (f *Filter) addTyped(v *corpus.Vocabulary, line string) (rest string, err error) {
	var problem []string
	words := splitQuoted(line)
	for i := 0; i < len(words); i++ {
		field, value, typed := strings.Cut(strings.Trim(words[i], filterMarks), ":")
		field = strings.ToLower(field)
		if !typed || !slices.Contains(FilterFields, field) {
			if near := nearFilter(field, value); near != "" {
				return "", &FilterError{Field: "filter", Value: field, Nearest: []string{near}}
			}
			problem = append(problem, words[i])
			continue
		}
		apart := value == "" // "topic: health" may be a filter, "Topic: water shortages" is a heading
		if apart && i+1 < len(words) {
			i++
			value = strings.Trim(words[i], filterMarks)
		}
		for field == "country" && i+1 < len(words) && v.Places.ID(value+" "+strings.Trim(words[i+1], filterMarks)) != "" {
			i++
			value += " " + strings.Trim(words[i], filterMarks)
		}
		for one := range strings.SplitSeq(strings.Trim(value, "\"“”"), ",") {
			if one == "" {
				continue
			}
			err := f.Add(v, field, one)
			if err != nil && apart {
				problem = append(problem, value)
				break
			}
			if err != nil {
				return "", err
			}
		}
	}
	return strings.Join(problem, " "), nil
}

// nearFilter returns the filter that a misspelt name stands for, "" for a word
// that is none. Only what has a value right behind its colon can be meant.
func nearFilter(name, value string) string {
	if value == "" || strings.HasPrefix(value, "/") {
		return ""
	}
	for _, f := range FilterFields {
		if distance([]rune(name), []rune(f), nearName) <= nearName {
			return f
		}
	}
	if name == "region" {
		return "country"
	}
	return ""
}

// splitQuoted splits text at spaces, but not inside the quotes of a filter's
// value.
func splitQuoted(text string) []string {
	var words []string
	for _, w := range strings.Fields(text) {
		if k := len(words) - 1; k >= 0 && openQuote(words[k]) {
			words[k] += " " + w
		} else {
			words = append(words, w)
		}
	}
	return words
}

func openQuote(word string) bool {
	field, value, typed := strings.Cut(word, ":")
	if !typed || !slices.Contains(FilterFields, strings.ToLower(strings.TrimLeft(field, "("))) {
		return false
	}
	open := strings.HasPrefix(value, `"`) || strings.HasPrefix(value, "“")
	value = strings.TrimRight(value, "),.;")
	return open && (len([]rune(value)) == 1 || !strings.HasSuffix(value, `"`) && !strings.HasSuffix(value, "”"))
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
