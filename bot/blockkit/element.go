package blockkit

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync"
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

// elementIn checks an element that stands in a block of the given type.
func elementIn(block string) rule {
	return only(block+" blocks cannot hold", elementsIn[block], anyElement().check, func(n node) { elements()[n.kind()].check(n) })
}

// elementsOf is a field with one or more elements of a block of the given type.
func elementsOf(block string, most int) check { return objects(1, most, elementIn(block)) }

// anyElement is what elements of all kinds may have.
func anyElement() rules {
	return rules{
		may("action_id", str(255)),
		may("placeholder", plainText(PlaceholderChars)),
		may("max_selected_items", whole(1, math.MaxInt32)),
		may("focus_on_load", onlyFocus),
		may("confirm", object(
			may("title", plainText(ConfirmTitleChars)),
			must("text", anyText(ConfirmTextChars)),
			may("confirm", label(ConfirmButtonChars)),
			may("deny", label(ConfirmButtonChars)),
			may("style", oneOf("primary", "danger")),
		)),
	}
}

// elements are what the kinds of element hold beside that. A kind that is not here holds
// nothing more.
var elements = sync.OnceValue(func() map[string]rules {
	return map[string]rules{
		"button": {
			must("text", label(ButtonTextChars)),
			may("value", str(ButtonValueChars)),
			may("url", address(linkSchemes)),
			buttonLook().check,
		},
		"workflow_button": {
			must("text", label(ButtonTextChars)),
			buttonLook().check,
			must("workflow", object(must("trigger", object(must("url", address(onlyHTTPS)))))),
		},
		"icon_button": {
			must("icon", filled(noLimit)),
			must("text", label(ButtonTextChars)),
			may("value", str(ButtonValueChars)),
			may("accessibility_label", str(AccessibilityLabelChars)),
		},
		"feedback_buttons": {
			must("positive_button", object(feedbackButton()...)),
			must("negative_button", object(feedbackButton()...)),
		},
		"image":                 image(),
		"overflow":              {must("options", options(2, 5, plainText, may("url", address(linkSchemes))))},
		"checkboxes":            {must("options", options(1, ChoiceOptions, anyText)), initialAmong},
		"radio_buttons":         {must("options", options(1, ChoiceOptions, anyText)), initialAmong},
		"static_select":         staticSelect(),
		"multi_static_select":   staticSelect(),
		"external_select":       {may("min_query_length", whole(0, math.MaxInt32))},
		"multi_external_select": {may("min_query_length", whole(0, math.MaxInt32))},
		"datepicker":            {may("initial_date", moment(time.DateOnly))},
		"timepicker":            {may("initial_time", moment("15:04"))},
		// Slack takes ten digits: no earlier than September 2001.
		"datetimepicker": {may("initial_date_time", whole(1e9, 1e10-1))},
		"plain_text_input": {
			may("min_length", whole(0, InputLength)),
			may("max_length", whole(1, InputLength)),
			lengthsInOrder,
			may("initial_value", str(InputLength)),
			may("multiline", flag),
		},
		"rich_text_input": {
			may("min_lines", whole(1, 100)),
			may("max_lines", whole(1, 100)),
			may("initial_value", object(richTextRules()...)),
		},
		"number_input": {must("is_decimal_allowed", flag)},
		"file_input":   {may("max_files", whole(1, 10))},
	}
})

// buttonLook is what only changes how a button looks or is read.
func buttonLook() rules {
	return rules{
		may("accessibility_label", str(AccessibilityLabelChars)),
		may("style", oneOf("primary", "danger")),
		onlyPrimary,
	}
}

func feedbackButton() rules {
	return rules{
		must("text", label(ButtonTextChars)),
		must("value", filled(ButtonValueChars)),
		may("accessibility_label", str(AccessibilityLabelChars)),
	}
}

// image is what the image block and the image element share.
func image() rules {
	return rules{
		must("alt_text", filled(AltTextChars)),
		either("image_url", "slack_file"),
		may("image_url", address(webSchemes)),
		may("slack_file", object(func(n node) {
			if n.has("id") == n.has("url") {
				n.c.add(n.path, "want either id or url")
			}
		})),
	}
}

func staticSelect() rules {
	return rules{
		either("options", "option_groups"),
		may("options", options(1, SelectOptions, plainText)),
		may("option_groups", objects(1, 100,
			must("label", plainText(OptionGroupLabelChars)),
			must("options", options(1, SelectOptions, plainText)),
		)),
		initialAmong,
	}
}

// options is a field with so many options, with a text of the given kind.
func options(least, most int, text func(most int) check, more ...rule) check {
	return objects(least, most, append(rules{
		must("text", text(OptionTextChars)),
		must("value", filled(OptionValueChars)),
		may("description", plainText(OptionDescriptionChars)),
	}, more...)...)
}

// onlyFocus is the flag that one element of all may set.
func onlyFocus(n node, field string) {
	flag(n, field)
	switch {
	case n.obj[field] != true:
	case n.c.focused != "":
		n.fault(field, "%s has the focus already", n.c.focused)
	default:
		n.c.focused = n.path
	}
}

func onlyPrimary(n node) {
	if n.obj["style"] != "primary" || n.c.surface != message {
		return
	}
	n.c.primary++
	if n.c.primary > PrimaryButtons {
		n.c.ownRule(n.at("style"), "more than %d primary button in a message", PrimaryButtons)
	}
}

func lengthsInOrder(n node) {
	least, hasLeast := n.obj["min_length"].(float64)
	most, hasMost := n.obj["max_length"].(float64)
	if hasLeast && hasMost && least > most {
		n.fault("min_length", "more than max_length")
	}
}

// initialAmong faults a preselection that is not among the options: Slack wants an
// exact match.
func initialAmong(n node) {
	options, _ := n.obj["options"].([]any)
	groups, _ := n.obj["option_groups"].([]any)
	for _, item := range groups {
		group, _ := item.(map[string]any)
		more, _ := group["options"].([]any)
		options = slices.Concat(options, more)
	}
	among := func(v any) bool {
		return slices.ContainsFunc(options, func(o any) bool { return reflect.DeepEqual(o, v) })
	}
	if n.has("initial_option") && !among(n.obj["initial_option"]) {
		n.fault("initial_option", "not among the options")
	}
	may("initial_options", func(n node, field string) {
		for i, v := range n.list(field, 1, SelectOptions) {
			if !among(v) {
				n.fault(fmt.Sprintf("%s[%d]", field, i), "not among the options")
			}
		}
	})(n)
}
