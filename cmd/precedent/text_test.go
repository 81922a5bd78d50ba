package main

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPlain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, want string }{
		"words stay":            {"Zażółć gęślą jaźń", "Zażółć gęślą jaźń"},
		"spaces are joined":     {" a\t\r\n b\u00a0c\u2028d ", "a b c d"},
		"colours are defused":   {"\x1b[31mred\x1b[0m", "[31mred[0m"},
		"titles are defused":    {"a\x1b]0;owned\x07b", "a]0;ownedb"},
		"eight-bit controls":    {"a\u009b31mb\u0085c", "a31mb c"},
		"raw bytes":             {"a\x9b31m\xffb", "a\ufffd31m\ufffdb"},
		"writing is not turned": {"a\u202egnp.exe\u2066b\u200f", "agnp.exeb"},
		"joiners stay":          {"می\u200cخواهم", "می\u200cخواهم"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := plain(c.in); got != c.want {
				t.Errorf("plain(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestTextColumns(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"":          0,
		"tenders":   7,
		"gęś":       3,
		"ge\u0328s": 3, // a mark on its letter
		"政策":        4,
		"ａ":         2,
	} {
		if got := textColumns(text); got != want {
			t.Errorf("textColumns(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		most int
		want []string
	}{
		"nothing":                   {" ", 10, nil},
		"between words":             {"small firms cannot win", 12, []string{"small firms", "cannot win"}},
		"exactly":                   {"small firms", 11, []string{"small firms"}},
		"wide characters count two": {"政策 創新 案例", 9, []string{"政策 創新", "案例"}},
		"a long word is cut":        {"ab abcdefgh c", 3, []string{"ab", "abc", "def", "gh", "c"}},
		"signs stay with words":     {"« a » ; b : c ? d", 8, []string{"« a » ;", "b : c ?", "d"}},
		"marks stay with letters":   {"e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},
		"too narrow":                {"政策", 1, []string{"政", "策"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := wrap(c.text, c.most); !slices.Equal(got, c.want) {
				t.Errorf("wrap(%q, %d) = %q, want %q", c.text, c.most, got, c.want)
			}
		})
	}
}

func TestShorten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"small firms", 11, "small firms"},
		{"small firms, cannot", 14, "small firms…"},
		{"abcdefghij", 5, "abcd…"},
	} {
		if got := shorten(c.text, c.most); got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.text, c.most, got, c.want)
		}
	}
}

// FuzzWrap holds wrap to what the page relies on: no line is too wide, nothing
// is lost, and nothing in it is obeyed by a terminal.
func FuzzWrap(f *testing.F) {
	f.Add("small firms cannot win public tenders", 12)
	f.Add("\x1b[31mred\x9b 政策 e\u0301\u202e", 3)
	f.Add("\u0301\u0301 \u200d", 1)
	f.Fuzz(func(t *testing.T, text string, most int) {
		most = max(1, min(most, 200))
		lines := wrap(text, most)
		for _, line := range lines {
			if n := textColumns(line); n > max(most, 2) || n > most && utf8.RuneCountInString(line) > 1 && wideCharacters(line) > 1 {
				t.Errorf("wrap(%q, %d): line %q takes %d columns", text, most, line, n)
			}
			if line == "" || !utf8.ValidString(line) || strings.ContainsFunc(line, unicode.IsControl) {
				t.Errorf("wrap(%q, %d): line %q is empty, broken or holds a control character", text, most, line)
			}
		}
		if got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.ReplaceAll(plain(text), " ", ""); got != want {
			t.Errorf("wrap(%q, %d) says %q, want %q", text, most, got, want)
		}
	})
}

// wideCharacters counts the characters that take any column.
func wideCharacters(s string) int {
	n := 0
	for _, r := range s {
		if columns(r) > 0 {
			n++
		}
	}
	return n
}
