package understand

import (
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
	"precedent/recommend/understand/scope"
)

// readOrigins notes where people come from whom a problem is about, as the place and its people
// are called in English, whatever the language. Where nothing else is asked for, these are the
// words of the problem.
func readOrigins(u *Understander, t *lexicon.Lexicon, text string, tokens []analysis.Token, origins []scope.Origin, q *recommend.Query) {
	for _, o := range origins[:min(len(origins), maxOrigins)] {
		w := recommend.Word{Asked: analysis.AsTyped(text, tokens, o.From, o.To), Terms: englishNames(u, o.ID)}
		if len(w.Terms) == 0 {
			continue // no case says anything of that place
		}
		q.Origins = append(q.Origins, w)
		if t != u.English {
			translated(q, w.Asked, w.Terms)
		}
	}
	if len(q.Words) == 0 && len(q.Concepts) == 0 {
		q.Words, q.Origins = q.Origins, nil
	}
}

// maxOrigins is how many places are noted that people come from.
const maxOrigins = 4

// englishNames are the English names of a place and its people that some case has, each in one
// form.
func englishNames(u *Understander, id string) (terms []string) {
	places := u.vocabulary.Places
	names := []string{places.Name(id)}
	if c := places.Country(id); c != nil {
		names = append(names, c.Also...)
	} else if r := places.Region(id); r != nil {
		names = append(names, r.Also...)
	}
	for _, name := range names {
		term := analysis.FoldAll(corpus.English, name)
		form := func(other string) bool { return analysis.Inflected(other, term) }
		if len(terms) < lexicon.MaxRenderings && !strings.Contains(term, " ") && stands(u, term) && !analysis.StopWords()[term] && !slices.ContainsFunc(terms, form) {
			terms = append(terms, term)
		}
	}
	return terms
}
