package letter

import (
	"testing"
	"unicode/utf8"
)

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"small firms cannot win tenders":            "small firms cannot win tenders",
		"ten\u00ADders":                             "tenders",
		"pro\u200Bcure\u2060ment":                   "procurement",
		"pro\u200Ccure\u200Dment":                   "procurement",
		"\uFEFFtenders":                             "tenders",
		"\u202Etenders\u202C":                       "tenders",
		"\u2067tenders\u2069\u061C":                 "tenders",
		"public\u00A0procurement\u202Flaw\u3000now": "public procurement law now",
		"ﬁrms ofﬁce ﬂoods afﬂuent ofﬀ eﬃcient":      "firms office floods affluent offf efficient",
		"ｐｕｂｌｉｃ　ｔｅｎｄｅｒｓ　２０１５：":                      "public tenders 2015:",
		"𝐩𝐮𝐛𝐥𝐢𝐜 𝘵𝘦𝘯𝘥𝘦𝘳𝘴 𝟚𝟘𝟙𝟝":                                                     "public tenders 2015",
		"e\u0301ducation a\u0327ge\u0301e":                                        "éducation a\u0327gée",
		"l\u2019eau l\u02BCeau l\u00B4eau l`eau l\u2032eau l\uFF07eau l\u2018eau": "l'eau l'eau l'eau l'eau l'eau l'eau l'eau",
		"e\u2010procurement co\u2011creation well\u2212being":                     "e-procurement co-creation well-being",
		"2015–2020 firms – large – and ours—yours":                                "2015-2020 firms – large – and ours—yours",
		"one\r\ntwo\rthree\u2028four\u0085five\vsix":                              "one\ntwo\nthree\nfour\nfive\nsix",
		"tab\there\x00there":                         "tab here there",
		"200 m² of land, ½ empty, 3³ ①":              "200 m² of land, ½ empty, 3³ ①",
		"ĳs ſee Ⅻ":                                   "ijs see XII",
		"ℵ Åland \u212Bland":                         "ℵ Åland Åland",
		"schools… and":                               "schools... and",
		"👩\u200D💻 ❤\uFE0F 1\uFE0F\u20E3 ok\uFE0F":    "👩\u200D💻 ❤\uFE0F 1\uFE0F\u20E3 ok",
		"bad \xff bytes \xc3":                        "bad \uFFFD bytes \uFFFD",
		"cafe\u0301s\u200B\u00AD l\u2019e\u0301cole": "cafés l'école",
	} {
		got := Plain(text)
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		if again := Plain(got); again != got {
			t.Errorf("%q: a second time it is %q, after %q", text, again, got)
		}
	}
}

func TestWithoutEmoji(t *testing.T) {
	for text, want := range map[string]string{
		":pray: tenders":                        "       tenders",
		"thanks:pray: tenders":                  "thanks       tenders",
		":wave::skin-tone-2: tenders":           "                    tenders",
		":thinking_face: :+1::-1::100: :8ball:": "                                    ",
		":très_bien: ok":                        "             ok",
		"at 10:30:45 or 10:30":                  "at 10:30:45 or 10:30",
		"country:PL topic:health":               "country:PL topic:health",
		"a:b:c and http://x.org:8080/a:b":       "a:b:c and http://x.org:8080/a:b",
		"two things : tenders : schools":        "two things : tenders : schools",
		"Note: tenders: slow":                   "Note: tenders: slow",
		"🏠 housing":                             "     housing",
		"👩\u200D💻👍🏽 🇵🇱 1\uFE0F\u20E3 2015 schools": "                    \u0020        \u0020       2015 schools",
		"✔ done ☎ call ★ ➡ next":                   "    done     call         next",
		"flag 🏴\U000E0067\U000E0062\U000E0065 x":   "flag                  x",
		"nice :) really :-P x":                     "nice    really     x",
		"list: (a) one, city:(b)":                  "list: (a) one, city:(b)",
		"thé:à la menthe, l'été: chaud, żółć: ok":  "thé:à la menthe, l'été: chaud, żółć: ok",
	} {
		got := WithoutEmoji(text)
		if len(got) != len(text) {
			t.Errorf("%q: %d bytes became %d", text, len(text), len(got))
		}
		if trim(got) != trim(want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// trim joins blanks, since a test is easier to read without their exact number.
func trim(s string) string {
	out := ""
	for _, r := range s {
		if r != ' ' || !hasSuffix(out, " ") {
			out += string(r)
		}
	}
	return out
}

func hasSuffix(s, end string) bool { return len(s) >= len(end) && s[len(s)-len(end):] == end }

func TestUnwrap(t *testing.T) {
	words := map[string]bool{"tenders": true, "cooperation": true, "long": true, "term": true, "corruption": true, "und": true, "anti": true}
	known := func(w string) bool { return words[w] }
	for text, want := range map[string]string{
		"public ten-\nders":              "public tenders",
		"public Ten-\n  ders take long":  "public Tenders take long",
		"co-\noperation":                 "cooperation",
		"long-\nterm plans":              "long-term plans",
		"anti-\ncorruption":              "anti-corruption",
		"Ausschrei-\nbungsver-\nfahren":  "Ausschreibungsverfahren",
		"e-\nmail":                       "e-\nmail",
		"-\nders":                        "-\nders",
		"slow -\nders":                   "slow -\nders",
		"Bürger-\nund Verbraucherschutz": "Bürger-und Verbraucherschutz",
		"tenders\nschools":               "tenders\nschools",
		"small firms in our region say that the rules of public\nprocurement are hard to read": "small firms in our region say that the rules of public procurement are hard to read",
		"small firms in our region say that the rules are hard.\nwe agree":                     "small firms in our region say that the rules are hard.\nwe agree",
		"small firms in our region say that the rules are very hard\n- one\n- two":             "small firms in our region say that the rules are very hard\n- one\n- two",
		"small firms in our region say that the rules are very hard\nHospitals agree":          "small firms in our region say that the rules are very hard\nHospitals agree",
	} {
		if got := Unwrap(text, known); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"", "\xff:\xfe:", "1\uFE0F\u20E3", ":a:", "e\u0301\u200D", "-\nä", "\r\n\r"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := Plain(text)
		if !utf8.ValidString(p) {
			t.Errorf("%q became %q", text, p)
		}
		if again := Plain(p); again != p {
			t.Errorf("%q became %q and then %q", text, p, again)
		}
		if e := WithoutEmoji(p); len(e) != len(p) || WithoutEmoji(e) != e {
			t.Errorf("%q without emoji is %q and then %q", p, e, WithoutEmoji(e))
		}
		Unwrap(p, func(string) bool { return false })
	})
}
