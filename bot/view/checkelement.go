package view

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"time"
)

// elements checks a block's array of one or more elements.
func (n node) elements(field, block string, limit int) {
	for _, element := range n.objects(field, 1, limit) {
		element.elementIn(block)
	}
}

// elementIn checks an element that stands in a block of the given type.
func (n node) elementIn(block string) {
	if !slices.Contains(elementsIn[block], n.kind()) {
		n.fault("type", "%s blocks cannot hold %q", block, n.kind())
		return
	}
	n.optional("action_id", ActionIDChars)
	n.plain("placeholder", PlaceholderChars)
	n.integer("max_selected_items", 1, math.MaxInt32)
	n.focus()
	if confirm, ok := n.child("confirm"); ok {
		confirm.confirmDialog()
	}
	n.elementOf(n.kind())
}

func (n node) elementOf(kind string) {
	switch kind {
	case "button":
		n.button()
	case "workflow_button":
		n.workflowButton()
	case "icon_button":
		n.iconButton()
	case "feedback_buttons":
		n.feedbackButtons()
	case "image":
		n.image()
	case "overflow":
		n.overflow()
	case "checkboxes", "radio_buttons":
		n.choices("options", 1, ChoiceOptions, "plain_text", "mrkdwn")
		n.initial(n.options("options"))
	case "static_select", "multi_static_select":
		n.staticSelect()
	case "external_select", "multi_external_select":
		n.integer("min_query_length", 0, math.MaxInt32)
	case "datepicker":
		n.moment("initial_date", time.DateOnly)
	case "timepicker":
		n.moment("initial_time", "15:04")
	case "datetimepicker":
		// Slack takes ten digits: no earlier than September 2001.
		n.integer("initial_date_time", 1e9, 1e10-1)
	case "plain_text_input":
		n.plainTextInput()
	case "rich_text_input":
		n.richTextInput()
	case "number_input":
		if n.need("is_decimal_allowed") {
			n.flag("is_decimal_allowed")
		}
	case "file_input":
		n.integer("max_files", 1, InputFiles)
	}
}

func (n node) focus() {
	if !n.flag("focus_on_load") {
		return
	}
	if n.c.focused != "" {
		n.fault("focus_on_load", "%s has the focus already", n.c.focused)
		return
	}
	n.c.focused = n.path
}

func (n node) confirmDialog() {
	n.plain("title", ConfirmTitleChars)
	if n.need("text") {
		n.text("text", ConfirmTextChars)
	}
	n.label("confirm", ConfirmButtonChars)
	n.label("deny", ConfirmButtonChars)
	n.oneOf("style", "primary", "danger")
}

func (n node) button() {
	n.needLabel("text", ButtonTextChars)
	n.optional("value", ButtonValueChars)
	n.link("url", linkSchemes)
	n.buttonLook()
}

// buttonLook checks the fields that only change how a button looks or is read.
func (n node) buttonLook() {
	n.optional("accessibility_label", AccessibilityLabelChars)
	n.oneOf("style", "primary", "danger")
	if n.obj["style"] != "primary" || n.c.surface != Message {
		return
	}
	n.c.primary++
	if n.c.primary > PrimaryButtons {
		n.c.ownRule(n.at("style"), "more than %d primary button in a message", PrimaryButtons)
	}
}

func (n node) workflowButton() {
	n.needLabel("text", ButtonTextChars)
	n.buttonLook()
	if !n.need("workflow") {
		return
	}
	workflow, ok := n.child("workflow")
	if !ok || !workflow.need("trigger") {
		return
	}
	if trigger, ok := workflow.child("trigger"); ok {
		trigger.needLink("url", onlyHTTPS)
	}
}

func (n node) iconButton() {
	n.required("icon", math.MaxInt)
	n.needLabel("text", ButtonTextChars)
	n.optional("value", ButtonValueChars)
	n.optional("accessibility_label", AccessibilityLabelChars)
}

func (n node) feedbackButtons() {
	for _, field := range []string{"positive_button", "negative_button"} {
		if !n.need(field) {
			continue
		}
		if button, ok := n.child(field); ok {
			button.needLabel("text", ButtonTextChars)
			button.required("value", ButtonValueChars)
			button.optional("accessibility_label", AccessibilityLabelChars)
		}
	}
}

func (n node) overflow() {
	n.choices("options", OverflowMinOptions, OverflowMaxOptions, "plain_text")
	for _, option := range n.options("options") {
		option.link("url", linkSchemes)
	}
}

func (n node) staticSelect() {
	if n.has("options") == n.has("option_groups") {
		n.fault("options", "want either options or option_groups")
	}
	options := n.options("options")
	if n.has("options") {
		n.choices("options", 1, SelectOptions, "plain_text")
	}
	if n.has("option_groups") {
		for _, group := range n.objects("option_groups", 1, OptionGroups) {
			if group.need("label") {
				group.plain("label", OptionGroupLabelChars)
			}
			group.choices("options", 1, SelectOptions, "plain_text")
			options = append(options, group.options("options")...)
		}
	}
	n.initial(options)
}

// choices checks an array of options whose text is of one of the given types.
func (n node) choices(field string, least, most int, textTypes ...string) {
	for _, option := range n.objects(field, least, most) {
		if option.need("text") {
			option.textObject("text", OptionTextChars, textTypes...)
		}
		option.required("value", OptionValueChars)
		option.plain("description", OptionDescriptionChars)
	}
}

// options gathers the options that are objects, without judging them.
func (n node) options(field string) []node {
	items, _ := n.obj[field].([]any)
	var options []node
	for i, item := range items {
		if obj, ok := item.(map[string]any); ok {
			options = append(options, node{n.c, fmt.Sprintf("%s[%d]", n.at(field), i), obj})
		}
	}
	return options
}

// initial faults a preselection that is not among the options: Slack wants an
// exact match.
func (n node) initial(options []node) {
	among := func(v any) bool {
		return slices.ContainsFunc(options, func(o node) bool { return reflect.DeepEqual(map[string]any(o.obj), v) })
	}
	if n.has("initial_option") && !among(n.obj["initial_option"]) {
		n.fault("initial_option", "not among the options")
	}
	if !n.has("initial_options") {
		return
	}
	for i, v := range n.list("initial_options", 1, SelectOptions) {
		if !among(v) {
			n.fault(fmt.Sprintf("initial_options[%d]", i), "not among the options")
		}
	}
}

func (n node) moment(field, layout string) {
	s, ok := n.optional(field, math.MaxInt)
	if !ok {
		return
	}
	if _, err := time.Parse(layout, s); err != nil {
		n.fault(field, "%q is not like %s", s, layout)
	}
}

func (n node) plainTextInput() {
	least, hasLeast := n.integer("min_length", 0, InputLength)
	most, hasMost := n.integer("max_length", 1, InputLength)
	if hasLeast && hasMost && least > most {
		n.fault("min_length", "more than max_length")
	}
	n.optional("initial_value", InputLength)
	n.flag("multiline")
}

func (n node) richTextInput() {
	n.integer("min_lines", 1, InputLines)
	n.integer("max_lines", 1, InputLines)
	if initial, ok := n.child("initial_value"); ok {
		initial.richText()
	}
}
