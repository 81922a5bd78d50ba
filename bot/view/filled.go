package view

import (
	"regexp"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
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
func (s *Speaker) pieces(key string, args []any) (list []piece) {
	filled := make([]any, len(args))
	for i, arg := range args {
		filled[i] = string(firstSlot + rune(i))
		if n, number := arg.(int); number {
			filled[i] = n
		}
	}
	said := s.Text(key, filled...)
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

// rich is a text filled in with elements, such as a person or a day.
func (s *Speaker) rich(key string, elements ...slack.RichTextSectionElement) (list []slack.RichTextSectionElement) {
	args := make([]any, len(elements))
	for _, p := range s.pieces(key, args) {
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
func (s *Speaker) markup(key string, args ...any) string {
	var b strings.Builder
	for _, p := range s.pieces(key, args) {
		if p.slot < 0 {
			b.WriteString(escape(p.words))
			continue
		}
		b.WriteString(args[p.slot].(string))
	}
	return b.String()
}

// bySomebody is a text filled in with a person and what they did, or did it to: as elements,
// and where Slack reads markup.
func (s *Speaker) bySomebody(key, user, what string) (elements []slack.RichTextSectionElement, sentence string) {
	elements = s.rich(key, slack.NewRichTextSectionUserElement(user, nil), bold(what))
	return elements, s.markup(key, s.mention(user), escape(what))
}

// By is a person and a time.
type By struct {
	User string // id
	At   time.Time
}

// by says who did something and when, by a text with a place for each. A person with a
// name is called by it, and mentioned otherwise.
func (s *Speaker) by(key string, by By, name string) []slack.RichTextSectionElement {
	person := slack.RichTextSectionElement(slack.NewRichTextSectionUserElement(by.User, nil))
	if name != "" {
		person = text(cut(name, blockkit.PlaceholderChars))
	}
	return s.rich(key, person, s.date(by.At))
}

// seeMessage leads to a message, where its address is known.
func (s *Speaker) seeMessage(link string) []slack.RichTextSectionElement {
	if link == "" {
		return nil
	}
	return []slack.RichTextSectionElement{text(" "), slack.NewRichTextSectionLinkElement(link, s.Text("label.see-message"), nil)}
}

// day is a day as the language writes it.
func (s *Speaker) day(at time.Time) string { return s.words.Day(at.UTC().Format(time.DateOnly)) }

// date is a day as each reader's Slack writes it.
func (s *Speaker) date(at time.Time) slack.RichTextSectionElement {
	fallback := s.day(at)
	return slack.NewRichTextSectionDateElement(at.Unix(), "{date_short}", nil, &fallback)
}

// moment is a day and an hour as each reader's Slack writes it.
func (s *Speaker) moment(at time.Time) slack.RichTextSectionElement {
	fallback := s.day(at) + at.UTC().Format(" 15:04 UTC")
	return slack.NewRichTextSectionDateElement(at.Unix(), "{date_short_pretty} {time}", nil, &fallback)
}

var userID = regexp.MustCompile(`^[A-Z0-9]+$`)

// mention names a person by their id in text that Slack reads markup in. What is no id is
// called somebody.
func (s *Speaker) mention(user string) string {
	if !userID.MatchString(user) {
		return s.Text(LabelSomebody)
	}
	return "<@" + user + ">"
}
