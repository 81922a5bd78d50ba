package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/tune"
)

type evalFlags struct {
	queries, qrels, run, against, readme  string
	sets                                  []string
	json, perQuery                        bool
	ablate, crossValidate, tune, strength bool
	calibrate, stripped                   bool
	forms                                 []string
	collisions, topics                    string
	libraryFlags
}

func evalCommand(a *app) *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:  "eval",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runEval(cmd.Context(), a, &f) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.queries, "queries", "", "read the problems from `FILE`, one a line: {\"id\":\"q1\",\"text\":\"...\",\"kind\":\"...\",\"lang\":\"en\"}")
	flags.StringVar(&f.qrels, "qrels", "", "read the judgements from `FILE`, one a line: q1 0 case-id grade")
	flags.StringArrayVar(&f.sets, "set", nil, "take this built-in `SET`: dev, train/english, train/languages, none, none/near or none/short; can be given several times")
	flags.StringVar(&f.run, "run", "", "write what was found to `FILE`, in TREC's form")
	flags.StringVar(&f.against, "against", "", "compare with the run in `FILE`, in TREC's form")
	f.addTo(cmd)
	flags.BoolVar(&f.ablate, "ablate", false, "measure without each part of the engine in turn")
	flags.BoolVar(&f.tune, "tune", false, "look for better weights and print them")
	flags.BoolVar(&f.crossValidate, "cross-validate", false, "search for weights without a fifth of the problems, or without a set, and measure on those")
	flags.BoolVar(&f.strength, "strength", false, "count how many strong, fair and weak cases are relevant")
	flags.BoolVar(&f.calibrate, "calibrate", false, "find the model of strength and print it, and what it is worth on sets left out")
	flags.BoolVar(&f.stripped, "stripped", false, "measure cases that have no sentences of how people ask for them")
	flags.StringArrayVar(&f.forms, "forms", nil, "count how many inflected forms are met: a JSON object of lists of forms by their words in `FILE`, named by its language (fr.json); can be given several times")
	flags.StringVar(&f.collisions, "collisions", "", "count which unrelated words in `FILE` are searched as each other, a line a language: fr: audit ~ audition, loi ~ loyer")
	flags.StringVar(&f.topics, "wrong-topics", "", "count which words in `FILE` name a topic that they should not, a line a language: fr: taxi, taxis -> tax-revenue; loyer -> justice")
	flags.BoolVar(&f.perQuery, "per-query", false, "print a line for each problem too, or with --forms for each form that is not met, or met as another word")
	flags.BoolVar(&f.json, "json", false, "print the figures as one JSON object")
	flags.StringVar(&f.readme, "readme", "", "renew the figures between the markers in `FILE`, such as recommend/README.md; with --cross-validate those too")
	return cmd
}

func runEval(ctx context.Context, a *app, f *evalFlags) error {
	switch {
	case (f.queries == "") != (f.qrels == ""):
		return wrongUsage("--queries and --qrels go together; name both, or neither for the built-in ones")
	case f.views() > 1:
		return wrongUsage("--against, --ablate, --tune, --cross-validate, --strength, --calibrate, --stripped, --forms with --collisions and --wrong-topics, --per-query and --json each print something else; choose one")
	case f.readme != "" && (f.queries != "" || len(f.sets) > 0 || f.run != "" || f.only || len(f.paths) > 0 || f.views() > 1 || f.views() == 1 && !f.crossValidate):
		return wrongUsage("--readme writes the figures of the built-in problems and library; of the other flags only --cross-validate goes with it")
	case f.queries != "" && len(f.sets) > 0:
		return wrongUsage("--set names built-in problems; leave it out with --queries and --qrels")
	case f.run != "" && f.searches():
		return wrongUsage("--run writes what the shipped weights find; leave out --ablate, --tune, --cross-validate, --strength, --calibrate or --stripped")
	}
	sets, err := f.judged()
	if err != nil {
		return err
	}
	queries, qrels := eval.Together(sets)
	paths, err := homePaths(f.paths, a.getenv)
	if err != nil {
		return err
	}
	l, err := loadLibrary(ctx, paths, f.only)
	if err != nil {
		return err
	}
	a.tellUnread(l)
	show := func(text string, err error) error {
		if err != nil {
			return err
		}
		return a.print(text)
	}
	if f.stripped {
		return show(strippedTable(ctx, l, queries, qrels))
	}
	e, done, err := a.openEngine(ctx, silent, l)
	if err != nil {
		return err
	}
	defer done()
	switch {
	case f.readme != "":
		return writeReadme(ctx, f.readme, e, l, f.crossValidate, a.say)
	case f.ablate, f.tune, f.crossValidate:
		bench, err := tune.NewBench(e, sets)
		switch {
		case err != nil:
			return err
		case f.ablate:
			return show(ablationTable(ctx, bench))
		case f.tune:
			return show(searchTable(ctx, bench, a.say))
		}
		return show(crossValidationTable(ctx, bench, a.say))
	case f.strength:
		list, err := tune.MeasureStrength(ctx, e, recommend.DefaultWeights(), sets)
		return show(strengthTable(list), err)
	case f.calibrate:
		return show(calibrationTable(ctx, e, sets))
	case f.words():
		return show(wordsTable(e, f.forms, f.collisions, f.topics, f.perQuery))
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
		return show(comparisonTable(f.against, queries, qrels, found))
	}
	report := eval.MeasureSets(sets, found)
	if f.json {
		return a.printJSON(report)
	}
	if len(report.Sets) == 0 {
		return a.print(reportTable(report, f.perQuery))
	}
	var tables []string
	for _, s := range sets {
		tables = append(tables, s.Name+"\n\n"+reportTable(report.Sets[s.Name], f.perQuery))
	}
	return a.print(strings.Join(tables, "\n"))
}

// searches tells whether more is wanted than figures of the ranking as it is, which takes
// its time.
func (f *evalFlags) searches() bool {
	return f.ablate || f.tune || f.crossValidate || f.strength || f.calibrate || f.stripped
}

// words tells whether the glossaries are to be measured instead of the ranking.
func (f *evalFlags) words() bool { return len(f.forms) > 0 || f.collisions != "" || f.topics != "" }

func (f *evalFlags) views() int {
	return chosen(f.words(), f.against != "", f.ablate, f.tune, f.crossValidate, f.strength, f.calibrate, f.stripped, f.perQuery && len(f.forms) == 0, f.json)
}

// judged reads the problems and their judgements: from files where they are named, and
// otherwise the built-in sets that are wanted, in the order in which they are named.
func (f *evalFlags) judged() ([]eval.Set, error) {
	if f.queries != "" {
		s, err := f.judgedFiles()
		return []eval.Set{s}, err
	}
	switch {
	case len(f.sets) > 0:
		return builtinSets(f.sets)
	case f.stripped:
		return builtinSets([]string{eval.SetDev, eval.SetEnglish})
	}
	return builtinSets(eval.SetNames())
}

func (f *evalFlags) judgedFiles() (s eval.Set, err error) {
	if s.Queries, err = readFrom(f.queries, "queries", eval.ReadQueries); err != nil {
		return s, err
	}
	if len(s.Queries) == 0 {
		return s, fmt.Errorf("there is no query in %s; it needs one JSON object a line, with id and text", f.queries)
	}
	s.Qrels, err = readFrom(f.qrels, "judgements", eval.ReadQrels)
	if err == nil && !slices.ContainsFunc(s.Queries, func(q eval.Query) bool { return s.Qrels[q.ID] != nil }) {
		err = fmt.Errorf("none of the judgements in %s is about a query in %s; the first column names the query", f.qrels, f.queries)
	}
	return s, err
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
