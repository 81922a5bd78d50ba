package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"precedent/corpus"
	"precedent/corpus/links"
	"precedent/recommend/rank"
)

// app is what every command works with.
type app struct {
	name     string   // how the program was called; "" is programName
	commands []string // names of its commands
	getenv   func(string) string
	environ  func() []string // NAME=value of the whole environment
	stdin    io.Reader
	stdout   io.Writer
	stderr   io.Writer
	open     opener                 // builds the engine
	cache    func() (string, error) // the folder of what programs can make again
	envFile  string                 // file that completes the environment; it may be missing
	patience time.Duration          // how long check waits for one answer
	links    links.Options          // how links are asked for; only tests say
	started  bool                   // arguments and flags were understood, and a command runs
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

func (a *app) print(text string) error {
	if _, err := io.WriteString(a.stdout, text); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}

// called writes how the program was called where a text names one of its commands.
func (a *app) called(text string) string {
	name := cmp.Or(a.name, programName)
	return ownCommand.ReplaceAllStringFunc(text, func(found string) string {
		m := ownCommand.FindStringSubmatch(found)
		if m[2] == "" && !slices.Contains(a.commands, m[3]) {
			return found
		}
		return m[1] + name + " " + m[2] + m[3]
	})
}

func (a *app) look() look {
	l := lookOf(a.stdout, a.getenv)
	l.program = a.name
	return l
}

// settings reads the settings that the commands of the bot need.
func (a *app) settings() settings {
	names := mapped(a.environ(), func(entry string) string { return strings.SplitN(entry, "=", 2)[0] })
	return readSettings(a.getenv, names, a.envFile)
}

// dataFolder is PRECEDENT_DATA, which must be set. It is all that the commands for
// what is kept need of the settings.
func (a *app) dataFolder() (string, error) {
	const variable = "PRECEDENT_DATA"
	s := a.settings()
	switch {
	case s.unread(variable):
		return "", s.faultsOf(variable)
	case s.Data == "":
		unset := fmt.Errorf("%s is set neither in the environment nor in %s; set it to the folder that the bot has", variable, s.file.path)
		return "", errors.Join(unset, s.hints())
	}
	return s.Data, nil
}

// ownLibraries are the files of PRECEDENT_LIBRARY and of --library. They are all
// that searching needs of the settings, so a .env that is another program's does not
// stop it. warning says that PRECEDENT_LIBRARY may stand in a file that cannot be read.
func (a *app) ownLibraries(flags []string) (paths []string, warning string, err error) {
	const variable = "PRECEDENT_LIBRARY"
	s := readSettings(a.getenv, nil, a.envFile)
	if s.unread(variable) {
		switch {
		case s.file.unread == "":
			return nil, "", s.faultsOf(variable)
		case s.file.data == nil || s.file.mentions(variable):
			warning = s.file.unread + "; if it sets " + variable + ", those cases are left out"
		}
	}
	paths, err = homePaths(flags, a.getenv)
	return append(s.libraries(), paths...), warning, err
}

// loadOwn reads the library that is searched: the built-in one with what
// PRECEDENT_LIBRARY and the flags add. What had to be left out is told.
func (a *app) loadOwn(ctx context.Context, f *libraryFlags) (loaded, error) {
	paths, warning, err := a.ownLibraries(f.paths)
	if err != nil {
		return loaded{}, err
	}
	if warning != "" {
		a.say("%s", warning)
	}
	l, err := withStored(ctx, a.storing(silent), paths, f.only)
	if err == nil {
		a.tellUnread(l)
	}
	return l, err
}

// storing says how large libraries are kept: with what the bot keeps, or else where programs keep
// what they can make again.
func (a *app) storing(lg *slog.Logger) storing {
	st := storing{log: lg, stderr: a.stderr, warn: a.say}
	if data := readSettings(a.getenv, nil, a.envFile).Data; data != "" {
		st.folder = filepath.Join(data, "index")
	} else if cache, err := a.cache(); err == nil {
		st.folder = filepath.Join(cache, programName)
	}
	return st
}

// tellUnread names the records that were left out, and what of the others was not read as
// it is written.
func (a *app) tellUnread(l loaded) {
	for _, line := range leftOut(l.refused) {
		a.say("left out: %s", line)
	}
	for _, f := range l.notes[:min(len(l.notes), faultsShown)] {
		a.say("note: %v", f)
	}
	if n := len(l.notes) - faultsShown; n > 0 {
		a.say("note: %s", counting(n, "more thing is not read as it is written", "more things are not read as they are written"))
	}
}

// leftOut are lines that tell of records that were left out. Where there are many, those of one file that
// have much the same fault share a line.
func leftOut(refused []corpus.Fault) (lines []string) {
	if len(refused) <= faultsShown {
		return mapped(refused, corpus.Fault.Error)
	}
	type kind struct{ file, what string }
	var kinds []kind
	alike := map[kind][]corpus.Fault{}
	for _, f := range refused {
		file, _, _ := strings.Cut(f.Where, ", line ")
		k := kind{file, f.What}
		if end := strings.IndexAny(f.What, `":0123456789`); end > 0 { // what is peculiar to a record
			k.what = f.What[:end]
		}
		if alike[k] == nil {
			kinds = append(kinds, k)
		}
		alike[k] = append(alike[k], f)
	}
	told := 0
	for _, k := range kinds[:min(len(kinds), faultsShown)] {
		line := alike[k][0].Error()
		if n := len(alike[k]) - 1; n > 0 {
			line = fmt.Sprintf("%s (%s the same fault)", line, counting(n, "more record of this file has", "more records of this file have"))
		}
		lines, told = append(lines, line), told+len(alike[k])
	}
	if n := len(refused) - told; n > 0 {
		lines = append(lines, counting(n, "more record", "more records"))
	}
	return lines
}

// openEngine builds the engine, and gives up when ctx ends: a large library takes
// minutes to index.
func (a *app) openEngine(ctx context.Context, lg *slog.Logger, l loaded) (*rank.Engine, func() error, error) {
	type opened struct {
		engine *rank.Engine
		done   func() error
	}
	o, err := interruptible(ctx, func() (opened, error) {
		e, done, err := a.open(lg, l)
		return opened{e, done}, err
	})
	return o.engine, o.done, err
}

// programName is what the program is called where it is installed, and in its texts.
const programName = "precedent"

// safeName is a name that a shell takes as one word, and a terminal as plain text.
var safeName = regexp.MustCompile(`^[\w./\\:~@+-]+$`)

// calledAs is what a person has to type to call the program once more, from the
// name that its process has. Texts that say it can be copied as they stand, whether
// or not the program is on PATH.
func calledAs(process string) string {
	switch slashed := filepath.ToSlash(process); {
	case strings.Contains(slashed, "/go-build") && strings.Contains(slashed, "/exe/"):
		return "go run ./cmd/precedent"
	case safeName.MatchString(process):
		return process
	}
	return programName
}

// ownCommand is the program's name with what follows it.
var ownCommand = regexp.MustCompile(`(^|[\s"(])` + programName + ` (--)?([a-z]+)`)
