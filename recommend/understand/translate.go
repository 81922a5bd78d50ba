package understand

import (
	"slices"
	"strings"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// translate makes the words of a text in a foreign language, each searched for
// as its English renderings in the glossary, any of which will do. A word that
// the glossary lacks is corrected, or taken apart, or tried as it stands, since many
// words are the same in English. named are all words, for finding concepts.
func translate(u *Understander, t *lexicon.Lexicon, text string, tokens []analysis.Token, used []bool, q *recommend.Query) (words, named []lexicon.ProblemWord, err error) {
	keys, err := t.NewKeys(slices.ContainsFunc(tokens, func(tok analysis.Token) bool { return analysis.Accented(tok.Raw) }))
	if err != nil {
		return nil, nil, err
	}
	stems := func(tok analysis.Token) string { return lexicon.FirstKey(keys(tok)) }
	a := analysis.NewAnalyzer(u.Words)
	spelled, gaps := analysis.WordsOf(tokens), analysis.GapsOf(tokens)
	short, verbatim := t.ShortForms(tokens, used), t.VerbatimPhrases(text, tokens, spelled, gaps)
	var read lexicon.WithoutSmall
	verbs := t.VerbsApart(tokens, used)
	readVerb := func(tok analysis.Token, raw, verb string) {
		tok.Raw, tok.Word = raw, analysis.Fold(verb)
		readings := keys(analysis.Token{Raw: verb, Word: tok.Word})
		read.Read(lexicon.ProblemWord{Token: tok, Stem: lexicon.FirstKey(readings), Readings: readings, Trust: 1}, t.Asks)
	}
	for i := 0; i < len(tokens); i++ {
		tok := tokens[i]
		if v, ok := verbs[i]; ok {
			if v.Verb == i {
				readVerb(tok, tok.Raw+" … "+tokens[v.Particle].Raw, v.Joined)
			} else {
				read.Drop(tok)
			}
			continue
		}
		if s, ok := short[i]; ok {
			i = s.To - 1
			t.SpellOut(&read, tok, s.Values[0], used[i], stems)
			continue
		}
		if n := t.SmallPhrase(spelled, gaps, i); n > 0 {
			for _, small := range tokens[i : i+n] {
				read.Drop(small)
			}
			i += n - 1
			continue
		}
		if verb := t.SeparableVerb(tokens[i:]); verb != "" && !used[i] {
			last := tokens[i+2]
			readVerb(tok, text[tok.Start:last.Start+len(last.Raw)], verb)
			i += 2 // the parts but the first
			continue
		}
		readings := keys(tok)
		w := lexicon.ProblemWord{Token: tok, Stem: lexicon.FirstKey(readings), Readings: readings, Trust: 1, Used: used[i] || len(tok.Word) == 1}
		read.Read(w, t.Asks)
	}
	named = read.Words
	for i := 0; i < len(named); {
		w := named[i]
		if w.Short {
			n := 1
			for i+n < len(named) && named[i+n].Start == w.Start {
				n++
			}
			if w.Terms = t.SpelledTerms(named[i : i+n]); !w.Used && len(w.Terms) > 0 {
				w.Stem = w.Raw
				words = append(words, w)
			}
			i += n
			continue
		}
		found := t.Longest(named, i)
		if p, is := verbatim[w.Start]; is && !w.Used && (found == nil || len(found.Words) == 1) {
			w.Raw, w.Terms = p.Raw, phraseTerms(u, t, a, p.Values, named[i:i+1])
			words = append(words, w)
			i++
			continue
		}
		if found != nil && !w.Used {
			n := len(found.Words)
			if n > 1 && !slices.ContainsFunc(found.Values, func(r lexicon.Rendered) bool { return stands(u, r.English) }) && t.Readings(w) != nil {
				n = 1 // what the phrase is called no case says, what its words are called some may
			}
			if n == 1 {
				w.Terms = choose(u, readings(u, t, w))
			} else {
				w.Terms = phraseTerms(u, t, a, found.Values, named[i:i+n])
			}
			for _, more := range named[i+1 : i+n] {
				w.Stem += " " + more.Stem
			}
			w.Raw = lexicon.Stretch(text, named[i:i+n])
			words = append(words, w)
			i += n
			continue
		}
		if w.Used {
			i++
			continue
		}
		if parts := t.Compound(w, stems); parts != nil {
			for _, part := range parts {
				part.Terms = choose(u, part.Terms)
				words = append(words, part)
			}
			if lexicon.IsUnknown(w.Stem) { // or it names topics as a whole
				named = slices.Replace(named, i, i+1, parts...)
				i++
			}
			i++
			continue
		}
		i++
		if t.Context.Dates(w.Word) {
			continue // "in June" says little of the problem, where the glossary has not more to say of it
		}
		if w.Terms == nil {
			name := !analysis.GrammarOf(t.Code).CapitalNouns && analysis.Proper(tokens, w.Token)
			switch corrected := t.Speller.Correct(w.Word); {
			case name && u.Words.Get(w.Word) == nil:
				q.Names = analysis.AppendNew(q.Names, w.Raw)
				continue // a name that no case has says nothing about the problem
			case name && u.Words.Get(w.Word).Count < rareName:
				w.Terms, w.Trust = []string{w.Word}, u.Weights.Name
			case u.Words.Get(w.Word) != nil && a.Stem(w.Word) != "":
				w.Terms, w.Trust = englishSpellings(u, w.Word), u.Weights.SameWord
			case corrected != "" && corrected != w.Word && !analysis.Acronym(tokens, w.Token):
				if found := t.Glossary.Values([]string{t.Known(corrected)}); found != nil { // or else it is only a part of phrases
					correct(q, w.Raw, corrected)
					w.Terms = choose(u, lexicon.Renderings(found))
				}
			}
		}
		if w.Terms == nil {
			w.Terms, w.Trust = englishSpellings(u, w.Word), u.Weights.Untranslated
		}
		words = append(words, w)
	}
	words = withoutGrammar(u, words)
	for i := range words {
		w := &words[i]
		translated(q, w.Raw, w.Terms)
		said := []analysis.Token{w.Token}
		if strings.Contains(w.Raw, " ") {
			said = t.Tokenize(w.Raw)
		}
		own, err := u.Own.formsOf(t.Code, said, stems)
		if err != nil {
			return nil, nil, err
		}
		if len(own) > 0 { // first, as the surest
			for _, english := range w.Terms {
				own = analysis.AppendNew(own, english)
			}
			w.Terms, w.Trust = own, 1
		}
	}
	return words, named, nil
}

// maxApart is how many English words the one word with a topic adds to those of its phrase: what
// it is taken for by itself is mostly one of its first.
const maxApart = 2

// phraseTerms are the English words that a phrase is searched as. Where its own words say what
// more cases have, it is searched as these too: people with debts are not only indebted.
func phraseTerms(u *Understander, t *lexicon.Lexicon, a *analysis.Analyzer, meaning []lexicon.Rendered, words []lexicon.ProblemWord) []string {
	terms := choose(u, lexicon.Renderings(meaning))
	var apart []string
	for i, w := range words {
		readings := choose(u, t.Readings(w))
		switch {
		case len(readings) == 0:
			return terms
		case i == 0:
			apart = readings[:min(len(readings), maxApart)]
		default:
			apart = []string{apart[0] + " " + readings[0]}
		}
	}
	most := func(of []string) int {
		return slices.Max(analysis.Mapped(of, func(s string) int { return casesWith(u, a, s) }))
	}
	if most(apart) <= most(terms) {
		return terms
	}
	for _, english := range apart {
		terms = analysis.AppendNew(terms, english)
	}
	return terms[:min(len(terms), lexicon.MaxRenderings)]
}

// casesWith is how many cases may have all words of an English phrase: as many as have the rarest.
func casesWith(u *Understander, a *analysis.Analyzer, english string) int {
	return slices.Min(append(analysis.Mapped(a.StemsOf(english), u.having), u.count))
}

// readings are the English words for a word. Where what it is most likely a form of is no more
// than grammar in English, it is no form of another: Spanish "pasaron" is that they happened,
// and not that they switched.
func readings(u *Understander, t *lexicon.Lexicon, w lexicon.ProblemWord) []string {
	first := w
	first.Readings = w.Readings[:min(1, len(w.Readings))]
	if likeliest := t.Readings(first); len(likeliest) > 0 && !slices.ContainsFunc(likeliest, func(e string) bool { return !u.English.Grammar[e] }) {
		return likeliest
	}
	return t.Readings(w)
}

// stands tells whether some case has every word of an English phrase that carries a topic.
func stands(u *Understander, english string) bool {
	return !slices.ContainsFunc(analysis.Tokenize(english), func(tok analysis.Token) bool {
		return u.Words.Library.Get(tok.Word) == nil && !analysis.StopWords()[tok.Word]
	})
}

// choose keeps of the English words for a foreign one as many as it is searched as: where there
// are more, the last of those that no case has give way first.
func choose(u *Understander, english []string) []string {
	for i := len(english) - 1; i >= 0 && len(english) > lexicon.MaxRenderings; i-- {
		if !stands(u, english[i]) {
			english = slices.Delete(slices.Clone(english), i, i+1)
		}
	}
	return english[:min(len(english), lexicon.MaxRenderings)]
}

// withoutGrammar leaves out renderings that are no more than grammar in English, and words
// that have no others, unless they are English ones as they stand.
func withoutGrammar(u *Understander, words []lexicon.ProblemWord) []lexicon.ProblemWord {
	grammar := func(term string) bool { return u.English.Grammar[term] }
	for i := range words {
		w := &words[i]
		w.Terms = slices.DeleteFunc(w.Terms, grammar)
		if len(w.Terms) == 0 && u.Words.Get(w.Word) != nil && !grammar(w.Word) && !analysis.StopWords()[w.Word] {
			w.Terms, w.Trust = englishSpellings(u, w.Word), u.Weights.SameWord
		}
	}
	return slices.DeleteFunc(words, func(w lexicon.ProblemWord) bool { return len(w.Terms) == 0 })
}

// translated notes that a word is searched as English ones.
func translated(q *recommend.Query, word string, english []string) {
	if q.Translations == nil {
		q.Translations = map[string][]string{}
	}
	if len(english) == 1 && english[0] == analysis.Fold(word) {
		return
	}
	for _, e := range english { // of both parts, where the word is a compound
		q.Translations[word] = analysis.AppendNew(q.Translations[word], e)
	}
}

// wordsIn makes the words of a text in the language of a lexicon.
func wordsIn(u *Understander, t *lexicon.Lexicon, text string, tokens []analysis.Token, used []bool, q *recommend.Query) (words, named []lexicon.ProblemWord, err error) {
	if t == u.English {
		words, named = readWords(u, text, tokens, used, q)
		return words, named, nil
	}
	return translate(u, t, text, tokens, used, q)
}
