package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"precedent/bot/delivery"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// workFor returns what a delivery asks for and where its answer goes; nil for
// what asks nothing of the bot.
func (b *Bot) workFor(d Delivery) (work func(context.Context) error, to reply) {
	switch {
	case d.Command != nil:
		to = reply{channel: conversation(d.Command.Channel), user: d.Command.User, from: d.Command.affiliation(), responseURL: d.Command.ResponseURL, asked: delivery.Plain(d.Command.Text)}
		return func(ctx context.Context) error { return b.ask(ctx, to, delivery.Words{Own: to.asked}) }, to
	case d.Interaction != nil:
		return b.workForInteraction(d.Interaction)
	case d.Event != nil && d.Event.asks():
		e := d.Event
		// A question is answered in its thread.
		to = reply{channel: conversation(e.Channel), thread: cmp.Or(e.Thread, e.TS), user: e.User, from: e.affiliation(), open: true, follows: e.Thread != ""}
		to.fresh = to.thread == e.TS
		return func(ctx context.Context) error { return b.answerEvent(ctx, to, e) }, to
	case d.Event != nil && d.Event.Type == homeOpened && d.Event.Tab == tabMessages:
		e := d.Event
		return func(ctx context.Context) error { b.suggest(ctx, e); return nil }, reply{user: e.User}
	case d.Event != nil && d.Event.Type == homeOpened && d.Event.Tab == tabHome:
		e := d.Event
		to = reply{user: e.User, from: e.affiliation()}
		return func(ctx context.Context) error { b.openHome(ctx, to); return nil }, to
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
	case i.Type == viewSubmission && submissions[i.View.CallbackID] != nil && b.unreadable(i):
		to = reply{user: i.User.ID, from: i.affiliation()}
		return func(ctx context.Context) error { return b.oldWindow(ctx, to, i) }, to
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
		to = reply{user: i.User.ID, from: i.affiliation()}
		return func(ctx context.Context) error { return b.openSearch(ctx, to, i.TriggerID, refineState{}) }, to
	}
	return nil, to
}

// replyToPress answers a press privately to who pressed, except in a direct
// message with the bot, where everything is private already and should stay.
func replyToPress(i *Interaction) reply {
	to := reply{
		channel:     conversation(cmp.Or(i.Channel.ID, i.Container.Channel)),
		thread:      cmp.Or(i.Message.Thread, i.Container.Thread),
		user:        i.User.ID,
		from:        i.affiliation(),
		responseURL: i.ResponseURL,
	}
	to.home = i.View.Type == "home"
	to.open = strings.HasPrefix(to.channel, "D") && !i.Container.Ephemeral
	return to
}

// pressed is a button that somebody pressed, or an option that they chose in a menu. Its
// value comes from outside and may be old.
type pressed struct {
	to      reply
	trigger string // opens a window, for three seconds
	value   string
	rest    string // of the action's id behind its name, such as a place in a list
}

// presses are the actions that people can take, by the names of package view, and what
// each does. There is no other: what stands here in no line does nothing.
var presses = map[string]func(b *Bot, ctx context.Context, p pressed) error{
	view.ActionMore: func(b *Bot, ctx context.Context, p pressed) error {
		q, offset, err := readMore(p.value)
		if err != nil {
			return b.oldButton(ctx, p.to, err)
		}
		return b.more(ctx, p.to, q, offset)
	},
	view.ActionBrowse: func(b *Bot, ctx context.Context, p pressed) error { return b.browse(ctx, p.to, p.value) },
	view.ActionTopic: func(b *Bot, ctx context.Context, p pressed) error {
		return b.andInHome(ctx, p.to, view.LabelAnswerInDM, b.browse(ctx, p.to, p.value))
	},
	view.ActionSearch: func(b *Bot, ctx context.Context, p pressed) error {
		return b.openSearch(ctx, p.to, p.trigger, refineState{})
	},
	view.ActionRefine: func(b *Bot, ctx context.Context, p pressed) error {
		var before refineState
		if err := json.Unmarshal([]byte(p.value), &before); err != nil {
			b.lg.Info("bot: button not understood", "err", err)
		}
		return b.openSearch(ctx, p.to, p.trigger, before)
	},
	view.ActionCompare: func(b *Bot, ctx context.Context, p pressed) error {
		return b.openCompare(ctx, p.to, p.trigger, p.value)
	},
	view.ActionShareCompare: func(b *Bot, ctx context.Context, p pressed) error {
		return b.openShareCompare(ctx, p.to, p.trigger, p.value)
	},
	view.ActionBrief: func(b *Bot, ctx context.Context, p pressed) error { return b.openBrief(ctx, p.to, p.trigger, p.value) },
	view.ActionPlace: func(b *Bot, ctx context.Context, p pressed) error { return b.openPlace(ctx, p.to, p.trigger) },
	view.ActionWatch: func(b *Bot, ctx context.Context, p pressed) error {
		return b.watch(ctx, p.to, firstCharacters(p.value, maxWatched))
	},
	view.ActionUnwatch: func(b *Bot, ctx context.Context, p pressed) error {
		p.to.replace = view.InList(p.rest)
		return b.unwatch(ctx, p.to, p.value)
	},
	view.ActionNews: func(b *Bot, ctx context.Context, p pressed) error { return b.moreNews(ctx, p.to, p.value) },
	view.ActionFeedback: func(b *Bot, ctx context.Context, p pressed) error {
		return b.feedback(ctx, p.to, p.trigger, p.value)
	},
	view.ActionList: func(b *Bot, ctx context.Context, p pressed) error {
		return b.andInHome(ctx, p.to, view.LabelListInDM, b.showList(ctx, p.to, 0, ""))
	},
	view.ActionPage: func(b *Bot, ctx context.Context, p pressed) error {
		p.to.replace = true
		return b.showList(ctx, p.to, readOffset(p.value), "")
	},
	view.ActionRemove: func(b *Bot, ctx context.Context, p pressed) error {
		return b.remove(ctx, p.to, p.value, readOffset(p.rest))
	},
	view.ActionEdit: func(b *Bot, ctx context.Context, p pressed) error {
		return b.openNote(ctx, p.to, p.trigger, p.value, p.rest)
	},
	view.ActionSave: onCase(func(b *Bot, ctx context.Context, p pressed, c *corpus.Case) error { return b.save(ctx, p.to, c) }),
	view.ActionLike: onCase(func(b *Bot, ctx context.Context, p pressed, c *corpus.Case) error {
		return b.andInHome(ctx, p.to, view.LabelAnswerInDM, b.recommend(ctx, p.to, recommend.Request{Like: c.ID}))
	}),
	view.ActionDetails: onCase(func(b *Bot, ctx context.Context, p pressed, c *corpus.Case) error {
		say := b.speakTo(ctx, p.to)
		return b.openWindow(ctx, p.to, p.trigger, say.Details(c), say.PlainDetails(c))
	}),
	view.ActionShare: onCase(func(b *Bot, ctx context.Context, p pressed, c *corpus.Case) error {
		return b.openShare(ctx, p.to, p.trigger, c)
	}),
}

// onCase is for buttons whose value is the id of a case.
func onCase(do func(b *Bot, ctx context.Context, p pressed, c *corpus.Case) error) func(*Bot, context.Context, pressed) error {
	return func(b *Bot, ctx context.Context, p pressed) error {
		c := b.engine.Library().Case(p.value)
		if c == nil {
			return b.sayWhy(ctx, p.to, view.TroubleCaseGone) // a Home brought up to date shows it no longer
		}
		return do(b, ctx, p, c)
	}
}

// press does what a button says.
func (b *Bot) press(ctx context.Context, to reply, trigger, actionID, value string) error {
	action, rest, _ := strings.Cut(actionID, ":")
	if do := presses[action]; do != nil {
		return do(b, ctx, pressed{to, trigger, value, rest})
	}
	return b.oldButton(ctx, to, fmt.Errorf("no action %q", firstCharacters(action, maxID)))
}

// andInHome says in Home, if the button stands there, where the answer is, once it is.
func (b *Bot) andInHome(ctx context.Context, to reply, where string, err error) error {
	if err == nil && to.home {
		b.refreshHome(ctx, to, b.speakTo(ctx, to).Text(where))
	}
	return err
}

// oldButton says that the value of a button cannot be read, such as of one from long ago.
func (b *Bot) oldButton(ctx context.Context, to reply, err error) error {
	b.lg.Info("bot: button not understood", "err", err)
	return b.send(ctx, to.private(), b.speakTo(ctx, to).Sentence(view.TroubleOldButton))
}

// sayWhy says where a button was pressed why nothing comes of it: in Home, or privately.
func (b *Bot) sayWhy(ctx context.Context, to reply, text string) error {
	say := b.speakTo(ctx, to)
	if to.home {
		return b.publishHome(ctx, to, say.Text(text))
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
