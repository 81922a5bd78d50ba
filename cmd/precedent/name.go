package main

import (
	"cmp"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

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

// called writes how the program was called where a text names one of its commands.
func (a *app) called(text string) string {
	name := cmp.Or(a.name, programName)
	if name == programName {
		return text
	}
	return ownCommand.ReplaceAllStringFunc(text, func(found string) string {
		m := ownCommand.FindStringSubmatch(found)
		if m[2] == "" && !slices.Contains(a.commands, m[3]) {
			return found
		}
		return m[1] + name + " " + m[2] + m[3]
	})
}

// nameCommands makes all help name the program as it was called, once it is shown.
func (a *app) nameCommands(root *cobra.Command) {
	a.commands = []string{"help", "completion"}
	for _, c := range root.Commands() {
		a.commands = append(a.commands, c.Name())
	}
	show := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		cmd.Long, cmd.Example = a.called(cmd.Long), a.called(cmd.Example)
		show(cmd, args)
	})
}
