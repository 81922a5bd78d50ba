package bot

import (
	"context"
	"strconv"
	"strings"

	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/corpus"
)

// asksForList tells whether a text asks for the list of saved cases.
func asksForList(text string) bool {
	switch strings.ToLower(strings.Trim(text, " .!?")) {
	case "list", "liste", "shortlist":
		return true
	}
	return false
}

// save puts a case on the list of the place where the button was pressed.
func (b *Bot) save(ctx context.Context, to reply, c *corpus.Case) error {
	list, own := listFor(to.channel, to.user)
	before, err := b.memoryOf(ctx, to).Save(ctx, store.Saved{List: list, Case: c.ID, Title: c.Title, URL: c.URL, By: to.user})
	if err != nil {
		return kept(err)
	}
	var since *view.By
	if before != nil {
		since = &view.By{User: before.By, At: before.At}
	}
	b.lg.Info("bot: saved", "case", c.ID, "channel", to.channel, "before", before != nil)
	if to.home {
		sentence := view.LabelSavedHome
		if before != nil {
			sentence = view.LabelSavedAlready
		}
		b.refreshHome(ctx, to, b.speakTo(ctx, to).Text(sentence, c.Title))
		return nil
	}
	if own {
		defer b.refreshHome(ctx, to, "")
	}
	return b.send(ctx, to.private(), b.speakTo(ctx, to).Saved(c, own, since))
}

// showList shows the list of a place, privately. happened is said first, "" for
// nothing.
func (b *Bot) showList(ctx context.Context, to reply, offset int, happened string) error {
	list, own := listFor(to.channel, to.user)
	saved, err := b.memoryOf(ctx, to).List(ctx, list)
	if err != nil {
		return kept(err)
	}
	return b.send(ctx, to.private(), b.speakTo(ctx, to).List(b.entries(saved), own, offset, happened))
}

// remove takes a case off the list and shows what is left, in place of the message
// where the button was pressed.
func (b *Bot) remove(ctx context.Context, to reply, caseID string, offset int) error {
	list, own := listFor(to.channel, to.user)
	removed, err := b.memoryOf(ctx, to).Remove(ctx, list, caseID)
	if err != nil {
		return kept(err)
	}
	say := b.speakTo(ctx, to)
	happened := say.Text(view.TroubleNotOnList)
	if removed != nil {
		happened = say.Text(view.LabelRemoved, removed.Title)
		b.lg.Info("bot: removed", "case", caseID, "channel", to.channel)
	}
	if to.home {
		b.refreshHome(ctx, to, happened)
		return nil
	}
	if own {
		defer b.refreshHome(ctx, to, "")
	}
	to.replace = true
	return b.showList(ctx, to, offset, happened)
}

// noteState travels in the window for a note.
type noteState struct {
	Case string `json:"c"`
	Page string `json:"g,omitempty"` // offset of the page of the list that it was opened from, "" for none
	origin
}

// openNote asks for the note of a saved case.
func (b *Bot) openNote(ctx context.Context, to reply, trigger, caseID, page string) error {
	list, _ := listFor(to.channel, to.user)
	saved, err := b.memoryOf(ctx, to).List(ctx, list)
	if err != nil {
		return kept(err)
	}
	say := b.speakTo(ctx, to)
	for _, s := range saved {
		if s.Case != caseID {
			continue
		}
		state := noteState{caseID, page, to.origin()}
		return b.openWindow(ctx, to, trigger, say.NoteWindow(s.Title, s.Note, b.windowState(to, state)), say.Sentence(view.TroubleNoWindow))
	}
	return b.send(ctx, to.private(), say.Sentence(view.TroubleNotOnList))
}

// noteOrder is a submitted window for a note.
type noteOrder struct {
	viewID string
	caseID string
	page   string
	note   string
	to     reply
}

func (b *Bot) readNote(i *Interaction) noteOrder {
	var state noteState
	b.readWindowState(i, &state) // a broken one leaves the case empty, which is on no list
	return noteOrder{
		viewID: i.View.ID,
		caseID: state.Case,
		page:   state.Page,
		note:   firstCharacters(strings.TrimSpace(i.View.State.Values[view.BlockNote][view.InputNote].Value), view.MaxNote),
		to:     state.reply(i),
	}
}

// annotate keeps the note of a saved case and says in the window that it did.
func (b *Bot) annotate(ctx context.Context, n noteOrder) error {
	say := b.speakTo(ctx, n.to)
	list, own := listFor(n.to.channel, n.to.user)
	if own {
		defer b.refreshHome(ctx, n.to, "")
	}
	found, err := b.memoryOf(ctx, n.to).Annotate(ctx, list, n.caseID, n.to.user, n.note)
	outcome, entered := sentence{text: view.LabelNoted}, ""
	switch {
	case err != nil:
		outcome, entered = b.sentenceFor(kept(err)), n.note
	case !found:
		outcome, entered = sentence{text: view.TroubleNotOnList}, n.note
	case n.note == "":
		outcome = sentence{text: view.LabelUnnoted}
	}
	if err == nil && found && n.page != "" { // the list that it was opened from shows it too
		n.to.replace = true
		if err := b.showList(ctx, n.to, readOffset(n.page), ""); err != nil {
			b.lg.Info("bot: list not brought up to date", "err", err)
		}
	}
	return b.tell(ctx, say, n.viewID, say.Outcome(view.CallbackNote, outcome.said(say), entered), outcome, n.to)
}

// readOffset reads the value of a button that turns the pages of a list.
func readOffset(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
