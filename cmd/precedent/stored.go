package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"precedent/corpus"
	"precedent/recommend/rank"
	"precedent/recommend/shelf"
)

// storedFrom is how many bytes of people's own cases are analysed at each start, some six hundred
// records, which takes a third of a second: of more, the largest files are kept in an index on disk.
const storedFrom = 256 << 10

// large parts files into those that are kept in an index on disk and those that are read at each
// start, each in the order in which they were named. What is no file, or cannot be looked at, is
// read, which says what is wrong.
func large(files []corpus.LibraryFile) (stored, read []corpus.LibraryFile) {
	size := map[corpus.LibraryFile]int64{}
	var sum int64
	for _, file := range files {
		if info, err := os.Stat(file.Path); err == nil && info.Mode().IsRegular() {
			size[file] = info.Size()
			sum += info.Size()
		}
	}
	bySize := slices.SortedStableFunc(slices.Values(files), func(a, b corpus.LibraryFile) int { return cmp.Compare(size[b], size[a]) })
	apart := map[corpus.LibraryFile]bool{}
	for _, file := range bySize {
		if sum <= storedFrom {
			break
		}
		apart[file] = true
		sum -= size[file]
	}
	for _, file := range files {
		if apart[file] {
			stored = append(stored, file)
		} else {
			read = append(read, file)
		}
	}
	return stored, read
}

// storing says how large libraries are kept.
type storing struct {
	log    *slog.Logger
	warn   func(format string, args ...any) // tells a person what is not as it should be
	folder string                           // for the indexes; "" for none
	stderr io.Writer                        // told how far an index has come
	// damaged is told that an index has to be made anew; nil for nobody.
	damaged func()
	// former is what the files held that are served now, nil for none: see collapsed.
	former []shelf.Count
}

// readError is why files could not be read that are to be kept in an index. It names the one.
type readError struct{ error }

func (e readError) Unwrap() error { return e.error }

// withStored is loadLibrary, with the cases of large files in an index on disk, which is made now
// where there is none that fits. Files that have collapsed are an error.
func withStored(ctx context.Context, st storing, paths []string, only bool) (loaded, error) {
	l, err := readOrStored(ctx, st, paths, only)
	if err == nil {
		if err = collapsed(st.former, l.counts); err != nil && l.segment != nil {
			err = errors.Join(err, l.segment.Close())
		}
	}
	if err != nil {
		return loaded{}, err
	}
	return l, nil
}

// readOrStored is withStored for files that hold whatever they hold.
func readOrStored(ctx context.Context, st storing, paths []string, only bool) (loaded, error) {
	files, err := libraryFiles(paths)
	if err != nil {
		return loaded{}, err
	}
	stored, read := large(files)
	if len(stored) == 0 {
		return loadBeside(ctx, nil, files, only)
	}
	b, err := corpus.Builtin()
	if err != nil {
		return loaded{}, err
	}
	tell, done := indexing(st.stderr)
	defer done()
	o := shelf.Options{
		Log: st.log, Folder: st.folder, Builtin: b, Progress: tell, Damaged: st.damaged, Now: time.Now,
		Read: func(files []corpus.LibraryFile) (shelf.Content, error) {
			l, err := readLibrary(files, true, nil)
			if err == nil {
				err = collapsed(st.former, l.counts) // before the long work of analysing them
			}
			if err != nil {
				return shelf.Content{}, readError{err}
			}
			return shelf.Content{Cases: l.library.Cases(), Refused: l.refused, Notes: l.notes, Counts: l.counts}, nil
		},
	}
	kept, err := interruptible(ctx, func() (*shelf.Library, error) { return openStored(ctx, st, o, stored) })
	if errors.Is(err, rank.ErrBuiltinIDs) || errors.Is(err, errNoCase) {
		// All are held in memory where they are cases of the built-in library, as measuring has them, and
		// where there are none.
		return loadBeside(ctx, nil, files, only)
	}
	if unread := (readError{}); errors.As(err, &unread) || errors.Is(err, shelf.ErrChanged) {
		return loaded{}, err
	} else if err != nil {
		return loaded{}, fmt.Errorf("there is no index of %s, since it cannot be made (%w)", strings.Join(mapped(stored, func(f corpus.LibraryFile) string { return quotedPath(f.Path) }), ", "), err)
	}
	l := loaded{vocabulary: b.Vocabulary, library: b.Library, builtin: b.Library.Len()}
	if len(read) > 0 || only {
		l, err = loadBeside(ctx, kept.Segment, read, only)
		if err != nil {
			return loaded{}, errors.Join(err, kept.Segment.Close())
		}
	}
	l = l.holding(l.library.With(kept.Segment))
	l.segment = kept.Segment
	l.counts = slices.Concat(kept.Counts, l.counts)
	l.refused, l.notes = slices.Concat(kept.Refused, l.refused), slices.Concat(kept.Notes, l.notes)
	l.same = kept.Same
	return l, nil
}

// openStored opens the index of files. Where it cannot be written to its folder, it is kept in memory.
func openStored(ctx context.Context, st storing, o shelf.Options, files []corpus.LibraryFile) (*shelf.Library, error) {
	l, err := shelf.Open(ctx, o, files)
	if !errors.Is(err, shelf.ErrNotKept) {
		return l, err
	}
	st.warn("the index of the library is made anew at each start, since it cannot be kept in %s (%v)", o.Folder, cause(err))
	o.Folder = ""
	return shelf.Open(ctx, o, files)
}

// What is told of an index while it is made.
var indexStages = map[shelf.Stage]string{shelf.Reading: "reading the library", shelf.Analysing: "analysing the library, once", shelf.Writing: "writing its index"}

// indexing tells a terminal how far an index has come.
func indexing(stderr io.Writer) (tell func(stage shelf.Stage, done, all int), done func()) {
	line, done := progress(stderr)
	return func(stage shelf.Stage, n, all int) {
		text := indexStages[stage]
		switch stage {
		case shelf.Analysing:
			text += fmt.Sprintf(", %d cases", all)
		case shelf.Writing:
			text += fmt.Sprintf(", %d %%", 100*n/max(1, all))
		}
		line(text)
	}, done
}
