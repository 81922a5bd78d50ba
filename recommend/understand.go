package recommend

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/recommend/understand"
)

// understander reads problems. It is read-only once it has learned a library,
// but for languages that it reads when they are first met, and safe for
// concurrent use.
type understander struct {
	vocabulary  *corpus.Vocabulary
	weights     Weights
	words       *knownWords
	idf         func(stem string) float64
	inThesaurus func() map[string]bool // stems of its words, made when they are first asked for
	closed      *sync.Map              // words of the library -> *joinedWord, those that were asked for
	having      func(stem string) int  // how many cases have it
	stems       stemList
	docs        []analysedCase // by number, as cases
	cases       []corpus.Case
	names       nameTable // of the cases
	english     *tongue
	foreign     tongues
	speller     *speller // over the library's words
	own         *ownWords
	off         Without
}

// newUnderstander makes an understander of a vocabulary. It reads nothing before
// it has been told of a library with learn. year is the present one.
func newUnderstander(v *corpus.Vocabulary, w Weights, year int) (*understander, error) {
	t, err := readEnglish(v, year, preparedTables(v, corpus.English))
	if err != nil {
		return nil, err
	}
	return &understander{
		vocabulary: v, weights: w, words: &knownWords{thesaurus: t.words}, english: t, foreign: newTongues(v, year),
		closed: &sync.Map{}, inThesaurus: sync.OnceValue(t.concepts.phrases.words),
	}, nil
}

// readEnglish reads what is known of English. ready are its tables, nil where they are
// still to be made.
func readEnglish(v *corpus.Vocabulary, year int, ready *languageTables) (*tongue, error) {
	words := v.English.Words
	asking := folded(words.Asking)
	if ready == nil {
		thesaurus, err := v.Thesaurus(corpus.English)
		if err != nil {
			return nil, fmt.Errorf("read English: %w", err)
		}
		a := newAnalyzer(nil)
		phrases := func(id string) []string { return append([]string{v.Taxonomy.Label(id)}, thesaurus[id]...) }
		stem := func(t token) string { return a.stem(t.word) }
		ready = &languageTables{places: placeNames(v, v.English), concepts: newConceptTable(v.Taxonomy, phrases, tokenize, stem, asking)}
		ready.words = newLexicon(a.words)
		if ready.frames, err = packFrames(v, corpus.English); err != nil {
			return nil, fmt.Errorf("read English: %w", err)
		}
	}
	t := &tongue{
		code: corpus.English, stop: stopWords(), asking: asking, grammar: folded(words.Stop), saysCases: sayingCases(words),
		context:       newContextReader(v, corpus.English, words, ready.places, stopWords(), asking, year),
		abbreviations: newPhraseTable[string](), concepts: ready.concepts, words: ready.words,
	}
	t.concepts.sameWord = inflected
	t.frames, t.framer = ready.frames, t.newFramer(ready.frames)
	for short, long := range words.Abbreviations {
		t.abbreviations.add(wordsOf(tokenize(short)), long)
	}
	return t, nil
}

// learn takes in the words of a library, how much each tells, and the names of its
// cases.
func (u *understander) learn(cases []corpus.Case, l *analysedLibrary) {
	u.words = &knownWords{l.words, u.words.thesaurus}
	u.idf, u.having, u.stems = l.stats.idf, l.stats.having, l.stats.stems
	u.cases, u.docs, u.names = cases, l.docs, l.names
	u.speller = &speller{l.words, rightEnglish}
}

// problemWord is a word of a text, or a phrase that means one thing, on its way
// to becoming a Word.
type problemWord struct {
	token
	terms []string // English words to search for, any of which will do; empty for the word itself
	stem  string   // in the text's own language
	trust float64
	used  bool // read as a place or time, a single letter, or a word of grammar: may help to name a concept, but is not searched for
	level bool // names a level of government
	short bool // one of the words that an abbreviation stands for

	before, behind string // the small words that stand there in the same clause
}

// understand reads a problem. Limits typed as filters are joined with those
// said in the text, the typed ones ruling.
func (u *understander) understand(r Request) (Query, error) {
	text, left := r.Problem, LeftOut{}
	if text != r.read {
		var err error
		if text, left, err = readText(u.vocabulary, r.Problem); err != nil {
			return Query{}, fmt.Errorf("understand: %w", err)
		}
	}
	text, cut := truncateWords(text, MaxProblem)
	q := Query{Like: r.Like, Home: r.Home.known(u.vocabulary), Among: r.Among, Truncated: cut}
	left = r.LeftOut.and(left)
	q.LeftOut, q.MuchLeftOut = left.Texts, left.Much
	text = understand.Unwrap(understand.WithoutEmoji(text), u.knows)
	if hasAddress(text) {
		text = addresses().ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
	}
	tokens := tokenize(text)
	q.Language = corpus.English
	if !u.off.Glossary {
		q.Language = u.detect(text, tokens)
	}
	t := u.english
	if q.Language != corpus.English {
		var err error
		if t, err = u.foreign[q.Language](); err != nil {
			return Query{}, fmt.Errorf("understand: %w", err)
		}
		tokens = t.tokenize(text)
	}
	if problem, frames := t.withoutFrames(text); len(frames) > 0 && !u.off.Frames {
		q.LeftOut = append(slices.Clone(q.LeftOut), frames...)
		text, tokens = problem, t.tokenize(problem)
	}
	used, level := make([]bool, len(tokens)), make([]bool, len(tokens))
	said := t.context.read(text, tokens, used, level, func(from, to int) bool { return u.isName(t, tokens, from, to) })
	limits, wishes := said.limits, said.wishes
	if r.LimitsRule {
		limits = Filter{}
	}
	q.Limits, q.Wishes = joinContext(r.Limits, limits, wishes)
	q.NotUnderstood = said.unread

	if refusals := said.refusals(); len(refusals) > 0 {
		for _, r := range refusals {
			if err := u.readRefusals(t, said.scoped, r, &q); err != nil {
				return Query{}, fmt.Errorf("understand: %w", err)
			}
		}
		var marks [][]bool
		tokens, marks = without(refusals, tokens, used, level)
		used, level = marks[0], marks[1]
	}
	var named []bool
	q.Named, named = u.namesIn(t, text, tokens, used)
	for i := range named {
		used[i] = used[i] || named[i]
	}

	tokens, used, level = u.joinSpellings(t, text, tokens, used, level)
	var words, all []problemWord // to search for; to find concepts in
	onlyPlace := q.whereOrWhen() && t.general(tokens, used, level)
	if !onlyPlace {
		var err error
		if words, all, err = u.wordsIn(t, text, tokens, used, &q); err != nil {
			return Query{}, fmt.Errorf("understand: %w", err)
		}
	}
	if slices.Contains(level, true) {
		levelAt := map[int]bool{} // by where a word starts
		for i, tok := range tokens {
			levelAt[tok.start] = level[i]
		}
		for i := range words {
			words[i].level = levelAt[words[i].start]
		}
	}
	if !u.off.Concepts && !onlyPlace {
		q.Concepts = u.findConcepts(t, text, all, tokens, used)
		if other := otherSpelling(all, u.stemmerOf(t), t.concepts.phrases.begins); other != nil {
			q.Concepts = joinConcepts(q.Concepts, u.findConcepts(t, text, other, nil, nil))
		}
	}
	if len(q.Limits.Levels) > 0 && !slices.ContainsFunc(words, func(w problemWord) bool { return !w.used && !w.level }) {
		words = nil // "only for cities" asks for what there is from cities
	}
	q.Words = chooseWords(u.stress(words), u.idf)
	q.settleRefusals()
	if q.Empty() { // a place alone asks for what there is from it
		q.Limits, _ = joinContext(q.Limits, q.Wishes, Filter{})
		q.Wishes = Filter{}
	}
	return q, nil
}

// knows tells whether something, in lower case, is a word of one of the languages.
func (u *understander) knows(word string) bool {
	folded := fold(word)
	_, said := languageWords.find(folded)
	_, place := placeWords.find(folded)
	return said || place || u.words.get(folded) != nil
}

// whereOrWhen tells whether a query names a place or a time.
func (q Query) whereOrWhen() bool {
	named := func(f Filter) bool { return len(f.Places)+len(f.Except) > 0 || f.Since != 0 || f.Until != 0 }
	return named(q.Limits) || named(q.Wishes)
}

// general tells whether what is left of a text says no more than that cases are asked
// for: "what's new in Rwanda", "success stories".
func (t *tongue) general(tokens []token, used, level []bool) bool {
	for i, tok := range tokens {
		if !used[i] && !level[i] && !t.stop[tok.word] && !t.asking[tok.word] && !t.saysCases[tok.word] && !number(tok.word) {
			return false
		}
	}
	return true
}

// wordsIn makes the words of a text in the language of a tongue.
func (u *understander) wordsIn(t *tongue, text string, tokens []token, used []bool, q *Query) (words, named []problemWord, err error) {
	if t == u.english {
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
func joinContext(typed, said, wished Filter) (limits, wishes Filter) {
	limits, wishes = typed, wished
	limits.Except = slices.Clone(typed.Except)
	if len(limits.Places) == 0 {
		limits.Places = said.Places
		for _, place := range said.Except {
			limits.Except = appendNew(limits.Except, place)
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
func (u *understander) readWords(text string, tokens []token, used []bool, q *Query) (words, named []problemWord) {
	a := newAnalyzer(u.words)
	var short map[int]span[string]
	if !u.off.Abbreviations {
		short = u.english.shortForms(tokens, used)
	}
	read := withoutSmall{words: make([]problemWord, 0, len(tokens))}
	words = make([]problemWord, 0, len(tokens))
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if s, ok := short[i]; ok {
			long := s.values[0]
			u.spellOut(&read, t, long, a)
			w := problemWord{token: t, terms: []string{t.word, long}, stem: a.stem(t.word), trust: 1}
			if w.stem == "" || s.to-s.from > 1 { // a short form of stop words, or of several words, says nothing itself
				w.stem, w.terms = t.word, []string{long}
			}
			w.raw = asTyped(text, tokens, s.from, s.to)
			words = append(words, w)
			i = s.to - 1
			continue
		}
		w := problemWord{token: t, terms: t.spellings(), stem: a.stem(t.word), trust: 1, used: used[i] || len(t.word) == 1 || u.english.grammar[t.word]}
		if w.stem == "" || asks(t, u.english.asking) {
			read.drop(t)
			continue
		}
		if name := u.words.get(t.word); !w.used && name != nil && name.count < rareName && proper(tokens, t) {
			w.trust = u.weights.Name
		}
		if !w.used && u.words.get(t.word) == nil && t.joined == nil {
			if proper(tokens, t) {
				q.Names = appendNew(q.Names, t.raw)
				continue // a name that no case has says nothing about the problem
			}
			if mended := u.speller.mend(t.word); mended != "" && !acronym(tokens, t) && !u.off.Spelling && a.stem(mended) != w.stem {
				q.correct(t.raw, mended)
				w.terms, w.stem, w.word = []string{mended}, a.stem(mended), mended
				if u.english.asking[mended] {
					read.drop(t)
					continue
				}
			}
		}
		words = append(words, w)
		read.add(w)
	}
	return words, read.words
}

// number tells whether a word is a bare number, or one such as "50s", which says how
// many or how old and not what.
func number(word string) bool {
	if !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsDigit(r) }) {
		return true
	}
	if !digitAt(word, 0) {
		return false // most words: spares looking at their form
	}
	_, _, several := decadeOf(word)
	return several
}

// shortForms finds the abbreviations in a text, by where they begin.
func (t *tongue) shortForms(tokens []token, used []bool) map[int]span[string] {
	short := map[int]span[string]{}
	for _, s := range t.abbreviations.find(wordsOf(tokens), nil) {
		if first := tokens[s.from]; !used[s.from] && (!t.stop[first.word] || first.raw == strings.ToUpper(first.raw)) {
			short[s.from] = s // "it" is a word, "IT" is not
		}
	}
	return short
}

func (q *Query) correct(typed, mended string) {
	if q.Corrections == nil {
		q.Corrections = map[string]string{}
	}
	q.Corrections[typed] = mended
}

// spellOut adds the words that an abbreviation stands for, for finding concepts.
func (u *understander) spellOut(read *withoutSmall, t token, long string, a *analyzer) {
	for i, lt := range tokenize(long) {
		lt.raw, lt.start, lt.gap = t.raw, t.start, t.gap && i == 0
		if stem := a.stem(lt.word); stem != "" {
			read.add(problemWord{token: lt, stem: stem, trust: 1})
		} else {
			read.drop(lt)
		}
	}
}

// rareName is how often a word with a capital may stand in the library to be taken
// for a name, such as that of a city, and not for a word of the problem.
const rareName = 40

// proper tells whether a token looks like a name, whose spelling is its own: a
// capital inside a sentence that is not all in capitals.
func proper(tokens []token, t token) bool {
	first, _ := utf8.DecodeRuneInString(t.raw)
	if t.start == tokens[0].start || t.gap || t.raw == strings.ToUpper(t.raw) || !unicode.IsUpper(first) {
		return false
	}
	// In a title every word has one.
	return slices.ContainsFunc(tokens, func(t token) bool {
		first, _ := utf8.DecodeRuneInString(t.raw)
		return unicode.IsLower(first) && !stopWords()[t.word]
	})
}

// acronym tells whether a token looks like an acronym: all in capitals in a text that
// is not.
func acronym(tokens []token, t token) bool {
	return t.raw == strings.ToUpper(t.raw) && slices.ContainsFunc(tokens, func(t token) bool { return t.raw != strings.ToUpper(t.raw) })
}

// isName tells whether tokens[from:to] are a name, or words that nothing is known of.
func (u *understander) isName(t *tongue, tokens []token, from, to int) bool {
	return !slices.ContainsFunc(tokens[from:to], func(tok token) bool {
		if first, _ := utf8.DecodeRuneInString(tok.raw); !unicode.IsLetter(first) {
			return true
		}
		unknown := u.words.get(tok.word) == nil && u.speller.mend(tok.word) == ""
		if t != u.english {
			unknown = unknown && t.known(tok.word) == "" && t.formOf(tok.word) == nil
		}
		return !unknown && (t.code == "de" || !proper(tokens, tok)) // German writes every noun with a capital
	})
}

// phrasesShown is how many phrases that name a topic or approach are kept.
const phrasesShown = 3

// findConcepts finds the topics and approaches that the words speak of. A
// phrase that stands for several concepts, or is a single word, says each of
// them less surely.
func (u *understander) findConcepts(t *tongue, text string, words []problemWord, tokens []token, used []bool) []Concept {
	best := map[string]Concept{}
	naming := map[string][]string{} // by concept: the words of the phrases that named it
	add := func(values []string, trust float64, asked string, by []string) {
		for _, id := range values {
			c := best[id]
			c.ID, c.Weight = id, max(c.Weight, trust/float64(len(values)))
			switch said := strings.Split(c.Asked, ", "); {
			case c.Asked == "":
				c.Asked, naming[id] = asked, by
			case len(said) < phrasesShown && !slices.Contains(said, asked):
				c.Asked += ", " + asked
				naming[id] = slices.Concat(naming[id], by)
			}
			best[id] = c
		}
	}
	for _, s := range t.concepts.verbatim.find(wordsOf(tokens), gapsOf(tokens)) {
		if !slices.Contains(used[s.from:s.to], true) {
			raw := mapped(tokens[s.from:s.to], func(t token) string { return t.raw })
			add(s.values, u.weights.TagSmallWords, strings.Join(strings.Fields(asTyped(text, tokens, s.from, s.to)), " "), raw)
		}
	}
	for _, s := range t.concepts.find(words) {
		if !slices.ContainsFunc(words[s.from:s.to], func(w problemWord) bool { return !w.used }) {
			continue // a place is no topic, whatever its name
		}
		trust := u.weights.TagOneWord
		if s.to-s.from > 1 {
			trust = 1
		}
		add(s.values, trust, stretch(text, words[s.from:s.to]), rawOf(words[s.from:s.to]))
	}
	var list []Concept
	for id, c := range best {
		if by := naming[id]; !slices.Equal(by, c.words()) {
			c.By = by
		}
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Concept) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// rawOf are some words as they stand in the text. Those that one abbreviation stands for
// count once.
func rawOf(words []problemWord) []string {
	raw := []string{words[0].raw}
	for _, w := range words[1:] {
		if w.raw != words[0].raw {
			raw = append(raw, w.raw)
		}
	}
	return raw
}

// stretch is the text from the first of some words to the last, as it was typed, with the
// small words and hyphens between them.
func stretch(text string, words []problemWord) string {
	first, last := words[0].token, words[len(words)-1].token
	if !strings.HasPrefix(text[first.start:], first.raw) || !strings.HasPrefix(text[last.start:], last.raw) {
		return strings.Join(rawOf(words), " ") // a closed word that was taken apart
	}
	return strings.Join(strings.Fields(text[first.start:last.start+len(last.raw)]), " ")
}

// mostRepeated is how often a word is counted at most.
const mostRepeated = 5

// stress gives more trust to words that stand in a text again: a long statement names its
// subject more than once, and its preamble does not. Words are told by their stems.
func (u *understander) stress(words []problemWord) []problemWord {
	times := map[string]int{}
	for _, w := range words {
		if !w.used {
			times[w.stem]++
		}
	}
	stressed := slices.Clone(words)
	for i := range stressed {
		if n := min(mostRepeated, times[words[i].stem]); n > 1 {
			stressed[i].trust *= 1 + u.weights.Repeated*math.Log(float64(n))
		}
	}
	return stressed
}

// chooseWords joins words with one stem and keeps those that tell most, in their
// order in the text, with at most MaxTerms terms together.
func chooseWords(words []problemWord, idf func(string) float64) []Word {
	var kept []problemWord
	seen := map[string]bool{}
	for _, w := range words {
		if !seen[w.stem] && !w.used {
			seen[w.stem] = true
			kept = append(kept, w)
		}
	}
	terms := 0
	for _, w := range kept {
		terms += max(1, len(w.terms))
	}
	if terms > MaxTerms {
		telling := slices.Clone(kept)
		tells := func(w problemWord) float64 { return w.trust * idf(w.stem) }
		slices.SortStableFunc(telling, func(a, b problemWord) int { return cmp.Compare(tells(b), tells(a)) })
		keep := map[string]bool{}
		room := MaxTerms
		for _, w := range telling {
			if room -= max(1, len(w.terms)); room < 0 {
				break
			}
			keep[w.stem] = true
		}
		kept = slices.DeleteFunc(kept, func(w problemWord) bool { return !keep[w.stem] })
	}
	var list []Word
	for _, w := range kept {
		word := Word{Asked: w.raw, Terms: w.terms}
		if w.trust != 1 {
			word.Weight = w.trust
		}
		list = append(list, word)
	}
	return list
}
