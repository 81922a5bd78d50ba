package bot

import (
	"context"
	"encoding/json"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/delivery"
	"precedent/bot/slackapi"
	"precedent/bot/view"
	"precedent/recommend"
	"precedent/recommend/understand"
)

// The event of somebody opening the bot's place in Slack, and its tab for messages.
const (
	homeOpened  = "app_home_opened"
	tabMessages = "messages"
)

// statusTimeout is how long an answer waits for Slack to say that one is coming.
const statusTimeout = time.Second

// thread is what was asked last in a thread, with its answer.
type thread struct {
	request recommend.Request
	answer  recommend.Answer
}

// read makes a request of a text: one that follows upon another in the same thread
// refines that.
func (b *Bot) read(ctx context.Context, to reply, words delivery.Words) (recommend.Request, error) {
	text := words.Own
	if words.Quoted != "" { // it is not theirs, so nothing in it is read as a typed limit
		req, err := understand.ParseRequest(b.engine.Vocabulary(), text)
		req.Problem = delivery.Words{Own: req.Problem, Quoted: words.Quoted}.All()
		return req, err
	}
	if before := b.before(ctx, to); before != nil {
		return b.engine.FollowUp(*before, text)
	}
	return understand.ParseRequest(b.engine.Vocabulary(), text)
}

// before is what was asked last in the thread of a question that follows upon something
// there, nil where that is not known.
func (b *Bot) before(ctx context.Context, to reply) *recommend.Before {
	if !to.follows {
		return nil
	}
	var before recommend.Before
	kept, err := b.memoryOf(ctx, to).Thread(ctx, to.channel, to.thread)
	switch {
	case err != nil:
		b.lg.Error("bot: answered without what was asked before", "err", err)
	case kept == nil:
	case json.Unmarshal(kept, &before) != nil:
		b.lg.Error("bot: what was asked before cannot be read")
	default:
		return &before
	}
	return nil
}

// showMore answers in a thread with the cases that come after those shown there.
func (b *Bot) showMore(ctx context.Context, to reply, before recommend.Before) error {
	var a recommend.Answer
	p, err := b.compose(ctx, to, view.Heading{}, func() (recommend.Answer, error) {
		first, err := b.engine.Recommend(ctx, recommend.Request{Problem: before.Problem, Like: before.Like, Limits: before.Limits}, 1)
		if err == nil {
			a, err = b.engine.Answer(ctx, first.Query, len(before.Shown), PageSize)
		}
		return a, err
	})
	if err != nil {
		return err
	}
	if p.Cases == 0 {
		return b.send(ctx, to, b.speakTo(ctx, to).Sentence(view.TroubleNoMore))
	}
	before.Shown = append(before.Shown, matchedIDs(a.Cases[:p.Cases])...)
	b.keepBefore(ctx, to, before)
	if to.guarded != "" {
		p = b.speakTo(ctx, to).WithNote(p, to.guarded)
	}
	return b.send(ctx, to, p)
}

// keepThread remembers what was asked in a thread, for a day, so that it can be
// refined. Chatter is no request.
func (b *Bot) keepThread(ctx context.Context, to reply, t thread, shown int) {
	if to.thread == "" || !to.open && to.guarded == "" || to.quoted && !to.forwarded || t.answer.Query.AsksNothing() {
		return
	}
	before := recommend.Before{Problem: t.request.Problem, Like: t.request.Like, Limits: t.answer.Query.Limits}
	for _, m := range t.answer.Cases[:min(shown, len(t.answer.Cases))] {
		before.Shown = append(before.Shown, m.Case.ID)
	}
	b.keepBefore(ctx, to, before)
}

func (b *Bot) keepBefore(ctx context.Context, to reply, before recommend.Before) {
	data, err := json.Marshal(before)
	if err == nil {
		err = b.memoryOf(ctx, to).SetThread(ctx, to.channel, to.thread, to.user, data)
	}
	if err != nil {
		b.lg.Error("bot: not kept what was asked in a thread", "err", err)
	}
}

// searching says in the thread of a question that an answer is coming, where that answer
// will stand. Slack takes it away when the answer is there, so the answer waits for it.
func (b *Bot) searching(ctx context.Context, to reply) {
	if to.open {
		b.setStatus(ctx, to, b.speak(ctx, to.user).Text(view.LabelStatus))
	}
}

// notSearching takes the status line away where no answer comes that would do so: in a
// channel people are told privately what went wrong.
func (b *Bot) notSearching(ctx context.Context, to reply) {
	if to.open && !direct(to.channel) {
		b.setStatus(context.WithoutCancel(ctx), to, "") // the time for the work itself may be over
	}
}

func (b *Bot) setStatus(ctx context.Context, to reply, status string) {
	if to.thread == "" || b.noStatus.Load() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, statusTimeout)
	defer cancel()
	if err := b.slack.Status(ctx, to.channel, to.thread, status); err != nil {
		b.lg.Info("bot: no status", "err", err)
		if slackapi.Means(err, slackapi.Permanent) {
			b.noStatus.Store(true)
		}
	}
}

// suggest offers questions to somebody who opens the direct message with the bot.
// Nobody asked for it, so nobody is told where it does not work.
func (b *Bot) suggest(ctx context.Context, e *Event) {
	say := b.speak(ctx, e.User)
	var prompts []slack.AssistantThreadsPrompt
	for _, problem := range say.Prompts() {
		prompts = append(prompts, slack.AssistantThreadsPrompt{Title: problem, Message: problem})
	}
	if err := b.slack.SuggestPrompts(ctx, e.Channel, say.Text(view.LabelPrompts), prompts); err != nil {
		b.lg.Info("bot: no prompts suggested", "err", err)
	}
}
