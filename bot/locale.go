package bot

import (
	"context"
	"time"

	"precedent/bot/slackapi"
	"precedent/bot/view"
	"precedent/corpus"
)

// What is remembered of people's languages.
const (
	localeFor     = 24 * time.Hour         // a person's language, or that it cannot be had
	maxLocales    = 20_000                 // people
	localeTimeout = 800 * time.Millisecond // for Slack to say it: a window must open within three seconds
)

// locale is in which language Slack speaks to a person, what they are called, and whose
// people they are.
type locale struct {
	language string
	name     string // "" where it is not known
	from     affiliation
}

// speak returns what is said to a person in: their own language where Slack tells
// it and there is a catalogue of it, English otherwise.
func (b *Bot) speak(ctx context.Context, user string) *view.Renderer {
	return b.views(b.person(ctx, user).language)
}

// nameOf is what a person is called.
func (b *Bot) nameOf(ctx context.Context, user string) string {
	if name := b.person(ctx, user).name; name != "" {
		return name
	}
	return b.speak(ctx, user).Text(view.LabelSomebody)
}

// person asks Slack about a person who is not remembered. Where Slack does not say,
// they speak English and have no name.
func (b *Bot) person(ctx context.Context, user string) locale {
	if e, ok := b.locales.of(user); ok || user == "" {
		return e
	}
	ctx, cancel := context.WithTimeout(ctx, localeTimeout)
	defer cancel()
	p, err := b.slack.Person(ctx, user)
	if err != nil {
		b.lg.Info("bot: language not told, speaking English", "user", user, "err", err)
		p = locale{language: corpus.English}
		if !slackapi.Means(err, slackapi.Permanent) {
			return p // asked again next time
		}
	}
	b.locales.set(user, p)
	return p
}

// speakKnown is speak without asking Slack, for what has to be said at once.
func (b *Bot) speakKnown(user string) *view.Renderer {
	e, _ := b.locales.of(user)
	return b.views(e.language)
}
