package propose

import (
	"fmt"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
	"precedent/recommend/understand/scope"
)

// reader reads records in one language. It is read-only once made.
type reader struct {
	code      string
	scope     *scope.Reader
	lexicon   *lexicon.Lexicon
	towns     *analysis.PhraseTable[string] // -> code of the country
	initials  map[string]bool               // towns and regions by their initials, folded: NYC
	elsewhere *analysis.PhraseTable[bool]
	began     *analysis.PhraseTable[bool]
	dated     *analysis.PhraseTable[bool] // words that may stand between what begins and its year
	named     *analysis.PhraseTable[bool] // words beside a number that make it no year
	subjects  *analysis.PhraseTable[bool]
	bodies    *analysis.PhraseTable[body]
}

func newReader(v *corpus.Vocabulary, t *lexicon.Lexicon, towns map[string][]string) (*reader, error) {
	code := t.Code
	said, err := v.RecordWords(code)
	if err != nil {
		return nil, fmt.Errorf("read how records are written in %s: %w", code, err)
	}
	words, err := v.Words(code)
	if err != nil {
		return nil, fmt.Errorf("read how records are written in %s: %w", code, err)
	}
	r := &reader{
		code: code, scope: t.Context, lexicon: t, towns: analysis.NewPhraseTable[string](), initials: map[string]bool{},
		elsewhere: analysis.PhrasesOf(code, said.Elsewhere, true), began: analysis.PhrasesOf(code, said.Began, true),
		dated: analysis.NewPhraseTable[bool](), named: analysis.NewPhraseTable[bool](),
		subjects: analysis.PhrasesOf(code, said.Subjects, true), bodies: analysis.NewPhraseTable[body](),
	}
	for _, list := range [][]string{words.Times.During, words.Times.Months, words.Times.Since, words.Times.Between} {
		analysis.AddPhrases(code, r.dated, list, true)
	}
	for _, country := range analysis.SortedKeys(towns) {
		for _, town := range towns[country] {
			words := analysis.WordsOf(analysis.TokenizeIn(code, town))
			if analysis.AllCapitals(town) {
				r.initials[words[0]] = true
			}
			if !slices.Contains(r.towns.Values(words), country) { // Kraków is Krakow, too
				r.towns.Add(words, country)
			}
		}
	}
	for _, list := range [][]string{words.Times.Named, words.Times.Amounts} {
		analysis.AddPhrases(code, r.named, list, true)
	}
	for _, level := range v.Taxonomy.Levels {
		for _, phrase := range said.Bodies[level.ID] {
			name, country := strings.CutSuffix(phrase, " *")
			analysis.AddPhrases(code, r.bodies, []string{name}, body{level.ID, country})
		}
	}
	return r, nil
}

// text is one of the texts of a record, in words.
type text struct {
	raw    string
	tokens []analysis.Token
	words  []string
	gaps   []bool
}

func (r *reader) textOf(raw string) text {
	tokens := r.lexicon.Tokenize(raw)
	return text{raw, tokens, analysis.WordsOf(tokens), analysis.GapsOf(tokens)}
}

// typed is what stands at some words of a text.
func (t *text) typed(from, to int) string { return analysis.AsTyped(t.raw, t.tokens, from, to) }

// parts are the texts of a record.
type parts struct {
	title, organisation text
	story               []text // problem, what was done, what came of it
	lower               bool   // the record has no capitals, which prove nothing then
}

func (r *reader) partsOf(c *corpus.Case) parts {
	p := parts{title: r.textOf(c.Title), organisation: r.textOf(c.Organisation), lower: true}
	for _, raw := range []string{c.Problem, c.Summary, c.Results} {
		p.story = append(p.story, r.textOf(raw))
	}
	for _, t := range slices.Concat([]text{p.title, p.organisation}, p.story) {
		p.lower = p.lower && !slices.ContainsFunc(t.tokens, func(tok analysis.Token) bool { return analysis.Capital(tok.Raw) })
	}
	return p
}
