// Package home is the bot's Home tab, which shows a person what is kept for them and where to
// begin, and the window where they say where they work. It keeps no cases itself.
package home

import (
	"context"

	"precedent/bot/delivery"
	"precedent/bot/lists"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// Store is what the feature uses of what is kept.
type Store interface {
	List(ctx context.Context, list string) ([]store.Saved, error)
	PublicShares(ctx context.Context, limit int) ([]store.Share, error)
	NewCases(ctx context.Context, limit int) ([]string, error)
	Person(ctx context.Context, user string) (store.Person, error)
	SetPerson(ctx context.Context, user string, p store.Person) error
}

// Feature is the Home tab.
type Feature struct {
	*turn.Host
	kept turn.Kept[Store]
}

// New makes the feature, and lets the host show Home by it.
func New(h *turn.Host, kept Store) *Feature {
	f := &Feature{h, turn.Keep(h, kept)}
	h.OnHome(f.publish)
	return f
}

// Register says what the feature handles.
func (f *Feature) Register(r *turn.Router) {
	r.Event("app_home_opened:home", f.opened)
	r.Action(view.ActionWorkplace, f.openWorkplace)
	r.Form(view.CallbackWorkplace, f.readWorkplace)
}

// sharesRead is how many shares are looked through for those that Home can show.
const sharesRead = 4 * view.HomeRows

// publish shows a person their Home tab as things are now. happened is said
// first, "" for nothing.
func (f *Feature) publish(ctx context.Context, t *turn.Turn, happened string) error {
	say := t.Say(ctx)
	h := view.HomeContent{Happened: happened, Topics: f.Engine.TopicCounts(), Updated: f.Now(), Cases: f.Engine.Library().Len(), Curated: f.Curators != ""}
	if err := f.fill(ctx, say, t, &h); err != nil {
		h.Happened = f.Problem(turn.StoreError(err)).In(say)
		say = say.WithoutMemory() // nothing is to look as if it were gone; search and topics work all the same
	}
	return f.Slack.PublishHome(ctx, t.User, say.Home(h))
}

// fill fills in what is kept.
func (f *Feature) fill(ctx context.Context, say *view.Renderer, t *turn.Turn, h *view.HomeContent) error {
	if !say.Keeps {
		return nil
	}
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return err
	}
	person, err := kept.Person(ctx, t.User)
	if err != nil {
		return err
	}
	h.Workplace = view.Workplace(person)
	saved, err := kept.List(ctx, t.User)
	if err != nil {
		return err
	}
	h.Saved = lists.Entries(f.Engine.Library(), saved)
	shares, err := kept.PublicShares(ctx, sharesRead)
	if err != nil {
		return err
	}
	for _, s := range shares {
		c := f.Engine.Library().Case(s.Case)
		if len(h.Shared) < view.HomeRows && c != nil && f.Channels.Public(ctx, s.Channel) { // it may have been made private since
			h.Shared = append(h.Shared, view.SharedIn{Case: c, Channel: s.Channel, By: view.By{User: s.By, At: s.At}, Link: s.Link})
		}
	}
	fresh, err := kept.NewCases(ctx, view.HomeRows)
	if err != nil {
		return err
	}
	for _, id := range fresh {
		if c := f.Engine.Library().Case(id); c != nil {
			h.New = append(h.New, c)
		}
	}
	return nil
}

// opened shows the Home tab to somebody who opens it.
func (f *Feature) opened(ctx context.Context, t *turn.Turn, _ *delivery.Event) error {
	if err := f.publish(ctx, t, ""); err != nil {
		f.Log.Error("bot: no Home tab", "user", t.User, "err", err)
	}
	return nil
}

// openWorkplace asks a person where they work.
func (f *Feature) openWorkplace(ctx context.Context, t *turn.Turn, _ turn.Press) error {
	var p store.Person
	if kept, err := f.kept.For(ctx, t); err == nil {
		if p, err = kept.Person(ctx, t.User); err != nil {
			return turn.StoreError(err)
		}
	}
	say := t.Say(ctx)
	return t.OpenWindow(ctx, say.WorkplaceWindow(view.Workplace(p)), say.Sentence(view.ProblemNoWindow))
}

// readWorkplace reads the window that asks where a person works, keeps it, and says in the
// window what that does. What the vocabulary does not know says nothing.
func (f *Feature) readWorkplace(w *turn.Submission) turn.Work {
	var person store.Person
	if code := w.Field(view.BlockCountry).Selected.Value; f.Engine.Vocabulary().Places.Country(code) != nil {
		person.Country = code
	}
	if level := w.Field(view.BlockLevel).Selected.Value; f.Engine.Vocabulary().Taxonomy.Level(level) != nil {
		person.Level = level
	}
	return turn.Work{Do: func(ctx context.Context, _ *view.Renderer) (turn.Outcome, error) {
		defer w.RefreshHome(ctx, "")
		kept, err := f.kept.For(ctx, w.Turn)
		if err == nil {
			err = kept.SetPerson(ctx, w.User, person)
		}
		if person == (store.Person{}) {
			return turn.Outcome{Message: turn.Message{Text: "label.workplace-gone"}}, turn.StoreError(err)
		}
		return turn.Outcome{Message: turn.Message{Text: "label.workplace-kept"}}, turn.StoreError(err)
	}}
}
