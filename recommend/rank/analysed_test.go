package rank

import (
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// TestOwnRecords_WithoutSmallWords: the small words of its language are no words of a record. Those
// that share nothing else are not like each other, and no reason names such a word: of the records
// here, bands in several languages have new uniforms.
func TestOwnRecords_WithoutSmallWords(t *testing.T) {
	e := taught(t, ownCases()...)
	smallOf := map[string][]string{"zz-Neue U": {"für", "die", "und", "auf", "dem"}, "zz-Des ma": {"des", "les", "pour"}, "zz-Una ba": {"con", "los", "una"}, "zz-Przeta": {"dla", "aby", "na"}}
	for id, small := range smallOf {
		d := &e.docs[e.numberOf(id)]
		for _, word := range small {
			if term, ok := e.stats.stems.find(analysis.NewAnalyzer(nil).Stem(analysis.Fold(word))); ok && d.entry(term) != nil {
				t.Errorf("%s has the word %q", id, word)
			}
		}
		if d.lengths[recommend.FieldTitle] == 0 || d.lengths[recommend.FieldSummary] == 0 {
			t.Errorf("%s has %v words", id, d.lengths)
		}
	}
	for _, r := range []recommend.Request{{Problem: "Blaskapelle"}, {Like: "zz-Neue U"}} {
		for _, m := range answerTo(t, e, r).Cases {
			if !slices.Contains([]string{"zz-Neue U", "zz-Nieuwe", "zz-Nowe m", "zz-Fardas", "zz-Una ba"}, m.Case.ID) {
				t.Errorf("%q%s: %s is %s, by %v", r.Problem, r.Like, m.Case.ID, m.Strength, m.Why.Words)
			}
			for _, w := range m.Why.Words {
				if slices.ContainsFunc(smallOf["zz-Neue U"], func(small string) bool { return analysis.Fold(small) == analysis.Fold(w.Asked) }) {
					t.Errorf("%q%s: a reason is %+v", r.Problem, r.Like, w)
				}
			}
		}
	}
}
