package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"precedent/recommend/understand"
)

type source string

const (
	fromEnvironment source = "the environment"
	fromFile        source = "the file"
	byDefault       source = "default"
	fromNowhere     source = "" // it has none
)

// settings are a configuration with where it comes from, and what is wrong with
// that.
type settings struct {
	Config
	file   envFile
	from   map[string]source // by the variable's name
	faults []fault           // what cannot be read or understood
	notes  []string          // what looks like a slip, and stops nothing
}

// readSettings reads the environment, completed by a file of NAME=value lines
// that may be missing. The environment wins; an empty variable counts as none.
// names are those of all variables in the environment, ours or not.
func readSettings(getenv func(string) string, names []string, file string) settings {
	all := variables()
	s := settings{file: readEnvFile(file, all, getenv), from: map[string]source{}}
	s.faults = slices.Clone(s.file.faults)
	if s.file.unread != "" {
		said := func(name string) bool { return strings.TrimSpace(getenv(name)) != "" }
		about := slices.DeleteFunc(namesOf(all), said) // whatever the environment does not say
		s.faults = append(s.faults, fault{s.file.unread, about})
	}
	into := reflect.ValueOf(&s.Config).Elem()
	for _, v := range all {
		value, from, where := strings.TrimSpace(getenv(v.name)), fromEnvironment, v.name+" in the environment"
		what := ""
		if value == "" {
			value, from = strings.TrimSpace(s.file.values[v.name]), fromFile
			where = fmt.Sprintf("%s, line %d: %s", s.file.name(), s.file.lines[v.name], v.name)
		} else {
			what = asWritten(v, value)
		}
		if value == "" {
			continue
		}
		if what == "" && !v.secret && tokenForm.MatchString(value) { // it would be printed, or name a folder
			what = "holds a token; those belong into SLACK_BOT_TOKEN and SLACK_APP_TOKEN alone"
		}
		if what == "" && v.path != "" {
			value, what = fullPaths(v, value, getenv)
		}
		if what != "" {
			s.faults = append(s.faults, newFault([]string{v.name}, "%s %s", where, what))
			continue
		}
		into.Field(v.field).SetString(value)
		s.from[v.name] = from
	}
	s.setDefaults()
	for _, v := range all {
		if s.from[v.name] == fromNowhere && s.value(v) != "" {
			s.from[v.name] = byDefault
		}
	}
	s.notes = s.slips(names)
	if _, err := os.Stat(file + ".txt"); err == nil && !s.file.found {
		s.notes = append(s.notes, fmt.Sprintf("there is a file %s.txt, which is not read; name it %s", s.file.name(), s.file.name())) // Notepad adds the ending
	}
	return s
}

// unread tells whether a variable may be set, and cannot be read.
func (s settings) unread(variable string) bool {
	if from := s.from[variable]; from == fromEnvironment || from == fromFile {
		return false // it is set elsewhere
	}
	return slices.ContainsFunc(s.faults, func(f fault) bool { return slices.Contains(f.variables, variable) })
}

// faultsOf are those of one variable, in one error.
func (s settings) faultsOf(variable string) error {
	return joined(slices.DeleteFunc(slices.Clone(s.faults), func(f fault) bool { return !slices.Contains(f.variables, variable) }))
}

// known are the faults of values, without those that only come of a line that
// cannot be read.
func (s settings) known(faults []fault) []fault {
	return slices.DeleteFunc(faults, func(f fault) bool { return slices.ContainsFunc(f.variables, s.unread) })
}

// Validate says all that keeps the bot from starting, in one error.
func (s settings) Validate() error {
	return joined(slices.Concat(s.faults, s.known(s.settingFaults()), s.known(s.tokenFaults())))
}

// asWritten says what is wrong with a value in the environment that was meant to
// be read by a shell: Docker's --env-file and systemd pass on what stands there.
func asWritten(v variable, value string) string {
	last := value[len(value)-1]
	switch {
	case value[0] == '#':
		return "begins with #; where it is set, a comment needs a line of its own"
	case len(value) > 1 && value[0] == last && (last == '"' || last == '\''):
		return "has its quotes in its value; leave them out where it is set"
	case v.path != "" && value[0] == '$':
		return "begins with $, which nothing fills in there; write the whole path"
	}
	return ""
}

// fullPaths puts the home folder where the paths of a variable begin with ~.
func fullPaths(v variable, value string, getenv func(string) string) (full, what string) {
	paths := []string{value}
	if v.path == "list" {
		paths = filepath.SplitList(value)
	}
	for i, path := range paths {
		var err error
		if paths[i], err = homePath(path, getenv); err != nil {
			return "", err.Error()
		}
	}
	return strings.Join(paths, string(filepath.ListSeparator)), ""
}

// hints are what may be the cause of a fault, in one error, or none.
func (s settings) hints() error {
	return errors.Join(mapped(s.notes, errors.New)...)
}

// sources lists what each variable says and where that comes from, a source a line.
func (s settings) sources() string {
	said := map[source][]string{}
	for _, v := range variables() {
		from := s.from[v.name]
		switch {
		case from != fromNowhere && v.secret:
			said[from] = append(said[from], v.name+" (not shown)")
		case from != fromNowhere:
			said[from] = append(said[from], v.name+"="+s.shown(v))
		case !s.unread(v.name):
			said[from] = append(said[from], v.name)
		}
	}
	var lines []string
	for _, from := range []source{fromEnvironment, fromFile, byDefault, fromNowhere} {
		heading := map[source]string{fromEnvironment: "from the environment: ", fromFile: "from " + s.file.path + ": ", byDefault: "by default: ", fromNowhere: "not set: "}[from]
		if len(said[from]) > 0 {
			lines = append(lines, heading+strings.Join(said[from], ", "))
		}
	}
	return strings.Join(lines, "\n")
}

// likeOurs tells whether a name begins as ours do, but for the most general ones.
func likeOurs(name string) bool {
	name = strings.ToUpper(name)
	return strings.HasPrefix(name, "PRECEDENT_") || strings.HasPrefix(name, "SLACK_")
}

// slips says what looks like one of our variables and is none, and what is set
// twice. It names no values.
func (s settings) slips(environment []string) []string {
	known := namesOf(variables())
	wholeName := regexp.MustCompile(`^[A-Za-z_]+$`) // a token pasted before the sign is none
	var notes []string
	note := func(where, name string) {
		switch meant := understand.Misspelt(name, known); {
		case slices.Contains(known, name):
		case meant != "":
			notes = append(notes, fmt.Sprintf("%s: %s is not known; did you mean %s?", where, name, meant))
		case likeOurs(name) && wholeName.MatchString(name):
			notes = append(notes, fmt.Sprintf("%s: %s is not known, and does nothing", where, name))
		}
	}
	byLine := func(a, b string) int { return cmp.Compare(s.file.lines[a], s.file.lines[b]) }
	for _, name := range slices.SortedFunc(maps.Keys(s.file.lines), byLine) {
		note(fmt.Sprintf("%s, line %d", s.file.name(), s.file.lines[name]), name)
	}
	for _, name := range slices.Sorted(slices.Values(environment)) {
		// Most of the environment is other programs'.
		if strings.HasPrefix(name, "PRECEDENT_") || likeOurs(understand.Misspelt(name, known)) {
			note("the environment", name)
		}
	}
	for _, name := range s.file.repeated {
		if slices.Contains(known, name) {
			notes = append(notes, fmt.Sprintf("%s, line %d: %s was set before, and this line is the one that counts", s.file.name(), s.file.lines[name], name))
		}
	}
	return notes
}
