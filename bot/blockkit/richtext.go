package blockkit

import (
	"math"
	"slices"
)

// textStyles are the keys a rich text leaf's style may have.
var textStyles = []string{"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}

// richTextRules are what a rich text holds, alone or in another block.
func richTextRules() rules {
	leaf := rules{byKind("rich text leaf", leafKinds()), may("style", object(leafStyle))}.check
	section := rules{must("elements", objects(1, noLimit, leaf))}
	kinds := map[string]rules{
		"rich_text_section": section,
		"rich_text_quote":   section,
		"rich_text_preformatted": {must("elements", objects(1, noLimit,
			only("a rich_text_preformatted cannot hold", []string{"text", "link"}, leaf)))},
		"rich_text_list": {
			must("style", oneOf("bullet", "ordered")),
			may("indent", whole(0, 8)),
			may("offset", whole(0, math.MaxInt32)),
			must("elements", objects(1, noLimit,
				only("a rich_text_list cannot hold", []string{"rich_text_section"}, section...))),
		},
	}
	return rules{
		kindIs("rich_text"),
		must("elements", objects(1, noLimit, byKind("rich text element", kinds), may("border", whole(0, 1)))),
	}
}

func leafKinds() map[string]rules {
	return map[string]rules{
		"text":      {must("text", filled(noLimit))},
		"link":      {must("url", address(linkSchemes)), may("text", str(noLimit))},
		"user":      {must("user_id", filled(noLimit))},
		"usergroup": {must("usergroup_id", filled(noLimit))},
		"channel":   {must("channel_id", filled(noLimit))},
		"team":      {must("team_id", filled(noLimit))},
		"emoji":     {must("name", filled(noLimit))},
		"color":     {must("value", filled(noLimit))},
		"broadcast": {must("range", oneOf("here", "channel", "everyone"))},
		"date": {
			must("timestamp", whole(0, math.MaxInt64)),
			must("format", filled(noLimit)),
			may("url", address(linkSchemes)),
		},
	}
}

func leafStyle(n node) {
	for key := range n.obj {
		if !slices.Contains(textStyles, key) {
			n.fault(key, "unknown text style")
			continue
		}
		may(key, flag)(n)
	}
}
