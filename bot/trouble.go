package bot

import (
	"context"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/slackapi"
	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/recommend"
)

// trouble tells a person that something went wrong and what to do, by the way
// that is most likely to work: privately, and as a direct message if need be.
func (b *Bot) trouble(ctx context.Context, to reply, cause error) {
	// The time for the work itself may be over.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tellTimeout)
	defer cancel()
	say := b.speakTo(ctx, to)
	what := b.sentenceFor(cause)
	if !direct(to.channel) { // a direct message with the bot is private already
		to = to.private()
	}
	err := b.sayTrouble(ctx, to, say.WithQuestion(what.in(say), to.asked))
	switch pause, limited := slackapi.Pause(err); {
	case limited, errors.Is(err, slackapi.ErrNotCalled):
		b.tellLater(to, what, pause)
	case err != nil:
		b.lg.Error("bot: could not tell the person", "user", to.user, "err", err)
	}
}

// sentence is a text of package view with what it is filled in with.
type sentence struct {
	text string
	args []any
}

// said is the sentence in somebody's language.
func (s sentence) said(say *view.Renderer) string { return say.Text(s.text, s.args...) }

// in is the message of a sentence in somebody's language.
func (s sentence) in(say *view.Renderer) view.Post { return say.Sentence(s.text, s.args...) }

// sentenceFor turns an error into a sentence for a person with the next step.
// What it does not know is logged in full under the reference that the
// sentence gives.
func (b *Bot) sentenceFor(err error) sentence {
	if known := knownTrouble(err); known.text != "" {
		var filter *recommend.FilterError
		if errors.As(err, &filter) { // its value is what a person typed
			b.lg.Info("bot: not answered", "unknown", filter.Field)
		} else {
			b.lg.Info("bot: not answered", "err", err)
		}
		return known
	}
	ref := b.reference()
	b.lg.Error("bot: failed", "reference", ref, "err", err)
	if errors.Is(err, store.ErrGone) {
		return sentence{view.TroubleStoreGone, []any{ref}}
	}
	if errors.As(err, new(memoryError)) {
		return sentence{view.TroubleStore, []any{ref}}
	}
	return sentence{view.TroubleInternal, []any{ref}}
}

// slackTrouble says in plain words what Slack's refusals mean; the first that fits.
var slackTrouble = []struct {
	means slackapi.Meaning
	text  string
}{
	{slackapi.NotMember, view.TroubleNotInChannel},
	{slackapi.NoChannel, view.TroubleNoChannel},
	{slackapi.Archived, view.TroubleArchived},
	{slackapi.NotAllowed, view.TroubleRestricted},
	{slackapi.RateLimited, view.TroubleRateLimited},
	{slackapi.TooLate, view.TroubleExpired},
	{slackapi.UnknownToken | slackapi.EndedToken | slackapi.WrongToken | slackapi.NoAccess, view.TroubleAuth},
}

func knownTrouble(err error) sentence {
	var filter *recommend.FilterError
	switch {
	case errors.As(err, &filter):
		return filterSentence(filter)
	case errors.Is(err, errOldButton):
		return sentence{text: view.TroubleOldButton}
	case errors.Is(err, errNotKept):
		return sentence{text: view.TroubleNotKept}
	case errors.Is(err, errOutsider):
		return sentence{text: view.TroubleOutsider}
	case errors.Is(err, store.ErrFull):
		return sentence{text: view.TroubleFull}
	case errors.Is(err, ErrUnsure), errors.Is(err, errWhoReads):
		return sentence{text: view.TroubleUnsure}
	case errors.Is(err, context.DeadlineExceeded):
		return sentence{text: view.TroubleBusy}
	case errors.Is(err, recommend.ErrEmptyPeriod):
		return sentence{text: view.TroublePeriod}
	case slackapi.Means(err, slackapi.NoScope):
		return scopeSentence(err)
	}
	for _, t := range slackTrouble {
		if slackapi.Means(err, t.means) {
			return sentence{text: t.text}
		}
	}
	return sentence{}
}

// scopeSentence says which permission is missing, where Slack says it.
func scopeSentence(err error) sentence {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && refused.Needed != "" {
		return sentence{view.TroubleScope, []any{refused.Needed}}
	}
	return sentence{text: view.TroubleSomeScope}
}

func filterSentence(e *recommend.FilterError) sentence {
	if e.Field == "case" {
		return sentence{text: view.TroubleCaseGone}
	}
	if recommend.YearField(e.Field) {
		return sentence{view.TroubleYear, []any{e.Value, e.Field}}
	}
	if len(e.Nearest) > 0 {
		return sentence{view.TroubleFilterTry, []any{e.Field, e.Value, strings.Join(e.Nearest, ", ")}}
	}
	return sentence{view.TroubleFilterUse, []any{e.Field, e.Value}}
}
