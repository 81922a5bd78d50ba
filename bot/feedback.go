package bot

import (
	"context"
	"encoding/json"
	"strings"

	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/corpus"
)

// maxFeedbackProblem is how much of a problem travels in a feedback button, in
// characters: both buttons of a message hold it.
const maxFeedbackProblem = 400

// maxFeedbackValue keeps both buttons from crowding out the cases, in bytes.
const maxFeedbackValue = 1000

// maxID is how long an id of Slack's may be, in characters.
const maxID = 30

// feedbackState is what a feedback button holds. The problem as it was typed is
// needed to measure ranking with, and is kept only when the button is pressed.
type feedbackState struct {
	Problem string   `json:"p"`
	Asker   string   `json:"u,omitempty"`
	Cases   []string `json:"c"`
	Helpful bool     `json:"y,omitempty"`
}

// feedbackValue returns the function that makes the values of feedback buttons
// under an answer to a problem; nil where no feedback is asked for.
func feedbackValue(asker, problem string) func([]*corpus.Case, bool) string {
	if problem == "" {
		return nil
	}
	return func(shown []*corpus.Case, helpful bool) string {
		s := feedbackState{Problem: firstCharacters(problem, maxFeedbackProblem), Asker: asker, Helpful: helpful}
		for _, c := range shown {
			s.Cases = append(s.Cases, c.ID)
		}
		return fitting(s.Problem, maxFeedbackValue, func(problem string) any { s.Problem = problem; return s })
	}
}

// feedback keeps what a person said of an answer, and asks what was wrong where it
// did not help.
func (b *Bot) feedback(ctx context.Context, to reply, trigger, value string) error {
	say := b.speakTo(ctx, to)
	var s feedbackState
	if err := json.Unmarshal([]byte(value), &s); err != nil || s.Problem == "" {
		return b.oldButton(ctx, to, err)
	}
	f := store.Feedback{By: to.user, AskedBy: firstCharacters(s.Asker, maxID), Channel: to.channel, Problem: firstCharacters(s.Problem, maxFeedbackProblem), Helpful: s.Helpful}
	var cases []*corpus.Case
	for _, id := range s.Cases[:min(len(s.Cases), PageSize)] {
		if c := b.engine.Library().Case(id); c != nil {
			f.Cases, cases = append(f.Cases, id), append(cases, c)
		}
	}
	id, err := b.memoryOf(ctx, to).AddFeedback(ctx, f)
	if err != nil {
		return kept(err)
	}
	b.lg.Info("bot: feedback", "helpful", f.Helpful, "cases", f.Cases)
	thanks := say.Sentence(view.LabelThanks)
	if f.Helpful {
		return b.send(ctx, to.private(), thanks)
	}
	err = b.openWindow(ctx, to, trigger, say.ReasonWindow(cases, b.windowState(to, reasonState{id, to.origin()})), thanks)
	if windowExpired(err) { // the feedback itself is kept
		return b.send(ctx, to.private(), thanks)
	}
	return err
}

// reasonState travels in the window that asks what was not helpful.
type reasonState struct {
	Feedback int64 `json:"f"`
	origin
}

// reasonOrder is that window, submitted.
type reasonOrder struct {
	viewID   string
	feedback int64
	caseID   string
	reason   string
	to       reply
}

func (b *Bot) readReason(i *Interaction) reasonOrder {
	var state reasonState
	b.readWindowState(i, &state) // a broken one names no feedback, which is then not found
	values := i.View.State.Values
	which := values[view.BlockWhich][view.InputWhich].Selected.Value
	if which == view.ValueWhole {
		which = ""
	}
	return reasonOrder{
		viewID:   i.View.ID,
		feedback: state.Feedback,
		caseID:   which,
		reason:   firstCharacters(strings.TrimSpace(values[view.BlockReason][view.InputReason].Value), view.MaxNote),
		to:       state.reply(i),
	}
}

// explain adds to feedback which case it is about and why.
func (b *Bot) explain(ctx context.Context, r reasonOrder) error {
	say := b.speakTo(ctx, r.to)
	if b.engine.Library().Case(r.caseID) == nil {
		r.caseID = ""
	}
	found, err := b.memoryOf(ctx, r.to).ExplainFeedback(ctx, r.feedback, r.to.user, r.caseID, r.reason)
	outcome, entered := sentence{text: view.LabelThanks}, ""
	switch {
	case err != nil:
		outcome, entered = b.sentenceFor(kept(err)), r.reason
	case !found: // removed since
		outcome, entered = sentence{text: view.TroubleFeedbackGone}, r.reason
	}
	return b.tell(ctx, say, r.viewID, say.Outcome(view.CallbackReason, outcome.said(say), entered), outcome, r.to)
}
