package lexicon

import (
	"cmp"
	"slices"
	"strings"

	"precedent/corpus/pack"
	"precedent/recommend/understand/analysis"
)

// spelled is a word of the glossary or thesaurus as it is spelled there, in lower case, with
// its English equivalents where it is an entry of the glossary by itself.
type spelled struct {
	word    string
	english []string
	stem    string
	lexeme  int // of the words that it is one with, see lexemes
}

// lexemes part the words of a language into lexemes, a word and its forms. Each has a key, by
// which phrases and single words are looked up: its stem, where no other lexeme has that, and
// otherwise its own word behind a blank, since stemmers join what does not belong together.
type lexemes struct {
	keys  map[string]string // of words, as spelled
	stems map[string]string // a key by stem, of the first lexeme with it; none where two have nothing in common in English
	// beside are, by key, the keys of lexemes that have a form in common but not their English:
	// "aides" is benefits and "aide" help, but "aides sociales" are an "aide sociale".
	beside map[string][]string
}

// newLexemes parts words, whose lexemes it notes.
func newLexemes(said map[string]*spelled, forms *inflection) lexemes {
	words := make([]*spelled, 0, len(said))
	for _, word := range analysis.SortedKeys(said) {
		words = append(words, said[word])
	}
	at := make(map[string]int, len(words))
	for i := range words {
		words[i].lexeme = i
		at[words[i].word] = i
	}
	members := make([][]int, len(words))
	for i := range members {
		members[i] = []int{i}
	}
	join := func(a, b int) {
		a, b = min(words[a].lexeme, words[b].lexeme), max(words[a].lexeme, words[b].lexeme)
		if a == b {
			return
		}
		for _, m := range members[b] {
			words[m].lexeme = a
		}
		members[a], members[b] = append(members[a], members[b]...), nil
	}
	var beside [][2]int
	for i := range words {
		w := words[i]
		for _, d := range forms.dictionaryForms(&forms.exact, w.word, func(word string) bool { _, ok := at[word]; return ok }) {
			if k := at[d.word]; k != i && !slices.Contains(forms.verbs, d.class) {
				beside = append(beside, [2]int{i, k})
			}
		}
		known := func(word string) bool {
			k, ok := at[word]
			return ok && k != i && (len(w.english) == 0 || SameEnglish(w.english, words[k].english))
		}
		of := forms.dictionaryForms(&forms.exact, w.word, known)
		of = slices.DeleteFunc(of, func(d dictionaryForm) bool {
			return len(w.english) > 0 && len(words[at[d.word]].english) > 0 && slices.Contains(forms.derived, d.class)
		})
		if len(of) > 0 {
			likeliest := slices.MinFunc(of, func(a, b dictionaryForm) int { // of those an entry rather than a part of one
				return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(len(words[at[b.word]].english), len(words[at[a.word]].english)), strings.Compare(a.word, b.word))
			})
			join(i, at[likeliest.word])
		}
	}
	l := newKeys(words, members)
	for _, pair := range beside {
		one, other := l.keys[words[pair[0]].word], l.keys[words[pair[1]].word]
		if one != other {
			l.beside[one], l.beside[other] = analysis.AppendNew(l.beside[one], other), analysis.AppendNew(l.beside[other], one)
		}
	}
	return l
}

// variants are the keys of a phrase and those that its words are beside, at most maxVariants.
func (l *lexemes) variants(phrase []string) [][]string {
	all := [][]string{phrase}
	if len(phrase) < 2 {
		return all
	}
	for i, key := range phrase {
		for _, v := range all {
			for _, other := range l.beside[key] {
				if len(all) == maxVariants {
					return all
				}
				v = slices.Clone(v)
				v[i] = other
				all = append(all, v)
			}
		}
	}
	return all
}

// maxVariants is how many ways a phrase is looked up by.
const maxVariants = 6

// newKeys gives the lexemes their keys.
func newKeys(words []*spelled, members [][]int) lexemes {
	having := map[string][]int{} // the lexemes with a stem
	for i := range words {
		if s := words[i].stem; !slices.Contains(having[s], words[i].lexeme) {
			having[s] = append(having[s], words[i].lexeme)
		}
	}
	l := lexemes{map[string]string{}, map[string]string{}, map[string][]string{}}
	taken := map[string]bool{}
	for _, list := range members {
		if len(list) == 0 {
			continue
		}
		own := words[list[0]].stem
		for _, m := range list {
			if s := words[m].stem; len(having[s]) == 1 && !taken[s] {
				own = s
				break
			}
		}
		key := own
		if len(having[own]) > 1 || taken[own] {
			key = " " + words[list[0]].word // no stem has a blank
		}
		taken[key] = true
		for _, m := range list {
			l.keys[words[m].word] = key
		}
	}
	english := func(lexeme int) (all []string) {
		for _, m := range members[lexeme] {
			all = append(all, words[m].english...)
		}
		return all
	}
	for stem, lexemes := range having {
		first := english(lexemes[0])
		if !slices.ContainsFunc(lexemes[1:], func(other int) bool { return !SameEnglish(first, english(other)) }) {
			l.stems[stem] = l.keys[words[members[lexemes[0]][0]].word]
		}
	}
	return l
}

// minSameEnglish is how many letters English words begin with alike that say the same, beside
// those that are forms of each other: "migrant" and "migration", and not "court" and "courses".
const minSameEnglish = 5

// SameEnglish tells whether two lists of English words and phrases have one in common, or
// forms of one.
func SameEnglish(one, other []string) bool {
	return slices.ContainsFunc(one, func(a string) bool {
		return slices.ContainsFunc(other, func(b string) bool {
			return a == b || slices.ContainsFunc(strings.Fields(a), func(p string) bool {
				return slices.ContainsFunc(strings.Fields(b), func(q string) bool {
					return analysis.Inflected(p, q) || analysis.Inflected(q, p) || analysis.Shared(p, q) >= minSameEnglish && analysis.Alike(p, q)
				})
			})
		})
	})
}

// formTable finds the dictionary forms of words, and the keys of lexemes.
type formTable struct {
	inflection
	spellings string // a line for each word with an accent, and its key; and for the same without it, where that is no word
	stems     string // a line for each stem whose lexemes have English in common, and the key of one, nothing where that is the stem
}

func newFormTable(i *inflection, l lexemes) *formTable {
	spellings, stems := map[string][]string{}, map[string][]string{}
	for word, key := range l.keys {
		folded := analysis.Fold(word)
		if folded == word {
			continue
		}
		spellings[word] = []string{key}
		if _, spelled := l.keys[folded]; !spelled {
			spellings[folded] = []string{notSpelled}
		}
	}
	for stem, key := range l.stems {
		if key == stem {
			key = ""
		}
		stems[stem] = []string{key}
	}
	table := &formTable{*i, lines(spellings), lines(stems)}
	table.derived = nil // has done its work
	return table
}

// notSpelled stands for the key of what is a word with its accents only.
const notSpelled = "-"

// spelling is the key of a word that is spelled with an accent. ok is false for others, but
// for those that are only spelled with one.
func (f *formTable) spelling(word string) (key string, ok bool) {
	key, ok = analysis.WordList{Text: f.spellings, End: wordEnd}.Find(word)
	if key == notSpelled {
		key = ""
	}
	return key, ok
}

// stemKey is the key of a lexeme with a stem, "" where there is none, or unlike ones.
func (f *formTable) stemKey(stem string) string {
	key, ok := analysis.WordList{Text: f.stems, End: wordEnd}.Find(stem)
	if ok && key == "" {
		return stem
	}
	return key
}

// pack describes the table.
func (f *formTable) pack(p *pack.Coder) {
	f.inflection.pack(p)
	p.String(&f.spellings)
	p.String(&f.stems)
}
