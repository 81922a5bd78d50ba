package blockkit

import (
	"fmt"
	"maps"
)

// tableRules are what a table holds. All tables of a message have their room together.
func tableRules() rules {
	return rules{
		func(n node) {
			n.c.tables++
			if n.c.tables > MessageTables {
				n.c.add(n.path, "more than %d table in a message", MessageTables)
			}
		},
		must("rows", rowsOf(1, 100, cellKinds())),
		func(n node) {
			n.c.cells += textChars(n.obj["rows"])
			if n.c.cells > TableChars {
				n.fault("rows", "%d characters, at most %d in a message", n.c.cells, TableChars)
			}
		},
		may("column_settings", objects(0, TableColumns,
			may("align", oneOf("left", "center", "right")),
			may("is_wrapped", flag),
		)),
	}
}

func dataTableRules() rules {
	return rules{
		must("caption", filled(TextChars)),
		must("rows", rowsOf(2, 201, dataCellKinds())), // the header, and 1 to 200 more
		func(n node) {
			if k := textChars(n.obj["rows"]); k > DataTableChars {
				n.fault("rows", "%d characters, at most %d", k, DataTableChars)
			}
		},
		checkDataColumns,
		may("page_size", whole(1, 100)),
		may("row_header_column_index", whole(0, TableColumns-1)),
	}
}

// cellKinds are the kinds of cell that any table may have.
func cellKinds() map[string]rules {
	return map[string]rules{
		"raw_text":   {must("text", filled(noLimit))},
		"raw_number": {number("value"), must("text", filled(noLimit))},
		"rich_text":  richTextRules(),
	}
}

// dataCellKinds are those of a data table, where a number needs no text.
func dataCellKinds() map[string]rules {
	kinds := cellKinds()
	kinds["raw_number"] = rules{number("value"), may("text", str(noLimit))}
	fallbacks := []string{"raw_text", "raw_number"}
	kinds["action_cell"] = rules{
		must("element", object(elementIn("data_table"))),
		may("fallback", object(only("a fallback cannot be", fallbacks, byKind("table cell", maps.Clone(kinds))))),
	}
	return kinds
}

// rowsOf is a field with so many rows of cells, each of one of the kinds.
func rowsOf(least, most int, kinds map[string]rules) check {
	cell := byKind("table cell", kinds)
	return func(n node, field string) {
		for i, row := range n.list(field, least, most) {
			path := fmt.Sprintf("%s[%d]", n.at(field), i)
			cells, ok := row.([]any)
			if !ok {
				n.c.add(path, "not an array")
				continue
			}
			if len(cells) < 1 || len(cells) > TableColumns {
				n.c.add(path, "%d cells, want 1 to %d", len(cells), TableColumns)
			}
			for j, item := range cells {
				if child, ok := nodeAt(n.c, fmt.Sprintf("%s[%d]", path, j), item); ok {
					cell(child)
				}
			}
		}
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
