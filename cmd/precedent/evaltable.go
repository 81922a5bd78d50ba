package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/rank"
	"precedent/recommend/tune"
)

func reportTable(r eval.Report, perQuery bool) string {
	var rows [][]string
	row := func(name string, f eval.Figures) {
		figures := mapped([]float64{f.NDCG5, f.NDCG10, f.P3, f.MRR10, f.Recall10}, figure)
		rows = append(rows, slices.Concat([]string{name}, figures, []string{strconv.Itoa(f.Queries)}))
	}
	rows = append(rows, []string{"", "nDCG@5", "nDCG@10", "P@3", "MRR@10", "recall@10", "problems"})
	if perQuery {
		for _, q := range r.PerQuery {
			row(strings.TrimSpace(strings.Join([]string{plain(q.ID), plain(q.Kind), plain(q.Lang)}, " ")), q.Figures)
		}
	}
	if len(r.PerQuery) > 0 || r.Silent.Of == 0 {
		row("all", r.All)
	}
	for _, group := range []struct {
		name    string
		figures map[string]eval.Figures
	}{{"kind", r.Kinds}, {"language", r.Langs}} {
		for _, key := range slices.Sorted(maps.Keys(group.figures)) {
			row(group.name+" "+plain(key), group.figures[key])
		}
	}
	var out strings.Builder
	if len(rows) > 1 {
		out.WriteString(table(rows) + "\n")
	}
	if len(r.Twins) > 0 {
		out.WriteString(twinsTable(r.Twins) + "\n")
	}
	out.WriteString(silences(r))
	return out.String()
}

// twinsTable says how well each language does beside the same problems in English.
func twinsTable(languages map[string]eval.Twins) string {
	rows := [][]string{{"beside English twins", "nDCG@10", "twins", "ratio", "problems"}}
	for _, language := range slices.Sorted(maps.Keys(languages)) {
		t := languages[language]
		rows = append(rows, []string{"language " + plain(language), figure(t.NDCG10), figure(t.English), fmt.Sprintf("%.2f", t.Ratio), strconv.Itoa(t.Queries)})
	}
	return table(rows)
}

// silences says how often there was rightly no answer, and how often wrongly.
func silences(r eval.Report) string {
	var said []string
	switch right, of := r.Silent.Right, r.Silent.Of; {
	case of == 0:
	case of == 1 && right == 1:
		said = append(said, "The 1 problem without a relevant case got no answer, as it should.")
	case of == 1:
		said = append(said, "The 1 problem without a relevant case got an answer, which it should not.")
	default:
		said = append(said, fmt.Sprintf("%d of %d problems without a relevant case got no answer, as all should.", right, of))
	}
	switch wrong := r.WronglySilent; {
	case wrong > 0:
		said = append(said, counting(wrong, "problem", "problems")+" with a relevant case got no answer.")
	case r.All.Queries > 0:
		said = append(said, "Each problem with a relevant case got an answer.")
	}
	return strings.Join(said, "\n") + "\n"
}

// figure is a measure between 0 and 1.
func figure(x float64) string { return fmt.Sprintf("%.3f", x) }

func outOf(some, all int) string { return fmt.Sprintf("%d of %d", some, all) }

func byKind(r eval.Report, kinds []string) []string {
	return mapped(kinds, func(kind string) string { return figure(r.Kinds[kind].NDCG10) })
}

func leftWithout(part string) string {
	if part == "" {
		return "the whole engine"
	}
	return "without " + part
}

// table sets rows out in columns, the first to the left and the others to the
// right.
func table(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, cells := range rows {
		for i, cell := range cells {
			widths[i] = max(widths[i], textColumns(cell))
		}
	}
	var out strings.Builder
	for _, cells := range rows {
		out.WriteString(cells[0] + strings.Repeat(" ", widths[0]-textColumns(cells[0])))
		for i, cell := range cells[1:] {
			fmt.Fprintf(&out, "  %*s", widths[i+1], cell)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// comparisonTable says which problems gain and lose against an earlier run, and whether the
// difference is real.
func comparisonTable(path string, queries []eval.Query, qrels eval.Qrels, found eval.Run) (string, error) {
	before, err := readFrom(path, "earlier run", eval.ReadRun)
	if err != nil {
		return "", err
	}
	c := eval.Compare(queries, qrels, before, found)
	var out strings.Builder
	if len(c.Problems) > 0 {
		slices.SortStableFunc(c.Problems, func(x, y eval.Difference) int {
			return cmp.Compare(y.After-y.Before, x.After-x.Before)
		})
		rows := [][]string{{"", "before", "after", "gain"}}
		for _, d := range c.Problems {
			rows = append(rows, []string{plain(d.ID + " " + d.Kind), figure(d.Before), figure(d.After), fmt.Sprintf("%+.3f", d.After-d.Before)})
		}
		out.WriteString(table(rows) + "\n")
	}
	fmt.Fprintf(&out, "nDCG@10 over %s: %+.4f, 95%% of the time between %+.4f and %+.4f\n", counting(c.Queries, "problem", "problems"), c.Mean, c.Low, c.High)
	verdict := "The difference may be chance"
	switch {
	case len(c.Problems) == 0:
		verdict = "There is no difference"
	case c.Chance < 0.05:
		verdict = "The difference is real"
	}
	fmt.Fprintf(&out, "%s (p = %.3f, paired bootstrap).\n", verdict, c.Chance)
	return out.String(), nil
}

// ablationTable says what is left without each part of the engine, set by set.
func ablationTable(ctx context.Context, bench *tune.Bench) (string, error) {
	list, err := bench.Ablate(ctx)
	if err != nil {
		return "", err
	}
	var tables []string
	for k, set := range list[0].Sets {
		kinds := slices.Sorted(maps.Keys(set.Report.Kinds))
		rows := [][]string{append([]string{"nDCG@10", "all"}, mapped(kinds, plain)...)}
		for _, part := range list {
			report := part.Sets[k].Report
			rows = append(rows, append([]string{leftWithout(part.Name), figure(report.All.NDCG10)}, byKind(report, kinds)...))
		}
		text := table(rows)
		if set.Name != "" {
			text = plain(set.Name) + "\n\n" + text
		}
		tables = append(tables, text)
	}
	return strings.Join(tables, "\n"), nil
}

// searchTable says which weights a search finds, beside those that stand. say tells how far
// it is.
func searchTable(ctx context.Context, bench *tune.Bench, say sayer) (string, error) {
	found, err := bench.Search(ctx, func(k *tune.Knob, value, figure float64) {
		say("%s %v: nDCG@10 %.4f", k.Name, value, figure)
	})
	if err != nil {
		return "", err
	}
	return foundTable([]tune.Found{found}), nil
}

// sayer tells people how far something is that takes its time.
type sayer = func(format string, args ...any)

// foundTable has a column for each search, with the weights as they stand in front, and
// what both measure below.
func foundTable(list []tune.Found) string {
	row := func(name, standing string, cell func(f tune.Found) string) []string {
		return append([]string{name, standing}, mapped(list, cell)...)
	}
	rows := [][]string{row("weight", "as it stands", func(f tune.Found) string { return cmp.Or(plain(f.Without), "found") })}
	standing := tune.Standing()
	for i, k := range tune.Knobs {
		rows = append(rows, row(k.Name, fmt.Sprint(standing[i]), func(f tune.Found) string { return fmt.Sprint(f.Setting[i]) }))
	}
	rows = append(rows,
		row("nDCG@10 where found", "", func(f tune.Found) string { return fmt.Sprintf("%.4f", f.Figure) }),
		row("as the weights stand", "", func(f tune.Found) string { return fmt.Sprintf("%.4f", f.Standing) }))
	return table(rows)
}

// crossValidationTable has the figures on problems that the weights were not found on, and
// what weights were found.
func crossValidationTable(ctx context.Context, bench *tune.Bench, say sayer) (string, error) {
	v, err := bench.CrossValidate(ctx, func(without string) { say("searched without %s", plain(without)) })
	if err != nil {
		return "", err
	}
	rows := [][]string{{"nDCG@10 with weights", "found without the fold", "found without the set", "as they stand", "problems"}}
	for _, r := range v.Rows {
		name := cmp.Or(plain(r.Set), "these")
		if r.About != "" {
			name = "  " + r.About
		}
		bySet := "-"
		if v.BySet {
			bySet = figure(r.BySet)
		}
		rows = append(rows, []string{name, figure(r.ByFold), bySet, figure(r.Standing), fmt.Sprint(r.Problems)})
	}
	out := table(rows) + "\nNothing is left out for being weak: what strong, fair, weak and silence are worth on\nproblems left out, --calibrate says. The weights, by what they were found without:\n\n"
	return out + foundTable(v.Searches), nil
}

// strengthTable puts strengths into tables for people: what the cases are that are called
// so, and what problems get.
func strengthTable(list []tune.SetStrengths) string {
	cases := [][]string{{"relevant among the first ten", "strong", "", "fair", "", "weak", ""}}
	problems := [][]string{{"problems", "treated", "with a strong case", "not treated", "silent", "weak ones only", "with a best case", "silent"}}
	row := func(name string, s tune.Strengths) {
		cells := []string{name}
		for _, of := range recommend.StrengthOrder {
			cells = append(cells, fmt.Sprintf("%.2f", s.Share(of)), fmt.Sprintf("of %d", s.Called[of]))
		}
		cases = append(cases, cells)
		counts := []int{s.Treated, s.WithStrong, s.Untreated, s.Silent, s.OnlyTouched, s.Best, s.BestSilent}
		problems = append(problems, append([]string{name}, mapped(counts, strconv.Itoa)...))
	}
	all := tune.Strengths{Called: map[recommend.Strength]int{}, Right: map[recommend.Strength]int{}}
	for _, s := range list {
		row(cmp.Or(plain(s.Name), "these"), s.Strengths)
		all.Add(s.Strengths)
	}
	if len(list) > 1 {
		row("all", all)
	}
	return table(cases) + "\n" + table(problems)
}

// calibrationTable has the model of strength that is found, as it stands in weights.go, and
// what it is worth on problems that it was not found on.
func calibrationTable(ctx context.Context, e *rank.Engine, sets []eval.Set) (string, error) {
	c, err := tune.Calibrate(ctx, e, sets)
	if err != nil {
		return "", err
	}
	list := func(values []float64) string {
		return "{" + strings.Join(mapped(values, func(v float64) string { return fmt.Sprintf("%.4g", v) }), ", ") + "}"
	}
	w := c.Weights
	var out strings.Builder
	fmt.Fprintf(&out, "Treated: ProblemFeatures%s,\nFits:    CaseFeatures%s,\n\n", list(w.Treated[:]), list(w.Fits[:]))
	out.WriteString("Each set by a model that was found on the others:\n\n" + strengthTable(c.LeftOut) + "\n")
	rows := [][]string{{"likely, on problems left out", "cases", "predicted", "relevant"}}
	for _, b := range c.Bins {
		rows = append(rows, []string{fmt.Sprintf("%.1f to %.1f", b.From, b.To), fmt.Sprint(b.Cases), fmt.Sprintf("%.2f", b.Predicted), fmt.Sprintf("%.2f", b.Relevant)})
	}
	return out.String() + table(rows), nil
}

// strippedTable says how cases without sentences are found.
func strippedTable(ctx context.Context, l loaded, queries []eval.Query, qrels eval.Qrels) (string, error) {
	list, err := tune.MeasureStripped(ctx, time.Now(), l.vocabulary, l.library, queries, qrels)
	if err != nil {
		return "", err
	}
	kinds := slices.Sorted(maps.Keys(list[0].Report.Kinds))
	rows := [][]string{append(append([]string{"nDCG@10"}, mapped(kinds, plain)...), "English", "all", "silent")}
	for _, s := range list {
		rows = append(rows, slices.Concat([]string{s.Name}, byKind(s.Report, kinds), []string{
			figure(s.Report.Langs["en"].NDCG10), figure(s.Report.All.NDCG10), outOf(s.Report.WronglySilent, len(s.Report.PerQuery))}))
	}
	return table(rows), nil
}
