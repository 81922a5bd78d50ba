package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/wording/catalogue"
)

type libraryListFlags struct {
	libraryFlags
	filters filterFlags
	sort    string
	json    bool
}

// listOrders are what a list can be sorted by.
var listOrders = []string{"id", "title", "country", "year", "library"}

func libraryListCommand(a *app) *cobra.Command {
	f := libraryListFlags{filters: filterFlags{}}
	cmd := &cobra.Command{
		Use:  "list",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runLibraryList(cmd.Context(), a, &f) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	f.filters.addTo(flags)
	f.addTo(cmd)
	flags.StringVar(&f.sort, "sort", listOrders[0], "sort by `WHAT`: "+strings.Join(listOrders, ", "))
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	completeFilters(a, cmd, &f.libraryFlags)
	completeChoice(cmd, "sort", listOrders)
	return cmd
}

// listedJSON is what library list --json says of a case.
type listedJSON struct {
	ID        string        `json:"id"`
	Title     string        `json:"title"`
	Countries []string      `json:"countries"`
	Year      corpus.OptInt `json:"year"`
	Library   string        `json:"library"`
	URL       string        `json:"url"`
}

func runLibraryList(ctx context.Context, a *app, f *libraryListFlags) error {
	if !slices.Contains(listOrders, f.sort) {
		return wrongUsage("--sort %q is not known; it is one of %s", f.sort, strings.Join(listOrders, ", "))
	}
	cases, v, err := readCases(ctx, a, &f.libraryFlags)
	if err != nil {
		return err
	}
	all := len(cases)
	if cases, err = limited(cases, f.filters, v); err != nil {
		return err
	}
	slices.SortStableFunc(cases, func(x, y corpus.Case) int {
		return cmp.Or(listedBy(f.sort, &x, &y), strings.Compare(x.ID, y.ID))
	})
	if f.json {
		return a.printJSON(struct {
			Total int          `json:"total"` // cases of all libraries
			Cases []listedJSON `json:"cases"`
		}{all, mapped(cases, func(c corpus.Case) listedJSON {
			return listedJSON{c.ID, c.Title, list(c.Countries), c.Year, c.From(), c.URL}
		})})
	}
	if err := a.print(renderList(cases, onTerminal(a.stdout), a.look())); err != nil {
		return err
	}
	if len(cases) == 0 {
		a.say("none of %s fits", counting(all, "case", "cases"))
	}
	return nil
}

// limited are the cases that fit what was typed as limits.
func limited(cases []corpus.Case, filters filterFlags, v *corpus.Vocabulary) ([]corpus.Case, error) {
	var limits recommend.Filter
	if err := filters.limit(&limits, v); err != nil {
		say, spoke := spoken(v, catalogue.Builtin().English())
		if spoke != nil {
			return nil, spoke
		}
		return nil, wrongFilter(say, err)
	}
	if limits.Until != 0 && limits.Since > limits.Until {
		return nil, wrongUsage("%w", &recommend.PeriodError{Since: limits.Since, Until: limits.Until})
	}
	within := rank.Within(limits, v.Places)
	return slices.DeleteFunc(cases, func(c corpus.Case) bool { return !within(&c) }), nil
}

// listedBy compares two cases by what a list is sorted by. What a case lacks comes last.
func listedBy(order string, x, y *corpus.Case) int {
	text := func(a, b string) int {
		return cmp.Or(cmp.Compare(boolInt(a == ""), boolInt(b == "")), strings.Compare(a, b))
	}
	switch order {
	case "title":
		return text(corpus.PlainLetters(x.Title), corpus.PlainLetters(y.Title))
	case "country":
		return text(strings.Join(x.Countries, ","), strings.Join(y.Countries, ","))
	case "year":
		return cmp.Or(cmp.Compare(boolInt(x.Year == 0), boolInt(y.Year == 0)), cmp.Compare(x.Year, y.Year))
	case "library":
		return text(x.From(), y.From())
	}
	return 0
}

func boolInt(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Columns of a list on a terminal.
const (
	listedID      = 36 // of an id; a longer one is shown whole, since it is there to be copied
	listedCountry = 8
	listedLibrary = 14
	leastTitle    = 16
)

// renderList writes a case a line: in columns on a terminal, and elsewhere whole, set apart by tabs.
func renderList(cases []corpus.Case, terminal bool, l look) string {
	var out strings.Builder
	id, library := 0, 0
	for _, c := range cases {
		id = max(id, textColumns(plain(c.ID)))
		library = max(library, textColumns(plain(c.From())))
	}
	id, library = min(id, listedID), min(library, listedLibrary)
	title := max(leastTitle, l.width-id-listedCountry-4-library-8)
	for _, c := range cases {
		year := yearText(c.Year)
		if !terminal {
			fields := []string{plain(c.ID), plain(c.Title), strings.Join(c.Countries, ","), year, plain(c.From())}
			out.WriteString(strings.Join(fields, "\t") + "\n")
			continue
		}
		countries := strings.Join(c.Countries[:min(len(c.Countries), 2)], ",")
		if more := len(c.Countries) - 2; more > 0 {
			countries += fmt.Sprintf("+%d", more)
		}
		room := max(leastTitle/2, title-max(0, textColumns(plain(c.ID))-id)) // a longer id takes its room from the title
		cells := []string{padded(plain(c.ID), id), l.bold(padded(cutTo(plain(c.Title), room), room)), padded(countries, listedCountry), padded(year, 4), l.faint(cutTo(plain(c.From()), library))}
		out.WriteString(strings.TrimRight(strings.Join(cells, "  "), " ") + "\n")
	}
	return out.String()
}

// padded is a text with blanks behind it, so that it takes so many columns.
func padded(s string, most int) string {
	return s + strings.Repeat(" ", max(0, most-textColumns(s)))
}

// cutTo is a text that takes at most so many columns of a terminal.
func cutTo(s string, most int) string {
	if textColumns(s) <= most {
		return s
	}
	return s[:fitting(s, most-1)] + "…"
}
