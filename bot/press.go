package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"precedent/bot/view"
	"precedent/recommend"
)

// workFor returns what a delivery asks for and where its answer goes; nil for
// what asks nothing of the bot.
func (b *Bot) workFor(d Delivery) (work func(context.Context) error, to reply) {
	switch {
	case d.Command != nil:
		to = reply{channel: d.Command.Channel, user: d.Command.User, responseURL: d.Command.ResponseURL, asked: d.Command.Text}
		text := d.Command.Text
		return func(ctx context.Context) error { return b.ask(ctx, to, text) }, to
	case d.Interaction != nil:
		return b.workForInteraction(d.Interaction)
	case d.Event != nil && d.Event.asks():
		e := d.Event
		to = reply{channel: e.Channel, thread: e.Thread, user: e.User, open: true, follows: e.Thread != ""}
		if to.thread == "" {
			to.thread = e.TS // a question is answered in its thread
		}
		return func(ctx context.Context) error {
			if b.outsiders(ctx, e) {
				to.open, to.guarded = false, true
			}
			return b.ask(ctx, to, e.Text)
		}, to
	case d.Event != nil && d.Event.Type == homeOpened && d.Event.Tab == tabMessages:
		e := d.Event
		return func(ctx context.Context) error { b.suggest(ctx, e); return nil }, reply{user: e.User}
	case d.Event != nil && d.Event.Type == homeOpened && d.Event.Tab == tabHome:
		e := d.Event
		return func(ctx context.Context) error { b.openHome(ctx, e); return nil }, reply{user: e.User}
	case d.Event != nil && d.Event.Type == functionExecuted && d.Event.Function.CallbackID == stepSimilar:
		e := d.Event
		return func(ctx context.Context) error { return b.step(ctx, e) }, to
	case d.Event != nil && d.Event.Type == linkShared:
		e := d.Event
		return func(ctx context.Context) error { b.unfurl(ctx, e); return nil }, reply{user: e.User}
	}
	return nil, to
}

func (b *Bot) workForInteraction(i *Interaction) (work func(context.Context) error, to reply) {
	switch {
	case i.Type == blockActions && len(i.Actions) > 0:
		to = replyToPress(i)
		action := i.Actions[0]
		value := cmp.Or(action.Value, action.Selected.Value)
		return func(ctx context.Context) error { return b.press(ctx, to, i.TriggerID, action.ID, value) }, to
	case i.Type == viewSubmission && submissions[i.View.CallbackID] != nil:
		work, to = submissions[i.View.CallbackID](b, i)
		if len(b.faults(i)) > 0 {
			return nil, to // the acknowledgement shows them
		}
		return work, to
	case i.Type == messageShortcut && i.CallbackID == shortcutSimilar:
		to = replyToPress(i).private()
		to.quoted = true
		return func(ctx context.Context) error { return b.similarTo(ctx, to, i) }, to
	case i.Type == globalShortcut && i.CallbackID == shortcutSearch:
		to = reply{user: i.User.ID}
		return func(ctx context.Context) error { return b.openSearch(ctx, to, i.TriggerID, refineState{}) }, to
	}
	return nil, to
}

// replyToPress answers a press privately to who pressed, except in a direct
// message with the bot, where everything is private already and should stay.
func replyToPress(i *Interaction) reply {
	to := reply{
		channel:     cmp.Or(i.Channel.ID, i.Container.Channel),
		thread:      cmp.Or(i.Message.Thread, i.Container.Thread),
		user:        i.User.ID,
		responseURL: i.ResponseURL,
	}
	to.home = i.View.Type == "home"
	to.open = strings.HasPrefix(to.channel, "D") && !i.Container.Ephemeral
	return to
}

// press does what a button says. Its value comes from outside and may be old.
func (b *Bot) press(ctx context.Context, to reply, trigger, actionID, value string) error {
	action, rest, _ := strings.Cut(actionID, ":")
	switch action {
	case view.ActionMore:
		q, offset, err := readMore(value)
		if err != nil {
			return b.oldButton(ctx, to, err)
		}
		return b.more(ctx, to, q, offset)
	case view.ActionBrowse:
		return b.browse(ctx, to, value)
	case view.ActionTopic:
		if err := b.browse(ctx, to, value); err != nil {
			return err
		}
		b.refreshHome(ctx, to.user, b.speak(ctx, to.user).Text(view.LabelAnswerInDM))
		return nil
	case view.ActionSearch:
		return b.openSearch(ctx, to, trigger, refineState{})
	case view.ActionRefine:
		var before refineState
		if err := json.Unmarshal([]byte(value), &before); err != nil {
			b.lg.Info("bot: button not understood", "err", err)
		}
		return b.openSearch(ctx, to, trigger, before)
	case view.ActionCompare:
		return b.openCompare(ctx, to, trigger, value)
	case view.ActionShareCompare:
		return b.openShareCompare(ctx, to, trigger, value)
	case view.ActionBrief:
		return b.openBrief(ctx, to, trigger, value)
	case view.ActionPlace:
		return b.openPlace(ctx, to, trigger)
	case view.ActionWatch:
		return b.watch(ctx, to, firstCharacters(value, maxWatched))
	case view.ActionUnwatch:
		to.replace = view.InList(rest)
		return b.unwatch(ctx, to, value)
	case view.ActionNews:
		return b.moreNews(ctx, to, value)
	case view.ActionFeedback:
		return b.feedback(ctx, to, trigger, value)
	case view.ActionList:
		if err := b.showList(ctx, to, 0, ""); err != nil || !to.home {
			return err
		}
		b.refreshHome(ctx, to.user, b.speak(ctx, to.user).Text(view.LabelListInDM))
		return nil
	case view.ActionPage:
		to.replace = true
		return b.showList(ctx, to, readOffset(value), "")
	case view.ActionRemove:
		return b.remove(ctx, to, value, readOffset(rest))
	case view.ActionEdit:
		return b.openNote(ctx, to, trigger, value, rest)
	case view.ActionShare, view.ActionSave, view.ActionLike, view.ActionDetails:
	default:
		return b.send(ctx, to.private(), b.speak(ctx, to.user).Sentence(view.TroubleOldButton))
	}
	c := b.engine.Library().Case(value)
	if c == nil {
		return b.sayWhy(ctx, to, view.TroubleCaseGone) // a Home brought up to date shows it no longer
	}
	switch action {
	case view.ActionSave:
		return b.save(ctx, to, c)
	case view.ActionLike:
		if err := b.recommend(ctx, to, recommend.Request{Like: c.ID}); err != nil || !to.home {
			return err
		}
		b.refreshHome(ctx, to.user, b.speak(ctx, to.user).Text(view.LabelAnswerInDM))
		return nil
	case view.ActionDetails:
		say := b.speak(ctx, to.user)
		return b.openWindow(ctx, to, trigger, say.Details(c), say.PlainDetails(c))
	default:
		return b.openShare(ctx, to, trigger, c)
	}
}

// oldButton says that the value of a button cannot be read, such as of one from long ago.
func (b *Bot) oldButton(ctx context.Context, to reply, err error) error {
	b.lg.Info("bot: button not understood", "err", err)
	return b.send(ctx, to.private(), b.speak(ctx, to.user).Sentence(view.TroubleOldButton))
}

// sayWhy says where a button was pressed why nothing comes of it: in Home, or privately.
func (b *Bot) sayWhy(ctx context.Context, to reply, text string) error {
	say := b.speak(ctx, to.user)
	if to.home {
		return b.publishHome(ctx, to.user, say.Text(text))
	}
	return b.send(ctx, to.private(), say.Sentence(text))
}

// moreState is what a Show More button holds.
type moreState struct {
	Offset int             `json:"o"`
	Query  json.RawMessage `json:"q"`
}

// maxMoreQuery keeps the value under the 2,000 characters of a button, and
// small enough that it does not crowd out the cases of a message.
const maxMoreQuery = 1200

// moreValue returns the value of the Show More button under an answer that
// shows so many of its cases, "" where there is nothing more to show.
func (b *Bot) moreValue(a recommend.Answer) func(shown int) string {
	return func(shown int) string {
		next := a.Offset + shown
		if next >= a.Total {
			return ""
		}
		return b.pageValue(a.Query, next)
	}
}

// widenValue returns the value of a button that asks again without limits, ""
// where that would not help.
func (b *Bot) widenValue(a recommend.Answer) string {
	if a.Outside == 0 {
		return ""
	}
	q := a.Query
	q.Limits = recommend.Filter{}
	return b.pageValue(q, 0)
}

// pageValue is the value of a button that shows the cases from offset on.
func (b *Bot) pageValue(q recommend.Query, offset int) string {
	encoded, err := q.Encode(maxMoreQuery)
	if err == nil {
		var value []byte
		if value, err = json.Marshal(moreState{offset, json.RawMessage(encoded)}); err == nil {
			return string(value)
		}
	}
	b.lg.Error("bot: no button for more cases", "err", err)
	return ""
}

// maxOffset is how far an answer can be turned: farther than any library goes.
const maxOffset = 100_000_000

func readMore(value string) (recommend.Query, int, error) {
	var s moreState
	if err := json.Unmarshal([]byte(value), &s); err != nil {
		return recommend.Query{}, 0, fmt.Errorf("read button: %w", err)
	}
	if s.Offset < 0 || s.Offset > maxOffset {
		return recommend.Query{}, 0, fmt.Errorf("read button: offset %d", s.Offset)
	}
	q, err := recommend.DecodeQuery(string(s.Query))
	return q, s.Offset, err
}
