package rank

import (
	"testing"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// TestOwnRecords_WithoutSmallWords: the small words of its language are no words of a record. Those
// that share nothing else are not like each other, and no reason names such a word.
func TestOwnRecords_WithoutSmallWords(t *testing.T) {
	e := taught(t, ownCases()...)
	for id, small := range map[string][]string{"zz-Neue U": {"für", "die", "und", "auf", "dem"}, "zz-Des ma": {"des", "les", "pour"}, "zz-Una ba": {"con", "los", "una"}, "zz-Przeta": {"dla", "aby", "na"}} {
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
			if m.Case.ID != "zz-Neue U" && m.Case.ID != "zz-Nieuwe" { // which speaks of uniforms too
				t.Errorf("%q%s: %s is %s, by %v", r.Problem, r.Like, m.Case.ID, m.Strength, m.Why.Words)
			}
			for _, w := range m.Why.Words {
				if w.Asked != "Blaskapelle" && w.Asked != "Uniformen" {
					t.Errorf("%q%s: a reason is %+v", r.Problem, r.Like, w)
				}
			}
		}
	}
}
