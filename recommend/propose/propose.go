package propose

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"precedent/corpus"
	"precedent/recommend/rank"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// Proposer proposes what records lack. It is safe for concurrent use.
type Proposer struct {
	vocabulary   *corpus.Vocabulary
	understander *understand.Understander
	tags         *rank.Proposer
	towns        map[string][]string
	year         int // the present one

	mu      sync.Mutex
	readers map[string]*reader // by language
}

// New makes a proposer by an engine over the built-in library. now tells the present year, later
// than which nothing began.
func New(e *rank.Engine, now time.Time) (*Proposer, error) {
	v := e.Vocabulary()
	towns, err := v.Towns()
	if err != nil {
		return nil, fmt.Errorf("read the towns: %w", err)
	}
	return &Proposer{
		vocabulary: v, understander: e.Understander(), tags: rank.NewProposer(e), towns: towns, year: now.Year(), readers: map[string]*reader{},
	}, nil
}

// reader returns what reads records in a language, which is made when it is first met.
func (p *Proposer) reader(language string) (*reader, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.readers[language]; r != nil {
		return r, nil
	}
	t := p.understander.English
	if language != corpus.English {
		var err error
		if t, err = p.understander.Foreign[language](); err != nil {
			return nil, err
		}
	}
	r, err := newReader(p.vocabulary, t, p.towns)
	if err == nil {
		p.readers[language] = r
	}
	return r, err
}

// chunk is how many records one goroutine takes at a time.
const chunk = 64

// ForAll proposes what each of some records lacks and puts it into its field, unless that has
// been filled before; it keeps all processors busy. progress is told how many records are done,
// by one goroutine after the other.
func (p *Proposer) ForAll(ctx context.Context, cases []corpus.Case, progress func(done int)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	common := p.tags.CommonWords(cases)
	var next atomic.Int64
	var telling sync.Mutex
	done := 0
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 1+len(cases)/chunk) {
		workers.Go(func() {
			tagger := p.tags.NewTagger(common)
			for ctx.Err() == nil {
				from := int(next.Add(chunk)) - chunk
				if from >= len(cases) {
					return
				}
				some := cases[from:min(from+chunk, len(cases))]
				for i := range some {
					if some[i].Proposed != nil {
						continue
					}
					found, err := p.propose(&some[i], tagger)
					if err != nil {
						cancel(fmt.Errorf("propose what the case %s lacks: %w", some[i].ID, err))
						return
					}
					some[i].Proposed = found
				}
				telling.Lock()
				done += len(some)
				progress(done)
				telling.Unlock()
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}

// propose proposes what a record lacks, nil for one that lacks nothing or tells nothing of it.
func (p *Proposer) propose(c *corpus.Case, tagger *rank.RecordTagger) (*corpus.Proposed, error) {
	if len(c.Countries) > 0 && c.Level != "" && c.Year != 0 && !understand.LacksTags(c) {
		return nil, nil
	}
	language := p.tags.Language(c)
	r, err := p.reader(language)
	if err != nil {
		return nil, err
	}
	of := r.partsOf(c)
	var found corpus.Proposed
	if len(c.Countries) == 0 {
		found.Countries = p.countriesOf(r, c, &of)
	}
	if c.Level == "" {
		found.Level = p.levelOf(r, &of)
	}
	if c.Year == 0 {
		found.Year = p.yearOf(r, &of)
	}
	if understand.LacksTags(c) {
		tags, err := tagger.TagsOf(c, language)
		if err != nil {
			return nil, err
		}
		for _, t := range tags {
			list := &found.Approaches
			if p.vocabulary.Taxonomy.IsTopic(t.ID) {
				list = &found.Topics
			}
			var words []string
			for _, w := range t.Words {
				words = appendWords(words, w)
			}
			*list = append(*list, corpus.Proposal{ID: t.ID, Words: words})
		}
	}
	if found.Empty() { // which would say that nothing is wanted
		return nil, nil
	}
	return &found, nil
}

// mostWords is how many words that led to a proposal are told.
const mostWords = 4

// appendWords appends what led to a proposal, once.
func appendWords(list []string, words string) []string {
	same := func(other string) bool { return analysis.Fold(other) == analysis.Fold(words) }
	if len(list) == mostWords || slices.ContainsFunc(list, same) {
		return list
	}
	return append(list, words)
}
