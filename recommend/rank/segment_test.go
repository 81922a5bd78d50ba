package rank

import (
	"context"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/indexfile"
	"precedent/recommend/rank/generated"
)

// everydayProblems are those of the judged sets that have 8 to 30 words and are in English.
func everydayProblems(tb testing.TB) (list []string) {
	tb.Helper()
	for _, name := range []string{eval.SetDev, eval.SetEnglish, eval.SetNone, eval.SetNear} {
		set, err := eval.BuiltinSet(name)
		if err != nil {
			tb.Fatal(err)
		}
		for _, q := range set.Queries {
			if n := len(strings.Fields(q.Text)); n >= 8 && n <= 30 && (q.Lang == "" || q.Lang == corpus.English) {
				list = append(list, q.Text)
			}
		}
	}
	return list
}

// withSegment makes an engine over the built-in library and a segment of some cases.
func withSegment(tb testing.TB, cases []corpus.Case) *Engine {
	tb.Helper()
	b := builtin(tb)
	lg := slog.New(slog.DiscardHandler)
	write, err := BuildSegment(context.Background(), lg, b.Vocabulary, b.Library, cases, nil)
	if err != nil {
		tb.Fatal(err)
	}
	file, err := indexfile.InMemory(SegmentKey(), write)
	if err != nil {
		tb.Fatal(err)
	}
	segment, err := OpenSegment(file)
	if err != nil {
		tb.Fatal(err)
	}
	e, err := New(lg, b.Vocabulary, b.Library, Options{Segment: segment, Now: testNow})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { e.Close() })
	return e
}

var testSize = func() int { n, _ := strconv.Atoi(os.Getenv("NCASES")); return max(n, 3000) }()

func testNow() time.Time { return time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) }

// TestSegment_SameAsInMemory asks everyday problems of a library on disk and of the same library in
// memory, where each case that shares a word is scored: the first ten are to be the same.
func TestSegment_SameAsInMemory(t *testing.T) {
	cases := generated.Cases(builtin(t), testSize)
	stored := withSegment(t, cases)
	memory := engineOver(t, Options{Now: testNow, allCandidates: true}, slices.Concat(builtin(t).Library.Cases(), cases))
	same, first, all := 0, 0, 0
	for _, problem := range everydayProblems(t) {
		q, err := stored.Understand(recommend.Request{Problem: problem})
		if err != nil {
			t.Fatal(err)
		}
		want, got := firstTen(t, memory, q), firstTen(t, stored, q)
		all++
		if slices.Equal(want, got) {
			same++
		} else {
			t.Logf("%s:\n in memory %v\n on disk   %v", problem, want, got)
		}
		if len(want) == 0 && len(got) == 0 || len(want) > 0 && len(got) > 0 && want[0] == got[0] {
			first++
		}
	}
	if err := stored.segment.err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("the first ten are the same for %d of %d, the first for %d", same, all, first)
	if same*100 < 98*all {
		t.Errorf("the first ten are the same for %d of %d problems", same, all)
	}
}

// firstTen are the ids of the first ten cases for a query.
func firstTen(t *testing.T, e *Engine, q recommend.Query) (ids []string) {
	t.Helper()
	list, err := e.Rank(t.Context(), q, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		ids = append(ids, r.ID)
	}
	return ids
}

// TestSegment_ShortRecords keeps records of two words, which are like few cases or one alone, on
// disk: what is read of each is what is known of it in memory.
func TestSegment_ShortRecords(t *testing.T) {
	b := builtin(t)
	var cases []corpus.Case
	for i, c := range b.Library.Cases() {
		if words := strings.Fields(c.Title); len(words) > 1 {
			cases = append(cases, corpus.Case{ID: "short-" + strconv.Itoa(i), Title: words[0] + " " + words[1]})
		}
	}
	stored := withSegment(t, cases)
	memory := engineOver(t, Options{Now: testNow}, slices.Concat(b.Library.Cases(), cases))
	for _, c := range cases {
		got, want := stored.doc(stored.numberOf(c.ID)), memory.doc(memory.numberOf(c.ID))
		if err := stored.segment.err(); err != nil {
			t.Fatalf("%s (%s): %v", c.ID, c.Title, err)
		}
		if len(got.entries) != len(want.entries) || !slices.Equal(got.tags, want.tags) || len(got.borrowed.terms) != len(want.borrowed.terms) || len(got.borrowed.lenders) != len(want.borrowed.lenders) {
			t.Errorf("%s (%s): on disk it has %d words and the tags %v, and borrows %d words of %d cases; in memory %d, %v, %d and %d", c.ID, c.Title,
				len(got.entries), got.tags, len(got.borrowed.terms), len(got.borrowed.lenders), len(want.entries), want.tags, len(want.borrowed.terms), len(want.borrowed.lenders))
		}
	}
}

// TestSegment_OwnLanguages asks a library in seven languages on disk what it is asked in memory: the
// records are read in their languages, and found by the same words.
func TestSegment_OwnLanguages(t *testing.T) {
	cases, questions := readOwnLibrary(t)
	stored := withSegment(t, cases)
	memory := engineOver(t, Options{Now: testNow, allCandidates: true}, slices.Concat(builtin(t).Library.Cases(), cases))
	for _, c := range cases {
		if got := stored.languageOf(stored.numberOf(c.ID)); got != c.ID[:2] {
			t.Errorf("%s is read in the language %s", c.ID, got)
		}
		if got, want := stored.GuessedLanguage(c.ID), memory.GuessedLanguage(c.ID); got != want {
			t.Errorf("%s: its language is guessed as %q on disk and as %q in memory", c.ID, got, want)
		}
	}
	same := 0
	for _, q := range questions {
		r := recommend.Request{Problem: q.problem}
		want, err := memory.Recommend(t.Context(), r, 5)
		if err != nil {
			t.Fatal(err)
		}
		got, err := stored.Recommend(t.Context(), r, 5)
		if err != nil {
			t.Fatal(err)
		}
		ids := func(a recommend.Answer) (list []string) {
			for _, m := range a.Cases {
				list = append(list, m.Case.ID+" "+string(m.Strength))
			}
			return list
		}
		if slices.Equal(ids(got), ids(want)) {
			same++
		} else {
			t.Logf("%s (%s, %s):\n in memory %v\n on disk   %v", q.problem, q.how, q.language, ids(want), ids(got))
		}
	}
	if same*100 < 98*len(questions) {
		t.Errorf("the first five are the same for %d of %d questions", same, len(questions))
	}
}
