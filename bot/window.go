package bot

import (
	"context"

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
func (o origin) reply(user string) reply {
	return reply{channel: o.Channel, thread: o.Thread, user: user, responseURL: o.ResponseURL}
}

// submissions are the windows that people submit, by callback id: what is then to be
// done, nil for nothing, and where the person is told if the window is gone.
var submissions = map[string]func(b *Bot, i *Interaction) (work func(context.Context) error, to reply){
	view.CallbackShare: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		s := readShare(i)
		return func(ctx context.Context) error { return b.share(ctx, s) }, s.to
	},
	view.CallbackNote: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		n := readNote(i)
		return func(ctx context.Context) error { return b.annotate(ctx, n) }, n.to
	},
	view.CallbackReason: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		r := readReason(i)
		return func(ctx context.Context) error { return b.explain(ctx, r) }, r.to
	},
	view.CallbackSearch: func(b *Bot, i *Interaction) (func(context.Context) error, reply) {
		s := b.readSearch(i)
		if len(s.faults) > 0 {
			return nil, s.to // the acknowledgement shows them
		}
		return func(ctx context.Context) error { return b.search(ctx, s) }, s.to
	},
}
