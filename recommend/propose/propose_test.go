package propose

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"precedent/corpus"
	"precedent/recommend/rank/ranktest"
)

var update = flag.Bool("update", false, "write the golden files anew")

var now = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

func proposer(tb testing.TB) *Proposer {
	tb.Helper()
	p, err := New(ranktest.Engine(tb), now)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func proposeAll(tb testing.TB, p *Proposer, cases []corpus.Case) {
	tb.Helper()
	if err := p.ForAll(tb.Context(), cases, func(int) {}); err != nil {
		tb.Fatal(err)
	}
}

// TestProposed are records with what is to be proposed for each: country, level and year, or
// nothing of a kind. The title tells what the row is about.
func TestProposed(t *testing.T) {
	for _, row := range []struct {
		language, title, organisation, text, url string
		country, level, year                     string
	}{
		{title: "A town in the table", text: "The council of Kraków opened a night bus.", country: "PL [Kraków]"},
		{title: "A country and its people", text: "Kenyan nurses are paid by phone everywhere in Kenya.", country: "KE [Kenya]"},
		{title: "Merely inspired", text: "Inspired by Finland, the school dropped its marks."},
		{title: "Merely compared", text: "Unlike in the US or Japan, parents pay nothing."},
		{title: "Done here and inspired there", text: "Lagos built it, modelled on a scheme in Brazil.", country: "NG [Lagos]"},
		{title: "Refugees have a home elsewhere", text: "Syrian refugees learn the language."},
		{title: "Several countries as much", text: "Teams in Chile and in Peru share a laboratory."},
		{title: "The organisation rules", organisation: "Ministry of Health, Peru", text: "It asked experts in Chile.", country: "PE [Peru]", level: "national [Ministry of]"},
		{title: "A name in two countries", text: "Residents of Birmingham share bicycles."},
		{title: "And which one of them is told", text: "Residents of Birmingham, Alabama share bicycles.", country: "US [Birmingham, Alabama]"},
		{title: "The town of Cambridge, England", text: "Lodgers help with the shopping.", country: "GB [Cambridge, England]", level: "local [town of]"},
		{title: "Dollars are no country", text: "Each school got US$ 500."},
		{title: "A word that is a town in capitals", text: "They read nice books."},
		{title: "no capitals at all in goiânia", text: "gardens for all", country: "BR [goiânia]"},
		{title: "The link alone", text: "A garden for all.", url: "https://example.pl/ogrod"},
		{title: "The European Union", text: "The European Union paid for it."},

		{title: "City", organisation: "City of Somewhere", level: "local [City of]"},
		{title: "A ministry of a region", organisation: "Ministry of Education of Bavaria", country: "DE [Bavaria]"},
		{title: "A government by its country", organisation: "Government of Kenya", country: "KE [Kenya]", level: "national [Government of Kenya]"},
		{title: "A government by something else", organisation: "Government of Odisha", country: "IN [Odisha]"},
		{title: "Two levels", organisation: "City of Somewhere with the Ministry of Health"},
		{title: "Who acts", text: "The city council asked everybody.", level: "local [city council]"},
		{title: "Who is only spoken of", text: "Parents complained to the city council."},

		{title: "Launched", text: "The programme was launched in early March 2018 by nurses.", year: "2018 [launched in early March 2018]"},
		{title: "Night Bus", text: "The night bus (NB) was introduced in 2009.", year: "2009 [introduced in 2009]"},
		{title: "The earliest of what began", text: "It began in 2011. It was introduced in 2014 elsewhere.", year: "2011 [began in 2011]"},
		{title: "Something else began", text: "The second centre opened in 2022."},
		{title: "A number that is no year", text: "It was introduced in 2018 schools."},
		{title: "A year that is only named", text: "By 2022 the budget had doubled."},
		{title: "Budget 2014", text: "All could vote.", year: "2014 [2014]"},
		{title: "Plan (2010-2016)", text: "All could vote.", year: "2010 [2010]"},
		{title: "One of several, 2016", text: "The first was in 2013."},
		{title: "Agenda 2020", text: "All could vote."},
		{title: "What is still to come, 2031", text: "All can vote."},

		{language: "de", title: "Nachtbus", organisation: "Stadt Münster", text: "Das Angebot wurde im März 2018 eingeführt. Anders als in Frankreich ist es kostenlos.", country: "DE [Münster]", level: "local [Stadt]", year: "2018 [im März 2018 eingeführt]"},
		{language: "fr", title: "Bus de nuit", organisation: "Ville de Grenoble", text: "Le service a été lancé en mars 2018, inspiré de la Suisse.", country: "FR [Grenoble]", level: "local [Ville de]", year: "2018 [lancé en mars 2018]"},
		{language: "es", title: "Autobús nocturno", organisation: "Ayuntamiento de Zaragoza", text: "El servicio se puso en marcha en 2018, a diferencia de Francia.", country: "ES [Zaragoza]", level: "local [Ayuntamiento de]", year: "2018 [puso en marcha en 2018]"},
		{language: "it", title: "Autobus di notte", organisation: "Comune di Bologna", text: "Il servizio è stato avviato nel 2018, a differenza di Parigi.", country: "IT [Bologna]", level: "local [Comune di]", year: "2018 [avviato nel 2018]"},
		{language: "nl", title: "Nachtbus", organisation: "Gemeente Utrecht", text: "Het project is in maart 2018 gestart, naar het voorbeeld van Denemarken.", country: "NL [Utrecht]", level: "local [Gemeente]", year: "2018 [in maart 2018 gestart]"},
		{language: "pl", title: "Autobus nocny", organisation: "Urząd Miasta Łodzi", text: "Program uruchomiono w 2018 roku, wzorem Danii. Miasto Łódź płaci.", country: "PL [Łódź]", level: "local [Urząd Miasta]", year: "2018 [uruchomiono w 2018]"},
		{language: "pt", title: "Autocarro noturno", organisation: "Câmara Municipal de Braga", text: "O serviço foi lançado em 2018, ao contrário de França.", country: "PT [Braga]", level: "local [Câmara Municipal de]", year: "2018 [lançado em 2018]"},
	} {
		c := []corpus.Case{{ID: "a", Title: row.title, Organisation: row.organisation, Summary: row.text, URL: row.url, Language: corpus.English}}
		if row.language != "" {
			c[0].Language = row.language
		}
		proposeAll(t, proposer(t), c)
		got := found(&c[0])
		country, level, year := "", "", ""
		for _, p := range got.Countries {
			country += fmt.Sprint(p.ID, " ", p.Words)
		}
		if got.Level != nil {
			level = fmt.Sprint(got.Level.ID, " ", got.Level.Words)
		}
		if got.Year != nil {
			year = fmt.Sprint(int(got.Year.ID), " ", got.Year.Words)
		}
		if country != row.country || level != row.level || year != row.year {
			t.Errorf("%s: %q, %q, %q are proposed, want %q, %q, %q", row.title, country, level, year, row.country, row.level, row.year)
		}
	}
}

// TestProposed_Topics: a topic is proposed with phrases that stand in the record.
func TestProposed_Topics(t *testing.T) {
	c := []corpus.Case{{ID: "a", Title: "Rubbish", Summary: "Refuse is collected at night, since landfill sites are full and household waste grows. Recycling doubled."}}
	proposeAll(t, proposer(t), c)
	if p := c[0].Proposed; len(p.Topics) == 0 || p.Topics[0].ID != "waste-circular-economy" || len(p.Topics[0].Words) == 0 {
		t.Fatalf("proposed are %+v", p)
	}
	text := strings.ToLower(c[0].Title + " " + c[0].Summary)
	for _, p := range slices.Concat(found(&c[0]).Topics, found(&c[0]).Approaches) {
		for _, w := range p.Words {
			if !strings.Contains(text, strings.ToLower(w)) {
				t.Errorf("%s is proposed by %q, which does not stand in the record", p.ID, w)
			}
		}
	}
}

// TestProposed_Lacking: what a record says is not proposed, nor is anything for one that lacks
// nothing, or has been looked at.
func TestProposed_Lacking(t *testing.T) {
	whole := corpus.Case{ID: "a", Title: "Night bus in Kraków 2014", Organisation: "City of Kraków", Summary: "Public transport at night, by an online platform.",
		Countries: []string{"DE"}, Level: "national", Year: 2001, Topics: []string{"energy"}, Approaches: []string{"innovation-lab"}}
	lacks := whole
	lacks.Topics, lacks.Year = nil, 0
	seen := lacks
	seen.Proposed = &corpus.Proposed{}
	cases := []corpus.Case{whole, lacks, seen}
	proposeAll(t, proposer(t), cases)
	if cases[0].Proposed != nil || !reflect.DeepEqual(*cases[2].Proposed, corpus.Proposed{}) {
		t.Errorf("proposed are %+v, and %+v", cases[0].Proposed, cases[2].Proposed)
	}
	if p := cases[1].Proposed; p == nil || p.Year == nil || len(p.Countries)+len(p.Approaches) > 0 || p.Level != nil {
		t.Errorf("proposed are %+v", cases[1].Proposed)
	}
}

// TestForAll_SameAlways: what is proposed depends on neither how many do it nor the order, and
// nothing is on what is done at the same time.
func TestForAll_SameAlways(t *testing.T) {
	stripped := strippedCases(t, false)
	p := proposer(t)
	first, again := slices.Clone(stripped), slices.Clone(stripped)
	proposeAll(t, p, first)
	slices.Reverse(again)
	proposeAll(t, p, again)
	slices.Reverse(again)
	for i := range first {
		a, _ := json.Marshal(first[i].Proposed)
		b, _ := json.Marshal(again[i].Proposed)
		if string(a) != string(b) {
			t.Fatalf("%s: %s is proposed once, and %s the other time", first[i].ID, a, b)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.ForAll(ctx, slices.Clone(stripped), func(int) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("when it is stopped, the error is %v", err)
	}
}

// strippedCases are the built-in records with no more than their texts, and who ran them where that
// is wanted.
func strippedCases(tb testing.TB, organisation bool) []corpus.Case {
	var list []corpus.Case
	for _, c := range ranktest.Builtin(tb).Library.Cases() {
		s := corpus.Case{ID: c.ID, Title: c.Title, Problem: c.Problem, Summary: c.Summary, Results: c.Results}
		if organisation {
			s.Organisation = c.Organisation
		}
		list = append(list, s)
	}
	return list
}

// figure is how many of a kind were proposed, how many of these rightly, and how many there are.
type figure struct{ right, proposed, all int }

func (f *figure) count(proposed, own []string) {
	f.all += len(own)
	f.proposed += len(proposed)
	for _, id := range proposed {
		if slices.Contains(own, id) {
			f.right++
		}
	}
}

func (f *figure) precision() float64 { return float64(f.right) / float64(max(1, f.proposed)) }

// TestFigures measures how much of what built-in records say is proposed by their texts alone, none
// of them lending itself anything.
func TestFigures(t *testing.T) {
	kinds := []string{"country", "level", "year", "topics", "approaches"}
	least := map[string]float64{"country": 0.9, "level": 0.9, "year": 0.9, "topics": 0.75, "approaches": 0.75}
	var out strings.Builder
	for _, organisation := range []bool{false, true} {
		name := "by title, problem, summary and results"
		if organisation {
			name = "by the organisation too"
		}
		fmt.Fprintf(&out, "%s\n", name)
		found := strippedCases(t, organisation)
		proposeAll(t, proposer(t), found)
		figures := map[string]*figure{}
		for _, kind := range kinds {
			figures[kind] = &figure{}
		}
		for i, c := range ranktest.Builtin(t).Library.Cases() {
			f := &found[i]
			figures["country"].count(f.ProposedCountries(), c.Countries)
			figures["level"].count(none(f.ProposedLevel()), none(c.Level))
			figures["year"].count(none(yearText(f.ProposedYear())), none(yearText(c.Year)))
			figures["topics"].count(f.ProposedTopics(), c.Topics)
			figures["approaches"].count(f.ProposedApproaches(), c.Approaches)
		}
		for _, kind := range kinds {
			f := figures[kind]
			fmt.Fprintf(&out, "  %-10s  %4d of %4d proposed are right (%.2f), of %4d that there are (%.2f)\n",
				kind, f.right, f.proposed, f.precision(), f.all, float64(f.right)/float64(f.all))
			if f.precision() < least[kind] {
				t.Errorf("%s, %s: %.2f of what is proposed is right, want %.2f", name, kind, f.precision(), least[kind])
			}
		}
	}
	const golden = "testdata/figures.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || string(want) != out.String() {
		t.Errorf("the figures are (%v)\n%s\nand were\n%s\nread them, and accept them: go test ./recommend/propose -update", err, out.String(), want)
	}
}

// none is a list of a text, of nothing for "".
func none(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func yearText(year corpus.OptInt) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprint(int(year))
}

// FuzzForAll: no record makes it stumble, and all words that led to something stand in the record.
func FuzzForAll(f *testing.F) {
	f.Add("Night bus (2010-2016)", "Stadt Münster", "Government of Kenya, Cambridge, Georgia (US$ 5). Launched in 2018", "https://x.pl")
	f.Add("", "", "in in in 2018 since", "::")
	p := proposer(f)
	f.Fuzz(func(t *testing.T, title, organisation, text, url string) {
		for _, language := range []string{"en", "de", "pl"} {
			c := []corpus.Case{{ID: "a", Title: title, Organisation: organisation, Summary: text, URL: url, Language: language}}
			if err := p.ForAll(t.Context(), c, func(int) {}); err != nil {
				t.Fatal(err)
			}
			all := strings.Join([]string{title, organisation, text}, "\n")
			words := []string{}
			for _, list := range [][]corpus.Proposal{found(&c[0]).Countries} {
				for _, one := range list {
					words = append(words, one.Words...)
				}
			}
			if found(&c[0]).Level != nil {
				words = append(words, found(&c[0]).Level.Words...)
			}
			if found(&c[0]).Year != nil {
				words = append(words, found(&c[0]).Year.Words...)
			}
			for _, w := range words {
				if !strings.Contains(all, w) {
					t.Errorf("%q led to something, and does not stand in the record", w)
				}
			}
		}
	})
}

// BenchmarkForAll proposes for the built-in records, of which a library of 200,000 has 236 times as
// many.
func BenchmarkForAll(b *testing.B) {
	p, stripped := proposer(b), strippedCases(b, true)
	b.ResetTimer()
	for range b.N {
		proposeAll(b, p, slices.Clone(stripped))
	}
}

// found is what was proposed for a case.
func found(c *corpus.Case) corpus.Proposed {
	if c.Proposed == nil {
		return corpus.Proposed{}
	}
	return *c.Proposed
}
