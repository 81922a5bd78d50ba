package rank

import (
	"slices"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
)

// ownRecords are records of somebody's own in every language, with the topics and
// approaches that each must be given, and those that it must not.
var ownRecords = []struct {
	language       string
	title, summary string
	want, not      []string
	nothing        bool // no topic at all
}{
	{language: "de", title: "Wohnungslosenhilfe in einer Hand", want: []string{"housing"}, not: []string{"public-procurement"},
		summary: "Die Stadt vermittelt obdachlosen Menschen zuerst eine eigene Wohnung, ohne Bedingungen, und begleitet sie danach. Die Zahl der Obdachlosen sank um ein Drittel."},
	{language: "de", title: "Bürgerhaushalt per Los", want: []string{"participatory-budgeting"}, not: []string{"housing"},
		summary: "Ausgeloste Einwohner entscheiden im Bürgerhaushalt über eine Million. Der Bürgerhaushalt wird jedes Jahr wiederholt."},
	{language: "de", title: "Neue Uniformen für die Blaskapelle", nothing: true,
		summary: "Der Verein kaufte dreißig Uniformen und eine Pauke. Zum Jubiläum spielten alle gemeinsam auf dem Marktplatz."},
	{language: "fr", title: "Des marchés publics ouverts aux petites entreprises", want: []string{"public-procurement", "entrepreneurship-smes"}, not: []string{"citizen-participation"},
		summary: "La région découpe ses marchés publics en petits lots et publie chaque appel d'offres au même endroit, pour que les petites entreprises puissent répondre sans avocat."},
	{language: "fr", title: "Un jeu de boules sous les platanes", want: []string{"urban-planning-public-space"},
		summary: "Les joueurs du quartier se retrouvent le dimanche. Le terrain a été refait, et deux bancs ont été posés à l'ombre."},
	{language: "es", title: "Cisternas para las escuelas", want: []string{"water-sanitation"}, not: []string{"housing"},
		summary: "En las comunidades rurales sin agua potable se construyeron cisternas que recogen la lluvia. Los vecinos aprendieron a medir la calidad del agua potable."},
	{language: "es", title: "Una banda con trajes nuevos", nothing: true,
		summary: "Los músicos del pueblo compraron treinta trajes y un bombo, y tocaron juntos en la fiesta."},
	{language: "it", title: "Segnalare senza paura", want: []string{"integrity-anti-corruption"}, not: []string{"health-care"},
		summary: "I dipendenti possono segnalare casi di corruzione in modo anonimo attraverso un canale cifrato. Un ufficio indipendente per la lotta alla corruzione risponde entro trenta giorni."},
	{language: "it", title: "La gara delle torte", nothing: true,
		summary: "Ogni anno i pasticceri del borgo preparano una torta, e la migliore vince una medaglia di cioccolato."},
	{language: "nl", title: "Samen koken tegen eenzaamheid", want: []string{"ageing-care"}, not: []string{"public-procurement"},
		summary: "Ouderen die zich eenzaam voelen koken elke week met buurtgenoten. Vrijwilligers halen hen op. De ouderenzorg betaalt de kosten, en de eenzaamheid onder ouderen daalde."},
	{language: "nl", title: "Nieuwe uniformen voor de fanfare", nothing: true,
		summary: "De vereniging kocht dertig uniformen en een grote trom, en speelde op het feest."},
	{language: "pl", title: "Przetargi dla małych firm", want: []string{"public-procurement"}, not: []string{"housing"},
		summary: "Gmina zmieniła sposób ogłaszania przetargów i podzieliła zamówienia publiczne na części, aby małe firmy mogły składać oferty. Liczba ofert w przetargach wzrosła dwukrotnie."},
	{language: "pl", title: "Nowe mundury orkiestry dętej", want: []string{"culture-heritage"},
		summary: "Muzycy kupili trzydzieści mundurów i bęben, a na jubileusz zagrali razem na rynku."},
	{language: "pt", title: "Troca de lixo reciclável por comida", want: []string{"waste-circular-economy"}, not: []string{"public-procurement"},
		summary: "Moradores de bairros sem coleta de lixo trocam resíduos recicláveis por verduras. A reciclagem aumentou e as ruas ficaram limpas."},
	{language: "pt", title: "Fardas novas para a banda", nothing: true,
		summary: "Os músicos da aldeia compraram trinta fardas e um bombo, e tocaram juntos na festa."},
}

// ownCases are those records as cases.
func ownCases() (cases []corpus.Case) {
	for _, r := range ownRecords {
		cases = append(cases, corpus.Case{ID: "zz-" + r.title[:6], Title: r.title, Summary: r.summary})
	}
	return cases
}

// TestProposed_OtherLanguages: a record in another language is given topics and approaches
// by the thesaurus of that language, and none by cases in English that have some word of
// it. They count for limits and for Workplace.
func TestProposed_OtherLanguages(t *testing.T) {
	var cases []corpus.Case
	for i, r := range ownRecords {
		cases = append(cases, corpus.Case{ID: "own-" + r.language + string(rune('a'+i)), Title: r.title, Summary: r.summary})
	}
	e := taught(t, cases...)
	counts := e.TopicCounts()
	for i, r := range ownRecords {
		id := cases[i].ID
		if got := e.languages[e.numberOf(id)]; got != r.language {
			t.Errorf("%q is read as %s", r.title, got)
		}
		p := e.Proposed(id)
		given := slices.Concat(p.Topics, p.Approaches)
		if r.nothing && len(given) > 0 {
			t.Errorf("%q is given %v", r.title, given)
		}
		for _, tag := range r.want {
			if !slices.Contains(given, tag) {
				t.Errorf("%q is given %v, and not %s", r.title, given, tag)
				continue
			}
			limits := recommend.Filter{Topics: []string{tag}}
			if !slices.Contains(p.Topics, tag) {
				limits = recommend.Filter{Approaches: []string{tag}}
			} else if counts[tag] == 0 {
				t.Errorf("%s is not counted", tag)
			}
			if got := idsOf(answerTo(t, e, recommend.Request{Limits: limits}).Cases); !slices.Contains(got, id) {
				t.Errorf("%s: the cases are %v, without %q", tag, got, r.title)
			}
		}
		for _, tag := range r.not {
			if slices.Contains(given, tag) {
				t.Errorf("%q is given %s", r.title, tag)
			}
		}
		about := func(l recommend.Lender) bool {
			return slices.ContainsFunc(r.want, func(tag string) bool { return slices.Contains(slices.Concat(l.Case.Topics, l.Case.Approaches), tag) })
		}
		if lenders := e.Lenders(id); len(lenders) > 0 && len(r.want) > 0 && !slices.ContainsFunc(lenders, about) {
			t.Errorf("%q borrows from %d cases, none of them about %v", r.title, len(lenders), r.want)
		}
	}
}
