package bot

import (
	"context"

	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/recommend"
)

// openPlace asks a person where they work.
func (b *Bot) openPlace(ctx context.Context, to reply, trigger string) error {
	p, err := b.memoryOf(ctx, to).Person(ctx, to.user)
	if err != nil {
		return kept(err)
	}
	say := b.speakTo(ctx, to)
	return b.openWindow(ctx, to, trigger, say.PlaceWindow(view.Place(p)), say.Sentence(view.TroubleNoWindow))
}

// placeOrder is the submitted window that asks where a person works.
type placeOrder struct {
	viewID string
	person store.Person
	to     reply
}

// readPlace reads that window. What the vocabulary does not know says nothing.
func (b *Bot) readPlace(i *Interaction) placeOrder {
	field := func(block string) string { return i.View.State.Values[block][view.InputField].Selected.Value }
	o := placeOrder{viewID: i.View.ID, to: reply{user: i.User.ID, from: i.affiliation()}}
	if code := field(view.BlockCountry); b.engine.Vocabulary().Places.Country(code) != nil {
		o.person.Country = code
	}
	if level := field(view.BlockLevel); b.engine.Vocabulary().Taxonomy.Level(level) != nil {
		o.person.Level = level
	}
	return o
}

// setPlace keeps where a person works, and says in the window what that does.
func (b *Bot) setPlace(ctx context.Context, o placeOrder) error {
	say := b.speakTo(ctx, o.to)
	outcome := sentence{text: view.LabelPlaceKept}
	if o.person == (store.Person{}) {
		outcome = sentence{text: view.LabelPlaceGone}
	}
	if err := b.memoryOf(ctx, o.to).SetPerson(ctx, o.to.user, o.person); err != nil {
		outcome = b.sentenceFor(kept(err))
	}
	b.refreshHome(ctx, o.to, "")
	return b.tell(ctx, say, o.viewID, say.Outcome(view.CallbackPlace, outcome.said(say), ""), outcome, o.to)
}

// homeOf is where the person works who alone sees an answer. What everybody in a channel
// sees is nobody's in particular, and does not give away where somebody works.
func (b *Bot) homeOf(ctx context.Context, to reply) recommend.Home {
	if to.open && !direct(to.channel) {
		return recommend.Home{}
	}
	p, err := b.memoryOf(ctx, to).Person(ctx, to.user)
	if err != nil {
		b.lg.Error("bot: answered without where the person works", "err", err)
	}
	return recommend.Home(p)
}
