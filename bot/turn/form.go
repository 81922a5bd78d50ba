package turn

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/bot/delivery"
	"precedent/bot/slackapi"
	"precedent/bot/state"
	"precedent/bot/view"
)

// Submission is a window that somebody submitted. Its turn goes privately to who was where
// the window was opened.
type Submission struct {
	*Turn
	sent *delivery.Interaction
}

// Work is what a submitted window asks for.
type Work struct {
	// Faults are, by block, what the window cannot be taken with. They are shown beside its
	// fields, and it stays open; then nothing is done.
	Faults map[string]Message
	// Do does it, and says how it went. say is what is said to the person in. An error is
	// told in plain words.
	Do func(ctx context.Context, say *view.Renderer) (Outcome, error)
	// Entered is what the person typed, so that it is not lost when Do fails.
	Entered string
	// Then is done when the person has been told how it went; nil for nothing.
	Then func(ctx context.Context)
}

// Outcome is how it went with a submitted window.
type Outcome struct {
	Message
	Entered string                  // what the person typed, where it is to be shown again
	Window  *slack.ModalViewRequest // in place of one that says the message
}

// State reads the window's state, and goes on where its origin says. A broken state is
// left as it is, and so is one that was not made for who submitted it. origin is the part
// of s that says where the window was opened.
func (w *Submission) State(s any, origin *state.Origin) {
	sealed, err := w.seal.Open(w.User, w.sent.View.PrivateMetadata)
	if err == nil {
		err = state.Decode(sealed, s)
	}
	if err != nil {
		w.Log.Info("bot: window not understood", "callback", w.sent.View.CallbackID, "err", err)
	}
	w.Channel, w.ThreadTS, w.ResponseURL = origin.Channel, origin.Thread, origin.ResponseURL
}

// Input is what the person entered in one field.
func (w *Submission) Input(block, action string) delivery.InputValue {
	return w.sent.View.State.Values[block][action]
}

// Field is Input for the blocks whose one field has the usual name.
func (w *Submission) Field(block string) delivery.InputValue {
	return w.Input(block, view.InputField)
}

// ResponseURLIn is the address that Slack handed out for a channel that the person chose,
// "" for none.
func (w *Submission) ResponseURLIn(channel string) (address string) {
	for _, r := range w.sent.ResponseURLs {
		if r.Channel == channel {
			address = r.ResponseURL
		}
	}
	return address
}

// Callback is the callback id of the window.
func (w *Submission) Callback() string { return w.sent.View.CallbackID }

// Typed is everything that the person typed in the window.
func (w *Submission) Typed() string {
	values := w.sent.View.State.Values
	var texts []string
	for _, block := range slices.Sorted(maps.Keys(values)) {
		for _, field := range values[block] {
			if field.Value != "" {
				texts = append(texts, field.Value)
			}
		}
	}
	return strings.Join(texts, "\n")
}

// unreadable tells whether the window has a state that was not made for who submitted it,
// or by a bot with another token.
func (w *Submission) unreadable() bool {
	if w.sent.View.PrivateMetadata == "" {
		return false
	}
	_, err := w.seal.Open(w.User, w.sent.View.PrivateMetadata)
	return err != nil
}

// submitted is what a submitted window asks for.
func submitted(h *Host, i *delivery.Interaction, read FormReader) Task {
	w := &Submission{h.For(Target{User: i.User.ID, From: i.Organisation()}), i}
	if w.unreadable() { // it is to be opened anew, with what was typed
		return Task{Window: w, To: w.Target, Do: func(ctx context.Context) error {
			return w.finish(ctx, w.Say(ctx), Outcome{Message: Message{Text: "problem.old-window"}, Entered: w.Typed()})
		}}
	}
	work := read(w)
	if len(work.Faults) > 0 {
		return Task{Window: w, To: w.Target, Faults: work.Faults}
	}
	return Task{Window: w, To: w.Target, Do: func(ctx context.Context) error {
		say := w.Say(ctx)
		outcome, err := work.Do(ctx, say)
		if err != nil {
			outcome = Outcome{Message: w.Problem(err), Entered: work.Entered}
		}
		if work.Then != nil {
			defer work.Then(ctx)
		}
		return w.finish(ctx, say, outcome)
	}}
}

// finish says in the window how it went.
func (w *Submission) finish(ctx context.Context, say *view.Renderer, o Outcome) error {
	window := o.Window
	if window == nil {
		said := say.Outcome(w.Callback(), o.In(say), o.Entered)
		window = &said
	}
	return w.tell(ctx, say, w.sent.View.ID, *window, o.Message)
}

// Sealed is the state of a window for the person.
func (t *Turn) Sealed(s any) string { return t.seal.Close(t.User, state.Encode(s)) }

// OpenWindow opens a window. Where Slack does not accept what is in it, the person gets
// the message instead: a window has no plain form.
func (t *Turn) OpenWindow(ctx context.Context, w slack.ModalViewRequest, instead view.Post) error {
	content, err := json.Marshal(w)
	if err == nil {
		err = blockkit.Refused(blockkit.CheckView(content))
	}
	if err == nil {
		err = t.Slack.OpenView(ctx, t.trigger, w)
		if !blocksRefused(err) {
			return err
		}
	}
	t.Log.Error("bot: window refused", "err", err)
	return t.ReplyPrivately(ctx, instead)
}

// showInWindow changes an open window. shown is false where the window cannot be
// reached any more.
func (t *Turn) showInWindow(ctx context.Context, viewID string, w slack.ModalViewRequest) (shown bool) {
	err := t.Slack.UpdateView(ctx, viewID, w)
	switch {
	case err == nil:
		return true
	case slackapi.Means(err, slackapi.NotFound):
		t.Log.Info("bot: window gone")
	default:
		t.Log.Error("bot: window not changed", "err", err)
	}
	return false
}

// tell says how something went, in its window or, where that is gone, to the person;
// nothing there where outcome is empty.
func (t *Turn) tell(ctx context.Context, say *view.Renderer, viewID string, w slack.ModalViewRequest, outcome Message) error {
	if t.showInWindow(ctx, viewID, w) || outcome.Text == "" {
		return nil
	}
	if err := t.ReplyPrivately(ctx, outcome.Post(say)); err != nil {
		return fmt.Errorf("say how it went: %w", err)
	}
	return nil
}
