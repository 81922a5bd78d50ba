package language

import (
	"fmt"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// The names of places in all languages are written down like the words (see
// languageWords), a line each: the name, folded, or just as it is spelled where
// only its capitals make it a name, and the languages that have it.
var PlaceWords = analysis.WordList{Text: corpus.Prepared().PlaceNames, End: "="}

// withoutPlaces leaves the names of places out of a text, since most languages share
// them: "tax Italy" is English and "impôt Italia" French. It returns too the languages
// that have all the names, for texts of nothing else.
func withoutPlaces(parts []analysis.Token) (rest []analysis.Token, named LanguageSet) {
	named = ^LanguageSet(0)
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
func placeAt(parts []analysis.Token) (words int, languages LanguageSet) {
	take := func(name, codes string) {
		spelled := strings.Split(name, " ")
		if len(spelled) < words || len(spelled) > len(parts) {
			return
		}
		for i, word := range spelled {
			if t := parts[i]; t.Word != word && t.Raw != word {
				return
			}
		}
		if len(spelled) > words {
			words, languages = len(spelled), 0
		}
		languages |= ReadLanguages(codes)
	}
	first := []string{parts[0].Word}
	if parts[0].Raw != strings.ToLower(parts[0].Raw) {
		first = append(first, parts[0].Raw)
	}
	for _, word := range first {
		for name, codes := range PlaceWords.From(word) {
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

// CollectPlaceWords makes the file of names of places from a vocabulary. A name that
// is a small word of some language says more about the language than about a place:
// the Spanish "este" is no Estonian.
func CollectPlaceWords(v *corpus.Vocabulary) (string, error) {
	known := map[string]LanguageSet{}
	for place, code := range corpus.Languages {
		l, err := v.Language(code)
		if err != nil {
			return "", fmt.Errorf("collect the names of places: %w", err)
		}
		EachPlaceName(v, l, func(name, _ string, cased bool) {
			tokens := analysis.TokenizeIn("fr", name) // as texts are taken apart to tell their language
			key := strings.Join(analysis.WordsOf(tokens), " ")
			if cased || name == strings.ToUpper(name) {
				key = strings.Join(analysis.Mapped(tokens, func(t analysis.Token) string { return t.Raw }), " ")
			} else if len(FunctionWords()[key]) > 0 || analysis.StopWords()[key] {
				return
			}
			known[key] |= 1 << place
		})
	}
	return listOfLanguages(known, PlaceWords.End), nil
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
