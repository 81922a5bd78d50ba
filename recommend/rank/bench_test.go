package rank

import (
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/lexicon"
)

func builtin(tb testing.TB) *corpus.Builtins {
	tb.Helper()
	b, err := corpus.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// newBuiltin makes an engine over the built-in library, at a fixed time.
func newBuiltin() (*Engine, error) {
	b, err := corpus.Builtin()
	if err != nil {
		return nil, err
	}
	now := func() time.Time { return time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) }
	return New(slog.New(slog.DiscardHandler), b.Vocabulary, b.Library, Options{Now: now})
}

var onceBuiltin = sync.OnceValues(newBuiltin)

// sharedEngine is an engine over the built-in library that all tests share, since it is
// read-only.
func sharedEngine(tb testing.TB) *Engine {
	tb.Helper()
	e, err := onceBuiltin()
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// BenchmarkNew is what starting costs once the library is read: with the built-in library
// prepared, as it comes, and with all of it analysed, as another library would be.
func BenchmarkNew(b *testing.B) {
	v, library := builtin(b).Vocabulary, builtin(b).Library
	for name, ready := range map[string]func() *preparedLibrary{
		"prepared": func() *preparedLibrary {
			var l preparedLibrary
			if err := l.read(preparedFile); err != nil {
				b.Fatal(err)
			}
			return &l
		},
		"analysed": func() *preparedLibrary { return nil },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				e, err := newEngine(slog.New(slog.DiscardHandler), v, library, Options{}, ready())
				if err != nil {
					b.Fatal(err)
				}
				e.Close()
			}
		})
	}
}

// benchProblems are problems of three lengths in two languages.
func benchProblems() map[string]string {
	english := "Small firms in our region cannot win public tenders because the paperwork takes weeks and the same three suppliers always get the contract. "
	polish := "Małe firmy w naszym regionie nie mogą wygrać przetargów, bo dokumenty zajmują tygodnie, a umowę zawsze dostają ci sami trzej wielcy dostawcy z miasta. "
	return map[string]string{
		"en/words=2":   "public tenders",
		"en/words=23":  english,
		"en/words=130": strings.Repeat(english, 5) + "Councils, schools, hospitals and museums complain about prices, delays, quality and corruption.",
		"pl/words=2":   "zamówienia publiczne",
		"pl/words=23":  polish,
		"pl/words=130": strings.Repeat(polish, 5) + "Gminy, szkoły, szpitale i muzea skarżą się na ceny, opóźnienia, jakość i korupcję.",
	}
}

// BenchmarkUnderstand is what it costs to understand a problem, by its language and
// length.
func BenchmarkUnderstand(b *testing.B) {
	e := sharedEngine(b)
	for name, problem := range benchProblems() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r, err := understand.ParseRequest(e.Vocabulary(), problem)
				if err == nil {
					_, err = e.Understand(r)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRecommend is what one answer costs, by the same.
func BenchmarkRecommend(b *testing.B) {
	e := sharedEngine(b)
	for name, problem := range benchProblems() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Recommend(b.Context(), recommend.Request{Problem: problem}, 5); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLanguage is what it costs to read a language when it is first met.
func BenchmarkLanguage(b *testing.B) {
	v := builtin(b).Vocabulary
	for _, code := range builtin(b).Vocabulary.Languages()[1:] {
		b.Run(code, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := lexicon.NewForeign(v, code, 2026); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
