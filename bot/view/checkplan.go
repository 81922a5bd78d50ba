package view

import (
	"math"
	"slices"
)

// layoutChildren are the block types that a layout may hold, and layoutFallbacks those that
// may stand in for one where a client does not know it.
var (
	layoutFallbacks = []string{"context", "divider", "header", "image", "rich_text", "section", "table", "video"}
	layoutChildren  = append([]string{"actions", "alert", "card", "carousel", "container", "data_table", "data_visualization", "file", "input"}, layoutFallbacks...)
)

func (n node) plan() {
	n.required("title", math.MaxInt)
	var ids []string
	for _, task := range n.objects("tasks", 0, PlanTasks) {
		if task.has("type") {
			task.oneOf("type", "task_card")
		}
		task.blockID()
		task.taskCard()
		id, _ := task.obj["task_id"].(string)
		if slices.Contains(ids, id) {
			task.fault("task_id", "%q is used twice", id)
		}
		ids = append(ids, id)
	}
}

func (n node) taskCard() {
	n.required("task_id", math.MaxInt)
	n.required("title", math.MaxInt)
	n.oneOf("status", "pending", "in_progress", "complete", "error")
	n.flag("hide_title")
	for _, field := range []string{"details", "output"} {
		if text, ok := n.child(field); ok {
			text.richText()
		}
	}
	for _, source := range n.objects("sources", 0, math.MaxInt) {
		if source.kind() != "url" {
			source.fault("type", "%q, want url", source.kind())
		}
		source.needLink("url", webSchemes)
		source.required("text", math.MaxInt)
	}
}

func (n node) layout() {
	n.required("label", LayoutLabelChars)
	n.flag("is_label_visible")
	n.oneOf("grid_lines", "none", "rows", "outer")
	for _, row := range n.objects("rows", 1, LayoutRows) {
		for _, item := range row.objects("items", 1, LayoutItems) {
			item.oneOf("width", "narrow", "standard", "wide")
			item.oneOf("horizontal_alignment", "start", "center", "end")
			if item.need("block") {
				if block, ok := item.child("block"); ok {
					block.blockAmong("a layout", layoutChildren)
				}
			}
		}
	}
	for _, block := range n.objects("fallback", 0, MessageBlocks) {
		block.blockAmong("a layout's fallback", layoutFallbacks)
	}
}

// blockAmong checks a block that stands in another, which holds only some kinds.
func (n node) blockAmong(holder string, kinds []string) {
	if !slices.Contains(kinds, n.kind()) {
		n.fault("type", "%s cannot hold %q", holder, n.kind())
		return
	}
	n.block()
}
