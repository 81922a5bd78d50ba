package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/syntax"
)

// filter is a limit that people set: a flag of similar with what a shell completes of its
// values, and a section of the page of help about filters.
type filter struct {
	name    string // as in recommend.FilterFields
	flag    string // where it is not that
	usage   string // of the flag
	heading string // of the section; "" for one that stands in that of another
	values  func(v *corpus.Vocabulary) []entry
	more    func(v *corpus.Vocabulary) []entry // values that a shell completes before these, and the section does not list
}

type entry struct{ value, meaning string }

// filters are all that can be typed, in the order of the page of help.
var filters = []filter{
	{
		name: "topic", usage: "only cases of this `TOPIC` (repeatable)", heading: "--topic",
		values: func(v *corpus.Vocabulary) []entry { return concepts(v.Taxonomy.Topics) },
	},
	{
		name: "approach", usage: "only cases of this `APPROACH` (repeatable)", heading: "--approach",
		values: func(v *corpus.Vocabulary) []entry { return concepts(v.Taxonomy.Approaches) },
	},
	{
		name: "level", usage: "only cases of this `LEVEL` of government: national, regional, local ... (repeatable)", heading: "--level",
		values: func(v *corpus.Vocabulary) []entry {
			return mapped(v.Taxonomy.Levels, func(l corpus.Level) entry { return entry{l.ID, l.Label} })
		},
	},
	{
		name: "country", usage: "only cases of this `PLACE`: PL, Poland, LATAM (repeatable)",
		heading: "--country: any country by its two-letter code or English name, or one of the regions",
		values: func(v *corpus.Vocabulary) []entry {
			return mapped(v.Places.Regions, func(r corpus.Region) entry { return entry{r.ID, r.Name} })
		},
		more: countries,
	},
	{
		name: "library", flag: "in-library", usage: "only cases of the library with this `NAME`: that of its file (repeatable)",
		heading: "--in-library: the name of a library, which is that of its file",
		values: func(v *corpus.Vocabulary) []entry {
			return mapped(v.Libraries, func(name string) entry { return entry{name, meaningOf(name)} })
		},
	},
	{name: "since", usage: "only cases that began in this `YEAR` or later", heading: "--since and --until: a year"},
	{name: "until", usage: "only cases that began in this `YEAR` or earlier"},
}

// filterFlags are the values of the filters that were typed as flags, by the names of these.
type filterFlags map[string]*[]string

func (f filterFlags) addTo(flags *pflag.FlagSet) {
	for _, name := range recommend.FilterFields {
		filter := filterNamed(name)
		f[name] = flags.StringArray(filter.flagName(), nil, filter.usage)
	}
}

// limit adds the filters to limits.
func (f filterFlags) limit(limits *recommend.Filter, v *corpus.Vocabulary) error {
	for _, field := range recommend.FilterFields {
		for _, values := range *f[field] {
			for value := range strings.SplitSeq(values, ",") {
				if err := syntax.Add(limits, v, field, value); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// meaningOf says what stands behind the name of a library.
func meaningOf(library string) string {
	if library == corpus.BuiltinName {
		return "the built-in library"
	}
	return "a library of your own"
}

// flagName is what the flag of a filter is called.
func (f filter) flagName() string { return cmp.Or(f.flag, f.name) }

func concepts(list []corpus.Concept) []entry {
	return mapped(list, func(c corpus.Concept) entry { return entry{c.ID, c.Label} })
}

// countries are the codes of countries, and those of their names that a shell takes as
// one word.
func countries(v *corpus.Vocabulary) (list []entry) {
	for _, c := range v.Places.Countries {
		list = append(list, entry{c.Code, c.Name})
		if !strings.ContainsAny(c.Name, " '()") {
			list = append(list, entry{c.Name, c.Code})
		}
	}
	return list
}

func filterNamed(name string) filter {
	i := slices.IndexFunc(filters, func(f filter) bool { return f.name == name })
	if i < 0 {
		panic("precedent: the filter " + name + " has no row in filters")
	}
	return filters[i]
}

// completions are the values of a filter for a shell.
func (f filter) completions(v *corpus.Vocabulary) []cobra.Completion {
	list := f.values(v)
	if f.more != nil {
		list = append(f.more(v), list...)
	}
	return mapped(list, func(e entry) cobra.Completion { return cobra.CompletionWithDesc(e.value, e.meaning) })
}

// filtersTopic is a page of help: every value that a filter can have.
func filtersTopic(a *app) *cobra.Command {
	cmd := &cobra.Command{Use: "filters", Short: "The topics, approaches, levels and places that cases can be filtered by"}
	cmd.SetHelpFunc(func(*cobra.Command, []string) {
		b, err := corpus.Builtin()
		if err != nil {
			a.say("%v", err)
			return
		}
		fmt.Fprint(a.stdout, a.called(filtersPage(b.Vocabulary.Naming(b.Library.Libraries()))))
	})
	return cmd
}

func filtersPage(v *corpus.Vocabulary) string {
	var page strings.Builder
	page.WriteString(`Filters leave out the cases that do not fit. They are typed as flags, or inside
the problem:

  precedent similar --country PL --since 2015 small firms cannot win tenders
  precedent similar small firms cannot win tenders country:PL since:2015
  precedent similar --topic public-procurement
`)
	for _, f := range filters {
		if f.heading != "" {
			fmt.Fprintf(&page, "\n%s\n", f.heading)
		}
		if f.values == nil {
			continue
		}
		for _, e := range f.values(v) {
			fmt.Fprintf(&page, "  %-34s %s\n", e.value, e.meaning)
		}
	}
	return page.String()
}
