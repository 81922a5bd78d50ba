package blockkit

import (
	"fmt"
	"slices"
)

// blockSurfaces says where each block type may stand.
var blockSurfaces = map[string][]Surface{
	"actions":            {Message, Modal, Home},
	"alert":              {Modal},
	"card":               {Message, Modal, Home},
	"carousel":           {Message, Home},
	"container":          {Message},
	"context":            {Message, Modal, Home},
	"context_actions":    {Message},
	"data_table":         {Message},
	"data_visualization": {Message},
	"divider":            {Message, Modal, Home},
	"file":               {Message},
	"header":             {Message, Modal, Home},
	"image":              {Message, Modal, Home},
	"input":              {Message, Modal, Home},
	"layout":             {Message, Modal, Home},
	"markdown":           {Message},
	"plan":               {Message},
	"rich_text":          {Message, Modal, Home},
	"section":            {Message, Modal, Home},
	"table":              {Message},
	"task_card":          {Message},
	"video":              {Message, Modal, Home},
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
	if c.surface == Message {
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
	kind := n.kind()
	surfaces, known := blockSurfaces[kind]
	switch {
	case !known:
		n.fault("type", "unknown block type %q", kind)
		return
	case !slices.Contains(surfaces, n.c.surface):
		n.fault("type", "%s blocks cannot stand in a %s", kind, n.c.surface)
	}
	checkBlockID(n)
	checkContent(n, kind)
	checkActionIDs(n)
}

func checkContent(n node, kind string) {
	switch kind {
	case "actions":
		checkElements(n, "elements", kind, ActionsElements)
	case "alert":
		checkAlert(n)
	case "card":
		checkCard(n)
	case "carousel":
		checkCarousel(n)
	case "container":
		checkContainer(n)
	case "context":
		checkContext(n)
	case "context_actions":
		checkElements(n, "elements", kind, ContextActionsElements)
	case "data_table":
		checkDataTable(n)
	case "data_visualization":
		checkChart(n)
	case "file":
		checkFile(n)
	case "header":
		n.needLabel("text", HeaderChars)
	case "image":
		checkImageBlock(n)
	case "input":
		checkInputBlock(n)
	case "layout":
		checkLayout(n)
	case "markdown":
		checkMarkdown(n)
	case "plan":
		checkPlan(n)
	case "rich_text":
		checkRichText(n)
	case "section":
		checkSection(n)
	case "table":
		checkTable(n)
	case "task_card":
		checkTaskCard(n)
	case "video":
		checkVideo(n)
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
		if id == "" {
			continue
		}
		if seen[id] {
			n.c.add(n.path, "action_id %q is used twice", id)
		}
		seen[id] = true
	}
}

func checkCarousel(n node) {
	for _, card := range n.objects("elements", 1, CarouselCards) {
		if card.kind() != "card" {
			card.fault("type", "a carousel cannot hold %q", card.kind())
			continue
		}
		checkBlock(card)
	}
}

func checkContainer(n node) {
	if !n.has("title") && !n.has("rich_text_title") {
		n.fault("title", "missing, and there is no rich_text_title")
	}
	n.plain("title", ContainerTextChars)
	n.text("subtitle", ContainerTextChars)
	if title, ok := n.child("rich_text_title"); ok {
		checkRichText(title)
	}
	if icon, ok := n.child("icon"); ok {
		checkImage(icon)
	}
	n.oneOf("width", "narrow", "standard", "wide", "full")
	collapsible := n.flag("is_collapsible")
	if n.flag("default_collapsed") && !collapsible {
		n.fault("default_collapsed", "wants is_collapsible")
	}
	if n.flag("has_header_divider") && collapsible {
		n.fault("has_header_divider", "not with is_collapsible")
	}
	for _, child := range n.objects("child_blocks", 1, ContainerBlocks) {
		checkBlockAmong(child, "a container", containerChildren)
	}
}

func checkLayout(n node) {
	n.required("label", LayoutLabelChars)
	n.flag("is_label_visible")
	n.oneOf("grid_lines", "none", "rows", "outer")
	for _, row := range n.objects("rows", 1, LayoutRows) {
		for _, item := range row.objects("items", 1, LayoutItems) {
			item.oneOf("width", "narrow", "standard", "wide")
			item.oneOf("horizontal_alignment", "start", "center", "end")
			if item.need("block") {
				if block, ok := item.child("block"); ok {
					checkBlockAmong(block, "a layout", layoutChildren)
				}
			}
		}
	}
	for _, block := range n.objects("fallback", 0, MessageBlocks) {
		checkBlockAmong(block, "a layout's fallback", layoutFallbacks)
	}
}

// checkBlockAmong checks a block that stands in another, which holds only some kinds.
func checkBlockAmong(n node, holder string, kinds []string) {
	if !slices.Contains(kinds, n.kind()) {
		n.fault("type", "%s cannot hold %q", holder, n.kind())
		return
	}
	checkBlock(n)
}
