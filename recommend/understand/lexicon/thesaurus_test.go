package lexicon_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// TestThesaurus_NamesItsTopics: every phrase of the thesauri names the topics and approaches
// that it stands under, and of others those alone that are declared, with the reason, in
// testdata/topics.txt: a line each, "de: phrase -> id # reason".
func TestThesaurus_NamesItsTopics(t *testing.T) {
	e := ranktest.Engine(t)
	data, err := os.ReadFile("testdata/topics.txt")
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		fact, reason, _ := strings.Cut(strings.TrimSpace(line), " # ")
		if reason == "" {
			t.Errorf("%q gives no reason", line)
		}
		declared[fact] = true
	}
	v := ranktest.EditedVocabulary(t)
	for _, code := range v.Languages()[1:] {
		l, err := e.Understander().Foreign[code]()
		if err != nil {
			t.Fatal(err)
		}
		stems, err := l.NewStems()
		if err != nil {
			t.Fatal(err)
		}
		thesaurus, err := v.Thesaurus(code)
		if err != nil {
			t.Fatal(err)
		}
		// said are the words of a phrase that carry a topic.
		said := func(phrase string) (words []string) {
			for _, w := range l.WithoutSmall(phrase, stems) {
				words = append(words, w.Word)
			}
			return words
		}
		standsUnder := func(id, phrase string) bool {
			return slices.ContainsFunc(thesaurus[id], func(other string) bool { return slices.EqualFunc(said(phrase), said(other), forms) })
		}
		for _, id := range analysis.SortedKeys(thesaurus) {
			for _, phrase := range thesaurus[id] {
				tokens := l.Tokenize(phrase)
				var named []string
				by := map[string]string{} // the words that named each
				for _, s := range l.Concepts.Verbatim.Find(analysis.WordsOf(tokens), analysis.GapsOf(tokens)) {
					for _, value := range s.Values {
						named = append(named, value)
						by[value] = strings.Join(analysis.WordsOf(tokens[s.From:s.To]), " ")
					}
				}
				words := l.WithoutSmall(phrase, stems)
				for _, s := range l.Concepts.Find(words) {
					for _, value := range s.Values {
						named = append(named, value)
						by[value] = lexicon.Stretch(phrase, words[s.From:s.To])
					}
				}
				if !slices.Contains(named, id) {
					t.Errorf("%s: %q does not name %s, but %q", code, phrase, id, named)
				}
				for _, other := range named {
					fact := code + ": " + phrase + " -> " + other
					if !declared[fact] && !standsUnder(other, phrase) {
						t.Errorf("%s, by %q: undeclared", fact, by[other])
					}
					delete(declared, fact)
				}
			}
		}
	}
	for _, fact := range analysis.SortedKeys(declared) {
		t.Errorf("%s is declared, but not so", fact)
	}
}

// forms tells whether two words may be forms of one: they are alike but for short ends.
func forms(one, other string) bool {
	return one == other || analysis.Shared(one, other) >= max(4, min(len(one), len(other))-3)
}
