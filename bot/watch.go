package bot

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/recommend"
	"precedent/recommend/understand"
)

// maxWatched is how long what is watched may be, in characters: it travels in buttons.
const maxWatched = 250

// watchWord begins a text that is about watches.
const watchWord = "watch"

// readWatch tells whether a text is about watches, and what is to be watched: "" to see
// what is watched already. In a sentence such as "watch out, prices rise" the word is none
// of ours: what is watched begins like a subject, or stands behind a colon.
func readWatch(text string) (asked string, is bool) {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return "", false
	}
	first, called := strings.CutSuffix(fields[0], ":")
	if len(fields) == 1 {
		first = strings.TrimRight(first, ".!?")
	}
	if !strings.EqualFold(first, watchWord) || len(fields) > 1 && !called && !understand.BeginsSubject(fields[1]) {
		return "", false
	}
	asked = firstCharacters(strings.Join(fields[1:], " "), maxWatched)
	if slices.ContainsFunc([]string{"list", "liste", "stop", "help", "aide"}, func(w string) bool { return strings.EqualFold(asked, w) }) {
		asked = "" // what is watched, with buttons to stop it, and how to watch for more
	}
	return asked, true
}

// offerWatch shows what would be watched for, in a channel with a button to do so, since
// everybody there will be told; and without anything to watch for, what is watched
// already.
func (b *Bot) offerWatch(ctx context.Context, to reply, asked string) error {
	switch {
	case asked == "":
		return b.showWatches(ctx, to, "")
	case !b.keeps:
		return errNotKept
	}
	say := b.speakTo(ctx, to)
	if !say.Keeps {
		return errOutsider
	}
	place, own := listFor(to.channel, to.user)
	if refused, err := b.refuseOpenWatch(ctx, to, say, place, own); refused || err != nil {
		return err
	}
	a, err := b.understood(ctx, asked)
	if errors.Is(err, recommend.ErrEmptyRequest) {
		return b.send(ctx, to.private(), say.NothingAsked())
	}
	if err != nil {
		return err
	}
	return b.send(ctx, to.private(), say.OfferWatch(asked, a, own))
}

// refuseOpenWatch says so where people of another organisation would read the news of a
// watch, and tells whether it did.
func (b *Bot) refuseOpenWatch(ctx context.Context, to reply, say *view.Renderer, place string, own bool) (refused bool, err error) {
	if own {
		return false, nil
	}
	outside, err := b.outsidersRead(ctx, place)
	if err != nil || !outside {
		return false, err
	}
	return true, b.send(ctx, to.private(), say.Sentence(view.TroubleWatchOpen))
}

// understood reads what is to be watched for, ErrEmptyRequest where that is nothing.
func (b *Bot) understood(ctx context.Context, asked string) (recommend.Answer, error) {
	req, err := understand.ParseRequest(b.engine.Vocabulary(), asked)
	if err != nil {
		return recommend.Answer{}, err
	}
	done, err := b.compute(ctx)
	if err != nil {
		return recommend.Answer{}, err
	}
	defer done()
	a, err := b.engine.Recommend(ctx, req, 1)
	if err == nil && a.Query.AsksNothing() {
		err = recommend.ErrEmptyRequest
	}
	return a, err
}

// watch looks from now on for something among new cases. In a channel that is said
// openly, which also shows that the bot can tell of them there.
func (b *Bot) watch(ctx context.Context, to reply, asked string) error {
	say := b.speakTo(ctx, to)
	place, own := listFor(to.channel, to.user)
	if refused, err := b.refuseOpenWatch(ctx, to, say, place, own); refused || err != nil {
		return err
	}
	a, err := b.understood(ctx, asked)
	if err != nil {
		return err
	}
	w, known, err := b.memoryOf(ctx, to).AddWatch(ctx, place, to.user, asked)
	switch {
	case errors.Is(err, store.ErrManyWatches):
		return b.send(ctx, to.private(), say.Sentence(view.TroubleManyWatches, store.MaxWatches))
	case err != nil:
		return kept(err)
	case known:
		return b.send(ctx, to.private(), say.Sentence(view.LabelWatchedKnown))
	}
	b.lg.Info("bot: watching", "watch", w.ID, "place", place)
	p := say.Watching(shownWatch(w), a, own)
	if own {
		return b.send(ctx, to, p)
	}
	_, err = b.postFor(ctx, reply{channel: place, thread: to.thread}, p)
	if err != nil && !errors.Is(err, ErrUnsure) {
		_, stopErr := b.memoryOf(ctx, to).StopWatch(ctx, place, to.user, w.ID) // it could not tell of anything
		err = errors.Join(err, kept(stopErr))
	}
	return err
}

func shownWatch(w store.Watch) view.Watch {
	return view.Watch{ID: w.ID, Asked: w.Asked, Made: view.By{User: w.By, At: w.At}}
}

// showWatches shows what is watched in a place, privately.
func (b *Bot) showWatches(ctx context.Context, to reply, happened string) error {
	place, own := listFor(to.channel, to.user)
	watches, err := b.memoryOf(ctx, to).Watches(ctx, place)
	if err != nil {
		return kept(err)
	}
	list := make([]view.Watch, len(watches))
	for i, w := range watches {
		list[i] = shownWatch(w)
	}
	return b.send(ctx, to.private(), b.speakTo(ctx, to).Watches(list, own, happened))
}

// unwatch stops a watch and shows what is left. In a channel the others are told too.
func (b *Bot) unwatch(ctx context.Context, to reply, value string) error {
	say := b.speakTo(ctx, to)
	id, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return b.oldButton(ctx, to, err)
	}
	place, _ := listFor(to.channel, to.user)
	stopped, err := b.memoryOf(ctx, to).StopWatch(ctx, place, to.user, id)
	if err != nil {
		return kept(err)
	}
	if stopped == nil {
		return b.showWatches(ctx, to, say.Text(view.TroubleNoWatch))
	}
	b.lg.Info("bot: no longer watching", "watch", id, "place", stopped.Place)
	if stopped.Place != stopped.By && !b.external(ctx, stopped.Place) {
		if err := b.deliver(ctx, reply{channel: stopped.Place}, say.Unwatched(to.user, stopped.Asked)); err != nil {
			b.lg.Info("bot: not told that a watch was stopped", "watch", id, "err", err)
		}
	}
	return b.showWatches(ctx, to, say.Text(view.LabelUnwatched, stopped.Asked))
}

// newsState is what the button for more news holds: what is watched for, and when the
// cases came into the library.
type newsState struct {
	Asked  string `json:"a"`
	From   int64  `json:"f"`
	To     int64  `json:"t"`
	Offset int    `json:"o"`
}

// newsValue returns the function that makes the value of that button when so many of the
// cases have been shown.
func newsValue(s newsState) func(shown int) string {
	return func(shown int) string {
		s.Offset = shown
		return encoded(s)
	}
}

// moreNews shows further cases of a message with news.
func (b *Bot) moreNews(ctx context.Context, to reply, value string) error {
	say := b.speakTo(ctx, to)
	var s newsState
	if err := json.Unmarshal([]byte(value), &s); err != nil || s.Offset < 0 {
		return b.oldButton(ctx, to, err)
	}
	cases, _, err := b.memoryOf(ctx, to).Added(ctx, s.From, s.To)
	if err != nil {
		return kept(err)
	}
	matches, err := b.among(ctx, firstCharacters(s.Asked, maxWatched), cases)
	if err != nil {
		return err
	}
	if s.Offset >= len(matches) { // the library has changed since
		return b.send(ctx, to.private(), say.Sentence(view.TroubleNoMore))
	}
	return b.send(ctx, to, say.MoreNews(matches, s.Offset, newsValue(s)))
}
