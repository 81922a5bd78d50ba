package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"precedent/bot/view"
)

// origin is where a person was when they opened a window. It travels in the window's
// state.
type origin struct {
	Channel     string `json:"h,omitempty"` // "" outside any conversation
	Thread      string `json:"t,omitempty"`
	ResponseURL string `json:"r,omitempty"`
}

func (r reply) origin() origin { return origin{r.channel, r.thread, r.responseURL} }

// reply goes privately to who was there.
func (o origin) reply(i *Interaction) reply {
	return reply{channel: o.Channel, thread: o.Thread, user: i.User.ID, from: i.affiliation(), responseURL: o.ResponseURL}
}

// windowState is the state of a window for the person that a reply goes to.
func (b *Bot) windowState(to reply, state any) string {
	return b.seal.Close(to.user, encoded(state))
}

// readWindowState reads the state of a submitted window. One that was not made for who
// submitted it is left as it is, and so is what cannot be read.
func (b *Bot) readWindowState(i *Interaction, state any) {
	sealed, err := b.seal.Open(i.User.ID, i.View.PrivateMetadata)
	if err == nil {
		err = json.Unmarshal([]byte(sealed), state)
	}
	if err != nil {
		b.lg.Info("bot: window not understood", "callback", i.View.CallbackID, "err", err)
	}
}

// unreadable tells whether a submitted window has a state that was not made for who
// submitted it, or by a bot with another token.
func (b *Bot) unreadable(i *Interaction) bool {
	if i.View.PrivateMetadata == "" {
		return false
	}
	_, err := b.seal.Open(i.User.ID, i.View.PrivateMetadata)
	return err != nil
}

// oldWindow says in a window that cannot be read to open it anew, with what was typed.
func (b *Bot) oldWindow(ctx context.Context, to reply, i *Interaction) error {
	say, outcome := b.speakTo(ctx, to), sentence{text: view.TroubleOldWindow}
	return b.tell(ctx, say, i.View.ID, say.Outcome(i.View.CallbackID, outcome.said(say), typed(i)), outcome, to)
}

// answered says in a window where the answer to it is.
func (r reply) answered() sentence {
	if r.channel == "" || r.aside != nil && *r.aside {
		return sentence{text: view.LabelAnswerInDM}
	}
	return sentence{text: view.LabelAnswerBelow}
}

// submissions are the windows that people submit, by callback id: what is then to be
// done, and where the person is told if the window is gone.
var submissions = map[string]func(b *Bot, i *Interaction) (work func(context.Context) error, to reply){
	view.CallbackShare: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		s := b.readShare(i)
		return func(ctx context.Context) error { return b.share(ctx, s) }, s.to
	},
	view.CallbackNote: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		n := b.readNote(i)
		return func(ctx context.Context) error { return b.annotate(ctx, n) }, n.to
	},
	view.CallbackReason: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		r := b.readReason(i)
		return func(ctx context.Context) error { return b.explain(ctx, r) }, r.to
	},
	view.CallbackSearch: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		s := b.readSearch(i)
		return func(ctx context.Context) error { return b.search(ctx, s) }, s.to
	},
	view.CallbackCompare: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		o := b.readPicked(i)
		return func(ctx context.Context) error { return b.compare(ctx, o) }, o.to
	},
	view.CallbackBrief: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		o := b.readBrief(i)
		return func(ctx context.Context) error { return b.brief(ctx, o) }, o.to
	},
	view.CallbackPlace: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		o := b.readPlace(i)
		return func(ctx context.Context) error { return b.setPlace(ctx, o) }, o.to
	},
}

// faults are, by block, what a submitted window cannot be taken with. They are shown
// beside its fields, and it stays open.
func (b *Bot) faults(i *Interaction) map[string]sentence {
	if b.unreadable(i) {
		return nil // which is told instead
	}
	switch i.View.CallbackID {
	case view.CallbackSearch:
		return b.readSearch(i).faults
	case view.CallbackCompare:
		return b.compareFaults(i)
	}
	return nil
}

// tell says how something went, in its window or, where that is gone, to the
// person.
func (b *Bot) tell(ctx context.Context, say *view.Renderer, viewID string, w slack.ModalViewRequest, outcome sentence, to reply) error {
	if b.showInWindow(ctx, viewID, w) {
		return nil
	}
	if err := b.send(ctx, to.private(), outcome.in(say)); err != nil {
		return fmt.Errorf("say how it went: %w", err)
	}
	return nil
}
