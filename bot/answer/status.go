package answer

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/delivery"
	"precedent/bot/slackapi"
	"precedent/bot/turn"
)

// statusTimeout is how long an answer waits for Slack to say that one is coming.
const statusTimeout = time.Second

// status says in threads that an answer is coming.
type status struct {
	*turn.Host
	refused atomic.Bool // Slack does not let the bot say so
}

// searching says in the thread of a question that an answer is coming, where that answer
// will stand. Slack takes it away when the answer is there, so the answer waits for it.
func (s *status) searching(ctx context.Context, t *turn.Turn) {
	if t.Public {
		s.set(ctx, t, s.Speak(ctx, t.User).Text("label.status"))
	}
}

// clear takes the status line away where no answer comes that would do so: in a
// channel people are told privately what went wrong.
func (s *status) clear(ctx context.Context, t *turn.Turn) {
	if t.Public && !turn.Direct(t.Channel) {
		ctx, cancel := turn.After(ctx)
		defer cancel()
		s.set(ctx, t, "")
	}
}

func (s *status) set(ctx context.Context, t *turn.Turn, status string) {
	if t.ThreadTS == "" || s.refused.Load() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, statusTimeout)
	defer cancel()
	if err := s.Slack.Status(ctx, t.Channel, t.ThreadTS, status); err != nil {
		s.Log.Info("bot: no status", "err", err)
		if slackapi.Means(err, slackapi.Permanent) {
			s.refused.Store(true)
		}
	}
}

// suggest offers questions to somebody who opens the direct message with the bot.
// Nobody asked for it, so nobody is told where it does not work.
func (s *status) suggest(ctx context.Context, _ *turn.Turn, e *delivery.Event) error {
	say := s.Speak(ctx, e.User)
	var prompts []slack.AssistantThreadsPrompt
	for _, problem := range say.Prompts() {
		prompts = append(prompts, slack.AssistantThreadsPrompt{Title: problem, Message: problem})
	}
	if err := s.Slack.SuggestPrompts(ctx, e.Channel, say.Text("label.prompts"), prompts); err != nil {
		s.Log.Info("bot: no prompts suggested", "err", err)
	}
	return nil
}
