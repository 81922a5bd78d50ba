package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// FileName is the name of the database in its folder.
const FileName = "precedent.db"

// companions are the endings of the files that SQLite has beside a database while it is
// open: the log of writes and its index.
var companions = []string{"-wal", "-shm"}

// ErrGone says that the files that are open are no longer those in the folder: what is
// written now would be lost.
var ErrGone = errors.New("what is kept was moved, removed or replaced")

// ErrStray says that a log of writes is there without what it belongs to. SQLite would
// throw it away, and with it what was saved last, had the file only been moved.
var ErrStray = errors.New("there is a log of what was saved last, but not the file that it belongs to")

// notStray is ErrStray where a path has a log beside it and nothing else.
func notStray(path string) error {
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return nil
	}
	if log, err := os.Stat(path + companions[0]); err == nil && log.Size() > 0 {
		return ErrStray
	}
	return nil
}

// Files are the paths of the database in a folder and of what SQLite has beside it,
// whether they are there or not.
func Files(folder string) []string {
	path := filepath.Join(folder, FileName)
	files := []string{path}
	for _, ending := range companions {
		files = append(files, path+ending)
	}
	return files
}

// openFiles are the files that were there once a database was open.
type openFiles map[string]fs.FileInfo

func filesOpen(names []string) (openFiles, error) {
	open := openFiles{}
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		open[name] = info
	}
	return open, nil
}

// inPlace tells whether the files are still there, and still the same.
func (o openFiles) inPlace() error {
	for name, before := range o {
		now, err := os.Stat(name)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrGone, err)
		}
		if !os.SameFile(before, now) {
			return fmt.Errorf("%w: %s is another file now", ErrGone, name)
		}
	}
	return nil
}

// errNoFile says that there is something else than a file.
var errNoFile = errors.New("this is no file")

// regular is an error where a path leads to something that is no file, such as a folder
// or a pipe, on which opening would wait.
func regular(path string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", path, errNoFile)
	}
	return info, nil
}

// keepPrivate lets nobody but the owner read or write the files that are there, as far as
// they are this user's to change.
func keepPrivate(files []string) {
	for _, name := range files {
		if info, err := os.Stat(name); err == nil && info.Mode().Perm()&0o077 != 0 {
			_ = os.Chmod(name, 0o600) // who cannot is told by those that look at the modes
		}
	}
}
