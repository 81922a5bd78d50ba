package understand

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/language"
	"precedent/recommend/understand/letter"
	"precedent/recommend/understand/lexicon"
	"precedent/recommend/understand/names"
	"precedent/recommend/understand/scope"
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
	cases       []corpus.Case
	Names       *names.Finder // of the cases
	English     *lexicon.Lexicon
	Foreign     lexicon.Lexicons
	Speller     *analysis.Speller // over the library's words
	Own         *ownWords
	turns       func() []turns
	Off         recommend.Without
}

// New makes an understander of a vocabulary. It reads nothing before
// it has been told of a library with learn. year is the present one.
func New(v *corpus.Vocabulary, w recommend.Weights, year int) (*Understander, error) {
	t, err := lexicon.ReadEnglish(v, year, lexicon.PreparedTables(v, corpus.English))
	if err != nil {
		return nil, err
	}
	return &Understander{
		vocabulary: v, Weights: w, Words: &analysis.KnownWords{Thesaurus: t.Words}, English: t, Foreign: lexicon.NewLexicons(v, year),
		closed: &sync.Map{}, turns: readTurns(v), inThesaurus: sync.OnceValue(t.Concepts.Phrases.Words),
	}, nil
}

// Library is what is to be known of a library to understand problems for it.
type Library struct {
	Cases  []corpus.Case // their places are their numbers
	Words  *analysis.Dictionary
	Names  names.Table
	IDF    func(stem string) float64 // how much a word tells
	Having func(stem string) int     // how many cases have it
	// Standing returns what says where a word with a stem stands in a case, by its number,
	// and whether it does; nil for a stem that no case has.
	Standing func(stem string) func(number int) (Standing, bool)
	// Own are the numbers of people's own cases, Languages the languages of all.
	Own       []int
	Languages []string
	// English are words that are English for sure, nil where that is not known.
	English *analysis.Dictionary
}

// Learn takes in a library.
func (u *Understander) Learn(l Library) {
	u.Words = &analysis.KnownWords{Library: l.Words, Thesaurus: u.Words.Thesaurus}
	u.idf, u.having, u.standing, u.cases = l.IDF, l.Having, l.Standing, l.Cases
	u.Names = &names.Finder{Table: l.Names, Cases: l.Cases, Places: u.vocabulary.Places, Words: u.Words, Having: u.having, English: u.English}
	u.Speller = &analysis.Speller{Words: l.Words, Right: analysis.RightEnglish}
	u.Own = u.readOwnWords(l)
}

// Understand reads a problem. Limits typed as filters are joined with those
// said in the text, the typed ones ruling.
func (u *Understander) Understand(r recommend.Request) (recommend.Query, error) {
	text, left := r.Problem, recommend.LeftOut{}
	if text != r.Read {
		var err error
		if text, left, err = ReadText(u.vocabulary, r.Problem); err != nil {
			return recommend.Query{}, fmt.Errorf("understand: %w", err)
		}
	}
	text, cut := analysis.TruncateWords(text, recommend.MaxProblem)
	q := recommend.Query{Like: r.Like, Home: r.Home.Known(u.vocabulary), Among: r.Among, Truncated: cut}
	left = r.LeftOut.And(left)
	q.LeftOut, q.MuchLeftOut = left.Texts, left.Much
	text = letter.Unwrap(letter.WithoutEmoji(text), u.knows)
	if hasAddress(text) {
		text = addresses().ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
	}
	tokens := analysis.Tokenize(text)
	q.Language = corpus.English
	if !u.Off.Glossary {
		d := u.Detector(u.Words, u.Speller)
		q.Language = d.Detect(text, tokens)
	}
	t := u.English
	if q.Language != corpus.English {
		var err error
		if t, err = u.Foreign[q.Language](); err != nil {
			return recommend.Query{}, fmt.Errorf("understand: %w", err)
		}
		tokens = t.Tokenize(text)
	}
	if problem, frames := t.WithoutFrames(text); len(frames) > 0 && !u.Off.Frames {
		q.LeftOut = append(slices.Clone(q.LeftOut), frames...)
		text, tokens = problem, t.Tokenize(problem)
	}
	used, level := make([]bool, len(tokens)), make([]bool, len(tokens))
	said := t.Context.Read(text, tokens, used, level, func(from, to int) bool { return u.isName(t, tokens, from, to) })
	limits, wishes := said.Limits, said.Wishes
	if r.LimitsRule {
		limits = recommend.Filter{}
	}
	q.Limits, q.Wishes = joinContext(r.Limits, limits, wishes)
	q.NotUnderstood = said.Unread

	if refusals := said.Refusals(); len(refusals) > 0 {
		for _, r := range refusals {
			if err := u.readRefusals(t, said.Scoped, r, &q); err != nil {
				return recommend.Query{}, fmt.Errorf("understand: %w", err)
			}
		}
		var marks [][]bool
		tokens, marks = scope.Without(refusals, tokens, used, level)
		used, level = marks[0], marks[1]
	}
	var named []bool
	q.Named, named = u.Names.Find(t, text, tokens, used)
	for i := range named {
		used[i] = used[i] || named[i]
	}

	tokens, used, level = u.JoinSpellings(t, text, tokens, used, level)
	var words, all []lexicon.ProblemWord // to search for; to find concepts in
	onlyPlace := whereOrWhen(q) && t.General(tokens, used, level)
	if !onlyPlace {
		var err error
		if words, all, err = u.wordsIn(t, text, tokens, used, &q); err != nil {
			return recommend.Query{}, fmt.Errorf("understand: %w", err)
		}
	}
	if slices.Contains(level, true) {
		levelAt := map[int]bool{} // by where a word starts
		for i, tok := range tokens {
			levelAt[tok.Start] = level[i]
		}
		for i := range words {
			words[i].Level = levelAt[words[i].Start]
		}
	}
	if !u.Off.Concepts && !onlyPlace {
		q.Concepts = u.findConcepts(t, text, all, tokens, used)
		if other := lexicon.OtherSpelling(all, u.stemmerOf(t), t.Concepts.Phrases.Begins); other != nil {
			q.Concepts = joinConcepts(q.Concepts, u.findConcepts(t, text, other, nil, nil))
		}
	}
	if len(q.Limits.Levels) > 0 && !slices.ContainsFunc(words, func(w lexicon.ProblemWord) bool { return !w.Used && !w.Level }) {
		words = nil // "only for cities" asks for what there is from cities
	}
	q.Words = chooseWords(u.stress(words), u.idf)
	settleRefusals(&q)
	if q.Empty() { // a place alone asks for what there is from it
		q.Limits, _ = joinContext(q.Limits, q.Wishes, recommend.Filter{})
		q.Wishes = recommend.Filter{}
	}
	return q, nil
}

// Detector is what tells the language of texts, with words that are English.
func (u *Understander) Detector(english *analysis.KnownWords, s *analysis.Speller) language.Detector {
	return language.Detector{Words: english, Asking: u.English.Asking, Foreign: u.Own.isForeign, Speller: s}
}

// knows tells whether something, in lower case, is a word of one of the languages.
func (u *Understander) knows(word string) bool {
	folded := analysis.Fold(word)
	_, said := language.LanguageWords.Find(folded)
	_, place := language.PlaceWords.Find(folded)
	return said || place || u.Words.Get(folded) != nil
}

// whereOrWhen tells whether a query names a place or a time.
func whereOrWhen(q recommend.Query) bool {
	named := func(f recommend.Filter) bool { return len(f.Places)+len(f.Except) > 0 || f.Since != 0 || f.Until != 0 }
	return named(q.Limits) || named(q.Wishes)
}

// wordsIn makes the words of a text in the language of a tongue.
func (u *Understander) wordsIn(t *lexicon.Lexicon, text string, tokens []analysis.Token, used []bool, q *recommend.Query) (words, named []lexicon.ProblemWord, err error) {
	if t == u.English {
		words, named = u.readWords(text, tokens, used, q)
		return words, named, nil
	}
	return u.translate(t, text, tokens, used, q)
}

// hasAddress tells whether a text may have an address, which is quicker to tell than where.
func hasAddress(text string) bool {
	if strings.Contains(text, "://") || strings.Contains(text, "@") {
		return true
	}
	for i := 0; i+4 <= len(text); i++ {
		if text[i+3] == '.' && strings.EqualFold(text[i:i+3], "www") {
			return true
		}
	}
	return false
}

// addresses in a text say nothing about the problem.
var addresses = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(https?://|www\.)\S+|\S+@\S+\.[a-z]{2,}`)
})

// joinContext lays typed limits over those said in the text: where one is
// typed, what was said about the same thing no longer counts.
func joinContext(typed, said, wished recommend.Filter) (limits, wishes recommend.Filter) {
	limits, wishes = typed, wished
	limits.Except = slices.Clone(typed.Except)
	if len(limits.Places) == 0 {
		limits.Places = said.Places
		for _, place := range said.Except {
			limits.Except = analysis.AppendNew(limits.Except, place)
		}
	} else {
		wishes.Places = nil
	}
	if len(limits.Levels) == 0 {
		limits.Levels = said.Levels
	} else {
		wishes.Levels = nil
	}
	if limits.Since == 0 && limits.Until == 0 {
		limits.Since, limits.Until = said.Since, said.Until
	}
	if limits.Since != 0 || limits.Until != 0 {
		wishes.Since, wishes.Until = 0, 0
	}
	return limits, wishes
}

// readWords makes the words of an English text: abbreviations with what they
// stand for, spelling mended, words that only ask left out. named are the same
// words with abbreviations spelled out, for finding concepts.
func (u *Understander) readWords(text string, tokens []analysis.Token, used []bool, q *recommend.Query) (words, named []lexicon.ProblemWord) {
	a := analysis.NewAnalyzer(u.Words)
	var short map[int]analysis.Span[string]
	if !u.Off.Abbreviations {
		short = u.English.ShortForms(tokens, used)
	}
	read := lexicon.WithoutSmall{Words: make([]lexicon.ProblemWord, 0, len(tokens))}
	words = make([]lexicon.ProblemWord, 0, len(tokens))
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if s, ok := short[i]; ok {
			long := s.Values[0]
			u.spellOut(&read, t, long, a)
			w := lexicon.ProblemWord{Token: t, Terms: []string{t.Word, long}, Stem: a.Stem(t.Word), Trust: 1}
			if w.Stem == "" || s.To-s.From > 1 { // a short form of stop words, or of several words, says nothing itself
				w.Stem, w.Terms = t.Word, []string{long}
			}
			w.Raw = analysis.AsTyped(text, tokens, s.From, s.To)
			words = append(words, w)
			i = s.To - 1
			continue
		}
		w := lexicon.ProblemWord{Token: t, Terms: t.Spellings(), Stem: a.Stem(t.Word), Trust: 1, Used: used[i] || len(t.Word) == 1 || u.English.Grammar[t.Word]}
		if w.Stem == "" || lexicon.Asks(t, u.English.Asking) {
			read.Drop(t)
			continue
		}
		if name := u.Words.Get(t.Word); !w.Used && name != nil && name.Count < rareName && analysis.Proper(tokens, t) {
			w.Trust = u.Weights.Name
		}
		if !w.Used && u.Words.Get(t.Word) == nil && t.Joined == nil {
			if analysis.Proper(tokens, t) {
				q.Names = analysis.AppendNew(q.Names, t.Raw)
				continue // a name that no case has says nothing about the problem
			}
			if mended := u.Speller.Correct(t.Word); mended != "" && !analysis.Acronym(tokens, t) && !u.Off.Spelling && a.Stem(mended) != w.Stem {
				correct(q, t.Raw, mended)
				w.Terms, w.Stem, w.Word = []string{mended}, a.Stem(mended), mended
				if u.English.Asking[mended] {
					read.Drop(t)
					continue
				}
			}
		}
		words = append(words, w)
		read.Add(w)
	}
	return words, read.Words
}

func correct(q *recommend.Query, typed, mended string) {
	if q.Corrections == nil {
		q.Corrections = map[string]string{}
	}
	q.Corrections[typed] = mended
}

// spellOut adds the words that an abbreviation stands for, for finding concepts.
func (u *Understander) spellOut(read *lexicon.WithoutSmall, t analysis.Token, long string, a *analysis.Analyzer) {
	for i, lt := range analysis.Tokenize(long) {
		lt.Raw, lt.Start, lt.Gap = t.Raw, t.Start, t.Gap && i == 0
		if stem := a.Stem(lt.Word); stem != "" {
			read.Add(lexicon.ProblemWord{Token: lt, Stem: stem, Trust: 1})
		} else {
			read.Drop(lt)
		}
	}
}

// rareName is how often a word with a capital may stand in the library to be taken
// for a name, such as that of a city, and not for a word of the problem.
const rareName = 40

// isName tells whether tokens[from:to] are a name, or words that nothing is known of.
func (u *Understander) isName(t *lexicon.Lexicon, tokens []analysis.Token, from, to int) bool {
	return !slices.ContainsFunc(tokens[from:to], func(tok analysis.Token) bool {
		if first, _ := utf8.DecodeRuneInString(tok.Raw); !unicode.IsLetter(first) {
			return true
		}
		unknown := u.Words.Get(tok.Word) == nil && u.Speller.Correct(tok.Word) == ""
		if t != u.English {
			unknown = unknown && t.Known(tok.Word) == "" && t.FormOf(tok.Word) == nil
		}
		return !unknown && (t.Code == "de" || !analysis.Proper(tokens, tok)) // German writes every noun with a capital
	})
}
