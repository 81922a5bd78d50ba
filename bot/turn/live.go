package turn

import (
	"context"
	"sync/atomic"

	"precedent/corpus"
	"precedent/recommend"
)

// Live is an engine that can be replaced while it answers: what has begun is finished with the
// engine that it began with. It is safe for concurrent use.
type Live struct{ now atomic.Pointer[Engine] }

// NewLive answers with an engine until another takes its place.
func NewLive(e Engine) *Live {
	l := &Live{}
	l.Replace(e)
	return l
}

// Replace has another engine answer from now on. The former one may still be asked for a while:
// until all that began before is over.
func (l *Live) Replace(e Engine) { l.now.Store(&e) }

func (l *Live) engine() Engine { return *l.now.Load() }

// Recommend understands a request and answers it.
func (l *Live) Recommend(ctx context.Context, r recommend.Request, limit int) (recommend.Answer, error) {
	return l.engine().Recommend(ctx, r, limit)
}

// Answer answers an understood query.
func (l *Live) Answer(ctx context.Context, q recommend.Query, offset, limit int) (recommend.Answer, error) {
	return l.engine().Answer(ctx, q, offset, limit)
}

// FollowUp reads a text that follows upon a request.
func (l *Live) FollowUp(before recommend.Before, text string) (recommend.Request, error) {
	return l.engine().FollowUp(before, text)
}

// Turn tells what a text in a conversation asks for beside cases.
func (l *Live) Turn(text string) recommend.Turn { return l.engine().Turn(text) }

// Library returns the cases that are answered from now.
func (l *Live) Library() *corpus.Library { return l.engine().Library() }

// TopicCounts returns how many cases each topic has now.
func (l *Live) TopicCounts() map[string]int { return l.engine().TopicCounts() }

// Vocabulary returns what is understood with.
func (l *Live) Vocabulary() *corpus.Vocabulary { return l.engine().Vocabulary() }
