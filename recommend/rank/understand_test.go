package rank

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

func TestTokenize(t *testing.T) {
	for text, want := range map[string]string{
		"Small firms' tenders":         "small firms tenders",
		"don't can’t city's Mayors’":   "dont cant city mayors",
		"R&D in the U.K. and the U.S.": "r&d in the uk and the us",
		"e-procurement/tendering":      "e procurement tendering",
		"Łódź São Tomé Çankaya naïve":  "lodz sao tome cankaya naive",
		"COVID-19, 2020":               "covid 19 2020",
		"Q & A ... -- '' &&":           "q a",
		"日本 and العربية":               "日本 and العربية",
		"":                             "",
	} {
		if got := strings.Join(analysis.WordsOf(analysis.Tokenize(text)), " "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("R&D don't U.S. \xff\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		for _, tok := range analysis.Tokenize(text) {
			if tok.Raw == "" || tok.Word == "" || !strings.HasPrefix(text[tok.Start:], tok.Raw) {
				t.Errorf("%q: token %+v does not stand in the text", text, tok)
			}
		}
	})
}

func TestUnderstand_Context(t *testing.T) {
	e := sharedEngine(t)
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
	q, err := sharedEngine(t).Understand(recommend.Request{Problem: "tenders in Poland since 2010", Limits: recommend.Filter{Places: []string{"nordic"}, Since: 2015}})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(q.Limits, recommend.Filter{Places: []string{"nordic"}, Since: 2015}) || !q.Wishes.Empty() {
		t.Errorf("limits %+v, wishes %+v", q.Limits, q.Wishes)
	}
}

func TestUnderstand_Spelling(t *testing.T) {
	e := sharedEngine(t)
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
	e := sharedEngine(t)
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
	e := sharedEngine(t)
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

func TestParseRequest(t *testing.T) {
	v := builtin(t).Vocabulary
	for text, want := range map[string]recommend.Request{
		"tenders country:PL":                             {Problem: "tenders", Limits: recommend.Filter{Places: []string{"PL"}}},
		"country:pl,de since:2018 tenders until:2020":    {Problem: "tenders", Limits: recommend.Filter{Places: []string{"PL", "DE"}, Since: 2018, Until: 2020}},
		`topic:"health care" level:Local queues`:         {Problem: "queues", Limits: recommend.Filter{Topics: []string{"health-care"}, Levels: []string{"local"}}},
		"tenders country:PL, since:2018.":                {Problem: "tenders", Limits: recommend.Filter{Places: []string{"PL"}, Since: 2018}},
		"(country:PL) tenders":                           {Problem: "tenders", Limits: recommend.Filter{Places: []string{"PL"}}},
		"country: South Korea tenders":                   {Problem: "tenders", Limits: recommend.Filter{Places: []string{"KR"}}},
		"level:municipal schools":                        {Problem: "schools", Limits: recommend.Filter{Levels: []string{"local"}}},
		`country:"South Korea"`:                          {Limits: recommend.Filter{Places: []string{"KR"}}},
		"country:LATAM approach:innovation-lab":          {Limits: recommend.Filter{Places: []string{"latam"}, Approaches: []string{"innovation-lab"}}},
		"the problem: nobody pays at 12:30 https://x.y/": {Problem: "the problem: nobody pays at 12:30 https://x.y/"},
	} {
		got, err := understand.ParseRequest(v, text)
		got.Read = "" // is not asked for
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %+v, %v, want %+v", text, got, err, want)
		}
	}
	for text, nearest := range map[string]string{
		"x country:Polnd":        "Poland",
		"x topic:helth-care":     "health-care",
		"x level:locl":           "local",
		"x approach:inovation":   "innovation-lab",
		"x since:lately":         "",
		"x contry:PL":            "country",
		"x topic:innovation-lab": "innovation-capacity", // an approach, but no topic
	} {
		_, err := understand.ParseRequest(v, text)
		var fault *recommend.FilterError
		if !errors.As(err, &fault) {
			t.Errorf("%q: got %v, want a FilterError", text, err)
			continue
		}
		if nearest != "" && !slices.Contains(fault.Nearest, nearest) {
			t.Errorf("%q: nearest %v, want %s", text, fault.Nearest, nearest)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want int
	}{{"firms", "frims", 1}, {"tender", "tender", 0}, {"tendrs", "tenders", 1}, {"abc", "xyz", 3}, {"", "ab", 2}, {"crowdsrcing", "crowdsourcing", 2}} {
		if got := analysis.Distance([]rune(tc.a), []rune(tc.b), 5); got != tc.want {
			t.Errorf("%s %s: %d, want %d", tc.a, tc.b, got, tc.want)
		}
	}
}

func TestPhraseTable(t *testing.T) {
	table := analysis.NewPhraseTable[string]()
	table.Add([]string{"public"}, "a")
	table.Add([]string{"public", "tender"}, "b")
	table.Add([]string{"public", "tender"}, "c")
	found := table.Find([]string{"public", "tender", "public"}, nil)
	if len(found) != 2 || !slices.Equal(found[0].Values, []string{"b", "c"}) || !slices.Equal(found[1].Values, []string{"a"}) {
		t.Errorf("found %+v", found)
	}
	found = table.Find([]string{"public", "tender"}, []bool{false, true})
	if len(found) != 1 || found[0].Values[0] != "a" {
		t.Errorf("a phrase runs across a gap: %+v", found)
	}
}
