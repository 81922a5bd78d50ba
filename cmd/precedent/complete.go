package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"precedent/corpus"
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

// completer completes what is typed in a shell.
type completer = func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective)

// completeLibrary completes one value of the library that is searched. Errors
// complete nothing: a shell is no place to report them.
func completeLibrary(a *app, f *libraryFlags, values func(l loaded) []cobra.Completion) completer {
	return func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		paths, _, err := a.ownLibraries(f.paths)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		l, err := loadLibrary(cmd.Context(), paths, f.only)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return beginning(values(l), typed), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeSimilar completes the values of the flags of similar in the shell.
func completeSimilar(a *app, cmd *cobra.Command, f *libraryFlags) {
	values := func(flag string, values func(l loaded) []cobra.Completion) {
		if err := cmd.RegisterFlagCompletionFunc(flag, completeLibrary(a, f, values)); err != nil {
			panic("precedent: complete --" + flag + ": " + err.Error()) // the flag is not defined
		}
	}
	values("topic", func(l loaded) []cobra.Completion { return concepts(l.vocabulary.Taxonomy.Topics) })
	values("approach", func(l loaded) []cobra.Completion { return concepts(l.vocabulary.Taxonomy.Approaches) })
	values("level", func(l loaded) []cobra.Completion {
		var list []cobra.Completion
		for _, level := range l.vocabulary.Taxonomy.Levels {
			list = append(list, cobra.CompletionWithDesc(level.ID, level.Label))
		}
		return list
	})
	values("country", func(l loaded) []cobra.Completion { return places(l.vocabulary.Places) })
	values("like", caseIDs)
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveNoFileComp // a problem is no file
	}
}

func caseIDs(l loaded) []cobra.Completion {
	var list []cobra.Completion
	for _, c := range l.library.Cases() {
		list = append(list, cobra.CompletionWithDesc(c.ID, plain(c.Title)))
	}
	return list
}

// beginning keeps the values that begin as typed, whatever the capitals.
func beginning(list []cobra.Completion, typed string) []cobra.Completion {
	var kept []cobra.Completion
	for _, c := range list {
		if len(c) >= len(typed) && strings.EqualFold(c[:len(typed)], typed) {
			kept = append(kept, c)
		}
	}
	return kept
}

func concepts(list []corpus.Concept) []cobra.Completion {
	var values []cobra.Completion
	for _, c := range list {
		values = append(values, cobra.CompletionWithDesc(c.ID, c.Label))
	}
	return values
}

// places are the codes of countries and the ids of regions, and those names of
// countries that a shell takes as one word.
func places(p *corpus.Places) []cobra.Completion {
	var values []cobra.Completion
	for _, c := range p.Countries {
		values = append(values, cobra.CompletionWithDesc(c.Code, c.Name))
		if !strings.ContainsAny(c.Name, " '()") {
			values = append(values, cobra.CompletionWithDesc(c.Name, c.Code))
		}
	}
	for _, r := range p.Regions {
		values = append(values, cobra.CompletionWithDesc(r.ID, r.Name))
	}
	return values
}
