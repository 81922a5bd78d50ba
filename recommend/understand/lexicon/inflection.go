package lexicon

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/corpus/pack"
	"precedent/recommend/understand/analysis"
)

const (
	maxInflected = 14 // bytes of the ending of a form
	minInflected = 2  // bytes of a word before its ending
	maxBetween   = 4  // consonants that a "*" stands for
	// anyConsonants stands in an ending for consonants, the same in the ending of a form.
	anyConsonants = "*"
	vowels        = "aeiouy"
)

// inflection finds the dictionary forms of words. It is read-only and safe for concurrent use.
type inflection struct {
	exact, folded      patterns // the second without accents
	separable, clitics []string // folded
	umlauts            []string // as they are spelled
	verbs, derived     []int    // the classes of verbs, and of words of their own
	verbEndings        []string // of dictionary forms, folded
}

// patterns are those of one language, in the form in which they are looked up.
type patterns struct {
	endings   string   // a line for each ending of a form: prefix-ending, and class and ending of each dictionary form
	irregular string   // a line for each form, and its dictionary forms
	between   []string // endings with a "*", as in endings
	prefixes  []string // what patterns put before a word, "" among them

	other *patterns // has the lines of endings and irregular that are not here; nil for none
}

// newInflection makes the patterns ready to be looked up in, and of the irregular forms those
// of known words.
func newInflection(i corpus.Inflection, known func(word string) bool) *inflection {
	i.Irregular = maps.Clone(i.Irregular)
	maps.DeleteFunc(i.Irregular, func(word string, _ []string) bool {
		return !known(word) && !slices.ContainsFunc(i.Separable, func(apart string) bool { return known(apart + word) })
	})
	folded := func(list []string) []string {
		list = analysis.Mapped(list, analysis.Fold)
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
		return slices.Compact(list)
	}
	same := func(s string) string { return s }
	f := &inflection{exact: newPatterns(i, same), separable: folded(i.Separable), clitics: folded(i.Clitics), umlauts: i.Umlauts}
	f.folded = newPatterns(i, analysis.Fold).beside(&f.exact)
	for class, c := range i.Classes {
		if c.Verb {
			f.verbs = append(f.verbs, class)
			for _, ending := range analysis.SortedKeys(c.Of) {
				if ending != "" && !strings.Contains(ending, anyConsonants) {
					f.verbEndings = analysis.AppendNew(f.verbEndings, analysis.Fold(ending))
				}
			}
		}
		if c.Derived {
			f.derived = append(f.derived, class)
		}
	}
	return f
}

// newPatterns writes patterns down. fold brings letters to the form that is compared.
func newPatterns(i corpus.Inflection, fold func(string) string) patterns {
	var p patterns
	p.prefixes = []string{""}
	endings, between := map[string][]string{}, map[string][]string{}
	for class, c := range i.Classes {
		for _, of := range analysis.SortedKeys(c.Of) {
			for _, form := range c.Of[of] {
				prefix, ending, ok := strings.Cut(form, "-")
				if !ok {
					prefix, ending = "", form
				}
				p.prefixes = analysis.AppendNew(p.prefixes, fold(prefix))
				into := endings
				if strings.Contains(of, anyConsonants) {
					into = between
				}
				key := fold(prefix) + "-" + foldAround(ending, fold)
				into[key] = analysis.AppendNew(into[key], strconv.Itoa(class)+" "+foldAround(of, fold))
			}
		}
	}
	irregular := map[string][]string{}
	for _, word := range analysis.SortedKeys(i.Irregular) {
		for _, form := range i.Irregular[word] {
			irregular[fold(form)] = analysis.AppendNew(irregular[fold(form)], fold(word))
		}
	}
	p.endings, p.irregular = lines(endings), lines(irregular)
	for _, key := range analysis.SortedKeys(between) {
		p.between = append(p.between, key+wordEnd+strings.Join(between[key], "|"))
	}
	return p
}

// foldAround folds what stands around a "*".
func foldAround(ending string, fold func(string) string) string {
	before, behind, ok := strings.Cut(ending, anyConsonants)
	if !ok {
		return fold(ending)
	}
	return fold(before) + anyConsonants + fold(behind)
}

// wordEnd stands behind a word in lists that are looked up in.
const wordEnd = "\t"

// lines writes a list to be looked up in.
func lines(entries map[string][]string) string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		fmt.Fprintf(&b, "%s%s%s\n", key, wordEnd, strings.Join(entries[key], "|"))
	}
	return b.String()
}

// beside are patterns without the lines that other ones have too: most letters have no accent.
func (p patterns) beside(other *patterns) patterns {
	without := func(text, other string) string {
		has := map[string]bool{}
		for line := range strings.Lines(other) {
			has[line] = true
		}
		var b strings.Builder
		for line := range strings.Lines(text) {
			if !has[line] {
				b.WriteString(line)
			}
		}
		return b.String()
	}
	p.endings, p.irregular, p.other = without(p.endings, other.endings), without(p.irregular, other.irregular), other
	return p
}

// find returns what one list of the patterns says of a word or an ending.
func (p *patterns) find(list func(*patterns) string, word string) (said string, ok bool) {
	for ; p != nil && !ok; p = p.other {
		said, ok = analysis.WordList{Text: list(p), End: wordEnd}.Find(word)
	}
	return said, ok
}

func endingsOf(p *patterns) string   { return p.endings }
func irregularOf(p *patterns) string { return p.irregular }

// pack describes the patterns.
func (p *patterns) pack(c *pack.Coder) {
	c.String(&p.endings)
	c.String(&p.irregular)
	pack.List(c, &p.between, c.String)
	pack.List(c, &p.prefixes, c.String)
}

// pack describes an inflection.
func (i *inflection) pack(c *pack.Coder) {
	i.exact.pack(c)
	i.folded.pack(c)
	if i.folded.other == nil {
		i.folded.other = &i.exact
	}
	pack.List(c, &i.separable, c.String)
	pack.List(c, &i.clitics, c.String)
	pack.List(c, &i.umlauts, c.String)
	pack.List(c, &i.verbs, func(class *int) { pack.Uint(c, class) })
	pack.List(c, &i.verbEndings, c.String)
}

// dictionaryForm is a known word that another may be a form of.
type dictionaryForm struct {
	word  string
	class int // of the pattern: the smaller, the likelier; -1 for a form that is listed
}

// dictionaryForms are some, each word once.
type dictionaryForms struct {
	list  []dictionaryForm
	known func(string) bool
}

// add takes a dictionary form up, if it is known.
func (f *dictionaryForms) add(class int, word string) {
	i := slices.IndexFunc(f.list, func(d dictionaryForm) bool { return d.word == word })
	switch {
	case i >= 0:
		f.list[i].class = min(f.list[i].class, class)
	case f.known(word):
		f.list = append(f.list, dictionaryForm{word, class})
	}
}

// addAll takes up the dictionary forms that a line of endings tells of.
func (f *dictionaryForms) addAll(said string, word func(ending string) string) {
	for one := range strings.SplitSeq(said, "|") {
		class, ending, _ := strings.Cut(one, " ")
		if n, err := strconv.Atoi(class); err == nil {
			f.add(n, word(ending))
		}
	}
}

// dictionaryForms are the known words that a word may be a form of, the likeliest first.
func (p *patterns) dictionaryForms(word string, known func(string) bool) []dictionaryForm {
	f := dictionaryForms{known: known}
	if said, ok := p.find(irregularOf, word); ok {
		for one := range strings.SplitSeq(said, "|") {
			f.add(-1, one)
		}
	}
	for _, prefix := range p.prefixes {
		rest, ok := strings.CutPrefix(word, prefix)
		if !ok {
			continue
		}
		for n := range min(maxInflected, len(rest)-minInflected) + 1 {
			begin := rest[:len(rest)-n]
			if n > 0 && !utf8.RuneStart(rest[len(begin)]) {
				continue
			}
			if said, ok := p.find(endingsOf, prefix+"-"+rest[len(begin):]); ok {
				f.addAll(said, func(ending string) string { return begin + ending })
			}
		}
	}
	for _, line := range p.between {
		pattern, said, _ := strings.Cut(line, wordEnd)
		prefix, ending, _ := strings.Cut(pattern, "-")
		before, behind, _ := strings.Cut(ending, anyConsonants)
		rest, ok := strings.CutPrefix(word, prefix)
		if !ok {
			continue
		}
		if rest, ok = strings.CutSuffix(rest, behind); !ok {
			continue
		}
		at := len(rest)
		for n := 0; n < maxBetween && at > 0; n++ {
			r, size := utf8.DecodeLastRuneInString(rest[:at])
			if strings.Contains(vowels, analysis.Fold(string(r))) {
				break
			}
			at -= size
		}
		for ; at < len(rest); at++ {
			if utf8.RuneStart(rest[at]) && strings.HasSuffix(rest[:at], before) && at > len(before) {
				f.addAll(said, func(of string) string {
					return rest[:at-len(before)] + strings.Replace(of, anyConsonants, rest[at:], 1)
				})
				break
			}
		}
	}
	slices.SortStableFunc(f.list, func(a, b dictionaryForm) int { return cmp.Compare(a.class, b.class) })
	return f.list
}

// dictionaryForms are those that some patterns find, for words too that begin with what may
// stand apart from a verb.
func (i *inflection) dictionaryForms(p *patterns, word string, known func(string) bool) []dictionaryForm {
	list := p.dictionaryForms(word, known)
	if p == &i.exact {
		list = slices.DeleteFunc(list, func(d dictionaryForm) bool { return i.lacksDots(word, d.word) })
	}
	if len(list) > 0 {
		return list
	}
	for _, apart := range i.separable {
		if rest, ok := strings.CutPrefix(word, apart); ok && len(rest) > minInflected {
			list := p.dictionaryForms(rest, func(w string) bool { return known(apart + w) })
			for k := range list {
				list[k].word = apart + list[k].word
			}
			if len(list) > 0 {
				return list
			}
		}
	}
	return nil
}

// lacksDots tells whether a word would be the plural of another if that had no dots in its plural.
func (i *inflection) lacksDots(word, noun string) bool {
	ending, ok := strings.CutPrefix(word, noun)
	return ok && slices.Contains([]string{"e", "en", "er", "ern"}, ending) && slices.ContainsFunc(i.umlauts, func(u string) bool {
		before, ok := strings.CutSuffix(noun, u)
		return ok && (before == "" || len(before) >= minInflected && len(u) > minPart)
	})
}

// endsAsVerb tells whether a folded word has the ending of a dictionary form of a verb.
func (i *inflection) endsAsVerb(word string) bool {
	return slices.ContainsFunc(i.verbEndings, func(ending string) bool { return strings.HasSuffix(word, ending) })
}
