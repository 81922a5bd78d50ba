package recommend

import (
	"reflect"
	"testing"
)

func TestFollowUp(t *testing.T) {
	e := newEngine(t)
	before := Before{
		Problem: "small firms cannot win public tenders", Limits: Filter{Levels: []string{"national"}, Since: 2010},
		Shown: []string{"govtech-poland-programme", "prozorro-ukraine", "civtech-scotland"},
	}
	narrowed := func(change func(*Filter)) Request {
		r := Request{Problem: before.Problem, Limits: before.Limits}
		change(&r.Limits)
		return r
	}
	for text, want := range map[string]Request{
		"only in Latin America":       narrowed(func(f *Filter) { f.Places = []string{"latam"} }),
		"in Kenya":                    narrowed(func(f *Filter) { f.Places = []string{"KE"} }),
		"seulement en Pologne":        narrowed(func(f *Filter) { f.Places = []string{"PL"} }),
		"not in Poland":               narrowed(func(f *Filter) { f.Except = []string{"PL"} }),
		"since 2018":                  narrowed(func(f *Filter) { f.Since = 2018 }),
		"until 2015":                  narrowed(func(f *Filter) { f.Since, f.Until = 0, 2015 }),
		"country:CL":                  narrowed(func(f *Filter) { f.Places = []string{"CL"} }),
		"only in cities":              narrowed(func(f *Filter) { f.Levels = []string{"local"} }),
		"more like the second":        {Like: "prozorro-ukraine", Limits: before.Limits},
		"More like number 3, please!": {Like: "civtech-scotland", Limits: before.Limits},
		"plutôt comme le premier":     {Like: "govtech-poland-programme", Limits: before.Limits},
		"mehr wie der zweite":         {Like: "prozorro-ukraine", Limits: before.Limits},
		"podobne do drugiego":         {Like: "prozorro-ukraine", Limits: before.Limits},
		"more like the fifth":         {Problem: "small firms cannot win public tenders. more like the fifth", Limits: before.Limits},
		"what about schools?":         {Problem: "small firms cannot win public tenders. what about schools?", Limits: before.Limits},
		"what about schools since:2020": {Problem: "small firms cannot win public tenders. what about schools",
			Limits: Filter{Levels: []string{"national"}, Since: 2020}},
		"thanks, that was great!": {Problem: "thanks, that was great!"},
		"Old people in remote villages feel lonely and nobody visits them in winter": {Problem: "Old people in remote villages feel lonely and nobody visits them in winter"},
	} {
		got, err := e.FollowUp(before, text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
	if _, err := e.FollowUp(before, "country:Polnd"); err == nil {
		t.Error("an unknown country is no error")
	}
}
