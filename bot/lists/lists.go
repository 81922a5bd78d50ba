// Package lists keeps shortlists: cases that people save, with notes, on the list of a
// channel or their own, and what is made of the cases of a list or an answer, which are
// comparisons and briefs. It finds no cases.
package lists

import (
	"context"
	"strconv"
	"strings"

	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/corpus"
)

// Store is what the feature uses of what is kept.
type Store interface {
	Save(ctx context.Context, entry store.Saved) (before *store.Saved, err error)
	Remove(ctx context.Context, list, caseID string) (removed *store.Saved, err error)
	Annotate(ctx context.Context, list, caseID, by, note string) (found bool, err error)
	List(ctx context.Context, list string) ([]store.Saved, error)
	SetQuestion(ctx context.Context, list, by, question string) error
	Question(ctx context.Context, list string) (string, error)
}

// Feature keeps lists.
type Feature struct {
	*turn.Host
	kept turn.Kept[Store]
}

// New makes the feature.
func New(h *turn.Host, kept Store) *Feature { return &Feature{h, turn.Keep(h, kept)} }

// Register says what the feature handles.
func (f *Feature) Register(r *turn.Router) {
	r.Keyword(asksForList, func(ctx context.Context, t *turn.Turn, _ string) error { return f.show(ctx, t, 0, "") })
	r.CaseButton(view.CaseButton{Action: view.ActionSave, Label: view.ButtonSave, Keeps: true}, f.save)
	r.Action(view.ActionList, func(ctx context.Context, t *turn.Turn, _ turn.Press) error {
		return t.AndInHome(ctx, "label.list-in-dm", f.show(ctx, t, 0, ""))
	})
	r.Action(view.ActionPage, func(ctx context.Context, t *turn.Turn, p turn.Press) error {
		t.Replace = true
		return f.show(ctx, t, readOffset(p.Value), "")
	})
	r.Action(view.ActionRemove, func(ctx context.Context, t *turn.Turn, p turn.Press) error {
		return f.remove(ctx, t, p.Value, readOffset(p.Rest))
	})
	r.Action(view.ActionEdit, f.openNote)
	r.Form(view.CallbackNote, f.readNote)
	r.Action(view.ActionCompare, f.openCompare)
	r.Form(view.CallbackCompare, f.readCompare)
	brief{f}.register(r)
}

// asksForList tells whether a text asks for the list of saved cases.
func asksForList(text string) (rest string, ok bool) {
	return "", view.Typed(view.TypedList, strings.Trim(text, " .!?"))
}

// saved are the cases on the list of where the person is, and whether it is their own.
func (f *Feature) saved(ctx context.Context, t *turn.Turn) (saved []store.Saved, own bool, err error) {
	list, own := t.List()
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return nil, own, err
	}
	saved, err = kept.List(ctx, list)
	return saved, own, err
}

// save puts a case on the list of the conversation where the button was pressed.
func (f *Feature) save(ctx context.Context, t *turn.Turn, c *corpus.Case) error {
	list, own := t.List()
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return err
	}
	before, err := kept.Save(ctx, store.Saved{List: list, Case: c.ID, Title: c.Title, URL: c.URL, By: t.User})
	if err != nil {
		return turn.StoreError(err)
	}
	var since *view.By
	if before != nil {
		since = &view.By{User: before.By, At: before.At}
	}
	f.Log.Info("bot: saved", "case", c.ID, "channel", t.Channel, "before", before != nil)
	if t.InHome {
		sentence := "label.saved-home"
		if before != nil {
			sentence = "label.saved-already"
		}
		t.RefreshHome(ctx, t.Say(ctx).Text(sentence, c.Title))
		return nil
	}
	if own {
		defer t.RefreshHome(ctx, "")
	}
	return t.ReplyPrivately(ctx, t.Say(ctx).Saved(c, own, since))
}

// show shows the list of the conversation, privately. happened is said first, "" for
// nothing.
func (f *Feature) show(ctx context.Context, t *turn.Turn, offset int, happened string) error {
	saved, own, err := f.saved(ctx, t)
	if err != nil {
		return turn.StoreError(err)
	}
	return t.ReplyPrivately(ctx, t.Say(ctx).List(Entries(f.Engine.Library(), saved), own, offset, happened))
}

// remove takes a case off the list and shows what is left, in place of the message
// where the button was pressed.
func (f *Feature) remove(ctx context.Context, t *turn.Turn, caseID string, offset int) error {
	list, own := t.List()
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return err
	}
	removed, err := kept.Remove(ctx, list, caseID)
	if err != nil {
		return turn.StoreError(err)
	}
	say := t.Say(ctx)
	happened := say.Text(view.ProblemNotOnList)
	if removed != nil {
		happened = say.Text("label.removed", removed.Title)
		f.Log.Info("bot: removed", "case", caseID, "channel", t.Channel)
	}
	if t.InHome {
		t.RefreshHome(ctx, happened)
		return nil
	}
	if own {
		defer t.RefreshHome(ctx, "")
	}
	t.Replace = true
	return f.show(ctx, t, offset, happened)
}

// Entries puts saved cases into the form in which they are shown.
func Entries(library *corpus.Library, list []store.Saved) []view.Entry {
	entries := make([]view.Entry, len(list))
	for i, s := range list {
		entries[i] = view.Entry{
			Case: library.Case(s.Case), ID: s.Case, Title: s.Title, URL: s.URL,
			Saved: view.By{User: s.By, At: s.At}, Note: s.Note, NotedBy: s.NotedBy,
		}
	}
	return entries
}

// readOffset reads the value of a button that turns the pages of a list.
func readOffset(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
