package rank

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// TestSpeller_Slips mends the slips of testdata/spelling, a file a language. least is
// how many find the right word.
func TestSpeller_Slips(t *testing.T) {
	e := sharedEngine(t)
	for code, least := range map[string]int{"en": 121, "de": 26, "es": 25, "fr": 23, "it": 25, "nl": 25, "pl": 26, "pt": 26} {
		s := e.understander.Speller
		if code != corpus.English {
			foreign, err := e.understander.Foreign[code]()
			if err != nil {
				t.Fatal(err)
			}
			s = foreign.Speller
		}
		var mended int
		var wrong []string
		eachLine(t, "../testdata/spelling/"+code+".txt", func(line string) {
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

func eachLine(t *testing.T, file string, do func(line string)) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		do(lines.Text())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// TestSpeller_ForeignWords: no common word of a language is mended in it.
func TestSpeller_ForeignWords(t *testing.T) {
	e := sharedEngine(t)
	v := editedVocabulary(t)
	for _, code := range builtin(t).Vocabulary.Languages()[1:] {
		l, err := v.Language(code)
		if err != nil {
			t.Fatal(err)
		}
		words, err := l.Spelling()
		if err != nil {
			t.Fatal(err)
		}
		foreign, err := e.understander.Foreign[code]()
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
	s := sharedEngine(t).understander.Speller
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

// TestEnglishWords_Form keeps the list in the one form that it is looked up in.
func TestEnglishWords_Form(t *testing.T) {
	last := ""
	for head, endings := range analysis.EnglishWords.Beginning("") {
		if head <= last {
			t.Fatalf("%q stands behind %q", head, last)
		}
		for _, ending := range append([]string{""}, strings.Fields(endings)...) {
			if word := head + ending; len(word) < analysis.MinCorrected || word <= last || analysis.Fold(word) != word {
				t.Fatalf("%q stands behind %q, or is too short, or not folded", word, last)
			} else {
				last = word
			}
		}
	}
}

// TestUnderstand_NamesAndAcronyms: the spelling of a name or an acronym is its own.
func TestUnderstand_NamesAndAcronyms(t *testing.T) {
	e := sharedEngine(t)
	for text, want := range map[string][]string{
		"small FRIMS cannot win tenders": nil,
		"SMALL FRIMS CANNOT WIN TENDERS": {"FRIMS"},
		"the mayor of Goverment":         nil,
		"how does the GOVRN scheme work": nil,
		"wie das GEMEIDE Programm läuft": nil,
		"die GEMEIDE hat kein Geld":      nil,
		"la CORURPCIÓN de los políticos": nil,
		"la corurpción de los políticos": {"corurpción"},
		"boost soils trans tackle swans": nil,
		"the frims that boost the soils": {"frims"},
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if got := analysis.SortedKeys(q.Corrections); !slices.Equal(got, want) {
			t.Errorf("%q: corrected %v, want %v", text, q.Corrections, want)
		}
	}
}
