package blockkit

import (
	"fmt"
	"math"
	"slices"
)

func checkTable(n node) {
	n.c.tables++
	if n.c.tables > MessageTables {
		n.c.add(n.path, "more than %d table in a message", MessageTables)
	}
	checkRows(n, 1, TableRows, checkTableCell)
	n.c.cells += textChars(n.obj["rows"])
	if n.c.cells > TableChars {
		n.fault("rows", "%d characters, at most %d in a message", n.c.cells, TableChars)
	}
	for _, column := range n.objects("column_settings", 0, TableColumns) {
		column.oneOf("align", "left", "center", "right")
		column.flag("is_wrapped")
	}
}

// checkRows checks the rows of a table and each cell in them.
func checkRows(n node, least, most int, check func(node)) {
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
			if cell, ok := nodeAt(n.c, fmt.Sprintf("%s[%d]", path, j), item); ok {
				check(cell)
			}
		}
	}
}

func checkTableCell(n node) {
	switch n.kind() {
	case "raw_text":
		n.required("text", math.MaxInt)
	case "raw_number":
		if _, ok := n.obj["value"].(float64); !ok {
			n.fault("value", "not a number")
		}
		n.required("text", math.MaxInt)
	case "rich_text":
		checkRichText(n)
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

func checkDataTable(n node) {
	n.required("caption", TextChars)
	checkRows(n, DataTableLeastRows, DataTableRows, checkDataCell)
	if k := textChars(n.obj["rows"]); k > DataTableChars {
		n.fault("rows", "%d characters, at most %d", k, DataTableChars)
	}
	checkDataColumns(n)
	n.integer("page_size", 1, DataTablePageSize)
	n.integer("row_header_column_index", 0, TableColumns-1)
}

// checkDataColumns checks what all rows of a data table must have in common: their length, and
// that the first of them is a header of plain cells.
func checkDataColumns(n node) {
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

// checkDataCell checks a cell of a data table, which knows more kinds than a table.
func checkDataCell(n node) {
	switch n.kind() {
	case "raw_number":
		if _, ok := n.obj["value"].(float64); !ok {
			n.fault("value", "not a number")
		}
		n.optional("text", math.MaxInt)
	case "action_cell":
		if n.need("element") {
			if element, ok := n.child("element"); ok {
				checkElement(element, "data_table")
			}
		}
		if fallback, ok := n.child("fallback"); ok {
			if !slices.Contains([]string{"raw_text", "raw_number"}, fallback.kind()) {
				fallback.fault("type", "a fallback cannot be %q", fallback.kind())
				return
			}
			checkDataCell(fallback)
		}
	default:
		checkTableCell(n)
	}
}
