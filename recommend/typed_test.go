package recommend

import (
	"errors"
	"reflect"
	"slices"
	"testing"
)

func TestParseRequest_Values(t *testing.T) {
	v := builtin(t).Vocabulary
	places := func(ids ...string) Filter { return Filter{Places: ids} }
	for text, want := range map[string]Request{
		// lists
		"country:UK, France":                     {Limits: places("GB", "FR")},
		"country: UK and France":                 {Limits: places("GB", "FR")},
		"country:UK,France,Spain tenders":        {Problem: "tenders", Limits: places("GB", "FR", "ES")},
		"tenders country: UK, France, and Spain": {Problem: "tenders", Limits: places("GB", "FR", "ES")},
		"country:PL/DE tenders":                  {Problem: "tenders", Limits: places("PL", "DE")},
		"country:UK, tenders take too long":      {Problem: "tenders take too long", Limits: places("GB")},
		"country:UK, Pologne, España":            {Limits: places("GB", "PL", "ES")},
		"country:UK and tenders":                 {Problem: "and tenders", Limits: places("GB")},
		"country:Trinidad and Tobago, Chile":     {Limits: places("TT", "CL")},
		"topic:health-care, housing":             {Limits: Filter{Topics: []string{"health-care", "housing"}}},
		"topic: health care and housing":         {Limits: Filter{Topics: []string{"health-care", "housing"}}},
		"level: local, national queues":          {Problem: "national queues", Limits: Filter{Levels: []string{"local"}}}, // as "national queues" is a text
		`country:"South Korea", "Costa Rica"`:    {Limits: places("KR", "CR")},
		`country:"UK, France" buses`:             {Problem: "buses", Limits: places("GB", "FR")},
		"country:the Netherlands":                {Limits: places("NL")},
		"topic:participatory budgeting":          {Limits: Filter{Topics: []string{"participatory-budgeting"}}},
		// names in other languages
		"country:Deutschland":                {Limits: places("DE")},
		"country:Pologne tenders":            {Problem: "tenders", Limits: places("PL")},
		"pays : France":                      {Limits: places("FR")},
		"pays : Corée du Sud, Pologne":       {Limits: places("KR", "PL")},
		"Land:Österreich, Schweiz Wohnungen": {Problem: "Wohnungen", Limits: places("AT", "CH")},
		"país:España empleo desde:2018":      {Problem: "empleo", Limits: Filter{Places: []string{"ES"}, Since: 2018}},
		"kraj: Polska, Czechy":               {Limits: places("PL", "CZ")},
		"paese:Italia tema:Energia":          {Limits: Filter{Places: []string{"IT"}, Topics: []string{"energy"}}},
		"Thema:Verwaltungsreform":            {Limits: Filter{Topics: []string{"public-administration-reform"}}},
		"sujet : « Données ouvertes »":       {Limits: Filter{Topics: []string{"open-data"}}},
		"poziom:gmina":                       {Limits: Filter{Levels: []string{"local"}}},
		"nível:municipal escolas até:2020":   {Problem: "escolas", Limits: Filter{Levels: []string{"local"}, Until: 2020}},
		"Seit:2015 Bis:2020 Ausschreibungen": {Problem: "Ausschreibungen", Limits: Filter{Since: 2015, Until: 2020}},
		"niveau: national":                   {Limits: Filter{Levels: []string{"national"}}},
		"aanbestedingen land:België":         {Problem: "aanbestedingen", Limits: places("BE")},
		// typography
		"country:“South Korea” tenders":          {Problem: "tenders", Limits: places("KR")},
		"country:„South Korea“ tenders":          {Problem: "tenders", Limits: places("KR")},
		"country:«South Korea» tenders":          {Problem: "tenders", Limits: places("KR")},
		"country:‘South Korea’ tenders":          {Problem: "tenders", Limits: places("KR")},
		"country： Poland tenders":                {Problem: "tenders", Limits: places("PL")},
		"country\u00A0:\u00A0Poland tenders":     {Problem: "tenders", Limits: places("PL")},
		"ｃｏｕｎｔｒｙ：ＰＬ tenders":                     {Problem: "tenders", Limits: places("PL")},
		"COUNTRY:pl Level:Local":                 {Limits: Filter{Places: []string{"PL"}, Levels: []string{"local"}}},
		"tenders (country:PL, since:2018) ok":    {Problem: "tenders, ok", Limits: Filter{Places: []string{"PL"}, Since: 2018}},
		"Buses are slow country:PL. Schools too": {Problem: "Buses are slow. Schools too", Limits: places("PL")},
		"tenders :pray: country:PL":              {Problem: "tenders :pray:", Limits: places("PL")},
		// other names
		"year:2015 tenders":         {Problem: "tenders", Limits: Filter{Since: 2015, Until: 2015}},
		"year:2015-2018 tenders":    {Problem: "tenders", Limits: Filter{Since: 2015, Until: 2018}},
		"from:2015 to:2018 tenders": {Problem: "tenders", Limits: Filter{Since: 2015, Until: 2018}},
		"from:Poland tenders":       {Problem: "tenders", Limits: places("PL")},
		"after:2015 before:2018 x":  {Problem: "x", Limits: Filter{Since: 2016, Until: 2017}},
		"region:LATAM place:Kenya":  {Limits: places("latam", "KE")},
		"-country:PL tenders":       {Problem: "tenders", Limits: Filter{Except: []string{"PL"}}},
		"tenders country:PL?":       {Problem: "tenders", Limits: places("PL")},
		"since:2018! tenders":       {Problem: "tenders", Limits: Filter{Since: 2018}},
		// text
		"city:Warsaw tenders":                      {Problem: "city:Warsaw tenders"},
		"topic:xyzzy tenders":                      {Problem: "topic:xyzzy tenders"},
		"until:9 o'clock nobody answers":           {Problem: "until:9 o'clock nobody answers"},
		"fine:200 euros for littering":             {Problem: "fine:200 euros for littering"},
		"Unit:Housing. Families wait":              {Problem: "Unit:Housing. Families wait"},
		"Topic:Water shortages in cities":          {Problem: "Topic:Water shortages in cities"},
		"Topic: Housing shortages in cities":       {Problem: "Topic: Housing shortages in cities"},
		"Level:5 hospitals are full":               {Problem: "Level:5 hospitals are full"},
		"in our country: Tenders are rigged":       {Problem: "in our country: Tenders are rigged"},
		"cross-country: skiing":                    {Problem: "cross-country: skiing"},
		"subcountry:PL":                            {Problem: "subcountry:PL"},
		"approach: we built a lab, nobody came":    {Problem: "approach: we built a lab, nobody came"},
		"time:10:30 date: tomorrow when: at night": {Problem: "time:10:30 date: tomorrow when: at night"},
		"where: in Poland":                         {Problem: "where: in Poland"},
		"Note:this is a test, cost:5":              {Problem: "Note:this is a test, cost:5"},
		"until:further notice schools are closed":  {Problem: "until:further notice schools are closed"},
		"Since: the war, refugees":                 {Problem: "Since: the war, refugees"},
		"the problem: nobody pays, reason: cost":   {Problem: "the problem: nobody pays, reason: cost"},
		"Land: use planning":                       {Problem: "Land: use planning"},
	} {
		got, err := ParseRequest(v, text)
		got.read = "" // is not asked for
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %+v, %v, want %+v", text, got, err, want)
		}
	}
	for text, want := range map[string]FilterError{ // Nearest: one of them
		"country:Narnia":                {"country", "Narnia", nil},
		"tenders country:Narnia":        {"country", "Narnia", nil},
		"tenders country: Narnia":       {"country", "Narnia", nil},
		"country:Narnia tenders":        {"country", "Narnia", nil},
		"Country: Narnia":               {"country", "Narnia", nil},
		"country:PL,Narnia x":           {"country", "Narnia", nil},
		"country:UK, Frnace":            {"country", "Frnace", []string{"France"}},
		"paese:Italia tema:Alloggi":     {"topic", "Alloggi", nil},
		"countri:PL":                    {"filter", "countri", []string{"country"}},
		"tenders countri:PL":            {"filter", "countri", []string{"country"}},
		"topik:housing":                 {"filter", "topik", []string{"topic"}},
		"pays:Narnia":                   {"country", "Narnia", nil},
		"Land:Narnien":                  {"country", "Narnien", nil},
		"year:lately":                   {"year", "lately", nil},
		"tenders since:lately":          {"since", "lately", nil},
		"tenders topic:helth-care wait": {"topic", "helth-care", []string{"health-care"}},
		"region:Mordor tenders":         {"country", "Mordor", nil},
		// slips behind the name of a filter, with more to follow
		"topic:helth tenders":              {"topic", "helth", []string{"health-care"}},
		"tenders topic:health in villages": {"topic", "health", []string{"health-care"}},
		"topic:huosing is dear":            {"topic", "huosing", []string{"housing"}},
		"approach:labratory for ideas":     {"approach", "labratory", nil},
		"topic:budgetting with citizens":   {"topic", "budgetting", []string{"participatory-budgeting"}},
		"level:locl tenders":               {"level", "locl", []string{"local"}},
		"level:natinal tenders":            {"level", "natinal", []string{"national"}},
		"since:20x8 tenders":               {"since", "20x8", nil},
		"year:03/2018 tenders":             {"year", "03/2018", nil},
		"until:20200 tenders":              {"until", "20200", nil},
		"thema:Energi sparen":              {"topic", "Energi", []string{"energy"}},
	} {
		_, err := ParseRequest(v, text)
		var fault *FilterError
		if !errors.As(err, &fault) || fault.Field != want.Field || fault.Value != want.Value ||
			len(want.Nearest) > 0 && !slices.Contains(fault.Nearest, want.Nearest[0]) {
			t.Errorf("%q: got %v, want %v", text, err, &want)
		}
	}
}

func FuzzParseRequest(f *testing.F) {
	v := builtin(f).Vocabulary
	for _, s := range []string{"country:UK, France", "pays : « a", "-country:-", ":::", "country:", "level: ,", "year:2015-", "country:\"", "Dear all,\n> x\n--\ny", "On 1 a wrote:", "From: a@b\nTo: c\n\n-----Original Message-----"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := ParseRequest(v, text)
		if err != nil {
			return
		}
		if again, _, err := readText(v, text); err == nil && len(r.Limits.Places) == 0 && len(again) < len(r.Problem) {
			t.Errorf("%q: the problem %q is longer than what was read, %q", text, r.Problem, again)
		}
	})
}
