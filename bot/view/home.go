package view

import (
	"fmt"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

// Names of what can be pressed in the Home tab.
const (
	ActionSearch = "search"
	ActionTopic  = "topic"
)

// HomeRows is how many cases each part of the Home tab shows.
const HomeRows = 5

// HomeContent is what stands in a person's Home tab.
type HomeContent struct {
	Happened  string         // said first, "" for nothing
	Topics    map[string]int // how many cases each topic has
	Workplace Workplace      // where the person works
	Saved     []Entry        // the person's own list
	Shared    []SharedIn     // lately, in public channels
	New       []*corpus.Case // lately come into the library
	Updated   time.Time
	Cases     int  // in the library
	Curated   bool // people can suggest cases
}

// SharedIn is a case that was shared in a public channel.
type SharedIn struct {
	Case    *corpus.Case
	Channel string
	By      By
	Link    string // to the message, "" for none
}

// Home is the Home tab: a search, topics to browse, what is saved, shared and new.
func (r *Renderer) Home(h HomeContent) slack.HomeTabViewRequest {
	var blocks []slack.Block
	if h.Happened != "" {
		blocks = append(blocks, note(h.Happened))
	}
	search := newButton(ActionSearch, "home", r.Text("button.search-cases"), "")
	search.Style = slack.StylePrimary
	menu := []slack.BlockElement{search, r.topicMenu(h.Topics)}
	if r.Keeps {
		menu = append(menu, newButton(ActionWorkplace, "home", r.Text("button.workplace"), ""))
	}
	if r.Keeps && h.Curated {
		menu = append(menu, newButton(ActionSuggest, "home", r.Text("button.suggest"), ""))
	}
	blocks = append(blocks, slack.NewActionBlock("search", menu...))
	if r.Keeps {
		blocks = append(blocks, note(r.workplaceLine(h.Workplace)))
		blocks = append(blocks, homePart(r, "title.home-saved", "label.home-saved", h.Saved, func(e Entry) []slack.Block {
			return r.entryBlocks(e, nowhere)
		})...)
		if many := len(h.Saved); many > 0 {
			var buttons []slack.BlockElement
			if many > HomeRows {
				buttons = append(buttons, newButton(ActionList, "0", r.Text("button.whole-list", many), ""))
			}
			buttons = append(buttons, selectButtons(&r.Speaker, SelectFromList, many)...)
			blocks = append(blocks, slack.NewActionBlock("list", buttons...))
		}
		blocks = append(blocks, homePart(r, "title.home-shared", "label.home-shared", h.Shared, func(s SharedIn) []slack.Block {
			return r.homeCase("shared", s.Case, r.sharedIn(s)...)
		})...)
		blocks = append(blocks, homePart(r, "title.home-new", "label.home-new", h.New, func(c *corpus.Case) []slack.Block {
			return r.homeCase("new", c)
		})...)
	}
	updated := newRichText("", text(r.Text("label.in-library", h.Cases)+" · "+r.Text("label.updated")+" "), r.moment(h.Updated))
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: append(blocks, slack.NewDividerBlock(), updated)}}
}

// homePart is a part of the Home tab: the first of some cases under a title, or what is said
// where there is none.
func homePart[T any](r *Renderer, title, empty string, cases []T, show func(T) []slack.Block) []slack.Block {
	blocks := []slack.Block{header(r.Text(title))}
	if len(cases) == 0 {
		return append(blocks, note(r.Text(empty)))
	}
	for _, c := range cases[:min(len(cases), HomeRows)] {
		blocks = append(blocks, show(c)...)
	}
	return blocks
}

// topicMenu lists the topics that there are cases of, with how many.
func (r *Renderer) topicMenu(counts map[string]int) *slack.SelectBlockElement {
	var options []*slack.OptionBlockObject
	for _, c := range r.Vocabulary.Taxonomy.Topics {
		if n := counts[c.ID]; n > 0 {
			options = append(options, choice(c.ID, fmt.Sprintf("%s (%d)", cut(r.words.Tag(c.ID), blockkit.OptionTextChars-8), n)))
		}
	}
	slices.SortStableFunc(options, byText)
	return slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plainText(r.Text("label.browse"), blockkit.PlaceholderChars), ActionTopic, options...)
}

// homeCase is one case of a part of the Home tab.
func (r *Renderer) homeCase(part string, c *corpus.Case, more ...slack.RichTextSectionElement) []slack.Block {
	elements := append(caseLines(c, cut(r.words.Whereabouts(c), lineChars)), more...)
	return []slack.Block{
		newRichText(part+":"+c.ID, elements...),
		slack.NewActionBlock(part+"-act:"+c.ID,
			newButton(ActionDetails, c.ID, r.Text(ButtonDetails), c.Title),
			newButton(ActionSave, c.ID, r.Text(ButtonSave), c.Title),
			newButton(ActionLike, c.ID, r.Text(ButtonLike), c.Title)),
	}
}

func (r *Renderer) sharedIn(s SharedIn) []slack.RichTextSectionElement {
	elements := append([]slack.RichTextSectionElement{text("\n")}, r.by("label.shared-home", s.By, "")...)
	elements = append(elements, text(" "), slack.NewRichTextSectionChannelElement(s.Channel, nil))
	return append(elements, r.seeMessage(s.Link)...)
}
