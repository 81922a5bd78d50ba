package view

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

// Names in the windows where cases are chosen.
const (
	BlockCases = "cases"

	// PickMost is how many cases there can be to choose from.
	PickMost = blockkit.SelectOptions
)

// Choices are cases to choose from, at most PickMost.
type Choices []*corpus.Case

// PickList is the value of a button for the cases of a list.
const PickList = "list"

// Listed are the cases of a list, those that have left the library as far as they are
// known.
func Listed(entries []Entry) Choices {
	cases := make(Choices, len(entries))
	for i, e := range entries {
		if cases[i] = e.Case; e.Case == nil {
			cases[i] = &corpus.Case{ID: e.ID, Title: e.Title, URL: e.URL}
		}
	}
	return cases
}

// pickButtons offer to compare so many cases, and to make a brief of them.
func (r *Renderer) pickButtons(value string, cases int) []slack.BlockElement {
	if value == "" {
		return nil
	}
	var buttons []slack.BlockElement
	if cases > 1 {
		buttons = append(buttons, newButton(ActionCompare, value, r.Text(ButtonCompare), ""))
	}
	return append(buttons, newButton(ActionBrief, value, r.Text(ButtonBrief), ""))
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
func (r *Renderer) caseMenu(cases Choices, chosen, most int) *slack.InputBlock {
	var options []*slack.OptionBlockObject
	for _, c := range cases[:min(len(cases), PickMost)] {
		o := choice(OptionValue(c.ID), c.Title)
		if place := r.words.Whereabouts(c); place != "" {
			o.Description = plainText(place, blockkit.OptionDescriptionChars)
		}
		options = append(options, o)
	}
	menu := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, nil, InputField, options...)
	menu.InitialOptions = options[:min(chosen, len(options))]
	hint := r.Text(hintCases)
	if most > 0 {
		menu = menu.WithMaxSelectedItems(most)
		hint = r.Text(hintSomeCases, most)
	}
	if len(cases) > PickMost {
		hint += " " + r.Text(hintLatestCases, PickMost)
	}
	return slack.NewInputBlock(BlockCases, plainText(r.Text(labelPick), blockkit.InputLabelChars), plainText(hint, blockkit.InputHintChars), menu)
}

// numbered are the titles of cases in lines, each with its address.
func numbered(cases []*corpus.Case) []string {
	lines := make([]string, len(cases))
	for i, c := range cases {
		lines[i] = strings.TrimSpace(itoa(i+1) + "  " + c.Title + "\n" + linkURL(c.URL))
	}
	return lines
}
