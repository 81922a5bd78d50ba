package rank

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

func answerTo(t *testing.T, e *Engine, r recommend.Request) recommend.Answer {
	t.Helper()
	a, err := e.Recommend(context.Background(), r, 0)
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return a
}

// TestRecommend_OwnProblemFirst asks each case's own problem, which must find the case
// itself among the first three, and but for one in a hundred, which tell what another
// case tells too, before all others.
func TestRecommend_OwnProblemFirst(t *testing.T) {
	e := sharedEngine(t)
	var later []string
	for _, c := range e.Library().Cases() {
		found := ids(answerTo(t, e, recommend.Request{Problem: c.Problem}))
		switch slices.Index(found, c.ID) {
		case 0:
		case 1, 2:
			later = append(later, c.ID)
		default:
			t.Errorf("%s: its own problem finds %v", c.ID, found)
		}
	}
	if most := e.Library().Len() / 100; len(later) > most {
		t.Errorf("their own problems do not find first %v; at most %d", later, most)
	}
}

func ids(a recommend.Answer) []string {
	return analysis.Mapped(a.Cases, func(m recommend.Match) string { return m.Case.ID })
}

func firstID(a recommend.Answer) string {
	if len(a.Cases) == 0 {
		return "nothing"
	}
	return a.Cases[0].Case.ID
}

// TestRecommend_ScoreIsSumOfParts holds every score of the judged set against
// its parts, and every reason against the parts that it came from.
func TestRecommend_ScoreIsSumOfParts(t *testing.T) {
	e := sharedEngine(t)
	dev, err := eval.BuiltinSet(eval.SetDev)
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, q := range dev.Queries {
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: q.Text}, 20)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range a.Cases {
			checked++
			var sum float64
			asked, tags := map[string]bool{}, map[string]bool{}
			for _, p := range m.Parts {
				if p.Value <= 0 || math.IsNaN(p.Value) {
					t.Errorf("%s %s: part %+v adds nothing", q.ID, m.Case.ID, p)
				}
				sum += p.Value
				asked[p.Asked], tags[p.Met] = true, true
			}
			if math.Abs(sum-m.Score) > 1e-9 {
				t.Errorf("%s %s: score %v is not the sum of its parts, %v", q.ID, m.Case.ID, m.Score, sum)
			}
			for _, w := range m.Why.Words {
				if !asked[w.Asked] || w.Met == "" {
					t.Errorf("%s %s: reason %+v has no part", q.ID, m.Case.ID, w)
				}
			}
			for _, tag := range append(append([]string{}, m.Why.Topics...), m.Why.Approaches...) {
				if !tags[tag] {
					t.Errorf("%s %s: reason %s has no part", q.ID, m.Case.ID, tag)
				}
			}
		}
	}
	if checked < 400 {
		t.Errorf("only %d matches checked", checked)
	}
}

// TestRecommend_SameAnswer makes the engine anew, as each start of the program does, and
// compares answers to the judged problems of all languages.
func TestRecommend_SameAnswer(t *testing.T) {
	one := sharedEngine(t)
	other, err := New(slog.New(slog.DiscardHandler), builtin(t).Vocabulary, builtin(t).Library, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	for _, name := range []string{eval.SetDev, eval.SetLanguages, eval.SetShort} {
		s, err := eval.BuiltinSet(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range s.Queries {
			x, errX := one.Recommend(t.Context(), recommend.Request{Problem: q.Text}, 0)
			y, errY := other.Recommend(t.Context(), recommend.Request{Problem: q.Text}, 0)
			if errX != nil || errY != nil {
				t.Fatalf("%s: %v, %v", q.ID, errX, errY)
			}
			if diff := cmp.Diff(x.Query, y.Query); diff != "" {
				t.Errorf("%q is understood in two ways:\n%s", q.Text, diff)
			}
			if !reflect.DeepEqual(x.Cases, y.Cases) {
				t.Errorf("%q is answered in two ways", q.Text)
			}
		}
	}
}

func TestRecommend_Silent(t *testing.T) {
	e := sharedEngine(t)
	for _, problem := range []string{
		"thanks, that was great!",
		"ok",
		"!!! ??? ...",
		"xyzzy plugh qwertz",
		"Our zoo wants to breed pandas, what does it cost?",
		"Nobody wants to be a priest or imam anymore",
		"How should we tax chewing gum?",
		"the of and to",
	} {
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: problem}, 0)
		if err != nil && !errors.Is(err, recommend.ErrEmptyRequest) {
			t.Fatal(err)
		}
		if a.Total != 0 || len(a.Cases) != 0 {
			t.Errorf("%q is answered with %s", problem, firstID(a))
		}
	}
}

// TestRecommend_OneMoreWord adds a word that no case has to what the library
// treats. That must not silence it.
func TestRecommend_OneMoreWord(t *testing.T) {
	e := sharedEngine(t)
	for _, word := range []string{"corruption", "tenders", "homelessness", "loneliness", "vaccination", "pensions"} {
		for _, more := range []string{"xyzzy %s", "%s qwxyz"} {
			if a := answerTo(t, e, recommend.Request{Problem: fmt.Sprintf(more, word)}); a.Total == 0 {
				t.Errorf(more+" is answered with nothing", word)
			}
		}
	}
}

func TestRecommend_NothingSuggestsTopics(t *testing.T) {
	a := answerTo(t, sharedEngine(t), recommend.Request{Problem: "Packs of stray dogs roam the outskirts and bite children; should we sterilise them or pay for kennels?"})
	if a.Total != 0 || len(a.Suggestions) == 0 {
		t.Errorf("%d cases and suggestions %v, want none and some", a.Total, a.Suggestions)
	}
}

func TestRecommend_NothingInsideTheLimits(t *testing.T) {
	e := sharedEngine(t)
	free := answerTo(t, e, recommend.Request{Problem: "small firms cannot win public tenders"})
	a := answerTo(t, e, recommend.Request{Problem: "small firms cannot win public tenders", Limits: recommend.Filter{Places: []string{"VA"}}})
	if a.Total != 0 || a.Outside != free.Total || free.Outside != 0 {
		t.Errorf("%d inside, %d outside, want 0 and %d", a.Total, a.Outside, free.Total)
	}
}

func TestRecommend_Errors(t *testing.T) {
	e := sharedEngine(t)
	if _, err := e.Recommend(t.Context(), recommend.Request{}, 0); !errors.Is(err, recommend.ErrEmptyRequest) {
		t.Errorf("nothing asked: %v", err)
	}
	if _, err := e.Recommend(t.Context(), recommend.Request{Problem: " \n\t"}, 0); !errors.Is(err, recommend.ErrEmptyRequest) {
		t.Errorf("only spaces asked: %v", err)
	}
	var fault *recommend.FilterError
	if _, err := e.Recommend(t.Context(), recommend.Request{Like: "ukraine-prozoro"}, 0); !errors.As(err, &fault) || fault.Nearest[0] != "ukraine-prozorro" {
		t.Errorf("unknown case: %v", err)
	}
	if _, err := e.Recommend(t.Context(), recommend.Request{Problem: "x", Limits: recommend.Filter{Since: 2020, Until: 2010}}, 0); !errors.Is(err, recommend.ErrEmptyPeriod) {
		t.Errorf("empty period: %v", err)
	}
}

func TestRecommend_Limits(t *testing.T) {
	e := sharedEngine(t)
	for name, limits := range map[string]recommend.Filter{
		"country": {Places: []string{"BR"}},
		"region":  {Places: []string{"latam"}},
		"level":   {Levels: []string{"local"}},
		"topic":   {Topics: []string{"entrepreneurship-smes"}},
		"period":  {Since: 2015, Until: 2017},
		"several": {Places: []string{"latam"}, Levels: []string{"national"}, Since: 2010},
	} {
		t.Run(name, func(t *testing.T) {
			for _, problem := range []string{"", "small firms cannot win public tenders"} {
				a, err := e.Recommend(t.Context(), recommend.Request{Problem: problem, Limits: limits}, recommend.MaxLimit)
				if err != nil {
					t.Fatal(err)
				}
				if len(a.Cases) == 0 {
					t.Errorf("%q: no case", problem)
				}
				last := 3000
				for _, m := range a.Cases {
					if outsideOf(e.collection, spelledOut(limits, e.vocabulary.Places), e.numberOf(m.Case.ID)) != 0 {
						t.Errorf("%q: %s is outside", problem, m.Case.ID)
					}
					if problem == "" && int(m.Case.Year) > last {
						t.Errorf("%s is not in order of year", m.Case.ID)
					}
					last = int(m.Case.Year)
				}
			}
		})
	}
}

func TestRecommend_WishComesFirst(t *testing.T) {
	e := sharedEngine(t)
	a := answerTo(t, e, recommend.Request{Problem: "participatory budgeting in Kenya"})
	if len(a.Cases) == 0 || a.Cases[0].Case.Countries[0] != "KE" {
		t.Fatalf("first is %s, want one from Kenya", firstID(a))
	}
	if got := a.Cases[0].Why.Context; len(got) == 0 || got[0] != "KE" {
		t.Errorf("the reasons do not say Kenya: %v", got)
	}
	if a.Query.Limits.Places != nil {
		t.Errorf("a wish was taken as the limit %v", a.Query.Limits.Places)
	}
}

// TestRecommend_StrongFirst keeps strong cases before fair ones, and those before
// weak ones.
func TestRecommend_StrongFirst(t *testing.T) {
	e := sharedEngine(t)
	order := []recommend.Strength{recommend.Strong, recommend.Fair, recommend.Weak}
	mixed := 0
	for _, c := range e.Library().Cases()[:50] {
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: c.AskedAs[0]}, 20)
		if err != nil {
			t.Fatal(err)
		}
		before := 0
		for i, m := range a.Cases {
			place := slices.Index(order, m.Strength)
			if m.Rank != i+1 || place < before {
				t.Errorf("%s at %d is %s behind a %s case", m.Case.ID, m.Rank, m.Strength, order[before])
			}
			if i > 0 && place > before {
				mixed++
			}
			before = place
		}
	}
	if mixed < 20 {
		t.Errorf("only %d answers had cases of several strengths", mixed)
	}
}

// TestRecommend_SmallLibrary finds a case among three, where hardly any word is
// rare.
func TestRecommend_SmallLibrary(t *testing.T) {
	cases := []corpus.Case{
		{ID: "pandas", Title: "Pandas in the zoo", Summary: "The zoo breeds pandas."},
		{ID: "trams", Title: "A tram to the hospital", Summary: "The city laid a track."},
		{ID: "books", Title: "Books by boat", Summary: "Islands share a library."},
	}
	e := engineOver(t, Options{}, cases)
	if a := answerTo(t, e, recommend.Request{Problem: "how to breed pandas"}); firstID(a) != "pandas" || a.Total != 1 {
		t.Errorf("%d cases, first %s", a.Total, firstID(a))
	}
	if a := answerTo(t, e, recommend.Request{Problem: "prisons are full"}); a.Total != 0 {
		t.Errorf("%d cases, first %s, for what no case treats", a.Total, firstID(a))
	}
}

func TestRecommend_Like(t *testing.T) {
	e := sharedEngine(t)
	for _, c := range e.Library().Cases()[:60] {
		a := answerTo(t, e, recommend.Request{Like: c.ID})
		if len(a.Cases) == 0 {
			t.Errorf("nothing is like %s", c.ID)
		}
		for _, m := range a.Cases {
			if m.Case.ID == c.ID {
				t.Errorf("%s is like itself", c.ID)
			}
		}
	}
}

// TestAnswer_Pages asks for the same query in pages, through the form that
// travels in a button.
func TestAnswer_Pages(t *testing.T) {
	e := sharedEngine(t)
	for _, r := range []recommend.Request{
		{Problem: "In Poland since 2010, procurment: startups cant win tendrs, SMEs lose", Limits: recommend.Filter{Levels: []string{"national", "local"}}},
		{Like: "ukraine-prozorro"},
		{Limits: recommend.Filter{Topics: []string{"open-data"}}},
	} {
		q, err := e.Understand(r)
		if err != nil {
			t.Fatal(err)
		}
		state, err := q.Encode(1400)
		if err != nil {
			t.Fatal(err)
		}
		again, err := recommend.DecodeQuery(state)
		if err != nil {
			t.Fatal(err)
		}
		all, err := e.Answer(t.Context(), q, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		if len(all.Cases) < 5 {
			t.Fatalf("%+v: only %d cases", r, len(all.Cases))
		}
		rest, err := e.Answer(t.Context(), again, 5, 5)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(rest.Cases, all.Cases[5:]) || rest.Total != all.Total {
			t.Errorf("%+v: the second page differs from the rest of the first", r)
		}
	}
}

func FuzzRecommend(f *testing.F) {
	e := sharedEngine(f)
	for _, s := range []string{"night buses", "cost > 10 +tax -letters /.*/ text:*", "U.S. R&D in the EU, only since 2015!", "çà et là — où?", "\xff\xfe", "country:PL since:20x", "''' &&& ..."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, problem string) {
		r, err := understand.ParseRequest(e.Vocabulary(), problem)
		if err != nil {
			return
		}
		a, err := e.Recommend(t.Context(), r, 3)
		if err != nil {
			if !errors.Is(err, recommend.ErrEmptyRequest) {
				t.Fatal(err)
			}
			return
		}
		if len(a.Query.Words) > recommend.MaxTerms || len(a.Cases) > 3 || a.Total < len(a.Cases) {
			t.Errorf("answer out of bounds: %d words, %d of %d cases", len(a.Query.Words), len(a.Cases), a.Total)
		}
		if _, err := a.Query.Encode(1400); err != nil {
			t.Error(err)
		}
	})
}

// TestOwnLibrary_OfOneSubject searches a library without tags, keywords or
// asked-as sentences whose subject stands in every record.
func TestOwnLibrary_OfOneSubject(t *testing.T) {
	b := builtin(t)
	var cases []corpus.Case
	for _, c := range b.Library.Cases() {
		if slices.Contains(c.Topics, "public-procurement") {
			cases = append(cases, corpus.Case{ID: c.ID, Title: c.Title, Summary: c.Problem + " " + c.Summary + " " + c.Results})
		}
	}
	e := engineOver(t, Options{}, cases)
	for problem, want := range map[string]bool{
		"tenders":                                       true,
		"procurement":                                   true,
		"small firms cannot win public tenders":         true,
		"packs of stray dogs bite children":             false,
		"should we bring back compulsory military duty": false,
	} {
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: problem}, 5)
		if err != nil {
			t.Fatal(err)
		}
		similar := slices.ContainsFunc(a.Cases, func(m recommend.Match) bool { return m.Strength != recommend.Weak })
		if want && a.Total == 0 || !want && similar {
			t.Errorf("%q: %d of %d cases, similar ones: %v, want some: %v", problem, a.Total, len(cases), similar, want)
		}
	}
}
