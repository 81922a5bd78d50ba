package view

import (
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

// Names in the search form.
const (
	BlockProblem  = "problem"
	BlockTopics   = "topics"
	BlockApproach = "approaches"
	BlockPlaces   = "places"
	BlockLevels   = "levels"
	BlockSince    = "since"
	BlockUntil    = "until"
)

// maxFormProblem is how long a problem in the form may be, in characters: what
// Slack lets people type.
const maxFormProblem = 3000

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
	problem := multiline(InputField, f.Problem, maxFormProblem)
	problem.Placeholder = plainText(r.Text("hint.problem"), blockkit.PlaceholderChars)
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
	return r.form(CallbackSearch, state,
		r.optional(BlockProblem, "label.form-problem", "", problem),
		r.optional(BlockTopics, "label.form-topics", "", tags(r.Vocabulary.Taxonomy.Topics, f.Topics)),
		r.optional(BlockApproach, "label.form-approaches", "", tags(r.Vocabulary.Taxonomy.Approaches, f.Approaches)),
		r.optional(BlockPlaces, "label.form-places", "", several(nil, r.places(countries), f.Places)),
		r.optional(BlockLevels, "label.form-levels", "", several(levels, nil, f.Levels)),
		r.optional(BlockSince, "label.form-since", "", yearInput(f.Since)),
		r.optional(BlockUntil, "label.form-until", "", yearInput(f.Until)))
}

// places are the regions of the world and, under their continents, countries.
func (r *Renderer) places(countries []string) []*slack.OptionGroupBlockObject {
	regions := make([]*slack.OptionBlockObject, 0, len(r.Vocabulary.Places.Regions))
	for _, region := range r.Vocabulary.Places.Regions {
		regions = append(regions, choice(region.ID, r.words.Place(region.ID)))
	}
	slices.SortStableFunc(regions, byText)
	return append([]*slack.OptionGroupBlockObject{group(r.Text("label.form-regions"), regions)}, r.continentGroups(countries)...)
}

func yearInput(year int) *slack.PlainTextInputBlockElement {
	field := slack.NewPlainTextInputBlockElement(nil, InputField)
	field.MaxLength = 4
	if year != 0 {
		field.InitialValue = strconv.Itoa(year)
	}
	return field
}
