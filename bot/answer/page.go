package answer

import (
	"context"

	"precedent/bot/state"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/recommend"
	"precedent/recommend/understand/syntax"
)

// more answers with the cases that come after those already shown.
func (f *Feature) more(ctx context.Context, t *turn.Turn, p turn.Press) error {
	q, offset, err := state.DecodeMore(p.Value)
	if err != nil {
		return t.OldButton(ctx, err)
	}
	if q.Like != "" && f.Engine.Library().Case(q.Like) == nil {
		return t.ReplyPrivately(ctx, t.Say(ctx).Sentence(view.ProblemCaseGone))
	}
	post, err := f.compose(ctx, t, view.Heading{}, func(*view.Renderer) (recommend.Answer, error) { return f.Engine.Answer(ctx, q, offset, turn.PageSize) })
	if err != nil {
		return err
	}
	if post.Cases == 0 { // the library has changed since
		post = t.Say(ctx).Sentence(view.ProblemNoMore)
	}
	return t.Reply(ctx, post)
}

// showMore answers in a thread with the cases that come after those shown there.
func (f *Feature) showMore(ctx context.Context, t *turn.Turn, before recommend.Before) error {
	var a recommend.Answer
	p, err := f.compose(ctx, t, view.Heading{}, func(*view.Renderer) (recommend.Answer, error) {
		first, err := f.Engine.Recommend(ctx, recommend.Request{Problem: before.Problem, Spoken: before.Spoken, Like: before.Like, Limits: before.Limits}, 1)
		if err == nil {
			a, err = f.Engine.Answer(ctx, first.Query, len(before.Shown), turn.PageSize)
		}
		return a, err
	})
	if err != nil {
		return err
	}
	if p.Cases == 0 {
		return t.Reply(ctx, t.Say(ctx).Sentence(view.ProblemNoMore))
	}
	before.Shown = append(before.Shown, turn.MatchedIDs(a.Cases[:p.Cases])...)
	f.threads.keep(ctx, t, before)
	if t.Restricted != "" {
		p = t.Say(ctx).WithNote(p, t.Restricted)
	}
	return t.Reply(ctx, p)
}

// browse lists the cases of a topic.
func (f *Feature) browse(ctx context.Context, t *turn.Turn, topic string) error {
	var limits recommend.Filter
	if err := syntax.Add(&limits, f.Engine.Vocabulary(), "topic", topic); err != nil {
		return err
	}
	return f.recommend(ctx, t, recommend.Request{Limits: limits})
}

// moreValue returns the value of the Show More button under an answer that
// shows so many of its cases, "" where there is nothing more to show.
func (f *Feature) moreValue(a recommend.Answer) func(shown int) string {
	return func(shown int) string {
		next := a.Offset + shown
		if next >= a.Total {
			return ""
		}
		return f.pageValue(a.Query, next)
	}
}

// widenValue returns the value of a button that asks again without limits, ""
// where that would not help.
func (f *Feature) widenValue(a recommend.Answer) string {
	if a.Outside == 0 {
		return ""
	}
	q := a.Query
	q.Limits = recommend.Filter{}
	return f.pageValue(q, 0)
}

// pageValue is the value of a button that shows the cases from offset on.
func (f *Feature) pageValue(q recommend.Query, offset int) string {
	value, err := state.EncodeMore(q, offset)
	if err != nil {
		f.Log.Error("bot: no button for more cases", "err", err)
		return ""
	}
	return value
}
