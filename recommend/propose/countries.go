package propose

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/scope"
)

// What a mention of a country tells of where a case is.
const (
	byOrganisation = 3.0 // in the name of who ran it
	byTitle        = 2.0
	byText         = 1.0
	byLanguage     = 0.5 // in a text, by an adjective that is the name of a language too
	byAddress      = 0.5 // the end of the link's domain, which is where it is told and not where it is done
	leastTold      = 1.0
	leastShare     = 0.75 // of all that is told of any country
	mostTold       = 3    // mentions in the texts that count
)

// mention is a country, or several of which one is meant, that a text names at words[from:to].
type mention struct {
	from, to  int
	countries []string
	town      bool // or a region of the country
	language  bool // by a word that is the name of a language too
	worth     float64
	words     string
}

// countriesOf proposes the countries of a record.
func (p *Proposer) countriesOf(r *reader, c *corpus.Case, of *parts) []corpus.Proposal {
	var all []mention
	add := func(t *text, worth float64) {
		for _, m := range r.mentions(p.vocabulary.Places, t, of.lower) {
			if m.worth = worth; m.language && worth == byText {
				m.worth = byLanguage
			}
			all = append(all, m)
		}
	}
	add(&of.organisation, byOrganisation)
	add(&of.title, byTitle)
	for i := range of.story {
		add(&of.story[i], byText)
	}
	told, mentions, sum := map[string]float64{}, map[string]int{}, 0.0
	tell := func(m mention, country string) {
		if mentions[country]++; mentions[country] <= mostTold || m.worth > byText {
			told[country] += m.worth
			sum += m.worth
		}
	}
	for _, m := range all {
		if len(m.countries) == 1 {
			tell(m, m.countries[0])
		}
	}
	for _, m := range all { // of several that something is called in, one that is named otherwise too
		sure := slices.DeleteFunc(slices.Clone(m.countries), func(country string) bool { return mentions[country] == 0 })
		if len(m.countries) > 1 && len(sure) == 1 {
			tell(m, sure[0])
		}
	}
	if code := domainCountry(p.vocabulary.Places, c.URL); code != "" && told[code] > 0 {
		told[code] += byAddress
		sum += byAddress
	}
	if len(told) == 0 {
		return nil
	}
	best := slices.MaxFunc(analysis.SortedKeys(told), func(a, b string) int {
		return cmp.Or(cmp.Compare(told[a], told[b]), strings.Compare(b, a))
	})
	if told[best] < leastTold || told[best] < leastShare*sum {
		return nil
	}
	var words []string
	for _, m := range all {
		if slices.Contains(m.countries, best) {
			words = appendWords(words, m.words)
		}
	}
	return []corpus.Proposal{{ID: best, Words: words}}
}

// mentions finds the countries that a text names where it does not say that they are elsewhere.
func (r *reader) mentions(places *corpus.Places, t *text, lower bool) (list []mention) {
	for _, p := range scope.NamedPlaces(r.scope, t.raw, t.tokens) {
		if isCountry(places, p.ID) && !isMoney(t, p.To) {
			list = append(list, mention{from: p.From, to: p.To, countries: []string{p.ID}, language: p.Language})
		}
	}
	for i := 0; i < len(t.words); i++ {
		found := r.towns.LongestAt(t.words, nil, i)
		if found == nil {
			continue
		}
		m := mention{from: i, to: i + len(found.Words), countries: found.Values, town: true}
		i = m.to - 1
		if !lower && !r.typedAsName(t.tokens[m.from:m.to]) {
			continue
		}
		at := slices.IndexFunc(list, func(o mention) bool { return o.from < m.to && m.from < o.to })
		switch {
		case at < 0:
			list = append(list, m)
		case m.to-m.from > list[at].to-list[at].from: // "New York" is no York
			list[at] = m
		case m.to-m.from == list[at].to-list[at].from && !slices.Contains(m.countries, list[at].countries[0]):
			list[at].countries = slices.Concat(list[at].countries, m.countries) // Georgia
		}
	}
	slices.SortFunc(list, func(a, b mention) int { return a.from - b.from })
	list = slices.DeleteFunc(list, func(m mention) bool { return r.isElsewhere(t, m.from) })
	list = withinEachOther(list, t)
	for i := range list {
		list[i].words = t.typed(list[i].from, list[i].to)
	}
	return list
}

// isCountry tells whether an id is that of a country, and not of the institutions of the European
// Union, whose name is that of a region.
func isCountry(places *corpus.Places, id string) bool {
	return places.Country(id) != nil && places.ID(id) == id
}

// isMoney tells whether the sign of a currency stands behind a country: "US$".
func isMoney(t *text, to int) bool {
	last := t.tokens[to-1]
	next, _ := utf8.DecodeRuneInString(t.raw[last.Start+len(last.Raw):])
	return unicode.Is(unicode.Sc, next)
}

// typedAsName tells whether a town is typed with its capitals, of several words the first and last,
// and not in capitals alone, as abbreviations are.
func (r *reader) typedAsName(tokens []analysis.Token) bool {
	for _, tok := range []analysis.Token{tokens[0], tokens[len(tokens)-1]} {
		if !analysis.Capital(tok.Raw) || analysis.AllCapitals(tok.Raw) && !r.initials[tok.Word] {
			return false
		}
	}
	return true
}

// mostAhead is how many words a word that says that a place is elsewhere stands before it at most,
// with others of the same list between them: "unlike in the US or Japan".
const mostAhead = 4

// isElsewhere tells whether a phrase such as "inspired by" stands before words[at].
func (r *reader) isElsewhere(t *text, at int) bool {
	for from := at - 1; from >= 0 && from >= at-mostAhead-1; from-- {
		if p := r.elsewhere.LongestAt(t.words, t.gaps, from); p != nil && from+len(p.Words) <= at {
			return at-from-len(p.Words) <= mostAhead
		}
		if from+1 <= at && t.gaps[from+1] {
			return false
		}
	}
	return false
}

// withinEachOther joins the names of a place and what it lies in, "Cambridge, Massachusetts",
// which stands behind it: of what the first may be, what the other is too, and else the other.
func withinEachOther(list []mention, t *text) (kept []mention) {
	for _, m := range list {
		if n := len(kept); n > 0 && kept[n-1].to == m.from {
			before := kept[n-1]
			if both := shared(before.countries, m.countries); len(both) > 0 {
				m.countries = both
			}
			m.from = before.from
			kept[n-1] = m
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

func shared(a, b []string) (both []string) {
	for _, x := range a {
		if slices.Contains(b, x) {
			both = append(both, x)
		}
	}
	return both
}

// domainCountry is the country whose domain an address ends with, "" for none.
func domainCountry(places *corpus.Places, address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := u.Hostname()
	code := strings.ToUpper(host[strings.LastIndexByte(host, '.')+1:])
	if code == "UK" {
		code = "GB"
	}
	if places.Country(code) == nil {
		return ""
	}
	return code
}
