package view

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

// Names of the buttons and windows where cases are chosen.
const (
	ActionCompare = "compare"
	ActionBrief   = "brief"
	BlockCases    = "cases"

	// maxChoices is how many cases there can be to choose from.
	maxChoices = blockkit.SelectOptions
)

// Choices are cases to choose from, at most maxChoices.
type Choices []*corpus.Case

// SelectFromList is the value of a button for the cases of a list.
const SelectFromList = "list"

// selectButtons offer to compare so many cases, and to make a brief of them.
func selectButtons(s *Speaker, value string, cases int) []slack.BlockElement {
	if value == "" {
		return nil
	}
	var buttons []slack.BlockElement
	if cases > 1 {
		buttons = append(buttons, newButton(ActionCompare, value, s.Text(buttonCompare), ""))
	}
	return append(buttons, newButton(ActionBrief, value, s.Text(buttonBrief), ""))
}

// OptionValue is what a menu sends for a case: its id, or for a long one a name made
// of it that is short enough.
func OptionValue(id string) string {
	if len(id) <= blockkit.OptionValueChars {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "~" + hex.EncodeToString(sum[:16])
}

// caseMenu asks for cases, of which the first so many are chosen already. most is how
// many can be chosen, 0 for all.
func caseMenu(s *Speaker, cases Choices, chosen, most int) *slack.InputBlock {
	var options []*slack.OptionBlockObject
	for _, c := range cases[:min(len(cases), maxChoices)] {
		o := choice(OptionValue(c.ID), c.Title)
		if where := s.words.Whereabouts(c); where != "" {
			o.Description = plainText(where, blockkit.OptionDescriptionChars)
		}
		options = append(options, o)
	}
	menu := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, nil, InputField, options...)
	menu.InitialOptions = options[:min(chosen, len(options))]
	hint := s.Text("hint.cases")
	if most > 0 {
		menu = menu.WithMaxSelectedItems(most)
		hint = s.Text("hint.some-cases", most)
	}
	if len(cases) > maxChoices {
		hint += " " + s.Text("hint.latest-cases", maxChoices)
	}
	input := s.input(BlockCases, "label.cases", "", menu)
	input.Hint = plainText(hint, blockkit.InputHintChars)
	return input
}

// numbered are the titles of cases in lines, each with its address.
func numbered(cases []*corpus.Case) []string {
	lines := make([]string, len(cases))
	for i, c := range cases {
		lines[i] = strings.TrimSpace(itoa(i+1) + "  " + c.Title + "\n" + linkURL(c.URL))
	}
	return lines
}
