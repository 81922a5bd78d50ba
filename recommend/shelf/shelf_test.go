package shelf

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/indexfile"
	"precedent/recommend/rank"
	"precedent/recommend/rank/generated"
	"precedent/recommend/rank/ranktest"
)

// bench is a folder with a library file and another for indexes.
type bench struct {
	Options
	file  string
	reads int // times that the file was read
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{file: filepath.Join(t.TempDir(), "own.jsonl")}
	b.Options = Options{
		Log: slog.New(slog.DiscardHandler), Folder: filepath.Join(t.TempDir(), "index"), Builtin: ranktest.Builtin(t),
		Now: func() time.Time { return time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC) },
	}
	b.Read = func(files []corpus.LibraryFile) (held Content, err error) {
		b.reads++
		for _, file := range files {
			f, err := os.Open(file.Path)
			if err != nil {
				return held, err
			}
			defer f.Close()
			if held.Cases, held.Refused, held.Notes, err = corpus.ReadOwn(f, filepath.Base(file.Path), b.Builtin.Vocabulary); err != nil {
				return held, err
			}
			count := Count{Path: file.Path, Cases: len(held.Cases), Refused: len(held.Refused)}
			if count.Refused > 0 {
				count.Fault = held.Refused[0].What
			}
			held.Counts = append(held.Counts, count)
		}
		return held, nil
	}
	return b
}

// write writes so many cases, and one line that is no case.
func (b *bench) write(t *testing.T, n int) {
	t.Helper()
	var text strings.Builder
	for _, c := range generated.Cases(b.Builtin, n) {
		if err := json.NewEncoder(&text).Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	text.WriteString("{broken\n")
	if err := os.WriteFile(b.file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) open(t *testing.T) *Library {
	t.Helper()
	l, err := Open(t.Context(), b.Options, corpus.NameFiles([]string{b.file}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Segment.Close() })
	return l
}

// first is the id of the first case of the file for a problem in the words of one of its cases.
func (b *bench) answer(t *testing.T, l *Library) []string {
	t.Helper()
	e, err := rank.New(b.Log, b.Builtin.Vocabulary, b.Builtin.Library, rank.Options{Segment: l.Segment})
	if err != nil {
		t.Fatal(err)
	}
	c := l.Segment.Case(l.Segment.IDs()[3])
	return ranktest.IDs(ranktest.Answer(t, e, recommend.Request{Problem: c.Problem}))
}

func (b *bench) index(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(b.Folder, "*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("in the folder: %v (%v)", found, err)
	}
	return found[0]
}

func TestOpen_MakesAnIndexOnce(t *testing.T) {
	b := newBench(t)
	b.write(t, 60)
	made := b.open(t)
	want := b.answer(t, made)
	again := b.open(t)
	if !made.Built || again.Built || b.reads != 1 {
		t.Errorf("the index was made the first time: %v, and the second: %v; the file was read %d times", made.Built, again.Built, b.reads)
	}
	if got := b.answer(t, again); !slices.Equal(got, want) || !slices.Contains(got, again.Segment.IDs()[3]) {
		t.Errorf("answers differ: %v, then %v", want, got)
	}
	if len(again.Refused) != 1 || again.Segment.Len() != 60 {
		t.Errorf("%d cases and refused %v", again.Segment.Len(), again.Refused)
	}
	if want := []Count{{b.file, 60, 1, again.Refused[0].What}}; !slices.Equal(made.Counts, want) || !slices.Equal(again.Counts, want) {
		t.Errorf("counted %v, and then %v", made.Counts, again.Counts)
	}
	if same, err := again.Same(t.Context()); !same || err != nil {
		t.Errorf("the file is the same: %v, %v", same, err)
	}
}

func TestOpen_MakesItAnew(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, b *bench){
		"more cases": func(t *testing.T, b *bench) { b.write(t, 61) },
		"touched": func(t *testing.T, b *bench) {
			if err := os.Chtimes(b.file, time.Time{}, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)); err != nil {
				t.Fatal(err)
			}
		},
		"cut off": func(t *testing.T, b *bench) {
			info, err := os.Stat(b.index(t))
			if err == nil {
				err = os.Truncate(b.index(t), info.Size()/2)
			}
			if err != nil {
				t.Fatal(err)
			}
		},
		"of another version": func(t *testing.T, b *bench) {
			data, err := os.ReadFile(b.index(t))
			if err == nil {
				at := strings.Index(string(data), `"key":"segment `) + len(`"key":"segment `)
				data[at]++
				err = os.WriteFile(b.index(t), data, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		},
		"empty": func(t *testing.T, b *bench) {
			if err := os.WriteFile(b.index(t), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"removed": func(t *testing.T, b *bench) {
			if err := os.Remove(b.index(t)); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.write(t, 60)
			before := b.open(t)
			want := b.answer(t, before)
			change(t, b)
			l := b.open(t)
			if !l.Built {
				t.Error("the former index was taken")
			}
			if got := b.answer(t, l); !slices.Contains(got, l.Segment.IDs()[3]) || name != "more cases" && !slices.Equal(got, want) {
				t.Errorf("it answers %v, and before %v", got, want)
			}
			b.index(t) // and nothing else
		})
	}
}

// TestOpen_FailuresLeaveTheIndex has an index fail to be made: the former one stays, and goes on
// serving whoever has it open.
func TestOpen_FailuresLeaveTheIndex(t *testing.T) {
	b := newBench(t)
	b.write(t, 60)
	before := b.open(t)
	want := b.answer(t, before)
	index := b.index(t)
	known, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	b.write(t, 70)
	read := b.Read
	broken := errors.New("the disk is full")
	for name, o := range map[string]Options{
		"reading fails": with(b.Options, func([]corpus.LibraryFile) (Content, error) {
			return Content{}, broken
		}),
		"changed while it is read": with(b.Options, func(files []corpus.LibraryFile) (Content, error) {
			held, err := read(files)
			b.write(t, 71)
			return held, err
		}),
	} {
		b.write(t, 70)
		if _, err := Open(t.Context(), o, corpus.NameFiles([]string{b.file})); !errors.Is(err, broken) && !errors.Is(err, ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Open(stopped, b.Options, corpus.NameFiles([]string{b.file})); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if _, err := Open(t.Context(), b.Options, corpus.NameFiles([]string{b.file + ".gone"})); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if now, err := os.ReadFile(index); err != nil || string(now) != string(known) {
		t.Errorf("the former index is not what it was (%v)", err)
	}
	b.index(t) // and nothing else
	if got := b.answer(t, before); !slices.Equal(got, want) {
		t.Errorf("the open index answers %v, and before %v", got, want)
	}
}

func with(o Options, read func([]corpus.LibraryFile) (Content, error)) Options {
	o.Read = read
	return o
}

// TestOpen_DamageInTheMiddle changes bytes of an index that are only read when they are asked for:
// the answer is an error, and the index is made anew the next time.
func TestOpen_DamageInTheMiddle(t *testing.T) {
	b := newBench(t)
	b.write(t, 60)
	want := b.answer(t, b.open(t))
	path := b.index(t)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	record := strings.Index(string(data), `"id":"generated/0000003"`)
	for _, at := range []int{record, record - 2000} { // a record, and what is known of cases
		b.open(t)
		changed := slices.Clone(data)
		for i := range 1500 {
			changed[at+i] ^= 0xff
		}
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		told := 0
		o := b.Options
		o.Damaged = func() { told++ }
		l, err := Open(t.Context(), o, corpus.NameFiles([]string{b.file}))
		if err != nil || l.Built {
			t.Fatalf("the damage was noticed at once: %v", err)
		}
		e, err := rank.New(b.Log, b.Builtin.Vocabulary, b.Builtin.Library, rank.Options{Segment: l.Segment})
		if err != nil {
			t.Fatal(err)
		}
		problem := "small firms win public tenders of the city"
		for _, id := range l.Segment.IDs() {
			l.Segment.Case(id)
		}
		if _, err := e.Recommend(t.Context(), recommend.Request{Problem: problem}, 10); !errors.Is(err, indexfile.ErrDamaged) || told != 1 {
			t.Errorf("at %d: %v, told %d times", at, err, told)
		}
		e.Close()
		if l := b.open(t); !l.Built || !slices.Equal(b.answer(t, l), want) {
			t.Errorf("at %d: it was not made anew", at)
		}
		if data, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
}

// TestLibrary_Same changes a file so that its size and time stay.
func TestLibrary_Same(t *testing.T) {
	b := newBench(t)
	b.write(t, 60)
	info, err := os.Stat(b.file)
	if err != nil {
		t.Fatal(err)
	}
	b.open(t)
	data, err := os.ReadFile(b.file)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(b.file, []byte(strings.Replace(string(data), `"year":20`, `"year":19`, 1)), 0o600), os.Chtimes(b.file, info.ModTime(), info.ModTime())); err != nil {
		t.Fatal(err)
	}
	l := b.open(t)
	if l.Built {
		t.Error("the index was made anew, though size and time are the same")
	}
	if same, err := l.Same(t.Context()); same || err != nil {
		t.Errorf("the file is the same: %v, %v", same, err)
	}
	if !b.open(t).Built {
		t.Error("the index was not made anew, though the contents were found to differ")
	}
}

// TestLibrary_LeavesAFreshIndex has what is known of a former index not touch the one that took its place.
func TestLibrary_LeavesAFreshIndex(t *testing.T) {
	b := newBench(t)
	b.write(t, 60)
	told := 0
	b.Damaged = func() { told++ }
	former := b.open(t)
	b.write(t, 61)
	fresh := b.open(t)
	if same, err := former.Same(t.Context()); same || err != nil {
		t.Errorf("the file is that of the former index: %v, %v", same, err)
	}
	former.damaged()
	if told != 1 {
		t.Errorf("the damage was told %d times", told)
	}
	if !fresh.index.IsAt(b.index(t)) || b.open(t).Built {
		t.Error("the fresh index was removed")
	}
	fresh.damaged()
	if !b.open(t).Built {
		t.Error("a damaged index was not removed")
	}
}

func TestOpen_InMemory(t *testing.T) {
	b := newBench(t)
	b.write(t, 60)
	want := b.answer(t, b.open(t))
	b.Folder = ""
	if l := b.open(t); !slices.Equal(b.answer(t, l), want) {
		t.Error("an index in memory answers otherwise")
	}
}

func TestOpen_BuiltinIDs(t *testing.T) {
	b := newBench(t)
	data, err := json.Marshal(b.Builtin.Library.Cases()[0])
	if err == nil {
		err = os.WriteFile(b.file, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), b.Options, corpus.NameFiles([]string{b.file})); !errors.Is(err, rank.ErrBuiltinIDs) {
		t.Errorf("a case with the id of a built-in one: %v", err)
	}
}

func TestTidy(t *testing.T) {
	b := newBench(t)
	now := b.Now()
	if err := os.MkdirAll(b.Folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, age := range map[string]time.Duration{
		"used.index": keepUnused - time.Hour, "unused.index": keepUnused + time.Hour,
		"a.index.1.part": time.Hour, "b.index.2.part": keepParts + time.Hour,
		"precedent.db": 10 * keepUnused, "letter.part": 10 * keepUnused,
	} {
		path := filepath.Join(b.Folder, name)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, now.Add(-age), now.Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	tidy(b.Folder, now)
	entries, err := os.ReadDir(b.Folder)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if want := []string{"a.index.1.part", "letter.part", "precedent.db", "used.index"}; !slices.Equal(left, want) {
		t.Errorf("left are %v", left)
	}
}
