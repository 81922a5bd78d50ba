package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"precedent/corpus"
	"precedent/corpus/curate"
)

type libraryDiffFlags struct{ all, json bool }

func libraryDiffCommand(a *app) *cobra.Command {
	var f libraryDiffFlags
	cmd := &cobra.Command{
		Use: "diff OLD NEW",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return fmt.Errorf("%s takes two libraries, the former and the new one, such as cases.jsonl.old cases.jsonl", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runLibraryDiff(cmd.Context(), a, f, args) },
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&f.all, "all", false, "show every case, and texts whole")
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	return cmd
}

func runLibraryDiff(ctx context.Context, a *app, f libraryDiffFlags, args []string) error {
	var sides [2][]corpus.Case
	paths, err := homePaths(args, a.getenv)
	if err != nil {
		return err
	}
	for i, path := range paths {
		if sides[i], err = readSide(ctx, a, path); err != nil {
			return err
		}
	}
	d := curate.Diff(sides[0], sides[1])
	if f.json {
		err = a.printJSON(diffObject(d))
	} else {
		err = a.print(renderDiff(d, f.all, a.look()))
	}
	if n := len(d.Added) + len(d.Removed) + len(d.Changed); err == nil && n > 0 {
		err = fmt.Errorf("%s in what the libraries say", counting(n, "case differs", "cases differ"))
	}
	return err
}

// readSide reads the cases of a file, of all files in a folder, or of the built-in library.
func readSide(ctx context.Context, a *app, path string) ([]corpus.Case, error) {
	b, err := corpus.Builtin()
	if err != nil || path == curate.BuiltinName {
		return b.Library.Cases(), err
	}
	files, err := libraryFiles([]string{path})
	if err != nil {
		return nil, err
	}
	var cases []corpus.Case
	err = eachOwn(ctx, a, files, b.Vocabulary, func(_ string, own []corpus.Case) { cases = append(cases, own...) })
	return cases, err
}

// How much of a difference is printed unless --all says otherwise.
const (
	shownCases = 20 // of each kind
	shownValue = 160
)

// renderDiff puts a difference into lines for a person.
func renderDiff(d curate.Difference, all bool, l look) string {
	p := &page{look: l}
	p.paragraph("", fmt.Sprintf("%d added, %d removed, %d changed, %d the same", len(d.Added), len(d.Removed), len(d.Changed), d.Same), p.bold)
	bound := func(n, most int) int {
		if all {
			return n
		}
		return min(n, most)
	}
	more := func(n, shown int) {
		if n > shown {
			p.paragraph("  ", fmt.Sprintf("and %d more; --all shows every one", n-shown), p.faint)
		}
	}
	for _, part := range []struct {
		name, sign string
		cases      []corpus.Case
	}{{"added", "+", d.Added}, {"removed", "-", d.Removed}} {
		if len(part.cases) == 0 {
			continue
		}
		p.gap()
		p.paragraph("", part.name, p.bold)
		shown := bound(len(part.cases), shownCases)
		for _, c := range part.cases[:shown] {
			p.linked("  "+part.sign+" ", "    ", c.ID+": "+c.Title, "", nil)
		}
		more(len(part.cases), shown)
	}
	if len(d.Changed) > 0 {
		p.gap()
		p.paragraph("", "changed", p.bold)
	}
	shown := bound(len(d.Changed), shownCases)
	for _, c := range d.Changed[:shown] {
		p.paragraph("  ", c.ID+": "+c.Title, nil)
		for _, field := range c.Fields {
			from, to := apartOnly(valueText(field.From), valueText(field.To), all)
			p.paragraph("    ", field.Field, p.faint)
			p.linked("    - ", "      ", from, "", nil)
			p.linked("    + ", "      ", to, "", nil)
		}
	}
	more(len(d.Changed), shown)
	return p.String()
}

// valueText is the value of a field in a line.
func valueText(value any) string {
	switch value := value.(type) {
	case []string:
		return strings.Join(value, ", ")
	case corpus.OptInt:
		return yearText(value)
	}
	return fmt.Sprint(value)
}

// apartOnly are two texts, from shortly before where they part, as far as they are long.
func apartOnly(from, to string, whole bool) (string, string) {
	if whole {
		return said(from), said(to)
	}
	a, b := []rune(from), []rune(to)
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	const before = 30
	if same > 2*before && max(len(a), len(b)) > shownValue {
		same -= before
		for same > 0 && a[same-1] != ' ' && a[same-1] != '\n' {
			same--
		}
		if same > 0 {
			a, b = append([]rune("…"), a[same:]...), append([]rune("…"), b[same:]...)
		}
	}
	return said(shorten(string(a), shownValue)), said(shorten(string(b), shownValue))
}

// said is a value, or that there is none.
func said(value string) string {
	if value == "" {
		return "(nothing)"
	}
	return value
}

// diffJSON is the object that library diff --json prints.
type diffJSON struct {
	Added   []listedCase  `json:"added"`
	Removed []listedCase  `json:"removed"`
	Changed []changedJSON `json:"changed"`
	Same    int           `json:"same"`
}

type listedCase struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

type changedJSON struct {
	listedCase
	Fields []changedFieldJSON `json:"fields"`
}

type changedFieldJSON struct {
	Field string `json:"field"`
	From  any    `json:"from"`
	To    any    `json:"to"`
}

func diffObject(d curate.Difference) diffJSON {
	short := func(c corpus.Case) listedCase { return listedCase{c.ID, c.Title} }
	return diffJSON{mapped(d.Added, short), mapped(d.Removed, short), mapped(d.Changed, func(c curate.ChangedCase) changedJSON {
		return changedJSON{listedCase{c.ID, c.Title}, mapped(c.Fields, func(f curate.ChangedField) changedFieldJSON {
			return changedFieldJSON{f.Field, f.From, f.To}
		})}
	}), d.Same}
}
