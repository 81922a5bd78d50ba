package blockkit

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"time"
)

// selects are the menus that sections, actions and inputs share.
var selects = []string{
	"static_select", "external_select", "users_select", "conversations_select", "channels_select",
	"multi_static_select", "multi_external_select", "multi_users_select",
	"multi_conversations_select", "multi_channels_select",
}

// elementsIn says which elements may stand in each block type.
var elementsIn = map[string][]string{
	"actions": append([]string{"button", "checkboxes", "datepicker", "datetimepicker", "overflow",
		"radio_buttons", "rich_text_input", "timepicker", "workflow_button"}, selects...),
	"section": append([]string{"button", "checkboxes", "datepicker", "image", "overflow",
		"radio_buttons", "timepicker", "workflow_button"}, selects...),
	"input": append([]string{"checkboxes", "datepicker", "datetimepicker", "email_text_input",
		"file_input", "number_input", "plain_text_input", "radio_buttons", "rich_text_input",
		"timepicker", "url_text_input"}, selects...),
	"context_actions": {"feedback_buttons", "icon_button"},
	"card":            {"button"},
	"data_table":      {"button"},
}

// checkElements checks a block's array of one or more elements.
func checkElements(n node, field, block string, limit int) {
	for _, element := range n.objects(field, 1, limit) {
		checkElement(element, block)
	}
}

// checkElement checks an element that stands in a block of the given type.
func checkElement(n node, block string) {
	if !slices.Contains(elementsIn[block], n.kind()) {
		n.fault("type", "%s blocks cannot hold %q", block, n.kind())
		return
	}
	n.optional("action_id", ActionIDChars)
	n.plain("placeholder", PlaceholderChars)
	n.integer("max_selected_items", 1, math.MaxInt32)
	checkFocus(n)
	if confirm, ok := n.child("confirm"); ok {
		checkConfirm(confirm)
	}
	checkElementFields(n, n.kind())
}

func checkElementFields(n node, kind string) {
	switch kind {
	case "button":
		checkButton(n)
	case "workflow_button":
		checkWorkflowButton(n)
	case "icon_button":
		checkIconButton(n)
	case "feedback_buttons":
		checkFeedbackButtons(n)
	case "image":
		checkImage(n)
	case "overflow":
		checkOverflow(n)
	case "checkboxes", "radio_buttons":
		checkOptions(n, "options", 1, ChoiceOptions, "plain_text", "mrkdwn")
		checkInitial(n, optionsOf(n, "options"))
	case "static_select", "multi_static_select":
		checkStaticSelect(n)
	case "external_select", "multi_external_select":
		n.integer("min_query_length", 0, math.MaxInt32)
	case "datepicker":
		checkTime(n, "initial_date", time.DateOnly)
	case "timepicker":
		checkTime(n, "initial_time", "15:04")
	case "datetimepicker":
		// Slack takes ten digits: no earlier than September 2001.
		n.integer("initial_date_time", 1e9, 1e10-1)
	case "plain_text_input":
		checkPlainTextInput(n)
	case "rich_text_input":
		checkRichTextInput(n)
	case "number_input":
		if n.need("is_decimal_allowed") {
			n.flag("is_decimal_allowed")
		}
	case "file_input":
		n.integer("max_files", 1, InputFiles)
	}
}

func checkFocus(n node) {
	if !n.flag("focus_on_load") {
		return
	}
	if n.c.focused != "" {
		n.fault("focus_on_load", "%s has the focus already", n.c.focused)
		return
	}
	n.c.focused = n.path
}

func checkConfirm(n node) {
	n.plain("title", ConfirmTitleChars)
	if n.need("text") {
		n.text("text", ConfirmTextChars)
	}
	n.label("confirm", ConfirmButtonChars)
	n.label("deny", ConfirmButtonChars)
	n.oneOf("style", "primary", "danger")
}

func checkButton(n node) {
	n.needLabel("text", ButtonTextChars)
	n.optional("value", ButtonValueChars)
	n.link("url", linkSchemes)
	checkButtonLook(n)
}

// checkButtonLook checks the fields that only change how a button looks or is read.
func checkButtonLook(n node) {
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

func checkWorkflowButton(n node) {
	n.needLabel("text", ButtonTextChars)
	checkButtonLook(n)
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

func checkIconButton(n node) {
	n.required("icon", math.MaxInt)
	n.needLabel("text", ButtonTextChars)
	n.optional("value", ButtonValueChars)
	n.optional("accessibility_label", AccessibilityLabelChars)
}

func checkFeedbackButtons(n node) {
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

// checkImage checks what the image block and the image element share.
func checkImage(n node) {
	n.required("alt_text", AltTextChars)
	if n.has("image_url") == n.has("slack_file") {
		n.fault("image_url", "want either image_url or slack_file")
	}
	n.link("image_url", webSchemes)
	if file, ok := n.child("slack_file"); ok && file.has("id") == file.has("url") {
		n.fault("slack_file", "want either id or url")
	}
}

func checkOverflow(n node) {
	checkOptions(n, "options", OverflowMinOptions, OverflowMaxOptions, "plain_text")
	for _, option := range optionsOf(n, "options") {
		option.link("url", linkSchemes)
	}
}

func checkStaticSelect(n node) {
	if n.has("options") == n.has("option_groups") {
		n.fault("options", "want either options or option_groups")
	}
	options := optionsOf(n, "options")
	if n.has("options") {
		checkOptions(n, "options", 1, SelectOptions, "plain_text")
	}
	if n.has("option_groups") {
		for _, group := range n.objects("option_groups", 1, OptionGroups) {
			if group.need("label") {
				group.plain("label", OptionGroupLabelChars)
			}
			checkOptions(group, "options", 1, SelectOptions, "plain_text")
			options = append(options, optionsOf(group, "options")...)
		}
	}
	checkInitial(n, options)
}

// checkOptions checks an array of options whose text is of one of the given types.
func checkOptions(n node, field string, least, most int, textTypes ...string) {
	for _, option := range n.objects(field, least, most) {
		if option.need("text") {
			option.textObject("text", OptionTextChars, textTypes...)
		}
		option.required("value", OptionValueChars)
		option.plain("description", OptionDescriptionChars)
	}
}

// optionsOf gathers the options that are objects, without judging them.
func optionsOf(n node, field string) []node {
	items, _ := n.obj[field].([]any)
	var options []node
	for i, item := range items {
		if obj, ok := item.(map[string]any); ok {
			options = append(options, node{n.c, fmt.Sprintf("%s[%d]", n.at(field), i), obj})
		}
	}
	return options
}

// checkInitial faults a preselection that is not among the options: Slack wants an
// exact match.
func checkInitial(n node, options []node) {
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

func checkTime(n node, field, layout string) {
	s, ok := n.optional(field, math.MaxInt)
	if !ok {
		return
	}
	if _, err := time.Parse(layout, s); err != nil {
		n.fault(field, "%q is not like %s", s, layout)
	}
}

func checkPlainTextInput(n node) {
	least, hasLeast := n.integer("min_length", 0, InputLength)
	most, hasMost := n.integer("max_length", 1, InputLength)
	if hasLeast && hasMost && least > most {
		n.fault("min_length", "more than max_length")
	}
	n.optional("initial_value", InputLength)
	n.flag("multiline")
}

func checkRichTextInput(n node) {
	n.integer("min_lines", 1, InputLines)
	n.integer("max_lines", 1, InputLines)
	if initial, ok := n.child("initial_value"); ok {
		checkRichText(initial)
	}
}
