package analysis

import "slices"

// maxAdverbs is how many adverbs may stand between an auxiliary and its participle.
const maxAdverbs = 2

// markAuxiliaries marks the participles of "to be" that are a noun elsewhere and make no more
// than a tense here: "è già stato", and not "lo stato".
func (g *Grammar) markAuxiliaries(tokens []Token) {
	if len(g.been) == 0 {
		return
	}
	for i := range tokens {
		if !slices.Contains(g.been, tokens[i].Word) {
			continue
		}
		at := i
		for n := 0; n < maxAdverbs && at > 0 && !tokens[at].Gap && slices.Contains(g.adverbs, tokens[at-1].Word); n++ {
			at--
		}
		tokens[i].Auxiliary = at > 0 && !tokens[at].Gap && slices.Contains(g.auxiliaries, Lowered(tokens[at-1]))
	}
}

// Been are the participles that [Token].Auxiliary may be said of, folded.
func (g *Grammar) Been() []string { return g.been }
