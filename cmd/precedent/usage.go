package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// The exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // something went wrong, or is not ready
	exitUsage  = 2 // the command was called in a way it does not understand
)

// usageError is a wrong call found by a command itself, once it runs.
type usageError struct{ error }

func wrongUsage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

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

// oneName asks for one argument, the name of a file or of a folder.
func oneName(of string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("%s takes the name of one %s", cmd.CommandPath(), of)
		}
		return nil
	}
}

// chosen is how many of several are wanted.
func chosen(wanted ...bool) (n int) {
	for _, is := range wanted {
		if is {
			n++
		}
	}
	return n
}
