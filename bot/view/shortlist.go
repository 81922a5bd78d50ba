package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
)

// Names of the buttons and windows around saved cases.
const (
	ActionSave   = "save"
	ActionList   = "list"
	ActionRemove = "remove"
	ActionPage   = "page" // of a list
	ActionEdit   = "edit" // the note of a saved case

	CallbackNote = "note_case"
)

// ListSize is how many saved cases a message shows at a time.
const ListSize = 8

// nowhere is the offset of a saved case that stands in no list.
const nowhere = -1

// By is a person and a time.
type By struct {
	User string // id
	At   time.Time
}

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

// Saved says that a case is on a list now, or since when it was there before.
func (r *Renderer) Saved(c *corpus.Case, own bool, before *By) Post {
	sentence := r.Text(labelSaved)
	if own {
		sentence = r.Text(labelSavedOwn)
	}
	elements := []slack.RichTextSectionElement{text(sentence + " "), bold(cut(c.Title, corpus.MaxTitle))}
	if before != nil {
		sentence = r.Text(labelSavedBefore)
		elements = []slack.RichTextSectionElement{text(sentence + " "), bold(cut(c.Title, corpus.MaxTitle))}
		elements = append(elements, text("\n"))
		elements = append(elements, r.by(labelSavedBy, *before, "")...)
	}
	return Post{
		Text:  escape(sentence + " " + c.Title),
		Plain: escape(sentence + " " + c.Title),
		Blocks: []slack.Block{
			newRichText("", elements...),
			slack.NewActionBlock("act:"+c.ID,
				newButton(ActionEdit, c.ID, r.Text(ButtonNote), c.Title),
				newButton(ActionList, "0", r.Text(ButtonList), ""),
			),
		},
	}
}

// by says who did something and when, by a text with a place for each. A person with a
// name is called by it, and mentioned otherwise.
func (r *Renderer) by(key string, by By, name string) []slack.RichTextSectionElement {
	person := slack.RichTextSectionElement(slack.NewRichTextSectionUserElement(by.User, nil))
	if name != "" {
		person = text(cut(name, blockkit.PlaceholderChars))
	}
	return r.rich(key, person, r.date(by.At))
}

// date is a day as each reader's Slack writes it.
func (r *Renderer) date(at time.Time) slack.RichTextSectionElement {
	fallback := at.UTC().Format(time.DateOnly)
	return slack.NewRichTextSectionDateElement(at.Unix(), "{date_short}", nil, &fallback)
}

// List shows a page of saved cases, from the one at offset on. happened is said
// first, "" for nothing.
func (r *Renderer) List(entries []Entry, own bool, offset int, happened string) Post {
	title := r.Text(labelListOfChannel, len(entries))
	if own {
		title = r.Text(labelListOwn, len(entries))
	}
	if len(entries) == 0 {
		return said(strings.TrimSpace(happened + "\n" + r.Text(labelListEmpty)))
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
		turn = append(turn, newButton(ActionPage+":back", itoa(max(0, offset-ListSize)), r.Text(ButtonNewer), ""))
	}
	if next := offset + shown; next < len(entries) {
		turn = append(turn, newButton(ActionPage+":on", itoa(next), r.Text(ButtonOlder), ""))
	}
	turn = append(turn, r.pickButtons(PickList, len(entries))...)
	return append(blocks, slack.NewActionBlock("page", turn...))
}

// entryBlocks show a saved case of a page of a list that begins at offset, or with
// nowhere one in no list.
func (r *Renderer) entryBlocks(e Entry, offset int) []slack.Block {
	shown := &corpus.Case{ID: e.ID, Title: e.Title, URL: e.URL}
	if e.Case != nil {
		shown = e.Case
	}
	elements := []slack.RichTextSectionElement{caseLink(shown)}
	switch place := r.words.Whereabouts(shown); {
	case e.Case == nil:
		elements = append(elements, text("\n"+r.Text(labelLeft)))
	case place != "":
		elements = append(elements, text("\n"+cut(place, lineChars)))
	}
	elements = append(elements, text("\n"))
	elements = append(elements, r.by(labelSavedBy, e.Saved, "")...)
	lines := []slack.RichTextElement{slack.NewRichTextSection(elements...)}
	if e.Note != "" {
		lines = append(lines, &slack.RichTextQuote{Type: slack.RTEQuote, Elements: []slack.RichTextSectionElement{
			text(cut(e.Note, MaxNote) + " – "), slack.NewRichTextSectionUserElement(e.NotedBy, nil),
		}})
	}
	edit := r.Text(ButtonNote)
	if e.Note != "" {
		edit = r.Text(ButtonEditNote)
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
	remove := newButton(ActionRemove+page, e.ID, r.Text(ButtonRemove), e.Title)
	remove.Confirm = slack.NewConfirmationBlockObject(
		plainText(r.Text(titleRemove), blockkit.ConfirmTitleChars), plainText(cut(e.Title, blockkit.ConfirmTextChars), blockkit.ConfirmTextChars),
		plainText(r.Text(ButtonRemove), blockkit.ConfirmButtonChars), plainText(r.Text(buttonCancel), blockkit.ConfirmButtonChars))
	actions = append(actions, newButton(ActionEdit+page, e.ID, edit, e.Title), remove)
	return []slack.Block{
		slack.NewRichTextBlock("case:"+e.ID, lines...),
		slack.NewActionBlock("act:"+e.ID, actions...),
	}
}

// NoteWindow asks for the note of a saved case. state is handed back when the
// window is submitted.
func (r *Renderer) NoteWindow(title, before, state string) slack.ModalViewRequest {
	field := slack.NewPlainTextInputBlockElement(nil, InputNote)
	field.Multiline = true
	field.MaxLength = MaxNote
	field.InitialValue = cut(before, MaxNote)
	input := slack.NewInputBlock(BlockNote, plainText(r.Text(labelShareNote), blockkit.InputLabelChars), plainText(r.Text(hintNote), blockkit.InputHintChars), field)
	input.Optional = true
	return r.form(CallbackNote, labelShareNote, ButtonSave, state, newRichText("", bold(cut(title, corpus.MaxTitle))), input)
}

// windows are the titles of the windows that people submit, and what they say while
// that is being done, by callback id.
var windows = map[string]struct{ title, working string }{
	CallbackShare:  {titleShare, labelSharing},
	CallbackNote:   {labelShareNote, labelKeeping},
	CallbackReason: {titleReason, labelKeeping},
	CallbackSearch: {titleSearch, labelSearching},

	CallbackCompare: {titleCompare, labelComparing},
	CallbackBrief:   {titleBrief, labelBriefing},
	CallbackPlace:   {titlePlace, labelKeeping},
}

// Working is the window while what was submitted in it is being done.
func (r *Renderer) Working(callback string) slack.ModalViewRequest {
	w := windows[callback]
	return r.window(w.title, newRichText("", text(r.Text(w.working))))
}

// Outcome is a window that says how something went: a text of this package under
// the title of the window that it went out from. entered is what the person had
// typed, shown so that it can be copied where it was not kept; "" for none.
func (r *Renderer) Outcome(callback, sentence, entered string) slack.ModalViewRequest {
	blocks := []slack.Block{newRichText("", text(sentence))}
	if entered != "" {
		blocks = append(blocks, newRichText("", bold(r.Text(labelYourNote)), text("\n"+cut(entered, blockkit.TextChars-100))))
	}
	return r.window(windows[callback].title, blocks...)
}
