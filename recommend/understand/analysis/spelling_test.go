package analysis_test

import (
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
)

// TestSpeller_Slips mends the slips of testdata/spelling, a file a language. least is
// how many find the right word.
func TestSpeller_Slips(t *testing.T) {
	e := ranktest.Engine(t)
	for code, least := range map[string]int{"en": 121, "de": 26, "es": 25, "fr": 23, "it": 25, "nl": 25, "pl": 26, "pt": 26} {
		s := e.Understander().Speller
		if code != corpus.English {
			foreign, err := e.Understander().Foreign[code]()
			if err != nil {
				t.Fatal(err)
			}
			s = foreign.Speller
		}
		var mended int
		var wrong []string
		ranktest.EachLine(t, "testdata/spelling/"+code+".txt", func(line string) {
			slip, meant, _ := strings.Cut(line, " ")
			if s.Right(analysis.Fold(slip)) {
				t.Errorf("%s: %q is a right word, and no slip", code, slip)
			}
			if got := s.Correct(analysis.Fold(slip)); got == analysis.Fold(meant) {
				mended++
			} else {
				wrong = append(wrong, slip+" -> "+got)
			}
		})
		if mended < least {
			t.Errorf("%s: %d slips are mended, want %d; not %s", code, mended, least, strings.Join(wrong, ", "))
		}
	}
}

// TestSpeller_ForeignWords: no common word of a language is mended in it.
func TestSpeller_ForeignWords(t *testing.T) {
	e := ranktest.Engine(t)
	v := ranktest.EditedVocabulary(t)
	for _, code := range ranktest.Builtin(t).Vocabulary.Languages()[1:] {
		l, err := v.Language(code)
		if err != nil {
			t.Fatal(err)
		}
		words, err := l.Spelling()
		if err != nil {
			t.Fatal(err)
		}
		foreign, err := e.Understander().Foreign[code]()
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range words {
			if got := foreign.Speller.Correct(analysis.Fold(word)); got != "" {
				t.Errorf("%s: %q is mended to %q", code, word, got)
			}
		}
	}
}

// TestSpeller_RightWords asks for English words that the library lacks, in many forms:
// none is mended.
func TestSpeller_RightWords(t *testing.T) {
	s := ranktest.Engine(t).Understander().Speller
	words := 0
	for head, endings := range analysis.EnglishWords.Beginning("") {
		for _, ending := range append(strings.Fields(endings), "") {
			words++
			if word := head + ending; !analysis.RightEnglish(word) || s.Correct(word) != "" {
				t.Errorf("%q is mended to %q", word, s.Correct(word))
			}
		}
	}
	if words < 50_000 {
		t.Errorf("only %d words", words)
	}
	for _, word := range strings.Fields("boost soils trans advisor adviser colour color organise organize travelled traveled") {
		if got := s.Correct(word); got != "" {
			t.Errorf("%q is mended to %q", word, got)
		}
	}
	for _, word := range []string{"boos", "boosttt", "xylophagous", "aaaaa", "zzzzz", ""} {
		if analysis.RightEnglish(word) {
			t.Errorf("%q is taken for an English word", word)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want int
	}{{"firms", "frims", 1}, {"tender", "tender", 0}, {"tendrs", "tenders", 1}, {"abc", "xyz", 3}, {"", "ab", 2}, {"crowdsrcing", "crowdsourcing", 2}} {
		if got := analysis.Distance([]rune(tc.a), []rune(tc.b), 5); got != tc.want {
			t.Errorf("%s %s: %d, want %d", tc.a, tc.b, got, tc.want)
		}
	}
}

// TestNearest names what may be meant by a value that is not known, and nothing that is only a
// little like it.
func TestNearest(t *testing.T) {
	places := []string{"Antarctica", "Albania", "Argentina", "Thailand", "Mexico", "Poland", "Finland", "Latin America", "United States", "Côte d'Ivoire", "Peru"}
	topics := []string{"health-care", "mental-health", "public-health", "public-procurement", "open-data"}
	for _, tc := range []struct {
		typed string
		known []string
		want  string
	}{
		{"Atlantis", places, ""},
		{"Narnia", places, ""},
		{"Polnd", places, "Poland"},
		{"MEXIKO", places, "Mexico"},
		{"Pery", places, "Peru"},
		{"cote divoire", places, "Côte d'Ivoire"},
		{"lat", places, "Latin America"},
		{"x", places, ""},
		{"an", places, ""},
		{"Unites State", places, "United States"},
		{"helth", topics, "health-care, mental-health, public-health"},
		{"healthcare", topics, "health-care"},
		{"procurment", topics, "public-procurement"},
		{"pub", topics, "public-health, public-procurement"},
		{"opendata", topics, "open-data"},
		{"hope", topics, ""},
		{"", topics, ""},
	} {
		if got := strings.Join(analysis.Nearest(tc.typed, tc.known, 3), ", "); got != tc.want {
			t.Errorf("%q: %q, want %q", tc.typed, got, tc.want)
		}
	}
}
