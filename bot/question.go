package bot

import (
	"context"
)

// answerEvent answers a question that came as an event: a mention or a direct message.
func (b *Bot) answerEvent(ctx context.Context, to reply, e *Event) error {
	if to.guarded = b.guarded(ctx, e); to.guarded != "" {
		to.open = false
	}
	return b.ask(ctx, to, e.Words())
}
