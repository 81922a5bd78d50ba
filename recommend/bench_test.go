package recommend

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"precedent/corpus"
)

func builtin(tb testing.TB) *corpus.Builtins {
	tb.Helper()
	b, err := corpus.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func newEngine(tb testing.TB) *Engine {
	tb.Helper()
	b := builtin(tb)
	now := func() time.Time { return time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) }
	e, err := New(slog.New(slog.DiscardHandler), b.Vocabulary, b.Library, Options{Now: now})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { e.Close() })
	return e
}

// BenchmarkNew is what starting costs once the library is read.
func BenchmarkNew(b *testing.B) {
	builtin(b)
	b.ReportAllocs()
	for b.Loop() {
		newEngine(b)
	}
}

// BenchmarkRecommend is what one answer costs, by the length of the problem.
func BenchmarkRecommend(b *testing.B) {
	e := newEngine(b)
	sentence := "Small firms in our region cannot win public tenders because the paperwork takes weeks and the same three suppliers always get the contract. "
	for name, problem := range map[string]string{
		"words=2":   "public tenders",
		"words=23":  sentence,
		"words=130": strings.Repeat(sentence, 5) + "Councils, schools, hospitals and museums complain about prices, delays, quality and corruption.",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Recommend(b.Context(), Request{Problem: problem}, 5); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLanguage is what it costs to read a language when it is first met.
func BenchmarkLanguage(b *testing.B) {
	v := builtin(b).Vocabulary
	for _, code := range corpus.Languages[1:] {
		b.Run(code, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := newForeignTongue(v, code, 2026); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
