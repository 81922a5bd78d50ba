package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/recommend"
)

// maxWatched is how long what is watched may be, in characters.
const maxWatched = view.MaxQuestion

// maxNews is how many new cases a watch takes note of at a time.
const maxNews = 1000

// watchWords begin a text that is about watches.
var watchWords = []string{"watch", "watches", "watching", "surveiller"}

// readWatch tells whether a text is about watches, and what is to be watched: "" to see
// what is watched already.
func readWatch(text string) (asked string, is bool) {
	first, rest, _ := strings.Cut(text, " ")
	for _, w := range watchWords {
		if strings.EqualFold(strings.TrimRight(first, ":."), w) {
			return strings.Join(strings.Fields(rest), " "), true
		}
	}
	return "", false
}

// watch looks from now on for something among new cases, or shows what is watched
// already. In a channel that is said openly, since everybody there will be told; it also
// shows that the bot can.
func (b *Bot) watch(ctx context.Context, to reply, asked string) error {
	if asked = firstCharacters(asked, maxWatched); asked == "" {
		return b.showWatches(ctx, to, "")
	}
	say := b.speak(ctx, to.user)
	place, own := listFor(to.channel, to.user)
	if !own && b.external(ctx, place) {
		return b.send(ctx, to.private(), say.Sentence(view.TroubleWatchOpen))
	}
	req, err := recommend.ParseRequest(b.engine.Vocabulary(), asked)
	if err != nil {
		return err
	}
	done, err := b.compute(ctx)
	if err != nil {
		return err
	}
	a, err := b.engine.Recommend(ctx, req, 1)
	done()
	if errors.Is(err, recommend.ErrEmptyRequest) || err == nil && a.Query.Empty() && a.Query.Limits.Empty() {
		return b.send(ctx, to.private(), say.NothingAsked())
	}
	if err != nil {
		return err
	}
	w, known, err := b.memory.AddWatch(ctx, place, to.user, asked)
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
	if err := b.deliver(ctx, reply{channel: place, thread: to.thread}, p); err != nil && !errors.Is(err, ErrUnsure) {
		_, stopErr := b.memory.StopWatch(ctx, place, w.ID) // it could not tell of anything
		return errors.Join(err, kept(stopErr))
	}
	return nil
}

func shownWatch(w store.Watch) view.Watch {
	return view.Watch{ID: w.ID, Asked: w.Asked, Made: view.By{User: w.By, At: w.At}}
}

// showWatches shows what is watched in a place, privately.
func (b *Bot) showWatches(ctx context.Context, to reply, happened string) error {
	place, own := listFor(to.channel, to.user)
	watches, err := b.memory.Watches(ctx, place)
	if err != nil {
		return kept(err)
	}
	list := make([]view.Watch, len(watches))
	for i, w := range watches {
		list[i] = shownWatch(w)
	}
	return b.send(ctx, to.private(), b.speak(ctx, to.user).Watches(list, own, happened))
}

// unwatch stops a watch and shows what is left.
func (b *Bot) unwatch(ctx context.Context, to reply, value string) error {
	place, _ := listFor(to.channel, to.user)
	id, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return b.send(ctx, to.private(), b.speak(ctx, to.user).Sentence(view.TroubleOldButton))
	}
	stopped, err := b.memory.StopWatch(ctx, place, id)
	if err != nil {
		return kept(err)
	}
	say := b.speak(ctx, to.user)
	if stopped == nil {
		return b.showWatches(ctx, to, say.Text(view.TroubleNoWatch))
	}
	b.lg.Info("bot: no longer watching", "watch", id, "place", place)
	return b.showWatches(ctx, to, say.Text(view.LabelUnwatched, stopped.Asked))
}

// TellWatches tells of the cases that came into the library since they were last told
// of, in one message for each watch that has any. A case is noted before it is told of
// and taken back only when it surely was not, so that none is told of twice; one may be
// lost when the bot is stopped in between. What goes wrong with one watch is logged and
// tried again the next time.
func (b *Bot) TellWatches(ctx context.Context) {
	watches, err := b.memory.Watches(ctx, "")
	if err != nil && !errors.Is(err, errNotKept) {
		b.lg.Error("bot: watches not read", "err", err)
	}
	for _, w := range watches {
		if ctx.Err() != nil {
			return
		}
		if err := b.tellWatch(ctx, w); err != nil {
			b.lg.Error("bot: new cases not told of", "watch", w.ID, "err", err)
		}
	}
}

// tellWatch tells of the new cases of one watch.
func (b *Bot) tellWatch(ctx context.Context, w store.Watch) (err error) {
	defer recovered(&err)
	matches, err := b.news(ctx, w)
	if err != nil || len(matches) == 0 {
		return err
	}
	mine, err := b.memory.Tell(ctx, w, withFolded(matches))
	if err != nil {
		return err
	}
	told := make(map[string]bool, len(mine))
	for _, id := range mine {
		told[id] = true
	}
	fresh := matches[:0]
	for _, m := range matches {
		if told[m.Case.ID] {
			fresh = append(fresh, m)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	err = b.postNews(ctx, w, fresh)
	if err != nil && !errors.Is(err, ErrUnsure) {
		err = errors.Join(err, b.memory.Untell(context.WithoutCancel(ctx), w, mine))
	}
	if err == nil {
		b.lg.Info("bot: told of new cases", "watch", w.ID, "cases", mine)
	}
	return err
}

// news are the new cases that a watch is for.
func (b *Bot) news(ctx context.Context, w store.Watch) ([]recommend.Match, error) {
	ids, err := b.memory.News(ctx, w)
	if err != nil {
		return nil, err
	}
	among := ids[:0]
	for _, id := range ids {
		if b.engine.Library().Case(id) != nil {
			among = append(among, id)
		}
	}
	if len(among) == 0 {
		return nil, nil
	}
	req, err := recommend.ParseRequest(b.engine.Vocabulary(), w.Asked)
	if err != nil {
		return nil, err
	}
	req.Among = among
	done, err := b.compute(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	a, err := b.engine.Recommend(ctx, req, min(len(among), maxNews))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(a.Cases, func(m recommend.Match) bool { return !worthTelling(a.Query, m) }), nil
}

// worthTelling tells whether a case is worth a message that nobody asked for just now:
// one that is fairly similar to what is watched, or that has all the topics and
// approaches watched for. A watch for limits alone is for all that fit them.
func worthTelling(q recommend.Query, m recommend.Match) bool {
	if m.Strength != recommend.Weak {
		return true
	}
	tags := slices.Concat(m.Case.Topics, m.Case.Approaches)
	lacks := func(c recommend.Concept) bool { return !slices.Contains(tags, c.ID) }
	return len(q.Concepts) > 0 && !slices.ContainsFunc(q.Concepts, lacks)
}

// withFolded are the ids of cases and of those folded into them, which a message names
// too.
func withFolded(matches []recommend.Match) []string {
	list := matchedIDs(matches)
	for _, m := range matches {
		list = append(list, ids(m.Also)...)
	}
	return list
}

func matchedIDs(matches []recommend.Match) []string {
	ids := make([]string, len(matches))
	for i, m := range matches {
		ids[i] = m.Case.ID
	}
	return ids
}

// postNews tells of new cases where they are watched for. Where that cannot be, or people
// of another organisation would read it, who asked for it is told instead.
func (b *Bot) postNews(ctx context.Context, w store.Watch, matches []recommend.Match) error {
	say := b.speak(ctx, w.By)
	shown := shownWatch(w)
	if w.Place != w.By { // a mention would ping them for everybody's news
		shown.Name = b.nameOf(ctx, w.By)
	}
	p := say.News(shown, matches)
	if !b.external(ctx, w.Place) {
		err := b.deliver(ctx, reply{channel: w.Place}, p)
		if w.Place == w.By || !hasCode(err, "not_in_channel", "channel_not_found", "is_archived", "restricted_action") {
			return err
		}
		b.lg.Info("bot: cannot post in a watched channel", "watch", w.ID, "err", err)
	}
	return b.deliver(ctx, reply{channel: w.By}, say.WithNote(p, view.LabelNewsMoved))
}
