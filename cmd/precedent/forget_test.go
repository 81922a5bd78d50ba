package main

import (
	"strings"
	"testing"
)

func TestForget(t *testing.T) {
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"a person":   {[]string{"--user", "U2"}, "removed: 1 saved cases, 0 notes on others' saved cases, 0 shares, 2 pieces of feedback"},
		"a channel":  {[]string{"--channel", "C1"}, "removed: 1 saved cases, 0 notes on others' saved cases, 0 shares, 2 pieces of feedback"},
		"everything": {[]string{"--team"}, "removed: 2 saved cases, 0 notes on others' saved cases, 0 shares, 3 pieces of feedback"},
	} {
		t.Run(name, func(t *testing.T) {
			code, said := command(t, kept(t), append([]string{"forget"}, tc.args...)...)
			if code != exitDone || !strings.Contains(said, tc.want) {
				t.Errorf("%d: %s", code, said)
			}
		})
	}
	for _, args := range [][]string{nil, {"--team", "--user", "U1"}} {
		if code, said := command(t, kept(t), append([]string{"forget"}, args...)...); code != exitUsage || !strings.Contains(said, "one of --user ID") {
			t.Errorf("%v: %d, %s", args, code, said)
		}
	}
}
