package rank

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"precedent/recommend"
	"precedent/recommend/understand"
)

func TestFollowUp(t *testing.T) {
	e := sharedEngine(t)
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
	e := sharedEngine(t)
	before := recommend.Before{Problem: "small firms cannot win public tenders"}
	for _, said := range []string{"not in Europe", "since 2012"} {
		r, err := e.FollowUp(before, said)
		if err != nil {
			t.Fatal(err)
		}
		before.Limits = answerTo(t, e, r).Query.Limits
	}
	if want := (recommend.Filter{Except: []string{"europe"}, Since: 2012}); !reflect.DeepEqual(before.Limits, want) {
		t.Errorf("limits %+v, want %+v", before.Limits, want)
	}
	r, err := e.FollowUp(before, "only in Poland")
	if err != nil {
		t.Fatal(err)
	}
	if a := answerTo(t, e, r); a.Total == 0 {
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
	e := sharedEngine(t)
	r := recommend.Request{Problem: "tenders, only in Poland, only since 2018", LimitsRule: true, Limits: recommend.Filter{Levels: []string{"local"}}}
	q, err := e.Understand(r)
	if err != nil {
		t.Fatal(err)
	}
	if want := (recommend.Filter{Levels: []string{"local"}}); !reflect.DeepEqual(q.Limits, want) {
		t.Errorf("limits %+v, want %+v", q.Limits, want)
	}
}
