package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"precedent/bot"
	"precedent/corpus"
	"precedent/recommend/rank"
)

// How changed libraries are taken in.
const (
	settleFor = time.Second         // without a change, before files count as whole
	retireIn  = 2 * bot.LongestWork // before an engine is closed that no longer answers: longer than any work that began with it
)

// live takes the files of libraries in when they change, while the bot answers.
type live struct {
	log    *slog.Logger
	paths  []string
	settle time.Duration
	load   func(context.Context) (*rank.Engine, func() error, error)
	// took is told of the new engine. What it answers from is closed retire after the next one was.
	took   func(context.Context, *rank.Engine)
	retire func(close func() error)
}

// run looks at the files whenever something may have changed, until ctx ends. again takes them in
// whatever they look like. asTheyAre is what they were when the engine was made that answers now,
// which done closes.
func (l *live) run(ctx context.Context, changed, again <-chan struct{}, asTheyAre string, done func() error) {
	for {
		anyway := false
		select {
		case <-ctx.Done():
			if err := done(); err != nil {
				l.log.Error("precedent: the engine is not closed", "err", err)
			}
			return
		case <-changed:
		case <-again:
			anyway = true
		}
		now := filesAsTheyAre(l.paths)
		if now == asTheyAre && !anyway {
			continue
		}
		now, ok := l.whole(ctx, now)
		if !ok {
			continue // ctx has ended
		}
		asTheyAre = now // also where they cannot be taken in: they are tried again when they change
		start := time.Now()
		engine, its, err := l.takeIn(ctx)
		if ctx.Err() != nil {
			continue
		}
		if err != nil {
			l.log.Error("precedent: the changed library is not taken in; the former one goes on answering", "err", err)
			continue
		}
		l.took(ctx, engine)
		l.log.Info("precedent: the changed library is taken in", "cases", engine.Library().Len(), "ms", time.Since(start).Milliseconds())
		l.retire(done)
		done = its
	}
}

// whole waits until the files no longer change, and returns what they are then.
func (l *live) whole(ctx context.Context, now string) (then string, ok bool) {
	for {
		select {
		case <-ctx.Done():
			return "", false
		case <-time.After(l.settle):
		}
		if then = filesAsTheyAre(l.paths); then == now {
			return then, true
		}
		now = then
	}
}

// takeIn makes an engine of the files as they are. A panic in that is an error.
func (l *live) takeIn(ctx context.Context) (e *rank.Engine, done func() error, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	files, err := libraryFiles(l.paths)
	if err != nil {
		return nil, nil, err
	}
	for _, file := range files {
		if err := endsWhole(file.Path); err != nil {
			return nil, nil, err
		}
	}
	return l.load(ctx)
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
