package understand_test

import (
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// TestUnderstander_Spoken: a few words are in the language that the person is spoken to in,
// where that knows as many of them as another one does.
func TestUnderstander_Spoken(t *testing.T) {
	e := ranktest.Engine(t)
	for _, c := range []struct{ spoken, text, language string }{
		{"pl", "dane", "pl"}, // and Danish people
		{"pl", "zus", "pl"},  // and a Dutch sister
		{"pl", "remonty dróg", "pl"},
		{"it", "disoccupati over 50", "it"}, // half of it is English
		{"it", "scuole a Milano", "it"},
		{"it", "bilancio in Emilia-Romagna", "it"},
		{"it", "piste ciclabili", "it"},
		{"es", "registran", "es"},
		{"fr", "budget communal", "fr"},
		{"fr", "barrages", "fr"},
		{"de", "Buergerbeteiligung", "de"}, // without its ü
		{"de", "Wölfe", "de"},
		{"nl", "mangroven op de Seychellen", "nl"},
		{"pt", "rede social", "pt"},
		// what is plainly in another language stays there
		{"it", "regulatory sandbox", "en"},
		{"pl", "school meals", "en"},
		{"fr", "kleine Gemeinden ohne Fachleute", "de"},
		{"de", "participatory budgeting", "en"},
		{"nl", "small firms cannot win public tenders", "en"},
		// and somebody who is spoken to in English, or in no language that is known, may write in any
		{"en", "chômage des jeunes", "fr"},
		{"xx", "chômage des jeunes", "fr"},
		{"", "chômage des jeunes", "fr"},
	} {
		q, err := e.Understand(recommend.Request{Problem: c.text, Spoken: c.spoken})
		if err != nil {
			t.Fatal(err)
		}
		if q.Language != c.language {
			t.Errorf("%q by somebody spoken to in %q: got %s, want %s", c.text, c.spoken, q.Language, c.language)
		}
		r, err := e.FollowUp(recommend.Before{Problem: "tenders", Spoken: c.spoken}, c.text)
		if err != nil {
			t.Fatal(err)
		}
		if r.Spoken != c.spoken {
			t.Errorf("after a follow-up the person is spoken to in %q, want %q", r.Spoken, c.spoken)
		}
	}
}
