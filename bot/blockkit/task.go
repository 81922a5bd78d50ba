package blockkit

import (
	"math"
	"slices"
)

func checkPlan(n node) {
	n.required("title", math.MaxInt)
	var ids []string
	for _, task := range n.objects("tasks", 0, PlanTasks) {
		if task.has("type") {
			task.oneOf("type", "task_card")
		}
		checkBlockID(task)
		checkTaskCard(task)
		id, _ := task.obj["task_id"].(string)
		if slices.Contains(ids, id) {
			task.fault("task_id", "%q is used twice", id)
		}
		ids = append(ids, id)
	}
}

func checkTaskCard(n node) {
	n.required("task_id", math.MaxInt)
	n.required("title", math.MaxInt)
	n.oneOf("status", "pending", "in_progress", "complete", "error")
	n.flag("hide_title")
	for _, field := range []string{"details", "output"} {
		if text, ok := n.child(field); ok {
			checkRichText(text)
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
