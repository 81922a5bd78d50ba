package view

import (
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
)

// Names of the buttons and windows around saved cases.
const (
	ActionList   = "list"
	ActionRemove = "remove"
	ActionPage   = "page" // of a list
	ActionEdit   = "edit" // the note of a saved case

)

// ListSize is how many saved cases a message shows at a time.
const ListSize = 8

// nowhere is the offset of a saved case that stands in no list.
const nowhere = -1

// Entry is a saved case.
type Entry struct {
	Case    *corpus.Case // nil for one that has left the library
	ID      string
	Title   string // as it was when saved
	URL     string // the same
	Saved   By
	Note    string             // "" for none
	NotedBy string             // id of who wrote the note
	Found   recommend.Strength // how similar it was found, where a problem led to it; "" for not known
}

// asCase is the saved case, as far as it is known where it has left the library.
func (e Entry) asCase() *corpus.Case {
	if e.Case == nil {
		return &corpus.Case{ID: e.ID, Title: e.Title, URL: e.URL}
	}
	return e.Case
}

// Saved says that a case is on a list now, or since when it was there before.
func (r *Renderer) Saved(c *corpus.Case, own bool, before *By) Post {
	sentence, since := r.Text("label.saved"), []slack.RichTextSectionElement(nil)
	switch {
	case before != nil:
		sentence = r.Text("label.saved-before")
		since = append(since, text("\n"))
		since = append(since, r.by("label.saved-by", *before, "")...)
	case own:
		sentence = r.Text("label.saved-own")
	}
	elements := append([]slack.RichTextSectionElement{text(sentence + " "), bold(cut(c.Title, corpus.MaxTitle))}, since...)
	return Post{
		Text:  escape(sentence + " " + c.Title),
		Plain: escape(sentence + " " + c.Title),
		Blocks: []slack.Block{
			newRichText("", elements...),
			slack.NewActionBlock("act:"+c.ID,
				newButton(ActionEdit, c.ID, r.Text("button.note"), c.Title),
				newButton(ActionList, "0", r.Text("button.list"), ""),
			),
		},
	}
}

// List shows a page of saved cases, from the one at offset on. happened is said
// first, "" for nothing.
func (r *Renderer) List(entries []Entry, own bool, offset int, happened string) Post {
	title := r.Text("label.list-of-channel", len(entries))
	if own {
		title = r.Text("label.list-own", len(entries))
	}
	if len(entries) == 0 {
		return said(strings.TrimSpace(happened + "\n" + r.Text("label.list-empty")))
	}
	offset = max(0, min(offset, len(entries)-1))
	for shown := min(ListSize, len(entries)-offset); ; shown-- {
		blocks := r.listBlocks(entries, offset, shown, title, happened)
		if size(blocks) > blockkit.MessageBlockChars && shown > 1 {
			continue
		}
		plain := []string{title}
		for _, e := range entries[offset : offset+shown] {
			plain = append(plain, strings.TrimSpace(e.Title+"\n"+linkURL(e.URL)))
		}
		return Post{
			Text:   escape(strings.TrimSpace(happened + " " + title)),
			Plain:  escape(strings.Join(plain, "\n")),
			Blocks: blocks,
		}
	}
}

func (r *Renderer) listBlocks(entries []Entry, offset, shown int, title, happened string) []slack.Block {
	blocks := []slack.Block{header(title)}
	if happened != "" {
		blocks = append(blocks, note(happened))
	}
	for i, e := range entries[offset : offset+shown] {
		if i > 0 {
			blocks = append(blocks, slack.NewDividerBlock())
		}
		blocks = append(blocks, r.entryBlocks(e, offset)...)
	}
	var turn []slack.BlockElement
	if offset > 0 {
		turn = append(turn, newButton(ActionPage+":back", itoa(max(0, offset-ListSize)), r.Text("button.newer"), ""))
	}
	if next := offset + shown; next < len(entries) {
		turn = append(turn, newButton(ActionPage+":on", itoa(next), r.Text("button.older"), ""))
	}
	turn = append(turn, selectButtons(&r.Speaker, SelectFromList, len(entries))...)
	return append(blocks, slack.NewActionBlock("page", turn...))
}

// entryBlocks show a saved case of a page of a list that begins at offset, or with
// nowhere one in no list.
func (r *Renderer) entryBlocks(e Entry, offset int) []slack.Block {
	shown := e.asCase()
	where := cut(r.words.Whereabouts(shown), lineChars)
	if e.Case == nil {
		where = r.Text(labelLeft)
	}
	elements := append(caseLines(shown, where), text("\n"))
	elements = append(elements, r.by("label.saved-by", e.Saved, "")...)
	lines := []slack.RichTextElement{slack.NewRichTextSection(elements...)}
	if e.Note != "" {
		lines = append(lines, &slack.RichTextQuote{Type: slack.RTEQuote, Elements: []slack.RichTextSectionElement{
			text(cut(e.Note, MaxNote) + " – "), slack.NewRichTextSectionUserElement(e.NotedBy, nil),
		}})
	}
	edit := r.Text("button.note")
	if e.Note != "" {
		edit = r.Text("button.edit-note")
	}
	var actions []slack.BlockElement
	if e.Case != nil {
		actions = append(actions,
			newButton(ActionDetails, e.ID, r.Text(ButtonDetails), e.Title),
			newButton(ActionLike, e.ID, r.Text(ButtonLike), e.Title))
	}
	page := "" // so that who changes something stays on it
	if offset != nowhere {
		page = ":" + itoa(offset)
	}
	remove := newButton(ActionRemove+page, e.ID, r.Text("button.remove"), e.Title)
	remove.Confirm = slack.NewConfirmationBlockObject(
		plainText(r.Text("title.remove"), blockkit.ConfirmTitleChars), plainText(cut(e.Title, blockkit.ConfirmTextChars), blockkit.ConfirmTextChars),
		plainText(r.Text("button.remove"), blockkit.ConfirmButtonChars), plainText(r.Text(buttonCancel), blockkit.ConfirmButtonChars))
	actions = append(actions, newButton(ActionEdit+page, e.ID, edit, e.Title), remove)
	return []slack.Block{
		slack.NewRichTextBlock("case:"+e.ID, lines...),
		slack.NewActionBlock("act:"+e.ID, actions...),
	}
}

// NoteWindow asks for the note of a saved case. state is handed back when the
// window is submitted.
func (r *Renderer) NoteWindow(title, before, state string) slack.ModalViewRequest {
	return r.form(CallbackNote, state, newRichText("", bold(cut(title, corpus.MaxTitle))),
		r.optional(BlockNote, labelShareNote, "hint.note", multiline(InputNote, before, MaxNote)))
}

// Listed are the cases of a list, those that have left the library as far as they are
// known.
func Listed(entries []Entry) Choices {
	cases := make(Choices, len(entries))
	for i, e := range entries {
		cases[i] = e.asCase()
	}
	return cases
}
