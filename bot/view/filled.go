package view

import (
	"strings"

	"github.com/slack-go/slack"
)

// firstSlot is the first of the characters that stand for what a text is filled in with
// until it is taken apart there. Unicode leaves them to private use.
const firstSlot = '\ue000'

// piece is a part of a text: words of its own, or a slot.
type piece struct {
	words string
	slot  int // from 0, which of what is filled in; -1 for words
}

// pieces takes a text apart where it is filled in. Numbers are filled in, and everything else
// is a slot: languages put them in an order of their own.
func (r *Renderer) pieces(key string, args []any) (list []piece) {
	filled := make([]any, len(args))
	for i, arg := range args {
		if filled[i] = string(firstSlot + rune(i)); isNumber(arg) {
			filled[i] = arg
		}
	}
	said := r.Text(key, filled...)
	for said != "" {
		at := strings.IndexFunc(said, func(c rune) bool { return c >= firstSlot && c < firstSlot+rune(len(args)) })
		if at < 0 {
			return append(list, piece{said, -1})
		}
		if at > 0 {
			list = append(list, piece{said[:at], -1})
		}
		slot := []rune(said[at:])[0]
		list = append(list, piece{slot: int(slot - firstSlot)})
		said = said[at+len(string(slot)):]
	}
	return list
}

func isNumber(arg any) bool {
	_, number := arg.(int)
	return number
}

// rich is a text filled in with elements, such as a person or a day.
func (r *Renderer) rich(key string, elements ...slack.RichTextSectionElement) (list []slack.RichTextSectionElement) {
	args := make([]any, len(elements))
	for _, p := range r.pieces(key, args) {
		if p.slot < 0 {
			list = append(list, text(p.words))
			continue
		}
		list = append(list, elements[p.slot])
	}
	return list
}

// markup is a text filled in with what is safe where Slack reads markup: mentions, escaped
// texts and numbers. Its own words are escaped.
func (r *Renderer) markup(key string, args ...any) string {
	var b strings.Builder
	for _, p := range r.pieces(key, args) {
		if p.slot < 0 {
			b.WriteString(escape(p.words))
			continue
		}
		b.WriteString(args[p.slot].(string))
	}
	return b.String()
}
