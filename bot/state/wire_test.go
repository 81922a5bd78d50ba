package state

import (
	"encoding/json"
	"reflect"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
)

// TestWire holds every state against what stands in messages that were sent before: a name
// that changes, or a field that is left out otherwise, makes their buttons useless.
func TestWire(t *testing.T) {
	origin := Origin{Channel: "C1", Thread: "1.1", ResponseURL: "https://hooks.slack.com/a"}
	limits := recommend.Filter{Topics: []string{"housing"}, Approaches: []string{"open-data"}, Places: []string{"FR"}, Levels: []string{"local"}, Since: 2001, Until: 2002, Except: []string{"DE"}}
	const origins = `"h":"C1","t":"1.1","r":"https://hooks.slack.com/a"`
	const filter = `{"places":["FR"],"except":["DE"],"levels":["local"],"topics":["housing"],"approaches":["open-data"],"since":2001,"until":2002}`
	query, err := EncodeMore(recommend.Query{Like: "a-case", Limits: limits}, 5)
	if err != nil {
		t.Fatal(err)
	}
	matches := []recommend.Match{{Case: &corpus.Case{ID: "a"}, Strength: recommend.Strong}, {Case: &corpus.Case{ID: "b"}}, {Case: &corpus.Case{ID: "c"}, Strength: recommend.Weak}}
	for want, got := range map[string]string{
		`{` + origins + `}`: Encode(origin),
		`{"p":"a problem","l":"a-case","f":` + filter + `,"q":true}`:  EncodeRefine("a problem", recommend.Query{Like: "a-case", Limits: limits}, true),
		`{"l":"a-case","d":true,"x":["DE"],"q":true,` + origins + `}`: Encode(Search{"a-case", true, []string{"DE"}, true, origin}),
		`{"p":"a problem","u":"U1","c":["a"],"y":true}`:               EncodeFeedback("U1", "a problem", []*corpus.Case{{ID: "a"}}, true),
		`{"f":7,` + origins + `}`:                                     Encode(Reason{7, origin}),
		`{"c":"a","g":"20",` + origins + `}`:                          Encode(Note{"a", "20", origin}),
		`{"c":["a","b","c"],"s":"s-w","p":"a question"}`:              EncodeSelection("a question", matches),
		`{"l":true,` + origins + `}`:                                  Encode(Selection{List: true, Origin: origin}),
		`{"c":"a","m":["b","c"],` + origins + `}`:                     Encode(Share{"a", []string{"b", "c"}, origin}),
		`{"a":"tenders","l":"pl","f":1,"t":2,"o":3}`:                  Encode(News{"tenders", "pl", 1, 2, 3}),
		`{"i":7,"v":2,` + origins + `}`:                               Encode(Suggestion{7, 2, origin}),
		`{"i":7}`:                                                     Encode(Suggestion{ID: 7}),
		`{"o":5,"q":{"f":` + filter + `,"k":"a-case"}}`:               query,
	} {
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// FuzzDecode: what comes back from Slack never makes a state panic, and what can be read
// is written and read again as the same.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"", "{}", "list", `{"o":5,"q":{"l":"en"}}`, `{"o":-1,"q":{}}`, `{"c":["a"],"s":"sfw-"}`, `{"p":1}`, `[]`, `{"f":{"since":99999}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		_, _, _ = DecodeMore(value)
		if s, err := DecodeSuggestion(value); err == nil && (s.ID < 1 || s.Version < 0) {
			t.Errorf("%q is read as %+v", value, s)
		}
		for _, s := range []any{&More{}, &Refine{}, &Search{}, &Feedback{}, &Reason{}, &Note{}, &Selection{}, &Share{}, &News{}, &Suggestion{}} {
			if Decode(value, s) != nil {
				continue
			}
			again := reflect.New(reflect.TypeOf(s).Elem()).Interface()
			if err := json.Unmarshal([]byte(Encode(s)), again); err != nil {
				t.Errorf("%T of %q cannot be read again: %v", s, value, err)
			}
			if got, want := Encode(again), Encode(s); got != want {
				t.Errorf("%T of %q: got %s, want %s", s, value, got, want)
			}
			if selected, ok := s.(*Selection); ok {
				_ = selected.Strength(len(value))
			}
		}
	})
}

// TestDecodeSuggestion: what decides on a case is read as the bot writes it, and in no other
// way.
func TestDecodeSuggestion(t *testing.T) {
	for value, want := range map[string]Suggestion{
		`{"i":7,"v":2}`: {ID: 7, Version: 2}, `{"i":7}`: {ID: 7},
		`{"i":0}`: {}, `{"i":-1}`: {}, `{"i":7,"v":-1}`: {}, `{"i":"7"}`: {}, `{"i":7.5}`: {}, `{"i":99999999999999999999}`: {}, `{"i":7,"h":"C1"}`: {},
		`{"i":7,"x":1}`: {}, `{"i":7}{"i":8}`: {}, `{"i":7} x`: {}, `7`: {}, `[7]`: {}, `null`: {}, ``: {}, `{}`: {},
	} {
		got, err := DecodeSuggestion(value)
		if wantErr := want == (Suggestion{}); got != want && err == nil || (err != nil) != wantErr {
			t.Errorf("%q: got %+v, %v, want %+v", value, got, err, want)
		}
	}
}
