package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"precedent/bot/view"
	"precedent/corpus"
)

// maxPickValue keeps the buttons that compare cases and make briefs of them from
// crowding out the cases, in bytes.
const maxPickValue = 800

// pickState is what such a button holds, and then the window where cases are chosen.
type pickState struct {
	Cases    []string `json:"c,omitempty"` // ids
	List     bool     `json:"l,omitempty"` // the list of the place instead
	Question string   `json:"p,omitempty"` // that the cases were found for
	origin
}

// pickValue returns the function that makes the value of those buttons under an answer
// to a question: "" where not even one case fits into it.
func pickValue(question string) func([]*corpus.Case) string {
	return func(shown []*corpus.Case) string {
		s := pickState{Cases: ids(shown), Question: firstCharacters(question, view.MaxQuestion)}
		for len(s.Cases) > 0 {
			value := fitting(s.Question, maxPickValue, func(question string) any { s.Question = question; return s })
			if value != nothingFits {
				return value
			}
			s.Cases = s.Cases[:len(s.Cases)-1]
		}
		return ""
	}
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
	for _, id := range s.Cases {
		c := b.engine.Library().Case(id)
		switch e, saved := notes[id]; {
		case saved:
			entries = append(entries, e)
		case c != nil:
			entries = append(entries, view.Entry{Case: c, ID: id, Title: c.Title, URL: c.URL})
		}
	}
	return entries, nil
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

// stillThere are the cases of entries that the library still has.
func stillThere(entries []view.Entry) []*corpus.Case {
	var cases []*corpus.Case
	for _, e := range entries {
		if e.Case != nil {
			cases = append(cases, e.Case)
		}
	}
	return cases
}
