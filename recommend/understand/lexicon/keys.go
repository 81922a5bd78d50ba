package lexicon

import (
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// Known returns the key of a word of the glossary or thesaurus, folded, "" for others.
func (t *Lexicon) Known(word string) string {
	if e := t.Words.Get(word); e != nil {
		return e.Stem
	}
	return ""
}

// NewStems returns a function that gives the key of a token, "" for a word without a topic:
// the first of those of [Lexicon.NewKeys]. Not safe for concurrent use.
func (t *Lexicon) NewStems() (func(analysis.Token) string, error) {
	keys, err := t.NewKeys(false)
	return func(tok analysis.Token) string {
		return FirstKey(keys(tok))
	}, err
}

// FirstKey is the first of some keys, "" for none.
func FirstKey(keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	return keys[0]
}

// NewKeys returns a function that gives the keys of the tokens of one text, none for a word
// without a topic: by the word as it stands, then by the words that it may be a form of, the
// likeliest first, each with its accents and then without, and then by its stem where only
// one word has that. A word that is not known has its stem for a key, marked so that no known
// one is taken for it. accented says that the text has accents somewhere, so that whoever wrote
// it leaves none off. Not safe for concurrent use.
func (t *Lexicon) NewKeys(accented bool) (func(analysis.Token) []string, error) {
	stem, err := analysis.NewQuickStemmer(t.Code)
	if err != nil {
		return nil, err
	}
	cache := map[string][]string{}
	return func(tok analysis.Token) []string {
		if t.stops(tok) {
			return nil
		}
		word := analysis.Lowered(tok)
		keys, ok := cache[word]
		if !ok {
			keys = t.keysOf(word, tok.Word, accented, stem)
			cache[word] = keys
		}
		return keys
	}, nil
}

// keysOf are the keys of a word.
func (t *Lexicon) keysOf(word, folded string, accented bool, stem func(string) string) []string {
	if analysis.GrammarOf(t.Code).Umlauts && t.Known(folded) == "" { // "Buerger", for want of an ü
		short := umlauts.Replace(folded)
		if t.Stop[short] {
			return nil
		}
		if short != folded && t.Known(short) != "" {
			return []string{t.Known(short)}
		}
	}
	keys := t.FormKeys(word, folded, accented)
	if len(keys) == 0 && analysis.GrammarOf(t.Code).Umlauts {
		if dotted := dots.Replace(word); dotted != word {
			keys = t.FormKeys(dotted, analysis.Fold(dotted), true) // "Maerkte"
		}
	}
	if len(keys) > 0 {
		if keys[0] == small {
			return nil
		}
		return keys
	}
	s := stem(word)
	if key := t.forms.stemKey(s); key != "" && t.like(folded, key) {
		return []string{key}
	}
	return []string{Unknown + s}
}

// Unknown marks the keys of words that are not known.
const Unknown = "?"

// IsUnknown tells whether a key is of a word that is not known.
func IsUnknown(key string) bool { return strings.HasPrefix(key, Unknown) }

// like tells whether a word is like one with a key but for a short ending.
func (t *Lexicon) like(word, key string) bool {
	for known, e := range t.Words.Beginning(word[:min(shortWord, len(word))]) {
		if e.Stem == key && max(len(word), len(known))-analysis.Shared(word, known) <= analysis.MaxEnding && len(known) > shortWord {
			return true
		}
	}
	return false
}

// FormKeys are the keys of the words of the glossary or thesaurus of which a word may be a
// form, the likeliest first; none for others.
func (t *Lexicon) FormKeys(word, folded string, accented bool) []string {
	key := t.exactKey(word)
	if key != "" && t.Glossary.Values([]string{key}) != nil {
		return []string{key}
	}
	forms, verb := t.keysOfForm(&t.forms.exact, word, t.exactKey)
	if key != "" { // a word that stands in phrases alone: elsewhere it may be a form of another
		if len(forms) > 0 && forms[0] != small {
			return analysis.AppendNew([]string{key}, forms[0])
		}
		return []string{key}
	}
	leftOff := word == folded && !accented && (verb || !analysis.GrammarOf(t.Code).Umlauts) // German spells its dots out
	if bare := t.Known(folded); bare != "" && (len(forms) == 0 || leftOff) {
		return []string{bare} // "tramites" is trámites rather than a form of tramitar
	}
	if len(forms) == 0 {
		forms, verb = t.keysOfForm(&t.forms.folded, folded, t.Known)
	}
	// Of a noun the end is no clitic: Italian "cucine" are kitchens, and not sewing.
	if len(forms) == 0 || len(forms) < maxReadings && verb && forms[0] != small {
		for _, key := range t.keysWithoutClitic(folded) { // Italian "chiedermi" is of "chiedersi" and of "chiedere"
			if key != small || len(forms) == 0 {
				forms = analysis.AppendNew(forms, key)
			}
		}
	}
	return forms[:min(len(forms), maxReadings)]
}

// keysWithoutClitic are the keys of the words that a verb may be a form of without the clitic that
// it ends with, none where it ends with none; the key small where one of these is a small word.
func (t *Lexicon) keysWithoutClitic(folded string) (keys []string) {
	for _, d := range t.formsWithoutClitic(folded, func(w string) bool { return t.Known(w) != "" || t.Stop[w] }) {
		key := t.Known(d.word)
		if key == "" {
			return []string{small}
		}
		keys = analysis.AppendNew(keys, key)
	}
	return keys
}

// formsWithoutClitic are the known words that a verb may be a form of without the clitic that it
// ends with, and what is a participle by itself.
func (t *Lexicon) formsWithoutClitic(folded string, known func(string) bool) (list []dictionaryForm) {
	for _, clitic := range t.forms.clitics {
		rest, ok := strings.CutSuffix(folded, clitic)
		if rest = strings.TrimSuffix(rest, "-"); !ok || len(rest) <= minInflected {
			continue
		}
		if known(rest) && t.forms.endsAsVerb(rest) {
			return []dictionaryForm{{rest, 0}}
		}
		list = slices.DeleteFunc(t.forms.dictionaryForms(&t.forms.folded, rest, known), func(d dictionaryForm) bool {
			return !slices.Contains(t.forms.verbs, d.class) && !t.forms.endsAsVerb(d.word) || t.endsInClitic(d.word)
		})
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// endsInClitic tells whether a dictionary form of a verb has a clitic already, as the Spanish
// "pasarse" has.
func (t *Lexicon) endsInClitic(word string) bool {
	return slices.ContainsFunc(t.forms.clitics, func(clitic string) bool {
		verb, ok := strings.CutSuffix(word, clitic)
		return ok && t.forms.endsAsVerb(verb)
	})
}

// partsOfVerb are how many words a separable verb in three parts has.
const partsOfVerb = 3

// SeparableVerb is the verb that a text begins with in three parts, "uit te proberen", as one word
// in lower case; "" for none.
func (t *Lexicon) SeparableVerb(tokens []analysis.Token) string {
	between := analysis.GrammarOf(t.Code).Infinitive
	if between == "" || len(tokens) < partsOfVerb || tokens[1].Word != between || tokens[1].Gap || tokens[2].Gap || !slices.Contains(t.forms.separable, tokens[0].Word) {
		return ""
	}
	verb := analysis.Lowered(tokens[0]) + analysis.Lowered(tokens[2])
	if len(t.FormKeys(verb, analysis.Fold(verb), false)) == 0 {
		return ""
	}
	return verb
}

// VerbApart is a separable verb whose parts stand apart: "stellt ... ein".
type VerbApart struct {
	Verb, Particle int    // the places of the verb and of what belongs before it
	Joined         string // the verb as one word, in lower case
}

// VerbsApart are the separable verbs of a text whose particle ends their clause, by the places of
// both parts, where the joined verb is known. used are words that are read as something else.
func (t *Lexicon) VerbsApart(tokens []analysis.Token, used []bool) map[int]VerbApart {
	if len(t.forms.separable) == 0 {
		return nil
	}
	grammar, apart := analysis.GrammarOf(t.Code), map[int]VerbApart{}
	from := 0
	for i, tok := range tokens {
		if tok.Gap || slices.Contains(grammar.Clauses, tok.Word) {
			from = i
		}
		last := i+1 == len(tokens) || tokens[i+1].Gap || slices.Contains(grammar.Clauses, tokens[i+1].Word)
		if !last || used[i] || !slices.Contains(t.forms.separable, tok.Word) {
			continue
		}
		for k := from; k < i; k++ {
			if used[k] || grammar.CapitalNouns && k > from && analysis.Capital(tokens[k].Raw) {
				continue // a noun
			}
			if joined := analysis.Lowered(tok) + analysis.Lowered(tokens[k]); t.isVerb(joined) {
				apart[k] = VerbApart{k, i, joined}
				apart[i] = apart[k]
				break
			}
		}
	}
	return apart
}

// isVerb tells whether a word in lower case is a form of a verb of the glossary or thesaurus.
func (t *Lexicon) isVerb(word string) bool {
	folded := analysis.Fold(word)
	known := func(w string) bool { return t.Known(w) != "" }
	return known(folded) && t.forms.endsAsVerb(folded) || slices.ContainsFunc(t.forms.dictionaryForms(&t.forms.folded, folded, known), func(d dictionaryForm) bool {
		return slices.Contains(t.forms.verbs, d.class) || d.class < 0 && t.forms.endsAsVerb(d.word)
	})
}

// asItStands are the ways to look a phrase up where there is one only.
func asItStands(phrase []string) [][]string { return [][]string{phrase} }

// maxReadings is how many words one is taken for a form of.
const maxReadings = 2

// keysOfForm are the keys of the words that one may be a form of, and whether the first is of
// a verb. The forms of verbs that are small words are small too: then there is one key, small.
func (t *Lexicon) keysOfForm(p *patterns, word string, key func(string) string) (keys []string, verb bool) {
	for _, d := range t.forms.dictionaryForms(p, word, func(w string) bool { return key(w) != "" || t.Stop[w] }) {
		k, ofVerb := key(d.word), slices.Contains(t.forms.verbs, d.class)
		switch {
		case k == "" && len(keys) == 0 && ofVerb:
			return []string{small}, true
		case k == "":
			continue
		case len(keys) == 0:
			verb = ofVerb
		}
		if keys = analysis.AppendNew(keys, k); len(keys) == maxReadings {
			break
		}
	}
	return keys, verb
}

// small is the key of forms of small words.
const small = "-"

// shortWord is how many letters a word has at most that stems tell little of: French "fac"
// has that of "face", Italian "tram" that of "tramite", Polish "wiza" that of "coraz".
const shortWord = 4

var (
	umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")
	dots    = strings.NewReplacer("ae", "ä", "oe", "ö", "ue", "ü")
)

// Small words and those that only ask are told without their accents, which people leave off. But
// accents tell words apart: "maïs" is maize and "mais" is but, "Ware" is goods and "wäre" would be.
// So a word that is none of them just as it was typed, and that the lexicon has just so, is a word
// of the problem.

// Asks tells whether a word says nothing of what is asked for: it only asks, or counts.
func (t *Lexicon) Asks(tok analysis.Token) bool { return t.asks(tok) || analysis.Number(tok.Word) }

// asks tells whether a word only asks.
func (t *Lexicon) asks(tok analysis.Token) bool { return t.Asking[tok.Word] && !t.toldByAccents(tok) }

// stops tells whether a word carries no topic where it stands.
func (t *Lexicon) stops(tok analysis.Token) bool {
	return tok.Auxiliary || t.Stop[tok.Word] && !t.toldByAccents(tok)
}

// toldByAccents tells whether a word that is a small one but for accents is another one. What
// stands in the files of a language is spelled rightly.
func (t *Lexicon) toldByAccents(tok analysis.Token) bool {
	if t.spelled == nil {
		return false
	}
	word := analysis.Lowered(tok)
	return (t.forms == nil || t.exactKey(word) != "") && !t.spelled()[word] // seldom the case, so that the list is seldom made
}

// exactKey is the key of a word of the glossary or thesaurus that is spelled just so, "" for others.
func (t *Lexicon) exactKey(word string) string {
	if key, ok := t.forms.spelling(word); ok || analysis.Fold(word) != word {
		return key
	}
	return t.Known(word)
}

// spelledSmall are the words of a language that carry no topic or only ask, as they are spelled.
func spelledSmall(code string, words *corpus.Words) map[string]bool {
	spelled := map[string]bool{}
	for _, list := range [][]string{analysis.GrammarOf(code).SpelledStopWords(), words.Stop, words.Asking} {
		for _, w := range list {
			for _, tok := range analysis.TokenizeIn(code, strings.ToLower(w)) {
				spelled[analysis.Lowered(tok)] = true
			}
		}
	}
	return spelled
}
