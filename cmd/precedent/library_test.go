package main

import (
	"testing"
)

func TestLibraryFlags_Typed(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]libraryFlags{
		"": {},
		"--library own.jsonl --library ~/b/c.jsonl": {paths: []string{"own.jsonl", "~/b/c.jsonl"}},
		"--library own.jsonl --only-library":        {paths: []string{"own.jsonl"}, only: true},
		`--library 'our cases.jsonl'`:               {paths: []string{"our cases.jsonl"}},
		`--library 'Ana'\''s $(x).jsonl'`:           {paths: []string{"Ana's \x1b$(x).jsonl"}},
	} {
		if got := f.typed(); got != want {
			t.Errorf("%+v has to be typed %s, want %s", f, got, want)
		}
	}
}
