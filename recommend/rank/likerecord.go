package rank

import (
	"maps"
	"math"
	"slices"

	"precedent/corpus"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// Proposer proposes topics and approaches for records that are in no library yet: those on which the
// phrases of the thesaurus in a record and the cases of an engine that it is most like agree. It is
// safe for concurrent use.
type Proposer struct {
	Language func(c *corpus.Case) string // that a record is in

	c    *collection
	u    *understand.Understander
	near *neighbours
}

// NewProposer makes a proposer by the cases of an engine, which are built-in ones.
func NewProposer(e *Engine) *Proposer {
	tell := e.understander.LanguageTeller(e.words.Library)
	language := func(c *corpus.Case) string {
		code, _ := tell(c)
		return code
	}
	return &Proposer{language, e.collection, e.understander, newNeighbours(e.collection, numbersTo(len(e.docs)))}
}

// ProposedTag is a topic or approach with the words of the record that led to it.
type ProposedTag struct {
	ID    string
	Words []string
}

// RecordTagger proposes tags of one record after the other, for one goroutine.
type RecordTagger struct {
	*Proposer
	search   *neighbourSearch
	analyzer *analysis.Analyzer
	taggers  map[string]*understand.Tagger
	terms    map[string]int32 // by stem
}

// NewTagger makes a tagger of records in which some words tell nothing, by their stems: see
// [Proposer.CommonWords].
func (p *Proposer) NewTagger(common map[string]bool) *RecordTagger {
	t := &RecordTagger{p, p.near.search(), analysis.NewAnalyzer(p.c.words), map[string]*understand.Tagger{}, map[string]int32{}}
	for stem := range common {
		t.terms[stem] = saysNothing
	}
	return t
}

// What is known of a stem that is no term of the engine.
const (
	unknownTerm = -1 - iota // no case has it
	saysNothing             // nearly all records have it
)

// How many records words are counted in, those at least that any can be called common in, and the
// share of them that such a word stands in.
const (
	commonAmong = 1000
	leastAmong  = 50
	commonShare = 0.5
)

// CommonWords are the stems of the words that most of some records have, as those of the headings
// have that their texts are joined under. They make no record like a built-in case.
func (p *Proposer) CommonWords(records []corpus.Case) map[string]bool {
	a := analysis.NewAnalyzer(p.c.words)
	counts, among := map[string]int{}, 0
	for i := 0; i < len(records); i += 1 + len(records)/commonAmong {
		among++
		seen := map[string]bool{}
		for _, text := range textsOf(&records[i]) {
			for _, tok := range analysis.Tokenize(text) {
				if stem := a.Stem(tok.Word); !seen[stem] {
					seen[stem] = true
					counts[stem]++
				}
			}
		}
	}
	common := map[string]bool{}
	for stem, n := range counts {
		if stem != "" && among >= leastAmong && float64(n) > commonShare*float64(among) {
			common[stem] = true
		}
	}
	return common
}

// textsOf are the texts of a record that are held against those of others.
func textsOf(c *corpus.Case) []string {
	return slices.Concat([]string{c.Title}, c.Keywords, []string{c.Problem, c.Summary, c.Results, c.Organisation})
}

// saidAlone is how much the phrases of a topic must weigh in a record that no case is like.
const saidAlone = 2.0

// TagsOf proposes topics and approaches for a record in a language that lacks them, the surest
// first. As at the start of an engine, those of one in another language than English are told by
// its phrases alone.
func (t *RecordTagger) TagsOf(c *corpus.Case, language string) (list []ProposedTag, err error) {
	tagger := t.taggers[language]
	if tagger == nil {
		if tagger, err = t.u.NewTagger(language); err != nil {
			return nil, err
		}
		t.taggers[language] = tagger
	}
	add := func(id string, words []string) {
		if len(list) < understand.MaxInferred && understand.LacksFacet(t.c.vocabulary.Taxonomy, c, id) {
			list = append(list, ProposedTag{id, words})
		}
	}
	told := *c
	told.Organisation = "" // a ministry of health runs much that is about something else
	said := tagger.Spoken(&told)
	if language != corpus.English {
		for _, s := range said {
			add(s.ID, s.Phrases)
		}
		return list, nil
	}
	lenders := t.search.nearestTo(t.read(c), t.c.numberOf(c.ID))
	if len(lenders) == 0 {
		for _, s := range said {
			if s.Worth >= saidAlone {
				add(s.ID, s.Phrases)
			}
		}
		return list, nil
	}
	spoken := map[int32][]string{}
	for _, s := range said {
		spoken[t.c.stats.tags.number[s.ID]] = s.Phrases
	}
	for _, tag := range lentTags(worthBy(t.c, lenders), func(int32) float64 { return lentBesidePhrases }) {
		if words := spoken[tag]; words != nil {
			add(t.c.stats.tags.ids[tag], words)
		}
	}
	return list, nil
}

// read makes a story of the words of a record.
func (t *RecordTagger) read(c *corpus.Case) (r story) {
	counts, unknown := map[int32]int{}, map[string]int{}
	for _, text := range textsOf(c) {
		for _, tok := range analysis.Tokenize(text) {
			stem := t.analyzer.Stem(tok.Word)
			if stem == "" {
				continue
			}
			term, known := t.terms[stem]
			if !known {
				var ok bool
				if term, ok = t.c.stats.stems.find(stem); !ok {
					term = unknownTerm
				}
				t.terms[stem] = term
			}
			if term < 0 {
				if term == unknownTerm {
					unknown[stem]++
				}
				continue
			}
			counts[term]++
		}
	}
	weigh := func(n int, idf float64) float64 {
		w := repeated[min(n, len(repeated)-1)] * idf
		r.norm += w * w
		return w
	}
	for _, term := range slices.Sorted(maps.Keys(counts)) {
		r.terms = append(r.terms, term)
		r.weights = append(r.weights, weigh(counts[term], t.c.stats.idfs[term]))
	}
	for _, stem := range analysis.SortedKeys(unknown) {
		weigh(unknown[stem], idf(t.c.stats.cases, 0))
	}
	r.norm = math.Sqrt(r.norm)
	return r
}
