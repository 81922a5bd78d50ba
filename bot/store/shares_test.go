package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestShares_InAChannel(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	for i, share := range []Share{
		{Channel: "C1", Case: "a", By: "U1", TS: "1.1", Link: "https://example.slack.com/1"},
		{Channel: "C2", Case: "a", By: "U2"}, {Channel: "C1", Case: "a", By: "U3", TS: "1.3"},
	} {
		if err := s.AddShare(t.Context(), share); err != nil {
			t.Fatal(i, err)
		}
		c.pass(time.Hour)
	}
	got := must(s.SharedIn(t.Context(), "C1", []string{"a", "b"}))(t)
	want := map[string]Share{"a": {Channel: "C1", Case: "a", By: "U3", At: c.at.Add(-time.Hour), TS: "1.3"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := must(s.SharedIn(t.Context(), "C1", nil))(t); len(got) > 0 {
		t.Errorf("of no case: %v", got)
	}
}

// TestShares_Public: what was shared in private is told nowhere else.
func TestShares_Public(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	for _, share := range []Share{
		{Channel: "C1", Case: "a", By: "U1", Public: true}, {Channel: "C2", Case: "b", By: "U1", Public: true},
		{Channel: "C1", Case: "a", By: "U2", Public: true}, {Channel: "G1", Case: "secret", By: "U2"},
	} {
		if err := s.AddShare(t.Context(), share); err != nil {
			t.Fatal(err)
		}
		c.pass(time.Hour)
	}
	var got []string
	for _, share := range must(s.PublicShares(t.Context(), 5))(t) {
		got = append(got, share.Case+" "+share.By)
	}
	if diff := cmp.Diff([]string{"a U2", "b U1"}, got); diff != "" {
		t.Error(diff)
	}
}
