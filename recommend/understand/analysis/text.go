// Package analysis makes words of texts: it splits and folds them, stems them, finds known
// phrases among them, and counts slips of spelling. It says nothing of what words mean.
package analysis

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"precedent/corpus"
)

// Token is one word of a text.
type Token struct {
	Raw   string // as it stands in the text
	Word  string // lower case, without accents, apostrophes and possessive endings
	Start int    // byte offset of raw in the text
	Gap   bool   // a sentence or clause ends before it, so no phrase runs across

	// Auxiliary says that it is a participle that makes no more than a tense, though elsewhere it
	// is a noun: "stato" of "è stato".
	Auxiliary bool

	Joined *JoinedWord // nil for a word that is written in one way
}

// Tokenize splits text into words: runs of letters and digits, with
// apostrophes inside ("don't" -> dont), single letters joined by & or dots
// ("R&D" -> r&d, "U.K." -> uk). Everything else sets words apart.
func Tokenize(text string) []Token {
	tokens := make([]Token, 0, len(text)/6+1)
	gap := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !WordRune(r) {
			gap = gap || strings.ContainsRune(",;:!?()[]\"\n", r) || r == '.' && !withinClause(tokens, text[i+size:])
			i += size
			continue
		}
		end := wordEnd(text, i)
		if word := Fold(text[i:end]); word != "" {
			tokens = append(tokens, Token{Raw: text[i:end], Word: word, Start: i, Gap: gap})
		}
		gap, i = false, end
	}
	return tokens
}

// maxShortened is how many letters a word has at most that a full stop shortens: "ds.", "np.".
const maxShortened = 3

// withinClause tells whether a full stop ends no clause: in "gov.br", and behind a word of few
// letters where a small letter follows. rest is what follows the stop.
func withinClause(before []Token, rest string) bool {
	next := strings.TrimPrefix(rest, " ")
	if r, _ := utf8.DecodeRuneInString(next); !unicode.IsLower(r) {
		return false
	}
	return next == rest || len(before) > 0 && utf8.RuneCountInString(before[len(before)-1].Raw) <= maxShortened
}

// WordRune tells whether a character is part of a word.
func WordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// wordEnd returns where the word that starts at i ends.
func wordEnd(text string, i int) int {
	letters := 0 // since the last joint
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if WordRune(r) {
			letters++
			i += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		apostrophe := r == '\'' || r == '’'
		initials := letters == 1 && (r == '&' || r == '.') && singleLetter(text[i+size:])
		if !WordRune(next) || !apostrophe && !initials {
			return i
		}
		letters = 0
		i += size
	}
	return i
}

// singleLetter tells whether s begins with one letter that stands alone.
func singleLetter(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	return unicode.IsLetter(r) && !WordRune(next)
}

// Fold brings a word to the form that is compared: lower case, no accents, no
// apostrophes, dots or possessive ending.
func Fold(raw string) string {
	ascii := true
	plain := true // lower-case letters and digits only
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		ascii = ascii && c < utf8.RuneSelf
		plain = plain && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
	}
	if plain {
		return raw
	}
	s := strings.ToLower(raw)
	if !ascii {
		s = plainLetters(s)
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "'")
	s = strings.ReplaceAll(s, "'", "")
	return strings.ReplaceAll(s, ".", "")
}

// plainLetters takes the accents off lower-case letters.
func plainLetters(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case int(r) < len(bases()) && bases()[r] != 0:
			b.WriteRune(bases()[r])
		case r == '’':
			b.WriteByte('\'')
		case ligatures[r] != "":
			b.WriteString(ligatures[r])
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		default:
			for _, part := range norm.NFD.String(string(r)) {
				if !unicode.Is(unicode.Mn, part) {
					b.WriteRune(part)
				}
			}
		}
	}
	return b.String()
}

// ligatures are letters that two are written for where a keyboard lacks them.
var ligatures = map[rune]string{'œ': "oe", 'æ': "ae", 'ß': "ss"}

// bases are the plain letters of the accented ones that are common in European
// languages, so that they need not be taken apart each time. One does not come
// apart: ł.
var bases = sync.OnceValue(func() *[0x180]rune {
	var table [0x180]rune
	for r := rune(0xC0); r < 0x180; r++ {
		if parts := []rune(norm.NFD.String(string(r))); len(parts) > 1 {
			table[r] = parts[0]
		}
	}
	table['ł'] = 'l'
	return &table
})

// Truncate cuts text to so many characters and tells whether it had more.
func Truncate(text string, most int) (string, bool) {
	count := 0
	for i := range text {
		if count == most {
			return text[:i], true
		}
		count++
	}
	return text, false
}

// TruncateWords is truncate, but between words. A single word that is longer than
// that is cut all the same.
func TruncateWords(text string, most int) (string, bool) {
	kept, cut := Truncate(text, most)
	if !cut {
		return kept, false
	}
	if next, _ := utf8.DecodeRuneInString(text[len(kept):]); WordRune(next) {
		if end := strings.LastIndexFunc(kept, func(r rune) bool { return !WordRune(r) }); end >= 0 {
			kept = kept[:end]
		}
	}
	return kept, true
}

// Folded is a set of words, each folded.
func Folded(words []string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[Fold(w)] = true
	}
	return set
}

// FoldAll folds each word of a phrase in a language.
func FoldAll(code, name string) string { return strings.Join(WordsOf(TokenizeIn(code, name)), " ") }

// WordsOf are the folded words of tokens.
func WordsOf(tokens []Token) []string { return Mapped(tokens, func(t Token) string { return t.Word }) }

// GapsOf tells before which of some tokens a clause ends.
func GapsOf(tokens []Token) []bool { return Mapped(tokens, func(t Token) bool { return t.Gap }) }

// AsTyped is the text of tokens[from:to].
func AsTyped(text string, tokens []Token, from, to int) string {
	last := tokens[to-1]
	return text[tokens[from].Start : last.Start+len(last.Raw)]
}

// Mark sets words[from:to].
func Mark(words []bool, from, to int) {
	for i := from; i < to; i++ {
		words[i] = true
	}
}

// Shares tells whether two lists have something in common.
func Shares[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(s T) bool { return slices.Contains(b, s) })
}

// TokenizeIn splits text into words as a language has it.
func TokenizeIn(code, text string) []Token {
	if GrammarOf(code).elides && strings.ContainsAny(text, "'’") {
		text = apart.Replace(text)
	}
	tokens := Tokenize(text)
	if GrammarOf(code).HyphenEndings {
		tokens = withoutEndings(text, tokens)
	}
	GrammarOf(code).markAuxiliaries(tokens)
	return tokens
}

// maxHyphenEnding is how many letters a hyphen joins to an acronym that are no word.
const maxHyphenEnding = 3

// withoutEndings leaves out the endings that hyphens join to acronyms: "SOR-em".
func withoutEndings(text string, tokens []Token) []Token {
	kept := tokens[:0]
	for _, t := range tokens {
		if n := len(kept); n > 0 && utf8.RuneCountInString(t.Raw) <= maxHyphenEnding && t.Raw == strings.ToLower(t.Raw) {
			before := kept[n-1].Raw
			if end := kept[n-1].Start + len(before); AllCapitals(before) && t.Start == end+1 && text[end] == '-' {
				continue
			}
		}
		kept = append(kept, t)
	}
	return kept
}

// apart sets words apart at apostrophes. It keeps every byte in its place.
var apart = strings.NewReplacer("'", " ", "’", "   ")

// JoinedWord says that a token is one of two spellings of a word, or a part of it.
type JoinedWord struct {
	Closed string    // "" where nothing has it
	Open   [2]string // its parts
	Part   bool      // the token is a part
}

// Written tells whether the open form is known.
func (j *JoinedWord) Written() bool { return j.Open[0] != "" }

// Spellings are what a token is searched as, nil for its word alone.
func (t Token) Spellings() []string {
	switch j := t.Joined; {
	case j == nil || j.Part && j.Closed == "":
		return nil
	case j.Part:
		return []string{t.Word, j.Closed}
	case j.Written():
		return []string{t.Word, strings.Join(j.Open[:], " ")}
	}
	return []string{t.Word}
}

// Closed is a word or phrase written without spaces and hyphens.
func Closed(phrase string) string { return Fold(closing.Replace(phrase)) }

var closing = strings.NewReplacer(" ", "", "-", "")

// PartsOf are the words of a phrase as it was typed, whatever joins them, and those that
// something joins also whole.
func PartsOf(phrase string) []string {
	parts := strings.FieldsFunc(phrase, func(r rune) bool { return !WordRune(r) })
	return append(parts, strings.Fields(phrase)...)
}

// Accented tells whether a word has letters that English has not.
func Accented(raw string) bool {
	return strings.ContainsFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) })
}

// Capital tells whether a word has a capital.
func Capital(raw string) bool { return strings.ContainsFunc(raw, unicode.IsUpper) }

// AllCapitals tells whether a word has several letters and signs, and no letter that is small.
func AllCapitals(raw string) bool {
	return len(raw) > 1 && raw == strings.ToUpper(raw) && raw != strings.ToLower(raw)
}

// Proper tells whether a token looks like a name, whose spelling is its own: a
// capital inside a sentence that is not all in capitals.
func Proper(tokens []Token, t Token) bool {
	first, _ := utf8.DecodeRuneInString(t.Raw)
	if t.Start == tokens[0].Start || t.Gap || t.Raw == strings.ToUpper(t.Raw) || !unicode.IsUpper(first) {
		return false
	}
	// In a title every word has one.
	return slices.ContainsFunc(tokens, func(t Token) bool {
		first, _ := utf8.DecodeRuneInString(t.Raw)
		return unicode.IsLower(first) && !StopWords()[t.Word]
	})
}

// Acronym tells whether a token looks like an acronym: all in capitals in a text that
// is not.
func Acronym(tokens []Token, t Token) bool {
	return t.Raw == strings.ToUpper(t.Raw) && slices.ContainsFunc(tokens, func(t Token) bool { return t.Raw != strings.ToUpper(t.Raw) })
}

// Mapped is what f makes of each of a list.
func Mapped[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

// SortedKeys are the keys of a map in the order of the alphabet.
func SortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// AppendNew adds a word to a list that does not have it.
func AppendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// OncePerVocabulary returns what makes something of each vocabulary when it is first asked
// for, and keeps it. It is made of what is common to those that name other libraries.
func OncePerVocabulary[T any](make func(*corpus.Vocabulary) (T, error)) func(*corpus.Vocabulary) (T, error) {
	var made sync.Map // *corpus.Vocabulary -> func() (T, error)
	return func(v *corpus.Vocabulary) (T, error) {
		v = v.Common()
		once, ok := made.Load(v)
		if !ok {
			once, _ = made.LoadOrStore(v, sync.OnceValues(func() (T, error) { return make(v) }))
		}
		return once.(func() (T, error))()
	}
}
