package blockkit

import (
	"fmt"
	"slices"
	"sync"
)

var (
	everywhere = []surface{message, modal, home}
	inMessages = []surface{message}
)

// blockKinds are the kinds of block, made when something is first checked.
var blockKinds = sync.OnceValue(func() map[string]blockKind {
	return map[string]blockKind{
		"actions": {everywhere, rules{must("elements", elementsOf("actions", 25))}},
		"alert": {[]surface{modal}, rules{
			must("text", anyText(200)),
			may("level", oneOf("default", "info", "warning", "error", "success")),
		}},
		"card": {everywhere, rules{
			anyOf("", "a card wants one of hero_image, title, actions, body", "hero_image", "title", "actions", "body"),
			may("title", anyText(150)),
			may("subtitle", anyText(150)),
			may("body", anyText(200)),
			may("subtext", anyText(200)),
			may("hero_image", object(image()...)),
			may("icon", object(image()...)),
			may("actions", elementsOf("card", 3)),
		}},
		"carousel": {[]surface{message, home}, rules{
			must("elements", objects(1, 10, only("a carousel cannot hold", []string{"card"}, checkBlock))),
		}},
		"container": {inMessages, rules{
			anyOf("title", "missing, and there is no rich_text_title", "title", "rich_text_title"),
			may("title", plainText(150)),
			may("subtitle", anyText(150)),
			may("rich_text_title", object(richTextRules()...)),
			may("icon", object(image()...)),
			may("width", oneOf("narrow", "standard", "wide", "full")),
			may("is_collapsible", flag),
			may("default_collapsed", flag),
			may("has_header_divider", flag),
			checkCollapsible,
			must("child_blocks", objects(1, 10, only("a container cannot hold", containerChildren, checkBlock))),
		}},
		"context": {everywhere, rules{must("elements", objects(1, 10,
			only("context blocks cannot hold", []string{"image", "plain_text", "mrkdwn"}, func(n node) {
				if n.kind() == "image" {
					image().check(n)
					return
				}
				anyTextObject(TextChars)(n)
			}),
		))}},
		"context_actions": {inMessages, rules{must("elements", elementsOf("context_actions", 5))}},
		"data_table":      {inMessages, dataTableRules()},
		"data_visualization": {inMessages, rules{
			must("title", filled(ChartLabelChars)),
			must("chart", object(byKind("chart", charts()))),
		}},
		"divider": {everywhere, nil},
		"file":    {inMessages, rules{must("external_id", filled(noLimit)), must("source", oneOf("remote"))}},
		"header":  {everywhere, rules{must("text", label(HeaderChars))}},
		"image":   {everywhere, append(image(), may("title", plainText(2000)))},
		"input": {everywhere, rules{
			func(n node) {
				if n.c.input == "" {
					n.c.input = n.path
				}
			},
			must("label", plainText(InputLabelChars)),
			may("hint", plainText(InputHintChars)),
			may("optional", flag),
			may("dispatch_action", flag),
			must("element", object(elementIn("input"))),
		}},
		"layout": {everywhere, rules{
			must("label", filled(150)),
			may("is_label_visible", flag),
			may("grid_lines", oneOf("none", "rows", "outer")),
			must("rows", objects(1, 5, must("items", objects(1, 3,
				may("width", oneOf("narrow", "standard", "wide")),
				may("horizontal_alignment", oneOf("start", "center", "end")),
				must("block", object(only("a layout cannot hold", layoutChildren, checkBlock))),
			)))),
			may("fallback", objects(0, MessageBlocks, only("a layout's fallback cannot hold", layoutFallbacks, checkBlock))),
		}},
		"markdown": {inMessages, rules{must("text", filled(MarkdownChars)), checkMarkdownRoom}},
		"plan": {inMessages, rules{
			must("title", filled(noLimit)),
			may("tasks", objects(0, 50, may("type", oneOf("task_card")), checkBlockID, taskCard().check)),
			distinct("tasks", "task_id"),
		}},
		"rich_text": {everywhere, richTextRules()},
		"section": {everywhere, rules{
			anyOf("text", "missing, and there are no fields", "text", "fields"),
			may("text", anyText(TextChars)),
			may("fields", objects(1, 10, anyTextObject(2000))),
			may("accessory", object(elementIn("section"))),
			may("expand", flag),
		}},
		"table":     {inMessages, tableRules()},
		"task_card": {inMessages, taskCard()},
		"video": {everywhere, rules{
			must("alt_text", filled(AltTextChars)),
			must("title", plainText(199)), // "less than 200"
			must("video_url", address(onlyHTTPS)),
			must("thumbnail_url", address(webSchemes)),
			may("title_url", address(onlyHTTPS)),
			may("provider_icon_url", address(webSchemes)),
			may("author_name", str(49)), // "less than 50"
			may("description", plainText(TextChars)),
		}},
	}
})

func taskCard() rules {
	return rules{
		must("task_id", filled(noLimit)),
		must("title", filled(noLimit)),
		may("status", oneOf("pending", "in_progress", "complete", "error")),
		may("hide_title", flag),
		may("details", object(richTextRules()...)),
		may("output", object(richTextRules()...)),
		may("sources", objects(0, noLimit,
			kindIs("url"),
			must("url", address(webSchemes)),
			must("text", filled(noLimit)),
		)),
	}
}

// containerChildren are the block types that a container may hold.
var containerChildren = []string{
	"actions", "context", "divider", "file", "header", "image", "input",
	"rich_text", "section", "table", "video",
}

// layoutChildren are the block types that a layout may hold, and layoutFallbacks those that
// may stand in for one where a client does not know it.
var (
	layoutFallbacks = []string{"context", "divider", "header", "image", "rich_text", "section", "table", "video"}
	layoutChildren  = append([]string{"actions", "alert", "card", "carousel", "container", "data_table", "data_visualization", "file", "input"}, layoutFallbacks...)
)

func checkBlocks(c *checker, decoded any) {
	list, ok := decoded.([]any)
	if !ok {
		c.add("blocks", "not an array")
		return
	}
	limit := ViewBlocks
	if c.surface == message {
		limit = MessageBlocks
	}
	if len(list) > limit {
		c.add("blocks", "%d blocks, at most %d in a %s", len(list), limit, c.surface)
	}
	for i, item := range list {
		if n, ok := nodeAt(c, fmt.Sprintf("blocks[%d]", i), item); ok {
			checkBlock(n)
		}
	}
}

func checkBlock(n node) {
	kind, known := n.c.blocks[n.kind()]
	switch {
	case !known:
		n.fault("type", "unknown block type %q", n.kind())
		return
	case !slices.Contains(kind.surfaces, n.c.surface):
		n.fault("type", "%s blocks cannot stand in a %s", n.kind(), n.c.surface)
	}
	checkBlockID(n)
	kind.holds.check(n)
	checkActionIDs(n)
}

// checkBlockID faults a block_id that another block has.
func checkBlockID(n node) {
	may("block_id", str(255))(n)
	id, _ := n.obj["block_id"].(string)
	if first, taken := n.c.blockIDs[id]; taken {
		n.fault("block_id", "%q is taken by %s", id, first)
	} else if id != "" {
		n.c.blockIDs[id] = n.path
	}
}

// checkActionIDs faults an action_id used twice in one block. Blocks within this one
// have been checked as blocks of their own.
func checkActionIDs(n node) {
	items, _ := n.obj["elements"].([]any)
	if n.kind() == "card" {
		items, _ = n.obj["actions"].([]any)
	}
	seen := map[string]bool{}
	for _, item := range items {
		element, _ := item.(map[string]any)
		id, _ := element["action_id"].(string)
		if id != "" && seen[id] {
			n.c.add(n.path, "action_id %q is used twice", id)
		}
		seen[id] = true
	}
}

func checkCollapsible(n node) {
	collapsible := n.obj["is_collapsible"] == true
	if n.obj["default_collapsed"] == true && !collapsible {
		n.fault("default_collapsed", "wants is_collapsible")
	}
	if n.obj["has_header_divider"] == true && collapsible {
		n.fault("has_header_divider", "not with is_collapsible")
	}
}

// checkMarkdownRoom faults what goes over the room that all markdown of a message has
// together. One block that is too long alone is faulted as such.
func checkMarkdownRoom(n node) {
	s, _ := n.obj["text"].(string)
	before := n.c.markdown
	n.c.markdown += chars(s)
	if before > 0 && n.c.markdown > MarkdownChars {
		n.fault("text", "%d characters of markdown so far, at most %d", n.c.markdown, MarkdownChars)
	}
}
