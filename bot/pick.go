package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// maxPickValue keeps the buttons that compare cases and make briefs of them from
// crowding out the cases, in bytes.
const maxPickValue = 800

// pickState is what such a button holds, and then the window where cases are chosen.
type pickState struct {
	Cases    []string `json:"c,omitempty"` // ids
	Found    string   `json:"s,omitempty"` // how similar each was found, a letter of strengths; "" for not known
	List     bool     `json:"l,omitempty"` // the list of the place instead
	Question string   `json:"p,omitempty"` // that the cases were found for
	origin
}

// strengths are the letters that stand for how similar a case was found, and unmeasured
// for one that was not measured.
var strengths = map[byte]recommend.Strength{'s': recommend.Strong, 'f': recommend.Fair, 'w': recommend.Weak}

const unmeasured = '-'

// foundAs writes how similar cases were found; "" where none was measured.
func foundAs(matches []recommend.Match) string {
	letters := bytes.Repeat([]byte{unmeasured}, len(matches))
	for i, m := range matches {
		for letter, strength := range strengths {
			if m.Strength == strength {
				letters[i] = letter
			}
		}
	}
	return strings.TrimRight(string(letters), string(unmeasured))
}

// strengthOf is how similar the case of that number was found, "" where that is not known.
func (s pickState) strengthOf(number int) recommend.Strength {
	if number >= len(s.Found) {
		return ""
	}
	return strengths[s.Found[number]]
}

// pickValue returns the function that makes the value of those buttons under an answer
// to a question: "" where not even one case fits into it.
func pickValue(question string) func([]recommend.Match) string {
	return func(shown []recommend.Match) string {
		s := pickState{Cases: matchedIDs(shown), Found: foundAs(shown), Question: firstCharacters(question, view.MaxQuestion)}
		for len(s.Cases) > 0 {
			value := fitting(s.Question, maxPickValue, func(question string) any { s.Question = question; return s })
			if value != nothingFits {
				return value
			}
			s.Cases = s.Cases[:len(s.Cases)-1]
			s.Found = s.Found[:min(len(s.Found), len(s.Cases))]
		}
		return ""
	}
}

// unasked are cases that no problem was asked for.
func unasked(cases []*corpus.Case) []recommend.Match {
	matches := make([]recommend.Match, len(cases))
	for i, c := range cases {
		matches[i].Case = c
	}
	return matches
}

func ids(cases []*corpus.Case) []string {
	list := make([]string, len(cases))
	for i, c := range cases {
		list[i] = c.ID
	}
	return list
}

// errOldButton says that the value of a button cannot be read.
var errOldButton = errors.New("button not understood")

// pick reads the value of such a button, and the cases that can be chosen with it.
func (b *Bot) pick(ctx context.Context, to reply, value string) (s pickState, entries []view.Entry, err error) {
	if s.List = value == view.PickList; !s.List {
		if err := json.Unmarshal([]byte(value), &s); err != nil {
			return s, nil, fmt.Errorf("%w: %w", errOldButton, err)
		}
	}
	s.origin = to.origin()
	entries, err = b.choices(ctx, s, to)
	return s, entries, err
}

// choices are the cases that can be chosen: those of an answer or a comparison with what
// the team noted on them, or those of the list of the place.
func (b *Bot) choices(ctx context.Context, s pickState, to reply) ([]view.Entry, error) {
	var listed []view.Entry
	if b.keeps || s.List {
		list, _ := listFor(s.Channel, to.user)
		saved, err := b.memoryOf(ctx, to).List(ctx, list)
		switch {
		case err == nil:
			listed = b.entries(saved)
		case s.List:
			return nil, kept(err)
		case errors.Is(err, errOutsider):
		default:
			b.lg.Error("bot: chosen from without the notes", "err", err)
		}
	}
	if s.List {
		return listed, nil
	}
	notes := make(map[string]view.Entry, len(listed))
	for _, e := range listed {
		notes[e.ID] = e
	}
	var entries []view.Entry
	for i, id := range s.Cases {
		e, saved := notes[id]
		if c := b.engine.Library().Case(id); !saved && c != nil {
			e = view.Entry{Case: c, ID: id, Title: c.Title, URL: c.URL}
		} else if !saved {
			continue
		}
		e.Found = s.strengthOf(i)
		entries = append(entries, e)
	}
	return entries, nil
}

// preselected is how many of the first cases are chosen before a person chooses: those
// that are similar, which come before those that only touch on the problem; all, where
// there are not so many of them as are needed.
func preselected(entries []view.Entry, needed int) int {
	similar := 0
	for _, e := range entries {
		if e.Found != recommend.Weak {
			similar++
		}
	}
	if similar < needed {
		return len(entries)
	}
	return similar
}

// chosen are the entries that a window's values name.
func chosen(entries []view.Entry, values []string) []view.Entry {
	wanted := make(map[string]bool, len(values))
	for _, v := range values {
		wanted[v] = true
	}
	var list []view.Entry
	for _, e := range entries {
		if wanted[view.OptionValue(e.ID)] {
			list = append(list, e)
		}
	}
	return list
}

// stillThere are the entries whose cases the library still has.
func stillThere(entries []view.Entry) []view.Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e view.Entry) bool { return e.Case == nil })
}

// casesOf are the cases of entries, and how similar each was found.
func casesOf(entries []view.Entry) (cases []*corpus.Case, found []recommend.Match) {
	for _, e := range entries {
		cases = append(cases, e.Case)
		found = append(found, recommend.Match{Case: e.Case, Strength: e.Found})
	}
	return cases, found
}
