package scope

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// languageNames tells the names of languages from those of places: "in Spanish" is
// none, "in Spanish cities" is.
type languageNames struct {
	names  map[string]bool
	in     map[string]bool
	before [][]string
	behind map[string]bool
}

func newLanguageNames(code string, t corpus.LanguageNames) languageNames {
	r := languageNames{names: analysis.Folded(t.Names), in: analysis.Folded(t.In), behind: analysis.Folded(t.Behind)}
	for _, phrase := range t.Before {
		r.before = append(r.before, analysis.WordsOf(analysis.TokenizeIn(code, phrase)))
	}
	return r
}

// languages marks the words of a text that name a language, and as used up those that
// say only in which to answer.
func (r *Reader) languages(words []string, gaps, used []bool) (named []bool) {
	t := &r.names
	for i, word := range words {
		if !t.names[word] {
			continue
		}
		joined := named != nil && i > 1 && named[i-2] && used[i-2] && r.Joins(words[i-1])
		asked := i > 0 && !gaps[i] && (t.in[words[i-1]] || joined) && r.languageEnds(words, gaps, i)
		behind := i+1 < len(words) && !gaps[i+1] && t.behind[words[i+1]]
		end := i
		if i > 1 && slices.Contains(r.Roles.Values(words[i-1:i]), RoleOnly) {
			end-- // "speak only Spanish"
		}
		spoken := slices.ContainsFunc(t.before, func(phrase []string) bool {
			return end >= len(phrase) && slices.Equal(words[end-len(phrase):end], phrase)
		})
		if !asked && !behind && !spoken {
			continue
		}
		if named == nil {
			named = make([]bool, len(words))
		}
		named[i] = true
		used[i] = used[i] || asked && !behind && !spoken
	}
	return named
}

// languageEnds tells whether nothing that could be Spanish stands behind the name of a
// language, or behind others that are joined to it: "in Spanish or French, please".
func (r *Reader) languageEnds(words []string, gaps []bool, i int) bool {
	next := i + 1
	if next == len(words) || gaps[next] {
		return true
	}
	if r.Joins(words[next]) {
		other := next + 1
		return other < len(words) && !gaps[other] && r.names.names[words[other]] && r.languageEnds(words, gaps, other)
	}
	return r.stop[words[next]] || r.asking[words[next]]
}

// Joins tells whether a word joins two others, as "and" and "or" do.
func (r *Reader) Joins(word string) bool {
	return slices.Contains(r.Roles.Values([]string{word}), RoleOr)
}

// findPlaces finds the names of places in a text.
func (r *Reader) findPlaces(text string, tokens []analysis.Token, words []string, gaps, used []bool) (found []*item) {
	languages := r.languages(words, gaps, used)
	var addresses [][]int
	for i, s := range r.Places.Find(words, gaps) {
		if i == 0 {
			addresses = r.domains(text)
		}
		inAddress := slices.ContainsFunc(addresses, func(at []int) bool {
			return tokens[s.From].Start >= at[0] && tokens[s.From].Start < at[1]
		})
		start := tokens[s.From].Start
		reference := start > 1 && text[start-1] == '/' && analysis.DigitAt(text, start-2) // "Directive 2014/24/EU"
		if inAddress || reference || languages != nil && languages[s.From] && s.To == s.From+1 {
			continue
		}
		id, people := "", false
		for _, n := range s.Values {
			if n.Cased == "" || r.typedAs(n.Cased, tokens, s.From, s.To) {
				id, people = n.Id, n.People
			}
		}
		if id != "" {
			found = append(found, &item{from: s.From, to: s.To, kind: itemPlace, id: id, people: people})
		}
	}
	return found
}

// typedAs tells whether the tokens stand in the text with a name's own capitals. In a
// clause all in capitals they prove nothing, so there a name counts only behind a
// small word, and an abbreviation in English only behind "the": in "TRUST IN US" it
// is a pronoun.
func (r *Reader) typedAs(name string, tokens []analysis.Token, from, to int) bool {
	parts := analysis.TokenizeIn(r.code, name)
	typed := true
	for i, part := range parts {
		typed = typed && tokens[from+i].Raw == part.Raw
	}
	if !shouted(tokens, from, to) {
		return typed
	}
	if from == 0 || tokens[from].Gap || !r.stop[tokens[from-1].Word] {
		return false
	}
	return r.code != corpus.English || name != strings.ToUpper(name) || tokens[from-1].Word == "the"
}

// shouted tells whether the clause around tokens[from:to] has other words, and all of
// them are in capitals.
func shouted(tokens []analysis.Token, from, to int) bool {
	begin, end := from, to
	for begin > 0 && !tokens[begin].Gap {
		begin--
	}
	for end < len(tokens) && !tokens[end].Gap {
		end++
	}
	lower := func(t analysis.Token) bool { return strings.ContainsFunc(t.Raw, unicode.IsLower) }
	others := slices.Concat(tokens[begin:from], tokens[to:end])
	return len(others) > 0 && !slices.ContainsFunc(others, lower)
}

// domainName is what may be the name of a domain, such as gov.uk: words joined by dots.
var domainName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[A-Za-z0-9-]{2,}(\.[A-Za-z0-9-]{2,})*\.([a-z]{2,6})\b`)
})

// topDomains are the commonest ends of domain names beside the codes of countries.
var topDomains = []string{"com", "org", "net", "edu", "gov", "int", "info", "eu", "io", "uk"}

// domains returns where names of domains stand in a text. Their parts name no place.
func (r *Reader) domains(text string) (found [][]int) {
	if !strings.Contains(text, ".") {
		return nil
	}
	for _, at := range domainName().FindAllStringSubmatchIndex(text, -1) {
		end := text[at[4]:at[5]]
		if slices.Contains(topDomains, end) || r.known.Country(strings.ToUpper(end)) != nil {
			found = append(found, at[:2])
		}
	}
	return found
}
