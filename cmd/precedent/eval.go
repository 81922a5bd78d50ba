package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precedent/recommend"
	"precedent/recommend/eval"
)

// evalFlags are the flags of eval.
type evalFlags struct {
	queries, qrels, run string
	json, perQuery      bool
	libraryFlags
}

func (a *app) evalCommand() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Measure the ranking over judged problems",
		Long: `Measure how well cases are ranked, over problems for which people judged which
cases are relevant: nDCG, precision, reciprocal rank and recall, over all, by
kind of problem and by language.

Without --queries and --qrels the built-in judged problems are taken. With
them and --library, --only-library, any test collection in TREC's form can be
run. PRECEDENT_LIBRARY does not count here.`,
		Example: `  precedent eval
  precedent eval --per-query
  precedent eval --queries q.jsonl --qrels q.rel --library docs.jsonl --only-library --run run.txt`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.eval(cmd.Context(), &f) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.queries, "queries", "", "read the problems from `FILE`, one a line: {\"id\":\"q1\",\"text\":\"...\",\"kind\":\"...\",\"lang\":\"en\"}")
	flags.StringVar(&f.qrels, "qrels", "", "read the judgements from `FILE`, one a line: q1 0 case-id grade")
	flags.StringVar(&f.run, "run", "", "write what was found to `FILE`, in TREC's form")
	f.addTo(cmd)
	flags.BoolVar(&f.perQuery, "per-query", false, "print a line for each problem too")
	flags.BoolVar(&f.json, "json", false, "print the figures as one JSON object")
	return cmd
}

func (a *app) eval(ctx context.Context, f *evalFlags) error {
	switch {
	case (f.queries == "") != (f.qrels == ""):
		return wrongUsage("--queries and --qrels go together; name both, or neither for the built-in ones")
	case f.json && f.perQuery:
		return wrongUsage("--json has the figures over all problems only; leave out --per-query or --json")
	}
	queries, qrels, err := f.judged()
	if err != nil {
		return err
	}
	l, err := loadLibrary(f.paths, f.only)
	if err != nil {
		return err
	}
	a.tellRefused(l.refused)
	e, done, err := a.open(silent, l)
	if err != nil {
		return err
	}
	defer done()
	found, err := answerAll(ctx, e, queries)
	if err != nil {
		return err
	}
	if f.run != "" {
		if err := writeRun(f.run, queries, found); err != nil {
			return err
		}
	}
	report := eval.Measure(queries, qrels, found)
	if f.json {
		out, err := encodeJSON(report)
		if err != nil {
			return err
		}
		return a.print(out)
	}
	return a.print(reportTable(report, f.perQuery))
}

// judged reads the problems and their judgements.
func (f *evalFlags) judged() ([]eval.Query, eval.Qrels, error) {
	if f.queries == "" {
		return eval.Builtin()
	}
	in, err := os.Open(f.queries)
	if err != nil {
		return nil, nil, fmt.Errorf("open the queries: %w", err)
	}
	defer in.Close()
	queries, err := eval.ReadQueries(in, f.queries)
	if err != nil {
		return nil, nil, err
	}
	if len(queries) == 0 {
		return nil, nil, fmt.Errorf("there is no query in %s; it needs one JSON object a line, with id and text", f.queries)
	}
	rel, err := os.Open(f.qrels)
	if err != nil {
		return nil, nil, fmt.Errorf("open the judgements: %w", err)
	}
	defer rel.Close()
	qrels, err := eval.ReadQrels(rel, f.qrels)
	return queries, qrels, err
}

// answerAll ranks the cases for every problem.
func answerAll(ctx context.Context, e *recommend.Engine, queries []eval.Query) (eval.Run, error) {
	found := eval.Run{}
	for _, query := range queries {
		q, err := e.Understand(recommend.Request{Problem: query.Text})
		if errors.Is(err, recommend.ErrEmptyRequest) {
			continue // nothing in it to answer
		}
		if err != nil {
			return nil, fmt.Errorf("query %s: %w", query.ID, err)
		}
		ranked, err := e.Rank(ctx, q, eval.Depth)
		if err != nil {
			return nil, fmt.Errorf("query %s: %w", query.ID, err)
		}
		for _, c := range ranked {
			found[query.ID] = append(found[query.ID], eval.Ranked{ID: c.ID, Score: c.Score})
		}
	}
	return found, nil
}

func writeRun(path string, queries []eval.Query, found eval.Run) error {
	out, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write the run: %w", err)
	}
	err = errors.Join(eval.WriteRun(out, queries, found, "precedent"), out.Close())
	if err != nil {
		return fmt.Errorf("write the run %s: %w", path, err)
	}
	return nil
}

// reportTable puts the figures into a table for people.
func reportTable(r eval.Report, perQuery bool) string {
	var rows [][]string
	row := func(name string, f eval.Figures) {
		cells := []string{name}
		for _, x := range []float64{f.NDCG5, f.NDCG10, f.P3, f.MRR10, f.Recall10} {
			cells = append(cells, fmt.Sprintf("%.3f", x))
		}
		rows = append(rows, append(cells, fmt.Sprint(f.Queries)))
	}
	rows = append(rows, []string{"", "nDCG@5", "nDCG@10", "P@3", "MRR@10", "recall@10", "problems"})
	if perQuery {
		for _, q := range r.PerQuery {
			row(strings.TrimSpace(strings.Join([]string{plain(q.ID), plain(q.Kind), plain(q.Lang)}, " ")), q.Figures)
		}
	}
	row("all", r.All)
	for _, group := range []struct {
		name    string
		figures map[string]eval.Figures
	}{{"kind", r.Kinds}, {"language", r.Langs}} {
		for _, key := range slices.Sorted(maps.Keys(group.figures)) {
			row(group.name+" "+plain(key), group.figures[key])
		}
	}
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
	fmt.Fprintf(&out, "\n%d of %d problems without a relevant case got no answer, as they should.\n", r.Silent.Right, r.Silent.Of)
	fmt.Fprintf(&out, "%d problems with a relevant case got no answer.\n", r.WronglySilent)
	return out.String()
}
