package understand_test

import (
	"reflect"
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
)

func TestUnderstand_Context(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]struct{ limits, wishes recommend.Filter }{
		"tenders in Poland":                           {wishes: recommend.Filter{Places: []string{"PL"}}},
		"tenders, only in Poland":                     {limits: recommend.Filter{Places: []string{"PL"}}},
		"Polish tenders":                              {wishes: recommend.Filter{Places: []string{"PL"}}},
		"polish the tender documents":                 {},
		"tenders in Latin America":                    {wishes: recommend.Filter{Places: []string{"latam"}}},
		"Latin American tenders only":                 {wishes: recommend.Filter{Places: []string{"latam"}}},
		"tenders in Brazil only":                      {limits: recommend.Filter{Places: []string{"BR"}}},
		"give us tenders":                             {},
		"tenders in the US":                           {wishes: recommend.Filter{Places: []string{"US"}}},
		"South Sudan and Sudan tenders":               {wishes: recommend.Filter{Places: []string{"SS", "SD"}}},
		"tenders since 2018":                          {wishes: recommend.Filter{Since: 2018}},
		"tenders, examples since 2018":                {limits: recommend.Filter{Since: 2018}},
		"tenders, only after 2015":                    {limits: recommend.Filter{Since: 2016}},
		"tenders between 2015 and 2018":               {wishes: recommend.Filter{Since: 2015, Until: 2018}},
		"tenders 2015-2018":                           {wishes: recommend.Filter{Since: 2015, Until: 2018}},
		"tenders before 2010":                         {wishes: recommend.Filter{Until: 2009}},
		"tenders during the 2020 lockdowns":           {wishes: recommend.Filter{Since: 2020, Until: 2020}},
		"2500 tenders cost 1200 euros":                {},
		"town halls and tenders":                      {wishes: recommend.Filter{Levels: []string{"local"}}},
		"tenders, only in cities":                     {limits: recommend.Filter{Levels: []string{"local"}}},
		"only small firms complain. Tenders in Chile": {wishes: recommend.Filter{Places: []string{"CL"}}},
		"tenders just in Poland":                      {limits: recommend.Filter{Places: []string{"PL"}}},
		"not only in Poland but everywhere: tenders":  {},
		"the only hospital in Peru is full":           {wishes: recommend.Filter{Places: []string{"PE"}}},
		"tenders in Poland and Chile only":            {limits: recommend.Filter{Places: []string{"PL", "CL"}}},
		"tenders before the year 2000":                {wishes: recommend.Filter{Until: 1999}},
		"there are no Polish tenders":                 {wishes: recommend.Filter{Places: []string{"PL"}}},
		"tenders in the 1990s":                        {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"tenders, only cases no older than 2018":      {limits: recommend.Filter{Since: 2018}},
		"tenders, only cases no later than 2012":      {limits: recommend.Filter{Until: 2012}},
		"tenders, not after 2012":                     {limits: recommend.Filter{Until: 2012}},
		"tenders, but not from before 2015":           {limits: recommend.Filter{Since: 2015}},
		"tenders, no European cases":                  {limits: recommend.Filter{Except: []string{"europe"}}},
		"tenders in neither Albania nor Slovenia":     {limits: recommend.Filter{Except: []string{"AL", "SI"}}},
		"tenders in every country but Albania":        {limits: recommend.Filter{Except: []string{"AL"}}},
		"tenders, not at local level":                 {limits: recommend.Filter{Levels: []string{"national", "regional", "international", "other"}}},
		"it is not the council who wrote the tender":  {},
		"tenders since the 1990s":                     {wishes: recommend.Filter{Since: 1990}},
		"tenders in the eighties":                     {wishes: recommend.Filter{Since: 1980, Until: 1989}},
		"tenders before the nineties":                 {wishes: recommend.Filter{Until: 1989}},
		"people in their eighties, tenders":           {},
		"tenders of the past two decades":             {wishes: recommend.Filter{Since: 2006}},
		"no programmes from Poland, tenders":          {limits: recommend.Filter{Except: []string{"PL"}}},
		"tenders from non-European countries":         {limits: recommend.Filter{Except: []string{"europe"}}},
		"tenders 2015 onwards":                        {wishes: recommend.Filter{Since: 2015}},
		"tenders, 2015 or later":                      {wishes: recommend.Filter{Since: 2015}},
		"tenders, only from the last five years":      {limits: recommend.Filter{Since: 2021}},
		"tenders over the past decade":                {wishes: recommend.Filter{Since: 2016}},
		"tenders since at least 2015":                 {wishes: recommend.Filter{Since: 2015}},
		"no cases from the UK, tenders":               {limits: recommend.Filter{Except: []string{"GB"}}},
		"tenders, not in Poland":                      {limits: recommend.Filter{Except: []string{"PL"}}},
		"tenders outside Europe":                      {limits: recommend.Filter{Except: []string{"europe"}}},
		"only local examples of tenders":              {limits: recommend.Filter{Levels: []string{"local"}}},
		"only in cities of Chile, tenders":            {limits: recommend.Filter{Places: []string{"CL"}, Levels: []string{"local"}}},
		"over 2000 people lost their homes":           {},
		"a budget of 2000 euros":                      {},
		"building 1950 flats":                         {},
		"the 2030 agenda":                             {},
		"tenders in 2015":                             {wishes: recommend.Filter{Since: 2015, Until: 2015}},
		"tenders 2015":                                {wishes: recommend.Filter{Since: 2015, Until: 2015}},
		"Native American health":                      {wishes: recommend.Filter{Places: []string{"US"}}},
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(q.Limits, want.limits) || !reflect.DeepEqual(q.Wishes, want.wishes) {
			t.Errorf("%q:\n got limits %+v wishes %+v\nwant limits %+v wishes %+v", text, q.Limits, q.Wishes, want.limits, want.wishes)
		}
	}
}

func TestUnderstand_TypedLimitsRule(t *testing.T) {
	q, err := ranktest.Engine(t).Understand(recommend.Request{Problem: "tenders in Poland since 2010", Limits: recommend.Filter{Places: []string{"nordic"}, Since: 2015}})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(q.Limits, recommend.Filter{Places: []string{"nordic"}, Since: 2015}) || !q.Wishes.Empty() {
		t.Errorf("limits %+v, wishes %+v", q.Limits, q.Wishes)
	}
}

func TestUnderstand_Spelling(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]map[string]string{
		"small frims cannot win tenders": {"frims": "firms"},
		"citzens and incumbnts":          {"citzens": "citizens", "incumbnts": "incumbents"},
		"innovaton labs":                 {"innovaton": "innovation"},
		"the Frims family of Dublin":     nil, // a name
		"zzzz qqqqqq":                    nil,
		"stray dogs in the street":       nil,
		"goverment departmnts":           {"goverment": "government", "departmnts": "departments"},
		// Right, though the library does not know them.
		"beaches dental preserve mitigate asbestos levees influenza brothels miners fostering": nil,
		"extinction cremation evaluate restrict severity injection limitation insecure":        nil,
		"regarding context retain":        nil,
		"la contratación de los pequeños": nil, // another language
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(q.Corrections, want) {
			t.Errorf("%q: corrected %v, want %v", text, q.Corrections, want)
		}
	}
}

func TestUnderstand_Concepts(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]string{
		"calls for tenders are too long":     "public-procurement",
		"PB in schools":                      "participatory-budgeting",
		"whistleblowers lose their jobs":     "integrity-anti-corruption",
		"we run a regulatory sandbox":        "business-regulation",
		"how to start an innovation lab":     "innovation-lab",
		"people cannot opt out of the plans": "behavioural-insights", // said by a small word
		"people opt for the plans":           "",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		found := slices.ContainsFunc(q.Concepts, func(c recommend.Concept) bool { return c.ID == want })
		if want != "" && !found || want == "" && len(q.Concepts) > 0 {
			t.Errorf("%q: concepts %+v, want %q", text, q.Concepts, want)
		}
	}
}

func TestUnderstand_Language(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]string{
		"night buses":      "en",
		"procurment tendr": "en",
		"Les petites entreprises ne peuvent pas gagner les marchés de la ville":          "fr",
		"Las pequeñas empresas no pueden ganar los contratos de la ciudad":               "es",
		"As pequenas empresas não conseguem ganhar os contratos da cidade":               "pt",
		"Die kleinen Firmen können die Ausschreibungen der Stadt nicht gewinnen":         "de",
		"Le piccole imprese non riescono a vincere le gare della città":                  "it",
		"Małe firmy nie mogą wygrać przetargów w mieście, bo nikt ich o nich nie pyta":   "pl",
		"De kleine bedrijven kunnen de aanbestedingen van de stad niet winnen, maar wij": "nl",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if q.Language != want {
			t.Errorf("%q is %s, want %s", text, q.Language, want)
		}
	}
}

// TestUnderstand_NamesAndAcronyms: the spelling of a name or an acronym is its own.
func TestUnderstand_NamesAndAcronyms(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string][]string{
		"small FRIMS cannot win tenders": nil,
		"SMALL FRIMS CANNOT WIN TENDERS": {"FRIMS"},
		"the mayor of Goverment":         nil,
		"how does the GOVRN scheme work": nil,
		"wie das GEMEIDE Programm läuft": nil,
		"die GEMEIDE hat kein Geld":      nil,
		"la CORURPCIÓN de los políticos": nil,
		"la corurpción de los políticos": {"corurpción"},
		"boost soils trans tackle swans": nil,
		"the frims that boost the soils": {"frims"},
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if got := analysis.SortedKeys(q.Corrections); !slices.Equal(got, want) {
			t.Errorf("%q: corrected %v, want %v", text, q.Corrections, want)
		}
	}
}

func TestUnderstand_ContextInAnyLanguage(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]struct{ limits, wishes recommend.Filter }{
		"Ausschreibungen, nur in Polen":                      {limits: recommend.Filter{Places: []string{"PL"}}},
		"Ausschreibungen in polnischen Städten seit 2018":    {wishes: recommend.Filter{Places: []string{"PL"}, Levels: []string{"local"}, Since: 2018}},
		"licitaciones públicas en América Latina":            {wishes: recommend.Filter{Places: []string{"latam"}}},
		"licitaciones públicas, solo en Chile":               {limits: recommend.Filter{Places: []string{"CL"}}},
		"licitaciones públicas entre 2015 y 2018":            {wishes: recommend.Filter{Since: 2015, Until: 2018}},
		"marchés publics, hors d'Europe":                     {limits: recommend.Filter{Except: []string{"europe"}}},
		"marchés publics dans les pays nordiques avant 2010": {wishes: recommend.Filter{Places: []string{"nordic"}, Until: 2009}},
		"marchés publics, seulement depuis 2018":             {limits: recommend.Filter{Since: 2018}},
		"marchés publics dans les années quatre-vingt-dix":   {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"marchés publics, pas avant 2018":                    {limits: recommend.Filter{Since: 2018}},
		"zamówienia publiczne, nie starsze niż 2018":         {limits: recommend.Filter{Since: 2018}},
		"licitaciones públicas, no a nivel local":            {limits: recommend.Filter{Levels: []string{"national", "regional", "international", "other"}}},
		"marchés publics, rien de Pologne":                   {limits: recommend.Filter{Except: []string{"PL"}}},
		"licitaciones públicas desde los años 90":            {wishes: recommend.Filter{Since: 1990}},
		"licitaciones públicas en los años noventa":          {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"appalti pubblici negli anni novanta":                {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"öffentliche Vergabe, keine Beispiele aus Polen":     {limits: recommend.Filter{Except: []string{"PL"}}},
		"öffentliche Vergabe in den neunziger Jahren":        {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"keine Gemeinde in Polen schafft die Ausschreibung":  {wishes: recommend.Filter{Places: []string{"PL"}, Levels: []string{"local"}}},
		"zamówienia publiczne w ostatnich pięciu latach":     {wishes: recommend.Filter{Since: 2021}},
		"zamówienia publiczne w latach dziewięćdziesiątych":  {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"zamówienia publiczne spoza Polski":                  {limits: recommend.Filter{Except: []string{"PL"}}},
		"concursos públicos nas últimas duas décadas":        {wishes: recommend.Filter{Since: 2006}},
		"appalti pubblici negli ultimi cinque anni":          {wishes: recommend.Filter{Since: 2021}},
		"openbare aanbestedingen in de jaren 90":             {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"zamówienia publiczne, tylko w Polsce":               {limits: recommend.Filter{Places: []string{"PL"}}},
		"zamówienia publiczne w krajach nordyckich od 2015":  {wishes: recommend.Filter{Places: []string{"nordic"}, Since: 2015}},
		"concursos públicos no Brasil, projetos desde 2016":  {wishes: recommend.Filter{Places: []string{"BR"}}, limits: recommend.Filter{Since: 2016}},
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(q.Limits, want.limits) || !reflect.DeepEqual(q.Wishes, want.wishes) {
			t.Errorf("%q (%s):\n got limits %+v wishes %+v\nwant limits %+v wishes %+v", text, q.Language, q.Limits, q.Wishes, want.limits, want.wishes)
		}
	}
}

func FuzzUnderstand(f *testing.F) {
	e := ranktest.Engine(f)
	f.Add("des marchés publics, hors d'Europe, depuis 2018 \xff’’ 90er 1990s")
	f.Add("nur in Polen zwischen 2015 und")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			return
		}
		if q.Limits.Since < 0 || q.Wishes.Until > analysis.LastYear+1 || len(q.Words) > recommend.MaxTerms {
			t.Errorf("%q: %+v", text, q)
		}
	})
}

// TestUnderstand_NoAddresses: an address in a question says nothing about it.
func TestUnderstand_NoAddresses(t *testing.T) {
	e := ranktest.Engine(t)
	plain := ranktest.Answer(t, e, recommend.Request{Problem: "poverty"})
	for _, text := range []string{"poverty https://example.org/x?y=1", "www.example.org/tax poverty", "poverty (ask ada.l@example.org)"} {
		a := ranktest.Answer(t, e, recommend.Request{Problem: text})
		if a.Total != plain.Total {
			t.Errorf("%q: %d cases, %d without the address", text, a.Total, plain.Total)
		}
	}
}
