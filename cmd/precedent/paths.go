package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
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

// libraryOut says what is wrong with the name of a library that is to be written.
func libraryOut(out string) error {
	if !strings.HasSuffix(out, libraryEnding) {
		return wrongUsage("--out is %q; the name of a library ends in %s", out, libraryEnding)
	}
	return nil
}

// standsAt tells whether there is a file where one is to be written. What else may stand there is an
// error.
func standsAt(out string) (bool, error) {
	switch info, err := os.Stat(out); {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("%s cannot be written (%w); name another file with --out", out, cause(err))
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("%s %w; name a file with --out", out, &kindError{info.Mode()})
	}
	return true, nil
}

// kindError is for what is no file with an end, such as a folder, a pipe or a
// device.
type kindError struct{ mode fs.FileMode }

func (e *kindError) Error() string { return "is " + e.what() }

// what names the kind of thing.
func (e *kindError) what() string {
	switch {
	case e.mode.IsDir():
		return "a folder"
	case e.mode&fs.ModeNamedPipe != 0:
		return "a pipe, which may never end"
	case e.mode&fs.ModeSocket != 0:
		return "a socket"
	case e.mode&fs.ModeDevice != 0:
		return "a device, which may never end"
	}
	return "no file"
}

// openRegular opens a file to read. What is no ordinary file is a *kindError and is
// never opened: opening or reading a pipe waits for a writer, and nothing could end
// the program meanwhile.
func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, syscall.ELOOP):
		return nil, errors.New("its links lead in a circle")
	case err != nil:
		return nil, fmt.Errorf("look at it: %w", err)
	case !info.Mode().IsRegular():
		return nil, &kindError{info.Mode()}
	}
	// Not to wait, should a pipe have taken the file's place since.
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

// readFrom reads an ordinary file. what says what it holds.
func readFrom[T any](path, what string, read func(in io.Reader, name string) (T, error)) (T, error) {
	in, err := openRegular(path)
	if err != nil {
		var none T
		return none, fmt.Errorf("open the %s %s: %w", what, path, err)
	}
	defer in.Close()
	return read(in, path)
}

// behindLinks is the file that a path leads to.
func behindLinks(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	return path
}
