package understand

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/language"
	"precedent/recommend/understand/lexicon"
	"precedent/recommend/understand/names"
)

// Understander reads problems. It is read-only once it has learned a library,
// but for languages that it reads when they are first met, and safe for
// concurrent use.
type Understander struct {
	vocabulary  *corpus.Vocabulary
	Weights     recommend.Weights
	Words       *analysis.KnownWords
	idf         func(stem string) float64
	inThesaurus func() map[string]bool // stems of its words, made when they are first asked for
	closed      *sync.Map              // words of the library -> *joinedWord, those that were asked for
	having      func(stem string) int  // how many cases have it
	standing    func(stem string) func(number int) (Standing, bool)
	cases       []corpus.Case // those in memory
	count       int           // of all
	Names       *names.Finder // of the cases
	English     *lexicon.Lexicon
	Foreign     lexicon.Lexicons
	Speller     *analysis.Speller // over the library's words
	Own         *ownWords
	index       *language.Index
	turns       func() []turns
	Off         recommend.Without
}

// New makes an understander of a vocabulary. It reads nothing before
// it has been told of a library with Learn. year is the present one.
func New(v *corpus.Vocabulary, w recommend.Weights, year int) (*Understander, error) {
	t, err := lexicon.ReadEnglish(v, year, lexicon.PreparedTables(v, corpus.English))
	if err != nil {
		return nil, err
	}
	index, err := language.IndexOf(v)
	if err != nil {
		return nil, err
	}
	return &Understander{
		vocabulary: v, index: index, Weights: w, Words: &analysis.KnownWords{Thesaurus: t.Words}, English: t, Foreign: lexicon.NewLexicons(v, year),
		closed: &sync.Map{}, turns: readTurns(v), inThesaurus: sync.OnceValue(t.Concepts.Phrases.Words),
	}, nil
}

// Learn takes in a library.
func (u *Understander) Learn(l Library) {
	u.Words = &analysis.KnownWords{Library: l.Words, Thesaurus: u.Words.Thesaurus}
	u.idf, u.having, u.standing, u.cases, u.count = l.IDF, l.Having, l.Standing, l.Cases, l.Count
	u.Names = &names.Finder{Table: l.Names, Cases: l.Cases, More: l.MoreNames, Case: l.Case, Count: l.Count, Places: u.vocabulary.Places, Words: u.Words, Having: u.having, English: u.English, Index: u.index}
	u.Speller = &analysis.Speller{Words: l.Words, Right: analysis.RightEnglish}
	u.Own = readOwnWords(u.Words.Thesaurus, l)
}

// Detector is what tells the language of texts, with words that are English.
func (u *Understander) Detector(english *analysis.KnownWords, s *analysis.Speller) language.Detector {
	return language.Detector{Languages: u.index, Words: english, Asking: u.English.Asking, Foreign: u.Own.isForeign, Speller: s}
}

// languageOf tells which language a text is in. A text of a few words is often one of several
// languages, and is in the one that the person is spoken to in where that knows as many of
// them: "dane" are data in Polish, "zus" is the social insurance there and a sister in Dutch.
// English in which somebody is spoken to says nothing, since many never chose it.
func (u *Understander) languageOf(text string, tokens []analysis.Token, spoken string) (string, error) {
	d := u.Detector(u.Words, u.Speller)
	told := d.Detect(text, tokens)
	read, known := u.Foreign[spoken]
	if told == spoken || !known || !language.Short(tokens) {
		return told, nil
	}
	theirs, err := read()
	if err != nil {
		return "", err
	}
	words, own, err := u.knownWords(theirs, theirs.Tokenize(text))
	if err != nil {
		return "", err
	}
	other := u.English
	if told != corpus.English {
		if other, err = u.Foreign[told](); err != nil {
			return "", err
		}
	}
	_, others, err := u.knownWords(other, other.Tokenize(text))
	if err != nil {
		return "", err
	}
	if other == u.English && others == words { // many words are forms of some word in each language
		if is, err := u.surelyIn(theirs, tokens); !is {
			return told, err
		}
		return spoken, nil
	}
	if own > others || own == others && (own > 0 || told != corpus.English) {
		return spoken, nil
	}
	return told, nil
}

// surelyIn tells whether a text in words of both English and another language is surely in the
// other: it lists each of them just as it stands, the glossary says what they are, none of them
// only asks there, and they are no phrase that English names a topic by, such as "open data".
func (u *Understander) surelyIn(theirs *lexicon.Lexicon, tokens []analysis.Token) (bool, error) {
	keys, err := theirs.NewKeys(false)
	if err != nil {
		return false, err
	}
	for _, tok := range tokens {
		if !language.Tells(tok.Word) {
			continue
		}
		w := lexicon.ProblemWord{Token: tok, Readings: keys(tok)}
		if theirs.Asking[tok.Word] || !u.index.Lists(theirs.Code, tok) || theirs.Readings(w) == nil {
			return false, nil
		}
	}
	phrase := u.English.WithoutSmall(strings.Join(analysis.WordsOf(tokens), " "), analysis.NewAnalyzer(u.Words).StemToken)
	return !slices.ContainsFunc(u.English.Concepts.Find(phrase), func(s analysis.Span[string]) bool { return s.To-s.From > 1 }), nil
}

// knownWords counts the words that can tell a language, and how many of them one knows, in any
// of their forms, and as parts of one written word.
func (u *Understander) knownWords(t *lexicon.Lexicon, tokens []analysis.Token) (words, known int, err error) {
	knows := func(tok analysis.Token) bool {
		return analysis.StopWords()[tok.Word] || u.Words.Get(tok.Word) != nil
	}
	if t != u.English {
		keys, err := t.NewKeys(false)
		if err != nil {
			return 0, 0, err
		}
		knows = func(tok analysis.Token) bool {
			found := keys(tok)
			first := func(part analysis.Token) string { return lexicon.FirstKey(keys(part)) }
			return len(found) == 0 || !lexicon.IsUnknown(found[0]) ||
				!analysis.RightEnglish(tok.Word) && t.Compound(lexicon.ProblemWord{Token: tok}, first) != nil
		}
	}
	for _, tok := range tokens {
		if !language.Tells(tok.Word) || !analysis.GrammarOf(t.Code).CapitalNouns && analysis.Proper(tokens, tok) {
			continue
		}
		words++
		if knows(tok) || t.Asking[tok.Word] || t.Abbreviations.Values([]string{tok.Word}) != nil || u.index.PlaceIn(t.Code, tok.Word) {
			known++
		}
	}
	return words, known, nil
}

// knows tells whether something, in lower case, is a word of one of the languages.
func (u *Understander) knows(word string) bool {
	folded := analysis.Fold(word)
	return u.index.Knows(folded) || u.Words.Get(folded) != nil
}

// isWord tells whether something is a word of one of the languages, or of English that no case has.
func (u *Understander) isWord(word string) bool {
	return u.knows(strings.ToLower(word)) || analysis.RightEnglish(analysis.Fold(word))
}

// isName tells whether tokens[from:to] are a name, or words that nothing is known of.
func (u *Understander) isName(t *lexicon.Lexicon, tokens []analysis.Token, from, to int) bool {
	return !slices.ContainsFunc(tokens[from:to], func(tok analysis.Token) bool {
		if first, _ := utf8.DecodeRuneInString(tok.Raw); !unicode.IsLetter(first) {
			return true
		}
		unknown := u.Words.Get(tok.Word) == nil && u.Speller.Correct(tok.Word) == ""
		if t != u.English {
			unknown = unknown && len(t.FormKeys(analysis.Lowered(tok), tok.Word, false)) == 0
		}
		return !unknown && (analysis.GrammarOf(t.Code).CapitalNouns || !analysis.Proper(tokens, tok))
	})
}

// toldBy is how many characters of a record its language is told by.
const toldBy = 400

// ToldBy says what tells the language of a record.
type ToldBy int

// What tells it: the record itself, its small words, which leave no doubt, or what its words are
// most like.
const (
	ToldByRecord ToldBy = iota
	ToldBySmallWords
	ToldByLikeness
)

// LanguageTeller returns what tells the languages of people's own cases: as their records say,
// and where these say nothing by their words. It needs no library to be learned. english are
// words that are English for sure.
func (u *Understander) LanguageTeller(english *analysis.Dictionary) func(c *corpus.Case) (language string, by ToldBy) {
	d := u.Detector(&analysis.KnownWords{Library: english, Thesaurus: u.Words.Thesaurus}, &analysis.Speller{Words: english, Right: analysis.RightEnglish})
	return func(c *corpus.Case) (string, ToldBy) {
		if slices.Contains(u.vocabulary.Languages(), c.Language) {
			return c.Language, ToldByRecord
		}
		start, _ := analysis.Truncate(ownText(c), toldBy)
		tokens := analysis.Tokenize(start)
		if language := d.Surely(start, tokens); language != "" {
			return language, ToldBySmallWords
		}
		return d.Detect(start, tokens), ToldByLikeness
	}
}

// SmallWords are the words without a topic of a language other than English.
func (u *Understander) SmallWords(language string) (map[string]bool, error) {
	t, err := u.Foreign[language]()
	if err != nil {
		return nil, err
	}
	return t.Stop, nil
}

// Standing says where in a case a word stands.
type Standing struct {
	Shown bool   // in the record itself, and not only in what it is matched by
	Asked uint64 // a bit for each asked-as sentence with it
}

// with is where two words stand both.
func (s Standing) with(other Standing) Standing {
	return Standing{s.Shown && other.Shown, s.Asked & other.Asked}
}

// Library is what is to be known of a library to understand problems for it.
type Library struct {
	Cases []corpus.Case // those in memory; their places are their numbers
	Count int           // cases in all
	Case  func(number int) *corpus.Case
	Words *analysis.Dictionary
	Names names.Table // of the cases in memory
	// MoreNames are those of the other cases that are found by some first letters; nil for none.
	MoreNames func(start string) names.Table
	IDF       func(stem string) float64 // how much a word tells
	Having    func(stem string) int     // how many cases have it
	// Standing returns what says where a word with a stem stands in a case, by its number,
	// and whether it does; nil for a stem that no case has.
	Standing func(stem string) func(number int) (Standing, bool)
	// Own are the words of people's own cases.
	Own OwnWords
	// English are words that are English for sure, nil where that is not known.
	English *analysis.Dictionary
}
