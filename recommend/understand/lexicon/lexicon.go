// Package lexicon holds what is known of each language: its small words, the phrases that
// name topics and approaches, its glossary of English equivalents, its abbreviations, and
// the frames that public bodies put problems in. Reading a problem with it is the work of
// package understand.
package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"sync"

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
	Stop          map[string]bool        // words that carry no topic, folded
	Asking        map[string]bool        // words that only ask
	spelled       func() map[string]bool // those of both as they are spelled; nil for English
	Grammar       map[string]bool        // words that are not searched for but may help to name a topic; nil where all such are of stop
	saysCases     map[string]bool        // words that say no more than that cases are asked for
	Context       *scope.Reader
	Concepts      *conceptTable
	Abbreviations *analysis.PhraseTable[string]   // words -> what they stand for
	Glossary      *analysis.PhraseTable[Rendered] // keys -> English; nil for English
	Verbatim      *analysis.PhraseTable[Rendered] // words -> English: phrases that small words make; nil for English
	towns         *analysis.PhraseTable[string]   // words -> English names; nil for English
	smallPhrases  *analysis.PhraseTable[bool]     // of several words, which carry no topic together
	Speller       *analysis.Speller               // over the words of the glossary; nil for English
	Words         *analysis.Dictionary            // of the glossary and thesaurus, folded
	forms         *formTable                      // nil for English
	frames        string                          // what framer looks words up in
	framer        *letter.Framer
}

// Tokenize splits text into words as the language has it.
func (t *Lexicon) Tokenize(text string) []analysis.Token { return analysis.TokenizeIn(t.Code, text) }

// NewForeign reads what is known of a language other than English, when it is
// first met.
func NewForeign(v *corpus.Vocabulary, code string, year int) (*Lexicon, error) {
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
	t.smallPhrases = analysis.NewPhraseTable[bool]()
	t.spelled = sync.OnceValue(func() map[string]bool { return spelledSmall(code, words) })
	for _, w := range words.Stop {
		if strings.Contains(w, " ") {
			t.smallPhrases.Add(analysis.WordsOf(t.Tokenize(w)), true)
			continue
		}
		for _, tok := range t.Tokenize(w) {
			t.Stop[tok.Word] = true
		}
	}
	if ready == nil {
		if v.Embedded() {
			return nil, fmt.Errorf("read the language %s: its tables are of another form, or missing; go test ./recommend/rank -update writes them, in its second run", code)
		}
		if ready, err = t.makeTables(v); err != nil {
			return nil, err
		}
	}
	t.use(v, words, year, ready, nil)
	t.Glossary, t.Verbatim, t.forms, t.towns = ready.glossary, ready.verbatim, ready.forms, ready.towns
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
	tables := &LanguageTables{places: scope.PlaceNames(v, l), towns: analysis.NewPhraseTable[string]()}
	for _, code := range v.Languages() { // a town that goes by another name in one goes by its English one in most
		other, err := v.Language(code)
		if err != nil {
			return nil, fmt.Errorf("read the language %s: %w", code, err)
		}
		for _, english := range analysis.SortedKeys(other.Names.Towns) {
			names := []string{english}
			if code == t.Code {
				names = append(names, other.Names.Towns[english]...)
			}
			for _, name := range names {
				words := analysis.WordsOf(t.Tokenize(name))
				if !slices.Contains(tables.towns.Values(words), english) {
					tables.towns.Add(words, english)
				}
			}
		}
	}
	if tables.frames, err = packFrames(v, t.Code); err != nil {
		return nil, err
	}
	glossary, err := l.Glossary()
	if err != nil {
		return nil, err
	}
	inflected, err := v.Inflection(t.Code)
	if err != nil {
		return nil, fmt.Errorf("read the language %s: %w", t.Code, err)
	}
	stem, err := analysis.NewQuickStemmer(t.Code)
	if err != nil {
		return nil, err
	}
	said, glossed := t.spelledOf(glossary, thesaurus)
	forms := newInflection(inflected, func(word string) bool { return said[word] != nil })
	for word, s := range said {
		s.stem = stem(word)
	}
	lexemes := newLexemes(said, forms)
	tables.forms = newFormTable(forms, lexemes)
	key := func(tok analysis.Token) string {
		if tok.Auxiliary {
			return ""
		}
		return lexemes.keys[analysis.Lowered(tok)]
	}
	tables.Concepts = newConceptTable(v.Taxonomy, func(id string) []string { return thesaurus[id] }, t.Tokenize, key, lexemes.variants, t.Asks)
	tables.glossary, tables.verbatim = t.glossaryOf(glossary, key, lexemes.variants)
	tables.Words = dictionaryOf(said, glossed, lexemes)
	return tables, nil
}

// spelledOf are the words of glossary and thesaurus that carry a topic, and which of them the
// glossary has.
func (t *Lexicon) spelledOf(glossary corpus.Glossary, thesaurus corpus.Thesaurus) (words map[string]*spelled, glossed map[string]bool) {
	words, glossed = map[string]*spelled{}, map[string]bool{}
	add := func(phrase, english string) {
		tokens := t.Tokenize(phrase)
		for _, tok := range tokens {
			if t.stops(tok) || english == "" && t.asks(tok) {
				continue
			}
			word := analysis.Lowered(tok)
			if words[word] == nil {
				words[word] = &spelled{word: word}
			}
			if english != "" {
				glossed[word] = true
			}
			if english != "" && len(tokens) == 1 {
				words[word].english = append(words[word].english, english)
			}
		}
	}
	for _, english := range analysis.SortedKeys(glossary) {
		for _, phrase := range glossary[english] {
			add(phrase, english)
		}
	}
	for _, phrases := range thesaurus {
		for _, phrase := range phrases {
			add(phrase, "")
		}
	}
	return words, glossed
}

// dictionaryOf makes the dictionary of the words of a language without their accents. Where
// two differ by these alone, the one that has none rules, and else the one of the glossary.
func dictionaryOf(said map[string]*spelled, glossed map[string]bool, l lexemes) *analysis.Dictionary {
	entries, spellings := map[string]*analysis.Entry{}, map[string]string{}
	better := func(a, b string) bool {
		plainA, plainB := analysis.Fold(a) == a, analysis.Fold(b) == b
		if plainA != plainB {
			return plainA
		}
		return len(said[a].english) > 0 && len(said[b].english) == 0
	}
	for _, word := range analysis.SortedKeys(said) {
		folded := analysis.Fold(word)
		if before, ok := spellings[folded]; ok && !better(word, before) {
			continue
		}
		e := &analysis.Entry{Stem: l.keys[word]}
		if glossed[word] {
			e.Count = analysis.MinCount
		}
		entries[folded], spellings[folded] = e, word
	}
	return analysis.NewDictionary(entries)
}

// newLexicon makes the lexicon of a language, but for its tables and what is read with them.
func newLexicon(code string, words *corpus.Words) *Lexicon {
	t := &Lexicon{
		Code: code, Stop: analysis.Folded(analysis.GrammarOf(code).StopWords()), Asking: analysis.Folded(words.Asking),
		saysCases:     analysis.Folded(slices.Concat(words.General, words.Examples, words.Scope.Frames)),
		Abbreviations: analysis.NewPhraseTable[string](),
	}
	for _, w := range analysis.GrammarOf(code).Been() {
		delete(t.Stop, w)
	}
	for _, short := range analysis.SortedKeys(words.Abbreviations) { // "ocmw" and "ocmw's" are one word
		t.Abbreviations.Add(analysis.WordsOf(t.Tokenize(short)), words.Abbreviations[short])
	}
	return t
}

// use takes the tables that English has too, and what is read with them. sameWord tells
// whether a word is a form of another, nil where keys do.
func (t *Lexicon) use(v *corpus.Vocabulary, words *corpus.Words, year int, ready *LanguageTables, sameWord func(word, typed string) bool) {
	t.frames = ready.frames
	t.framer = &letter.Framer{
		Find: analysis.WordList{Text: ready.frames, End: wordEnd}.Find, Fold: analysis.Fold,
		Tells:        func(word string) bool { return !t.Stop[word] && !t.Asking[word] },
		CapitalNouns: analysis.GrammarOf(t.Code).CapitalNouns,
	}
	t.Context = scope.NewReader(v, t.Code, words, ready.places, t.Stop, t.Asking, year)
	t.Concepts, t.Words = ready.Concepts, ready.Words
	t.Concepts.SameWord = sameWord
}

// glossaryOf makes the tables of the glossary: by keys, and by words for phrases of which one
// key alone is left, such as "sans-abri", homeless.
func (t *Lexicon) glossaryOf(glossary corpus.Glossary, key func(analysis.Token) string, variants func([]string) [][]string) (byKeys, verbatim *analysis.PhraseTable[Rendered]) {
	byKeys, verbatim = analysis.NewPhraseTable[Rendered](), analysis.NewPhraseTable[Rendered]()
	for _, english := range analysis.SortedKeys(glossary) {
		for place, phrase := range glossary[english] {
			var list []string
			tokens := t.Tokenize(phrase)
			for _, tok := range tokens {
				if k := key(tok); k != "" {
					list = append(list, k)
				}
			}
			form := ""
			if len(list) == 1 {
				form = strings.Join(analysis.WordsOf(tokens), " ")
			}
			if len(list) == 1 && len(tokens) > 1 {
				if len(tokens) > 2 || !slices.Contains(analysis.GrammarOf(t.Code).Of, tokens[0].Word) {
					verbatim.Add(analysis.WordsOf(tokens), Rendered{english, place, form})
				}
				place += collapsed
			}
			for _, keys := range variants(list) {
				byKeys.Add(keys, Rendered{english, place, form})
			}
		}
	}
	return byKeys, verbatim
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
		if !used[i] && !level[i] && !t.stops(tok) && !t.Asking[tok.Word] && !t.saysCases[tok.Word] && !analysis.Number(tok.Word) {
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
		read.Read(ProblemWord{Token: tok, Stem: stem(tok)}, t.Asks)
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
		ready = &LanguageTables{places: scope.PlaceNames(v, v.English), Concepts: newConceptTable(v.Taxonomy, phrases, t.Tokenize, a.StemToken, asItStands, t.Asks)}
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
