package view

import (
	"slices"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/recommend/wording"
)

// Names of fields that several windows have, and how much can be typed into them, in
// characters.
const (
	InputField = "field" // in every block with one field

	BlockNote = "note"
	InputNote = "note"
	MaxNote   = 500

	MaxQuestion = 500 // of a brief, or of what is watched for
)

func choice(value, label string) *slack.OptionBlockObject {
	return slack.NewOptionBlockObject(value, plainText(label, blockkit.OptionTextChars), nil)
}

func group(label string, options []*slack.OptionBlockObject) *slack.OptionGroupBlockObject {
	return slack.NewOptionGroupBlockElement(plainText(label, blockkit.OptionGroupLabelChars), options[:min(len(options), blockkit.SelectOptions)]...)
}

func byText(a, b *slack.OptionBlockObject) int { return wording.CompareNames(a.Text.Text, b.Text.Text) }

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

// input asks for something in a window. label and hint are keys of texts; hint is "" for
// none.
func (s *Speaker) input(block, label, hint string, element slack.BlockElement) *slack.InputBlock {
	input := slack.NewInputBlock(block, plainText(s.Text(label), blockkit.InputLabelChars), nil, element)
	if hint != "" {
		input.Hint = plainText(s.Text(hint), blockkit.InputHintChars)
	}
	return input
}

// optional is input for what can be left out.
func (s *Speaker) optional(block, label, hint string, element slack.BlockElement) *slack.InputBlock {
	input := s.input(block, label, hint, element)
	input.Optional = true
	return input
}

// multiline takes some lines of text, at most so many characters of it.
func multiline(name, before string, most int) *slack.PlainTextInputBlockElement {
	field := slack.NewPlainTextInputBlockElement(nil, name)
	field.Multiline, field.MaxLength, field.InitialValue = true, most, cut(before, most)
	return field
}

// continents are the regions that countries are sorted under, in the order in which
// a country that lies in several is looked for.
var continents = []string{"europe", "africa", "americas", "asia", "oceania"}

// continentGroups are countries under their continents.
func (s *Speaker) continentGroups(countries []string) []*slack.OptionGroupBlockObject {
	var groups []*slack.OptionGroupBlockObject
	left := slices.Compact(slices.Sorted(slices.Values(countries)))
	for _, id := range continents {
		members := s.Vocabulary.Places.Codes([]string{id})
		var options []*slack.OptionBlockObject
		left = slices.DeleteFunc(left, func(code string) bool {
			if !slices.Contains(members, code) {
				return false
			}
			options = append(options, choice(code, s.words.Place(code)))
			return true
		})
		slices.SortStableFunc(options, byText)
		if len(options) > 0 {
			groups = append(groups, group(s.words.Place(id), options))
		}
	}
	return groups
}

// alternative is one of several to choose from. label and hint are keys of texts; hint is ""
// for none.
type alternative struct{ value, label, hint string }

// radio asks for one of several, of which the first is chosen already.
func (s *Speaker) radio(block, label, hint string, options []alternative) *slack.InputBlock {
	list := make([]*slack.OptionBlockObject, len(options))
	for i, o := range options {
		list[i] = choice(o.value, s.Text(o.label))
		if o.hint != "" {
			list[i].Description = plainText(s.Text(o.hint), blockkit.OptionDescriptionChars)
		}
	}
	buttons := slack.NewRadioButtonsBlockElement(InputField, list...)
	buttons.InitialOption = list[0]
	return s.input(block, label, hint, buttons)
}
