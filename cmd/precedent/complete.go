package main

import (
	"fmt"
	"slices"
	"strings"

	"precedent/corpus"

	"github.com/spf13/cobra"
)

// describeCompletion puts cobra's command for completion in our words, and
// makes an unknown shell wrong usage.
func describeCompletion(cmd *cobra.Command) {
	cmd.Short = "Print the script that completes commands, topics and places in your shell"
	cmd.Example = "  source <(precedent completion bash)"
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return fmt.Errorf("there is no completion for %q; choose bash, zsh, fish or powershell", args[0])
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
}

// completeLibrary completes one value of the library that is searched. Errors
// complete nothing: a shell is no place to report them.
func completeLibrary(a *app, f *libraryFlags, values func(l loaded) []cobra.Completion) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var l loaded
		paths, _, err := a.ownLibraries(f.paths)
		if err == nil {
			l, err = loadLibrary(cmd.Context(), paths, f.only)
		}
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return beginning(values(l), typed), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeFlag has a shell complete the values of a flag of a command, which has to be defined.
func completeFlag(cmd *cobra.Command, flag string, complete cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic("precedent: complete --" + flag + ": " + err.Error())
	}
}

// completeChoice has it complete one of some values.
func completeChoice(cmd *cobra.Command, flag string, values []cobra.Completion) {
	completeFlag(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// completeFilters completes the values of filters that are flags of a command.
func completeFilters(a *app, cmd *cobra.Command, f *libraryFlags) {
	for _, filter := range filters {
		if filter.values == nil {
			continue
		}
		completeFlag(cmd, filter.flagName(), completeLibrary(a, f, func(l loaded) []cobra.Completion { return filter.completions(l.vocabulary) }))
	}
}

func completeSimilar(a *app, cmd *cobra.Command, f *libraryFlags) {
	completeFilters(a, cmd, f)
	completeFlag(cmd, "like", completeLibrary(a, f, caseIDs))
	cmd.ValidArgsFunction = cobra.NoFileCompletions // a problem is no file
}

func caseIDs(l loaded) []cobra.Completion {
	described := func(c corpus.Case) cobra.Completion { return cobra.CompletionWithDesc(c.ID, plain(c.Title)) }
	return mapped(l.library.Cases(), described)
}

// beginning keeps the values that begin as typed, whatever the capitals.
func beginning(list []cobra.Completion, typed string) []cobra.Completion {
	return slices.DeleteFunc(list, func(c cobra.Completion) bool {
		return len(c) < len(typed) || !strings.EqualFold(c[:len(typed)], typed)
	})
}
