package bot

import (
	"encoding/json"
	"unicode/utf8"
)

// nothingFits is the value of a button that could not hold what it was to hold.
const nothingFits = "{}"

// encoded is the state of a window or the value of a button: of texts, numbers and lists
// of them, which can always be written.
func encoded(state any) string {
	data, err := json.Marshal(state)
	if err != nil {
		panic(err) // a mistake of ours, which ends this piece of work only
	}
	return string(data)
}

// fitting is the value of a button that holds a problem, which is shortened until the
// value has at most so many bytes; nothingFits where even the rest has more.
func fitting(problem string, most int, state func(problem string) any) string {
	for {
		value, err := json.Marshal(state(problem))
		if err == nil && len(value) <= most {
			return string(value)
		}
		if problem == "" {
			return nothingFits
		}
		problem = firstHalf(problem)
	}
}

// firstHalf keeps the first half of a text, in characters; of one character nothing.
func firstHalf(s string) string { return firstCharacters(s, utf8.RuneCountInString(s)/2) }

// firstCharacters keeps the beginning of a text.
func firstCharacters(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}
