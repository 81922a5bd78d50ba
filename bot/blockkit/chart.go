package blockkit

import (
	"fmt"
	"slices"
)

func charts() map[string]rules {
	return map[string]rules{
		"pie": {must("segments", objects(1, ChartSeries,
			must("label", filled(ChartNameChars)),
			func(n node) {
				if v, ok := n.obj["value"].(float64); !ok || v <= 0 {
					n.fault("value", "not a number above 0")
				}
			},
		))},
		"bar":  {checkSeries},
		"area": {checkSeries},
		"line": {checkSeries},
	}
}

// checkSeries checks a chart with axes: every series has one point for every category.
func checkSeries(n node) {
	var categories []string
	must("axis_config", object(
		must("categories", func(n node, field string) { categories = categoriesOf(n, field) }),
		may("x_label", str(ChartLabelChars)),
		may("y_label", str(ChartLabelChars)),
	))(n)
	must("series", objects(1, ChartSeries,
		must("name", filled(ChartNameChars)),
		func(series node) { checkPoints(series, categories) },
	))(n)
	distinct("series", "name")(n)
}

func checkPoints(n node, categories []string) {
	var labels []string
	must("data", objects(1, ChartPoints,
		must("label", filled(ChartNameChars)),
		number("value"),
		func(point node) {
			label, _ := point.obj["label"].(string)
			if !slices.Contains(categories, label) || slices.Contains(labels, label) {
				point.fault("label", "%q is no category, or used twice", label)
			}
			labels = append(labels, label)
		},
	))(n)
	if len(labels) != len(categories) {
		n.fault("data", "%d points for %d categories", len(labels), len(categories))
	}
}

func categoriesOf(n node, field string) (names []string) {
	for i, item := range n.list(field, 1, ChartPoints) {
		name, ok := item.(string)
		switch at := fmt.Sprintf("%s[%d]", field, i); {
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
