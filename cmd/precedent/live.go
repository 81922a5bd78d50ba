package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"precedent/bot"
	"precedent/corpus"
	"precedent/recommend/rank"
	"precedent/recommend/shelf"
)

// How changed libraries are taken in.
const (
	settleFor    = time.Second         // without a change, before files count as whole
	settleAtMost = 30 * time.Second    // before files that change all the time are taken in as they are
	goneFor      = lookAgain           // before the cases of a file are taken out that is gone from a folder: it may be on its way back
	retryAtMost  = 16 * lookAgain      // between tries to take files in that cannot be; the first is after lookAgain
	retireIn     = 2 * bot.LongestWork // before an engine is closed that no longer answers: longer than any work that began with it
	maxFormer    = 2                   // engines that no longer answer and are not yet closed
)

// serving is an engine with what it was made of.
type serving struct {
	engine *rank.Engine
	close  func() error
	files  []shelf.Count
}

// live takes the files of libraries in when they change, while the bot answers.
type live struct {
	log   *slog.Logger
	paths []string
	// load makes an engine of the files, unless one has collapsed since they held what is served now.
	load func(ctx context.Context, former []shelf.Count) (serving, error)
	// took is told of the new engine. What it answers from is closed retire after the next one was.
	took   func(context.Context, *rank.Engine)
	retire func(close func() error)
	now    func() time.Time
	after  func(time.Duration) <-chan time.Time
}

// run looks at the files whenever something may have changed, until ctx ends. again takes them in
// whatever they look like. asTheyAre is what they were when the engine was made that answers now.
func (l *live) run(ctx context.Context, changed, again <-chan struct{}, asTheyAre string, serves serving) {
	var (
		due    bool             // they are to be taken in whatever they look like
		failed string           // why they were not the last time
		pause  time.Duration    // before that is tried again
		later  <-chan time.Time // tells that something is to be looked at again
		open   int              // former engines that are not closed
		closed = make(chan struct{}, maxFormer)
		gone   = map[string]time.Time{} // files that are gone, and since when
	)
	for {
		select {
		case <-ctx.Done():
			if err := serves.close(); err != nil {
				l.log.Error("precedent: the engine is not closed", "err", err)
			}
			return
		case <-changed:
		case <-again:
			due, failed, pause = true, "", 0
		case <-later:
			later, due = nil, due || failed != ""
		case <-closed:
			open--
			continue
		}
		if !due && filesAsTheyAre(l.paths) == asTheyAre {
			maps.DeleteFunc(gone, func(path string, _ time.Time) bool {
				_, err := os.Stat(path)
				return err == nil // it is back, as it was
			})
			l.log.Debug("precedent: the library is as it was")
			continue
		}
		for open == maxFormer && ctx.Err() == nil {
			l.log.Info("precedent: the library has changed; it is taken in when what began with former ones is done")
			select {
			case <-ctx.Done():
			case <-closed:
				open--
			}
		}
		now, ok := l.settled(ctx)
		if !ok {
			continue // ctx has ended
		}
		files, err := wholeFiles(l.paths)
		if err == nil {
			if wait := l.missing(files, serves.files, gone); wait > 0 {
				later = l.after(wait)
				continue
			}
		}
		asTheyAre, due = now, false
		start := l.now()
		var next serving
		if err == nil {
			next, err = l.takeIn(ctx, serves.files)
		}
		if ctx.Err() != nil {
			if err == nil {
				_ = next.close()
			}
			continue
		}
		if err != nil {
			level := slog.LevelError
			if err.Error() == failed {
				level = slog.LevelDebug // said already
			}
			l.log.Log(ctx, level, "precedent: the changed library is not taken in; the former one goes on answering", "err", err)
			failed, pause = err.Error(), min(max(lookAgain, 2*pause), retryAtMost)
			later = l.after(pause) // what stands in the way may go without a change of the files
			continue
		}
		l.took(ctx, next.engine)
		l.log.Info("precedent: the changed library is taken in", "cases", next.engine.Library().Len(), "ms", l.now().Sub(start).Milliseconds())
		for _, path := range slices.Sorted(maps.Keys(gone)) {
			l.log.Warn("precedent: the cases of a file that is gone are taken out", "file", path)
		}
		clear(gone)
		former := serves.close
		open++
		l.retire(func() error {
			defer func() { closed <- struct{}{} }()
			return former()
		})
		serves, failed, pause, later = next, "", 0, nil
	}
}

// settled waits until the files no longer change, or have changed for too long, and returns what they
// are then.
func (l *live) settled(ctx context.Context) (then string, ok bool) {
	now, since := filesAsTheyAre(l.paths), l.now()
	for {
		select {
		case <-ctx.Done():
			return "", false
		case <-l.after(settleFor):
		}
		if then = filesAsTheyAre(l.paths); then == now {
			return then, true
		}
		if l.now().Sub(since) >= settleAtMost {
			l.log.Warn("precedent: a file of the library changes all the time; it is taken in as it is now", "file", firstChanged(now, then))
			return then, true
		}
		now = then
	}
}

// missing tells how long to wait for files that held cases and are no longer there, and remembers
// since when they are gone.
func (l *live) missing(files []corpus.LibraryFile, held []shelf.Count, gone map[string]time.Time) (wait time.Duration) {
	there := map[string]bool{}
	for _, file := range files {
		there[whole(file.Path)] = true
	}
	maps.DeleteFunc(gone, func(path string, _ time.Time) bool { return there[path] })
	for _, file := range held {
		if file.Cases == 0 || there[file.Path] {
			continue
		}
		since, known := gone[file.Path]
		if !known {
			since = l.now()
			gone[file.Path] = since
			l.log.Warn("precedent: a file of the library is gone; its cases are taken out if it does not come back", "file", file.Path, "within", goneFor)
		}
		wait = max(wait, since.Add(goneFor).Sub(l.now()))
	}
	return wait
}

// takeIn makes an engine of the files as they are. A panic in that is an error.
func (l *live) takeIn(ctx context.Context, former []shelf.Count) (s serving, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return l.load(ctx, former)
}

// wholeFiles are the files that some paths lead to, which all have to end with a whole line.
func wholeFiles(paths []string) ([]corpus.LibraryFile, error) {
	files, err := libraryFiles(paths)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if err := endsWhole(file.Path); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// endsWhole tells whether a file ends with a whole line: somebody may still be writing it, or have
// given up.
func endsWhole(path string) error {
	f, err := openRegular(path)
	if err != nil {
		return fmt.Errorf("%s cannot be opened (%w)", path, cause(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	from := max(0, info.Size()-corpus.MaxOwnLine)
	end, err := io.ReadAll(io.NewSectionReader(f, from, info.Size()-from))
	if err != nil {
		return fmt.Errorf("%s cannot be read (%w)", path, cause(err))
	}
	last := end[bytes.LastIndexByte(end, '\n')+1:]
	if len(bytes.TrimSpace(last)) > 0 && !json.Valid(last) {
		return fmt.Errorf("%s ends in the middle of a line; write it beside and move it into its place", path)
	}
	return nil
}

// hangUps tells of each SIGHUP, by which programs are told to read their files again, and of what
// else asks for that.
func hangUps(ctx context.Context, also <-chan struct{}) <-chan struct{} {
	signals, again := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, syscall.SIGHUP)
	go func() {
		defer signal.Stop(signals)
		for {
			select {
			case <-ctx.Done():
				return
			case <-signals:
			case <-also:
			}
			select {
			case again <- struct{}{}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return again
}
