package view

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"precedent/recommend"
)

// Names of the buttons around watches.
const (
	ActionWatch   = "watch"
	ActionUnwatch = "unwatch"
	ActionNews    = "news" // further new cases

	inList = ":list" // ends the action of a button in a list, which it is to change
)

// InList tells whether a button stood in a list, by the rest of its action id.
func InList(rest string) bool { return ":"+rest == inList }

// maxNews is how many new cases a message shows at most.
const maxNews = 8

// Watch is something that is looked for among new cases.
type Watch struct {
	ID    int64
	Asked string // as it was typed
	Made  By
	Name  string // what who made it is called, where naming them should not ping them; "" for a mention
}

// OfferWatch shows what would be watched for, with a button to do so. own tells whether
// the person alone would be told.
func (r *Renderer) OfferWatch(asked string, a recommend.Answer, own bool) Post {
	asked = cut(asked, MaxQuestion)
	sentence := r.Text("label.offer-watch") + " " + asked
	said, label := r.Text("label.offer-channel"), r.Text("button.watch")
	if own {
		said, label = r.Text("label.offer-own"), r.Text("button.watch-own")
	}
	said = strings.Join(present(r.lookingAt(a), said), "\n")
	start := newButton(ActionWatch, asked, label, asked)
	start.Style = slack.StylePrimary
	return Post{
		Text:   escape(sentence),
		Plain:  escape(sentence + "\n" + said),
		Blocks: []slack.Block{newRichText("", text(r.Text("label.offer-watch")+" "), bold(asked)), note(said), slack.NewActionBlock("watch", start)},
	}
}

// Watching says that something is looked for from now on, and what was understood of it.
// own tells whether the person alone will be told.
func (r *Renderer) Watching(w Watch, a recommend.Answer, own bool) Post {
	asked := cut(w.Asked, MaxQuestion)
	elements, sentence := r.bySomebody("label.watched-by", w.Made.User, asked)
	said := r.Text("label.watch-channel")
	if own {
		elements = []slack.RichTextSectionElement{text(r.Text("label.watching") + " "), bold(asked)}
		sentence = escape(r.Text("label.watching") + " " + asked)
		said = r.Text("label.watch-own")
	}
	said = strings.Join(present(r.lookingAt(a), said), "\n")
	return Post{
		Text:   sentence,
		Plain:  sentence + "\n" + escape(said),
		Blocks: []slack.Block{newRichText("", elements...), note(said), slack.NewActionBlock("watch:"+watchValue(w), r.unwatch(w, ""))},
	}
}

func watchValue(w Watch) string { return strconv.FormatInt(w.ID, 10) }

func (r *Renderer) unwatch(w Watch, where string) *slack.ButtonBlockElement {
	return newButton(ActionUnwatch+where, watchValue(w), r.Text("button.unwatch"), w.Asked)
}

// Watches shows what is watched in a place. happened is said first, "" for nothing.
func (r *Renderer) Watches(list []Watch, own bool, happened string) Post {
	if len(list) == 0 {
		return said(strings.TrimSpace(happened + "\n" + r.Text("label.watches-empty")))
	}
	title := r.Text("label.watches", len(list))
	if own {
		title = r.Text("label.watches-own", len(list))
	}
	blocks := longestBlocks(watchedText, func(most int) []slack.Block {
		blocks := []slack.Block{header(title)}
		if happened != "" {
			blocks = append(blocks, note(cut(happened, 2*lineChars)))
		}
		for _, w := range list {
			elements := append([]slack.RichTextSectionElement{bold(cut(w.Asked, most)), text("\n")}, r.by("label.watch-since", w.Made, "")...)
			blocks = append(blocks, newRichText("", elements...), slack.NewActionBlock("watch:"+watchValue(w), r.unwatch(w, inList)))
		}
		return blocks
	})
	plain := []string{title}
	for _, w := range list {
		plain = append(plain, cut(w.Asked, watchedText[0]))
	}
	return Post{Text: escape(strings.TrimSpace(happened + " " + title)), Plain: escape(strings.Join(plain, "\n")), Blocks: blocks}
}

// watchedText is how much of what is watched a list shows at first, in characters, and
// the steps by which it gives way.
var watchedText = []int{250, 100, 40, 20}

// News tells of new cases that a watch was made for. more is the value of the button for
// those after the first so many; atLeast says that there may be more cases than these.
func (r *Renderer) News(w Watch, matches []recommend.Match, more func(shown int) string, atLeast bool) Post {
	many := len(matches)
	for _, m := range matches {
		many += len(m.Duplicates)
	}
	title := r.Text("label.news", many)
	if atLeast {
		title = r.Text("label.many-news", many)
	}
	watched := append([]slack.RichTextSectionElement{text(r.Text("label.watched") + " "), bold(cut(w.Asked, MaxQuestion)), text("\n")}, r.by("label.watch-since", w.Made, w.Name)...)
	return r.newsFrom(matches, 0, func(int) string { return title }, more, []slack.Block{newRichText("", watched...)}, r.unwatch(w, ""))
}

// MoreNews shows further cases of a message with news, from the one at offset on.
func (r *Renderer) MoreNews(matches []recommend.Match, offset int, more func(shown int) string) Post {
	return r.newsFrom(matches, offset, func(last int) string { return r.Text("answer.further", offset+1, last, len(matches)) }, more, nil)
}

// newsFrom shows as many cases from the one at offset on as fit, at most maxNews.
func (r *Renderer) newsFrom(matches []recommend.Match, offset int, title func(last int) string, more func(int) string, before []slack.Block, after ...slack.BlockElement) Post {
	similar := 0
	for _, m := range matches {
		if m.Strength != recommend.Weak {
			similar++
		}
	}
	for shown := min(len(matches)-offset, maxNews); ; shown-- {
		last := offset + shown
		buttons := after
		if last < len(matches) {
			buttons = append([]slack.BlockElement{newButton(ActionNews, more(last), r.Text(buttonMore), "")}, after...)
		}
		blocks, fits := longest(textSteps(shown), func(most int) ([]slack.Block, bool) {
			blocks := append([]slack.Block{header(title(last))}, before...)
			for i, m := range matches[offset:last] {
				m.Rank = offset + i + 1
				if i > 0 {
					blocks = append(blocks, slack.NewDividerBlock())
				}
				blocks = append(blocks, r.caseBlocks(recommend.Answer{}, m, Shared{}, most)...)
			}
			if len(buttons) > 0 {
				blocks = append(blocks, slack.NewActionBlock("news", buttons...))
			}
			return blocks, size(blocks) <= pageChars
		})
		if !fits && shown > 1 {
			continue
		}
		return Post{
			Text:   escape(r.summaryOf(matches[offset:], title(last))),
			Plain:  r.plainCases(recommend.Answer{Cases: matches[offset:last], Total: len(matches), Similar: similar}, title(last)),
			Blocks: blocks,
			Cases:  shown,
		}
	}
}

// Unwatched tells a channel that somebody has stopped a watch.
func (r *Renderer) Unwatched(user, asked string) Post {
	elements, sentence := r.bySomebody("label.unwatched-by", user, cut(asked, MaxQuestion))
	return Post{Text: sentence, Plain: sentence, Blocks: []slack.Block{newRichText("", elements...)}}
}
