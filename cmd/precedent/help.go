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
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			named := func(c *cobra.Command) cobra.Completion { return cobra.CompletionWithDesc(c.Name(), c.Short) }
			return mapped(root.Commands(), named), cobra.ShellCompDirectiveNoFileComp
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
