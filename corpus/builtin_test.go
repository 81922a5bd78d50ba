package corpus

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the case files in the form that they have")

func builtin(tb testing.TB) *Builtins {
	tb.Helper()
	b, err := Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// TestBuiltin_Rules holds the whole library against every rule of the record.
func TestBuiltin_Rules(t *testing.T) {
	cases, err := readStrict(os.DirFS("."), builtin(t).Vocabulary)
	if err != nil {
		t.Error(err)
	}
	seeds := map[OptInt]string{}
	var unlinked []string
	for _, c := range cases {
		if c.Seed != 0 {
			if other := seeds[c.Seed]; other != "" {
				t.Errorf("cases %s and %s have the same seed %d", other, c.ID, c.Seed)
			}
			seeds[c.Seed] = c.ID
		}
		if c.URL == "" {
			unlinked = append(unlinked, c.ID)
		}
	}
	if len(cases) < 846 || len(seeds) != 47 {
		t.Errorf("%d cases, %d of them from the first documents; want at least 846, and 47", len(cases), len(seeds))
	}
	if len(unlinked) != 1 {
		t.Errorf("cases without an address: %v, want just one", unlinked)
	}
}

// TestBuiltin_Form keeps every file in the one form that encode writes, so that
// a diff shows what a curator changed and nothing else. With -update it
// rewrites them.
func TestBuiltin_Form(t *testing.T) {
	for _, c := range editedCases(t) {
		want, err := encode(c)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dirCases, c.ID+".json")
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) == string(want) {
			continue
		}
		if *update {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		t.Errorf("%s is not in the form that go test ./corpus -update gives it", name)
	}
}

func TestBuiltin_LibraryIsSorted(t *testing.T) {
	lib := builtin(t).Library
	last := ""
	for _, c := range lib.Cases() {
		if c.ID <= last {
			t.Errorf("%s stands after %s", c.ID, last)
		}
		last = c.ID
		if lib.Case(c.ID).ID != c.ID {
			t.Errorf("Case(%q) finds another case", c.ID)
		}
	}
	if c := lib.Case("no-such-case"); c != nil {
		t.Errorf("Case finds %s, want none", c.ID)
	}
}
