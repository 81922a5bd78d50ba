package bot_test

import (
	"testing"

	"precedent/bot/slackfake"
	"precedent/corpus"
)

// TestOwnCase_LanguageIsNamed: whoever reads English is told that a case of one's own is in German,
// also where its record does not say so and its words leave no doubt.
func TestOwnCase_LanguageIsNamed(t *testing.T) {
	engine := grownEngine(corpus.Case{
		ID: "quendelbus", Title: "Quendelbus", Summary: "Ehrenamtliche fahren den Quendelbus durch die Dörfer, damit ältere Menschen zum Arzt und auf den Markt kommen.",
	})
	t.Cleanup(func() { engine.Close() })
	w := newWorkspace(t, setup{engine: engine})
	w.slash(slackfake.General, "Quendelbus")
	r := w.answer(1)
	wantText(t, r, "German text")
	w.noErrors()
}
