package language

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"precedent/recommend/understand/analysis"
)

// Index says which languages of a vocabulary know a word or the name of a place. It is
// read-only and safe for concurrent use.
type Index struct {
	codes  []string          // as Vocabulary.Languages has them
	words  analysis.WordList // the languages of each word, folded; with a second line for one with accents
	places analysis.WordList // the languages of each name of a place, of one word or several

	functionWords func() map[string][]int // small words that give a language away, with the places of the languages
	smallWords    func() map[string][]int // of two letters, those that are English too included
	smallLetters  func() map[string][]int // of one letter
}

// Codes are the languages, English first. They must not be changed.
func (x *Index) Codes() []string { return x.codes }

// languages are some languages of a vocabulary, by their places in Vocabulary.Languages:
// a bit each.
type languages uint64

// maxLanguages is how many languages a vocabulary has at most.
const maxLanguages = 64

func (s languages) has(place int) bool { return s&(1<<place) != 0 }

// count is 1 for a language of the set and 0 for others.
func (s languages) count(place int) int { return int(s >> place & 1) }

// first is the first language of a set, so that English wins ties.
func (x *Index) first(s languages) string { return x.codes[bits.TrailingZeros64(uint64(s))] }

// read reads the signs of languages behind a word, "" for none.
func read(signs string) (set languages) {
	for i := range len(signs) {
		set |= 1 << (signs[i] - firstLanguage)
	}
	return set
}

// having are the languages that a list says of a word.
func (x *Index) having(list analysis.WordList, word string) languages {
	signs, _ := list.Find(word)
	return read(signs)
}

// Knows tells whether a folded text is a word or a place in one of the languages.
func (x *Index) Knows(folded string) bool {
	return x.having(x.words, folded)|x.having(x.places, folded) != 0
}

// KnownIn tells whether a folded text is a word or a place in a language, or in English.
func (x *Index) KnownIn(code, folded string) bool {
	known := x.having(x.words, folded) | x.having(x.places, folded)
	return known.has(0) || known.has(slices.Index(x.codes, code))
}

// Lists tells whether a language has a word just as it stands.
func (x *Index) Lists(code string, t analysis.Token) bool {
	return x.languagesOf(t).has(slices.Index(x.codes, code))
}

// PlaceIn tells whether a folded word is the name of a place in a language.
func (x *Index) PlaceIn(code, folded string) bool {
	return x.having(x.places, folded).has(slices.Index(x.codes, code))
}

// IsPlace tells whether a name is that of a place in one of the languages, with its capitals or
// without.
func (x *Index) IsPlace(name string) bool {
	return x.having(x.places, analysis.FoldAll("fr", name))|x.having(x.places, withCapitals(name)) != 0
}

// FunctionWord tells whether a folded word is a small word of a language that is not
// English.
func (x *Index) FunctionWord(folded string) bool { return len(x.functionWords()[folded]) > 0 }

// RightIn returns what tells whether a folded word is one of a language other than
// English, or English.
func (x *Index) RightIn(code string) func(word string) bool {
	place := slices.Index(x.codes, code)
	return func(word string) bool { return x.having(x.words, word).has(place) || analysis.RightEnglish(word) }
}

const beginningLetters = 6 // how many letters of a word tell its language: enough to leave off most endings

// languagesOf returns the languages that know a word just as it stands: with its
// accents, or else without. Of English words only those written so have accents.
func (x *Index) languagesOf(t analysis.Token) languages {
	if !analysis.Accented(t.Raw) {
		return x.having(x.words, t.Word)
	}
	if signs, ok := x.words.Find(analysis.Lowered(t)); ok {
		return read(signs)
	}
	return x.having(x.words, t.Word) &^ 1
}

// languagesBeginning returns the languages other than English that know a word with
// the beginning of this one.
func (x *Index) languagesBeginning(word string) (set languages) {
	begin, longer := analysis.Truncate(word, beginningLetters)
	if !longer && utf8.RuneCountInString(word) < beginningLetters {
		return x.having(x.words, word) &^ 1
	}
	for _, signs := range x.words.Beginning(begin) {
		set |= read(signs)
	}
	return set &^ 1
}

// MinLike is how many letters words must begin with alike to count as alike.
const MinLike = 4

// wordLikeness is, by language, how many letters a word shares at most with the
// beginning of a word of the language that begins as it does.
func (x *Index) wordLikeness(word string) []int {
	most := make([]int, len(x.codes))
	begin, _ := analysis.Truncate(word, MinLike)
	for other, signs := range x.words.Beginning(begin) {
		n := analysis.Shared(word, other)
		if n <= slices.Min(most) {
			continue
		}
		set := read(signs)
		for i := range most {
			if set.has(i) {
				most[i] = max(most[i], n)
			}
		}
	}
	return most
}

// maxFormEnding is how many letters at the end a form of a word differs in at most.
const maxFormEnding = 2

// languagesWithForm returns the languages other than English of which a word is most likely a
// form of a word: all but its end is the beginning of one.
func (x *Index) languagesWithForm(word string) (set languages) {
	if len(word) < beginningLetters {
		return 0
	}
	for i, n := range x.wordLikeness(word) {
		if i > 0 && n >= len(word)-maxFormEnding {
			set |= 1 << i
		}
	}
	return set
}

// likeness sums up by language how like its words those of a text are.
func (x *Index) likeness(parts []analysis.Token) []int {
	sum := make([]int, len(x.codes))
	for _, tok := range parts {
		for i, n := range x.wordLikeness(tok.Word) {
			sum[i] += n
		}
	}
	return sum
}

// wholeWords counts by language the words of a text that it knows just as they
// stand.
func (x *Index) wholeWords(parts []analysis.Token) []int {
	known := make([]int, len(x.codes))
	for _, tok := range parts {
		set := x.languagesOf(tok)
		for i := range known {
			known[i] += set.count(i)
		}
	}
	return known
}

// letters counts by language the words of a text that are small words of one letter there, in no
// capitals and between blanks: there is none in "e-commerce".
func (x *Index) letters(text string, parts []analysis.Token) []int {
	count := make([]int, len(x.codes))
	for _, tok := range parts {
		next, alone := strings.CutPrefix(text[tok.Start+len(tok.Raw):], " ")
		alone = alone && (tok.Start == 0 || text[tok.Start-1] == ' ')
		if len(tok.Word) != 1 || !alone || tok.Raw != strings.ToLower(tok.Raw) {
			continue
		}
		sound := strings.TrimPrefix(strings.ToLower(next[:min(2, len(next))]), "h")
		for _, place := range x.smallLetters()[tok.Word] {
			if strings.HasPrefix(sound, analysis.GrammarOf(x.codes[place]).Sounds[tok.Word]) {
				count[place]++
			}
		}
	}
	return count
}

// withoutPlaces leaves the names of places out of a text, since most languages share
// them: "tax Italy" is English and "impôt Italia" French. It returns too the languages
// that have all the names, for texts of nothing else.
func (x *Index) withoutPlaces(parts []analysis.Token) (rest []analysis.Token, named languages) {
	named = ^languages(0)
	capitals := !slices.ContainsFunc(parts, func(t analysis.Token) bool { return t.Raw != strings.ToUpper(t.Raw) })
	for i := 0; i < len(parts); {
		n, languages := x.placeAt(parts[i:], capitals && len(parts) > 1)
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
// for none, and the languages that have it. capitals says that the whole text is in capitals,
// so that they make no names: "EAU" is water rather than the Emirates.
func (x *Index) placeAt(parts []analysis.Token, capitals bool) (words int, languages languages) {
	take := func(name, signs string) {
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
		languages |= read(signs)
	}
	first := []string{parts[0].Word}
	if !capitals && parts[0].Raw != strings.ToLower(parts[0].Raw) {
		first = append(first, parts[0].Raw)
	}
	for _, word := range first {
		for name, signs := range x.places.From(word) {
			if name != word && !strings.HasPrefix(name, word+" ") { // a blank comes before all letters
				break
			}
			take(name, signs)
		}
	}
	if words == 1 { // "island" is German for Iceland, and English
		languages |= x.languagesOf(parts[0])
	}
	return words, languages
}
