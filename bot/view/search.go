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
	BlockLibrary  = "libraries"
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
	Libraries          []string // names
	Since, Until       int      // years, 0 for none
}

// SearchWindow is the search form. countries and libraries are those to choose from; where there is
// one library alone, it is not asked for. state is handed back when the form is submitted.
func (r *Renderer) SearchWindow(f Form, countries, libraries []string, state string) slack.ModalViewRequest {
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
	blocks := []slack.Block{
		r.optional(BlockProblem, "label.form-problem", "", problem),
		r.optional(BlockTopics, "label.form-topics", "", tags(r.Vocabulary.Taxonomy.Topics, f.Topics)),
		r.optional(BlockApproach, "label.form-approaches", "", tags(r.Vocabulary.Taxonomy.Approaches, f.Approaches)),
		r.optional(BlockPlaces, "label.form-places", "", several(nil, r.places(countries), f.Places)),
		r.optional(BlockLevels, "label.form-levels", "", several(levels, nil, f.Levels)),
	}
	if len(libraries) > 1 {
		blocks = append(blocks, r.optional(BlockLibrary, "label.form-libraries", "", r.libraries(libraries, f.Libraries)))
	}
	return r.form(CallbackSearch, state, append(blocks,
		r.optional(BlockSince, "label.form-since", "", yearInput(f.Since)),
		r.optional(BlockUntil, "label.form-until", "", yearInput(f.Until)))...)
}

// libraries is a menu of libraries, in groups where they are more than a menu takes.
func (r *Renderer) libraries(names, chosen []string) *slack.MultiSelectBlockElement {
	var options []*slack.OptionBlockObject
	for _, name := range names {
		label := name
		if name == corpus.BuiltinName {
			label = r.words.LibraryName(name)
		}
		options = append(options, choice(name, label))
	}
	if len(options) <= blockkit.SelectOptions {
		return several(options, nil, chosen)
	}
	var groups []*slack.OptionGroupBlockObject
	for some := range slices.Chunk(options, blockkit.SelectOptions) {
		groups = append(groups, group(some[0].Value+" – "+some[len(some)-1].Value, some))
	}
	return several(nil, groups, chosen)
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
