package turn

import (
	"context"

	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// Turn is one thing that somebody did in Slack: who did it, where, and how to answer.
type Turn struct {
	*Host
	Target
	trigger string // opens a window, for three seconds
}

// Say returns what is said to the person in, without what is kept for people of another
// organisation.
func (t *Turn) Say(ctx context.Context) *view.Renderer {
	say := t.Speak(ctx, t.User)
	if t.Keeps {
		if outside, err := t.Outsider(ctx, t.User, t.From); outside || err != nil {
			return say.WithoutMemory()
		}
	}
	return say
}

// Reply answers.
func (t *Turn) Reply(ctx context.Context, p view.Post) error { return t.Send(ctx, t.Target, p) }

// ReplyPrivately answers so that only who asked sees it.
func (t *Turn) ReplyPrivately(ctx context.Context, p view.Post) error {
	return t.Send(ctx, t.Private(), p)
}

// OldButton says that the value of a button cannot be read.
func (t *Turn) OldButton(ctx context.Context, err error) error {
	t.Log.Info("bot: button not understood", "err", err)
	return t.ReplyPrivately(ctx, t.Say(ctx).Sentence(view.ProblemOldButton))
}

// SayWhy says where a button was pressed why nothing comes of it: in Home, or privately.
func (t *Turn) SayWhy(ctx context.Context, text string) error {
	say := t.Say(ctx)
	if t.InHome {
		return t.home(ctx, t, say.Text(text))
	}
	return t.ReplyPrivately(ctx, say.Sentence(text))
}

// RefreshHome brings the Home tab up to date after something in it has changed, and says
// there what happened, "" for nothing. What was done is done, so nobody need be told when
// that fails.
func (t *Turn) RefreshHome(ctx context.Context, happened string) {
	if err := t.home(ctx, t, happened); err != nil {
		t.Log.Info("bot: Home tab not brought up to date", "user", t.User, "err", err)
	}
}

// AndInHome says in Home, if the button stands there, where the answer is, once it is.
// err is how answering went, which it returns.
func (t *Turn) AndInHome(ctx context.Context, where string, err error) error {
	if err == nil && t.InHome {
		t.RefreshHome(ctx, t.Say(ctx).Text(where))
	}
	return err
}

// IDs are the ids of cases.
func IDs(cases []*corpus.Case) []string {
	ids := make([]string, len(cases))
	for i, c := range cases {
		ids[i] = c.ID
	}
	return ids
}

// MatchedIDs are the ids of the cases that were found.
func MatchedIDs(matches []recommend.Match) []string {
	ids := make([]string, len(matches))
	for i, m := range matches {
		ids[i] = m.Case.ID
	}
	return ids
}
