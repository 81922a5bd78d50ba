//go:build linux || darwin

package store

import (
	"os"
	"syscall"
	"testing"
)

// TestSave_NoHandleLeft: where the process may open nothing more, saves go on.
func TestSave_NoHandleLeft(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &before); err != nil {
		t.Fatal(err)
	}
	next, err := os.Open(os.DevNull) // the lowest number that is free
	if err != nil {
		t.Fatal(err)
	}
	few := before
	few.Cur = uint64(next.Fd())
	next.Close()
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &few); err != nil {
		t.Fatal(err)
	}
	f, opened := os.Open(os.DevNull)
	faults := saveAtOnce(t.Context(), s, 300, func() {})
	_, read := s.List(t.Context(), "C1")
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &before); err != nil {
		t.Fatal(err)
	}
	if opened == nil {
		f.Close()
		t.Fatal("there was a handle left")
	}
	if len(faults) > 0 {
		t.Errorf("%d failed, the first: %v", len(faults), faults[0])
	}
	if read != nil {
		t.Errorf("the list cannot be read: %v", read)
	}
}
