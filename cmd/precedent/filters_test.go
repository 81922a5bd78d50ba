package main

import (
	"reflect"
	"slices"
	"testing"

	"precedent/recommend"
)

// TestFilters_AreThoseOfTheEngine holds the rows of filters against what can be typed
// inside a problem.
func TestFilters_AreThoseOfTheEngine(t *testing.T) {
	t.Parallel()
	got := mapped(filters, func(f filter) string { return f.name })
	want := slices.Clone(recommend.FilterFields)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("filters has rows for %q, recommend.FilterFields names %q", got, want)
	}
}

// TestAnswerObject_ShowsEveryLimit sets each field of a filter in turn, and looks for it in
// what programs read.
func TestAnswerObject_ShowsEveryLimit(t *testing.T) {
	t.Parallel()
	v := vocabulary(t)
	object := func(f recommend.Filter) string {
		out, err := encodeJSON(answerObject("", recommend.Answer{Query: recommend.Query{Limits: f}}, v))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	none := object(recommend.Filter{})
	for _, field := range reflect.VisibleFields(reflect.TypeFor[recommend.Filter]()) {
		var f recommend.Filter
		switch value := reflect.ValueOf(&f).Elem().FieldByIndex(field.Index); value.Kind() {
		case reflect.Int:
			value.SetInt(2015)
		case reflect.Slice:
			value.Set(reflect.ValueOf([]string{"PL"}))
		default:
			t.Fatalf("%s is a %s: say here how it is set", field.Name, value.Kind())
		}
		if object(f) == none {
			t.Errorf("a limit of %s is not in the object that similar --json prints: show it in understoodObject", field.Name)
		}
	}
}
