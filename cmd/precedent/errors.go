package main

import (
	"context"
	"errors"
	"fmt"

	"precedent/bot/slackapi"
	"precedent/bot/socket"

	"github.com/slack-go/slack"
	"github.com/spf13/cobra"
)

// fault is one thing that is wrong with the settings. What is said of it never
// holds the value of a secret.
type fault struct {
	text      string
	variables []string // those that it is about, as far as that is known
}

func (f fault) Error() string { return f.text }

func newFault(variables []string, format string, args ...any) fault {
	return fault{fmt.Sprintf(format, args...), variables}
}

// joined is several faults in one error, or none.
func joined(faults []fault) error {
	errs := mapped(faults[:min(len(faults), faultsShown)], func(f fault) error { return f })
	if more := len(faults) - faultsShown; more > 0 {
		errs = append(errs, fmt.Errorf("and %d more", more))
	}
	return errors.Join(errs...)
}

// faultsShown is how many faults of one kind are named one by one.
const faultsShown = 10

// cause is the innermost reason of a network error, without the addresses that
// were dialled: one of them carries a one-time key.
func cause(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("no answer in time")
	}
	for next := err; next != nil; next = errors.Unwrap(next) {
		err = next
	}
	return err
}

// slackAdvice says what to do about an error of Slack's, for a token known by
// the name of its variable.
func slackAdvice(variable string, err error) string {
	const (
		app      = "at api.slack.com/apps, choose the app"
		turnedOn = "turn Socket Mode on: " + app + ", Socket Mode"
	)
	var refused slack.SlackErrorResponse
	var status slack.StatusCodeError
	wait, limited := slackapi.Pause(err)
	switch {
	case errors.Is(err, socket.ErrTurnedOff):
		return "Socket Mode is turned off for the app; " + turnedOn
	case limited:
		return fmt.Sprintf("Slack is asked too often; try again in %s", wait)
	case errors.As(err, &status):
		return fmt.Sprintf("Slack, or a proxy before it, answers %s; see https://slack-status.com and HTTPS_PROXY, and try again", status.Status)
	case !errors.As(err, &refused):
		return fmt.Sprintf("Slack cannot be reached (%v); check the network, HTTPS_PROXY and SLACK_API_URL, and try again", cause(err))
	}
	code := refused.Err
	switch means := func(m slackapi.Meaning) bool { return slackapi.Means(err, m) }; {
	case means(slackapi.UnknownToken):
		return fmt.Sprintf("Slack does not know %s (%s); copy it again: %s", variable, code, app)
	case means(slackapi.EndedToken):
		return fmt.Sprintf("%s is no longer valid (%s); reinstall the app and copy the new one: %s", variable, code, app)
	case means(slackapi.NoScope):
		needed := refused.Needed
		if needed == "" && variable == "SLACK_APP_TOKEN" {
			needed = "connections:write"
		}
		return fmt.Sprintf("%s lacks the scope %s (%s); make one that has it: %s", variable, needed, code, app)
	case means(slackapi.WrongToken):
		return fmt.Sprintf("%s is a token of another kind (%s); the bot token begins with xoxb-, the app-level one with xapp-: %s", variable, code, app)
	case means(slackapi.NoAccess):
		return fmt.Sprintf("Slack does not allow it (%s); %s", code, turnedOn)
	default:
		return fmt.Sprintf("Slack refuses (%s); https://docs.slack.dev/reference/methods says what that means", code)
	}
}

const (
	exitDone   = 0
	exitFailed = 1 // something went wrong, or is not ready
	exitUsage  = 2 // the command was called in a way it does not understand
)

// usageError is a wrong call found by a command itself, once it runs.
type usageError struct{ error }

func wrongUsage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// noArguments refuses arguments of a command that takes none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no arguments, but got %q", cmd.CommandPath(), args[0])
	}
	return nil
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
