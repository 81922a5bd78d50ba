package bot

import (
	"context"
	"sync"
	"time"

	"precedent/bot/view"
	"precedent/corpus"
)

// What is remembered of people's languages.
const (
	localeFor     = 24 * time.Hour         // a person's language, or that it cannot be had
	maxLocales    = 20_000                 // people
	localeTimeout = 800 * time.Millisecond // for Slack to say it: a window must open within three seconds
)

// locales remember in which language Slack speaks to people. It is safe for
// concurrent use.
type locales struct {
	now func() time.Time

	mu    sync.Mutex
	known map[string]locale // by user
}

type locale struct {
	language string
	until    time.Time
}

func newLocales(now func() time.Time) *locales {
	return &locales{now: now, known: map[string]locale{}}
}

func (l *locales) of(user string) (language string, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.known[user]
	if !ok || l.now().After(e.until) {
		return "", false
	}
	return e.language, true
}

func (l *locales) set(user, language string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.known) >= maxLocales {
		clear(l.known) // they are only asked for again
	}
	l.known[user] = locale{language, l.now().Add(localeFor)}
}

// speak returns what is said to a person in: their own language where Slack tells
// it and there is a catalogue of it, English otherwise.
func (b *Bot) speak(ctx context.Context, user string) *view.Renderer {
	if language, ok := b.locales.of(user); ok || user == "" {
		return b.views(language)
	}
	ctx, cancel := context.WithTimeout(ctx, localeTimeout)
	defer cancel()
	language, err := b.slack.Language(ctx, user)
	if err != nil {
		b.lg.Info("bot: language not told, speaking English", "user", user, "err", err)
		language = corpus.English
		if !Hopeless(err) {
			return b.views(language) // asked again next time
		}
	}
	b.locales.set(user, language)
	return b.views(language)
}

// speakKnown is speak without asking Slack, for what has to be said at once.
func (b *Bot) speakKnown(user string) *view.Renderer {
	language, _ := b.locales.of(user)
	return b.views(language)
}
