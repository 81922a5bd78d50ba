package view

import (
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

// Keys of texts.
const (
	titleSearch         = "title.search"
	buttonSearch        = "button.search"
	hintProblem         = "hint.problem"
	labelFormProblem    = "label.form-problem"
	labelFormTopics     = "label.form-topics"
	labelFormApproaches = "label.form-approaches"
	labelFormPlaces     = "label.form-places"
	labelFormRegions    = "label.form-regions"
	labelFormLevels     = "label.form-levels"
	labelFormSince      = "label.form-since"
	labelFormUntil      = "label.form-until"
	LabelAnswerBelow    = "label.answer-below"
	LabelAnswerInDM     = "label.answer-in-dm"
)

// Names in the search form.
const (
	CallbackSearch = "search"

	BlockProblem  = "problem"
	BlockTopics   = "topics"
	BlockApproach = "approaches"
	BlockPlaces   = "places"
	BlockLevels   = "levels"
	BlockSince    = "since"
	BlockUntil    = "until"
)

// MaxFormProblem is how long a problem in the form may be, in characters: what
// Slack lets people type.
const MaxFormProblem = 3000

// Form is what stands in the search form.
type Form struct {
	Problem            string
	Topics, Approaches []string // ids
	Places, Levels     []string // ids
	Since, Until       int      // years, 0 for none
}

// SearchWindow is the search form. countries are those to choose from, state is
// handed back when it is submitted.
func (r *Renderer) SearchWindow(f Form, countries []string, state string) slack.ModalViewRequest {
	problem := slack.NewPlainTextInputBlockElement(plainText(r.Text(hintProblem), blockkit.PlaceholderChars), InputField)
	problem.Multiline, problem.MaxLength, problem.InitialValue = true, MaxFormProblem, cut(f.Problem, MaxFormProblem)
	blocks := []slack.Block{r.optional(BlockProblem, labelFormProblem, problem)}

	tags := func(list []corpus.Concept, chosen []string) *slack.MultiSelectBlockElement {
		var options []*slack.OptionBlockObject
		for _, c := range list {
			options = append(options, choice(c.ID, r.words.Tag(c.ID)))
		}
		slices.SortStableFunc(options, byText)
		return several(options, nil, chosen)
	}
	var levels []*slack.OptionBlockObject
	for _, l := range r.Vocabulary.Taxonomy.Levels {
		levels = append(levels, choice(l.ID, r.words.LevelName(l.ID)))
	}
	blocks = append(blocks,
		r.optional(BlockTopics, labelFormTopics, tags(r.Vocabulary.Taxonomy.Topics, f.Topics)),
		r.optional(BlockApproach, labelFormApproaches, tags(r.Vocabulary.Taxonomy.Approaches, f.Approaches)),
		r.optional(BlockPlaces, labelFormPlaces, several(nil, r.places(countries), f.Places)),
		r.optional(BlockLevels, labelFormLevels, several(levels, nil, f.Levels)),
		r.optional(BlockSince, labelFormSince, yearInput(f.Since)),
		r.optional(BlockUntil, labelFormUntil, yearInput(f.Until)))
	return r.form(CallbackSearch, titleSearch, buttonSearch, state, blocks...)
}

// places are the regions of the world and, under their continents, countries.
func (r *Renderer) places(countries []string) []*slack.OptionGroupBlockObject {
	regions := make([]*slack.OptionBlockObject, 0, len(r.Vocabulary.Places.Regions))
	for _, region := range r.Vocabulary.Places.Regions {
		regions = append(regions, choice(region.ID, r.words.Place(region.ID)))
	}
	slices.SortStableFunc(regions, byText)
	return append([]*slack.OptionGroupBlockObject{group(r.Text(labelFormRegions), regions)}, r.continentGroups(countries)...)
}

func yearInput(year int) *slack.PlainTextInputBlockElement {
	field := slack.NewPlainTextInputBlockElement(nil, InputField)
	field.MaxLength = 4
	if year != 0 {
		field.InitialValue = strconv.Itoa(year)
	}
	return field
}
