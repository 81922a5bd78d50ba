package curate

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"precedent/corpus"
)

func mender(t testing.TB) *Mender {
	t.Helper()
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewMender(b.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var day = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

// checked is what a check of some lines finds, a finding a line: kind, field, value, what, whether
// it is mechanical, lines and the line that it is held against.
func checked(t testing.TB, files ...string) (found []string) {
	t.Helper()
	k := NewCheck(mender(t), Options{Now: day})
	for i, text := range files {
		if err := k.Own(strings.NewReader(text), fmt.Sprintf("%c", 'a'+i)); err != nil {
			t.Fatal(err)
		}
	}
	r, err := k.Report()
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range r.Groups {
		for _, f := range g.Findings {
			line := string(g.Kind) + ": " + strings.Join(strings.Fields(f.Field+" "+f.Value+" "+f.What), " ")
			if f.Fix {
				line += " (fix)"
			}
			line += " @"
			for _, p := range f.Places {
				line += fmt.Sprintf(" %s%d", p.File, p.Line)
			}
			if f.Other != nil {
				line += fmt.Sprintf(" with %s%d", f.Other.File, f.Other.Line)
			}
			found = append(found, line)
		}
	}
	return found
}

// whole is a record in which nothing is to be found, with some fields otherwise. nil takes one out.
func whole(id string, other map[string]any) string {
	record := map[string]any{
		"id": id, "title": "Case " + id, "url": "https://example.org/" + id, "countries": []string{"PL"}, "year": 2019,
		"summary": "What the town of " + id + " did stands here, and is long enough.", "topics": []string{"housing"},
	}
	for name, value := range other {
		record[name] = value
		if value == nil {
			delete(record, name)
		}
	}
	line, err := json.Marshal(record)
	if err != nil {
		panic(err)
	}
	return string(line) + "\n"
}

const story = "The council asked residents by post and in the market hall which streets they find dark at night and then put lamps of a new kind there within one winter."

func TestCheck(t *testing.T) {
	t.Parallel()
	one := func(name string, value any) string { return whole("x", map[string]any{name: value}) }
	for name, tc := range map[string]struct {
		files []string
		want  []string
	}{
		"nothing": {[]string{whole("x", nil) + "\n" + whole("y", nil)}, nil},
		"no case": {[]string{"{\n[1]\n" + `{"title":"no id"}` + "\n" + `{"id":"x"}`}, []string{
			"unreadable: the line is no JSON object: unexpected end of JSON input @ a1",
			"unreadable: the line is no JSON object: json: cannot unmarshal array into Go value of type map[string]interface {} @ a2",
			"unreadable: the record has no id @ a3", "unreadable: the record has neither a title nor a text @ a4"}},
		"too long": {[]string{strings.Repeat("x", corpus.MaxOwnLine+1) + "\n" + whole("x", nil)}, []string{"unreadable: the line is longer than 1048576 bytes @ a1"}},
		"same id": {[]string{whole("x", nil) + whole("x", map[string]any{"title": "Other"}), whole("x", nil)}, []string{
			"same-id: has the id of @ a2 with a1",
			"same-id: has the id of @ b1 with a1"}},
		"twice": {[]string{whole("x", map[string]any{"title": "T", "url": "https://a.org/x", "summary": story}) + whole("y", map[string]any{"title": "T", "url": "https://a.org/x", "summary": story})},
			[]string{"twice: says the same, but for the id, as (fix) @ a2 with a1"}},
		"same link": {[]string{whole("x", map[string]any{"url": "http://www.a.org/case/?utm_source=x"}) + whole("y", map[string]any{"url": "https://a.org/case#top"})}, []string{
			"same-link: has the link of @ a2 with a1", "form: url a link in its usual form (fix) @ a1"}},
		"same title": {[]string{whole("x", map[string]any{"title": "Night Lamps"}) + whole("y", map[string]any{"title": "night lamps!", "year": 2020}) +
			whole("z", map[string]any{"title": "Night lamps", "year": 2010}) + whole("u", map[string]any{"title": "Night lamps", "countries": []string{"DE"}})},
			[]string{"same-title: has the title of @ a2 with a1"}},
		"other organisation": {[]string{whole("x", map[string]any{"title": "T", "organisation": "Town of Łódź"}) + whole("y", map[string]any{"title": "T", "organisation": "Ministry"})}, nil},
		"near text":          {[]string{whole("x", map[string]any{"summary": story + " " + story[:60]}) + whole("y", map[string]any{"summary": story + " It worked."})}, []string{"near-text: shares 84 % of its phrases with @ a2 with a1"}},
		"tags": {[]string{whole("x", map[string]any{"topics": []string{"Housing", "Offene Daten", "otters"}})}, []string{
			"unknown-tag: topics Offene Daten is open-data (fix) @ a1", "unknown-tag: topics otters is read as a keyword @ a1"}},
		"label alone":   {[]string{one("topics", []string{"Housing"})}, []string{`form: topics ["Housing"] is ["housing"] (fix) @ a1`}},
		"countries":     {[]string{one("countries", []string{"Poland", "Scottland", "Polska", "LATAM", "EU"})}, []string{"unknown-country: countries Scottland is left out @ a1", "unknown-country: countries Polska is PL (fix) @ a1", "unknown-country: countries LATAM is no country but a region, and is left out: name its countries @ a1"}},
		"country name":  {[]string{one("countries", "Poland; DE")}, []string{`form: countries "Poland; DE" is ["PL","DE"] (fix) @ a1`}},
		"level":         {[]string{one("level", "galactic")}, []string{"unknown-level: level galactic is left out @ a1"}},
		"level name":    {[]string{one("level", "Local")}, []string{`form: level "Local" is "local" (fix) @ a1`}},
		"language":      {[]string{one("language", "Klingon")}, []string{"unknown-language: language Klingon is left out, so that the text tells it @ a1"}},
		"language name": {[]string{one("language", "Deutsch")}, []string{`form: language "Deutsch" is "de" (fix) @ a1`}},
		"no year":       {[]string{one("year", "soon")}, []string{`odd-year: year "soon" is no year; left empty @ a1`}},
		"date":          {[]string{one("year", "03/2018")}, []string{`form: year "03/2018" is 2018 (fix) @ a1`}},
		"old year":      {[]string{one("year", 1905)}, []string{"odd-year: year 1905 is long ago @ a1"}},
		"year to come":  {[]string{one("year", 2027)}, []string{"odd-year: year 2027 is still to come @ a1"}},
		"no link":       {[]string{one("url", nil)}, []string{"no-link: url @ a1"}},
		"bad link":      {[]string{one("url", "see annex")}, []string{`bad-link: url "see annex" is no address of a page; left empty @ a1`}},
		"link mended":   {[]string{one("url", "www.example.org/x")}, []string{`bad-link: url "www.example.org/x" is no address of a page; left empty (fix) @ a1`}},
		"front page":    {[]string{one("url", "https://example.org/")}, []string{"front-page: url https://example.org/ @ a1"}},
		"field":         {[]string{one("budget", "3")}, []string{"unknown-field: budget is no field of a case; left out @ a1"}},
		"field name":    {[]string{whole("x", map[string]any{"countries": nil, "country": "PL"})}, []string{`form: countries country is countries (fix) @ a1`}},
		"no text value": {[]string{one("results", true)}, []string{"not-read: results is no text; left out @ a1"}},
		"long text":     {[]string{one("title", strings.Repeat("long ", 60))}, []string{"form: title blanks at an end, or invisible characters (fix) @ a1"}},
		"garbled":       {[]string{one("title", "CafÃ©")}, []string{"garbled: title Ã© @ a1"}},
		"short text":    {[]string{one("summary", "Lamps.")}, []string{"no-text: summary has fewer than 40 characters @ a1"}},
		"lacking":       {[]string{whole("x", map[string]any{"summary": nil, "topics": nil, "countries": nil, "year": nil})}, []string{"no-text: summary has none @ a1", "no-tags: topics @ a1", "no-country: countries @ a1", "no-year: year @ a1"}},
		"blank id":      {[]string{whole("x y", map[string]any{"url": "https://example.org/x"})}, []string{"form: id blanks in an id (fix) @ a1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := checked(t, tc.files...)
			if name == "long text" {
				tc.want = []string{"long-text: title has more than 150 characters @ a1", tc.want[0]}
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tc.want, "\n"))
			}
		})
	}
}

// TestCheck_Builtin: the built-in library keeps its own rules, and what it lacks is nothing to who
// checks a library of their own.
func TestCheck_Builtin(t *testing.T) {
	t.Parallel()
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, whole := range []bool{true, false} {
		k := NewCheck(mender(t), Options{Now: day})
		k.Builtin(b.Library.Cases(), whole)
		r, err := k.Report()
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range r.Groups {
			if !whole || slices.Contains([]Kind{Rule, Twice, SameLink, NearText, UnknownTag, Garbled}, g.Kind) {
				t.Errorf("checked whole %v: %d findings of the kind %s, the first %+v", whole, g.Records, g.Kind, g.Findings[0])
			}
		}
		if want := map[bool]int{true: b.Library.Len()}[whole]; r.Records != want || r.Compared != b.Library.Len()-want {
			t.Errorf("checked whole %v: %d checked and %d compared", whole, r.Records, r.Compared)
		}
	}
}

// TestNearTexts_All holds the pairs that are found against all pairs that there are.
func TestNearTexts_All(t *testing.T) {
	t.Parallel()
	words := strings.Fields(strings.Repeat(story, 1) + " and buses libraries nurses forms taxes rivers schools permits bridges markets clinics budgets surveys")
	rng := rand.New(rand.NewPCG(1, 2))
	k := NewCheck(mender(t), Options{Now: day})
	var texts [][]string
	for i := range 400 {
		var text []string
		if i > 0 && rng.IntN(3) == 0 { // one before, changed in some words
			text = slices.Clone(texts[rng.IntN(i)])
			for range rng.IntN(6) {
				text[rng.IntN(len(text))] = words[rng.IntN(len(words))]
			}
		} else {
			for range 20 + rng.IntN(60) {
				text = append(text, words[rng.IntN(len(words))])
			}
		}
		texts = append(texts, text)
		k.records = append(k.records, record{c: corpus.Case{ID: fmt.Sprint(i), Summary: strings.Join(text, " ")}})
	}
	want := map[int]float64{} // the best likeness of each record with one before
	sets := make([][]uint32, len(texts))
	for i := range k.records {
		for _, p := range phrases(&k.records[i].c, nil) {
			sets[i] = append(sets[i], uint32(p))
		}
		slices.Sort(sets[i])
		for j := range i {
			if alike := jaccard(sets[i], sets[j]); alike >= alikeFrom {
				want[i] = max(want[i], alike)
			}
		}
	}
	got, err := k.nearTexts()
	if err != nil {
		t.Fatal(err)
	}
	if len(want) < 50 {
		t.Fatalf("only %d records are alike", len(want))
	}
	for _, p := range got {
		if want[p.later] != p.alike {
			t.Errorf("record %d: found %v, there is %v", p.later, p.alike, want[p.later])
		}
		delete(want, p.later)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

// TestNearTexts_Bounded: a file of records that are all nearly the same takes no time that grows
// with their square, and each but the first is told.
func TestNearTexts_Bounded(t *testing.T) {
	t.Parallel()
	k := NewCheck(mender(t), Options{Now: day})
	for i := range 3000 {
		k.records = append(k.records, record{c: corpus.Case{ID: fmt.Sprint(i), Summary: story + " " + story + fmt.Sprint(i)}})
	}
	pairs, err := k.nearTexts()
	if err != nil || len(pairs) != len(k.records)-1 {
		t.Errorf("%d pairs, %v", len(pairs), err)
	}
}

func TestMender_Line(t *testing.T) {
	t.Parallel()
	m := mender(t)
	for in, want := range map[string]string{
		`{"id":"x", "title" : "T","own":{"a":[1, 2]}}`: `{"id":"x", "title" : "T","own":{"a":[1, 2]}}`, // byte for byte
		`no JSON`: `no JSON`,
		`{"own":{"a":[1, 2]},"id":" a b ","title":"A  <b>&\u200b"}`:           `{"own":{"a":[1, 2]},"id":"a-b","title":"A <b>&"}`,
		`{"id":"x","summary":" One.\n\nTwo  words. "}`:                        `{"id":"x","summary":"One.\n\nTwo  words."}`,
		`{"id":"x","topics":["Housing","otters","housing"]}`:                  `{"id":"x","topics":["housing","otters"]}`,
		`{"id":"x","countries":["Deutschland","POL",7]}`:                      `{"id":"x","countries":["Deutschland","POL",7]}`, // what is no text stays for its owner
		`{"id":"x","country":"Deutschland | POL"}`:                            `{"id":"x","countries":["DE","PL"]}`,
		`{"id":"x","countries":["PL"],"country":"DE"}`:                        `{"id":"x","countries":["PL"],"country":"DE"}`,
		`{"id":"x","year":"2018-03-01","level":"municipal"}`:                  `{"id":"x","year":2018,"level":"local"}`,
		`{"id":"x","url":"HTTPS://Example.org/A?b=1&utm_source=y&c=%20#top"}`: `{"id":"x","url":"https://example.org/A?b=1&c=%20#top"}`,
		`{"id":"x","url":"www.example.org/a"}`:                                `{"id":"x","url":"https://www.example.org/a"}`,
		`{"id":"x","language":"Deutsch"}`:                                     `{"id":"x","language":"de"}`,
	} {
		got, changes := m.Line([]byte(in))
		if string(got) != want || (len(changes) == 0) != (in == want) {
			t.Errorf("%s\n is %s\nwant %s (%v)", in, got, want, changes)
		}
		if again, more := m.Line(got); string(again) != string(got) || len(more) > 0 {
			t.Errorf("%s: mended again it is %s (%v)", in, again, more)
		}
	}
}

// FuzzMender: a mended line is read as the line was, and has nothing more to be mended.
func FuzzMender(f *testing.F) {
	for _, line := range []string{
		`{"id":"a b","title":" T ","country":"Poland","url":"www.example.org","year":"03/2018","topics":"Housing;otters"}`,
		`{"id":"x","title":"T","countries":["Polska"],"level":"Local","language":"German"}`, `{"id":"x","id":"y z","text":"\u0000\n"}`, `[1]`, `{`,
	} {
		f.Add([]byte(line))
	}
	m := mender(f)
	f.Fuzz(func(t *testing.T, line []byte) {
		mended, changes := m.Line(line)
		if len(changes) == 0 {
			if string(mended) != string(line) {
				t.Fatalf("%q is %q without a change", line, mended)
			}
			return
		}
		again, more := m.Line(mended)
		if string(again) != string(mended) || len(more) > 0 {
			t.Fatalf("%q is %q, and then %q (%v)", line, mended, again, more)
		}
		var before, after map[string]any
		if json.Unmarshal(line, &before) != nil || json.Unmarshal(mended, &after) != nil {
			t.Fatalf("%q is %q, which cannot be read", line, mended)
		}
		was, why, _ := corpus.ReadRecord(before, m.vocabulary)
		is, whyNot, _ := corpus.ReadRecord(after, m.vocabulary)
		if why != whyNot || was.ID != is.ID || was.Title != is.Title || was.Year != is.Year || len(was.Countries) > len(is.Countries) {
			t.Fatalf("%q is read as %+v (%s), and %q as %+v (%s)", line, was, why, mended, is, whyNot)
		}
	})
}

// BenchmarkCheck checks ten thousand records of some 90 words, of which one in ten is nearly one
// before it.
func BenchmarkCheck(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	var words []string
	for i := range 5000 {
		words = append(words, fmt.Sprintf("word%d", i*i%9973))
	}
	var lines strings.Builder
	var text []string
	for i := range 10_000 {
		if i%10 != 9 {
			text = text[:0]
			for range 60 + rng.IntN(60) {
				text = append(text, words[int(float64(len(words))*rng.Float64()*rng.Float64())])
			}
		} else {
			text[rng.IntN(len(text))] = "changed"
		}
		lines.WriteString(whole(fmt.Sprint("r", i), map[string]any{"summary": strings.Join(text, " ")}))
	}
	m := mender(b)
	b.SetBytes(int64(lines.Len()))
	for b.Loop() {
		k := NewCheck(m, Options{Now: day, Places: 5})
		if err := k.Own(strings.NewReader(lines.String()), "a"); err != nil {
			b.Fatal(err)
		}
		r, err := k.Report()
		if err != nil || len(r.Groups) != 1 || r.Groups[0].Kind != NearText || r.Groups[0].Records < 900 {
			b.Fatalf("%v, %+v", err, r.Groups)
		}
	}
}
