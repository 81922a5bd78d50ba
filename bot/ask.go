package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"precedent/bot/delivery"
	"precedent/bot/view"
	"precedent/recommend"
)

// ask answers words from a person: a problem, typed limits, or a call for help. It is
// behind every way in. What they quote is part of the problem and never a command.
func (b *Bot) ask(ctx context.Context, to reply, words delivery.Words) error {
	if words.Quoted == "" {
		if answer := b.commanded(words.Own); answer != nil {
			return answer(ctx, to)
		}
		switch b.engine.Turn(words.Own) {
		case recommend.TurnLeave:
			return b.send(ctx, to, b.speakTo(ctx, to).Sentence(view.LabelLeft))
		case recommend.TurnMore:
			if before := b.before(ctx, to); before != nil {
				return b.showMore(ctx, to, *before)
			}
		}
	}
	to.forwarded = words.Quoted != ""
	to.quoted = to.quoted || to.forwarded
	b.searching(ctx, to)
	req, err := b.read(ctx, to, words)
	if err == nil {
		err = b.recommend(ctx, to, req)
	}
	if err != nil {
		b.notSearching(ctx, to)
	}
	return err
}

// commanded returns what answers a text that asks for something else than cases, nil
// where it asks for cases.
func (b *Bot) commanded(text string) func(context.Context, reply) error {
	if text == "" || strings.EqualFold(strings.Trim(text, " .!?"), "help") {
		return func(ctx context.Context, to reply) error { return b.send(ctx, to, b.speakTo(ctx, to).Help()) }
	}
	if asksForList(text) {
		return func(ctx context.Context, to reply) error { return b.showList(ctx, to, 0, "") }
	}
	if asked, is := readWatch(text); is {
		return func(ctx context.Context, to reply) error { return b.offerWatch(ctx, to, asked) }
	}
	return nil
}

// recommend answers a request with its first cases.
func (b *Bot) recommend(ctx context.Context, to reply, req recommend.Request) error {
	h := view.Heading{Asked: req.Problem}
	if c := b.engine.Library().Case(req.Like); c != nil {
		h.Like = c.Title
	}
	req.Home = b.homeOf(ctx, to)
	answered := thread{request: req}
	p, err := b.compose(ctx, to, h, func() (a recommend.Answer, err error) {
		a, err = b.engine.Recommend(ctx, req, PageSize)
		answered.answer = a
		return a, err
	})
	if errors.Is(err, recommend.ErrEmptyRequest) {
		return b.send(ctx, to, b.speakTo(ctx, to).Help())
	}
	if err != nil {
		return err
	}
	b.keepThread(ctx, to, answered, p.Cases)
	if p.Cases == 0 {
		p = b.speakTo(ctx, to).WithQuestion(p, to.asked)
	}
	if to.guarded != "" {
		p = b.speakTo(ctx, to).WithNote(p, to.guarded)
	}
	return b.send(ctx, to, p)
}

// more answers with the cases that come after those already shown.
func (b *Bot) more(ctx context.Context, to reply, q recommend.Query, offset int) error {
	if q.Like != "" && b.engine.Library().Case(q.Like) == nil {
		return b.send(ctx, to.private(), b.speakTo(ctx, to).Sentence(view.TroubleCaseGone))
	}
	p, err := b.compose(ctx, to, view.Heading{}, func() (recommend.Answer, error) { return b.engine.Answer(ctx, q, offset, PageSize) })
	if err != nil {
		return err
	}
	if p.Cases == 0 { // the library has changed since
		p = b.speakTo(ctx, to).Sentence(view.TroubleNoMore)
	}
	return b.send(ctx, to, p)
}

// compute waits for a slot to search and write in. done gives it back.
func (b *Bot) compute(ctx context.Context) (done func(), err error) {
	select {
	case b.composing <- struct{}{}:
		return func() { <-b.composing }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to be answered: %w", ctx.Err())
	}
}

// compose makes the message for an answer, in a slot of its own, and logs what
// was answered, never what was asked.
func (b *Bot) compose(ctx context.Context, to reply, h view.Heading, answer func() (recommend.Answer, error)) (view.Post, error) {
	say := b.speakTo(ctx, to) // may ask Slack, so before a slot is taken
	done, err := b.compute(ctx)
	if err != nil {
		return view.Post{}, err
	}
	defer done()
	start := time.Now()
	a, err := answer()
	if err != nil {
		return view.Post{}, err
	}
	h.Widen = b.widenValue(a)
	h.Refine = refineValue(h.Asked, a.Query, to.quoted)
	theirs := h.Asked
	if to.quoted { // what somebody else wrote is not theirs to give away
		theirs = ""
	}
	h.Pick = pickValue(theirs)
	if say.Keeps {
		h.Feedback = feedbackValue(to.user, theirs)
	}
	h.Shared = b.sharedBefore(ctx, to, a)
	p := say.Answer(a, h, b.moreValue(a))
	b.lg.Info("bot: answered", "channel", to.channel, "cases", matchedIDs(a.Cases[:p.Cases]), "total", a.Total, "ms", time.Since(start).Milliseconds())
	return p, nil
}
