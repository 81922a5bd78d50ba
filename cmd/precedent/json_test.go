package main

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"precedent/recommend"
)

func TestAnswerObject(t *testing.T) {
	t.Parallel()
	v := vocabulary(t)
	got, err := encodeJSON(answerObject("small frims & <others>", someAnswer(), v))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "answer.json", got)
	empty, err := encodeJSON(answerObject("", recommend.Answer{Query: recommend.Query{Limits: recommend.Filter{Places: []string{"PL", "visegrad"}, Until: 2020}}}, v))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "empty.json", empty)
}

// TestAnswerObject_NothingIsNull reads a real answer as a program would.
func TestAnswerObject_NothingIsNull(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"small firms cannot win public tenders"}, {"--like", "bogota-care-blocks"}, {"--topic", "open-data"}, {"xyzzy plugh"},
	} {
		var out, errOut bytes.Buffer
		a := testApp(t, nil, &out, &errOut)
		if code := a.run(t.Context(), append([]string{"similar", "--json"}, args...)); code != exitDone {
			t.Fatalf("%q: exit status %d: %s", args, code, &errOut)
		}
		dec := json.NewDecoder(&out)
		var answer any
		if err := dec.Decode(&answer); err != nil {
			t.Fatal(err)
		}
		if dec.More() {
			t.Errorf("%q: more than one object", args)
		}
		noNull(t, "", answer)
	}
}

// noNull fails for every null but an unknown year.
func noNull(t *testing.T, at string, x any) {
	t.Helper()
	switch x := x.(type) {
	case nil:
		if !strings.HasSuffix(at, "/since") && !strings.HasSuffix(at, "/until") && !strings.HasSuffix(at, "/year") {
			t.Errorf("%s is null", at)
		}
	case []any:
		for _, item := range x {
			noNull(t, at, item)
		}
	case map[string]any:
		for key, value := range x {
			noNull(t, at+"/"+key, value)
		}
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
