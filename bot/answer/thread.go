package answer

import (
	"context"
	"encoding/json"

	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/recommend"
)

// maxThreads is how many threads are remembered without a store, until the bot stops.
const maxThreads = 2000

// threadStore keeps what was asked last in threads, for a day.
type threadStore interface {
	SetThread(ctx context.Context, channel, thread, by string, request []byte) error
	Thread(ctx context.Context, channel, thread string) (request []byte, err error)
}

// threads knows what was asked last in threads, so that it can be refined. That is for
// everybody who asks there, people of another organisation too, and needs no store.
type threads struct {
	*turn.Host
	store threadStore
}

func newThreads(h *turn.Host, kept threadStore) threads {
	if !h.Keeps {
		kept = threadsInMemory{turn.NewTTLCache[[]byte](h.Now, store.ThreadsFor, maxThreads)}
	}
	return threads{h, kept}
}

// threadsInMemory is a threadStore for a bot without one.
type threadsInMemory struct{ *turn.TTLCache[[]byte] }

func (m threadsInMemory) SetThread(_ context.Context, channel, thread, _ string, request []byte) error {
	m.Expire() // nothing is to be known for longer than it may be
	m.Set(channel+" "+thread, request)
	return nil
}

func (m threadsInMemory) Thread(_ context.Context, channel, thread string) ([]byte, error) {
	request, _ := m.Get(channel + " " + thread)
	return request, nil
}

// before is what was asked last in the thread of a question that follows upon something
// there, nil where that is not known.
func (m threads) before(ctx context.Context, t *turn.Turn) *recommend.Before {
	if !t.FollowsUp {
		return nil
	}
	var before recommend.Before
	kept, err := m.store.Thread(ctx, t.Channel, t.ThreadTS)
	switch {
	case err != nil:
		m.Log.Error("bot: answered without what was asked before", "err", err)
	case kept == nil:
	case json.Unmarshal(kept, &before) != nil:
		m.Log.Error("bot: what was asked before cannot be read")
	default:
		return &before
	}
	return nil
}

// keepAnswer remembers what was asked in a thread, for a day, so that it can be
// refined. Chatter is no request.
func (m threads) keepAnswer(ctx context.Context, t *turn.Turn, req recommend.Request, a recommend.Answer, shown int) {
	if t.ThreadTS == "" || !t.Public && t.Restricted == "" || t.Words == turn.Quoted || a.Query.AsksNothing() {
		return
	}
	before := recommend.Before{Problem: req.Problem, Spoken: req.Spoken, Like: req.Like, Limits: a.Query.Limits}
	for _, m := range a.Cases[:min(shown, len(a.Cases))] {
		before.Shown = append(before.Shown, m.Case.ID)
	}
	m.keep(ctx, t, before)
}

func (m threads) keep(ctx context.Context, t *turn.Turn, before recommend.Before) {
	data, err := json.Marshal(before)
	if err == nil {
		err = m.store.SetThread(ctx, t.Channel, t.ThreadTS, t.User, data)
	}
	if err != nil {
		m.Log.Error("bot: not kept what was asked in a thread", "err", err)
	}
}
