package view

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

// Names around the search form.
const (
	ActionRefine   = "refine"
	CallbackSearch = "search"

	BlockProblem  = "problem"
	BlockTopics   = "topics"
	BlockApproach = "approaches"
	BlockPlaces   = "places"
	BlockLevels   = "levels"
	BlockSince    = "since"
	BlockUntil    = "until"
	InputField    = "field" // in every block of the form
)

// MaxFormProblem is how long a problem in the form may be, in characters: what
// Slack lets people type.
const MaxFormProblem = 3000

// continents are the regions that countries are sorted under, in the order in which
// a country that lies in several is looked for.
var continents = []string{"europe", "africa", "americas", "asia", "oceania"}

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

// continentGroups are countries under their continents.
func (r *Renderer) continentGroups(countries []string) []*slack.OptionGroupBlockObject {
	var groups []*slack.OptionGroupBlockObject
	left := slices.Compact(slices.Sorted(slices.Values(countries)))
	for _, id := range continents {
		members := r.Vocabulary.Places.Codes([]string{id})
		var options []*slack.OptionBlockObject
		left = slices.DeleteFunc(left, func(code string) bool {
			if !slices.Contains(members, code) {
				return false
			}
			options = append(options, choice(code, r.words.Place(code)))
			return true
		})
		slices.SortStableFunc(options, byText)
		if len(options) > 0 {
			groups = append(groups, group(r.words.Place(id), options))
		}
	}
	return groups
}

func byText(a, b *slack.OptionBlockObject) int { return cmp.Compare(a.Text.Text, b.Text.Text) }

func choice(value, label string) *slack.OptionBlockObject {
	return slack.NewOptionBlockObject(value, plainText(label, blockkit.OptionTextChars), nil)
}

func group(label string, options []*slack.OptionBlockObject) *slack.OptionGroupBlockObject {
	return slack.NewOptionGroupBlockElement(plainText(label, blockkit.OptionGroupLabelChars), options[:min(len(options), blockkit.SelectOptions)]...)
}

// several is a menu of which several options can be chosen. Those chosen before
// that are no longer there are left out.
func several(options []*slack.OptionBlockObject, groups []*slack.OptionGroupBlockObject, chosen []string) *slack.MultiSelectBlockElement {
	menu := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, nil, InputField, options...)
	menu.OptionGroups = groups
	all := options
	for _, g := range groups {
		all = slices.Concat(all, g.Options)
	}
	for _, o := range all {
		if slices.Contains(chosen, o.Value) && len(menu.InitialOptions) < blockkit.SelectOptions {
			menu.InitialOptions = append(menu.InitialOptions, o)
		}
	}
	return menu
}

func yearInput(year int) *slack.PlainTextInputBlockElement {
	field := slack.NewPlainTextInputBlockElement(nil, InputField)
	field.MaxLength = 4
	if year != 0 {
		field.InitialValue = strconv.Itoa(year)
	}
	return field
}

func (r *Renderer) optional(block, label string, element slack.BlockElement) *slack.InputBlock {
	input := slack.NewInputBlock(block, plainText(r.Text(label), blockkit.InputLabelChars), nil, element)
	input.Optional = true
	return input
}
