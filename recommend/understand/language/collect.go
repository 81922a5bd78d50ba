package language

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// Separators of the files that an Index is read from.
const (
	behindWord  = " "
	behindPlace = "="
)

// firstLanguage stands in these files for the first language of a vocabulary, and the letters
// and signs behind it for the others. The words are so many that the codes would take half a
// megabyte of the binary.
const firstLanguage = '0'

// IndexOf is the index of a vocabulary.
//
// Reading a language takes long enough not to read all of them to tell which one a text is
// in. So what each language knows of the vocabulary inside the binary is written down when
// that changes (go test ./recommend/rank -update): a line each, the word, folded, and a sign
// for each of the languages. A word with accents has a second line as it is spelled, which tells the
// Portuguese "água" from the Spanish "agua". A place has its name, folded, or just as it is
// spelled where only its capitals make it a name. For any other vocabulary this is
// collected from all that is known of its languages.
var IndexOf = analysis.OncePerVocabulary(newIndex)

func newIndex(v *corpus.Vocabulary) (*Index, error) {
	x := &Index{codes: v.Languages()}
	if len(x.codes) > maxLanguages {
		return nil, fmt.Errorf("there are %d languages, at most %d can be told apart", len(x.codes), maxLanguages)
	}
	x.functionWords = sync.OnceValue(func() map[string][]int { return functionWords(v) })
	x.smallWords = sync.OnceValue(func() map[string][]int {
		return stopWordLanguages(v, func(w string) bool { return len(w) == 2 })
	})
	x.smallLetters = sync.OnceValue(func() map[string][]int { return smallLetters(v) })
	words, places := corpus.Prepared().Words, corpus.Prepared().PlaceNames
	if !v.Embedded() {
		var err error
		if words, err = CollectWords(v); err != nil {
			return nil, err
		}
		if places, err = CollectPlaces(v); err != nil {
			return nil, err
		}
	}
	x.words, x.places = analysis.WordList{Text: words, End: behindWord}, analysis.WordList{Text: places, End: behindPlace}
	return x, nil
}

func functionWords(v *corpus.Vocabulary) map[string][]int {
	return stopWordLanguages(v, func(w string) bool { return len(w) > 1 && (!analysis.StopWords()[w] || len(w) > 2) })
}

// smallLetters are the small words of one letter but for "a", which English has too. An English
// "i" is a capital.
func smallLetters(v *corpus.Vocabulary) map[string][]int {
	return stopWordLanguages(v, func(w string) bool { return len(w) == 1 && w != "a" })
}

// stopWordLanguages are the places of the languages of each stop word that is kept:
// Bleve's, or those of the vocabulary for a language that Bleve has none of. A language
// stands there once for each of its words that are the same but for accents.
func stopWordLanguages(v *corpus.Vocabulary, keep func(word string) bool) map[string][]int {
	languages := map[string][]int{}
	for place, code := range v.Languages() {
		if place == 0 {
			continue // English
		}
		words := analysis.GrammarOf(code).StopWords()
		if len(words) == 0 {
			if w, err := v.Words(code); err == nil { // the language that matters is read, or fails, later
				words = analysis.Mapped(w.Stop, analysis.Fold)
			}
		}
		for _, w := range words {
			if keep(w) {
				languages[w] = append(languages[w], place)
			}
		}
	}
	return languages
}

// CollectWords makes the file of words from a vocabulary.
func CollectWords(v *corpus.Vocabulary) (string, error) {
	known, small := map[string]languages{}, functionWords(v)
	add := func(place int, code string, phrases []string) {
		for _, phrase := range phrases {
			tokens := analysis.TokenizeIn(code, phrase)
			for _, tok := range tokens {
				// The small words of one language tell of another only where they are words of it by
				// themselves: "im" and "no" do, the "of" in a name and the "de" of "de facto" do not.
				others := analysis.StopWords()[tok.Word]
				if place == 0 {
					others = len(small[tok.Word]) > 0 && !strings.Contains(phrase, tok.Raw+"-")
				}
				if Tells(tok.Word) && (len(tokens) == 1 || !others) {
					known[tok.Word] |= 1 << place
					if analysis.Accented(tok.Raw) {
						known[analysis.Lowered(tok)] |= 1 << place
					}
				}
			}
		}
	}
	for place, code := range v.Languages() {
		l, err := v.Language(code)
		if err != nil {
			return "", fmt.Errorf("collect the words of languages: %w", err)
		}
		common, err := l.Spelling()
		if err != nil {
			return "", fmt.Errorf("collect the words of languages: %w", err)
		}
		glossary, err := l.Glossary()
		if err != nil {
			return "", fmt.Errorf("collect the words of languages: %w", err)
		}
		thesaurus, err := v.Thesaurus(code)
		if err != nil {
			return "", fmt.Errorf("collect the words of languages: %w", err)
		}
		// A word that is English too says nothing about the language.
		add(place, code, slices.DeleteFunc(slices.Clone(common), func(w string) bool { return analysis.RightEnglish(analysis.Fold(w)) }))
		for _, list := range []map[string][]string{thesaurus, glossary, l.Words.Levels} {
			for _, phrases := range list {
				add(place, code, phrases)
			}
		}
		add(0, corpus.English, analysis.SortedKeys(glossary))
		w := l.Words
		add(place, code, slices.Concat(analysis.SortedKeys(w.Abbreviations), w.Stop, analysis.GrammarOf(code).StopWords(), w.Asking, w.Only, w.Not,
			w.Scope.Except, w.Scope.Excluded, w.Examples, w.Times.Since, w.Times.Before, w.Times.During, w.Times.Decades))
	}
	for _, c := range slices.Concat(v.Taxonomy.Topics, v.Taxonomy.Approaches) {
		add(0, corpus.English, []string{c.Label})
	}
	return listOfLanguages(v, known, behindWord), nil
}

// CollectPlaces makes the file of names of places from a vocabulary. A name that
// is a small word of some language says more about the language than about a place:
// the Spanish "este" is no Estonian.
func CollectPlaces(v *corpus.Vocabulary) (string, error) {
	known, small := map[string]languages{}, functionWords(v)
	towns := map[string]languages{} // that have another name in these languages
	for place, code := range v.Languages() {
		l, err := v.Language(code)
		if err != nil {
			return "", fmt.Errorf("collect the names of places: %w", err)
		}
		for english, names := range l.Names.Towns {
			if !slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, english) }) { // "Berlins"
				towns[english] |= 1 << place
			}
			for _, name := range names {
				known[withCapitals(name)] |= 1 << place
			}
		}
		EachPlaceName(v, l, func(name, _ string, cased bool) {
			tokens := analysis.TokenizeIn("fr", name) // as texts are taken apart to tell their language
			key := strings.Join(analysis.WordsOf(tokens), " ")
			if cased || name == strings.ToUpper(name) {
				key = withCapitals(name)
			} else if len(small[key]) > 0 || analysis.StopWords()[key] {
				return
			}
			known[key] |= 1 << place
		})
	}
	for english, own := range towns {
		known[withCapitals(english)] |= (1<<len(v.Languages()) - 1) &^ own
	}
	return listOfLanguages(v, known, behindPlace), nil
}

// withCapitals is the name of a place as it is kept that counts only with its capitals.
func withCapitals(name string) string {
	return strings.Join(analysis.Mapped(analysis.TokenizeIn("fr", name), func(t analysis.Token) string { return t.Raw }), " ")
}

// EachPlaceName calls do with every name of every place in a language and the place's
// id. cased says that the name counts only with its own capitals.
func EachPlaceName(v *corpus.Vocabulary, l *corpus.Language, do func(name, id string, cased bool)) {
	if l.Code == corpus.English {
		v.Places.EachName(do)
		return
	}
	for _, id := range analysis.SortedKeys(l.Names.Names) {
		for _, name := range l.Names.Names[id] {
			do(name, id, slices.Contains(l.Names.Cased, name))
		}
	}
}

// listOfLanguages makes the text of a WordList that says the languages of each word.
func listOfLanguages(v *corpus.Vocabulary, known map[string]languages, end string) string {
	var b strings.Builder
	for _, word := range analysis.SortedKeys(known) {
		b.WriteString(word + end)
		for place := range v.Languages() {
			if known[word].has(place) {
				b.WriteByte(byte(firstLanguage + place))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
