package view

import (
	"fmt"
	"math"
	"slices"
)

func (n node) block() {
	kind := n.kind()
	surfaces, known := blockSurfaces[kind]
	switch {
	case !known:
		n.fault("type", "unknown block type %q", kind)
		return
	case !slices.Contains(surfaces, n.c.surface):
		n.fault("type", "%s blocks cannot stand in a %s", kind, n.c.surface)
	}
	n.blockID()
	n.blockOf(kind)
	n.actionIDs()
}

func (n node) blockOf(kind string) {
	switch kind {
	case "actions":
		n.elements("elements", kind, ActionsElements)
	case "alert":
		n.alert()
	case "card":
		n.card()
	case "carousel":
		n.carousel()
	case "container":
		n.container()
	case "context":
		n.context()
	case "context_actions":
		n.elements("elements", kind, ContextActionsElements)
	case "data_table":
		n.dataTable()
	case "data_visualization":
		n.dataVisualization()
	case "file":
		n.file()
	case "header":
		n.needLabel("text", HeaderChars)
	case "image":
		n.imageBlock()
	case "input":
		n.inputBlock()
	case "layout":
		n.layout()
	case "markdown":
		n.markdownBlock()
	case "plan":
		n.plan()
	case "rich_text":
		n.richText()
	case "section":
		n.section()
	case "table":
		n.table()
	case "task_card":
		n.taskCard()
	case "video":
		n.video()
	}
}

func (n node) blockID() {
	id, ok := n.optional("block_id", BlockIDChars)
	if !ok || id == "" {
		return
	}
	if first, taken := n.c.blockIDs[id]; taken {
		n.fault("block_id", "%q is taken by %s", id, first)
		return
	}
	n.c.blockIDs[id] = n.path
}

// actionIDs faults an action_id used twice in one block. Blocks within this one
// have been checked as blocks of their own.
func (n node) actionIDs() {
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

func (n node) section() {
	if !n.has("text") && !n.has("fields") {
		n.fault("text", "missing, and there are no fields")
	}
	n.text("text", TextChars)
	if n.has("fields") {
		for _, field := range n.objects("fields", 1, SectionFields) {
			field.textItself(SectionFieldChars, "plain_text", "mrkdwn")
		}
	}
	if accessory, ok := n.child("accessory"); ok {
		accessory.elementIn("section")
	}
	n.flag("expand")
}

func (n node) context() {
	for _, e := range n.objects("elements", 1, ContextElements) {
		switch e.kind() {
		case "image":
			e.image()
		case "plain_text", "mrkdwn":
			e.textItself(TextChars, "plain_text", "mrkdwn")
		default:
			e.fault("type", "context blocks cannot hold %q", e.kind())
		}
	}
}

func (n node) imageBlock() {
	n.image()
	n.plain("title", ImageTitleChars)
}

// image checks what the image block and the image element share.
func (n node) image() {
	n.required("alt_text", AltTextChars)
	if n.has("image_url") == n.has("slack_file") {
		n.fault("image_url", "want either image_url or slack_file")
	}
	n.link("image_url", webSchemes)
	if file, ok := n.child("slack_file"); ok && file.has("id") == file.has("url") {
		n.fault("slack_file", "want either id or url")
	}
}

func (n node) inputBlock() {
	if n.c.input == "" {
		n.c.input = n.path
	}
	if n.need("label") {
		n.plain("label", InputLabelChars)
	}
	n.plain("hint", InputHintChars)
	n.flag("optional")
	n.flag("dispatch_action")
	if n.need("element") {
		if element, ok := n.child("element"); ok {
			element.elementIn("input")
		}
	}
}

func (n node) markdownBlock() {
	s, _ := n.required("text", MarkdownChars)
	before := n.c.markdown
	n.c.markdown += chars(s)
	if before > 0 && n.c.markdown > MarkdownChars {
		n.fault("text", "%d characters of markdown so far, at most %d", n.c.markdown, MarkdownChars)
	}
}

func (n node) file() {
	n.required("external_id", math.MaxInt)
	n.required("source", math.MaxInt)
	n.oneOf("source", "remote")
}

func (n node) alert() {
	if n.need("text") {
		n.text("text", AlertChars)
	}
	n.oneOf("level", "default", "info", "warning", "error", "success")
}

func (n node) video() {
	n.required("alt_text", AltTextChars)
	if n.need("title") {
		n.plain("title", VideoTitleChars)
	}
	n.needLink("video_url", onlyHTTPS)
	n.needLink("thumbnail_url", webSchemes)
	n.link("title_url", onlyHTTPS)
	n.link("provider_icon_url", webSchemes)
	n.optional("author_name", VideoAuthorChars)
	n.plain("description", TextChars)
}

func (n node) card() {
	if !n.has("hero_image") && !n.has("title") && !n.has("actions") && !n.has("body") {
		n.c.add(n.path, "a card wants one of hero_image, title, actions, body")
	}
	n.text("title", CardTitleChars)
	n.text("subtitle", CardTitleChars)
	n.text("body", CardBodyChars)
	n.text("subtext", CardBodyChars)
	for _, field := range []string{"hero_image", "icon"} {
		if picture, ok := n.child(field); ok {
			picture.image()
		}
	}
	if n.has("actions") {
		n.elements("actions", "card", CardActions)
	}
}

func (n node) carousel() {
	for _, card := range n.objects("elements", 1, CarouselCards) {
		if card.kind() != "card" {
			card.fault("type", "a carousel cannot hold %q", card.kind())
			continue
		}
		card.block()
	}
}

func (n node) container() {
	if !n.has("title") && !n.has("rich_text_title") {
		n.fault("title", "missing, and there is no rich_text_title")
	}
	n.plain("title", ContainerTextChars)
	n.text("subtitle", ContainerTextChars)
	if title, ok := n.child("rich_text_title"); ok {
		title.richText()
	}
	if icon, ok := n.child("icon"); ok {
		icon.image()
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
		child.blockAmong("a container", containerChildren)
	}
}

func (n node) table() {
	n.c.tables++
	if n.c.tables > MessageTables {
		n.c.add(n.path, "more than %d table in a message", MessageTables)
	}
	n.rows(1, TableRows, node.tableCell)
	n.c.cells += textChars(n.obj["rows"])
	if n.c.cells > TableChars {
		n.fault("rows", "%d characters, at most %d in a message", n.c.cells, TableChars)
	}
	for _, column := range n.objects("column_settings", 0, TableColumns) {
		column.oneOf("align", "left", "center", "right")
		column.flag("is_wrapped")
	}
}

// rows checks the rows of a table and each cell in them.
func (n node) rows(least, most int, check func(node)) {
	for i, row := range n.list("rows", least, most) {
		path := fmt.Sprintf("%s[%d]", n.at("rows"), i)
		cells, ok := row.([]any)
		if !ok {
			n.c.add(path, "not an array")
			continue
		}
		if len(cells) < 1 || len(cells) > TableColumns {
			n.c.add(path, "%d cells, want 1 to %d", len(cells), TableColumns)
		}
		for j, item := range cells {
			if cell, ok := n.c.object(fmt.Sprintf("%s[%d]", path, j), item); ok {
				check(cell)
			}
		}
	}
}

func (n node) tableCell() {
	switch n.kind() {
	case "raw_text":
		n.required("text", math.MaxInt)
	case "raw_number":
		if _, ok := n.obj["value"].(float64); !ok {
			n.fault("value", "not a number")
		}
		n.required("text", math.MaxInt)
	case "rich_text":
		n.richText()
	default:
		n.fault("type", "unknown table cell type %q", n.kind())
	}
}

// textChars adds up every "text" string within v.
func textChars(v any) int {
	sum := 0
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			sum += textChars(item)
		}
	case map[string]any:
		for key, item := range v {
			if s, ok := item.(string); ok && key == "text" {
				sum += chars(s)
			}
			sum += textChars(item)
		}
	}
	return sum
}
