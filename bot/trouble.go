package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/view"
	"precedent/recommend"
)

// trouble tells a person that something went wrong and what to do, by the way
// that is most likely to work: privately, and as a direct message if need be.
func (b *Bot) trouble(ctx context.Context, to reply, cause error) {
	// The time for the work itself may be over.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tellTimeout)
	defer cancel()
	p := view.Sentence(b.sentenceFor(cause)).WithQuestion(to.asked)
	if err := b.send(ctx, to.private(), p); err != nil {
		b.lg.Error("bot: could not tell the person", "user", to.user, "err", err)
	}
}

// sentenceFor turns an error into a sentence for a person with the next step.
// What it does not know is logged in full under the reference that the
// sentence gives.
func (b *Bot) sentenceFor(err error) string {
	if sentence := knownTrouble(err); sentence != "" {
		var filter *recommend.FilterError
		if errors.As(err, &filter) { // its value is what a person typed
			b.lg.Info("bot: not answered", "unknown", filter.Field)
		} else {
			b.lg.Info("bot: not answered", "err", err)
		}
		return sentence
	}
	ref := b.reference()
	b.lg.Error("bot: failed", "reference", ref, "err", err)
	return fmt.Sprintf(view.TroubleInternal, ref)
}

// slackTrouble says in plain words what Slack's refusals mean.
var slackTrouble = map[string]string{
	"not_in_channel":            view.TroubleNotInChannel,
	"channel_not_found":         view.TroubleNoChannel,
	"is_archived":               view.TroubleArchived,
	"restricted_action":         view.TroubleRestricted,
	"ratelimited":               view.TroubleRateLimited,
	"rate_limited":              view.TroubleRateLimited,
	"expired_trigger_id":        view.TroubleExpired,
	"trigger_expired":           view.TroubleExpired,
	"invalid_trigger_id":        view.TroubleExpired,
	"exchanged_trigger_id":      view.TroubleExpired,
	"invalid_auth":              view.TroubleAuth,
	"account_inactive":          view.TroubleAuth,
	"token_revoked":             view.TroubleAuth,
	"not_authed":                view.TroubleAuth,
	"token_expired":             view.TroubleAuth,
	"access_denied":             view.TroubleAuth,
	"team_access_not_granted":   view.TroubleAuth,
	"restricted_action_thread":  view.TroubleRestricted,
	"restricted_action_message": view.TroubleRestricted,
}

func knownTrouble(err error) string {
	var filter *recommend.FilterError
	var limited *slack.RateLimitedError
	var refused slack.SlackErrorResponse
	switch {
	case errors.As(err, &filter):
		return filterSentence(filter)
	case errors.As(err, &limited):
		return view.TroubleRateLimited
	case errors.Is(err, ErrUnsure):
		return view.TroubleUnsure
	case errors.Is(err, context.DeadlineExceeded):
		return view.TroubleBusy
	case errors.Is(err, recommend.ErrEmptyPeriod):
		return view.TroublePeriod
	case errors.As(err, &refused) && refused.Err == "missing_scope" && refused.Needed == "":
		return view.TroubleSomeScope
	case errors.As(err, &refused) && refused.Err == "missing_scope":
		return fmt.Sprintf(view.TroubleScope, refused.Needed)
	case errors.As(err, &refused):
		return slackTrouble[refused.Err]
	}
	return ""
}

func filterSentence(e *recommend.FilterError) string {
	if e.Field == "case" {
		return view.TroubleCaseGone
	}
	if e.Field == "since" || e.Field == "until" {
		return fmt.Sprintf(view.TroubleYear, e.Value, e.Field)
	}
	sentence := fmt.Sprintf(view.TroubleFilter, e.Field, e.Value)
	if len(e.Nearest) > 0 {
		return sentence + fmt.Sprintf(view.TroubleFilterTry, strings.Join(e.Nearest, ", "))
	}
	return sentence + view.TroubleFilterUse
}

// hasCode tells whether an error is Slack's refusal with one of these codes.
func hasCode(err error, codes ...string) bool {
	var refused slack.SlackErrorResponse
	return errors.As(err, &refused) && slices.Contains(codes, refused.Err)
}
