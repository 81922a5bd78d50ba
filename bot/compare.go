package bot

import (
	"context"

	"precedent/bot/view"
)

// openCompare asks which cases to compare.
func (b *Bot) openCompare(ctx context.Context, to reply, trigger, value string) error {
	s, entries, err := b.pick(ctx, to, value)
	if err != nil {
		return err
	}
	say, entries := b.speakTo(ctx, to), stillThere(entries)
	if len(entries) < 2 {
		return b.sayWhy(ctx, to, view.LabelCompareTwo)
	}
	w := say.CompareWindow(view.Listed(entries), preselected(entries, 2), b.windowState(to, s))
	return b.openWindow(ctx, to, trigger, w, say.Sentence(view.TroubleNoWindow))
}

// pickOrder is a submitted window where cases were chosen.
type pickOrder struct {
	viewID string
	state  pickState
	values []string // of the cases chosen
	to     reply
}

func (b *Bot) readPicked(i *Interaction) pickOrder {
	o := pickOrder{viewID: i.View.ID, values: i.View.State.Values[view.BlockCases][view.InputField].chosen()}
	b.readWindowState(i, &o.state) // a broken one has no cases to choose from, which is answered
	o.to = o.state.reply(i)
	o.to.open = direct(o.state.Channel)
	return o
}

// compareFaults say what is wrong with a choice of cases to compare.
func (b *Bot) compareFaults(i *Interaction) map[string]sentence {
	if n := len(b.readPicked(i).values); n < 2 || n > view.CompareMost {
		return map[string]sentence{view.BlockCases: {view.LabelCompareFew, []any{view.CompareMost}}}
	}
	return nil
}

// compare shows the chosen cases side by side, to who chose them.
func (b *Bot) compare(ctx context.Context, o pickOrder) error {
	say := b.speakTo(ctx, o.to)
	entries, err := b.choices(ctx, o.state, o.to)
	cases, found := casesOf(stillThere(chosen(entries, o.values)))
	few := err == nil && len(cases) < 2
	if err == nil && !few {
		o.to.aside = new(bool)
		err = b.send(ctx, o.to, say.Comparison(cases, pickValue(o.state.Question)(found)))
	}
	outcome := o.to.answered()
	switch {
	case err != nil:
		outcome = b.sentenceFor(err)
	case few:
		outcome = sentence{text: view.LabelCompareTwo}
	default:
		b.lg.Info("bot: compared", "cases", ids(cases), "channel", o.to.channel)
	}
	return b.tell(ctx, say, o.viewID, say.Outcome(view.CallbackCompare, outcome.said(say), ""), outcome, o.to)
}
