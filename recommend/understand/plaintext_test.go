package understand_test

import (
	"reflect"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// askedOf are the words that a text is searched by, as they were typed.
func askedOf(t *testing.T, e *rank.Engine, text string) []string {
	t.Helper()
	r, err := understand.ParseRequest(e.Vocabulary(), text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	q, err := e.Understand(r)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	var words []string
	for _, w := range q.Words {
		words = append(words, w.Asked)
	}
	return words
}

// TestUnderstand_PlainText asks the same in other characters: what is searched for is
// the same.
func TestUnderstand_PlainText(t *testing.T) {
	e := ranktest.Engine(t)
	for plain, others := range map[string][]string{
		"public tenders exclude small firms": {
			"public ten\u00ADders exclude small firms", "public\u00A0tenders exclude\u2003small firms", "\uFEFFpublic tenders exclude small ﬁrms",
			"ｐｕｂｌｉｃ ｔｅｎｄｅｒｓ ｅｘｃｌｕｄｅ small firms", "public ten\u200Bders ex\u2060clude small\u200E firms", "𝗽𝘂𝗯𝗹𝗶𝗰 tenders exclude small firms",
			"public ten-\nders exclude small firms", "public ten\u2010\r\n  ders exclude small firms",
			"🏠 public tenders ✔ exclude small firms 👩🏽\u200D💻", ":thinking_face: public tenders :wave::skin-tone-3: exclude small firms :+1: :our_own_emoji:",
			"public tenders exclude small firms 🇵🇱 1\uFE0F\u20E3 ☎", "public tenders exclude small firms :-)",
		},
		"l'accès à l'eau dans les écoles": {"l\u2019accès à l\u02BCeau dans les écoles", "l\u00B4acce\u0300s a\u0300 l\u2032eau dans les e\u0301coles", "l\uFF07accès à l`eau dans les écoles"},
		"Bürgerbeteiligung in Städten":    {"Bu\u0308rgerbe\u00ADteiligung in Sta\u0308dten", "Bürgerbe-\nteiligung in Städten"},
		"e-procurement for small firms":   {"e\u2010procurement for small firms", "e\u2011procurement for small firms", "e\u2212procurement for small firms"},
		"long-term care":                  {"long-\nterm care"},
	} {
		want := askedOf(t, e, plain)
		for _, text := range others {
			if got := askedOf(t, e, text); !reflect.DeepEqual(got, want) {
				t.Errorf("%q is searched by %q, want %q as for %q", text, got, want, plain)
			}
		}
	}
}

// TestUnderstand_LineBreaksEndClauses sees to it that the first word of a line is no
// name inside a sentence.
func TestUnderstand_LineBreaksEndClauses(t *testing.T) {
	e := ranktest.Engine(t)
	for _, text := range []string{
		"we lack three things\nBroadband\nBuses\nNurses", "we lack three things\r\n- Broadband\r\n- Buses\r\n- Nurses",
		"we lack three things\u2028Broadband\u2028Buses\u2028Nurses",
	} {
		got := strings.Join(askedOf(t, e, text), " ")
		for _, word := range []string{"Broadband", "Buses", "Nurses"} {
			if !strings.Contains(got, word) {
				t.Errorf("%q is searched by %q, without %s", text, got, word)
			}
		}
	}
}

func TestUnderstand_CutsBetweenWords(t *testing.T) {
	e := ranktest.Engine(t)
	for _, text := range []string{strings.Repeat("tender ", 429), strings.Repeat("tender\n", 500), strings.Repeat("ténder,", 430)} {
		got := askedOf(t, e, text)
		if len(got) != 1 || analysis.Fold(got[0]) != "tender" {
			t.Errorf("%d characters of %q are searched by %q", len(text), text[:7], got)
		}
	}
	if kept, cut := analysis.TruncateWords(strings.Repeat("x", recommend.MaxProblem+1), recommend.MaxProblem); !cut || len(kept) != recommend.MaxProblem {
		t.Errorf("a single long word is cut to %d characters", len(kept))
	}
}
