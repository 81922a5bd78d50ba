package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // something went wrong, or is not ready
	exitUsage  = 2 // the command was called in a way it does not understand
)

// app is what every command works with.
type app struct {
	name     string   // how the program was called; "" is programName
	commands []string // names of its commands
	getenv   func(string) string
	environ  func() []string // NAME=value of the whole environment; nil: not looked at
	stdin    io.Reader
	stdout   io.Writer
	stderr   io.Writer
	open     opener        // builds the engine
	envFile  string        // file that completes the environment; it may be missing
	patience time.Duration // how long check waits for one answer
	started  bool          // arguments and flags were understood, and a command runs
}

// usageError is a wrong call found by a command itself, once it runs.
type usageError struct{ error }

func wrongUsage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// run is the whole program but for the process around it.
func run(ctx context.Context, name string, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{
		name: name, getenv: getenv, environ: os.Environ, stdin: stdin, stdout: stdout, stderr: stderr,
		open: openEngine, envFile: ".env", patience: 10 * time.Second,
	}
	return a.run(ctx, args)
}

func (a *app) run(ctx context.Context, args []string) int {
	root := a.rootCommand()
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
		a.say("%s --help shows how it is used", cmd.CommandPath())
	}
	return exitUsage
}

// silent is the log of commands that answer on the terminal.
var silent = slog.New(slog.DiscardHandler)

// say writes a message to standard error, without anything that a terminal
// would obey. Its lines stay lines, and keep their indent.
func (a *app) say(format string, args ...any) {
	prefix := "precedent: "
	for line := range strings.SplitSeq(a.called(fmt.Sprintf(format, args...)), "\n") {
		text := strings.TrimLeft(line, " ")
		fmt.Fprintln(a.stderr, prefix+line[:len(line)-len(text)]+plain(text))
		prefix = ""
	}
}

// print writes an answer to standard output.
func (a *app) print(text string) error {
	if _, err := io.WriteString(a.stdout, text); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}

func (a *app) rootCommand() *cobra.Command {
	var version bool
	root := &cobra.Command{
		Use:   programName,
		Short: "Finds real public-sector cases similar to a policy problem",
		Long: `Precedent finds real public-sector innovation cases that are similar to a
policy problem, and says why they are. It answers in Slack and here.`,
		Example:          "  precedent similar small firms cannot win public tenders",
		Annotations:      map[string]string{cobra.CommandDisplayNameAnnotation: cmp.Or(a.name, programName)},
		Args:             noArguments,
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
	root.AddCommand(a.similarCommand(), a.showCommand(), a.evalCommand(), a.manifestCommand(), a.checkCommand(), a.serveCommand(),
		a.feedbackCommand(), a.forgetCommand(), a.backupCommand(), a.restoreCommand(), a.filtersTopic())
	root.SetHelpCommand(a.helpCommand(root))
	root.SetFlagErrorFunc(flagError)
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" {
			describeCompletion(cmd)
		}
	}
	a.nameCommands(root)
	return root
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

// flagError says what a flag takes, without the words of a parser.
func flagError(_ *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return err
	}
	kind := "something else"
	switch invalid.GetFlag().Value.Type() {
	case "int":
		kind = "a whole number"
	case "bool":
		kind = "true or false"
	}
	return fmt.Errorf("--%s is %q, but must be %s", invalid.GetFlag().Name, invalid.GetValue(), kind)
}

// noArguments refuses arguments. At the root they are commands that do not
// exist, and the nearest ones are named.
func noArguments(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case cmd.HasParent():
		return fmt.Errorf("%s takes no arguments, but got %q", cmd.CommandPath(), args[0])
	}
	msg := fmt.Sprintf("there is no command %q", args[0])
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		msg += "; try " + strings.Join(near, ", ")
	}
	return errors.New(msg)
}
