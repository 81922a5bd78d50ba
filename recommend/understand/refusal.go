package understand

import (
	"slices"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
	"precedent/recommend/understand/scope"
)

// readRefusal makes a refusal of the words at tokens[from:to], or several where "or"
// stands between them.
func readRefusals(u *Understander, t *lexicon.Lexicon, s *scope.Scoped, r scope.Refused, q *recommend.Query) error {
	start := r.From
	for i := r.From; i <= r.To; i++ {
		if i < r.To && !analysis.Means(s.Roles[i], scope.RoleOr) {
			continue
		}
		if start < i && len(q.Refused) < recommend.MaxRefused {
			if err := readRefusal(u, t, s.Text, s.Tokens[start:i], q); err != nil {
				return err
			}
		}
		start = i + 1
	}
	return nil
}

func readRefusal(u *Understander, t *lexicon.Lexicon, text string, tokens []analysis.Token, q *recommend.Query) error {
	tokens = slices.Clone(tokens)
	tokens[0].Gap = false
	words, named, err := wordsIn(u, t, text, tokens, make([]bool, len(tokens)), q)
	if err != nil {
		return err
	}
	refusal := recommend.Refusal{Asked: analysis.AsTyped(text, tokens, 0, len(tokens)), Words: chooseWords(words, u.idf)}
	add := func(ids []string) {
		for _, id := range ids {
			refusal.Concepts = analysis.AppendNew(refusal.Concepts, id)
		}
	}
	if !u.Off.Concepts { // of the whole phrase: "housing first" is not housing
		add(t.Concepts.Verbatim.Values(analysis.WordsOf(tokens)))
		for _, s := range t.Concepts.Find(named) {
			if s.From == 0 && s.To == len(named) {
				add(s.Values)
			}
		}
	}
	if len(refusal.Words)+len(refusal.Concepts) > 0 && len(refusal.Words) <= 2*scope.MaxRefusedWords {
		q.Refused = append(q.Refused, refusal)
	}
	return nil
}

// settleRefusals drops what is refused and wanted at once: a topic that the rest of the
// problem names too, a subject of no other words than those searched for.
func settleRefusals(q *recommend.Query) {
	wanted := func(id string) bool {
		return slices.ContainsFunc(q.Concepts, func(c recommend.Concept) bool { return c.ID == id })
	}
	searched := func(w recommend.Word) bool {
		return slices.ContainsFunc(q.Words, func(other recommend.Word) bool { return slices.Equal(TermsOf(other), TermsOf(w)) })
	}
	var kept []recommend.Refusal
	for _, r := range q.Refused {
		r.Concepts = slices.DeleteFunc(r.Concepts, wanted)
		if len(r.Words) > 0 && !slices.ContainsFunc(r.Words, func(w recommend.Word) bool { return !searched(w) }) {
			continue
		}
		kept = append(kept, r)
	}
	q.Refused = kept
}
