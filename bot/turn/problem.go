package turn

import (
	"context"
	"errors"
	"log/slog"

	"github.com/slack-go/slack"

	"precedent/bot/slackapi"
	"precedent/bot/state"
	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/recommend"
)

// What people are told of in words of their own.
var (
	// ErrNotKept says that the bot keeps nothing.
	ErrNotKept = errors.New("nothing is kept")
	// ErrOutsider says that somebody of another organisation asked for what the team keeps.
	ErrOutsider = errors.New("kept for another organisation's people")
	// ErrWhoReads says that Slack fails for now and does not say who reads a channel.
	ErrWhoReads = errors.New("slack does not say who reads the channel")
)

// Message is a text of package view with what it is filled in with.
type Message struct {
	Text string
	Args []any

	unknown *recommend.FilterError // what the message is filled in with: a value that is not known; nil for none
}

// In is the message in somebody's language.
func (m Message) In(say *view.Renderer) string {
	m = m.filledIn(say)
	return say.Text(m.Text, m.Args...)
}

// Post is the message as one to be sent, in somebody's language.
func (m Message) Post(say *view.Renderer) view.Post {
	m = m.filledIn(say)
	return say.Sentence(m.Text, m.Args...)
}

// filledIn says what is not known, and names the known values that are like it. Both depend on the
// language.
func (m Message) filledIn(say *view.Renderer) Message {
	if m.unknown == nil {
		return m
	}
	said := say.Unknown(m.unknown)
	if near := say.Nearest(m.unknown); len(near) > 0 {
		return Message{Text: "problem.filter-try", Args: []any{said, say.Either(near)}}
	}
	return Message{Text: m.Text, Args: []any{said}}
}

// storeError is a failure to keep or to read what is kept.
type storeError struct{ error }

func (e storeError) Unwrap() error { return e.error }

// StoreError marks the error of a store, so that the person is told what failed.
func StoreError(err error) error {
	if err == nil || errors.Is(err, ErrNotKept) || errors.Is(err, ErrOutsider) || errors.Is(err, store.ErrFull) {
		return err
	}
	return storeError{err}
}

// Problems turns errors into messages for people.
type Problems struct {
	log       *slog.Logger
	reference func() string
}

// Problem turns an error into a message for a person with the next step. What it does not
// know is logged in full under the reference that the message gives.
func (p *Problems) Problem(err error) Message {
	if known := knownProblem(err); known.Text != "" {
		var filter *recommend.FilterError
		if errors.As(err, &filter) { // its value is what a person typed
			p.log.Info("bot: not answered", "unknown", filter.Field)
		} else {
			p.log.Info("bot: not answered", "err", err)
		}
		return known
	}
	ref := p.reference()
	p.log.Error("bot: failed", "reference", ref, "err", err)
	if errors.Is(err, store.ErrGone) {
		return Message{Text: "problem.store-gone", Args: []any{ref}}
	}
	if errors.As(err, new(storeError)) {
		return Message{Text: "problem.store", Args: []any{ref}}
	}
	return Message{Text: "problem.internal", Args: []any{ref}}
}

// refusals say in plain words what Slack's refusals mean; the first that fits.
var refusals = []struct {
	means slackapi.Meaning
	text  string
}{
	{slackapi.NotMember, "problem.not-in-channel"},
	{slackapi.NoChannel, view.ProblemNoChannel},
	{slackapi.Archived, "problem.archived"},
	{slackapi.NotAllowed, "problem.restricted"},
	{slackapi.RateLimited, "problem.rate-limited"},
	{slackapi.TooLate, "problem.expired"},
	{slackapi.UnknownToken | slackapi.EndedToken | slackapi.WrongToken | slackapi.NoAccess, "problem.auth"},
}

func knownProblem(err error) Message {
	var filter *recommend.FilterError
	switch {
	case errors.As(err, &filter):
		return FilterMessage(filter)
	case errors.Is(err, state.ErrUnreadable):
		return Message{Text: view.ProblemOldButton}
	case errors.Is(err, ErrNotKept):
		return Message{Text: "problem.not-kept"}
	case errors.Is(err, ErrOutsider):
		return Message{Text: "problem.outsider"}
	case errors.Is(err, store.ErrFull):
		return Message{Text: "problem.full"}
	case errors.Is(err, slackapi.ErrUnsure), errors.Is(err, ErrWhoReads):
		return Message{Text: "problem.unsure"}
	case errors.Is(err, context.DeadlineExceeded):
		return Message{Text: view.ProblemBusy}
	case errors.Is(err, recommend.ErrEmptyPeriod):
		return Message{Text: view.ProblemPeriod}
	case slackapi.Means(err, slackapi.NoScope):
		return scopeMessage(err)
	}
	for _, r := range refusals {
		if slackapi.Means(err, r.means) {
			return Message{Text: r.text}
		}
	}
	return Message{}
}

// scopeMessage says which permission is missing, where Slack says it.
func scopeMessage(err error) Message {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && refused.Needed != "" {
		return Message{Text: "problem.scope", Args: []any{refused.Needed}}
	}
	return Message{Text: "problem.some-scope"}
}

// FilterMessage says which limit is not known, and what is like it.
func FilterMessage(e *recommend.FilterError) Message {
	if e.Field == "case" {
		return Message{Text: view.ProblemCaseGone}
	}
	if recommend.YearField(e.Field) {
		return Message{Text: "problem.year", Args: []any{e.Value, e.Field}}
	}
	return Message{Text: "problem.filter-use", unknown: e}
}
