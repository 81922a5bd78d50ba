package scope

import "precedent/recommend/understand/analysis"

// NamedPlace is a country or region that a text names at tokens[From:To].
type NamedPlace struct {
	From, To int
	ID       string
	Language bool // by a word that is the name of a language too
}

// NamedPlaces are the places that a text names, but for those that people come from.
func NamedPlaces(r *Reader, text string, tokens []analysis.Token) (list []NamedPlace) {
	words, used := analysis.WordsOf(tokens), make([]bool, len(tokens))
	places, _ := r.parted(r.findPlaces(text, tokens, words, analysis.GapsOf(tokens), used), tokens, words)
	for _, p := range places {
		list = append(list, NamedPlace{p.from, p.to, p.id, p.to == p.from+1 && r.names.names[words[p.from]]})
	}
	return list
}
