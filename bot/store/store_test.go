package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestOpen_Private: nobody but the owner can read what is kept.
func TestOpen_Private(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	open(t, folder, newClock())
	for path, want := range map[string]os.FileMode{folder: 0o700, filepath.Join(folder, FileName): 0o600} {
		if got := must(os.Stat(path))(t).Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
	}
}

func TestOpen_Faults(t *testing.T) {
	if _, err := OpenExisting(t.Context(), t.TempDir(), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v for what is not there, want %v", err, os.ErrNotExist)
	}
	inTheWay := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), inTheWay, Options{}); err == nil {
		t.Error("opened a folder that is a file")
	}
	damaged := t.TempDir()
	if err := os.WriteFile(filepath.Join(damaged, FileName), bytes.Repeat([]byte("damaged "), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), damaged, Options{}); err == nil {
		t.Error("opened a file that is no database")
	}
}
