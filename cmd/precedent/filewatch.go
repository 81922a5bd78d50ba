package main

import (
	"context"
	"fmt"
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
// so often besides: whoever is told looks what has changed. It ends with ctx.
func watchFiles(ctx context.Context, lg *slog.Logger, paths []string) <-chan struct{} {
	changed := make(chan struct{}, 1)
	told := func() { tellOnce(changed) }
	events, errs := make(chan fsnotify.Event), make(chan error)
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		lg.Warn("precedent: the library is looked at now and then only", "every", lookAgain, "err", err)
	} else {
		events, errs = watcher.Events, watcher.Errors
		for _, folder := range foldersOf(paths) { // a file that another takes the place of is no longer watched, its folder is
			if err := watcher.Add(folder); err != nil {
				lg.Warn("precedent: a folder of the library is looked at now and then only", "folder", folder, "every", lookAgain, "err", cause(err))
			}
		}
	}
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
			case <-events:
				told()
			case <-errs: // some events were lost
				told()
			case <-again.C:
				told()
			}
		}
	}()
	return changed
}
