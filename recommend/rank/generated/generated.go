// Package generated makes libraries for measuring speed: cases of words without sense. Only tests import it.
package generated

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"precedent/corpus"
)

// What generated cases are like: the lengths are those of the built-in records, and of the
// words most are as frequent as there, the others being new ones that few cases share, so
// that the vocabulary grows with the library as that of a language does.
const (
	generatedSeed = 1
	newWords      = 0.03 // of the words of a text
	ofItsKind     = 0.45 // of the words of a text: drawn from the record that it is made like
	tagged        = 0.5  // of the cases
)

// Cases makes cases for measuring speed: the same for the same number, in sentences without
// sense, of the words of the built-in records. They say nothing about any programme, and are
// written nowhere.
func Cases(b *corpus.Builtins, n int) []corpus.Case {
	r := rand.New(rand.NewPCG(generatedSeed, uint64(n)))
	g := generator{rand: r, builtin: b.Library.Cases()}
	for i := range g.builtin {
		c := &g.builtin[i]
		words := strings.Fields(strings.Join([]string{c.Title, c.Problem, c.Summary, c.Results}, " "))
		g.all, g.of = append(g.all, words...), append(g.of, words)
		g.countries = append(g.countries, c.Countries...)
	}
	cases := make([]corpus.Case, n)
	for i := range cases {
		cases[i] = g.newCase(i)
	}
	slices.SortFunc(cases, func(a, b corpus.Case) int { return strings.Compare(a.ID, b.ID) })
	return cases
}

type generator struct {
	rand      *rand.Rand
	builtin   []corpus.Case
	of        [][]string // by built-in case: the words of its record
	all       []string   // of all records
	countries []string
}

func (g *generator) newCase(number int) corpus.Case {
	like := g.rand.IntN(len(g.builtin))
	model := &g.builtin[like]
	text := func(model string, least int) string {
		words := g.text(like, max(least, int(float64(len(strings.Fields(model)))*(0.6+0.8*g.rand.Float64()))))
		return strings.ToUpper(words[:1]) + words[1:] + "."
	}
	c := corpus.Case{
		ID: fmt.Sprintf("generated/%07d", number), Title: strings.TrimSuffix(text(model.Title, 4), "."),
		URL: fmt.Sprintf("https://cases.example/%d", number), Source: "Generated",
		Countries: []string{g.countries[g.rand.IntN(len(g.countries))]}, Level: model.Level, Year: corpus.OptInt(1990 + g.rand.IntN(36)),
		Problem: text(model.Problem, 10), Summary: text(model.Summary, 20), Results: text(model.Results, 5),
	}
	if g.rand.Float64() < tagged {
		c.Topics, c.Approaches = model.Topics, model.Approaches
		c.Keywords = strings.Fields(g.text(like, 1+g.rand.IntN(4)))
	}
	return c
}

// text draws words: of the record that the case is like, of all records, and new ones.
func (g *generator) text(like, words int) string {
	var text strings.Builder
	for i := range words {
		if i > 0 {
			text.WriteByte(' ')
		}
		switch p := g.rand.Float64(); {
		case p < newWords:
			text.WriteString(g.newWord())
		case p < newWords+ofItsKind:
			text.WriteString(g.of[like][g.rand.IntN(len(g.of[like]))])
		default:
			text.WriteString(g.all[g.rand.IntN(len(g.all))])
		}
	}
	return strings.NewReplacer(".", "", ";", "", ":", "").Replace(text.String())
}

// newWord is one of a hundred thousand, the first ones more often (Zipf).
func (g *generator) newWord() string {
	rank := int(math.Exp(g.rand.Float64() * math.Log(100_000)))
	consonants, vowels := "bdfgklmnprstvz", "aeiou"
	var word strings.Builder
	for word.Len() < 6 || rank > 0 {
		word.WriteByte(consonants[rank%len(consonants)])
		rank /= len(consonants)
		word.WriteByte(vowels[rank%len(vowels)])
		rank /= len(vowels)
	}
	return word.String()
}
