// Package answer answers problems with similar cases: those that people type, mention the
// bot with, send to it, pick on a colleague's message or fill into the search form, and
// those of workflows. It shows further cases, refines in a thread, takes feedback, and shows
// cases below links to them. What becomes of cases after that is for other features.
package answer

import (
	"context"

	"precedent/bot/delivery"
	"precedent/bot/share"
	"precedent/bot/state"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// Store is what the feature uses of what is kept.
type Store interface {
	threadStore
	feedbackStore
	Person(ctx context.Context, user string) (store.Person, error)
}

// Feature answers problems.
type Feature struct {
	*turn.Host
	router  *turn.Router
	kept    turn.Kept[Store]
	threads threads
	status  status
	shares  *share.Feature
	parts   []interface{ register(*turn.Router) }
}

// New makes the feature. shares tells it which cases a channel has seen already.
func New(h *turn.Host, kept Store, shares *share.Feature) *Feature {
	return &Feature{
		Host: h, kept: turn.Keep(h, kept), threads: newThreads(h, kept), status: status{Host: h}, shares: shares,
		parts: []interface{ register(*turn.Router) }{feedback{h, turn.Keep[feedbackStore](h, kept)}, step{h}, unfurl{h}},
	}
}

// Register says what the feature handles.
func (f *Feature) Register(r *turn.Router) {
	f.router = r
	r.Command(func(ctx context.Context, t *turn.Turn, text string) error {
		return f.ask(ctx, t, delivery.Words{Own: text})
	})
	r.Event("app_mention", f.question)
	r.Event("message", f.question)
	r.Event("app_home_opened:messages", f.status.suggest)
	r.Keyword(asksForHelp, f.help)
	r.MessageShortcut("find_similar", f.similarTo)
	r.GlobalShortcut("search_cases", func(ctx context.Context, t *turn.Turn, _ delivery.MessageUsed) error {
		return f.openSearch(ctx, t, state.Refine{})
	})
	r.Action(view.ActionMore, f.more)
	r.Action(view.ActionBrowse, func(ctx context.Context, t *turn.Turn, p turn.Press) error { return f.browse(ctx, t, p.Value) })
	r.Action(view.ActionTopic, func(ctx context.Context, t *turn.Turn, p turn.Press) error {
		return t.AndInHome(ctx, view.LabelAnswerInDM, f.browse(ctx, t, p.Value))
	})
	r.CaseButton(view.CaseButton{Action: view.ActionLike, Label: view.ButtonLike}, func(ctx context.Context, t *turn.Turn, c *corpus.Case) error {
		return t.AndInHome(ctx, view.LabelAnswerInDM, f.recommend(ctx, t, recommend.Request{Like: c.ID}))
	})
	r.CaseButton(view.CaseButton{Action: view.ActionDetails, Label: view.ButtonDetails}, func(ctx context.Context, t *turn.Turn, c *corpus.Case) error {
		say := t.Say(ctx)
		return t.OpenWindow(ctx, say.Details(c), say.PlainDetails(c))
	})
	r.Action(view.ActionSearch, func(ctx context.Context, t *turn.Turn, _ turn.Press) error {
		return f.openSearch(ctx, t, state.Refine{})
	})
	r.Action(view.ActionRefine, func(ctx context.Context, t *turn.Turn, p turn.Press) error {
		var before state.Refine
		if err := state.Decode(p.Value, &before); err != nil {
			f.Log.Info("bot: button not understood", "err", err)
		}
		return f.openSearch(ctx, t, before)
	})
	r.Form(view.CallbackSearch, f.readSearch)
	for _, part := range f.parts {
		part.register(r)
	}
}
