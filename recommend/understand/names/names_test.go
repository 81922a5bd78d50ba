package names_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/wording"
)

// TestNames_Titles asks for every case of the library by its title, as it stands, in
// small letters, without accents and signs, and in a question.
func TestNames_Titles(t *testing.T) {
	e := ranktest.Engine(t)
	for _, c := range e.Library().Cases() {
		plain := analysis.FoldAll(corpus.English, c.Title)
		for _, text := range []string{c.Title, strings.ToLower(c.Title), plain, "what do we know about " + c.Title + "?"} {
			q, err := e.Understand(recommend.Request{Problem: text})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(q.Named, func(n recommend.Name) bool { return slices.Contains(n.Cases, c.ID) }) {
				t.Errorf("%q is not read as a name of %s, but as %v", text, c.ID, q.Named)
			}
		}
		text := "what do we know about " + plain + "?"
		a := ranktest.Answer(t, e, recommend.Request{Problem: text})
		if ranktest.FirstID(a) != c.ID || a.Cases[0].Strength != recommend.Strong || a.Cases[0].Why.Name == "" {
			t.Errorf("%q finds %s first, not %s", text, ranktest.FirstID(a), c.ID)
		}
	}
}

// TestNames_AnyText asks for cases by a name with other words around it.
func TestNames_AnyText(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]struct{ id, name string }{
		"Bolsa Família":                                           {"bolsa-familia-brazil", "Bolsa Família"},
		"bolsa familia":                                           {"bolsa-familia-brazil", "bolsa familia"},
		"qu'est-ce que Bolsa Família ?":                           {"bolsa-familia-brazil", "Bolsa Família"},
		"what is X-Road?":                                         {"estonia-x-road", "X-Road"},
		"we want xroad for our hospitals":                         {"estonia-x-road", "xroad"},
		"do other countries use x road":                           {"estonia-x-road", "x road"},
		"Was bringt X-Road den Gemeinden?":                        {"estonia-x-road", "X-Road"},
		"X-tee":                                                   {"estonia-x-road", "X-tee"},
		"Meu Município":                                           {"meu-municipio-brazil", "Meu Município"},
		"o que sabemos sobre o Meu Município":                     {"meu-municipio-brazil", "Meu Município"},
		"a programme like CAHOOTS":                                {"cahoots-eugene", "CAHOOTS"},
		"what do we know about cahoots?":                          {"cahoots-eugene", "cahoots"},
		"we heard of Decidim, who uses it?":                       {"decidim-barcelona", "Decidim"},
		"co wiemy o Decidim?":                                     {"decidim-barcelona", "Decidim"},
		"Barnahus":                                                {"barnahus-iceland", "Barnahus"},
		"Hat jemand Erfahrungen mit dem Barnahus-Modell?":         {"barnahus-iceland", "Barnahus"},
		"who runs a Night Bus for shift workers?":                 {"seoul-owl-bus", "Night Bus"},
		"is there a \"night bus\" for shift workers anywhere?":    {"seoul-owl-bus", "night bus"},
		"what is Challenge.gov":                                   {"us-challenge-gov", "Challenge.gov"},
		"wer kennt Challenge.gov?":                                {"us-challenge-gov", "Challenge.gov"},
		"VRU":                                                     {"scottish-violence-reduction-unit", "VRU"},
		"could the Scottish Violence Reduction Unit work for us?": {"scottish-violence-reduction-unit", "Scottish Violence Reduction Unit"},
		"we need something like PES for our farmers":              {"costa-rica-payments-environmental-services", "PES"},
		"participatory budgeting in Barcelona":                    {"decidim-barcelona", "participatory budgeting in Barcelona"},
		"how do HeroRATs find mines?":                             {"detector-rats-mozambique-tanzania", "HeroRATs"},
	} {
		a := ranktest.Answer(t, e, recommend.Request{Problem: text})
		if ranktest.FirstID(a) != want.id {
			t.Errorf("%q (%s) finds %s first, not %s; names %v", text, a.Query.Language, ranktest.FirstID(a), want.id, a.Query.Named)
			continue
		}
		m := a.Cases[0]
		if m.Why.Name != want.name || m.Strength != recommend.Strong || m.Parts[0].Kind != recommend.PartName || m.Parts[0].Value != recommend.DefaultWeights().CaseName {
			t.Errorf("%q: name %q, %s, first part %+v", text, m.Why.Name, m.Strength, m.Parts[0])
		}
		if said := wording.InEnglish(e.Vocabulary()).Because(a, m, ""); !strings.HasPrefix(said, fmt.Sprintf("Strong match. You named it: %q.", want.name)) {
			t.Errorf("%q: the reason does not say it: %s", text, said)
		}
	}
}

// TestNames_PlainWords tells problems in words that are names as well.
func TestNames_PlainWords(t *testing.T) {
	e := ranktest.Engine(t)
	for _, text := range []string{
		"speak up against corruption",
		"our prison should be smart",
		"building blocks of a digital strategy",
		"fire in the night; bus drivers are on strike",
		"staff are in cahoots with bidders",
		"Emilia-Romagna", "Andalusia", "Catalonia", "Bavaria", "Flanders", "Lapland", "Aragon", "Burgundy", // keywords of cases that lie there
		"Andalucía", "Cataluña", "Katalonien", "Bayern", "Catalogne", "Vlaanderen", "Laponia", "Burgund",
		"us aid for schools",                  // USAID is a keyword
		"e-health tools and health insurance", // e-Health is a part of a title
		"housing in Glasgow",                  // so is Glasgow
		"teachers and parents complain about traffic near schools in Boston",
		"homelessness in Estonia",
		"European Social Fund money is not spent",
		"young people who are NEET",
		"Syrian refugees", // a keyword, and so is the next
		"pacific islands",
		"what was closed early?", // which stands in brackets in a title
		"plans have no impact on the place where we live",
		"the programme failed",
		"je suis DGS d'une petite commune", // DGS&D is a keyword
		"Wir brauchen Offene Daten für eine Soziale Innovation in der Stadt",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if len(q.Named) > 0 {
			t.Errorf("%q is taken for the name %v", text, q.Named)
		}
	}
}

// TestNames_ByOthers answers a name behind which there is little else with the cases
// that are like the one it belongs to.
func TestNames_ByOthers(t *testing.T) {
	e := ranktest.Engine(t)
	alike := ranktest.IDs(ranktest.Answer(t, e, recommend.Request{Like: "estonia-x-road"}))
	a := ranktest.Answer(t, e, recommend.Request{Problem: "what is X-Road?"})
	if len(a.Cases) < 3 || !slices.Contains(alike, a.Cases[1].Case.ID) || !slices.Contains(alike, a.Cases[2].Case.ID) {
		t.Errorf("behind X-Road come %v, more like it are %v", ranktest.IDs(a), alike)
	}
}

// TestNames_OwnLibrary asks for cases of somebody's own by names of all forms.
func TestNames_OwnLibrary(t *testing.T) {
	own := []corpus.Case{
		{ID: "ventnor", Title: "Participatory Budgeting in Ventnor", Summary: "Residents vote on how a part of the budget is spent on parks."},
		{ID: "sandown", Title: "Participatory Budgeting in Sandown", Summary: "Residents vote on how a part of the budget is spent on parks."},
		{ID: "ryde", Title: "Participatory Budgeting in Ryde", Summary: "Residents vote on how a part of the budget is spent on parks."},
		{ID: "mabel", Title: "Mobile Ambulance Bureau for Elderly Lives (MABEL)", Summary: "A nurse drives to old people."},
		{ID: "lantern", Title: "Night lamps – Projekt Zorzaluxen", Summary: "Lamps go on when somebody walks by.", Keywords: []string{"Quellwert Tamburin"}},
		{ID: "bakery-one", Title: "Brotwerk", Summary: "Old ovens bake bread for schools."},
		{ID: "bakery-two", Title: "Brotwerk: the second oven", Summary: "An oven for a village hall."},
		{ID: "ask", Title: "Ask & Listen", Summary: "Officials visit people at home."},
	}
	e := ranktest.EngineOver(t, rank.Options{}, own)
	for text, want := range map[string]string{
		"participatory budgeting in Ryde":               "ryde", // nearly the same as the two others
		"tell me about Participatory Budgeting Sandown": "sandown",
		"is there anything like MABEL in the mountains": "mabel",
		"projekt zorzaluxen":                            "lantern",
		"have you heard of Zorzaluxen":                  "lantern",
		"we were told of Quellwert Tamburin by a guest": "lantern",
		"Brotwerk second oven village hall":             "bakery-two",
		"Brot-Werk":                                     "bakery-one",
		"ask and listen":                                "ask",
	} {
		a := ranktest.Answer(t, e, recommend.Request{Problem: text})
		if ranktest.FirstID(a) != want {
			t.Errorf("%q finds %v, not %s first; names %v", text, ranktest.IDs(a), want, a.Query.Named)
		}
	}
	a := ranktest.Answer(t, e, recommend.Request{Problem: "Participatory Budgeting in Ryde, Participatory Budgeting in Ventnor"})
	if got := ranktest.IDs(a); len(got) < 2 || got[0] == got[1] || len(a.Cases[0].Duplicates)+len(a.Cases[1].Duplicates) > 1 {
		t.Errorf("of two cases that are named one is folded under the other: %v", got)
	}
}

// TestNames_Travel sends a query through a button.
func TestNames_Travel(t *testing.T) {
	e := ranktest.Engine(t)
	q, err := e.Understand(recommend.Request{Problem: "X-Road for hospitals"})
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := q.Encode(1000)
	if err != nil {
		t.Fatal(err)
	}
	back, err := recommend.DecodeQuery(encoded)
	if err != nil {
		t.Fatal(err)
	}
	a, err := e.Answer(t.Context(), back, 0, 1)
	if err != nil || ranktest.FirstID(a) != "estonia-x-road" || a.Cases[0].Why.Name != "X-Road" {
		t.Errorf("%s finds %s (%v)", encoded, ranktest.FirstID(a), err)
	}
	many := `{"n":[{"a":"x","c":[` + strings.Repeat(`"a",`, 100) + `"a"]}]}`
	if _, err := recommend.DecodeQuery(many); err == nil {
		t.Error("a query with a name of a hundred cases is taken from outside")
	}
}
