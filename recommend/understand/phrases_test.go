package understand_test

import (
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// TestTranslate_Phrase: a phrase is searched as what it is called, and as what its words are
// called where more cases have those.
func TestTranslate_Phrase(t *testing.T) {
	e := ranktest.Engine(t)
	for _, tc := range []struct {
		language, text, phrase string
		want                   []string
		not                    string
	}{
		{"nl", "mensen met schulden", "met schulden", []string{"indebted", "debt"}, ""},
		{"nl", "hulp bij eerste huis kopen", "eerste huis kopen", []string{"first-time buyer", "first home buy"}, ""},
		{"fr", "les habitants n'ont pas accès aux soins", "accès aux soins", []string{"medical desert", "access care"}, ""},
		{"es", "falta una enfermera jefe en el hospital", "enfermera jefe", []string{"matron", "nurse boss"}, ""},
		{"pl", "radny miejski nie odpowiada mieszkańcom", "radny miejski", []string{"alderman", "councillor urban"}, ""},
		{"de", "eine offene Werkstatt im Viertel", "offene Werkstatt", []string{"makerspace", "open garage"}, ""},
		{"fr", "les sans-abri meurent dans la rue", "sans-abri", []string{"homeless"}, "shelter"},
		{"fr", "obtenir une carte grise", "carte grise", []string{"registration"}, "card gray"},
		{"es", "la mano de obra del campo emigra", "mano de obra", []string{"manpower"}, "hand work"},
	} {
		q, err := e.Understand(recommend.Request{Problem: tc.text, Spoken: tc.language})
		if err != nil {
			t.Fatal(err)
		}
		got := q.Translations[tc.phrase]
		for _, want := range tc.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %q is searched as %q, want %q among them", tc.text, tc.phrase, got, want)
			}
		}
		if slices.Contains(got, tc.not) {
			t.Errorf("%s: %q is searched as %q too, want not: %q", tc.text, tc.phrase, tc.not, got)
		}
	}
}

// TestTranslate_Compound: a compound is searched as its parts, which name the topics that they
// name apart, and it is told as it was typed.
func TestTranslate_Compound(t *testing.T) {
	e := ranktest.Engine(t)
	for _, tc := range []struct {
		language, word string
		parts          [2]string // a rendering of each
		topic          string    // "" for any
	}{
		{"nl", "gasverwarming", [2]string{"gas", "heating"}, "energy"},
		{"nl", "busreizigers", [2]string{"bus", "passenger"}, "transport-mobility"},
		{"nl", "stadsbus", [2]string{"cities", "bus"}, "transport-mobility"},
		{"nl", "leskwaliteit", [2]string{"lessons", "quality"}, ""},
		{"nl", "wegkwaliteit", [2]string{"road", "quality"}, ""},
		{"nl", "gaslek", [2]string{"gas", "leak"}, ""},
		{"nl", "boereninkomen", [2]string{"farmer", "income"}, "agriculture-food"},
		{"nl", "plasticafval", [2]string{"plastic", "rubbish"}, "waste-circular-economy"},
		{"nl", "ziekenhuiswachttijden", [2]string{"hospital", "waiting time"}, "health-care"},
		{"de", "Busnetz", [2]string{"bus", "network"}, "transport-mobility"},
		{"de", "Stadtbus", [2]string{"cities", "bus"}, "transport-mobility"},
		{"de", "Kuhstall", [2]string{"cow", "barn"}, ""},
		{"de", "Pflegekosten", [2]string{"care", "cost"}, "ageing-care"},
		{"de", "Wohnungspolitik", [2]string{"apartment", "policy"}, "housing"},
		{"de", "Gefängnispersonal", [2]string{"jail", "staff"}, "justice"},
		{"de", "Flüchtlingshilfe", [2]string{"refugee", "aid"}, "migration-integration"},
		{"de", "Museumsbesuch", [2]string{"museum", "visit"}, "culture-heritage"},
	} {
		beside := map[string]string{"nl": "er is geen ", "de": "es gibt keine "}[tc.language]
		q, err := e.Understand(recommend.Request{Problem: beside + tc.word, Spoken: tc.language})
		if err != nil {
			t.Fatal(err)
		}
		if len(q.Words) != 2 {
			t.Errorf("%s is searched as %v, want two words", tc.word, q.Words)
			continue
		}
		for i, w := range q.Words {
			if w.Asked != tc.word || !slices.Contains(w.Terms, tc.parts[i]) {
				t.Errorf("%s: a part is told as %q and searched as %q, want %q among them", tc.word, w.Asked, w.Terms, tc.parts[i])
			}
		}
		named := func(c recommend.Concept) bool { return c.ID == tc.topic && c.Asked == tc.word }
		if tc.topic != "" && !slices.ContainsFunc(q.Concepts, named) {
			t.Errorf("%s names %v, want %s", tc.word, q.Concepts, tc.topic)
		}
	}
}

// TestTranslate_CompoundAsAWhole: what the thesaurus has names topics as a whole, whatever its
// parts name.
func TestTranslate_CompoundAsAWhole(t *testing.T) {
	e := ranktest.Engine(t)
	for word, want := range map[string][]string{
		"verkiezingsfraude":         {"elections-constitution"},
		"gemeentefinanciën":         {"budget-public-finance"},
		"overheidsdata":             {"open-data"},
		"Verwaltungsreform":         {"public-administration-reform"},
		"Alkoholmissbrauch":         {"mental-health"},
		"Stadtplanung":              {"urban-planning-public-space"},
		"Flüchtlingskinder":         {"migration-integration"},
		"Museumsbesuch":             {"culture-heritage"},
		"studentenhuisvestingsnood": nil,
	} {
		language := "nl"
		if word[0] < 'a' {
			language = "de"
		}
		q, err := e.Understand(recommend.Request{Problem: word, Spoken: language})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range q.Concepts {
			got = append(got, c.ID)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s names %v, want %v", word, got, want)
		}
	}
}

// TestTranslate_VerbApart: a verb whose particle ends its clause is the joined verb.
func TestTranslate_VerbApart(t *testing.T) {
	e := ranktest.Engine(t)
	for _, tc := range []struct{ language, text, asked, english string }{
		{"nl", "Mensen schrijven zich niet in", "schrijven … in", "register"},
		{"nl", "Weinig ouders schrijven hun kinderen in, want het is duur", "schrijven … in", "enrol"},
		{"nl", "Leerlingen vallen uit", "vallen … uit", "dropout"},
		{"nl", "De gemeente sluit huishoudens van water af", "sluit … af", "disconnect"},
		{"nl", "Ouders schrijven hun kinderen in en betalen te veel", "schrijven … in", "enrol"},
		{"de", "Kaum jemand meldet sich zum Kurs an", "meldet … an", "enrol"},
		{"de", "Die Firmen stellen keine Menschen mit Behinderung ein und zahlen lieber", "stellen … ein", "hire"},
		{"de", "Die Stadt baut Stellen ab", "baut … ab", "reduce"},
		{"de", "Die Leute rufen an, legen Einspruch ein oder zahlen gar nicht", "legen … ein", "appeal"},
		{"de", "Wir machen bei der Umfrage mit", "machen … mit", "participation"},
		// the particle ends no clause, belongs to a noun, or makes no verb that is known
		{"de", "Die Kinder stehen an der Haltestelle", "stehen … an", ""},
		{"nl", "Waar gaat het over", "gaat … over", ""},
		{"de", "Die Schulen bleiben offen", "bleiben … offen", ""},
	} {
		q, err := e.Understand(recommend.Request{Problem: tc.text, Spoken: tc.language})
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Translations[tc.asked]; tc.english == "" && got != nil || tc.english != "" && !slices.Contains(got, tc.english) {
			t.Errorf("%s: %q is searched as %q, want %q", tc.text, tc.asked, got, tc.english)
		}
	}
}

// TestTranslate_Auxiliary: a participle behind an auxiliary is no noun, and elsewhere it is.
func TestTranslate_Auxiliary(t *testing.T) {
	e := ranktest.Engine(t)
	for _, tc := range []struct {
		language, text, word string
		noun                 string // English for it, "" where it is none
	}{
		{"it", "l'ospedale è stato chiuso", "stato", ""},
		{"it", "i medici erano stati promessi", "stati", ""},
		{"it", "le strade sono già state riparate male", "state", ""},
		{"it", "il ponte non è mai stato riparato", "stato", ""},
		{"it", "dovrebbe essere stato chiuso l'ospedale", "stato", ""},
		{"it", "economia e stato", "stato", "state"},
		{"it", "lo stato non paga le imprese", "stato", "state"},
		{"pt", "o hospital tem estado fechado", "estado", ""},
		{"pt", "a escola tinha sempre estado aberta", "estado", ""},
		{"pt", "o estado não paga às empresas", "estado", "state"},
		{"es", "el hospital ha estado cerrado", "estado", ""},
		{"es", "las calles no han estado nunca limpias", "estado", ""},
		{"es", "el estado no paga a las empresas", "estado", "state"},
		{"fr", "les écoles ont été fermées", "été", ""},
		{"fr", "la route n'a pas encore été réparée", "été", ""},
		{"fr", "l'été est trop chaud dans la ville", "été", "summer"},
	} {
		q, err := e.Understand(recommend.Request{Problem: tc.text, Spoken: tc.language})
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Translations[tc.word]; tc.noun == "" && got != nil || tc.noun != "" && !slices.Contains(got, tc.noun) {
			t.Errorf("%s: %q is searched as %q, want %q", tc.text, tc.word, got, tc.noun)
		}
	}
}
