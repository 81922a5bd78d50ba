package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precedent/corpus"
	"precedent/recommend/rank"
	"precedent/recommend/shelf"
)

// libraryFlags say which cases are searched.
type libraryFlags struct {
	paths []string
	only  bool
}

func (f *libraryFlags) addTo(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.paths, "library", nil, "add the cases of the file `PATH`, one JSON object a line, or of such files in the folder PATH (repeatable)")
	cmd.Flags().BoolVar(&f.only, "only-library", false, "show no case of the built-in library")
}

// typed are the flags as they have to be typed once more, "" for none.
func (f *libraryFlags) typed() string {
	var flags []string
	for _, path := range f.paths {
		flags = append(flags, "--library "+quotedPath(path))
	}
	if f.only {
		flags = append(flags, "--only-library")
	}
	return strings.Join(flags, " ")
}

// quotedPath is a path as it has to be typed.
func quotedPath(path string) string {
	if safeName.MatchString(path) {
		return path
	}
	return "'" + strings.ReplaceAll(plain(path), "'", `'\''`) + "'"
}

// loaded is a library as it was read.
type loaded struct {
	vocabulary *corpus.Vocabulary
	library    *corpus.Library
	segment    *rank.Segment   // what of it is kept in an index on disk, nil for nothing
	builtin    int             // cases from inside the binary
	teacher    *corpus.Library // what teaches without being searched, nil for nothing
	refused    []corpus.Fault  // records that cannot be shown
	notes      []corpus.Fault  // what of the others is left out, or read otherwise than it is written
	counts     []shelf.Count   // how many records each file holds
	// same tells whether the files of the index are what it was made from, whatever their sizes and
	// times say; nil without one.
	same func(context.Context) (bool, error)
}

// holding is what was loaded with another library, whose libraries the vocabulary names.
func (l loaded) holding(library *corpus.Library) loaded {
	l.library, l.vocabulary = library, l.vocabulary.Naming(library.Libraries())
	return l
}

func (l loaded) own() int { return l.library.Len() - l.builtin }

// loadLibrary reads the built-in library, unless it is to be left out, and the
// files. A record that cannot be used is left out and told of. It gives up when ctx
// ends: a file may stand on a disk that never answers.
func loadLibrary(ctx context.Context, paths []string, only bool) (loaded, error) {
	files, err := libraryFiles(paths)
	if err != nil {
		return loaded{}, err
	}
	return loadBeside(ctx, nil, files, only)
}

// loadBeside is loadLibrary for files that are read beside a segment, which may be nil.
func loadBeside(ctx context.Context, segment *rank.Segment, files []corpus.LibraryFile, only bool) (loaded, error) {
	return interruptible(ctx, func() (loaded, error) { return readLibrary(files, only, segment) })
}

// errNoCase says that some files hold no case.
var errNoCase = errors.New("there is no case to search")

// readLibrary reads the cases in memory. Those of the segment, which may be nil, have their ids
// already.
func readLibrary(files []corpus.LibraryFile, only bool, segment *rank.Segment) (loaded, error) {
	if only && len(files) == 0 && segment == nil {
		return loaded{}, wrongUsage("--only-library leaves nothing to search; name your own library with --library PATH")
	}
	b, err := corpus.Builtin()
	if err != nil {
		return loaded{}, err
	}
	l := loaded{vocabulary: b.Vocabulary, library: b.Library, builtin: b.Library.Len()}
	if len(files) == 0 && !only {
		return l.holding(l.library), nil
	}
	var cases []corpus.Case
	if only {
		l.builtin, l.teacher = 0, b.Library
	} else {
		cases = slices.Clone(b.Library.Cases())
	}
	taken := map[string]string{} // ids, with the libraries whose cases have them
	for _, c := range cases {
		taken[c.ID] = c.From()
	}
	takenBy := func(id string) string {
		if taken[id] == "" && segment != nil && segment.Has(id) {
			return cmp.Or(segment.Case(id), &corpus.Case{}).From()
		}
		return taken[id]
	}
	for _, file := range files {
		more, refused, notes, err := readOwn(file.Path, b.Vocabulary)
		if err != nil {
			return loaded{}, err
		}
		if file.Renamed() {
			why := "another has the name of its file"
			if file.Called() == corpus.BuiltinName {
				why = fmt.Sprintf("%q is the built-in library", corpus.BuiltinName)
			}
			l.notes = append(l.notes, corpus.Fault{Where: file.Path, What: fmt.Sprintf("is the library %q, since %s", file.Name, why)})
		}
		l.refused, l.notes = append(l.refused, refused...), append(l.notes, notes...)
		l.counts = append(l.counts, countOf(file.Path, more, refused))
		if len(more) == 0 && len(refused) == 0 {
			l.notes = append(l.notes, corpus.Fault{Where: file.Path, What: "holds no case; the file is empty"})
		}
		for _, c := range more {
			if other := takenBy(c.ID); other != "" {
				what := fmt.Sprintf("the id %q belongs to a case of the library %q; give this one another id, or remove the file if it is a copy", c.ID, other)
				l.refused = append(l.refused, corpus.Fault{Where: file.Path, What: what})
				continue
			}
			taken[c.ID], c.Library = file.Name, file.Name
			cases = append(cases, c)
		}
	}
	if len(cases) == 0 && segment == nil {
		what := ""
		if len(l.refused) > 0 {
			what = fmt.Sprintf("; the first fault: %v", l.refused[0])
		}
		return loaded{}, fmt.Errorf("%w in %q%s", errNoCase, mapped(files, func(f corpus.LibraryFile) string { return f.Path }), what)
	}
	library, err := corpus.NewLibrary(cases)
	if err != nil {
		return loaded{}, err
	}
	return l.holding(library), nil
}

// maxLibrary is how many bytes one file of own cases may have.
const maxLibrary = 512 << 20

func readOwn(path string, v *corpus.Vocabulary) (cases []corpus.Case, refused, notes []corpus.Fault, err error) {
	err = openLibrary(path, func(in io.Reader) error {
		cases, refused, notes, err = corpus.ReadOwn(in, path, v)
		return err
	})
	return cases, refused, notes, err
}

// openLibrary has a file of own cases read.
func openLibrary(path string, read func(in io.Reader) error) error {
	const wanted = "name a file with one JSON object a line"
	f, err := openRegular(path)
	var kind *kindError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no library %s; check the path in --library or PRECEDENT_LIBRARY", path)
	case errors.As(err, &kind):
		return fmt.Errorf("the library %s %w; %s", path, err, wanted)
	case err != nil:
		return fmt.Errorf("the library %s cannot be opened (%w)", path, cause(err))
	}
	defer f.Close()
	if isTable, err := tableNotLibrary(path, f); err != nil {
		return fmt.Errorf("the library %s cannot be read (%w)", path, cause(err))
	} else if isTable {
		return fmt.Errorf("the library %s is a table; make a library of it first: precedent import %s", path, quotedPath(path))
	}
	bounded := &io.LimitedReader{R: f, N: maxLibrary + 1}
	err = read(bounded)
	if bounded.N <= 0 {
		return fmt.Errorf("the library %s is longer than %d MB; part it into several", path, maxLibrary>>20)
	}
	return err
}

// opener builds an engine over a library. done gives it back.
type opener func(lg *slog.Logger, l loaded) (e *rank.Engine, done func() error, err error)

// interruptible does what cannot be stopped, and no longer waits for it when ctx
// ends, which is when the program is about to end.
func interruptible[T any](ctx context.Context, do func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := do()
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// startGC is how much the heap may grow, in percent, before it is collected
// while a small library is being indexed. Little of what is made then is
// garbage, and collecting it takes about a tenth of the time of an answer; it
// costs some 15 MB at the peak.
const (
	startGC      = 400
	smallLibrary = 2000 // cases
)

func openEngine(lg *slog.Logger, l loaded) (*rank.Engine, func() error, error) {
	if len(l.library.Cases()) <= smallLibrary && os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(startGC))
	}
	e, err := rank.New(lg, l.vocabulary, l.library, rank.Options{Teacher: l.teacher, Segment: l.segment})
	if err != nil {
		return nil, nil, err
	}
	return e, e.Close, nil
}
