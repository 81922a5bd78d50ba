package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestLook_NoTerminal(t *testing.T) {
	t.Parallel()
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	none := func(string) string { return "" }
	for _, l := range []look{lookOf(&bytes.Buffer{}, none), lookOf(file, none)} {
		if want := (look{width: defaultWidth}); l != want {
			t.Errorf("lookOf = %+v, want %+v", l, want)
		}
	}
	if isTerminal(file) || isTerminal(&bytes.Buffer{}) {
		t.Error("a file or a buffer counts as a terminal")
	}
}

func TestLook_AccentsAndLinks(t *testing.T) {
	t.Parallel()
	dull, able := look{}, look{accents: true, links: true}
	for got, want := range map[string]string{
		dull.bold("a"):                         "a",
		able.bold("a"):                         "\x1b[1ma\x1b[0m",
		able.faint(""):                         "",
		dull.link("https://x.org", "a"):        "a",
		able.link("https://x.org/é b", "a"):    "\x1b]8;;https://x.org/%C3%A9%20b\x1b\\a\x1b]8;;\x1b\\",
		able.link("https://x.org/\x1b\\", "a"): "\x1b]8;;https://x.org/%1B\\\x1b\\a\x1b]8;;\x1b\\",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestShowsLinks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env  map[string]string
		want bool
	}{
		"unknown":        {map[string]string{"TERM": "xterm-256color"}, false},
		"Terminal.app":   {map[string]string{"TERM_PROGRAM": "Apple_Terminal"}, false},
		"console":        {map[string]string{"TERM": "linux"}, false},
		"iTerm":          {map[string]string{"TERM_PROGRAM": "iTerm.app"}, true},
		"GNOME Terminal": {map[string]string{"VTE_VERSION": "7402"}, true},
		"old VTE":        {map[string]string{"VTE_VERSION": "4205"}, false},
		"kitty":          {map[string]string{"TERM": "xterm-kitty"}, true},
		"Windows":        {map[string]string{"WT_SESSION": "1"}, true},
		"tmux in kitty":  {map[string]string{"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, false},
	} {
		if got := showsLinks(func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
