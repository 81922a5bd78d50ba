package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"precedent/recommend/eval"
	"precedent/recommend/tune"
)

// evalFlags are the flags of eval.
type evalFlags struct {
	queries, qrels, run, against          string
	json, perQuery                        bool
	ablate, crossValidate, tune, strength bool
	stripped                              bool
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
run. PRECEDENT_LIBRARY does not count here.

--against compares with an earlier run (--run): which problems gain and lose,
and whether the difference is real. --ablate switches each part of the engine
off in turn. --tune searches for weights, and --cross-validate says what they are
worth on problems that they were not found on; either takes a minute or two.
--strength says how far strong, fair and weak can be trusted. --stripped says how
well cases are found that have no sentences of how people ask for them, as your own
have none: those of half of the library are taken out, of each half in turn.`,
		Example: `  precedent eval
  precedent eval --per-query
  precedent eval --against before.txt
  precedent eval --ablate
  precedent eval --queries q.jsonl --qrels q.rel --library docs.jsonl --only-library --run run.txt`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.eval(cmd.Context(), &f) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.queries, "queries", "", "read the problems from `FILE`, one a line: {\"id\":\"q1\",\"text\":\"...\",\"kind\":\"...\",\"lang\":\"en\"}")
	flags.StringVar(&f.qrels, "qrels", "", "read the judgements from `FILE`, one a line: q1 0 case-id grade")
	flags.StringVar(&f.run, "run", "", "write what was found to `FILE`, in TREC's form")
	flags.StringVar(&f.against, "against", "", "compare with the run in `FILE`, in TREC's form")
	f.addTo(cmd)
	flags.BoolVar(&f.ablate, "ablate", false, "measure without each part of the engine in turn")
	flags.BoolVar(&f.tune, "tune", false, "search for the best weights and print them")
	flags.BoolVar(&f.crossValidate, "cross-validate", false, "search on four fifths of the problems, measure on the rest, five times")
	flags.BoolVar(&f.strength, "strength", false, "count how many strong, fair and weak cases are relevant")
	flags.BoolVar(&f.stripped, "stripped", false, "measure cases that have no sentences of how people ask for them")
	flags.BoolVar(&f.perQuery, "per-query", false, "print a line for each problem too")
	flags.BoolVar(&f.json, "json", false, "print the figures as one JSON object")
	return cmd
}

func (a *app) eval(ctx context.Context, f *evalFlags) error {
	switch {
	case (f.queries == "") != (f.qrels == ""):
		return wrongUsage("--queries and --qrels go together; name both, or neither for the built-in ones")
	case f.views() > 1:
		return wrongUsage("--against, --ablate, --tune, --cross-validate, --strength, --stripped, --per-query and --json each print something else; choose one")
	case f.run != "" && (f.ablate || f.tune || f.crossValidate || f.strength || f.stripped):
		return wrongUsage("--run writes what the shipped weights find; leave out --ablate, --tune, --cross-validate, --strength or --stripped")
	}
	queries, qrels, err := f.judged()
	if err != nil {
		return err
	}
	paths, err := homePaths(f.paths, a.getenv)
	if err != nil {
		return err
	}
	l, err := loadLibrary(ctx, paths, f.only)
	if err != nil {
		return err
	}
	a.tellRefused(l.refused)
	if f.stripped {
		return a.stripped(ctx, l, queries, qrels)
	}
	e, done, err := a.openEngine(ctx, silent, l)
	if err != nil {
		return err
	}
	defer done()
	bench := tune.Bench{Engine: e, Queries: queries, Qrels: qrels}
	switch {
	case f.ablate:
		return a.ablate(ctx, bench)
	case f.tune:
		return a.tune(ctx, bench)
	case f.crossValidate:
		return a.crossValidate(ctx, bench)
	case f.strength:
		return a.strength(ctx, bench)
	}
	found, err := tune.Answer(ctx, e, queries)
	if err != nil {
		return err
	}
	if f.run != "" {
		if err := writeRun(f.run, queries, found); err != nil {
			return err
		}
	}
	if f.against != "" {
		return a.compare(f.against, queries, qrels, found)
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

// views is how many ways of showing the figures were asked for.
func (f *evalFlags) views() (n int) {
	for _, asked := range []bool{f.against != "", f.ablate, f.tune, f.crossValidate, f.strength, f.stripped, f.perQuery, f.json} {
		if asked {
			n++
		}
	}
	return n
}

// judged reads the problems and their judgements.
func (f *evalFlags) judged() ([]eval.Query, eval.Qrels, error) {
	if f.queries == "" {
		return eval.Builtin()
	}
	in, err := openRegular(f.queries)
	if err != nil {
		return nil, nil, fmt.Errorf("open the queries %s: %w", f.queries, err)
	}
	defer in.Close()
	queries, err := eval.ReadQueries(in, f.queries)
	if err != nil {
		return nil, nil, err
	}
	if len(queries) == 0 {
		return nil, nil, fmt.Errorf("there is no query in %s; it needs one JSON object a line, with id and text", f.queries)
	}
	rel, err := openRegular(f.qrels)
	if err != nil {
		return nil, nil, fmt.Errorf("open the judgements %s: %w", f.qrels, err)
	}
	defer rel.Close()
	qrels, err := eval.ReadQrels(rel, f.qrels)
	if err == nil && !judgesAny(queries, qrels) {
		err = fmt.Errorf("none of the judgements in %s is about a query in %s; the first column names the query", f.qrels, f.queries)
	}
	return queries, qrels, err
}

// judgesAny tells whether there is a judgement of any of the queries.
func judgesAny(queries []eval.Query, qrels eval.Qrels) bool {
	return slices.ContainsFunc(queries, func(q eval.Query) bool { return qrels[q.ID] != nil })
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
