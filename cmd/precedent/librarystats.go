package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"precedent/corpus"
	"precedent/corpus/chart"
	"precedent/corpus/curate"
)

type libraryStatsFlags struct {
	libraryFlags
	filters    filterFlags
	out, title string
	json       bool
}

func libraryStatsCommand(a *app) *cobra.Command {
	f := libraryStatsFlags{filters: filterFlags{}}
	cmd := &cobra.Command{
		Use:  "stats",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runLibraryStats(cmd.Context(), a, &f) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.out, "out", "", "draw a picture of the numbers into this `FILE.svg`")
	flags.StringVar(&f.title, "title", "", "the `TITLE` of the picture")
	f.filters.addTo(flags)
	f.addTo(cmd)
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	completeFilters(a, cmd, &f.libraryFlags)
	return cmd
}

// pictureEnding is how the files of pictures end.
const pictureEnding = ".svg"

func runLibraryStats(ctx context.Context, a *app, f *libraryStatsFlags) error {
	out, err := homePath(f.out, a.getenv)
	if err != nil {
		return wrongUsage("%s %w", f.out, err)
	}
	if err := checkPicture(out); err != nil {
		return err
	}
	cases, v, err := readCases(ctx, a, &f.libraryFlags)
	if err != nil {
		return err
	}
	if cases, err = limited(cases, f.filters, v); err != nil {
		return err
	}
	counter := curate.NewCounter(v)
	for i := range cases {
		counter.Add(cases[i].From(), &cases[i])
	}
	s := counter.Stats()
	if out != "" {
		title := cmp.Or(plain(f.title), pictureTitle(s))
		if err := replace(out, func(to io.Writer) error { return chart.Picture(to, title, s) }); err != nil {
			return err
		}
	}
	if f.json {
		return a.printJSON(s)
	}
	return a.print(renderStats(s, out, a.look()))
}

// pictureTitle is the title of a picture that was given none.
func pictureTitle(s curate.Stats) string {
	if len(s.Libraries) == 1 && s.Libraries[0].ID != corpus.BuiltinName {
		return "The cases of " + s.Libraries[0].Name
	}
	return "Cases of public-sector innovation"
}

// checkPicture says what is wrong with the place of a picture: nothing is replaced but a picture.
func checkPicture(out string) error {
	if out == "" {
		return nil
	}
	if strings.ToLower(filepath.Ext(out)) != pictureEnding {
		return wrongUsage("--out is %q; the name of a picture ends in %s", out, pictureEnding)
	}
	_, err := standsAt(out)
	return err
}

// How many rows of each kind of numbers are printed; --json has all.
const (
	shownTallies = 15
	barColumns   = 24
)

// renderStats puts numbers into lines for a person.
func renderStats(s curate.Stats, out string, l look) string {
	p := &page{look: l}
	p.paragraph("", counting(s.Cases, "case", "cases"), p.bold)
	for _, part := range []struct {
		name    string
		list    []curate.Tally
		without int
	}{
		{"library", s.Libraries, 0}, {"country", s.Countries, s.Without.Country}, {"topic", s.Topics, s.Without.Topic},
		{"approach", s.Approaches, 0}, {"level", s.Levels, 0}, {"year", yearTallies(s.Years), s.Without.Year},
	} {
		if part.name == "library" && len(part.list) < 2 || len(part.list) == 0 && part.without == 0 {
			continue
		}
		p.gap()
		p.paragraph("", "by "+part.name, p.bold)
		p.tallies(part.list)
		if part.without > 0 {
			p.paragraph("  ", fmt.Sprintf("without: %d", part.without), p.faint)
		}
	}
	p.gap()
	p.paragraph("", fmt.Sprintf("%d without a link, %d without a text", s.Without.Link, s.Without.Text), p.faint)
	if out != "" {
		p.paragraph("", "written: "+out+"; a browser shows it", nil)
	}
	return p.String()
}

// yearTallies are the latest years, the last first.
func yearTallies(years []curate.YearTally) (list []curate.Tally) {
	for i := len(years) - 1; i >= 0; i-- {
		list = append(list, curate.Tally{ID: fmt.Sprint(years[i].Year), Name: fmt.Sprint(years[i].Year), Cases: years[i].Cases})
	}
	return list
}

// tallies writes numbers with bars, a line each.
func (p *page) tallies(list []curate.Tally) {
	most, name := 1, 0
	shown := list[:min(len(list), shownTallies)]
	for _, t := range shown {
		most = max(most, t.Cases)
		name = max(name, textColumns(plain(t.Name)))
	}
	name = min(name, max(leastTitle, p.width-barColumns-12))
	for _, t := range shown {
		bar := strings.Repeat("█", max(1, t.Cases*barColumns/most))
		p.WriteString("  " + padded(cutTo(plain(t.Name), name), name) + fmt.Sprintf("  %6d  ", t.Cases) + bar + "\n")
	}
	if more := len(list) - len(shown); more > 0 {
		p.paragraph("  ", fmt.Sprintf("and %d more; --json has all", more), p.faint)
	}
}
