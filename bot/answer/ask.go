package answer

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"precedent/bot/delivery"
	"precedent/bot/state"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand"
)

// asksForHelp tells whether a text asks what the bot can do.
func asksForHelp(text string) (rest string, ok bool) {
	return "", text == "" || view.Typed(view.TypedHelp, strings.Trim(text, " .!?"))
}

func (f *Feature) help(ctx context.Context, t *turn.Turn, _ string) error {
	return t.Reply(ctx, t.Say(ctx).Help())
}

// question answers a mention or a direct message.
func (f *Feature) question(ctx context.Context, t *turn.Turn, e *delivery.Event) error {
	if t.Restricted = f.Channels.Restricted(ctx, e); t.Restricted != "" {
		t.Public = false
	}
	return f.ask(ctx, t, e.Words())
}

// ask answers words from a person: a problem, typed limits, or what another feature has a
// keyword for. It is behind every way in. What they quote is part of the problem and never
// a keyword.
func (f *Feature) ask(ctx context.Context, t *turn.Turn, words delivery.Words) error {
	if words.Quoted == "" {
		if is, err := f.router.Keyworded(ctx, t, words.Own); is {
			return err
		}
		switch f.Engine.Turn(words.Own) {
		case recommend.TurnLeave:
			return t.Reply(ctx, t.Say(ctx).Sentence("label.goodbye"))
		case recommend.TurnMore:
			if before := f.threads.before(ctx, t); before != nil {
				return f.showMore(ctx, t, *before)
			}
		}
	}
	if words.Quoted != "" {
		t.Words = turn.Forwarded
	}
	f.status.searching(ctx, t)
	req, err := f.read(ctx, t, words)
	if err == nil {
		err = f.recommend(ctx, t, req)
	}
	if err != nil {
		f.status.clear(ctx, t)
	}
	return err
}

// read makes a request of a text: one that follows upon another in the same thread
// refines that.
func (f *Feature) read(ctx context.Context, t *turn.Turn, words delivery.Words) (recommend.Request, error) {
	text := words.Own
	if words.Quoted != "" { // it is not theirs, so nothing in it is read as a typed limit
		req, err := understand.ParseRequest(f.Engine.Vocabulary(), text)
		req.Problem = delivery.Words{Own: req.Problem, Quoted: words.Quoted}.All()
		return req, err
	}
	if before := f.threads.before(ctx, t); before != nil {
		return f.Engine.FollowUp(*before, text)
	}
	return understand.ParseRequest(f.Engine.Vocabulary(), text)
}

// recommend answers a request with its first cases.
func (f *Feature) recommend(ctx context.Context, t *turn.Turn, req recommend.Request) error {
	h := view.Heading{Asked: req.Problem}
	if c := f.Engine.Library().Case(req.Like); c != nil {
		h.Like = c.Title
	}
	req.Workplace = f.workplace(ctx, t)
	var found recommend.Answer
	p, err := f.compose(ctx, t, h, func(say *view.Renderer) (_ recommend.Answer, err error) {
		req.Spoken = cmp.Or(req.Spoken, say.Language)
		found, err = f.Engine.Recommend(ctx, req, turn.PageSize)
		return found, err
	})
	if errors.Is(err, recommend.ErrEmptyRequest) {
		return t.Reply(ctx, t.Say(ctx).Help())
	}
	if err != nil {
		return err
	}
	f.threads.keepAnswer(ctx, t, req, found, p.Cases)
	if p.Cases == 0 {
		p = t.Say(ctx).WithQuestion(p, t.Asked)
	}
	if t.Restricted != "" {
		p = t.Say(ctx).WithNote(p, t.Restricted)
	}
	return t.Reply(ctx, p)
}

// compose makes the message for an answer to somebody who is spoken to by a renderer, in a slot
// of its own, and logs what was answered, never what was asked.
func (f *Feature) compose(ctx context.Context, t *turn.Turn, h view.Heading, answer func(*view.Renderer) (recommend.Answer, error)) (view.Post, error) {
	say := t.Say(ctx) // may ask Slack, so before a slot is taken
	done, err := f.Compute(ctx)
	if err != nil {
		return view.Post{}, err
	}
	defer done()
	start := time.Now()
	a, err := answer(say)
	if err != nil {
		return view.Post{}, err
	}
	h.Widen = f.widenValue(a)
	h.Refine = state.EncodeRefine(h.Asked, a.Query, t.Words != turn.Typed)
	theirs := h.Asked
	if t.Words != turn.Typed { // what somebody else wrote is not theirs to give away
		theirs = ""
	}
	h.Select = func(shown []recommend.Match) string {
		return state.EncodeSelection(state.First(theirs, view.MaxQuestion), shown)
	}
	if say.Keeps && theirs != "" {
		h.Feedback = func(shown []*corpus.Case, helpful bool) string {
			return state.EncodeFeedback(t.User, theirs, shown, helpful)
		}
	}
	h.Shared = f.shares.Before(ctx, t, a)
	p := say.Answer(a, h, f.moreValue(a))
	f.Log.Info("bot: answered", "channel", t.Channel, "cases", turn.MatchedIDs(a.Cases[:p.Cases]), "total", a.Total, "ms", time.Since(start).Milliseconds())
	return p, nil
}

// workplace is where the person works who alone sees an answer. What everybody in a channel
// sees is nobody's in particular, and does not give away where somebody works.
func (f *Feature) workplace(ctx context.Context, t *turn.Turn) (place recommend.Workplace) {
	if t.Public && !turn.Direct(t.Channel) {
		return place
	}
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return place
	}
	p, err := kept.Person(ctx, t.User)
	if err != nil {
		f.Log.Error("bot: answered without where the person works", "err", err)
	}
	return recommend.Workplace(p)
}
