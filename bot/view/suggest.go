package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

// Names around suggested cases.
const (
	ActionSuggest = "suggest"
	ActionAccept  = "accept"
	ActionChange  = "change"
	ActionDecline = "decline"

	BlockTitle        = "title"
	BlockLink         = "link"
	BlockDone         = "done"
	BlockResults      = "results"
	BlockOrganisation = "organisation"
	BlockYear         = "year"
)

// How much people can enter about a case that they suggest.
const (
	MaxSuggested       = 1000 // characters of each text
	MaxSuggestedPlaces = 10   // countries
	MaxSuggestedTopics = 5    // topics: more say nothing of what it is mainly about
)

// Suggestion is a case that somebody suggests.
type Suggestion struct {
	Case     *corpus.Case
	Remark   string // what the person says of it, "" for nothing
	By       By
	Like     []*corpus.Case // cases of the library that are like it
	Value    string         // of the buttons that decide on it
	Decision *Decision      // nil while nobody has decided
}

// Decision is what curators decided on a suggestion. Whoever did is forgotten where there is no id.
type Decision struct {
	By       By
	Accepted bool
	Reason   string // why not, "" for no reason
}

// InLibrary is a case of the library that a suggestion seems to be: its page is the same or, where
// Title is set, its title.
type InLibrary struct {
	Case  *corpus.Case
	Title bool
}

// Sentence is the key of the text that says so, which is filled in with the title.
func (k *InLibrary) Sentence() string {
	if k.Title {
		return "label.title-known"
	}
	return "label.link-known"
}

// SuggestWindow is the form for a case, empty or filled in with one: CallbackSuggest, or CallbackChange for one that
// was suggested. known is said first, nil for nothing. state is handed back when it is submitted.
func (r *Renderer) SuggestWindow(callback string, c corpus.Case, remark string, known *InLibrary, state string) slack.ModalViewRequest {
	var blocks []slack.Block
	switch {
	case known != nil:
		said := r.rich(known.Sentence(), caseLink(known.Case))
		if where := cut(r.words.Whereabouts(known.Case), lineChars); where != "" {
			said = append(said, text("\n"+where))
		}
		if known.Title {
			said = append(said, text("\n"+r.Text("label.title-other")))
		}
		blocks = append(blocks, newRichText("", said...))
	case callback == CallbackSuggest:
		blocks = append(blocks, note(r.Text("hint.suggest")))
	}
	problem := multiline(InputField, c.Problem, MaxSuggested)
	problem.Placeholder = plainText(r.Text("hint.problem"), blockkit.PlaceholderChars)
	var topics []*slack.OptionBlockObject
	for _, t := range r.Vocabulary.Taxonomy.Topics {
		topics = append(topics, choice(t.ID, r.words.Tag(t.ID)))
	}
	slices.SortStableFunc(topics, byText)
	levels := []*slack.OptionBlockObject{choice(ValueNone, r.Text("label.not-said"))}
	for _, l := range r.Vocabulary.Taxonomy.Levels {
		levels = append(levels, choice(l.ID, r.words.LevelName(l.ID)))
	}
	level := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, InputField, levels...)
	level.InitialOption = levels[0]
	choose(level, levels, c.Level)
	var codes []string
	for _, country := range r.Vocabulary.Places.Countries {
		codes = append(codes, country.Code)
	}
	return r.form(callback, state, append(blocks,
		r.input(BlockTitle, "label.title", "", line(c.Title, corpus.MaxTitle)),
		r.optional(BlockLink, labelLink, "hint.link", line(c.URL, corpus.MaxURL)),
		r.input(BlockProblem, labelProblem, "", problem),
		r.optional(BlockDone, labelDone, "", multiline(InputField, c.Summary, MaxSuggested)),
		r.optional(BlockResults, labelResults, "", multiline(InputField, c.Results, MaxSuggested)),
		r.optional(BlockPlaces, labelCountry, "", atMost(several(nil, r.continentGroups(codes), c.Countries), MaxSuggestedPlaces)),
		r.optional(BlockLevel, labelLevel, "", level),
		r.optional(BlockYear, labelYear, "hint.year", yearInput(int(c.Year))),
		r.optional(BlockOrganisation, "label.organisation", "", line(c.Organisation, corpus.MaxShort)),
		r.optional(BlockTopics, "label.topics", "", atMost(several(topics, nil, c.Topics), MaxSuggestedTopics)),
		r.optional(BlockNote, "label.remark", "hint.remark", multiline(InputField, remark, MaxNote)),
	)...)
}

// line takes one line of text, at most so many characters of it.
func line(before string, most int) *slack.PlainTextInputBlockElement {
	field := slack.NewPlainTextInputBlockElement(nil, InputField)
	field.MaxLength, field.InitialValue = most, cut(before, most)
	return field
}

// atMost lets so many options of a menu be chosen.
func atMost(menu *slack.MultiSelectBlockElement, most int) *slack.MultiSelectBlockElement {
	menu.MaxSelectedItems = &most
	menu.InitialOptions = menu.InitialOptions[:min(len(menu.InitialOptions), most)]
	return menu
}

// DeclineWindow asks why a suggestion is declined. state is handed back when it is submitted.
func (r *Renderer) DeclineWindow(title, state string) slack.ModalViewRequest {
	return r.form(CallbackDecline, state, newRichText("", bold(cut(title, corpus.MaxTitle))),
		r.optional(BlockReason, "label.decline-why", "hint.decline-why", multiline(InputReason, "", MaxNote)))
}

// suggestedText is how much of each text of a suggested case its message shows at first, in
// characters, and the steps by which it gives way. The form has all of it.
var suggestedText = []int{MaxSuggested, 700, 500, 350, 240, 160, 100}

// Suggested is the message that asks curators to decide on a suggestion, and then says what they
// decided.
func (r *Renderer) Suggested(s Suggestion) Post {
	c := s.Case
	sentence := r.markup("notification.suggested", r.mention(s.By.User), escape(c.Title))
	if d := s.Decision; d != nil {
		sentence = r.markup(d.sentence(), r.mention(d.By.User), escape(r.day(d.By.At))) + " " + escape(c.Title)
	}
	plain := []string{sentence, escape(linkURL(c.URL))}
	for _, l := range r.suggestedLines(s) {
		plain = append(plain, escape(r.Text(labelField, l.Label)+" "+cut(l.Text, suggestedText[0])))
	}
	return Post{
		Text:   sentence,
		Plain:  strings.Join(present(plain...), "\n"),
		Blocks: longestBlocks(suggestedText, func(most int) []slack.Block { return r.suggestedBlocks(s, most) }),
	}
}

// sentence is the key of the text that says who decided and when.
func (d *Decision) sentence() string {
	if d.Accepted {
		return "label.accepted-by"
	}
	return "label.declined-by"
}

// suggestedLines are what was entered beside the title and the link, as far as anything was.
func (r *Renderer) suggestedLines(s Suggestion) []Line {
	c := s.Case
	lines := []Line{
		{r.Text(labelProblem), c.Problem},
		{r.Text(labelDone), c.Summary},
		{r.Text(labelResults), c.Results},
		{r.Text("label.where"), r.whereabouts(c)},
		{r.Text("label.topics"), strings.Join(r.tags(c.Topics), ", ")},
		{r.Text("label.remark"), s.Remark},
	}
	return slices.DeleteFunc(lines, func(l Line) bool { return l.Text == "" })
}

func (r *Renderer) suggestedBlocks(s Suggestion, most int) []slack.Block {
	c := s.Case
	head := []slack.RichTextSectionElement{bold(cut(c.Title, corpus.MaxTitle))}
	if c.URL != "" { // as it is, so that curators see where it leads
		head = append(head, text("\n"), slack.NewRichTextSectionLinkElement(linkURL(c.URL), cut(c.URL, lineChars), nil))
	}
	head = append(append(head, text("\n")), r.byKnown("label.suggested-by", s.By)...)
	blocks := []slack.Block{header(r.Text("title.suggested")), newRichText("", head...)}
	for _, l := range r.suggestedLines(s) {
		blocks = append(blocks, newRichText("", bold(l.Label), text("\n"+cut(l.Text, most))))
	}
	if d := s.Decision; d != nil {
		return append(blocks, slack.NewDividerBlock(), r.decision(d))
	}
	like := []slack.RichTextSectionElement{text(r.Text("label.none-alike"))}
	if len(s.Like) > 0 {
		like[0] = text(r.Text("label.alike"))
	}
	for _, other := range s.Like {
		like = append(append(like, text("\n")), caseLines(other, cut(r.words.Whereabouts(other), lineChars))...)
	}
	accept := newButton(ActionAccept, s.Value, r.Text("button.accept"), c.Title)
	accept.Style = slack.StylePrimary
	return append(blocks, slack.NewDividerBlock(), newRichText("", like...), slack.NewActionBlock("suggestion",
		accept,
		newButton(ActionChange, s.Value, r.Text("button.change"), c.Title),
		newButton(ActionDecline, s.Value, r.Text("button.decline"), c.Title)))
}

// byKnown is by for somebody who may have been forgotten.
func (r *Renderer) byKnown(key string, by By) []slack.RichTextSectionElement {
	if by.User == "" {
		return r.by(key, By{r.Text(LabelSomebody), by.At}, r.Text(LabelSomebody))
	}
	return r.by(key, by, "")
}

// decision says what was decided, and why.
func (r *Renderer) decision(d *Decision) slack.Block {
	said := []slack.RichTextElement{slack.NewRichTextSection(r.byKnown(d.sentence(), d.By)...)}
	if d.Reason != "" {
		said = append(said, quote(d.Reason))
	}
	return slack.NewRichTextBlock("", said...)
}

// quote shows what somebody wrote.
func quote(s string) *slack.RichTextQuote {
	return &slack.RichTextQuote{Type: slack.RTEQuote, Elements: []slack.RichTextSectionElement{text(cut(s, MaxNote))}}
}

// Decided says to a curator what another one has decided on a suggestion.
func (r *Renderer) Decided(d *Decision) Post {
	sentence := r.markup(d.sentence(), r.mention(d.By.User), escape(r.day(d.By.At)))
	return Post{Text: sentence, Plain: strings.Join(present(sentence, escape(d.Reason)), "\n"), Blocks: []slack.Block{r.decision(d)}}
}

// DecidedWindow is the window of a curator who came too late.
func (r *Renderer) DecidedWindow(callback string, d *Decision) slack.ModalViewRequest {
	return r.window(forms[callback].title, r.decision(d))
}

// ToldOf tells who suggested a case what was decided on it.
func (r *Renderer) ToldOf(title string, d *Decision) Post {
	key := "label.told-declined"
	if d.Accepted {
		key = "label.told-accepted"
	}
	title = cut(title, corpus.MaxTitle)
	elements, sentence := r.bySomebody(key, d.By.User, title)
	said := []slack.RichTextElement{slack.NewRichTextSection(elements...)}
	if d.Reason != "" {
		said = append(said, quote(d.Reason))
	}
	return Post{
		Text:   sentence,
		Plain:  strings.Join(present(sentence, escape(d.Reason)), "\n"),
		Blocks: []slack.Block{slack.NewRichTextBlock("", said...)},
	}
}
