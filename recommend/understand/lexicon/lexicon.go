// Package lexicon holds what is known of each language: its small words, the phrases that
// name topics and approaches, its glossary of English equivalents, its abbreviations, and
// the frames that public bodies put problems in. Reading a problem with it is the work of
// package understand.
package lexicon

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/language"
	"precedent/recommend/understand/letter"
	"precedent/recommend/understand/scope"
)

// Lexicon is what is needed to read problems in one language. It is read-only
// once built and safe for concurrent use.
type Lexicon struct {
	Code          string
	Stop          map[string]bool // words that carry no topic, folded
	Asking        map[string]bool // words that only ask
	Grammar       map[string]bool // words that are not searched for but may help to name a topic; nil where all such are of stop
	saysCases     map[string]bool // words that say no more than that cases are asked for
	Context       *scope.Reader
	Concepts      *conceptTable
	Abbreviations *analysis.PhraseTable[string]   // words -> what they stand for
	Glossary      *analysis.PhraseTable[Rendered] // stems -> English; nil for English
	Speller       *analysis.Speller               // over the words of the glossary; nil for English
	Words         *analysis.Dictionary            // of the glossary and thesaurus, folded
	frames        string                          // what framer looks words up in
	framer        *letter.Framer
}

// Tokenize splits text into words as the language has it.
func (t *Lexicon) Tokenize(text string) []analysis.Token { return analysis.TokenizeIn(t.Code, text) }

// NewForeign reads what is known of a language other than English, when it is
// first met.
func NewForeign(v *corpus.Vocabulary, code string, year int) (*Lexicon, error) {
	analysis.Prepare(code)
	return ReadForeign(v, code, year, PreparedTables(v, code))
}

// ReadForeign is NewForeign with the tables of the language, nil where they are
// still to be made.
func ReadForeign(v *corpus.Vocabulary, code string, year int, ready *LanguageTables) (*Lexicon, error) {
	words, err := v.Words(code)
	if err != nil {
		return nil, fmt.Errorf("read the language %s: %w", code, err)
	}
	t := newLexicon(code, words)
	for _, w := range words.Stop {
		for _, tok := range t.Tokenize(w) {
			t.Stop[tok.Word] = true
		}
	}
	if ready == nil {
		if ready, err = t.makeTables(v); err != nil {
			return nil, err
		}
	}
	t.use(v, words, year, ready, t.SameWord)
	t.Glossary = ready.glossary
	index, err := language.IndexOf(v)
	if err != nil {
		return nil, fmt.Errorf("read the language %s: %w", code, err)
	}
	t.Speller = &analysis.Speller{Words: t.Words, Right: index.RightIn(code)}
	return t, nil
}

// makeTables makes the tables of a language other than English.
func (t *Lexicon) makeTables(v *corpus.Vocabulary) (*LanguageTables, error) {
	l, err := v.Language(t.Code)
	if err != nil {
		return nil, fmt.Errorf("read the language %s: %w", t.Code, err)
	}
	thesaurus, err := v.Thesaurus(t.Code)
	if err != nil {
		return nil, fmt.Errorf("read the language %s: %w", t.Code, err)
	}
	tables := &LanguageTables{places: scope.PlaceNames(v, l)}
	if tables.frames, err = packFrames(v, t.Code); err != nil {
		return nil, err
	}
	var work errgroup.Group // on both cores
	said, glossed := map[string]*analysis.Entry{}, map[string]*analysis.Entry{}
	work.Go(func() (err error) {
		tables.Concepts, err = t.thesaurusOf(v.Taxonomy, thesaurus, said)
		return err
	})
	work.Go(func() (err error) {
		tables.glossary, err = t.glossaryOf(l, glossed)
		return err
	})
	if err := work.Wait(); err != nil {
		return nil, err
	}
	for word, e := range said {
		if glossed[word] == nil {
			glossed[word] = e
		}
	}
	tables.Words = analysis.NewDictionary(glossed)
	return tables, nil
}

// newLexicon makes the lexicon of a language, but for its tables and what is read with them.
func newLexicon(code string, words *corpus.Words) *Lexicon {
	t := &Lexicon{
		Code: code, Stop: analysis.Folded(analysis.GrammarOf(code).StopWords()), Asking: analysis.Folded(words.Asking),
		saysCases:     analysis.Folded(slices.Concat(words.General, words.Examples, words.Scope.Frames)),
		Abbreviations: analysis.NewPhraseTable[string](),
	}
	for short, long := range words.Abbreviations {
		t.Abbreviations.Add(analysis.WordsOf(t.Tokenize(short)), long)
	}
	return t
}

// use takes the tables that English has too, and what is read with them. sameWord tells
// whether a word is a form of another.
func (t *Lexicon) use(v *corpus.Vocabulary, words *corpus.Words, year int, ready *LanguageTables, sameWord func(word, typed string) bool) {
	t.frames = ready.frames
	t.framer = &letter.Framer{
		Find: analysis.WordList{Text: ready.frames, End: "\t"}.Find, Fold: analysis.Fold,
		Tells:        func(word string) bool { return !t.Stop[word] && !t.Asking[word] },
		CapitalNouns: analysis.GrammarOf(t.Code).CapitalNouns,
	}
	t.Context = scope.NewReader(v, t.Code, words, ready.places, t.Stop, t.Asking, year)
	t.Concepts, t.Words = ready.Concepts, ready.Words
	t.Concepts.SameWord = sameWord
}

// thesaurusOf makes the table of topics and approaches, and notes the words of its phrases
// in said.
func (t *Lexicon) thesaurusOf(taxonomy *corpus.Taxonomy, thesaurus corpus.Thesaurus, said map[string]*analysis.Entry) (*conceptTable, error) {
	stems, err := t.exactStems()
	if err != nil {
		return nil, err
	}
	noted := func(tok analysis.Token) string {
		s := stems(tok)
		if s != "" && !t.Asking[tok.Word] {
			said[tok.Word] = &analysis.Entry{Stem: s}
		}
		return s
	}
	return newConceptTable(taxonomy, func(id string) []string { return thesaurus[id] }, t.Tokenize, noted, t.Asking), nil
}

// SameWord tells whether a word with the stem of another is a form of it, and not a
// word of its own that the stemmer takes for one. Of two words of the glossary their
// English tells: deporte is sport, and not deportación. Of others that are known, the
// endings do.
func (t *Lexicon) SameWord(word, typed string) bool {
	if word == typed || sameButNumber(t.Code, word, typed) {
		return true
	}
	known := t.Known(typed) != ""
	var one, other []string
	if known {
		one, other = t.english(word), t.english(typed)
	}
	if len(one) == 0 || len(other) == 0 {
		switch {
		case len(word) > shortWord:
			return !known || max(len(word), len(typed))-analysis.Shared(word, typed) <= analysis.MaxEnding
		case analysis.GrammarOf(t.Code).Romance:
			return false
		}
		return analysis.Shared(word, typed) >= len(word)-1
	}
	return slices.ContainsFunc(one, func(a string) bool {
		return slices.ContainsFunc(other, func(b string) bool { return analysis.Shared(a, b) >= language.MinLike && analysis.Alike(a, b) })
	})
}

// shortWord is how many letters a word has at most that stems tell little of: French "fac"
// has that of "face", Italian "tram" that of "tramite", Polish "wiza" that of "coraz".
const shortWord = 4

// sameButNumber tells whether one of two words is the plural of the other.
func sameButNumber(language, word, other string) bool {
	is := func(singular, plural string, endings [2]string) bool {
		stem, ok := strings.CutSuffix(singular, endings[0])
		return ok && stem+endings[1] == plural
	}
	return slices.ContainsFunc(analysis.GrammarOf(language).NumberEndings, func(endings [2]string) bool {
		return is(word, other, endings) || is(other, word, endings)
	})
}

// english returns the words of the English for just this form of a word.
func (t *Lexicon) english(form string) (words []string) {
	for _, r := range inForm(t.Glossary.Values([]string{t.Known(form)}), form) {
		words = append(words, strings.Fields(r.English)...)
	}
	return words
}

// glossaryOf makes the table of the glossary, and notes its words in glossed.
func (t *Lexicon) glossaryOf(l *corpus.Language, glossed map[string]*analysis.Entry) (*analysis.PhraseTable[Rendered], error) {
	stems, err := t.exactStems()
	if err != nil {
		return nil, err
	}
	glossary, err := l.Glossary()
	if err != nil {
		return nil, err
	}
	table := analysis.NewPhraseTable[Rendered]()
	for _, english := range analysis.SortedKeys(glossary) {
		for place, phrase := range glossary[english] {
			var list []string
			tokens := t.Tokenize(phrase)
			for _, tok := range tokens {
				if s := stems(tok); s != "" {
					list = append(list, s)
					glossed[tok.Word] = &analysis.Entry{Stem: s, Count: analysis.MinCount}
				}
			}
			if len(list) == 1 && len(tokens) > 1 {
				place += collapsed
			}
			table.Add(list, Rendered{english, place, strings.Join(analysis.WordsOf(tokens), " ")})
		}
	}
	return table, nil
}

// Known returns the stem of a word of the glossary or thesaurus, folded, "" for others.
func (t *Lexicon) Known(word string) string {
	if e := t.Words.Get(word); e != nil {
		return e.Stem
	}
	return ""
}

// NewStems returns a function that stems the tokens of one text, "" for a word
// without a topic. A word that is known takes the stem that it is known by, since
// people leave accents off, which stemmers go by, unless it is another known word as it
// stands: szkole, school, is not szkołę. Not safe for concurrent use.
func (t *Lexicon) NewStems() (func(analysis.Token) string, error) {
	exact, err := t.exactStems()
	return func(tok analysis.Token) string {
		if s := t.Known(tok.Word); s != "" && !t.Stop[tok.Word] {
			if own := exact(tok); own != s && len(inForm(t.Glossary.Values([]string{own}), tok.Word)) > 0 {
				return own
			}
			return s
		}
		if analysis.GrammarOf(t.Code).Umlauts && !t.Stop[tok.Word] { // "Buerger", for want of an ü
			switch short := umlauts.Replace(tok.Word); {
			case t.Stop[short]:
				return ""
			case t.Known(short) != "":
				return t.Known(short)
			}
		}
		return exact(tok)
	}, err
}

// NewFormStems is newStems for words in any form.
func (t *Lexicon) NewFormStems(stems func(analysis.Token) string) func(analysis.Token) string {
	return func(tok analysis.Token) string {
		s := stems(tok)
		if s == "" || t.Known(tok.Word) != "" || t.Words.Resembles(tok.Word, s) {
			return s
		}
		any := func(string) bool { return true }
		if near := cmp.Or(t.Words.VerbOf(t.Code, tok.Word, any), t.Words.NearestForm(tok.Word, any)); near != "" {
			return t.Known(near)
		}
		return s
	}
}

var umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")

// exactStems is newStems for words that have their accents.
func (t *Lexicon) exactStems() (func(analysis.Token) string, error) {
	stem, err := analysis.NewStemmer(t.Code)
	if err != nil {
		return nil, err
	}
	cache := map[string]string{}
	return func(tok analysis.Token) string {
		if t.Stop[tok.Word] {
			return ""
		}
		word := analysis.Lowered(tok)
		s, ok := cache[word]
		if !ok {
			s = stem(word)
			cache[word] = s
		}
		return s
	}, nil
}

// Lexicons reads each foreign language when it is first met.
type Lexicons map[string]func() (*Lexicon, error)

// NewLexicons are the lexicons of all languages of a vocabulary but English. year is the
// present one.
func NewLexicons(v *corpus.Vocabulary, year int) Lexicons {
	all := Lexicons{}
	for _, code := range v.Languages() {
		if code != corpus.English {
			all[code] = sync.OnceValues(func() (*Lexicon, error) { return NewForeign(v, code, year) })
		}
	}
	return all
}

// General tells whether what is left of a text says no more than that cases are asked
// for: "what's new in Rwanda", "success stories".
func (t *Lexicon) General(tokens []analysis.Token, used, level []bool) bool {
	for i, tok := range tokens {
		if !used[i] && !level[i] && !t.Stop[tok.Word] && !t.Asking[tok.Word] && !t.saysCases[tok.Word] && !analysis.Number(tok.Word) {
			return false
		}
	}
	return true
}

// ShortForms finds the abbreviations in a text, by where they begin.
func (t *Lexicon) ShortForms(tokens []analysis.Token, used []bool) map[int]analysis.Span[string] {
	short := map[int]analysis.Span[string]{}
	for _, s := range t.Abbreviations.Find(analysis.WordsOf(tokens), nil) {
		if first := tokens[s.From]; !used[s.From] && (!t.Stop[first.Word] || first.Raw == strings.ToUpper(first.Raw)) {
			short[s.From] = s // "it" is a word, "IT" is not
		}
	}
	return short
}

// WithoutSmall returns the words of a text without its small words. stem returns the stem
// of a word, "" for a stop word.
func (t *Lexicon) WithoutSmall(text string, stem func(analysis.Token) string) []ProblemWord {
	var read WithoutSmall
	for _, tok := range t.Tokenize(text) {
		read.Read(ProblemWord{Token: tok, Stem: stem(tok)}, t.Asking)
	}
	return read.Words
}

// ReadEnglish reads what is known of English. ready are its tables, nil where they are
// still to be made.
func ReadEnglish(v *corpus.Vocabulary, year int, ready *LanguageTables) (*Lexicon, error) {
	words := v.English.Words
	t := newLexicon(corpus.English, words)
	t.Grammar = analysis.Folded(words.Stop)
	if ready == nil {
		thesaurus, err := v.Thesaurus(corpus.English)
		if err != nil {
			return nil, fmt.Errorf("read English: %w", err)
		}
		a := analysis.NewAnalyzer(nil)
		phrases := func(id string) []string { return append([]string{v.Taxonomy.Label(id)}, thesaurus[id]...) }
		ready = &LanguageTables{places: scope.PlaceNames(v, v.English), Concepts: newConceptTable(v.Taxonomy, phrases, t.Tokenize, a.StemToken, t.Asking)}
		ready.Words = analysis.NewDictionary(a.Words)
		if ready.frames, err = packFrames(v, corpus.English); err != nil {
			return nil, fmt.Errorf("read English: %w", err)
		}
	}
	t.use(v, words, year, ready, analysis.Inflected)
	return t, nil
}

// WithoutFrames returns a text without the frames that public bodies put a problem in, and
// what they say. Each leaves blanks and the end of a clause in its place, so that every
// other word stays where it is.
func (t *Lexicon) WithoutFrames(text string) (problem string, frames []string) {
	spans := t.framer.Frames(text)
	if len(spans) == 0 {
		return text, nil
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		frames = append(frames, text[s.From:s.To])
		b.WriteString(text[at:s.From])
		b.WriteString(ClauseEnd)
		b.WriteString(strings.Repeat(" ", s.To-s.From-len(ClauseEnd)))
		at = s.To
	}
	b.WriteString(text[at:])
	return b.String(), frames
}

// ClauseEnd parts what stands before a frame from what stands behind it.
const ClauseEnd = ";"

// packFrames writes the frames of a language as Lexicon.use reads them.
func packFrames(v *corpus.Vocabulary, code string) (string, error) {
	words, err := v.Frames(code)
	if err != nil {
		return "", fmt.Errorf("read the frames of the language %s: %w", code, err)
	}
	return letter.PackFrames(words, analysis.Fold), nil
}
