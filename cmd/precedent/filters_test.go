package main

import (
	"slices"
	"testing"

	"precedent/recommend"
)

// TestFilters_AreThoseOfTheEngine holds the rows of filters against what can be typed
// inside a problem.
func TestFilters_AreThoseOfTheEngine(t *testing.T) {
	t.Parallel()
	got := mapped(filters, func(f filter) string { return f.name })
	want := slices.Clone(recommend.FilterFields)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("filters has rows for %q, recommend.FilterFields names %q", got, want)
	}
}
