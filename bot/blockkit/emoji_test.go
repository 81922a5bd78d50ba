package blockkit

import (
	"strings"
	"testing"
)

func TestWithoutEmoji(t *testing.T) {
	for in, want := range map[string]string{
		"small firms":              "small firms",
		"🙏 small firms 🙏🏽, please": "small firms , please",
		"👩🏽‍💻 and 👨‍👩‍👧‍👦 families":        "and families",
		"🇵🇱 tenders 🏴󠁧󠁢󠁥󠁮󠁧󠁿":               "tenders",
		"1️⃣ pay 2️⃣ wait":                 "1 pay 2 wait",
		"☎ calls ✔ done ★ best ➡ next":     "calls done best next",
		":pray: firms :wave::skin-tone-3:": "firms",
		":+1::tada:":                       "",
		":größe: firms:pray:":              "firms:pray:",
		"at 10:30:45, ratio 3:1":           "at 10:30:45, ratio 3:1",
		"country:PL since:2018":            "country:PL since:2018",
		"© 20° ≥ 3 €":                      "© 20° ≥ 3 €",
		"x:🙏:y:":                           "x:",
	} {
		if got := WithoutEmoji(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzWithoutEmoji(f *testing.F) {
	f.Add("a :pray: 🙏🏽 1️⃣ 10:30:45 x:🙏:y:")
	f.Fuzz(func(t *testing.T, s string) {
		got := WithoutEmoji(s)
		if len(got) > len(s) || len(emojiIn(got)) > 0 {
			t.Errorf("%q became %q", s, got)
		}
		if !strings.ContainsAny(s, ":") && strings.ToValidUTF8(s, "") == s && !strings.ContainsFunc(s, func(r rune) bool { return r > 0x2000 }) && got != s {
			t.Errorf("%q became %q without a reason", s, got)
		}
	})
}
