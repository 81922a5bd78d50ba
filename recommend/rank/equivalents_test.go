package rank

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// TestEquivalents_File holds the file that is searched against the groups that people edit.
func TestEquivalents_File(t *testing.T) {
	groups, err := os.ReadFile("../../corpus/data/languages/en/equivalents.txt")
	if err != nil {
		t.Fatal(err)
	}
	want, err := collectEquivalents(string(groups))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "../../corpus/data/languages/en/equivalents.index.txt", want)
	for _, wrong := range []string{"rubbish", "rubbish; refuse; rubbish", "rubbish;refuse; waste", "Rubbish; refuse", "rubbish; ; refuse"} {
		if _, err := collectEquivalents(wrong + "\n"); err == nil {
			t.Errorf("%q is taken for a group", wrong)
		}
	}
}

// What stands between the phrases of a group in the file that people edit, and what may not
// stand in them, since it stands between them in the file that is searched.
const (
	betweenGroup = "; "
	marks        = betweenPhrases + behindPhrase + betweenEquals
)

// collectEquivalents makes the list of equivalents from the groups that people edit.
func collectEquivalents(groups string) (string, error) {
	type named struct {
		stems  string
		others []string
	}
	a := analysis.NewAnalyzer(nil)
	phrases := map[string]*named{} // by the phrase
	add := func(phrase string, others []string) {
		mine, words := a.StemsOf(phrase), analysis.WordsOf(analysis.Tokenize(phrase))
		if len(mine) < min(2, len(words)) {
			return // without its small words it is no phrase any more, as "out of work" is "work"
		}
		phrase = strings.Join(words, " ")
		p := phrases[phrase]
		if p == nil {
			p = &named{stems: strings.Join(mine, " ")}
			phrases[phrase] = p
		}
		for _, other := range others {
			its := a.StemsOf(other)
			if len(its) < min(2, len(analysis.Tokenize(other))) {
				continue
			}
			within := func(some, all []string) bool {
				return !slices.ContainsFunc(some, func(stem string) bool { return !slices.Contains(all, stem) })
			}
			if !within(mine, its) && !within(its, mine) { // of the same words it says nothing new
				p.others = analysis.AppendNew(p.others, other)
			}
		}
	}
	lines := strings.Split(strings.TrimSuffix(groups, "\n"), "\n")
	for first := range 2 { // what a phrase begins a group with is nearest to it
		for n, line := range lines {
			group := strings.Split(line, betweenGroup)
			for i, phrase := range group {
				if phrase == "" || strings.TrimSpace(phrase) != phrase || phrase != strings.ToLower(phrase) || strings.ContainsAny(phrase, marks) || slices.Contains(group[:i], phrase) || len(group) < 2 {
					return "", fmt.Errorf("line %d of the equivalents: %q is alone, stands twice, or is no phrase", n+1, phrase)
				}
				if (i == 0) == (first == 0) {
					add(phrase, slices.Concat(group[:i], group[i+1:]))
				}
			}
		}
	}
	byStems := map[string][]string{}
	for _, phrase := range slices.Sorted(maps.Keys(phrases)) {
		if p := phrases[phrase]; len(p.others) > 0 {
			byStems[p.stems] = append(byStems[p.stems], phrase+behindPhrase+strings.Join(p.others[:min(2*maxEquivalents, len(p.others))], betweenEquals))
		}
	}
	var b strings.Builder
	for _, stems := range slices.Sorted(maps.Keys(byStems)) {
		b.WriteString(stems + equivalents.End + strings.Join(byStems[stems], betweenPhrases) + "\n")
	}
	return b.String(), nil
}

// equivalentsEngine answers from three records that say things in their own words.
func equivalentsEngine(t *testing.T) *Engine {
	t.Helper()
	return engineOver(t, Options{}, []corpus.Case{
		{ID: "deeds", Title: "Deeds kept by computer", Summary: "Every deed is kept in one place."},
		{ID: "refuse", Title: "Refuse taken away at night", Summary: "Refuse lorries come at night."},
		{ID: "surgery", Title: "Surgery by day", Summary: "Surgery that spares the night in hospital."},
		{ID: "other", Title: "Dancing lessons", Summary: "Lessons in dancing."},
	})
}

// scorerOf is the scorer for a problem.
func scorerOf(t *testing.T, e *Engine, problem string) *scorer {
	t.Helper()
	q, err := e.Understand(recommend.Request{Problem: problem})
	if err != nil {
		t.Fatal(err)
	}
	return newScorer(e.collection, q)
}

// TestEquivalents_Met: a record is found by what its words are equivalents of, and not by
// words that merely share a stem with one that has equivalents.
func TestEquivalents_Met(t *testing.T) {
	e := equivalentsEngine(t)
	for problem, want := range map[string]string{
		"rubbish":                   "refuse",
		"land titles get lost":      "deeds",
		"Müll":                      "refuse",
		"operations":                "surgery",
		"they operate from far-off": "",
	} {
		s := scorerOf(t, e, problem)
		var met []string
		for i := range e.docs {
			if r := s.score(i); slices.ContainsFunc(r.parts, func(p part) bool { return p.kind == ofWord }) {
				met = append(met, e.docs[i].id)
			}
		}
		if got := strings.Join(met, " "); got != want {
			t.Errorf("%q meets words of %q, want %q", problem, got, want)
		}
	}
}

// TestEquivalents_Told: a word that is met by an equivalent counts for less than itself,
// and the parts say that it was met otherwise.
func TestEquivalents_Told(t *testing.T) {
	e := equivalentsEngine(t)
	value := map[string]float64{}
	for _, problem := range []string{"rubbish", "refuse"} {
		s := scorerOf(t, e, problem)
		r := s.score(e.numberOf("refuse"))
		for _, p := range s.named(&r) {
			if p.Kind == recommend.PartWord {
				value[problem] = p.Value
				if p.Asked != problem || p.Met != "refus" || p.ways[0].other != (problem == "rubbish") {
					t.Errorf("%q is told as %+v", problem, p)
				}
			}
		}
	}
	if value["rubbish"] == 0 || value["rubbish"] >= value["refuse"] {
		t.Errorf("rubbish earns %v in a record about refuse, refuse %v", value["rubbish"], value["refuse"])
	}
}

// TestEquivalents_NotFor: what is refused, named or compared with is taken at its word,
// and a long problem keeps to the limit of terms.
func TestEquivalents_NotFor(t *testing.T) {
	e := sharedEngine(t)
	has := func(words []scoredWord) bool {
		return slices.ContainsFunc(words, func(w scoredWord) bool { return w.worth != nil })
	}
	s := scorerOf(t, e, "parks, but not rubbish")
	if len(s.refused) == 0 || slices.ContainsFunc(s.refused, func(r scoredRefusal) bool { return has(r.words) }) {
		t.Errorf("what is refused: %+v", s.refused)
	}
	if s := scorerOf(t, e, "what is X-Road?"); has(s.words) {
		t.Errorf("a name has equivalents: %+v", s.words)
	}
	like := newScorer(e.collection, likeQuery(e.collection, recommend.Query{Like: e.cases[0].ID}))
	if has(like.words) {
		t.Errorf("a case that others are compared with has equivalents: %+v", like.words)
	}
	long := scorerOf(t, e, strings.Repeat("Residents complain that rubbish, traffic, crime, rents, taxes, doctors, teachers, buses, courts, police, floods, hunger, poverty and unemployment get worse while officials, councils, ministries and companies wait for money, permits, staff, training, software and research. ", 2))
	terms := 0
	for _, w := range long.words {
		terms += max(1, len(w.alternatives))
	}
	if terms != recommend.MaxTerms {
		t.Errorf("a long problem is searched by %d terms, want all of %d", terms, recommend.MaxTerms)
	}
}
