package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// look is how an answer may look where it is printed. Its zero value, but for
// the width, is plain text.
type look struct {
	width   int    // columns
	accents bool   // bold and faint
	links   bool   // titles as hyperlinks
	program string // how it was called, for advice; "" is programName
	library string // the flags that name the library that was searched, as they are to be typed again
}

// The widths of an answer, in columns.
const (
	defaultWidth  = 80
	maxWidth      = 100 // of what a terminal's own width makes; longer lines are hard to read
	minWidth      = 20
	maxAskedWidth = 1000 // of what COLUMNS asks for
)

// lookOf finds out how an answer may look on out.
func lookOf(out io.Writer, getenv func(string) string) look {
	l := look{width: defaultWidth}
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		if columns, err := strconv.Atoi(getenv("COLUMNS")); err == nil && columns > 0 {
			l.width = max(minWidth, min(columns, maxAskedWidth))
		}
		return l
	}
	if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
		l.width = max(minWidth, min(columns, maxWidth))
	}
	able := getenv("TERM") != "dumb"
	l.links = able && showsLinks(getenv)
	l.accents = able && getenv("NO_COLOR") == ""
	return l
}

// showsLinks tells whether a terminal is known to show hyperlinks (OSC 8). Where
// it is not, the address is printed: a link that cannot be seen is lost.
// Multiplexers may swallow them whatever terminal is around, so they count as
// not known.
func showsLinks(getenv func(string) string) bool {
	if getenv("TMUX") != "" || getenv("STY") != "" {
		return false
	}
	if cmp.Or(getenv("WT_SESSION"), getenv("KITTY_WINDOW_ID"), getenv("KONSOLE_VERSION"), getenv("WEZTERM_PANE"), getenv("DOMTERM")) != "" {
		return true
	}
	switch getenv("TERM_PROGRAM") {
	case "iTerm.app", "vscode", "WezTerm", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal":
		return true
	}
	switch getenv("TERM") {
	case "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra":
		return true
	}
	vte, err := strconv.Atoi(getenv("VTE_VERSION"))
	return err == nil && vte >= 5000 // the first with links
}

// onTerminal tells whether somebody reads what is written to out.
func onTerminal(out io.Writer) bool {
	f, ok := out.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// isTerminal tells whether somebody types on in.
func isTerminal(in io.Reader) bool {
	f, ok := in.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (l look) bold(s string) string { return l.accent("1", s) }

func (l look) faint(s string) string { return l.accent("2", s) }

func (l look) accent(code, s string) string {
	if !l.accents || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// link makes a hyperlink of plain text (OSC 8).
func (l look) link(address, s string) string {
	if !l.links {
		return s
	}
	var target strings.Builder
	for _, b := range []byte(address) {
		if b <= ' ' || b >= 0x7f {
			fmt.Fprintf(&target, "%%%02X", b)
		} else {
			target.WriteByte(b)
		}
	}
	return "\x1b]8;;" + target.String() + "\x1b\\" + s + "\x1b]8;;\x1b\\"
}

// progress tells a terminal how far something has come, in a line that takes the place of the one
// before. done takes it away. Nothing is told where standard error is no terminal.
func progress(stderr io.Writer) (tell func(line string), done func()) {
	f, ok := stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return func(string) {}, func() {}
	}
	told := 0
	return func(line string) {
			fmt.Fprintf(f, "\r%-*s", told, line)
			told = max(told, len(line))
		}, func() {
			if told > 0 {
				fmt.Fprintf(f, "\r%s\r", strings.Repeat(" ", told))
			}
		}
}
