package rank

import (
	"os"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
)

// ownQuestion is a question to the library of testdata/ownlibrary.jsonl, made up as that is.
type ownQuestion struct {
	id       string // of the record that it is about
	how      string // own: by words as they stand there, form: in another form, english, third: in another language, told: as a problem in everyday words
	language string
	problem  string
}

// readOwnLibrary reads the records of an invented ministry in seven languages, and questions to
// them.
func readOwnLibrary(t *testing.T) (cases []corpus.Case, questions []ownQuestion) {
	t.Helper()
	f, err := os.Open("testdata/ownlibrary.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, refused, notes, err := corpus.ReadOwn(f, f.Name(), builtin(t).Vocabulary)
	if err != nil || len(refused)+len(notes) > 0 {
		t.Fatalf("the records are read with the error %v, refused are %v, noted is %v", err, refused, notes)
	}
	text, err := os.ReadFile("testdata/ownquestions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		column := strings.Split(strings.TrimSpace(line), "\t")
		questions = append(questions, ownQuestion{column[0], column[1], column[2], column[3]})
	}
	return cases, questions
}

// foundOwn counts questions.
type foundOwn struct{ all, found, first int }

// TestOwnLibrary asks a library in seven languages, alone and beside the built-in one: each record
// is found by one word of it, in any form, and most by the same in other languages. It comes first
// for its own word, but where a built-in case is likelier to be on the point, and is not said to
// lack it.
func TestOwnLibrary(t *testing.T) {
	cases, questions := readOwnLibrary(t)
	alone := taught(t, cases...)
	for _, c := range cases {
		if got := alone.languages[alone.numberOf(c.ID)]; got != c.ID[:2] {
			t.Errorf("%s is read in the language %s", c.ID, got)
		}
	}
	least := map[string]map[string]foundOwn{ // where, how
		"alone":                       {"own": {35, 35, 35}, "form": {35, 35, 34}, "english": {35, 33, 31}, "third": {28, 25, 21}, "told": {47, 19, 18}},
		"beside the built-in library": {"own": {35, 35, 31}, "form": {35, 35, 26}, "english": {35, 33, 14}, "third": {28, 25, 6}, "told": {47, 19, 6}},
	}
	for where, e := range map[string]*Engine{"alone": alone, "beside the built-in library": engineOver(t, Options{}, slices.Concat(builtin(t).Library.Cases(), cases))} {
		counts, missed := map[string]foundOwn{}, map[string][]string{}
		for _, q := range questions {
			a := allOf(t, e, recommend.Request{Problem: q.problem, Spoken: q.language})
			at := slices.Index(idsOf(a.Cases), q.id)
			count := counts[q.how]
			count.all++
			if at >= 0 {
				count.found++
			}
			if at == 0 {
				count.first++
			} else {
				missed[q.how] = append(missed[q.how], q.problem)
			}
			counts[q.how] = count
			if at < 0 || q.how != "own" && q.how != "form" {
				continue
			}
			if lacks := a.Cases[at].Why.Unmet.Words; len(a.Missing.Words)+len(lacks) > 0 {
				t.Errorf("%q %s: no record is said to have %v, and %s to lack %v", q.problem, where, a.Missing.Words, q.id, lacks)
			}
		}
		for how, want := range least[where] {
			if got := counts[how]; got.all != want.all || got.found < want.found || got.first < want.first {
				t.Errorf("%s, asked by %s words: of %d questions %d find their record, %d before all others; want %d, %d, %d. Not first for %q", where, how, got.all, got.found, got.first, want.all, want.found, want.first, missed[how])
			}
		}
	}
}

// TestOwnWordIsNoTranslation: what stands in a record in the language of the problem is the word
// itself and trusted fully, whatever cases the English for it stands in.
func TestOwnWordIsNoTranslation(t *testing.T) {
	cases, _ := readOwnLibrary(t)
	e := engineOver(t, Options{}, slices.Concat(builtin(t).Library.Cases(), cases))
	for problem, own := range map[string]string{"Hochwasser und Gewitter im Sommer": "hochwasser", "les pommiers de la cantine": "pommiers", "sprzedaż alkoholu w nocy": "sprzedazy"} {
		q, err := e.Understand(recommend.Request{Problem: problem})
		if err != nil {
			t.Fatal(err)
		}
		s := newScorer(e.collection, q)
		found := false
		for _, w := range s.words {
			if i := slices.Index(w.texts, own); i >= 0 {
				found = true
				if w.worth != nil && w.worth[i] != 1 {
					t.Errorf("%q: %q is worth %v of the word itself", problem, own, w.worth[i])
				}
			}
		}
		if !found {
			t.Errorf("%q is not searched by %q: %+v", problem, own, q.Words)
		}
	}
}

// TestOwnRecords_InTwoLanguages: a record is found by its title in another language than that of
// its text, and by its text.
func TestOwnRecords_InTwoLanguages(t *testing.T) {
	for _, tc := range []struct {
		record   corpus.Case
		language string
		problems []string
	}{
		{corpus.Case{Title: "Mitfahrbänke im Hinterland", Summary: "Benches at the roadside show where people want to go, and neighbours with a car take them along to the next village."}, "en",
			[]string{"Mitfahrbänke", "Mitfahrbank", "benches", "banc"}},
		{corpus.Case{Title: "Hochwasserschutz am Dorfbach", Summary: "Les habitants creusent ensemble des fossés, et la commune plante des saules au bord du ruisseau pour que les caves restent sèches."}, "fr",
			[]string{"Hochwasserschutz", "fossés", "saule", "ditches"}},
	} {
		tc.record.ID = "zz-two"
		e := taught(t, tc.record)
		if got := e.languages[e.numberOf("zz-two")]; got != tc.language {
			t.Errorf("%q is read in the language %s, want %s", tc.record.Title, got, tc.language)
		}
		for _, problem := range tc.problems {
			if found := idsOf(allOf(t, e, recommend.Request{Problem: problem, Spoken: tc.language}).Cases); len(found) == 0 {
				t.Errorf("%q does not find %q", problem, tc.record.Title)
			}
		}
	}
}

// TestOwnRecords_Apostrophes: words that an apostrophe joins to a small one are words by themselves
// in a language that elides, and one word in English.
func TestOwnRecords_Apostrophes(t *testing.T) {
	e := taught(t,
		corpus.Case{ID: "zz-fr", Language: "fr", Title: "L’ébénisterie à l'école", Summary: "D'anciens artisans montrent leur métier."},
		corpus.Case{ID: "zz-it", Language: "it", Title: "Via l'amianto", Summary: "La rimozione dell'eternit."},
		corpus.Case{ID: "zz-pt", Language: "pt", Title: "Caixas d'água", Summary: "A vila reparte as caixas."},
		corpus.Case{ID: "zz-en", Language: "en", Title: "The smiths' o'clock forge", Summary: "A forge for everybody's tools."},
	)
	for problem, want := range map[string]string{"ébénisterie": "zz-fr", "école": "zz-fr", "amianto": "zz-it", "eternit": "zz-it", "asbestos": "zz-it", "água": "zz-pt", "forge": "zz-en"} {
		if found := idsOf(allOf(t, e, recommend.Request{Problem: problem}).Cases); !slices.Contains(found, want) {
			t.Errorf("%q finds %v, want %s", problem, found, want)
		}
	}
}

// TestOwnRecords_SayTheirLanguage: a record whose words leave no doubt says its language as if it
// told it, to readers of others; one of a few words says nothing, and nor does one in English. The
// library that was given stays as it is.
func TestOwnRecords_SayTheirLanguage(t *testing.T) {
	cases := []corpus.Case{
		{ID: "zz-sure", Title: "Bürgerbus im Landkreis", Summary: "Ehrenamtliche fahren einen Kleinbus durch die Dörfer, damit ältere Menschen zum Arzt kommen."},
		{ID: "zz-short", Title: "Repair Cafe Kleiderkreisel"},
		{ID: "zz-english", Title: "A bus of our own", Summary: "Volunteers drive a minibus through the villages, so that old people get to the doctor."},
		{ID: "zz-told", Language: "nl", Title: "Buurtbus"},
	}
	lib, err := corpus.NewLibrary(cases)
	if err != nil {
		t.Fatal(err)
	}
	e := taught(t, lib.Cases()...)
	for id, want := range map[string]string{"zz-sure": "de", "zz-short": "", "zz-english": "", "zz-told": "nl"} {
		if got := e.Library().Case(id).Language; got != want {
			t.Errorf("%s says that it is in %q, want %q", id, got, want)
		}
	}
	if got := lib.Case("zz-sure").Language; got != "" {
		t.Errorf("the record that was given says now that it is in %q", got)
	}
	if m := answerTo(t, e, recommend.Request{Problem: "Bürgerbus"}).Cases; len(m) == 0 || m[0].Case.Language != "de" {
		t.Errorf("an answer has %v, want the record with its language", idsOf(m))
	}
}

// TestLike_OwnRecordInAnotherLanguage: cases like a record in another language are found by what
// its words are read as.
func TestLike_OwnRecordInAnotherLanguage(t *testing.T) {
	cases, _ := readOwnLibrary(t)
	e := engineOver(t, Options{}, slices.Concat(builtin(t).Library.Cases(), cases))
	for id, topic := range map[string]string{"de-hochwasser": "disaster-resilience", "pl-piece": "energy", "pt-sucata": "waste-circular-economy"} {
		a := allOf(t, e, recommend.Request{Like: id})
		if !slices.ContainsFunc(a.Cases[:min(5, len(a.Cases))], func(m recommend.Match) bool { return m.Case.Language == "" && slices.Contains(m.Case.Topics, topic) }) {
			t.Errorf("like %s are %v, none of them about %s", id, idsOf(a.Cases), topic)
		}
	}
}
