package recommend

import (
	"fmt"
	"slices"
	"strings"

	"precedent/corpus"
)

// The names of places in all languages are written down like the words (see
// languageWords), a line each: the name, folded, or just as it is spelled where
// only its capitals make it a name, and the languages that have it.
var placeWords = wordList{corpus.Prepared().PlaceNames, "="}

// withoutPlaces leaves the names of places out of a text, since most languages share
// them: "tax Italy" is English and "impôt Italia" French. It returns too the languages
// that have all the names, for texts of nothing else.
func withoutPlaces(parts []token) (rest []token, named languageSet) {
	named = ^languageSet(0)
	for i := 0; i < len(parts); {
		n, languages := placeAt(parts[i:])
		if n == 0 {
			rest = append(rest, parts[i])
			i++
			continue
		}
		if both := named & languages; both != 0 {
			named = both
		}
		i += n
	}
	return rest, named
}

// placeAt returns of how many words the longest name is that a text begins with, 0
// for none, and the languages that have it.
func placeAt(parts []token) (words int, languages languageSet) {
	take := func(name, codes string) {
		spelled := strings.Split(name, " ")
		if len(spelled) < words || len(spelled) > len(parts) {
			return
		}
		for i, word := range spelled {
			if t := parts[i]; t.word != word && t.raw != word {
				return
			}
		}
		if len(spelled) > words {
			words, languages = len(spelled), 0
		}
		languages |= readLanguages(codes)
	}
	first := []string{parts[0].word}
	if parts[0].raw != strings.ToLower(parts[0].raw) {
		first = append(first, parts[0].raw)
	}
	for _, word := range first {
		for name, codes := range placeWords.from(word) {
			if name != word && !strings.HasPrefix(name, word+" ") { // a blank comes before all letters
				break
			}
			take(name, codes)
		}
	}
	if words == 1 { // "island" is German for Iceland, and English
		languages |= languagesOf(parts[0])
	}
	return words, languages
}

// collectPlaceWords makes the file of names of places from a vocabulary. A name that
// is a small word of some language says more about the language than about a place:
// the Spanish "este" is no Estonian.
func collectPlaceWords(v *corpus.Vocabulary) (string, error) {
	known := map[string]languageSet{}
	for place, code := range corpus.Languages {
		l, err := v.Language(code)
		if err != nil {
			return "", fmt.Errorf("collect the names of places: %w", err)
		}
		eachPlaceName(v, l, func(name, _ string, cased bool) {
			tokens := tokenizeIn("fr", name) // as texts are taken apart to tell their language
			key := strings.Join(wordsOf(tokens), " ")
			if cased || name == strings.ToUpper(name) {
				key = strings.Join(mapped(tokens, func(t token) string { return t.raw }), " ")
			} else if len(functionWords()[key]) > 0 || stopWords()[key] {
				return
			}
			known[key] |= 1 << place
		})
	}
	return listOfLanguages(known, placeWords.end), nil
}

// eachPlaceName calls do with every name of every place in a language and the place's
// id. cased says that the name counts only with its own capitals.
func eachPlaceName(v *corpus.Vocabulary, l *corpus.Language, do func(name, id string, cased bool)) {
	if l.Code == corpus.English {
		v.Places.EachName(do)
		return
	}
	for _, id := range sortedKeys(l.Names.Names) {
		for _, name := range l.Names.Names[id] {
			do(name, id, slices.Contains(l.Names.Cased, name))
		}
	}
}
