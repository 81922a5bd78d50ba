package view

import (
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

// Names in the share window. They stay the same while windows are open.
const (
	BlockShareTo = "to"
	InputShareTo = "to"
)

// ShareWindow asks where to share a case and with what note, and shows what
// will be posted. state is handed back when the window is submitted.
func (r *Renderer) ShareWindow(c *corpus.Case, state string) slack.ModalViewRequest {
	return r.shareWindow(state, newRichText("case:"+c.ID, r.sharedCase(c)...))
}

// ShareComparisonWindow asks where to share a comparison and with what note, and lists the
// cases that are compared. state is handed back when the window is submitted.
func (r *Renderer) ShareComparisonWindow(cases []*corpus.Case, state string) slack.ModalViewRequest {
	var items []slack.RichTextElement
	for _, c := range cases {
		items = append(items, slack.NewRichTextSection(caseLink(c)))
	}
	w := r.shareWindow(state, slack.NewRichTextBlock("", slack.NewRichTextList(slack.RTEListBullet, 0, items...)))
	w.Title = plainText(r.Text("title.share-compare"), blockkit.ViewTitleChars)
	return w
}

// shareWindow asks where to share what preview shows, and with what note.
func (r *Renderer) shareWindow(state string, preview slack.Block) slack.ModalViewRequest {
	to := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, nil, InputShareTo)
	to.DefaultToCurrentConversation = true
	to.ResponseURLEnabled = true // lets the case be posted where the bot is no member
	return r.form(CallbackShare, state, preview,
		r.input(BlockShareTo, "label.share-to", "hint.share-to", to),
		r.optional(BlockNote, labelShareNote, "hint.share-note", multiline(InputNote, "", MaxNote)))
}

// sharedCase is a case as it stands in a shared message.
func (r *Renderer) sharedCase(c *corpus.Case) []slack.RichTextSectionElement {
	return append(caseLines(c, r.words.Whereabouts(c)), r.accountElements(r.account(c, sharedText))...)
}

// Shared is the message that shares a case: who shared it, the note, the case.
func (r *Renderer) Shared(c *corpus.Case, user, why string) Post {
	sentence := r.markup("notification.shared", r.mention(user), escape(c.Title))
	plain := present(sentence, escape(cut(why, MaxNote)), escape(r.words.Whereabouts(c)), escape(linkURL(c.URL)))
	return Post{
		Text:  sentence,
		Plain: strings.Join(plain, "\n"),
		Blocks: []slack.Block{
			r.sharedIntro(user, "label.shared-by", why),
			newRichText("case:"+c.ID, r.sharedCase(c)...),
			slack.NewActionBlock("act:"+c.ID, r.caseButtons(c, true)...),
		},
	}
}

// sharedIntro says who shared something, and quotes their note.
func (r *Renderer) sharedIntro(user, shared, why string) slack.Block {
	intro := []slack.RichTextElement{slack.NewRichTextSection(r.rich(shared, slack.NewRichTextSectionUserElement(user, nil))...)}
	if why != "" {
		intro = append(intro, &slack.RichTextQuote{Type: slack.RTEQuote, Elements: []slack.RichTextSectionElement{text(cut(why, MaxNote))}})
	}
	return slack.NewRichTextBlock("", intro...)
}

// Unfurl is what stands below a link to a case. Slack takes no rich text there.
func (r *Renderer) Unfurl(c *corpus.Case) []slack.Block {
	link := slack.NewTextBlockObject(slack.MarkdownType, "*<"+escape(linkURL(c.URL))+"|"+escape(cut(c.Title, corpus.MaxTitle))+">*", false, false)
	blocks := []slack.Block{slack.NewSectionBlock(link, nil, nil, slack.SectionBlockOptionBlockID("case:"+c.ID))}
	lines := append([]string{r.words.Whereabouts(c)}, r.plainAccount(r.account(c, sharedText))...)
	said := strings.TrimSpace(strings.Join(lines, "\n"))
	if said != "" {
		blocks = append(blocks, slack.NewSectionBlock(plainText(said, blockkit.TextChars), nil, nil))
	}
	buttons := []slack.BlockElement{newButton(ActionLike, c.ID, r.Text("button.similar"), c.Title)}
	if r.Keeps {
		buttons = append(buttons, newButton(ActionSave, c.ID, r.Text(ButtonSave), c.Title))
	}
	return append(blocks, slack.NewActionBlock("act:"+c.ID, append(buttons, newButton(ActionDetails, c.ID, r.Text(ButtonDetails), c.Title))...))
}

// SharedWindow says that a case was shared, and in which channel; "" for a
// conversation that has no name.
func (r *Renderer) SharedWindow(channel string) slack.ModalViewRequest {
	if channel == "" {
		return r.window("title.shared", newRichText("", text(r.Text("label.shared-there"))))
	}
	return r.window("title.shared", newRichText("", r.rich("label.shared-in", slack.NewRichTextSectionChannelElement(channel, nil))...))
}

// NotSharedWindow says why a case was not shared, and what to do. The note that
// was to go with it is shown, so that it can be copied; "" for none.
// ambiguous says that it may have been shared all the same.
func (r *Renderer) NotSharedWindow(sentence, note string, ambiguous bool) slack.ModalViewRequest {
	title := "title.not-shared"
	if ambiguous {
		title = "title.perhaps-shared"
	}
	return r.outcome(title, sentence, cut(note, MaxNote))
}
