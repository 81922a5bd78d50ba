package indexfile

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

const testKey = "made from this"

func writeTest(w *Writer) error {
	w.Section("words", []byte("one two three"))
	w.Section("none", nil)
	w.List("cases", 100, func(i int, room []byte) []byte { return fmt.Appendf(room, "case %d", i) })
	w.List("empty", 0, nil)
	return nil
}

func check(f *File) error {
	for name, want := range map[string]string{"words": "one two three", "none": ""} {
		if got, err := f.Section(name); err != nil || string(got) != want {
			return fmt.Errorf("%s is %q (%w)", name, got, err)
		}
	}
	for name, want := range map[string]int{"cases": 100, "empty": 0} {
		l, err := f.List(name)
		if err != nil {
			return err
		}
		if l.Len() != want {
			return fmt.Errorf("%s has %d values", name, l.Len())
		}
		for i := range l.Len() {
			if got, err := l.At(i); err != nil || string(got) != fmt.Sprintf("case %d", i) {
				return fmt.Errorf("value %d is %q (%w)", i, got, err)
			}
		}
	}
	return nil
}

func TestFile_ReadsWhatWasWritten(t *testing.T) {
	inMemory, err := InMemory(testKey, writeTest)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "index")
	if err := Replace(path, testKey, writeTest); err != nil {
		t.Fatal(err)
	}
	onDisk, err := Open(path, testKey)
	if err != nil {
		t.Fatal(err)
	}
	defer onDisk.Close()
	for name, f := range map[string]*File{"memory": inMemory, "disk": onDisk} {
		if err := check(f); err != nil {
			t.Errorf("from %s: %v", name, err)
		}
		for _, missing := range []string{"", "words/none"} {
			if _, err := f.Section(missing); !errors.Is(err, ErrDamaged) {
				t.Errorf("from %s: section %q that is not there: %v", name, missing, err)
			}
		}
		if _, err := f.List("words"); !errors.Is(err, ErrDamaged) {
			t.Errorf("from %s: a section read as a list: %v", name, err)
		}
	}
}

// TestFile_NeverReadsWrongly cuts a file off everywhere and changes each of its bytes: what is read
// is an error or what was written.
func TestFile_NeverReadsWrongly(t *testing.T) {
	var data bytes.Buffer
	w := NewWriter(&data, testKey)
	if err := errors.Join(writeTest(w), w.Close()); err != nil {
		t.Fatal(err)
	}
	try := func(what string, data []byte) {
		f, err := New(bytes.NewReader(data), int64(len(data)), testKey)
		if err == nil {
			err = check(f)
		}
		if err == nil {
			t.Errorf("%s: not noticed", what)
		} else if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrForeign) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for n := range data.Len() {
		try(fmt.Sprintf("cut off at %d", n), data.Bytes()[:n])
		changed := slices.Clone(data.Bytes())
		changed[n] ^= 1
		try(fmt.Sprintf("byte %d changed", n), changed)
	}
	_, err := New(bytes.NewReader(data.Bytes()), int64(data.Len()), "made from something else")
	if !errors.Is(err, ErrForeign) {
		t.Errorf("of another key: %v", err)
	}
}

// TestReplace_KeepsTheOldOne has the writing of a file fail: what was there stays, and nothing
// else is left.
func TestReplace_KeepsTheOldOne(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "index")
	if err := Replace(path, testKey, writeTest); err != nil {
		t.Fatal(err)
	}
	open, err := Open(path, testKey)
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	broken := errors.New("no more cases")
	if err := Replace(path, testKey, func(*Writer) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("writing fails: %v", err)
	}
	if again, err := Open(path, testKey); err != nil {
		t.Error(err)
	} else if err := errors.Join(check(again), again.Close()); err != nil {
		t.Error(err)
	}
	if err := Replace(path, "a new key", writeTest); err != nil {
		t.Fatal(err)
	}
	if err := check(open); err != nil {
		t.Errorf("what was open before it was replaced: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left in the folder: %v", left)
	}
}

func FuzzNew(f *testing.F) {
	var data bytes.Buffer
	w := NewWriter(&data, testKey)
	if err := errors.Join(writeTest(w), w.Close()); err != nil {
		f.Fatal(err)
	}
	f.Add(data.Bytes())
	f.Add([]byte(magic + magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := New(bytes.NewReader(data), int64(len(data)), testKey)
		if err != nil {
			return
		}
		for name := range file.table.Sections {
			_, _ = file.Section(name)
			if l, err := file.List(name); err == nil {
				for i := range l.Len() {
					_, _ = l.At(i)
				}
			}
		}
	})
}
