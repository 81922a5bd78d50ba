package main

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"
)

// run is the whole program but for the process around it.
func run(ctx context.Context, name string, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{
		name: name, getenv: getenv, environ: os.Environ, stdin: stdin, stdout: stdout, stderr: stderr,
		open: openEngine, cache: os.UserCacheDir, envFile: ".env", patience: 10 * time.Second,
	}
	return a.run(ctx, args)
}

func (a *app) run(ctx context.Context, args []string) int {
	root := rootCommand(a)
	root.SetArgs(textsApart(args))
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitDone
	}
	if ctx.Err() != nil {
		err = errors.New("stopped")
	}
	a.say("%v", err)
	if wrong := (usageError{}); a.started && !errors.As(err, &wrong) {
		return exitFailed
	}
	if !a.started { // cobra's words, which do not say what to do next
		a.say("%s", usageTexts(cmd, a.getenv).Text("terminal.how", cmd.CommandPath()))
	}
	return exitUsage
}

func rootCommand(a *app) *cobra.Command {
	var version bool
	root := &cobra.Command{
		Use:   programName,
		Short: "Finds real public-sector cases similar to a policy problem",
		Long: `Precedent finds real public-sector innovation cases that are similar to a
policy problem, and says why they are. It answers in Slack and here.`,
		Example:     "  precedent similar small firms cannot win public tenders",
		Annotations: map[string]string{cobra.CommandDisplayNameAnnotation: cmp.Or(a.name, programName)},
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return noCommand(usageTexts(cmd, a.getenv), cmd, args[0])
		},
		SilenceErrors:    true,
		SilenceUsage:     true,
		PersistentPreRun: func(*cobra.Command, []string) { a.started = true },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if version {
				return a.version()
			}
			return cmd.Help()
		},
	}
	root.Flags().BoolVar(&version, "version", false, "print the version, the number of cases, and how recent they are")
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.AddCommand(similarCommand(a), showCommand(a), evalCommand(a), manifestCommand(a), checkCommand(a), serveCommand(a),
		importCommand(a), libraryCommand(a), feedbackCommand(a), forgetCommand(a), backupCommand(a), restoreCommand(a), filtersTopic(a))
	describe(root, "")
	root.SetHelpCommand(helpCommand(root))
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return flagError(usageTexts(cmd, a.getenv), err) })
	root.InitDefaultCompletionCmd()
	if completion, _, err := root.Find([]string{"completion"}); err == nil {
		describeCompletion(completion)
	}
	nameCommands(a, root)
	return root
}

// helpTexts say of each command what it does, in a line and in full, with examples.
//
//go:embed help/*.txt
var helpTexts embed.FS

// describe gives commands the texts of their help, but for those that have some. above is
// how their files begin: that of "feedback export" is help/feedback-export.txt.
func describe(parent *cobra.Command, above string) {
	for _, cmd := range parent.Commands() {
		describe(cmd, above+cmd.Name()+"-")
		if cmd.Short != "" {
			continue
		}
		name := "help/" + above + cmd.Name() + ".txt"
		text, err := helpTexts.ReadFile(name)
		if err != nil {
			panic("precedent " + cmd.Name() + " has no help: write cmd/precedent/" + name + ", or set Short, Long and Example")
		}
		about, example, _ := strings.Cut(strings.TrimRight(string(text), "\n"), "\n\nExample:\n")
		cmd.Example = example
		cmd.Short, cmd.Long, _ = strings.Cut(about, "\n\n")
	}
}

// textsApart keeps texts that begin with a dash, such as pasted lists and rules above
// forwarded mails, from being taken for flags: a blank before one makes it a text, which
// every command trims. No flag has white space in its name or three dashes.
func textsApart(args []string) []string {
	apart := slices.Clone(args)
	for i, arg := range apart {
		name, _, _ := strings.Cut(arg, "=")
		if strings.HasPrefix(arg, "-") && strings.ContainsFunc(name, unicode.IsSpace) || strings.HasPrefix(arg, "---") {
			apart[i] = " " + arg
		}
	}
	return apart
}

// nameCommands makes all help name the program as it was called, once it is shown.
func nameCommands(a *app, root *cobra.Command) {
	a.commands = append([]string{"help", "completion"}, mapped(root.Commands(), (*cobra.Command).Name)...)
	show := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		cmd.Long, cmd.Example = a.called(cmd.Long), a.called(cmd.Example)
		show(cmd, args)
	})
}

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
