package blockkit

import (
	"fmt"
	"slices"
)

func checkChart(n node) {
	n.required("title", ChartLabelChars)
	if !n.need("chart") {
		return
	}
	chart, ok := n.child("chart")
	if !ok {
		return
	}
	switch chart.kind() {
	case "pie":
		for _, segment := range chart.objects("segments", 1, ChartSeries) {
			segment.required("label", ChartNameChars)
			if v, ok := segment.obj["value"].(float64); !ok || v <= 0 {
				segment.fault("value", "not a number above 0")
			}
		}
	case "bar", "area", "line":
		checkSeries(chart)
	default:
		chart.fault("type", "unknown chart type %q", chart.kind())
	}
}

// checkSeries checks a chart with axes: every series has one point for every category.
func checkSeries(n node) {
	var categories []string
	if n.need("axis_config") {
		if axes, ok := n.child("axis_config"); ok {
			categories = checkCategories(axes)
			axes.optional("x_label", ChartLabelChars)
			axes.optional("y_label", ChartLabelChars)
		}
	}
	var names []string
	for _, series := range n.objects("series", 1, ChartSeries) {
		name, _ := series.required("name", ChartNameChars)
		if slices.Contains(names, name) {
			series.fault("name", "%q is used twice", name)
		}
		names = append(names, name)
		var labels []string
		for _, point := range series.objects("data", 1, ChartPoints) {
			label, _ := point.required("label", ChartNameChars)
			if _, ok := point.obj["value"].(float64); !ok {
				point.fault("value", "not a number")
			}
			if !slices.Contains(categories, label) || slices.Contains(labels, label) {
				point.fault("label", "%q is no category, or used twice", label)
			}
			labels = append(labels, label)
		}
		if len(labels) != len(categories) {
			series.fault("data", "%d points for %d categories", len(labels), len(categories))
		}
	}
}

func checkCategories(n node) (names []string) {
	for i, item := range n.list("categories", 1, ChartPoints) {
		name, ok := item.(string)
		switch at := fmt.Sprintf("categories[%d]", i); {
		case !ok || name == "":
			n.fault(at, "not a text")
		case chars(name) > ChartNameChars:
			n.fault(at, "%d characters, at most %d", chars(name), ChartNameChars)
		case slices.Contains(names, name):
			n.fault(at, "%q is used twice", name)
		}
		names = append(names, name)
	}
	return names
}
