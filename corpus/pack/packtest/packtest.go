// Package packtest holds files that are prepared by package pack against what they must be.
// It is for tests, and nothing that is built into the program imports it.
package packtest

import (
	"bytes"
	"os"
	"testing"
)

// UpToDate holds a prepared file in the folder of a test against the bytes that it must
// have. With update it writes them instead.
func UpToDate(tb testing.TB, update bool, name string, want []byte) {
	tb.Helper()
	if update {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			tb.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		tb.Errorf("%s is out of date (%d bytes, now %d); go test here with -update writes it anew", name, len(got), len(want))
	}
}
