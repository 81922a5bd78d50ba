// Package ranktest holds what the tests of recommend's packages share: the engine over the
// built-in library at a fixed time, and engines over a few cases. Only tests import it.
package ranktest

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
)

// Builtin returns the built-in library and its vocabulary.
func Builtin(tb testing.TB) *corpus.Builtins {
	tb.Helper()
	b, err := corpus.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

var builtinEngine = sync.OnceValues(func() (*rank.Engine, error) {
	b, err := corpus.Builtin()
	if err != nil {
		return nil, err
	}
	now := func() time.Time { return time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) }
	return rank.New(slog.New(slog.DiscardHandler), b.Vocabulary, b.Library, rank.Options{Now: now})
})

// Engine returns an engine over the built-in library that all tests of a package share,
// since it is read-only.
func Engine(tb testing.TB) *rank.Engine {
	tb.Helper()
	e, err := builtinEngine()
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// EngineOver makes an engine over some cases, and closes it when the test ends.
func EngineOver(tb testing.TB, opts rank.Options, cases []corpus.Case) *rank.Engine {
	tb.Helper()
	lib, err := corpus.NewLibrary(cases)
	if err != nil {
		tb.Fatal(err)
	}
	e, err := rank.New(slog.New(slog.DiscardHandler), Builtin(tb).Vocabulary, lib, opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { e.Close() })
	return e
}

// Answer answers a request, which must not fail.
func Answer(tb testing.TB, e *rank.Engine, r recommend.Request) recommend.Answer {
	tb.Helper()
	a, err := e.Recommend(context.Background(), r, 0)
	if err != nil {
		tb.Fatalf("%+v: %v", r, err)
	}
	return a
}

// EachLine calls do with every line of a file.
func EachLine(tb testing.TB, file string, do func(line string)) {
	tb.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		do(strings.TrimRight(line, "\r\n"))
	}
}

// Meaning puts what was understood of a text's scope in a line, for tables:
// "not DE; first FR; only 2015-2020".
func Meaning(q recommend.Query) string {
	var parts []string
	list := func(word string, ids []string) {
		if len(ids) > 0 {
			parts = append(parts, word+" "+strings.Join(ids, ","))
		}
	}
	period := func(word string, f recommend.Filter) {
		year := func(y int) string {
			if y == 0 {
				return ""
			}
			return strconv.Itoa(y)
		}
		if f.Since != 0 || f.Until != 0 {
			parts = append(parts, fmt.Sprintf("%s %s-%s", word, year(f.Since), year(f.Until)))
		}
	}
	list("only", q.Limits.Places)
	list("not", q.Limits.Except)
	list("first", q.Wishes.Places)
	list("only", q.Limits.Levels)
	list("first", q.Wishes.Levels)
	list("only", q.Limits.Libraries)
	period("only", q.Limits)
	period("first", q.Wishes)
	for _, r := range q.Refused {
		parts = append(parts, "without "+strings.Join(append([]string{r.Asked}, r.Concepts...), "/"))
	}
	list("unread", q.NotUnderstood)
	return strings.Join(parts, "; ")
}

// IDs are the ids of the cases of an answer.
func IDs(a recommend.Answer) []string {
	var ids []string
	for _, m := range a.Cases {
		ids = append(ids, m.Case.ID)
	}
	return ids
}

// FirstID is the id of the first case of an answer.
func FirstID(a recommend.Answer) string {
	if len(a.Cases) == 0 {
		return "nothing"
	}
	return a.Cases[0].Case.ID
}

// EditedVocabulary is the vocabulary as its files are in the folder of the project, with
// nothing prepared.
func EditedVocabulary(tb testing.TB) *corpus.Vocabulary {
	tb.Helper()
	folder := "corpus"
	for {
		if _, err := os.Stat(filepath.Join(folder, "doc.go")); err == nil {
			break
		}
		folder = filepath.Join("..", folder)
		if len(folder) > 100 {
			tb.Fatal("no folder of the corpus above the test's")
		}
	}
	v, err := corpus.ReadVocabulary(os.DirFS(folder))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// Glossary is the glossary of a language.
func Glossary(tb testing.TB, code string) corpus.Glossary {
	tb.Helper()
	l, err := EditedVocabulary(tb).Language(code)
	if err != nil {
		tb.Fatal(err)
	}
	glossary, err := l.Glossary()
	if err != nil {
		tb.Fatal(err)
	}
	return glossary
}
