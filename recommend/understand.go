package recommend

import (
	"cmp"
	"slices"
	"strings"

	"precedent/corpus"
)

// understander reads problems. It is read-only once built and safe for
// concurrent use.
type understander struct {
	vocabulary    *corpus.Vocabulary
	weights       Weights
	words         map[string]*wordEntry // of the library and the thesaurus
	idf           func(stem string) float64
	context       *contextReader
	concepts      *phraseTable[string] // stems -> concept ids
	abbreviations *phraseTable[string] // words -> what they stand for
	asking        map[string]bool      // words that only ask
	speller       *speller
}

// newUnderstander makes an understander of a vocabulary. It reads nothing before
// it has been told of a library with learn.
func newUnderstander(v *corpus.Vocabulary, w Weights) *understander {
	a := newAnalyzer(nil)
	u := &understander{
		vocabulary: v, weights: w,
		context:       newContextReader(v),
		concepts:      newConceptTable(v, a),
		abbreviations: newPhraseTable[string](),
		asking:        map[string]bool{},
	}
	for short, long := range v.Words.Abbreviations {
		u.abbreviations.add(wordsOf(tokenize(short)), long)
	}
	for _, w := range v.Words.Asking {
		u.asking[fold(w)] = true
	}
	u.words = a.words
	return u
}

// newConceptTable finds topics and approaches by the stems of their phrases.
func newConceptTable(v *corpus.Vocabulary, a *analyzer) *phraseTable[string] {
	concepts := newPhraseTable[string]()
	for _, list := range [][]corpus.Concept{v.Taxonomy.Topics, v.Taxonomy.Approaches} {
		for _, c := range list {
			for _, phrase := range append([]string{c.Label}, v.Thesaurus[c.ID]...) {
				stems := a.stemsOf(phrase)
				if len(stems) == 1 && len(tokenize(phrase)) > 1 {
					continue // "opt out" without its small words is no phrase any more
				}
				if !slices.Contains(concepts.values(stems), c.ID) {
					concepts.add(stems, c.ID)
				}
			}
		}
	}
	return concepts
}

// learn takes in the words of a library, and how much each tells.
func (u *understander) learn(words map[string]*wordEntry, st *stats) {
	for word, e := range u.words { // of the thesaurus
		if words[word] == nil {
			words[word] = e
		}
	}
	u.words, u.idf = words, st.idf
	counts := make(map[string]int, len(u.words))
	for word, e := range u.words {
		if e.stem != "" {
			counts[word] = e.count
		}
	}
	u.speller = newSpeller(counts)
}

// problemWord is a token on its way to becoming a Word.
type problemWord struct {
	token
	term  string // as it will be searched for
	stem  string
	trust float64
	used  bool // read as a place or time, or a single letter: may help to name a concept, but is not searched for
}

// understand reads a problem. Limits typed as filters are joined with those
// said in the text, the typed ones ruling.
func (u *understander) understand(r Request) Query {
	text, cut := truncate(r.Problem, MaxProblem)
	tokens := tokenize(text)
	q := Query{Like: r.Like, Truncated: cut}
	q.Language = detectLanguage(tokens, func(word string) bool { e := u.words[word]; return e != nil && e.stem != "" })

	used := make([]bool, len(tokens))
	limits, wishes := u.context.read(tokens, used)
	q.Limits, q.Wishes = joinContext(r.Limits, limits, wishes)

	words := u.readWords(tokens, used, &q)
	q.Concepts = u.findConcepts(words)
	q.Words = chooseWords(words, u.idf)
	if q.Empty() && q.Limits.Empty() {
		q.Limits, q.Wishes = q.Wishes, Filter{} // a place alone asks for what there is from it
	}
	return q
}

// joinContext lays typed limits over those said in the text: where one is
// typed, what was said about the same thing no longer counts.
func joinContext(typed, said, wished Filter) (limits, wishes Filter) {
	limits, wishes = typed, wished
	if len(limits.Places) == 0 {
		limits.Places = said.Places
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

// readWords makes the words to search for: abbreviations spelled out beside
// themselves, spelling mended, words that only ask left out.
func (u *understander) readWords(tokens []token, used []bool, q *Query) []problemWord {
	a := newAnalyzer(u.words)
	short := map[int]string{}
	for _, s := range u.abbreviations.find(wordsOf(tokens), nil) {
		if t := tokens[s.from]; used[s.from] || stopWords()[t.word] && t.raw != strings.ToUpper(t.raw) {
			continue // "it" is a word, "IT" is not
		}
		short[s.from] = s.values[0]
	}
	var words []problemWord
	for i, t := range tokens {
		if long, ok := short[i]; ok {
			words = append(words, u.spellOut(t, long, a)...)
		}
		if u.asking[t.word] {
			continue
		}
		w := problemWord{token: t, term: t.word, stem: a.stem(t.word), trust: 1, used: used[i] || len(t.word) == 1}
		if w.stem == "" {
			continue
		}
		if !w.used && u.words[t.word] == nil && q.Language == english && short[i] == "" && !proper(t, i) {
			if mended := u.speller.mend(t.word); mended != "" && a.stem(mended) != w.stem {
				if q.Corrections == nil {
					q.Corrections = map[string]string{}
				}
				q.Corrections[t.raw] = mended
				w.term, w.stem = mended, a.stem(mended)
				if u.asking[mended] {
					continue
				}
			}
		}
		words = append(words, w)
	}
	return words
}

// spellOut returns the words that an abbreviation stands for. Together they are
// trusted no more than one word, since one was typed.
func (u *understander) spellOut(t token, long string, a *analyzer) []problemWord {
	var words []problemWord
	for _, lt := range tokenize(long) {
		if stem := a.stem(lt.word); stem != "" {
			gap := t.gap && len(words) == 0
			words = append(words, problemWord{token: token{raw: t.raw, word: t.word, gap: gap}, term: lt.word, stem: stem})
		}
	}
	for i := range words {
		words[i].trust = u.weights.Abbreviation / float64(len(words))
	}
	return words
}

// proper tells whether a token looks like a name, whose spelling is its own:
// a capital inside a sentence.
func proper(t token, i int) bool {
	return i > 0 && !t.gap && t.raw != strings.ToUpper(t.raw) && t.raw[0] >= 'A' && t.raw[0] <= 'Z'
}

// findConcepts finds the topics and approaches that the words speak of. A
// phrase that stands for several concepts, or is a single word, says each of
// them less surely.
func (u *understander) findConcepts(words []problemWord) []Concept {
	var stems []string
	var gaps []bool
	for _, w := range words {
		stems = append(stems, w.stem)
		gaps = append(gaps, w.gap)
	}
	best := map[string]Concept{}
	for _, s := range u.concepts.find(stems, gaps) {
		trust := u.weights.TagOneWord
		if s.to-s.from > 1 {
			trust = 1
		}
		trust /= float64(len(s.values))
		asked := words[s.from].raw
		for _, w := range words[s.from+1 : s.to] {
			if w.raw != words[s.from].raw {
				asked += " " + w.raw
			}
		}
		for _, id := range s.values {
			if trust > best[id].Weight {
				best[id] = Concept{ID: id, Asked: asked, Weight: trust}
			}
		}
	}
	var list []Concept
	for _, c := range best {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Concept) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// chooseWords joins words with one stem and keeps the MaxTerms that tell most,
// in their order in the text.
func chooseWords(words []problemWord, idf func(string) float64) []Word {
	var kept []problemWord
	seen := map[string]bool{}
	for _, w := range words {
		if !seen[w.stem] && !w.used {
			seen[w.stem] = true
			kept = append(kept, w)
		}
	}
	if len(kept) > MaxTerms {
		limit := slices.Clone(kept)
		slices.SortStableFunc(limit, func(a, b problemWord) int { return cmp.Compare(idf(b.stem), idf(a.stem)) })
		keep := map[string]bool{}
		for _, w := range limit[:MaxTerms] {
			keep[w.stem] = true
		}
		kept = slices.DeleteFunc(kept, func(w problemWord) bool { return !keep[w.stem] })
	}
	var list []Word
	for _, w := range kept {
		word := Word{Asked: w.raw}
		if w.term != w.word {
			word.Term = w.term
		}
		if w.trust != 1 {
			word.Weight = w.trust
		}
		list = append(list, word)
	}
	return list
}
