package view

import (
	"fmt"
	"math"
	"slices"
)

func (n node) dataTable() {
	n.required("caption", TextChars)
	n.rows(DataTableLeastRows, DataTableRows, node.dataCell)
	if k := textChars(n.obj["rows"]); k > DataTableChars {
		n.fault("rows", "%d characters, at most %d", k, DataTableChars)
	}
	n.dataColumns()
	n.integer("page_size", 1, DataTablePageSize)
	n.integer("row_header_column_index", 0, TableColumns-1)
}

// dataColumns checks what all rows of a data table must have in common: their length, and
// that the first of them is a header of plain cells.
func (n node) dataColumns() {
	rows, _ := n.obj["rows"].([]any)
	for i, row := range rows {
		cells, _ := row.([]any)
		if first, _ := rows[0].([]any); len(cells) != len(first) {
			n.fault(fmt.Sprintf("rows[%d]", i), "%d cells, and %d in the header", len(cells), len(first))
		}
		if i > 0 {
			continue
		}
		for j, item := range cells {
			cell, _ := item.(map[string]any)
			if kind, _ := cell["type"].(string); kind == "rich_text" || kind == "action_cell" {
				n.fault(fmt.Sprintf("rows[0][%d].type", j), "a header cannot hold %q", kind)
			}
		}
	}
}

// dataCell checks a cell of a data table, which knows more kinds than a table.
func (n node) dataCell() {
	switch n.kind() {
	case "raw_number":
		if _, ok := n.obj["value"].(float64); !ok {
			n.fault("value", "not a number")
		}
		n.optional("text", math.MaxInt)
	case "action_cell":
		if n.need("element") {
			if element, ok := n.child("element"); ok {
				element.elementIn("data_table")
			}
		}
		if fallback, ok := n.child("fallback"); ok {
			if !slices.Contains([]string{"raw_text", "raw_number"}, fallback.kind()) {
				fallback.fault("type", "a fallback cannot be %q", fallback.kind())
				return
			}
			fallback.dataCell()
		}
	default:
		n.tableCell()
	}
}

func (n node) dataVisualization() {
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
		chart.seriesChart()
	default:
		chart.fault("type", "unknown chart type %q", chart.kind())
	}
}

// seriesChart checks a chart with axes: every series has one point for every category.
func (n node) seriesChart() {
	var categories []string
	if n.need("axis_config") {
		if axes, ok := n.child("axis_config"); ok {
			categories = axes.categories()
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

func (n node) categories() (names []string) {
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
