package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"precedent/corpus"
)

// lookAgain is how often files are looked at that nobody tells of: network disks do not say that
// somebody else has written to them.
const lookAgain = 30 * time.Second

// filesAsTheyAre says in a line each what some files, and those in some folders, are now: their sizes
// times and who may read them, behind links. One that is gone has none of these.
func filesAsTheyAre(paths []string) string {
	files, err := libraryFiles(paths)
	if err != nil {
		files = corpus.NameFiles(paths)
	}
	var lines []string
	for _, file := range files {
		path := file.Path
		line := path
		if info, err := os.Stat(path); err == nil {
			target, _ := filepath.EvalSymlinks(path)
			line = fmt.Sprint(path, "\x00", target, " ", info.Size(), " ", info.ModTime().UnixNano(), " ", info.Mode())
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// firstChanged is the first file that is not the same in two of those texts.
func firstChanged(before, now string) string {
	had := strings.Split(before, "\n")
	for _, line := range strings.Split(now, "\n") {
		if !slices.Contains(had, line) {
			path, _, _ := strings.Cut(line, "\x00")
			return path
		}
	}
	return ""
}

// watchFiles tells when something happens in some folders or those of some files, behind links too, and every
// so often besides: whoever is told looks what has changed. Folders that are made later are watched too. It
// ends with ctx.
func watchFiles(ctx context.Context, lg *slog.Logger, paths []string) <-chan struct{} {
	changed := make(chan struct{}, 1)
	told := func() { tellOnce(changed) }
	events, errs := make(chan fsnotify.Event), make(chan error)
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		lg.Warn("precedent: the library is looked at now and then only", "every", lookAgain, "err", err)
	} else {
		events, errs = watcher.Events, watcher.Errors
	}
	failed := map[string]bool{}
	watch := func() {
		if watcher == nil {
			return
		}
		for _, folder := range foldersOf(paths) { // a file that another takes the place of is no longer watched, its folder is
			if err := watcher.Add(folder); err != nil && !failed[folder] {
				failed[folder] = true
				lg.Warn("precedent: a folder of the library is looked at now and then only", "folder", folder, "every", lookAgain, "err", cause(err))
			}
		}
	}
	watch()
	go func() {
		if watcher != nil {
			defer watcher.Close()
		}
		again := time.NewTicker(lookAgain)
		defer again.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case event := <-events:
				if mayBeFolder(event) {
					watch() // before it is told: what is written there from now on is an event again
				}
				told()
			case <-errs: // some events were lost
				watch()
				told()
			case <-again.C:
				watch()
				told()
			}
		}
	}()
	return changed
}

// mayBeFolder tells whether something was made that other folders may have to be watched for: a folder,
// or a link, which may lead elsewhere than before.
func mayBeFolder(event fsnotify.Event) bool {
	if !event.Has(fsnotify.Create) {
		return false
	}
	info, err := os.Lstat(event.Name)
	return err == nil && (info.IsDir() || info.Mode()&fs.ModeSymlink != 0)
}
