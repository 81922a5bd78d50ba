// Package shelf keeps the indexes of large libraries: it knows where the index of some files stands,
// tells whether it still fits them, and has it made where it does not. What an index says is the
// business of package rank, and how it is kept in a file that of package indexfile.
//
// An index stands in a folder of its own, under a name made from the paths of the files. It fits as
// long as the sizes and times of the files are what they were, and the program would make the same
// of them. That the contents are the same is looked at in the background, since it takes far longer
// than to open an index.
package shelf

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"precedent/corpus"
	"precedent/recommend/indexfile"
	"precedent/recommend/rank"
)

// How long what nobody needs any more is kept.
const (
	keepUnused = 90 * 24 * time.Hour // an index, since it was opened last
	keepParts  = 24 * time.Hour      // what a process that was killed was writing
)

const (
	indexEnding = ".index"
	partEnding  = ".part"
)

// sourceSection is the section of an index that says what it was made from.
const sourceSection = "source"

// source is what an index was made from.
type source struct {
	Sums    []string       `json:"sums"` // SHA-256 of the files
	Counts  []Count        `json:"counts"`
	Refused []corpus.Fault `json:"refused,omitempty"`
	Notes   []corpus.Fault `json:"notes,omitempty"`
}

// sourceForm is to be counted up whenever source is made otherwise.
const sourceForm = 2

// Content is what some files hold.
type Content struct {
	Cases          []corpus.Case
	Refused, Notes []corpus.Fault // of the records
	Counts         []Count        // one for each file
}

// Count is how many records one file holds.
type Count struct {
	Path    string `json:"path"` // absolute
	Cases   int    `json:"cases"`
	Refused int    `json:"refused,omitempty"` // records that cannot be used
	Fault   string `json:"fault,omitempty"`   // the first of them
}

// maxFaults is how many faults of each kind an index remembers.
const maxFaults = 10_000

// Options say how libraries are kept.
type Options struct {
	Log     *slog.Logger
	Folder  string // where the indexes stand; "" keeps the index in memory
	Builtin *corpus.Builtins
	// Read reads the cases of all files, in whatever way they are read elsewhere.
	Read func(files []corpus.LibraryFile) (Content, error)
	// Damaged is told when an index turns out to be damaged while it is used; it has been removed
	// by then, unless another has taken its place. nil for nobody.
	Damaged func()
	// Progress is told how far an index has come while it is made; nil for nobody.
	Progress func(stage Stage, done, all int)
	Now      func() time.Time
}

// Stage is what is done while an index is made.
type Stage int

// The stages.
const (
	Reading Stage = iota
	Analysing
	Writing
)

// Library is what some files hold, with its index open.
type Library struct {
	Segment        *rank.Segment
	Refused, Notes []corpus.Fault // of the records
	Counts         []Count        // one for each file
	Built          bool           // the index was made now

	files   []file
	sums    []string
	path    string          // of the index; "" in memory
	index   *indexfile.File // that was opened there
	damaged func()          // nil in memory
}

// file is one of the files as it was when its library was opened.
type file struct {
	corpus.LibraryFile
	size int64
	time time.Time
}

func (f file) String() string {
	return fmt.Sprintf("%s %s %d %d", f.Name, f.Path, f.size, f.time.UnixNano())
}

func look(named []corpus.LibraryFile) ([]file, error) {
	files := make([]file, len(named))
	for i, f := range named {
		whole, err := filepath.Abs(f.Path)
		if err != nil {
			return nil, err
		}
		info, err := os.Stat(whole)
		if err != nil {
			return nil, err
		}
		files[i] = file{corpus.LibraryFile{Path: whole, Name: f.Name}, info.Size(), info.ModTime()}
	}
	return files, nil
}

// key is what an index must have been made with to fit.
func key(files []file) string {
	lines := []string{rank.SegmentKey(), fmt.Sprint("source ", sourceForm)}
	for _, f := range files {
		lines = append(lines, f.String())
	}
	return strings.Join(lines, "\n")
}

// place is where the index of some files stands.
func place(folder string, files []file) string {
	sum := sha256.New()
	for _, f := range files {
		fmt.Fprintln(sum, f.Path)
	}
	return filepath.Join(folder, hex.EncodeToString(sum.Sum(nil)[:12])+indexEnding)
}

// ErrChanged says that a file was written to while it was read.
var ErrChanged = errors.New("was changed while it was read; try again when it is whole")

// ErrNotKept says that an index cannot be written to its folder.
var ErrNotKept = errors.New("the index cannot be kept")

// notKept is an ErrNotKept for a reason.
type notKept struct{ reason error }

func (e notKept) Error() string      { return ErrNotKept.Error() + ": " + e.reason.Error() }
func (e notKept) Unwrap() error      { return e.reason }
func (notKept) Is(target error) bool { return target == ErrNotKept }

// Open opens the index of some files, in which one id stands once, and makes it where there is none that
// fits. Where it cannot be written, that is ErrNotKept.
func Open(ctx context.Context, o Options, named []corpus.LibraryFile) (*Library, error) {
	files, err := look(named)
	if err != nil {
		return nil, err
	}
	l := &Library{files: files}
	if o.Folder == "" {
		return l, l.build(ctx, o, func(write func(*indexfile.Writer) error) (*indexfile.File, error) {
			return indexfile.InMemory(key(files), write)
		})
	}
	path := place(o.Folder, files)
	l.path = path
	l.damaged = func() {
		o.Log.Error("shelf: the index is damaged; it is removed, and made anew the next time", "path", path, "err", l.remove())
		if o.Damaged != nil {
			o.Damaged()
		}
	}
	known, err := indexfile.Open(path, key(files))
	if err == nil {
		if err = l.take(known); err == nil {
			now := o.Now()
			_ = os.Chtimes(path, now, now) // it is still used; where that cannot be noted, it is made again one day
			return l, nil
		}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		o.Log.Info("shelf: the index is made anew", "files", named, "because", err)
	}
	if err := os.MkdirAll(o.Folder, 0o700); err != nil {
		return nil, notKept{err}
	}
	tidy(o.Folder, o.Now())
	return l, l.build(ctx, o, func(write func(*indexfile.Writer) error) (*indexfile.File, error) {
		err := indexfile.Replace(path, key(files), write)
		switch {
		case err != nil && ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			return nil, notKept{err}
		}
		return indexfile.Open(path, key(files))
	})
}

// take takes what an index holds. The file is the library's from then on, or closed.
func (l *Library) take(file *indexfile.File) error {
	data, err := file.Section(sourceSection)
	var from source
	if err == nil {
		err = json.Unmarshal(data, &from)
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	l.Refused, l.Notes, l.Counts, l.sums, l.index = from.Refused, from.Notes, from.Counts, from.Sums, file
	if l.Segment, err = rank.OpenSegment(file); err == nil {
		l.Segment.OnDamage(l.damaged)
	}
	return err
}

// build makes the index.
func (l *Library) build(ctx context.Context, o Options, keep func(write func(*indexfile.Writer) error) (*indexfile.File, error)) error {
	tell := func(stage Stage, done, all int) {
		if o.Progress != nil {
			o.Progress(stage, done, all)
		}
	}
	tell(Reading, 0, 1)
	named := make([]corpus.LibraryFile, len(l.files))
	for i, f := range l.files {
		named[i] = f.LibraryFile
	}
	held, err := o.Read(named)
	if err != nil {
		return err
	}
	from := source{Counts: held.Counts, Refused: held.Refused[:min(len(held.Refused), maxFaults)], Notes: held.Notes[:min(len(held.Notes), maxFaults)]}
	for _, f := range l.files {
		sum, err := sumOf(ctx, f.Path)
		if err != nil {
			return err
		}
		from.Sums = append(from.Sums, sum)
	}
	now, err := look(named)
	if err != nil {
		return err
	}
	for i, f := range now {
		if f.String() != l.files[i].String() {
			return fmt.Errorf("the library %s %w", f.Path, ErrChanged)
		}
	}
	tell(Analysing, 0, len(held.Cases))
	write, err := rank.BuildSegment(ctx, o.Log, o.Builtin.Vocabulary, o.Builtin.Library, held.Cases, func(done, all int) { tell(Writing, done, all) })
	if err != nil {
		return err
	}
	said, err := json.Marshal(from)
	if err != nil {
		return err
	}
	file, err := keep(func(w *indexfile.Writer) error {
		w.Section(sourceSection, said)
		return write(w)
	})
	if err != nil {
		return err
	}
	l.Built = true
	return l.take(file)
}

// sumOf is the SHA-256 of a file.
func sumOf(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, readerFunc(func(p []byte) (int, error) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		return f.Read(p)
	})); err != nil {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// remove removes the index, unless another has taken its place already: one that was made since is
// not to blame.
func (l *Library) remove() error {
	if !l.index.IsAt(l.path) {
		return nil
	}
	if err := os.Remove(l.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the index: %w", err)
	}
	return nil
}

// Same tells whether the contents of the files are still those that the index was made from. It
// reads them whole. Where they are not, the index is removed, so that it is made anew the next time.
// It has to be over before the segment is closed.
func (l *Library) Same(ctx context.Context) (bool, error) {
	for i, f := range l.files {
		sum, err := sumOf(ctx, f.Path)
		if err != nil {
			return false, err
		}
		if i < len(l.sums) && sum == l.sums[i] {
			continue
		}
		return false, l.remove()
	}
	return true, nil
}

// tidy removes indexes that nobody has opened for long, and what was never finished. What cannot be
// removed stays.
func tidy(folder string, now time.Time) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		age := now.Sub(info.ModTime())
		if strings.HasSuffix(e.Name(), indexEnding) && age > keepUnused || strings.HasSuffix(e.Name(), partEnding) && strings.Contains(e.Name(), indexEnding) && age > keepParts {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}
