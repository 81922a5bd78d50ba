package main

import (
	"path/filepath"
	"regexp"
	"strings"
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
