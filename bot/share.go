package bot

import (
	"context"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/slackapi"
	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// shareState travels in the share window.
type shareState struct {
	Case  string   `json:"c,omitempty"`
	Cases []string `json:"m,omitempty"` // of a comparison
	origin
}

// openShare asks where to share a case.
func (b *Bot) openShare(ctx context.Context, to reply, trigger string, c *corpus.Case) error {
	say, state := b.speakTo(ctx, to), shareState{Case: c.ID, origin: to.origin()}
	return b.openWindow(ctx, to, trigger, say.ShareWindow(c, b.windowState(to, state)), say.Sentence(view.TroubleNoWindow))
}

// openShareCompare asks where to share a comparison.
func (b *Bot) openShareCompare(ctx context.Context, to reply, trigger, value string) error {
	say := b.speakTo(ctx, to)
	_, entries, err := b.pick(ctx, to, value)
	if err != nil {
		return err
	}
	cases, _ := casesOf(stillThere(entries))
	cases = cases[:min(len(cases), view.CompareMost)]
	if len(cases) < 2 {
		return b.send(ctx, to.private(), say.Sentence(view.LabelCompareTwo))
	}
	state := shareState{Cases: ids(cases), origin: to.origin()}
	return b.openWindow(ctx, to, trigger, say.ShareComparisonWindow(cases, b.windowState(to, state)), say.Sentence(view.TroubleNoWindow))
}

// shareOrder is a submitted share window.
type shareOrder struct {
	viewID      string
	state       shareState
	channel     string // where to share
	note        string
	user        string
	responseURL string // posts into channel without membership; "" for none
	to          reply  // where the person is told if the window is gone
}

// readShare reads a submitted share window. What is missing stays empty and is
// answered by share.
func (b *Bot) readShare(i *Interaction) shareOrder {
	var state shareState
	b.readWindowState(i, &state) // a broken one leaves the case empty, which share answers
	values := i.View.State.Values
	s := shareOrder{
		viewID:  i.View.ID,
		state:   state,
		channel: values[view.BlockShareTo][view.InputShareTo].Conversation,
		note:    strings.TrimSpace(values[view.BlockNote][view.InputNote].Value),
		user:    i.User.ID,
		to:      state.reply(i),
	}
	for _, r := range i.ResponseURLs {
		if r.Channel == s.channel {
			s.responseURL = r.ResponseURL
		}
	}
	return s
}

// share posts a case into a channel in a person's name, and says in the window
// how that went.
func (b *Bot) share(ctx context.Context, s shareOrder) error {
	say := b.speakTo(ctx, s.to)
	cases := b.toShare(s.state)
	switch {
	case len(cases) == 0:
		return b.notShared(ctx, say, s, sentence{text: view.TroubleCaseGone})
	case s.channel == "":
		return b.notShared(ctx, say, s, sentence{text: view.TroubleNoChannel})
	}
	p := say.Shared(cases[0], s.user, s.note)
	if len(cases) > 1 {
		p = say.SharedComparison(cases, s.user, s.note, pickValue("")(unasked(cases)))
	}
	ts, err := b.postShared(ctx, s, p)
	if errors.Is(err, ErrUnsure) {
		b.lg.Info("bot: sharing unsure", "err", err)
		return b.notShared(ctx, say, s, sentence{text: view.TroubleUnsureShared})
	}
	if err != nil {
		return b.notShared(ctx, say, s, b.sentenceFor(err))
	}
	b.lg.Info("bot: shared", "cases", ids(cases), "channel", s.channel)
	b.keepShare(ctx, s, cases, ts)
	shownIn := ""
	if strings.HasPrefix(s.channel, "C") || strings.HasPrefix(s.channel, "G") {
		shownIn = s.channel
	}
	b.showInWindow(ctx, s.viewID, say.SharedWindow(shownIn))
	return nil // where the window is gone, the shared case in the channel speaks for itself
}

// toShare are the cases that a window is to share; none where one of them has left the
// library.
func (b *Bot) toShare(s shareState) []*corpus.Case {
	wanted := s.Cases
	if s.Case != "" {
		wanted = []string{s.Case}
	}
	var cases []*corpus.Case
	for _, id := range wanted {
		c := b.engine.Library().Case(id)
		if c == nil {
			return nil
		}
		cases = append(cases, c)
	}
	return cases[:min(len(cases), view.CompareMost)]
}

// notShared says why a case was not shared, in the window or, where that is gone,
// to the person.
func (b *Bot) notShared(ctx context.Context, say *view.Renderer, s shareOrder, why sentence) error {
	return b.tell(ctx, say, s.viewID, say.TroubleWindow(why.said(say), s.note, why.text == view.TroubleUnsureShared), why, s.to)
}

// postShared posts as the bot where it is a member, and otherwise through the
// address that Slack hands out for the channel that the person chose.
func (b *Bot) postShared(ctx context.Context, s shareOrder, p view.Post) (ts string, err error) {
	to := reply{channel: s.channel, user: s.user, open: true}
	if s.channel == s.to.channel {
		to.thread = s.to.thread // the conversation that the case was found for
	}
	at, err := b.postFor(ctx, to, p)
	if s.responseURL == "" || !slackapi.Means(err, slackapi.NoChannel|slackapi.NotMember) {
		return at.ts, err
	}
	viaURL := b.respond(ctx, reply{thread: to.thread}, s.responseURL, "in_channel", p)
	if errors.Is(viaURL, ErrUnsure) {
		return "", viaURL
	}
	if viaURL != nil {
		b.lg.Info("bot: could not share through the response address", "err", viaURL)
		return "", err // the first refusal has the better next step
	}
	return "", nil
}

// keepShare remembers that cases were shared. They are in the channel already, so nobody
// need be told when that fails.
func (b *Bot) keepShare(ctx context.Context, s shareOrder, cases []*corpus.Case, ts string) {
	if !b.keeps || !strings.HasPrefix(s.channel, "C") && !strings.HasPrefix(s.channel, "G") {
		return // who sent what to whom is nobody's business
	}
	share := store.Share{Channel: s.channel, By: s.user, TS: ts, Public: b.public(ctx, s.channel)}
	if ts != "" {
		link, err := b.slack.Permalink(ctx, s.channel, ts)
		if err != nil {
			b.lg.Info("bot: no link to a shared case", "err", err)
		}
		share.Link = link
	}
	for _, c := range cases {
		share.Case = c.ID
		if err := b.memoryOf(ctx, s.to).AddShare(ctx, share); err != nil {
			b.lg.Error("bot: not kept that a case was shared", "err", err)
		}
	}
}

// sharedBefore is when the cases of an answer were shared where it goes, by case.
func (b *Bot) sharedBefore(ctx context.Context, to reply, a recommend.Answer) map[string]view.Shared {
	if !b.keeps || to.channel == "" || direct(to.channel) || to.open && b.external(ctx, to.channel) {
		return nil
	}
	found, err := b.memoryOf(ctx, to).SharedIn(ctx, to.channel, matchedIDs(a.Cases))
	if err != nil {
		b.lg.Error("bot: answered without what was shared before", "err", err)
		return nil
	}
	shared := make(map[string]view.Shared, len(found))
	for id, s := range found {
		before := view.Shared{By: view.By{User: s.By, At: s.At}, Link: s.Link}
		if to.open { // a mention would ping them for somebody else's question
			before.Name = b.nameOf(ctx, s.By)
		}
		shared[id] = before
	}
	return shared
}

// showInWindow changes an open window. shown is false where the window cannot be
// reached any more.
func (b *Bot) showInWindow(ctx context.Context, viewID string, w slack.ModalViewRequest) (shown bool) {
	err := b.slack.UpdateView(ctx, viewID, w)
	switch {
	case err == nil:
		return true
	case slackapi.Means(err, slackapi.NotFound):
		b.lg.Info("bot: window gone")
	default:
		b.lg.Error("bot: window not changed", "err", err)
	}
	return false
}
