package understand_test

import (
	"strings"
	"testing"

	"precedent/corpus"
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
		{"nl", "leskwaliteit", "nl"}, // a compound of two words of theirs
		{"pt", "rede social", "pt"},
		// what is plainly in another language stays there
		{"it", "regulatory sandbox", "en"},
		{"pl", "school meals", "en"},
		{"fr", "kleine Gemeinden ohne Fachleute", "de"},
		{"de", "participatory budgeting", "en"},
		{"nl", "small firms cannot win public tenders", "en"},
		{"pl", "open data", "en"}, // dates, and listed in Polish too
		{"es", "climate change", "en"},
		{"fr", "rent control", "en"},
		{"nl", "elder care", "en"},
		{"fr", "land use", "en"},
		{"it", "tax", "en"},
		{"nl", "fumes", "en"}, // which the library lacks
		{"it", "data", "en"},  // which only asks in Italian
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

// TestUnderstander_SpokenLabels: what topics are called in English is English to everybody.
func TestUnderstander_SpokenLabels(t *testing.T) {
	e := ranktest.Engine(t)
	labels := 0
	for _, topic := range e.Vocabulary().Taxonomy.Topics {
		if !strings.Contains(topic.Label, " ") {
			continue // "Housing" is a word of several languages
		}
		labels++
		for _, spoken := range e.Vocabulary().Languages() {
			q, err := e.Understand(recommend.Request{Problem: topic.Label, Spoken: spoken})
			if err != nil {
				t.Fatal(err)
			}
			if q.Language != corpus.English {
				t.Errorf("%q by somebody spoken to in %q is read as %s", topic.Label, spoken, q.Language)
			}
		}
	}
	if labels < 20 {
		t.Errorf("%d topics have labels of several words, too few to tell", labels)
	}
}
