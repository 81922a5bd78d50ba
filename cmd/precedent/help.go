package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"precedent/corpus"
)

// helpCommand is cobra's own, but for an unknown topic, which is wrong usage.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Help about a command, or about filters",
		Example: "  precedent help similar\n  precedent help filters",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return wrongUsage("there is no help about %q; precedent --help lists the commands", strings.Join(args, " "))
			}
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var names []cobra.Completion
			if len(args) == 0 {
				for _, c := range root.Commands() {
					names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
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
		fmt.Fprint(a.stdout, a.called(filtersPage(b.Vocabulary)))
	})
	return cmd
}

func filtersPage(v *corpus.Vocabulary) string {
	var page strings.Builder
	section := func(heading string) { fmt.Fprintf(&page, "\n%s\n", heading) }
	entry := func(id, label string) { fmt.Fprintf(&page, "  %-34s %s\n", id, label) }
	page.WriteString(`Filters leave out the cases that do not fit. They are typed as flags, or inside
the problem:

  precedent similar --country PL --since 2015 small firms cannot win tenders
  precedent similar small firms cannot win tenders country:PL since:2015
  precedent similar --topic public-procurement
`)
	section("--topic")
	for _, c := range v.Taxonomy.Topics {
		entry(c.ID, c.Label)
	}
	section("--approach")
	for _, c := range v.Taxonomy.Approaches {
		entry(c.ID, c.Label)
	}
	section("--level")
	for _, l := range v.Taxonomy.Levels {
		entry(l.ID, l.Label)
	}
	section("--country: any country by its two-letter code or English name, or one of the regions")
	for _, r := range v.Places.Regions {
		entry(r.ID, r.Name)
	}
	section("--since and --until: a year")
	return page.String()
}
