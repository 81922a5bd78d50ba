package blockkit

import (
	"math"
	"slices"
)

// textStyles are the keys a rich text leaf's style may have.
var textStyles = []string{"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}

func checkRichText(n node) {
	if n.kind() != "rich_text" {
		n.fault("type", "%q, want rich_text", n.kind())
	}
	for _, e := range n.objects("elements", 1, math.MaxInt) {
		switch e.kind() {
		case "rich_text_section", "rich_text_quote":
			checkLeaves(e)
		case "rich_text_preformatted":
			checkLeaves(e, "text", "link")
		case "rich_text_list":
			checkRichTextList(e)
		default:
			e.fault("type", "unknown rich text element type %q", e.kind())
		}
		e.integer("border", 0, 1)
	}
}

func checkRichTextList(n node) {
	n.required("style", math.MaxInt)
	n.oneOf("style", "bullet", "ordered")
	n.integer("indent", 0, ListIndent)
	n.integer("offset", 0, math.MaxInt32)
	for _, item := range n.objects("elements", 1, math.MaxInt) {
		if item.kind() != "rich_text_section" {
			item.fault("type", "a rich_text_list cannot hold %q", item.kind())
			continue
		}
		checkLeaves(item)
	}
}

// checkLeaves checks the leaves of a rich text element, only those of the allowed
// types where some are given.
func checkLeaves(n node, allowed ...string) {
	for _, leaf := range n.objects("elements", 1, math.MaxInt) {
		if len(allowed) > 0 && !slices.Contains(allowed, leaf.kind()) {
			leaf.fault("type", "a %s cannot hold %q", n.kind(), leaf.kind())
			continue
		}
		checkLeaf(leaf)
	}
}

func checkLeaf(n node) {
	switch n.kind() {
	case "text":
		n.required("text", math.MaxInt)
	case "link":
		n.needLink("url", linkSchemes)
		n.optional("text", math.MaxInt)
	case "user":
		n.required("user_id", math.MaxInt)
	case "usergroup":
		n.required("usergroup_id", math.MaxInt)
	case "channel":
		n.required("channel_id", math.MaxInt)
	case "team":
		n.required("team_id", math.MaxInt)
	case "emoji":
		n.required("name", math.MaxInt)
	case "color":
		n.required("value", math.MaxInt)
	case "broadcast":
		n.required("range", math.MaxInt)
		n.oneOf("range", "here", "channel", "everyone")
	case "date":
		if n.need("timestamp") {
			n.integer("timestamp", 0, math.MaxInt64)
		}
		n.required("format", math.MaxInt)
		n.link("url", linkSchemes)
	default:
		n.fault("type", "unknown rich text leaf type %q", n.kind())
	}
	checkLeafStyle(n)
}

func checkLeafStyle(n node) {
	style, ok := n.child("style")
	if !ok {
		return
	}
	for key := range style.obj {
		if !slices.Contains(textStyles, key) {
			style.fault(key, "unknown text style")
			continue
		}
		style.flag(key)
	}
}
