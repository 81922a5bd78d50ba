package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precedent/bot/store"
)

func checkCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:  "check",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runCheck(cmd.Context(), a) },
	}
}

func runCheck(ctx context.Context, a *app) error {
	r := &report{app: a}
	s := a.settings()
	cfg := s.Config
	r.checkSettings(s)
	if s.unread("PRECEDENT_LIBRARY") {
		r.point(skipped, "library", "PRECEDENT_LIBRARY comes first")
	} else {
		r.checkLibrary(ctx, cfg)
	}
	if s.unread("PRECEDENT_DATA") {
		r.point(skipped, "memory", "PRECEDENT_DATA comes first")
	} else {
		r.checkMemory(ctx, cfg)
		r.checkPrivacy(cfg)
	}
	switch faults := s.known(cfg.tokenFaults()); {
	// Slack is asked only at an address that may be sent a token.
	case s.unread("SLACK_API_URL"), !secureAddress(cfg.APIURL):
		r.point(skipped, "Slack", "the configuration comes first")
	case len(faults) > 0:
		r.point(notReady, "tokens", "%v", joined(faults))
		r.point(skipped, "Slack", "the tokens come first")
	case slices.ContainsFunc([]string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}, s.unread):
		r.point(skipped, "Slack", "the configuration comes first")
	default:
		r.checkSlack(ctx, cfg)
	}
	switch {
	case r.err != nil:
		return r.err
	case ctx.Err() != nil:
		return ctx.Err()
	case r.faults > 0:
		return fmt.Errorf("not ready: %d of the points above", r.faults)
	}
	return nil
}

// checkSettings says what is read from where, and what is wrong with it.
func (r *report) checkSettings(s settings) {
	said := "read from the environment; there is no file " + s.file.path
	if s.file.found {
		said = "read from the environment and " + s.file.path
	}
	if err := joined(slices.Concat(s.faults, s.known(s.settingFaults()))); err != nil {
		r.point(notReady, "configuration", "%v\n%s", err, s.sources())
	} else {
		r.point(ready, "configuration", "%s\n%s", said, s.sources())
	}
	for _, n := range s.notes {
		r.point(warning, "configuration", "%s", n)
	}
}

func (r *report) checkLibrary(ctx context.Context, cfg Config) {
	l, err := loadLibrary(ctx, cfg.libraries(), false)
	if err != nil {
		r.point(notReady, "library", "%v", err)
		return
	}
	said := fmt.Sprintf("%d cases built in", l.builtin)
	if files := len(cfg.libraries()); files > 0 {
		said += fmt.Sprintf(", %d of your own from %s", l.own(), counting(files, "file", "files"))
	}
	if n := len(l.refused); n > 0 {
		said += fmt.Sprintf("; left out: %s, the first: %v", counting(n, "record", "records"), l.refused[0])
	}
	r.point(ready, "library", "%s", said)
	if n := len(l.notes); n > 0 {
		r.point(warning, "library", "not read as written in your own cases: %s, the first: %v", counting(n, "thing", "things"), l.notes[0])
	}
}

// checkMemory looks at what is kept, and makes and writes nothing.
func (r *report) checkMemory(ctx context.Context, cfg Config) {
	if cfg.Data == "" {
		r.point(ready, "memory", "none; PRECEDENT_DATA is not set, so nothing can be saved, and no feedback is asked for")
		return
	}
	state, err := store.Look(ctx, cfg.Data)
	some := counted(slices.DeleteFunc(state.Kept, func(c store.Count) bool { return c.Rows == 0 }))
	switch {
	case err != nil:
		r.point(notReady, "memory", "%v", memoryAdvice(cfg.Data, err))
	case !state.Found:
		r.point(ready, "memory", "nothing is kept in %s yet; the bot makes %s there when it starts", cfg.Data, store.FileName)
	case some == "":
		r.point(ready, "memory", "what people save is kept in %s: nothing so far", cfg.Data)
	case state.Older:
		r.point(ready, "memory", "what people save is kept in %s, by an older version, and brought up to date when the bot starts: %s", cfg.Data, some)
	default:
		r.point(ready, "memory", "what people save is kept in %s: %s", cfg.Data, some)
	}
}

func (r *report) checkPrivacy(cfg Config) {
	if warnings := exposed(cfg, r.app.envFile); len(warnings) > 0 {
		r.point(warning, "privacy", "%s", strings.Join(warnings, "\n"))
	}
}

type status string

const (
	ready    status = "ok"
	warning  status = "warning" // it works, but somebody should look at it
	notReady status = "not ready"
	skipped  status = "skipped"
)

// report prints the points of a check as they come in.
type report struct {
	app    *app
	faults int
	err    error // of writing
}

// point prints one point. Further lines of the text are set in below it.
func (r *report) point(s status, name, format string, args ...any) {
	if s == notReady {
		r.faults++
	}
	var out strings.Builder
	name += ": "
	for line := range strings.SplitSeq(r.app.called(fmt.Sprintf(format, args...)), "\n") {
		fmt.Fprintf(&out, "%-9s  %s%s\n", s, name, plain(line))
		s, name = "", ""
	}
	r.err = errors.Join(r.err, r.app.print(out.String()))
}
