package answer

import (
	"context"
	"strings"

	"precedent/bot/slackapi"
	"precedent/bot/state"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/corpus"
)

// feedbackStore keeps what people say of answers.
type feedbackStore interface {
	AddFeedback(ctx context.Context, f store.Feedback) (id int64, err error)
	ExplainFeedback(ctx context.Context, id int64, by, caseID, reason string) (found bool, err error)
}

// feedback asks whether answers were helpful.
type feedback struct {
	*turn.Host
	kept turn.Kept[feedbackStore]
}

func (f feedback) register(r *turn.Router) {
	r.Action(view.ActionFeedback, f.keep)
	r.Form(view.CallbackReason, f.readReason)
}

// keep keeps what a person said of an answer, and asks what was wrong where it
// did not help.
func (f feedback) keep(ctx context.Context, t *turn.Turn, p turn.Press) error {
	say := t.Say(ctx)
	var s state.Feedback
	if err := state.Decode(p.Value, &s); err != nil || s.Problem == "" {
		return t.OldButton(ctx, err)
	}
	said := store.Feedback{By: t.User, AskedBy: state.First(s.Asker, turn.MaxID), Channel: t.Channel, Problem: state.First(s.Problem, state.MaxFeedbackProblem), Helpful: s.Helpful}
	var cases []*corpus.Case
	for _, id := range s.Cases[:min(len(s.Cases), turn.PageSize)] {
		if c := f.Engine.Library().Case(id); c != nil {
			said.Cases, cases = append(said.Cases, id), append(cases, c)
		}
	}
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return err
	}
	id, err := kept.AddFeedback(ctx, said)
	if err != nil {
		return turn.StoreError(err)
	}
	f.Log.Info("bot: feedback", "helpful", said.Helpful, "cases", said.Cases)
	thanks := say.Sentence("label.thanks")
	if said.Helpful {
		return t.ReplyPrivately(ctx, thanks)
	}
	err = t.OpenWindow(ctx, say.ReasonWindow(cases, t.Sealed(state.Reason{Feedback: id, Origin: t.Origin()})), thanks)
	if slackapi.Means(err, slackapi.TooLate) { // the feedback itself is kept
		return t.ReplyPrivately(ctx, thanks)
	}
	return err
}

// readReason reads the window that asks what was not helpful, and adds to the feedback
// which case it is about and why.
func (f feedback) readReason(w *turn.Submission) turn.Work {
	var opened state.Reason
	w.State(&opened, &opened.Origin) // a broken one names no feedback, which is then not found
	which := w.Input(view.BlockWhich, view.InputWhich).Selected.Value
	if f.Engine.Library().Case(which) == nil { // the answer as a whole, or a case that has left
		which = ""
	}
	reason := state.First(strings.TrimSpace(w.Input(view.BlockReason, view.InputReason).Value), view.MaxNote)
	return turn.Work{Entered: reason, Do: func(ctx context.Context, _ *view.Renderer) (o turn.Outcome, err error) {
		kept, err := f.kept.For(ctx, w.Turn)
		if err != nil {
			return o, err
		}
		found, err := kept.ExplainFeedback(ctx, opened.Feedback, w.User, which, reason)
		if err != nil {
			return o, turn.StoreError(err)
		}
		if !found { // removed since
			return turn.Outcome{Message: turn.Message{Text: "problem.feedback-gone"}, Entered: reason}, nil
		}
		return turn.Outcome{Message: turn.Message{Text: "label.thanks"}}, nil
	}}
}
