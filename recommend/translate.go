package recommend

import (
	"cmp"
	"slices"
	"strings"
)

const (
	// mostRenderings is how many English words a foreign one is searched as.
	mostRenderings = 4
	// sameForm is how many letters more than the nearest form of a word another may
	// differ by and still be meant.
	sameForm = 3
	// clearlyNearer is how many letters less a word must differ by from one that has
	// another stem to be taken for a form of that.
	clearlyNearer = 3
	// leastPart is how many letters the parts of a compound have at least.
	leastPart = 4
)

// translate makes the words of a text in a foreign language, each searched for
// as its English renderings in the glossary, any of which will do. A word that
// the glossary lacks is mended, or taken apart, or tried as it stands, since many
// words are the same in English. named are all words, for finding concepts.
func (u *understander) translate(t *tongue, text string, tokens []token, used []bool, q *Query) (words, named []problemWord, err error) {
	stems, err := t.newStems()
	if err != nil {
		return nil, nil, err
	}
	stemOf := t.newFormStems(stems)
	a := newAnalyzer(u.words)
	short := t.shortForms(tokens, used)
	var read withoutSmall
	for i := 0; i < len(tokens); i++ {
		tok := tokens[i]
		if s, ok := short[i]; ok {
			i = s.to - 1
			t.spellOut(&read, tok, s.values[0], used[i], stemOf)
			continue
		}
		stem := stemOf(tok)
		if stem == "" || asks(tok, t.asking) {
			read.drop(tok)
			continue
		}
		read.add(problemWord{token: tok, stem: stem, trust: 1, used: used[i] || len(tok.word) == 1})
	}
	named = read.words
	for i := 0; i < len(named); {
		w := named[i]
		if w.short {
			n := 1
			for i+n < len(named) && named[i+n].start == w.start {
				n++
			}
			if w.terms = t.spelledTerms(named[i : i+n]); !w.used && len(w.terms) > 0 {
				w.stem = w.raw
				words = append(words, w)
			}
			i += n
			continue
		}
		if found := t.longest(named, i); found != nil && !w.used {
			n := len(found.words)
			for _, more := range named[i+1 : i+n] {
				w.stem += " " + more.stem
			}
			w.raw = stretch(text, named[i:i+n])
			w.terms = renderings(t.meant(found.values, w.word, n))
			words = append(words, w)
			i += n
			continue
		}
		i++
		if w.used {
			continue
		}
		if w.terms = t.compound(w.word, stems); w.terms == nil {
			near := t.formOf(w.word)
			name := t.code != "de" && proper(tokens, w.token) // German writes every noun with a capital
			switch mended := t.speller.mend(w.word); {
			case name && u.words.get(w.word) == nil:
				q.Names = appendNew(q.Names, w.raw)
				continue // a name that no case has says nothing about the problem
			case name && u.words.get(w.word).count < rareName:
				w.terms, w.trust = []string{w.word}, u.weights.Name
			case near != nil:
				w.terms = renderings(near)
			case u.words.get(w.word) != nil && a.stem(w.word) != "":
				w.terms, w.trust = u.englishSpellings(w.word), u.weights.SameWord
			case mended != "" && mended != w.word && !acronym(tokens, w.token):
				q.correct(w.raw, mended)
				if found := t.glossary.values([]string{t.known(mended)}); found != nil {
					w.terms = renderings(found)
				}
			}
		}
		if w.terms == nil {
			w.terms, w.trust = u.englishSpellings(w.word), u.weights.Untranslated
		}
		words = append(words, w)
	}
	words = u.withoutGrammar(words)
	for i := range words {
		w := &words[i]
		q.translate(w.raw, w.terms)
		said := []token{w.token}
		if strings.Contains(w.raw, " ") {
			said = t.tokenize(w.raw)
		}
		if own := u.own.formsOf(t.code, said, stems); len(own) > 0 { // first, as the surest
			for _, english := range w.terms {
				own = appendNew(own, english)
			}
			w.terms, w.trust = own, 1
		}
	}
	return words, named, nil
}

// withoutGrammar leaves out renderings that are no more than grammar in English, and words
// that have no others, unless they are English ones as they stand.
func (u *understander) withoutGrammar(words []problemWord) []problemWord {
	grammar := func(term string) bool { return u.english.grammar[term] }
	for i := range words {
		w := &words[i]
		w.terms = slices.DeleteFunc(w.terms, grammar)
		if len(w.terms) == 0 && u.words.get(w.word) != nil && !grammar(w.word) && !stopWords()[w.word] {
			w.terms, w.trust = u.englishSpellings(w.word), u.weights.SameWord
		}
	}
	return slices.DeleteFunc(words, func(w problemWord) bool { return len(w.terms) == 0 })
}

// spellOut adds the words that an abbreviation stands for.
func (t *tongue) spellOut(read *withoutSmall, short token, long string, used bool, stemOf func(token) string) {
	for i, lt := range t.tokenize(long) {
		stem := stemOf(lt)
		lt.raw, lt.start, lt.gap = short.raw, short.start, short.gap && i == 0
		if stem != "" {
			read.add(problemWord{token: lt, stem: stem, trust: 1, used: used, short: true})
		} else {
			read.drop(lt)
		}
	}
}

// spelledTerms are what an abbreviation is searched as: itself, since many are
// the same in English, and what it stands for, each part by its first rendering.
func (t *tongue) spelledTerms(words []problemWord) []string {
	terms := []string{fold(words[0].raw)}
	var parts []string
	for i := 0; i < len(words); {
		found := t.longest(words, i)
		if found == nil {
			i++
			continue
		}
		n := len(found.words)
		english := renderings(t.meant(found.values, words[i].word, n))
		if n == len(words) {
			return append(terms, english...)
		}
		parts = append(parts, english[0])
		i += n
	}
	if len(parts) > 0 {
		terms = append(terms, strings.Join(parts, " "))
	}
	return terms
}

func (q *Query) translate(word string, english []string) {
	if q.Translations == nil {
		q.Translations = map[string][]string{}
	}
	if len(english) > 1 || english[0] != fold(word) {
		q.Translations[word] = english
	}
}

// longest returns the longest phrase of the glossary at words[i].
func (t *tongue) longest(words []problemWord, i int) *phrase[rendered] {
	var stems []string
	var gaps []bool
	for _, w := range words[i:min(len(words), i+8)] {
		stems = append(stems, w.stem)
		gaps = append(gaps, w.gap)
	}
	return t.glossary.longestAt(stems, gaps, 0)
}

// meant keeps of the renderings of a single word those that it was most likely
// typed for: of its very form and of those that differ little more, since calle is
// street, and not what callado has the same stem for, but ciudadanos is what
// ciudadano is.
func (t *tongue) meant(found []rendered, word string, words int) []rendered {
	if words > 1 {
		return found
	}
	least := unshared(word, found[0].form)
	for _, r := range found[1:] {
		least = min(least, unshared(word, r.form))
	}
	related := slices.ContainsFunc(found, func(r rendered) bool { return alike(word, r.form) })
	if near := t.formOf(word); near != nil && (!related || unshared(word, near[0].form)+clearlyNearer <= least) {
		return near // młodych is of młody, young, and not of młodszy, junior
	}
	return slices.DeleteFunc(slices.Clone(found), func(r rendered) bool { return unshared(word, r.form) > least+sameForm })
}

// formOf returns the renderings of the word of the glossary of which word is most
// likely a form, nil for none.
func (t *tongue) formOf(word string) []rendered {
	glossed := func(known string) bool { return t.glossary.values([]string{t.known(known)}) != nil }
	near := cmp.Or(t.forms().verbOf(t.code, word, glossed), t.forms().nearest(word, glossed))
	if near == "" {
		return nil
	}
	found := t.glossary.values([]string{t.known(near)})
	if exact := inForm(found, near); len(exact) > 0 {
		return exact
	}
	return found
}

func inForm(found []rendered, form string) []rendered {
	return slices.DeleteFunc(slices.Clone(found), func(r rendered) bool { return r.form != form })
}

// renderings are the English words for a foreign one, those first for which it
// is the commonest equivalent, and none that is another form of one before it.
func renderings(found []rendered) []string {
	sorted := slices.Clone(found)
	slices.SortStableFunc(sorted, func(a, b rendered) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.english, b.english))
	})
	var english []string
	for _, r := range sorted {
		if r.place >= collapsed && sorted[0].place < collapsed {
			break
		}
		if slices.ContainsFunc(english, func(e string) bool { return inflected(e, r.english) }) {
			continue
		}
		if english = append(english, r.english); len(english) == mostRenderings {
			break
		}
	}
	return english
}

// compounding are the languages that write two words as one, and what may stand
// between them.
var compounding = map[string][]string{"de": {"", "s", "n", "en", "es", "er", "e"}, "nl": {"", "s", "n", "en", "e"}}

// compound takes a compound apart into two words of the glossary and returns the
// renderings of both; nil for what is none. The longest last part wins, since it
// says what the whole is.
func (t *tongue) compound(word string, stems func(token) string) []string {
	letters := []rune(word)
	for i := leastPart; i <= len(letters)-leastPart; i++ {
		last := t.part(string(letters[i:]), stems)
		if last == nil {
			continue
		}
		for _, joint := range compounding[t.code] {
			first, ok := strings.CutSuffix(string(letters[:i]), joint)
			if !ok || len([]rune(first)) < leastPart {
				continue
			}
			if found := t.part(first, stems); found != nil {
				return slices.Concat(renderings(found)[:1], renderings(last)[:1])
			}
		}
	}
	return nil
}

func (t *tongue) part(word string, stems func(token) string) []rendered {
	return t.glossary.values([]string{stems(token{raw: word, word: word})})
}
