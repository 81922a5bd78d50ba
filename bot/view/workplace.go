package view

import (
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
)

// Keys of texts.
const (
	buttonKeep         = "button.keep"
	titleWorkplace     = "title.workplace"
	hintWorkplace      = "hint.workplace"
	labelNotSaid       = "label.not-said"
	labelWorkplace     = "label.workplace"
	labelNoWorkplace   = "label.no-workplace"
	LabelWorkplaceKept = "label.workplace-kept"
	LabelWorkplaceGone = "label.workplace-gone"
)

// Names around where a person works.
const (
	ActionWorkplace   = "place"
	CallbackWorkplace = "where_i_work"

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
	none := choice(ValueNone, r.Text(labelNotSaid))
	groups := []*slack.OptionGroupBlockObject{group(r.Text(labelNotSaid), []*slack.OptionBlockObject{none})}
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
	return r.form(CallbackWorkplace, titleWorkplace, buttonKeep, "",
		note(r.Text(hintWorkplace)),
		slack.NewInputBlock(BlockCountry, plainText(r.Text(labelCountry), blockkit.InputLabelChars), nil, country),
		slack.NewInputBlock(BlockLevel, plainText(r.Text(labelLevel), blockkit.InputLabelChars), nil, level),
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
		return r.Text(labelNoWorkplace)
	}
	return r.Text(labelWorkplace, strings.Join(parts, ", "))
}
