package rank

import (
	"bytes"
	"log/slog"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"precedent/corpus"
	"precedent/corpus/pack"
	"precedent/corpus/pack/packtest"
	"precedent/recommend/understand/lexicon"
)

// engineWith makes an engine over cases of which a prepared library, nil for none, may have
// some.
func engineWith(t *testing.T, cases []corpus.Case, ready *preparedLibrary) *Engine {
	t.Helper()
	library, err := corpus.NewLibrary(cases)
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) }
	e, err := newEngine(slog.New(slog.DiscardHandler), builtin(t).Vocabulary, library, Options{Now: now}, ready)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// preparedFrom is what is written down of an engine's library.
func preparedFrom(e *Engine) *preparedLibrary {
	l := &preparedLibrary{words: e.understander.Words.Library, stems: e.stats.stems, names: e.understander.Names.Table}
	for i := range e.docs {
		d := e.docs[i]
		d.tags = nil
		l.docs = append(l.docs, d)
		l.digests = append(l.digests, e.cases[i].Digest())
	}
	return l
}

// TestPrepared_IsWhatAnalysisFinds holds the file of the prepared library against the
// built-in library, analysed now; and engines that were prepared against engines over the
// same library that analyse everything, also with cases of somebody's own among it and
// behind it.
func TestPrepared_IsWhatAnalysisFinds(t *testing.T) {
	cases := builtin(t).Library.Cases()
	analysed := engineWith(t, cases, nil)
	want := preparedFrom(analysed)
	packtest.UpToDate(t, *update, "prepared.bin", want.write())
	var ready preparedLibrary
	if err := ready.read(string(want.write())); err != nil {
		t.Fatal(err)
	}
	same := func(what string, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: prepared and analysed differ", what)
		}
	}
	compare := func(what string, got, want *Engine) {
		t.Helper()
		same(what+": cases", got.docs, want.docs)
		same(what+": figures", got.stats, want.stats)
		same(what+": words", got.understander.Words.Library.Words, want.understander.Words.Library.Words)
		same(what+": what is known of words", got.understander.Words.Library.Entries, want.understander.Words.Library.Entries)
		same(what+": names", got.understander.Names.Table, want.understander.Names.Table)
		same(what+": scales of fit", got.fitScales, want.fitScales)
	}
	same("digests", ready.digests, want.digests)
	compare("built-in", engineWith(t, cases, &ready), analysed)
	with := slices.Concat([]corpus.Case{
		{ID: "aa-stalls", Title: "Zwierzyniec Market Stalls online", Summary: "Xylophones were sold at quaint stalls, and small firms win tenders."},
		{ID: "zz-tenders", Title: "Tenders", Summary: "Public tenders for small firms in one place, with the tenders of schools."},
	}, cases)
	compare("with own cases", engineWith(t, with, &ready), engineWith(t, with, nil))
}

// TestPrepared_FitsOnlyItsLibrary: a library that lacks a prepared case, or has it with
// another text, is analysed.
func TestPrepared_FitsOnlyItsLibrary(t *testing.T) {
	cases := builtin(t).Library.Cases()
	ready := &preparedLibrary{}
	for i := range cases {
		ready.docs = append(ready.docs, analysedCase{id: cases[i].ID})
		ready.digests = append(ready.digests, cases[i].Digest())
	}
	if places := ready.in(cases); len(places) != len(cases) {
		t.Errorf("%d of %d cases are found in their own library", len(places), len(cases))
	}
	if places := ready.in(cases[1:]); places != nil {
		t.Errorf("a library with a case less counts as prepared: %d places", len(places))
	}
	other := slices.Clone(cases)
	other[7].Also = append(slices.Clone(other[7].Also), "more")
	if places := ready.in(other); places != nil {
		t.Errorf("a library with another text counts as prepared: %d places", len(places))
	}
}

// TestPrepared_IsUsed sees to it that the built-in library is not analysed at each start.
func TestPrepared_IsUsed(t *testing.T) {
	if *update {
		t.Skip("what is embedded is what was there before")
	}
	if prepared() == nil {
		t.Fatal("prepared.bin is of another form; go test ./recommend/rank -update writes it anew")
	}
	e := sharedEngine(t)
	if _, ready := e.retrievers[0].(everyCase); !ready || len(e.retrievers) != 1 {
		t.Errorf("the engine retrieves with %T: prepared.bin is out of date; go test ./recommend/rank -update writes it anew", e.retrievers)
	}
}

// editedVocabulary is the vocabulary as its files have it.
func editedVocabulary(tb testing.TB) *corpus.Vocabulary {
	tb.Helper()
	v, err := corpus.ReadVocabulary(os.DirFS("../../corpus"))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// TestPrepared_LanguagesAsTheirFilesSay holds the file of the prepared languages against
// the vocabulary, and what is read of it against what was written.
func TestPrepared_LanguagesAsTheirFilesSay(t *testing.T) {
	v := editedVocabulary(t)
	var list []lexicon.PackedTables
	for _, code := range builtin(t).Vocabulary.Languages() {
		read := lexicon.ReadForeign
		if code == corpus.English {
			read = func(v *corpus.Vocabulary, _ string, year int, ready *lexicon.LanguageTables) (*lexicon.Lexicon, error) {
				return lexicon.ReadEnglish(v, year, ready)
			}
		}
		made, err := read(v, code, 2026, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := made.Tables()
		packed, err := lexicon.NewPackedTables(code, want)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, packed)
		got, err := packed.Read()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(pack.Write(got.Pack), pack.Write(want.Pack)) {
			t.Errorf("%s: what is read is not what was written", code)
		}
	}
	packtest.UpToDate(t, *update, "../../corpus/data/languages/tables.bin", pack.Write(func(p *pack.Coder) { lexicon.PackLanguages(p, &list) }))
}

// TestPrepared_LanguagesAreUsed sees to it that the tables of the built-in vocabulary are
// not made at each start, and those of another one are.
func TestPrepared_LanguagesAreUsed(t *testing.T) {
	if *update {
		t.Skip("what is embedded is what was there before")
	}
	for _, code := range builtin(t).Vocabulary.Languages() {
		if lexicon.PreparedTables(builtin(t).Vocabulary, code) == nil {
			t.Errorf("%s: data/languages/tables.bin is of another form; go test ./recommend/rank -update writes it anew", code)
		}
		if lexicon.PreparedTables(editedVocabulary(t), code) != nil {
			t.Errorf("%s: the tables of another vocabulary are used", code)
		}
	}
}
