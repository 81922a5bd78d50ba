package main

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"
)

// homePath puts the home folder where a path begins with ~, as a shell does where
// it sees the path before the program.
func homePath(path string, getenv func(string) string) (string, error) {
	rest, ok := strings.CutPrefix(path, "~")
	if !ok {
		return path, nil
	}
	if rest != "" && rest[0] != '/' && rest[0] != filepath.Separator {
		return "", errors.New("begins with ~ and a name; write the whole path, or ./~ for a file of that name")
	}
	home := homeFolder(getenv)
	if home == "" {
		return "", errors.New("begins with ~, the home folder, and there is none here; write the whole path")
	}
	return home + rest, nil
}

// homeFolder is the person's home folder, "" where there is none. The root of the
// disk is none: containers have it as HOME for users without one.
func homeFolder(getenv func(string) string) string {
	home := strings.TrimRight(cmp.Or(getenv("HOME"), getenv("USERPROFILE")), `/\`)
	if !filepath.IsAbs(home) {
		return ""
	}
	return home
}

// homePaths are the paths of --library, which a shell leaves as they are in
// --library=~/own.jsonl.
func homePaths(flags []string, getenv func(string) string) ([]string, error) {
	var paths []string
	for _, path := range flags {
		full, err := homePath(path, getenv)
		if err != nil {
			return nil, wrongUsage("--library %s %w", path, err)
		}
		paths = append(paths, full)
	}
	return paths, nil
}
