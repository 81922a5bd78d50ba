package view

import (
	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
)

// Keys of texts.
const (
	labelKeeping   = "label.keeping"
	labelComparing = "label.comparing"
	labelBriefing  = "label.briefing"
	labelSearching = "label.searching"
	labelSharing   = "label.sharing"
)

// windows are the titles of the windows that people submit, and what they say while
// that is being done, by callback id.
var windows = map[string]struct{ title, working string }{
	CallbackShare:  {titleShare, labelSharing},
	CallbackNote:   {labelShareNote, labelKeeping},
	CallbackReason: {titleReason, labelKeeping},
	CallbackSearch: {titleSearch, labelSearching},

	CallbackCompare:   {titleCompare, labelComparing},
	CallbackBrief:     {titleBrief, labelBriefing},
	CallbackWorkplace: {titleWorkplace, labelKeeping},
}

// Working is the window while what was submitted in it is being done.
func (r *Renderer) Working(callback string) slack.ModalViewRequest {
	w := windows[callback]
	return r.window(w.title, newRichText("", text(r.Text(w.working))))
}

// Outcome is a window that says how something went: a sentence under the title of the
// window that it went out from. entered is what the person had
// typed, shown so that it can be copied where it was not kept; "" for none.
func (r *Renderer) Outcome(callback, sentence, entered string) slack.ModalViewRequest {
	blocks := []slack.Block{newRichText("", text(sentence))}
	if entered != "" {
		blocks = append(blocks, newRichText("", bold(r.Text(labelYourNote)), text("\n"+cut(entered, blockkit.TextChars-100))))
	}
	return r.window(windows[callback].title, blocks...)
}
