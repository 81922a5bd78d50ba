// Package share shares cases and comparisons into channels, in a person's name: the one
// public act of the bot that people choose. It remembers what was shared where, so that
// answers can say so.
package share

import (
	"context"
	"errors"
	"strings"

	"precedent/bot/slackapi"
	"precedent/bot/state"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// Store is what the feature uses of what is kept.
type Store interface {
	AddShare(ctx context.Context, share store.Share) error
	SharedIn(ctx context.Context, channel string, cases []string) (map[string]store.Share, error)
}

// Feature shares cases.
type Feature struct {
	*turn.Host
	kept turn.Kept[Store]
}

// New makes the feature.
func New(h *turn.Host, kept Store) *Feature { return &Feature{h, turn.Keep(h, kept)} }

// Register says what the feature handles.
func (f *Feature) Register(r *turn.Router) {
	r.CaseButton(view.CaseButton{Action: view.ActionShare, Label: view.ButtonShare, Shares: true}, f.open)
	r.Action(view.ActionShareCompare, f.openComparison)
	r.Form(view.CallbackShare, f.read)
}

// open asks where to share a case.
func (f *Feature) open(ctx context.Context, t *turn.Turn, c *corpus.Case) error {
	say := t.Say(ctx)
	return t.OpenWindow(ctx, say.ShareWindow(c, t.Sealed(state.Share{Case: c.ID, Origin: t.Origin()})), say.Sentence(view.ProblemNoWindow))
}

// openComparison asks where to share a comparison.
func (f *Feature) openComparison(ctx context.Context, t *turn.Turn, p turn.Press) error {
	say := t.Say(ctx)
	var compared state.Selection
	if err := state.Decode(p.Value, &compared); err != nil {
		return err
	}
	var cases []*corpus.Case
	for _, id := range compared.Cases {
		if c := f.Engine.Library().Case(id); c != nil && len(cases) < view.MaxCompared {
			cases = append(cases, c)
		}
	}
	if len(cases) < 2 {
		return t.ReplyPrivately(ctx, say.Sentence(view.LabelCompareTwo))
	}
	opened := state.Share{Cases: turn.IDs(cases), Origin: t.Origin()}
	return t.OpenWindow(ctx, say.ShareComparisonWindow(cases, t.Sealed(opened)), say.Sentence(view.ProblemNoWindow))
}

// shareForm is a submitted share window.
type shareForm struct {
	*turn.Submission
	cases       []*corpus.Case // none where one of them has left the library
	into        string         // the channel to share in
	note        string
	responseURL string // posts into channel without membership; "" for none
}

// read reads a submitted share window. What is missing stays empty and is answered by
// share.
func (f *Feature) read(w *turn.Submission) turn.Work {
	var opened state.Share
	w.State(&opened, &opened.Origin) // a broken one names no case, which share answers
	s := shareForm{
		Submission: w,
		cases:      f.toShare(opened),
		into:       w.Input(view.BlockShareTo, view.InputShareTo).Conversation,
		note:       strings.TrimSpace(w.Input(view.BlockNote, view.InputNote).Value),
	}
	s.responseURL = w.ResponseURLIn(s.into)
	return turn.Work{Do: func(ctx context.Context, say *view.Renderer) (turn.Outcome, error) { return f.share(ctx, say, s), nil }}
}

// share posts cases into a channel in a person's name.
func (f *Feature) share(ctx context.Context, say *view.Renderer, s shareForm) turn.Outcome {
	switch {
	case len(s.cases) == 0:
		return s.notShared(say, turn.Message{Text: view.ProblemCaseGone})
	case s.into == "":
		return s.notShared(say, turn.Message{Text: view.ProblemNoChannel})
	}
	p := say.Shared(s.cases[0], s.User, s.note)
	if len(s.cases) > 1 {
		p = say.SharedComparison(s.cases, s.User, s.note, state.EncodeSelection("", unasked(s.cases)))
	}
	ts, err := f.post(ctx, s, p)
	if errors.Is(err, slackapi.ErrUnsure) {
		f.Log.Info("bot: sharing unsure", "err", err)
		return s.notShared(say, turn.Message{Text: "problem.unsure-shared"})
	}
	if err != nil {
		return s.notShared(say, f.Problem(err))
	}
	f.Log.Info("bot: shared", "cases", turn.IDs(s.cases), "channel", s.into)
	f.keep(ctx, s, ts)
	shownIn := ""
	if strings.HasPrefix(s.into, "C") || strings.HasPrefix(s.into, "G") {
		shownIn = s.into
	}
	window := say.SharedWindow(shownIn)
	return turn.Outcome{Window: &window} // where the window is gone, the shared case in the channel speaks for itself
}

// unasked are cases that no problem was asked for.
func unasked(cases []*corpus.Case) []recommend.Match {
	matches := make([]recommend.Match, len(cases))
	for i, c := range cases {
		matches[i].Case = c
	}
	return matches
}

// toShare are the cases that a window is to share; none where one of them has left the
// library.
func (f *Feature) toShare(s state.Share) []*corpus.Case {
	wanted := s.Cases
	if s.Case != "" {
		wanted = []string{s.Case}
	}
	var cases []*corpus.Case
	for _, id := range wanted {
		c := f.Engine.Library().Case(id)
		if c == nil {
			return nil
		}
		cases = append(cases, c)
	}
	return cases[:min(len(cases), view.MaxCompared)]
}

// notShared says why cases were not shared, in the window or, where that is gone, to the
// person.
func (s shareForm) notShared(say *view.Renderer, why turn.Message) turn.Outcome {
	window := say.NotSharedWindow(why.In(say), s.note, why.Text == "problem.unsure-shared")
	return turn.Outcome{Message: why, Window: &window}
}

// post posts as the bot where it is a member, and otherwise through the address that Slack
// hands out for the channel that the person chose.
func (f *Feature) post(ctx context.Context, s shareForm, p view.Post) (ts string, err error) {
	to := turn.Target{Channel: s.into, User: s.User, Public: true}
	if s.into == s.Channel {
		to.ThreadTS = s.ThreadTS // the conversation that the case was found for
	}
	at, err := f.PostFor(ctx, to, p)
	if s.responseURL == "" || !slackapi.Means(err, slackapi.NoChannel|slackapi.NotMember) {
		return at.TS, err
	}
	viaURL := f.Respond(ctx, turn.Target{ThreadTS: to.ThreadTS}, s.responseURL, "in_channel", p)
	if errors.Is(viaURL, slackapi.ErrUnsure) {
		return "", viaURL
	}
	if viaURL != nil {
		f.Log.Info("bot: could not share through the response address", "err", viaURL)
		return "", err // the first refusal has the better next step
	}
	return "", nil
}

// keep remembers that cases were shared. They are in the channel already, so nobody need be
// told when that fails.
func (f *Feature) keep(ctx context.Context, s shareForm, ts string) {
	if !strings.HasPrefix(s.into, "C") && !strings.HasPrefix(s.into, "G") {
		return // who sent what to whom is nobody's business
	}
	kept, err := f.kept.For(ctx, s.Turn)
	if err != nil {
		return // not for people of another organisation
	}
	share := store.Share{Channel: s.into, By: s.User, TS: ts, Public: f.Channels.Public(ctx, s.into)}
	if ts != "" {
		link, err := f.Slack.Permalink(ctx, s.into, ts)
		if err != nil {
			f.Log.Info("bot: no link to a shared case", "err", err)
		}
		share.Link = link
	}
	for _, c := range s.cases {
		share.Case = c.ID
		if err := kept.AddShare(ctx, share); err != nil {
			f.Log.Error("bot: not kept that a case was shared", "err", err)
		}
	}
}

// Before is when the cases of an answer were shared where it goes, by case.
func (f *Feature) Before(ctx context.Context, t *turn.Turn, a recommend.Answer) map[string]view.Shared {
	if t.Channel == "" || turn.Direct(t.Channel) || t.Public && f.Keeps && f.External(ctx, t.Channel) {
		return nil
	}
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return nil
	}
	found, err := kept.SharedIn(ctx, t.Channel, turn.MatchedIDs(a.Cases))
	if err != nil {
		f.Log.Error("bot: answered without what was shared before", "err", err)
		return nil
	}
	shared := make(map[string]view.Shared, len(found))
	for id, s := range found {
		before := view.Shared{By: view.By{User: s.By, At: s.At}, Link: s.Link}
		if t.Public { // a mention would ping them for somebody else's question
			before.Name = f.NameOf(ctx, s.By)
		}
		shared[id] = before
	}
	return shared
}
