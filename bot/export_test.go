package bot

// Fill lets as many deliveries wait as the bot takes on, until empty is called.
func (b *Bot) Fill() (empty func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	added := maxPending - b.pending
	b.pending += added
	return func() {
		for range added {
			b.release()
		}
	}
}
