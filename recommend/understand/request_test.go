package understand_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

func TestParseRequest_Values(t *testing.T) {
	v := ranktest.Builtin(t).Vocabulary.Naming([]string{corpus.BuiltinName, "river-cases"})
	libraries := func(names ...string) recommend.Filter { return recommend.Filter{Libraries: names} }
	places := func(ids ...string) recommend.Filter { return recommend.Filter{Places: ids} }
	for text, want := range map[string]recommend.Request{
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
		"topic:health-care, housing":             {Limits: recommend.Filter{Topics: []string{"health-care", "housing"}}},
		"topic: health care and housing":         {Limits: recommend.Filter{Topics: []string{"health-care", "housing"}}},
		"level: local, national queues":          {Problem: "national queues", Limits: recommend.Filter{Levels: []string{"local"}}}, // as "national queues" is a text
		`country:"South Korea", "Costa Rica"`:    {Limits: places("KR", "CR")},
		`country:"UK, France" buses`:             {Problem: "buses", Limits: places("GB", "FR")},
		"country:the Netherlands":                {Limits: places("NL")},
		"topic:participatory budgeting":          {Limits: recommend.Filter{Topics: []string{"participatory-budgeting"}}},
		// names in other languages
		"country:Deutschland":                {Limits: places("DE")},
		"country:Pologne tenders":            {Problem: "tenders", Limits: places("PL")},
		"pays : France":                      {Limits: places("FR")},
		"pays : Corée du Sud, Pologne":       {Limits: places("KR", "PL")},
		"Land:Österreich, Schweiz Wohnungen": {Problem: "Wohnungen", Limits: places("AT", "CH")},
		"país:España empleo desde:2018":      {Problem: "empleo", Limits: recommend.Filter{Places: []string{"ES"}, Since: 2018}},
		"kraj: Polska, Czechy":               {Limits: places("PL", "CZ")},
		`país:Irã tema:"Atenção à saúde"`:    {Limits: recommend.Filter{Places: []string{"IR"}, Topics: []string{"health-care"}}}, // as in Brazil
		"paese:Italia tema:Energia":          {Limits: recommend.Filter{Places: []string{"IT"}, Topics: []string{"energy"}}},
		"Thema:Verwaltungsreform":            {Limits: recommend.Filter{Topics: []string{"public-administration-reform"}}},
		"sujet : « Données ouvertes »":       {Limits: recommend.Filter{Topics: []string{"open-data"}}},
		"poziom:gmina":                       {Limits: recommend.Filter{Levels: []string{"local"}}},
		"nível:municipal escolas até:2020":   {Problem: "escolas", Limits: recommend.Filter{Levels: []string{"local"}, Until: 2020}},
		"Seit:2015 Bis:2020 Ausschreibungen": {Problem: "Ausschreibungen", Limits: recommend.Filter{Since: 2015, Until: 2020}},
		"niveau: national":                   {Limits: recommend.Filter{Levels: []string{"national"}}},
		"aanbestedingen land:België":         {Problem: "aanbestedingen", Limits: places("BE")},
		// typography
		"country:“South Korea” tenders":          {Problem: "tenders", Limits: places("KR")},
		"country:„South Korea“ tenders":          {Problem: "tenders", Limits: places("KR")},
		"country:«South Korea» tenders":          {Problem: "tenders", Limits: places("KR")},
		"country:‘South Korea’ tenders":          {Problem: "tenders", Limits: places("KR")},
		"country： Poland tenders":                {Problem: "tenders", Limits: places("PL")},
		"country\u00A0:\u00A0Poland tenders":     {Problem: "tenders", Limits: places("PL")},
		"ｃｏｕｎｔｒｙ：ＰＬ tenders":                     {Problem: "tenders", Limits: places("PL")},
		"COUNTRY:pl Level:Local":                 {Limits: recommend.Filter{Places: []string{"PL"}, Levels: []string{"local"}}},
		"tenders (country:PL, since:2018) ok":    {Problem: "tenders, ok", Limits: recommend.Filter{Places: []string{"PL"}, Since: 2018}},
		"Buses are slow country:PL. Schools too": {Problem: "Buses are slow. Schools too", Limits: places("PL")},
		"tenders :pray: country:PL":              {Problem: "tenders :pray:", Limits: places("PL")},
		// other names
		"year:2015 tenders":                       {Problem: "tenders", Limits: recommend.Filter{Since: 2015, Until: 2015}},
		"year:2015-2018 tenders":                  {Problem: "tenders", Limits: recommend.Filter{Since: 2015, Until: 2018}},
		"from:2015 to:2018 tenders":               {Problem: "tenders", Limits: recommend.Filter{Since: 2015, Until: 2018}},
		"from:Poland tenders":                     {Problem: "tenders", Limits: places("PL")},
		"after:2015 before:2018 x":                {Problem: "x", Limits: recommend.Filter{Since: 2016, Until: 2017}},
		"region:LATAM place:Kenya":                {Limits: places("latam", "KE")},
		"-country:PL tenders":                     {Problem: "tenders", Limits: recommend.Filter{Except: []string{"PL"}}},
		"library:river-cases tenders":             {Problem: "tenders", Limits: libraries("river-cases")},
		"Bibliothek:River Cases,precedent x":      {Problem: "x", Limits: libraries("river-cases", "precedent")},
		"biblioteca:\"river cases\" licitaciones": {Problem: "licitaciones", Limits: libraries("river-cases")},
		"Library: River cases":                    {Limits: libraries("river-cases")},
		"topic:housing, energy x":                 {Problem: "energy x", Limits: recommend.Filter{Topics: []string{"housing"}}},
		"our library: few young people come":      {Problem: "our library: few young people come"},
		"Source: Eurostat. Wages fall":            {Problem: "Source: Eurostat. Wages fall"},
		"tenders country:PL?":                     {Problem: "tenders", Limits: places("PL")},
		"since:2018! tenders":                     {Problem: "tenders", Limits: recommend.Filter{Since: 2018}},
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
		got, err := understand.ParseRequest(v, text)
		got.Read = "" // is not asked for
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %+v, %v, want %+v", text, got, err, want)
		}
	}
	for text, want := range map[string]recommend.FilterError{ // Nearest: one of them
		"country:Narnia":                {Field: "country", Value: "Narnia", Nearest: nil},
		"tenders country:Narnia":        {Field: "country", Value: "Narnia", Nearest: nil},
		"tenders country: Narnia":       {Field: "country", Value: "Narnia", Nearest: nil},
		"country:Narnia tenders":        {Field: "country", Value: "Narnia", Nearest: nil},
		"Country: Narnia":               {Field: "country", Value: "Narnia", Nearest: nil},
		"country:PL,Narnia x":           {Field: "country", Value: "Narnia", Nearest: nil},
		"country:UK, Frnace":            {Field: "country", Value: "Frnace", Nearest: []string{"France"}},
		"paese:Italia tema:Alloggi":     {Field: "topic", Value: "Alloggi", Nearest: nil},
		"countri:PL":                    {Field: "filter", Value: "countri", Nearest: []string{"country"}},
		"tenders countri:PL":            {Field: "filter", Value: "countri", Nearest: []string{"country"}},
		"topik:housing":                 {Field: "filter", Value: "topik", Nearest: []string{"topic"}},
		"pays:Narnia":                   {Field: "country", Value: "Narnia", Nearest: nil},
		"Land:Narnien":                  {Field: "country", Value: "Narnien", Nearest: nil},
		"year:lately":                   {Field: "year", Value: "lately", Nearest: nil},
		"tenders since:lately":          {Field: "since", Value: "lately", Nearest: nil},
		"tenders topic:helth-care wait": {Field: "topic", Value: "helth-care", Nearest: []string{"health-care"}},
		"region:Mordor tenders":         {Field: "country", Value: "Mordor", Nearest: nil},
		// slips behind the name of a filter, with more to follow
		"topic:helth tenders":              {Field: "topic", Value: "helth", Nearest: []string{"health-care"}},
		"tenders topic:health in villages": {Field: "topic", Value: "health", Nearest: []string{"health-care"}},
		"topic:huosing is dear":            {Field: "topic", Value: "huosing", Nearest: []string{"housing"}},
		"approach:labratory for ideas":     {Field: "approach", Value: "labratory", Nearest: nil},
		"topic:budgetting with citizens":   {Field: "topic", Value: "budgetting", Nearest: []string{"participatory-budgeting"}},
		"level:locl tenders":               {Field: "level", Value: "locl", Nearest: []string{"local"}},
		"level:natinal tenders":            {Field: "level", Value: "natinal", Nearest: []string{"national"}},
		"since:20x8 tenders":               {Field: "since", Value: "20x8", Nearest: nil},
		"year:03/2018 tenders":             {Field: "year", Value: "03/2018", Nearest: nil},
		"until:20200 tenders":              {Field: "until", Value: "20200", Nearest: nil},
		"library:lake tenders":             {Field: "library", Value: "lake", Nearest: nil},
		"library:river-case tenders":       {Field: "library", Value: "river-case", Nearest: []string{"river-cases"}},
		"tenders -topic:housing":           {Field: "except", Value: "topic:housing", Nearest: nil},
		"-library:precedent tenders":       {Field: "except", Value: "library:precedent", Nearest: nil},
		"-since:2018 tenders":              {Field: "except", Value: "since:2018", Nearest: nil},
		"thema:Energi sparen":              {Field: "topic", Value: "Energi", Nearest: []string{"energy"}},
	} {
		_, err := understand.ParseRequest(v, text)
		var fault *recommend.FilterError
		if !errors.As(err, &fault) || fault.Field != want.Field || fault.Value != want.Value ||
			len(want.Nearest) > 0 && !slices.Contains(fault.Nearest, want.Nearest[0]) {
			t.Errorf("%q: got %v, want %v", text, err, &want)
		}
	}
}

func FuzzParseRequest(f *testing.F) {
	v := ranktest.Builtin(f).Vocabulary
	for _, s := range []string{"country:UK, France", "pays : « a", "-country:-", ":::", "country:", "level: ,", "year:2015-", "country:\"", "Dear all,\n> x\n--\ny", "On 1 a wrote:", "From: a@b\nTo: c\n\n-----Original Message-----"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := understand.ParseRequest(v, text)
		if err != nil {
			return
		}
		if again, _, err := understand.ReadText(v, text); err == nil && len(r.Limits.Places) == 0 && len(again) < len(r.Problem) {
			t.Errorf("%q: the problem %q is longer than what was read, %q", text, r.Problem, again)
		}
	})
}

func TestParseRequest(t *testing.T) {
	v := ranktest.Builtin(t).Vocabulary
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

// letterCase is a letter with the question in it.
type letterCase struct{ name, text, question string }

// readLetters reads testdata/letters: letters in eight languages, each with what
// remains of it.
func readLetters(t *testing.T) []letterCase {
	t.Helper()
	files, err := filepath.Glob("testdata/letters/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no letters: %v", err)
	}
	var cases []letterCase
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for part := range strings.SplitSeq("\n"+string(data), "\n== ") {
			name, rest, ok := strings.Cut(part, "\n")
			if !ok || name == "" {
				continue
			}
			text, question, ok := strings.Cut(rest, "\n-- question")
			if !ok {
				t.Fatalf("%s: %s has no question", file, name)
			}
			cases = append(cases, letterCase{filepath.Base(file) + " " + name, text, strings.TrimSpace(question)})
		}
	}
	return cases
}

// lineBreaks writes lines without the blank ones between them.
func lineBreaks(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func TestReadText_Letters(t *testing.T) {
	v := ranktest.Builtin(t).Vocabulary
	cases := readLetters(t)
	for _, c := range cases {
		got, left, err := understand.ReadText(v, c.text)
		if err != nil {
			t.Fatal(err)
		}
		if lineBreaks(got) != lineBreaks(c.question) {
			t.Errorf("%s: the question is\n%s\nwant\n%s\nleft out: %q", c.name, lineBreaks(got), lineBreaks(c.question), left.Texts)
		}
		// Every word is in the question or left out, and none in both.
		words := len(analysis.Tokenize(got))
		for _, text := range left.Texts {
			words += len(analysis.Tokenize(text))
			if !strings.Contains(c.text, text) {
				t.Errorf("%s: left out is %q, which the text does not have", c.name, text)
			}
		}
		if all := len(analysis.Tokenize(c.text)); words != all {
			t.Errorf("%s: %d words in the question and left out, the text has %d", c.name, words, all)
		}
		if again, more, _ := understand.ReadText(v, got); again != got {
			t.Errorf("%s: of what remains, %q would be left out", c.name, more.Texts)
		}
	}
	if len(cases) < 60 {
		t.Errorf("only %d letters", len(cases))
	}
}

// TestUnderstand_LeftOut looks at what an answer says it has left out, and that it left
// no trace: no word, no place, no time, no other language.
func TestUnderstand_LeftOut(t *testing.T) {
	e := ranktest.Engine(t)
	for _, c := range []struct {
		text, question string
		leftOut        []string
		much           bool
	}{
		{"tenders take too long", "tenders take too long", nil, false},
		{"Dear all, tenders take too long.", "tenders take too long.", []string{"Dear all,"}, false},
		{"On 12 May 2015, somebody wrote: tenders take too long", "tenders take too long", []string{"On 12 May 2015, somebody wrote:"}, false},
		{"Bonjour à tous, tenders take too long. Cordialement, Jean Dupont, Mairie de Lyon, France", "tenders take too long.",
			[]string{"Bonjour à tous,", "Cordialement,", "Jean Dupont, Mairie de Lyon, France"}, true},
		{"Hi,\n\ntenders take too long\n\nSzanowni Państwo,", "tenders take too long\n\nSzanowni Państwo,", []string{"Hi,"}, false},
		{"tenders take too long\n\nKind regards,\nJan\nMinister of Health\nWarsaw, Poland\n\nOn 3 May 2011, Eva wrote:\n> visas in Chile since 2001", "tenders take too long",
			[]string{"Kind regards,", "Jan\nMinister of Health\nWarsaw, Poland", "On 3 May 2011, Eva wrote:\n> visas in Chile since 2001"}, true},
	} {
		q, err := e.Understand(recommend.Request{Problem: c.text})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(q.LeftOut, c.leftOut) || q.MuchLeftOut != c.much {
			t.Errorf("%q: left out %q, much %v; want %q, %v", c.text, q.LeftOut, q.MuchLeftOut, c.leftOut, c.much)
		}
		alone, err := e.Understand(recommend.Request{Problem: c.question})
		if err != nil {
			t.Fatal(err)
		}
		q.LeftOut, q.MuchLeftOut = nil, false
		alone.LeftOut = nil
		if !reflect.DeepEqual(q, alone) {
			t.Errorf("%q is understood as %+v, its question alone as %+v", c.text, q, alone)
		}
	}
}

// TestUnderstand_CutsBehindTheLetter sees to it that a letter uses up none of the
// characters that are read of a problem.
func TestUnderstand_CutsBehindTheLetter(t *testing.T) {
	e := ranktest.Engine(t)
	older := strings.Repeat("> visas take months\n", 400)
	r, err := understand.ParseRequest(e.Vocabulary(), "Dear all,\n\nprisons are full\n\nKind regards,\nAnn\n\nOn 12 May 2015, Tom wrote:\n"+older)
	if err != nil {
		t.Fatal(err)
	}
	q, err := e.Understand(r)
	if err != nil {
		t.Fatal(err)
	}
	if q.Truncated || r.Problem != "prisons are full" || !q.MuchLeftOut {
		t.Errorf("%q is read, truncated %v, much left out %v", r.Problem, q.Truncated, q.MuchLeftOut)
	}
}
