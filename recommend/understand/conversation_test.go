package understand_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand"
)

func TestFollowUp(t *testing.T) {
	e := ranktest.Engine(t)
	before := recommend.Before{
		Problem: "small firms cannot win public tenders", Limits: recommend.Filter{Levels: []string{"national"}, Since: 2010},
		Shown: []string{"govtech-poland-programme", "prozorro-ukraine", "civtech-scotland"},
	}
	narrowed := func(change func(*recommend.Filter)) recommend.Request {
		r := recommend.Request{Problem: before.Problem, Limits: before.Limits}
		change(&r.Limits)
		return r
	}
	for text, want := range map[string]recommend.Request{
		"only in Latin America":                  narrowed(func(f *recommend.Filter) { f.Places = []string{"latam"} }),
		"in Kenya":                               narrowed(func(f *recommend.Filter) { f.Places = []string{"KE"} }),
		"seulement en Pologne":                   narrowed(func(f *recommend.Filter) { f.Places = []string{"PL"} }),
		"not in Poland":                          narrowed(func(f *recommend.Filter) { f.Except = []string{"PL"} }),
		"since 2018":                             narrowed(func(f *recommend.Filter) { f.Since = 2018 }),
		"until 2015":                             narrowed(func(f *recommend.Filter) { f.Since, f.Until = 0, 2015 }),
		"country:CL":                             narrowed(func(f *recommend.Filter) { f.Places = []string{"CL"} }),
		"only in cities":                         narrowed(func(f *recommend.Filter) { f.Levels = []string{"local"} }),
		"more like the second":                   {Like: "prozorro-ukraine", Limits: before.Limits},
		"More like number 3, please!":            {Like: "civtech-scotland", Limits: before.Limits},
		"plutôt comme le premier":                {Like: "govtech-poland-programme", Limits: before.Limits},
		"more like the second, in Latin America": {Like: "prozorro-ukraine", Limits: understand.WithNow(before.Limits, recommend.Filter{Places: []string{"latam"}})},
		"mehr wie der zweite":                    {Like: "prozorro-ukraine", Limits: before.Limits},
		"podobne do drugiego":                    {Like: "prozorro-ukraine", Limits: before.Limits},
		"more like the fifth":                    {Problem: "small firms cannot win public tenders. more like the fifth", Limits: before.Limits},
		"what about schools?":                    {Problem: "small firms cannot win public tenders. what about schools?", Limits: before.Limits},
		"what about schools since:2020": {Problem: "small firms cannot win public tenders. what about schools",
			Limits: recommend.Filter{Levels: []string{"national"}, Since: 2020}},
		"thanks, that was great!": {LeftOut: recommend.LeftOut{Texts: []string{"thanks, that was great!"}}},
		"Old people in remote villages feel lonely and nobody visits them in winter": {Problem: "Old people in remote villages feel lonely and nobody visits them in winter"},
	} {
		got, err := e.FollowUp(before, text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		got.Read = "" // is not asked for
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
	if _, err := e.FollowUp(before, "country:Polnd"); err == nil {
		t.Error("an unknown country is no error")
	}
}

// TestFollowUp_Holds asks what follow-ups make: what was said stays said.
func TestFollowUp_Holds(t *testing.T) {
	e := ranktest.Engine(t)
	before := recommend.Before{Problem: "small firms cannot win public tenders"}
	for _, said := range []string{"not in Europe", "since 2012"} {
		r, err := e.FollowUp(before, said)
		if err != nil {
			t.Fatal(err)
		}
		before.Limits = ranktest.Answer(t, e, r).Query.Limits
	}
	if want := (recommend.Filter{Except: []string{"europe"}, Since: 2012}); !reflect.DeepEqual(before.Limits, want) {
		t.Errorf("limits %+v, want %+v", before.Limits, want)
	}
	r, err := e.FollowUp(before, "only in Poland")
	if err != nil {
		t.Fatal(err)
	}
	if a := ranktest.Answer(t, e, r); a.Total == 0 {
		t.Errorf("nothing in %+v", a.Query.Limits)
	}
	long := recommend.Before{Problem: strings.Repeat("very long ", 400)}
	r, err = e.FollowUp(long, "what about schools?")
	if err != nil || utf8.RuneCountInString(r.Problem) > recommend.MaxProblem || !strings.HasSuffix(r.Problem, "what about schools?") {
		t.Errorf("%d characters, %v", utf8.RuneCountInString(r.Problem), err)
	}
}

// TestLimitsRule: limits that are said can be taken away in a form.
func TestLimitsRule(t *testing.T) {
	e := ranktest.Engine(t)
	r := recommend.Request{Problem: "tenders, only in Poland, only since 2018", LimitsRule: true, Limits: recommend.Filter{Levels: []string{"local"}}}
	q, err := e.Understand(r)
	if err != nil {
		t.Fatal(err)
	}
	if want := (recommend.Filter{Levels: []string{"local"}}); !reflect.DeepEqual(q.Limits, want) {
		t.Errorf("limits %+v, want %+v", q.Limits, want)
	}
}

func TestTurn(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]recommend.Turn{
		"show more": recommend.TurnMore, "Show me more, please!": recommend.TurnMore, "more": recommend.TurnMore, "next page": recommend.TurnMore, "any more cases?": recommend.TurnMore, "what else?": recommend.TurnMore,
		"mehr anzeigen": recommend.TurnMore, "zeig mir bitte mehr": recommend.TurnMore, "muéstrame más": recommend.TurnMore, "voir plus": recommend.TurnMore, "montrez-moi plus": recommend.TurnMore, "d'autres ?": recommend.TurnMore,
		"mostra altri": recommend.TurnMore, "laat meer zien": recommend.TurnMore, "pokaż więcej": recommend.TurnMore, "mostrar mais": recommend.TurnMore,
		"never mind": recommend.TurnLeave, "Nevermind.": recommend.TurnLeave, "forget it, thanks": recommend.TurnLeave, "That's all, thank you!": recommend.TurnLeave, "cancel": recommend.TurnLeave, "no thanks": recommend.TurnLeave, "don't bother": recommend.TurnLeave,
		"schon gut": recommend.TurnLeave, "vergiss es": recommend.TurnLeave, "no importa": recommend.TurnLeave, "olvídalo": recommend.TurnLeave, "laisse tomber": recommend.TurnLeave, "peu importe, merci": recommend.TurnLeave,
		"lascia stare": recommend.TurnLeave, "laat maar": recommend.TurnLeave, "nieważne": recommend.TurnLeave, "daj spokój": recommend.TurnLeave, "deixa pra lá": recommend.TurnLeave,
		"show more schools": recommend.TurnNone, "more housing for nurses": recommend.TurnNone, "more like this": recommend.TurnNone, "never mind the gap in pensions": recommend.TurnNone, "stop corruption": recommend.TurnNone,
		"people cancel their insurance": recommend.TurnNone, "next year": recommend.TurnNone, "small firms cannot win public tenders": recommend.TurnNone, "": recommend.TurnNone, "thanks": recommend.TurnNone, "the second one": recommend.TurnNone,
		"plus de logements": recommend.TurnNone, "mehr Wohnungen": recommend.TurnNone,
	} {
		if got := e.Turn(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestOrdinal(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]int{
		"more like the 2nd": 2, "more like the second": 2, "the second one": 2, "2nd": 2, "the 3rd, please": 3, "number 2": 2, "#2": 2, "no. 2": 2, "case 4": 4,
		"similar to 2": 2, "like the last one": 5, "the last one": 5, "more like number one": 1, "show me the first": 1, "give me more like the third, but only in Europe": 3,
		"das zweite": 2, "mehr wie der zweite": 2, "Nummer 3 bitte": 3, "das letzte": 5, "el segundo": 2, "más como el 2º": 2, "la última": 5,
		"le deuxième": 2, "le 2e": 2, "plutôt comme le premier": 1, "n°2": 2, "la dernière": 5, "il secondo": 2, "più come la terza": 3, "de tweede": 2, "meer zoals nummer 3": 3,
		"ten drugi": 2, "podobne do drugiego": 2, "więcej takich jak ostatni": 5, "o segundo": 2, "mais como a primeira": 1, "nº 2": 2,
		"more like the second in Latin America": 2, "the 2nd one, since 2018": 2, "mehr wie der zweite, nur in Europa": 2, "le deuxième, en Pologne": 2,
		"second homes in Kenya": 0, "the first school in Poland": 0,
		"the ninth": 0, "more like number 9": 0, "one": 0, "that one": 0, "second homes stand empty": 0, "services like one stop shops": 0, "like in the last five years": 0,
		"people like two parties": 0, "first aid": 0, "last mile delivery": 0, "2018": 0, "": 0, "more like this": 0, "only in Latin America": 0, "what about schools?": 0,
	} {
		if got, _ := e.Understander().Ordinal(text, 5); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestBeginsSubject(t *testing.T) {
	for word, want := range map[string]bool{
		"procurement": true, "the": true, "for": true, "country:PL": true, "all": true, "in": true,
		"out": false, "over": false, "your": false, "how": false, "it": false, "as": false, "while": false, "this": false,
	} {
		if got := understand.BeginsSubject(word); got != want {
			t.Errorf("BeginsSubject(%q) = %v, want %v", word, got, want)
		}
	}
}
