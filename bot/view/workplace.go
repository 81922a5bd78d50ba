package view

import (
	"strings"

	"github.com/slack-go/slack"
)

// Names around where a person works.
const (
	ActionWorkplace = "place"

	BlockCountry = "country"
	BlockLevel   = "level"
	ValueNone    = "-" // of the option that says nothing
)

// Workplace is where a person works; either can be empty.
type Workplace struct {
	Country string // code
	Level   string // id of a level of government
}

// WorkplaceWindow asks where a person works, with what they said before chosen already.
// Both menus can say nothing: what is chosen once cannot be cleared in Slack.
func (r *Renderer) WorkplaceWindow(p Workplace) slack.ModalViewRequest {
	var codes []string
	for _, c := range r.Vocabulary.Places.Countries {
		codes = append(codes, c.Code)
	}
	none := choice(ValueNone, r.Text("label.not-said"))
	groups := []*slack.OptionGroupBlockObject{group(r.Text("label.not-said"), []*slack.OptionBlockObject{none})}
	country := slack.NewOptionsGroupSelectBlockElement(slack.OptTypeStatic, nil, InputField, append(groups, r.continentGroups(codes)...)...)
	country.InitialOption = none
	for _, g := range country.OptionGroups {
		choose(country, g.Options, p.Country)
	}
	levels := []*slack.OptionBlockObject{none}
	for _, l := range r.Vocabulary.Taxonomy.Levels {
		if l.ID != levelOther {
			levels = append(levels, choice(l.ID, r.words.LevelName(l.ID)))
		}
	}
	level := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, InputField, levels...)
	level.InitialOption = none
	choose(level, levels, p.Level)
	return r.form(CallbackWorkplace, "",
		note(r.Text("hint.workplace")),
		r.input(BlockCountry, labelCountry, "", country),
		r.input(BlockLevel, labelLevel, "", level),
	)
}

// levelOther is the level of bodies that belong to none, which are alike in nothing.
const levelOther = "other"

// choose makes one of several options the chosen one, where it is there.
func choose(menu *slack.SelectBlockElement, options []*slack.OptionBlockObject, value string) {
	for _, o := range options {
		if value != "" && o.Value == value {
			menu.InitialOption = o
		}
	}
}

// workplaceLine says where a person works, or that they can say so.
func (r *Renderer) workplaceLine(p Workplace) string {
	var parts []string
	if p.Country != "" {
		parts = append(parts, r.words.Place(p.Country))
	}
	if p.Level != "" {
		parts = append(parts, r.words.LevelName(p.Level))
	}
	if len(parts) == 0 {
		return r.Text("label.no-workplace")
	}
	return r.Text("label.workplace", strings.Join(parts, " · "))
}
