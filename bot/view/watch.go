package view

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"precedent/recommend"
)

// ActionUnwatch is the button that stops a watch.
const ActionUnwatch = "unwatch"

// NewsMost is how many new cases a message shows at most.
const NewsMost = 8

// Watch is something that is looked for among new cases.
type Watch struct {
	ID    int64
	Asked string // as it was typed
	Made  By
	Name  string // what who made it is called, where naming them should not ping them; "" for a mention
}

// Watching says that something is looked for from now on, and what was understood of it.
// own tells whether the person alone will be told.
func (r *Renderer) Watching(w Watch, a recommend.Answer, own bool) Post {
	elements := []slack.RichTextSectionElement{slack.NewRichTextSectionUserElement(w.Made.User, nil), text(r.say(labelWatchedBy)), bold(cut(w.Asked, MaxQuestion))}
	sentence := r.mention(w.Made.User) + escape(r.say(labelWatchedBy)+cut(w.Asked, MaxQuestion))
	said := r.say(labelWatchChannel)
	if own {
		elements = []slack.RichTextSectionElement{text(r.say(labelWatching) + " "), bold(cut(w.Asked, MaxQuestion))}
		sentence = escape(r.say(labelWatching) + " " + cut(w.Asked, MaxQuestion))
		said = r.say(labelWatchOwn)
	}
	if list := r.words.LookingAt(a); len(list) > 0 {
		said = r.sayf(labelLookingAt, strings.Join(list, ", ")) + "\n" + said
	}
	return Post{
		Text:   sentence,
		Plain:  sentence + "\n" + escape(said),
		Blocks: []slack.Block{newRichText("", elements...), note(said), slack.NewActionBlock("watch:"+watchValue(w), r.unwatch(w))},
	}
}

func watchValue(w Watch) string { return strconv.FormatInt(w.ID, 10) }

func (r *Renderer) unwatch(w Watch) *slack.ButtonBlockElement {
	return newButton(ActionUnwatch, watchValue(w), r.say(ButtonUnwatch), w.Asked)
}

// Watches shows what is watched in a place. happened is said first, "" for nothing.
func (r *Renderer) Watches(list []Watch, own bool, happened string) Post {
	if len(list) == 0 {
		return said(strings.TrimSpace(happened + "\n" + r.say(labelWatchesEmpty)))
	}
	title := r.sayf(labelWatches, len(list))
	if own {
		title = r.sayf(labelWatchesOwn, len(list))
	}
	var p Post
	for _, most := range watchedText {
		blocks, plain := []slack.Block{header(title)}, []string{title}
		if happened != "" {
			blocks = append(blocks, note(cut(happened, 2*maxReasons)))
		}
		for _, w := range list {
			asked := cut(w.Asked, most)
			elements := append([]slack.RichTextSectionElement{bold(asked), text("\n")}, r.by(labelWatchSince, w.Made, "")...)
			blocks = append(blocks, newRichText("", elements...), slack.NewActionBlock("watch:"+watchValue(w), r.unwatch(w)))
			plain = append(plain, asked)
		}
		p = Post{Text: escape(strings.TrimSpace(happened + " " + title)), Plain: escape(strings.Join(plain, "\n")), Blocks: blocks}
		if size(blocks) <= MessageBlockChars {
			break
		}
	}
	return p
}

// watchedText is how much of what is watched a list shows at first, in characters, and
// the steps by which it gives way.
var watchedText = []int{250, 100, 40, 20}

// News tells of new cases that a watch was made for.
func (r *Renderer) News(w Watch, matches []recommend.Match) Post {
	title := r.sayf(labelNews, len(matches))
	if len(matches) == 1 {
		title = r.say(labelOneNew)
	}
	for shown := min(len(matches), NewsMost); ; shown-- {
		for _, most := range caseText {
			blocks := r.newsBlocks(w, matches, title, shown, most)
			if last := shown == 1 && most == caseText[len(caseText)-1]; !last && size(blocks) > MessageBlockChars {
				continue
			}
			return Post{
				Text:   escape(r.sayf(textAnswer, title, matches[0].Case.Title)),
				Plain:  r.plainAnswer(recommend.Answer{Cases: matches[:shown]}, title),
				Blocks: blocks,
				Cases:  shown,
			}
		}
	}
}

func (r *Renderer) newsBlocks(w Watch, matches []recommend.Match, title string, shown, most int) []slack.Block {
	watched := append([]slack.RichTextSectionElement{text(r.say(labelWatched) + " "), bold(cut(w.Asked, MaxQuestion)), text("\n")}, r.by(labelWatchSince, w.Made, w.Name)...)
	blocks := []slack.Block{header(title), newRichText("", watched...)}
	for i, m := range matches[:shown] {
		m.Rank = i + 1
		if i > 0 {
			blocks = append(blocks, slack.NewDividerBlock())
		}
		blocks = append(blocks, r.caseBlocks(m, Shared{}, most)...)
	}
	if more := len(matches) - shown; more > 0 {
		blocks = append(blocks, note(r.sayf(labelMoreNews, more, cut(w.Asked, maxReasons))))
	}
	return append(blocks, slack.NewActionBlock("watch:"+watchValue(w), r.unwatch(w)))
}
