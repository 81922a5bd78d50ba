package bot

import "precedent/bot/turn"

// MaxPending is how many deliveries the bot takes on at a time.
const MaxPending = maxPending

// Fill lets as many deliveries wait as the bot takes on, until empty is called.
func (b *Bot) Fill() (empty func()) {
	added := 0
	for b.load.take() {
		added++
	}
	return func() {
		for range added {
			b.load.release()
		}
	}
}

// Pending is how many deliveries are taken on and not yet done.
func (b *Bot) Pending() int {
	b.load.mu.Lock()
	defer b.load.mu.Unlock()
	return b.load.pending
}

// Release counts a delivery as done.
func (b *Bot) Release() { b.load.release() }

// Routes are what the features handle.
func Routes() *turn.Router { return routes(&turn.Host{}, nil) }
