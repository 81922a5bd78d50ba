package bot

import (
	"context"
	"errors"
	"slices"

	"precedent/bot/slackapi"
	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/recommend"
	"precedent/recommend/understand"
)

// maxNews is how many new cases one watch tells of at a time.
const maxNews = 1000

// TellWatches tells of the cases that came into the library since the watches last
// looked, in one message for each watch that any is for. A watch notes that it has looked
// before it tells, and takes that back only where the message surely did not arrive, so
// that no case is told of twice; news may be lost when the process is killed in between.
// A watch under way is finished when ctx ends. What goes wrong with one is logged and
// tried again the next time.
func (b *Bot) TellWatches(ctx context.Context) {
	watches, err := b.allMemory.Watches(ctx, "")
	if err != nil && !errors.Is(err, errNotKept) {
		b.lg.Error("bot: watches not read", "err", err)
	}
	for _, w := range watches {
		if ctx.Err() != nil {
			return
		}
		telling, cancel := context.WithTimeout(context.WithoutCancel(ctx), workTimeout)
		err := safely(telling, func(ctx context.Context) error { return b.tellWatch(ctx, w) })
		cancel()
		if err != nil {
			b.lg.Error("bot: new cases not told of", "watch", w.ID, "err", err)
		}
	}
}

// tellWatch tells of the new cases of one watch.
func (b *Bot) tellWatch(ctx context.Context, w store.Watch) error {
	cases, until, err := b.allMemory.Added(ctx, w.Cursor, 0)
	if err != nil || len(cases) == 0 {
		return err
	}
	matches, err := b.among(ctx, w.Asked, cases)
	broken := errors.As(err, new(*recommend.FilterError)) // the vocabulary has changed
	if err != nil && !broken {
		return err
	}
	if mine, err := b.allMemory.Advance(ctx, w, until); err != nil || !mine {
		return err
	}
	switch {
	case broken:
		err = b.deliver(ctx, reply{channel: w.By}, b.speak(ctx, w.By).Sentence(view.LabelWatchBroken, w.Asked))
	case len(matches) == 0:
		return nil
	default:
		err = b.postNews(ctx, w, matches, until)
	}
	switch {
	case err == nil:
		b.lg.Info("bot: told of new cases", "watch", w.ID, "many", len(matches))
	case placeGone(err):
		b.lg.Info("bot: nobody left to tell of new cases", "watch", w.ID, "err", err)
		return nil
	case !errors.Is(err, ErrUnsure):
		err = errors.Join(err, b.allMemory.Rewind(ctx, w, until))
	}
	return err
}

// placeGone tells whether Slack will not take a message where it was to go, however often
// it is asked.
func placeGone(err error) bool {
	return slackapi.Means(err, slackapi.NotMember|slackapi.NoChannel|slackapi.Archived|slackapi.NotAllowed|slackapi.NoPerson)
}

// postNews tells of new cases where they are watched for. Where that cannot be, or people
// of another organisation would read it, who asked for it is told instead.
func (b *Bot) postNews(ctx context.Context, w store.Watch, matches []recommend.Match, until int64) error {
	say := b.speak(ctx, w.By)
	shown := shownWatch(w)
	if w.Place != w.By { // a mention would ping them for everybody's news
		shown.Name = b.nameOf(ctx, w.By)
	}
	p := say.News(shown, matches, newsValue(newsState{Asked: w.Asked, From: w.Cursor, To: until}), len(matches) == maxNews)
	why := view.LabelNewsOutside
	outside := false
	if w.Place != w.By {
		var err error
		if outside, err = b.outsidersRead(ctx, w.Place); err != nil {
			return err // told at the next start
		}
	}
	if !outside {
		err := b.deliver(ctx, reply{channel: w.Place}, p)
		if w.Place == w.By || !placeGone(err) {
			return err
		}
		b.lg.Info("bot: cannot post in a watched channel", "watch", w.ID, "err", err)
		why = view.LabelNewsMoved
	}
	return b.deliver(ctx, reply{channel: w.By}, say.WithNote(p, why))
}

// among are the cases worth telling a watch of, of those with some ids: those that are at
// least fairly similar to what is watched for, then those that have all the topics and
// approaches named in it, since nobody is to miss a case for its few words. A watch for
// limits alone is for all that fit them. There are at most maxNews.
func (b *Bot) among(ctx context.Context, asked string, ids []string) ([]recommend.Match, error) {
	req, err := understand.ParseRequest(b.engine.Vocabulary(), asked)
	if err != nil {
		return nil, err
	}
	req.Among = ids
	done, err := b.compute(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	a, err := b.engine.Recommend(ctx, req, recommend.MaxLimit)
	if err != nil {
		return nil, err
	}
	matches, err := b.all(ctx, a, func(m recommend.Match) bool { return m.Strength != recommend.Weak })
	if err != nil || len(a.Query.Concepts) == 0 {
		return matches, err
	}
	tagged, err := b.tagged(ctx, a.Query)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, id := range withFolded(matches) {
		known[id] = true
	}
	for _, m := range tagged {
		if !known[m.Case.ID] {
			m.Rank = len(matches) + 1
			matches = append(matches, m)
		}
	}
	return matches[:min(len(matches), maxNews)], nil
}

// all are the cases of an answer and of its further pages, up to the first that will not
// do.
func (b *Bot) all(ctx context.Context, a recommend.Answer, do func(recommend.Match) bool) (matches []recommend.Match, err error) {
	for len(a.Cases) > 0 && len(matches) < maxNews {
		for _, m := range a.Cases {
			if !do(m) {
				return matches, nil
			}
			matches = append(matches, m)
		}
		if len(matches) >= a.Total {
			break
		}
		if a, err = b.engine.Answer(ctx, a.Query, len(matches), recommend.MaxLimit); err != nil {
			return nil, err
		}
	}
	return matches[:min(len(matches), maxNews)], nil
}

// tagged are the cases within the limits of a query that have all its topics and
// approaches.
func (b *Bot) tagged(ctx context.Context, q recommend.Query) ([]recommend.Match, error) {
	var named recommend.Why // the reason for each
	for _, c := range q.Concepts {
		if b.engine.Vocabulary().Taxonomy.IsTopic(c.ID) {
			named.Topics = append(named.Topics, c.ID)
		} else {
			named.Approaches = append(named.Approaches, c.ID)
		}
	}
	fit := recommend.Query{Limits: q.Limits, Among: q.Among}
	if len(fit.Limits.Topics) == 0 {
		fit.Limits.Topics = named.Topics
	}
	if len(fit.Limits.Approaches) == 0 {
		fit.Limits.Approaches = named.Approaches
	}
	a, err := b.engine.Answer(ctx, fit, 0, recommend.MaxLimit)
	if err != nil {
		return nil, err
	}
	found, err := b.all(ctx, a, func(recommend.Match) bool { return true })
	var matches []recommend.Match
	for _, m := range found {
		tags := slices.Concat(m.Case.Topics, m.Case.Approaches)
		if !slices.ContainsFunc(q.Concepts, func(c recommend.Concept) bool { return !slices.Contains(tags, c.ID) }) {
			m.Why = named
			matches = append(matches, m)
		}
	}
	return matches, err
}

// withFolded are the ids of cases and of those folded into them.
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
