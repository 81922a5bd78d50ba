package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"precedent/corpus"
	"precedent/corpus/curate"
	"precedent/recommend"
	"precedent/recommend/understand/syntax"
)

type libraryCheckFlags struct {
	libraryFlags
	kinds                  []string
	fix, dryRun, all, json bool
}

func libraryCheckCommand(a *app) *cobra.Command {
	var f libraryCheckFlags
	cmd := &cobra.Command{
		Use:  "check",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runLibraryCheck(cmd.Context(), a, &f, time.Now()) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	f.addTo(cmd)
	flags.StringArrayVar(&f.kinds, "kind", nil, "report this `KIND` alone, such as unknown-tag or same-link (repeatable)")
	flags.BoolVar(&f.all, "all", false, "report every record, not only the first of each finding")
	flags.BoolVar(&f.fix, "fix", false, "put right what is mechanical in your own files, and keep the former ones beside them")
	flags.BoolVar(&f.dryRun, "dry-run", false, "with --fix: show what would be put right, and write nothing")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	completeChoice(cmd, "kind", mapped(curate.Kinds, func(k curate.About) cobra.Completion { return cobra.CompletionWithDesc(string(k.Kind), k.Name) }))
	return cmd
}

// How much of a check is printed unless --all says otherwise.
const (
	shownFindings = 5    // of each kind
	shownNearest  = 1000 // values of each kind for which the nearest known ones are looked up
	keptPlaces    = 5    // of each finding, in JSON
)

func runLibraryCheck(ctx context.Context, a *app, f *libraryCheckFlags, now time.Time) error {
	if err := knownKinds(f.kinds); err != nil {
		return err
	}
	if f.dryRun && !f.fix {
		return wrongUsage("--dry-run is for --fix: a check writes nothing without it")
	}
	if f.fix && len(f.kinds) > 0 {
		return wrongUsage("--kind chooses what is reported, and --fix puts right whatever is mechanical; leave one of them out")
	}
	own, err := ownFiles(a, &f.libraryFlags)
	if err != nil {
		return err
	}
	files := mapped(own, func(f corpus.LibraryFile) string { return f.Path })
	if f.fix && len(files) == 0 {
		return wrongUsage("--fix puts your own files right, and none is named; name one with --library PATH")
	}
	b, err := corpus.Builtin()
	if err != nil {
		return err
	}
	mender, err := curate.NewMender(b.Vocabulary)
	if err != nil {
		return err
	}
	r, err := checkLibraries(ctx, a, f, files, b, mender, now)
	if err != nil {
		return err
	}
	if f.fix {
		return runLibraryFix(ctx, a, f, files, mender, r)
	}
	r.Groups = slices.DeleteFunc(r.Groups, func(g curate.Group) bool {
		return len(f.kinds) > 0 && !slices.Contains(f.kinds, string(g.Kind))
	})
	for i := range r.Groups {
		r.Groups[i].Next = a.called(r.Groups[i].Next)
	}
	nearest := nearestKnown(b.Vocabulary)
	if f.json {
		err = a.printJSON(checkObject(r, f, nearest))
	} else {
		look := a.look()
		look.library = f.typed()
		err = a.print(renderLibraryCheck(r, f.all, nearest, look))
	}
	if n := r.Findings(); err == nil && n > 0 {
		err = fmt.Errorf("%s in %s", counting(n, "finding", "findings"), counting(r.Records+r.Left, "record", "records"))
	}
	return err
}

// knownKinds says which kind of finding is not known.
func knownKinds(kinds []string) error {
	all := mapped(curate.Kinds, func(k curate.About) string { return string(k.Kind) })
	for _, kind := range kinds {
		if !slices.Contains(all, kind) {
			return wrongUsage("--kind %q is not known; it is one of %s", kind, strings.Join(all, ", "))
		}
	}
	return nil
}

func checkLibraries(ctx context.Context, a *app, f *libraryCheckFlags, files []string, b *corpus.Builtins, mender *curate.Mender, now time.Time) (curate.Report, error) {
	line, done := progress(a.stderr)
	defer done()
	o := curate.Options{Now: now, Places: keptPlaces, Progress: func(stage string, records int) error {
		if records%progressRows == 0 {
			line(fmt.Sprintf("%s, %d records", stage, records))
		}
		return ctx.Err()
	}}
	if f.all {
		o.Places = 0
	}
	check := curate.NewCheck(mender, o)
	if !f.only {
		check.Builtin(b.Library.Cases(), len(files) == 0)
	}
	if err := eachLibrary(ctx, files, check.Own); err != nil {
		return curate.Report{}, err
	}
	return interruptible(ctx, check.Report)
}

// nearestKnown names the known values that may be meant by one that is not known, as limits do.
func nearestKnown(v *corpus.Vocabulary) func(kind curate.Kind, value string) []string {
	fields := map[curate.Kind][]string{curate.UnknownTag: {"topic", "approach"}, curate.UnknownCountry: {"country"}, curate.UnknownLevel: {"level"}}
	looked := map[curate.Kind]int{}
	return func(kind curate.Kind, value string) (near []string) {
		if looked[kind]++; looked[kind] > shownNearest {
			return nil
		}
		for _, field := range fields[kind] {
			var unknown *recommend.FilterError
			if err := syntax.Add(&recommend.Filter{}, v, field, value); errors.As(err, &unknown) {
				near = append(near, unknown.Nearest...)
			}
		}
		return near
	}
}

// renderLibraryCheck puts what was found into lines for a person.
func renderLibraryCheck(r curate.Report, all bool, nearest func(curate.Kind, string) []string, l look) string {
	p := &page{look: l}
	head := counting(r.Records, "record", "records") + " checked"
	if r.Left > 0 {
		head += ", " + counting(r.Left, "line", "lines") + " left out"
	}
	if r.Compared > 0 {
		head += fmt.Sprintf(", and compared with %d built-in ones", r.Compared)
	}
	if len(r.Groups) == 0 {
		head += ": nothing was found"
	}
	p.paragraph("", head, nil)
	fix := 0
	for _, g := range r.Groups {
		fix += g.Fix
		p.gap()
		p.paragraph("", fmt.Sprintf("%s: %d (%s)", g.Name, g.Records, g.Kind), p.bold)
		shown, left := findingLines(g, r.Files, all, nearest)
		for _, line := range shown {
			p.linked("  ", "    ", line, "", nil)
		}
		if left > 0 {
			p.paragraph("  ", fmt.Sprintf("and %d more; --all shows every one", left), p.faint)
		}
		p.paragraph("  ", "What to do: "+g.Next, p.faint)
	}
	if len(r.Groups) > 0 {
		p.gap()
	}
	if fix > 0 {
		p.paragraph("", counting(fix, "finding is", "findings are")+" mechanical; this shows what would be put right:", nil)
		p.typable("library check --fix --dry-run", p.library)
	}
	return p.String()
}

// findingLines are the lines of the findings of a kind, and how many records are left out.
func findingLines(g curate.Group, files map[string]int, all bool, nearest func(curate.Kind, string) []string) (lines []string, left int) {
	left = g.Records
	for _, f := range g.Findings {
		if len(lines) >= shownFindings && !all {
			break
		}
		said := saidOf(g.Kind, f, nearest)
		if file := f.Places[0].File; said == "" && f.Other == nil && f.Records == files[file] && f.Records > shownFindings && !all {
			lines = append(lines, fmt.Sprintf("%s: none of its %d records has one", file, f.Records))
			left -= f.Records
			continue
		}
		if said != "" && len(f.Places) < f.Records { // the same in many: one line
			lines = append(lines, fmt.Sprintf("%s: %s, the first %s", said, counting(f.Records, "record", "records"), f.Places[0]))
			left -= f.Records
			continue
		}
		for _, at := range f.Places {
			if len(lines) >= shownFindings && !all {
				break
			}
			line := at.String()
			switch {
			case f.Other != nil:
				line += " " + f.What + " " + f.Other.String()
			case said != "":
				line += ": " + said
			}
			lines = append(lines, line)
			left--
		}
	}
	return lines, left
}

// saidOf says what a finding is, without its places.
func saidOf(kind curate.Kind, f curate.Finding, nearest func(curate.Kind, string) []string) string {
	var parts []string
	if f.Field != "" && (f.What != "" || f.Value != "") && !slices.Contains([]curate.Kind{curate.UnknownTag, curate.UnknownCountry, curate.UnknownLevel, curate.UnknownLanguage, curate.FrontPage, curate.OddYear}, kind) {
		parts = append(parts, f.Field)
	}
	if f.Value != "" {
		parts = append(parts, strconv.Quote(shorten(f.Value, shownHeading)))
	}
	if f.What != "" {
		parts = append(parts, f.What)
	}
	said := strings.Join(parts, " ")
	if f.Fix && kind != curate.Form {
		said += "; --fix writes it so"
	} else if near := nearest(kind, f.Value); len(near) > 0 {
		said += "; perhaps " + strings.Join(near, " or ")
	}
	return said
}

// checkJSON is the object that library check --json prints.
type checkJSON struct {
	Records  int         `json:"records"`
	Compared int         `json:"compared"` // built-in cases that they were held against
	Left     int         `json:"left_out"` // lines that are no case, or have the id of another
	Findings int         `json:"findings"`
	Fix      int         `json:"fix"` // of these, those that --fix puts right
	Kinds    []groupJSON `json:"kinds"`
}

type groupJSON struct {
	Kind     string        `json:"kind"`
	Name     string        `json:"name"`
	Next     string        `json:"next"`
	Records  int           `json:"records"`
	Fix      int           `json:"fix"`
	Findings []findingJSON `json:"findings"` // those in most records first; with --all every one
}

type findingJSON struct {
	curate.Finding
	Nearest []string `json:"nearest"` // known values that may be meant
}

func checkObject(r curate.Report, f *libraryCheckFlags, nearest func(curate.Kind, string) []string) checkJSON {
	o := checkJSON{Records: r.Records, Compared: r.Compared, Left: r.Left, Findings: r.Findings(), Kinds: []groupJSON{}}
	for _, g := range r.Groups {
		o.Fix += g.Fix
		group := groupJSON{string(g.Kind), g.Name, g.Next, g.Records, g.Fix, []findingJSON{}}
		for i, finding := range g.Findings {
			if i == shownFindings && !f.all {
				break
			}
			group.Findings = append(group.Findings, findingJSON{finding, list(nearest(g.Kind, finding.Value))})
		}
		o.Kinds = append(o.Kinds, group)
	}
	return o
}

// linesOf does something for each line of a file of own cases, until an error.
func linesOf(in io.Reader, do func(corpus.OwnLine) error) error {
	for line, err := range corpus.OwnLines(in) {
		if err == nil {
			err = do(line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
