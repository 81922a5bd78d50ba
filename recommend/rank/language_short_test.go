package rank

import (
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// TestDetect_ShortTexts holds the languages of short texts, as people type them, with
// places and without, in capitals, and without accents. A third column says what is
// read wrongly today.
func TestDetect_ShortTexts(t *testing.T) {
	e := sharedEngine(t)
	count := map[string]int{}
	eachLine(t, "../testdata/language/short.txt", func(line string) {
		columns := strings.Split(line, "\t")
		if strings.HasPrefix(columns[0], "#") {
			return
		}
		count[columns[0]]++
		want := columns[0]
		if len(columns) > 2 {
			want = columns[2]
		}
		if got := detect(e.understander, columns[1], analysis.Tokenize(columns[1])); got != want {
			t.Errorf("%q is read as %s, want %s", columns[1], got, want)
		}
	})
	for _, code := range builtin(t).Vocabulary.Languages() {
		if count[code] < 25 {
			t.Errorf("%s: %d texts", code, count[code])
		}
	}
}

// TestDetect_EnglishBesidePlaces puts the English topic words and those of the
// glossaries beside places: all are English.
func TestDetect_EnglishBesidePlaces(t *testing.T) {
	e := sharedEngine(t)
	v := builtin(t).Vocabulary
	var places []string
	for _, c := range v.Places.Countries {
		places = append(places, c.Name)
	}
	for _, r := range v.Places.Regions {
		places = append(places, r.Name)
	}
	topics, glossary := map[string]bool{}, map[string]bool{}
	keep := func(in map[string]bool, phrases []string) {
		for _, p := range phrases {
			if !strings.Contains(p, " ") {
				in[p] = true
			}
		}
	}
	thesaurus, err := editedVocabulary(t).Thesaurus(corpus.English)
	if err != nil {
		t.Fatal(err)
	}
	for _, phrases := range thesaurus {
		keep(topics, phrases)
	}
	for _, code := range builtin(t).Vocabulary.Languages()[1:] {
		keep(glossary, analysis.SortedKeys(glossaryOf(t, code)))
	}
	foreign := map[string]string{"vr China": "de"} // the Volksrepublik
	pairs := 0
	check := func(text string) {
		pairs++
		want := corpus.English
		if foreign[text] != "" {
			want = foreign[text]
		}
		if got := detect(e.understander, text, analysis.Tokenize(text)); got != want {
			t.Errorf("%q is read as %s", text, got)
		}
	}
	for i, word := range analysis.SortedKeys(topics) { // each place beside a third of them
		for k := i % 3; k < len(places); k += 3 {
			check(word + " " + places[k])
		}
	}
	for i, word := range analysis.SortedKeys(glossary) {
		for k := i % 20; k < len(places); k += 20 {
			check(word + " " + places[k])
			check(places[k] + " " + word)
		}
	}
	if pairs < 100_000 {
		t.Errorf("only %d pairs", pairs)
	}
}

// TestWordList looks words up in texts of one line, of several, and of none.
func TestWordList(t *testing.T) {
	for _, text := range []string{"", "b x\n", "a x\nb y\nbb z z\nbc\nd x\n", "a\na b\n"} {
		l := analysis.WordList{Text: text, End: " "}
		have := map[string]string{}
		for line := range strings.Lines(text) {
			word, said, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			if _, twice := have[word]; !twice {
				have[word] = said
			}
		}
		for _, word := range []string{"", "a", "aa", "b", "bb", "bbb", "bc", "c", "d", "e"} {
			want, known := have[word]
			if said, ok := l.Find(word); ok != known || said != want {
				t.Errorf("%q: %q is %q, %v, want %q, %v", text, word, said, ok, want, known)
			}
			n, wantN := 0, 0
			for found := range l.Beginning(word) {
				if !strings.HasPrefix(found, word) {
					t.Errorf("%q: %q begins with %q", text, found, word)
				}
				n++
			}
			for line := range strings.Lines(text) {
				if found, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " "); strings.HasPrefix(found, word) {
					wantN++
				}
			}
			if n != wantN {
				t.Errorf("%q: %d words begin with %q, want %d", text, n, word, wantN)
			}
		}
	}
}

// detect tells the language of a text as problems are read.
func detect(u *understand.Understander, text string, tokens []analysis.Token) string {
	d := u.Detector(u.Words, u.Speller)
	return d.Detect(text, tokens)
}
