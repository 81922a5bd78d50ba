package tune

import (
	"context"
	"fmt"
	"hash/crc32"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"time"

	"precedent/corpus"
	"precedent/recommend/eval"
	"precedent/recommend/propose"
	"precedent/recommend/rank"
)

// Stripped is how well cases are found that nobody wrote sentences for, as people's
// own are: half of a library is stripped of them and the other half left as it is, each
// half in turn.
type Stripped struct {
	Name   string      // what is left of the records, and whether the other half is shown too
	Report eval.Report // over the stripped cases alone; a problem counts once for each half that treats it
}

// strippings are what is taken from a record: what an own one lacks, and what a plain list lacks too.
var strippings = []struct {
	name    string
	strip   func(c *corpus.Case)
	propose bool // what is lacking is proposed then, as an import does
}{
	{"no sentences", withoutSentences, false},
	{"title, summary and results", bare, false},
	{"the same, imported", bare, true},
}

// bare leaves a title, a summary and results of a record, and where and when it was.
func bare(c *corpus.Case) {
	withoutSentences(c)
	c.Problem, c.Organisation, c.Topics, c.Approaches, c.Keywords = "", "", nil, nil, nil
}

// withoutSentences takes out what is written for matching only.
func withoutSentences(c *corpus.Case) { c.AskedAs, c.Official, c.Also = nil, nil, nil }

// halves is into how many parts a library is split.
const halves = 2

// halfOf tells in which half of the library a case is: by its id, so that a new case
// moves no other one.
func halfOf(id string) int { return int(crc32.ChecksumIEEE([]byte(id)) % halves) }

// MeasureStripped measures how cases without sentences are found, beside the other half of
// the library and alone, where that half only teaches, with whole records and with bare
// ones, and with what an import at that time proposes for these.
func MeasureStripped(ctx context.Context, now time.Time, v *corpus.Vocabulary, library *corpus.Library, queries []eval.Query, qrels eval.Qrels) ([]Stripped, error) {
	var list []Stripped
	for _, s := range strippings {
		for _, beside := range []bool{true, false} {
			name := s.name + ", alone"
			if beside {
				name = s.name + ", beside the other half"
			}
			m := measuring{now: now, grades: eval.Qrels{}, found: eval.Run{}}
			for half := range halves {
				if err := m.half(ctx, v, library, queries, qrels, half, s.strip, s.propose, beside); err != nil {
					return nil, fmt.Errorf("measure %s: %w", name, err)
				}
			}
			list = append(list, Stripped{name, eval.Measure(m.queries, m.grades, m.found)})
		}
	}
	return list, nil
}

// measuring collects what is found in each half, the problems of the two told apart.
type measuring struct {
	now     time.Time
	queries []eval.Query
	grades  eval.Qrels
	found   eval.Run
}

// half adds what is found of one half, stripped.
func (m *measuring) half(ctx context.Context, v *corpus.Vocabulary, library *corpus.Library, queries []eval.Query, qrels eval.Qrels, half int, strip func(*corpus.Case), lacking, beside bool) error {
	var own, others []corpus.Case
	for _, c := range library.Cases() {
		if halfOf(c.ID) != half {
			others = append(others, c)
			continue
		}
		strip(&c)
		own = append(own, c)
	}
	if lacking {
		if err := m.proposeFor(ctx, v, others, own); err != nil {
			return err
		}
	}
	shown := own
	if beside {
		shown = append(shown, others...)
	}
	searched, err := corpus.NewLibrary(shown)
	if err != nil {
		return err
	}
	var opts rank.Options
	if !beside {
		if opts.Teacher, err = corpus.NewLibrary(others); err != nil {
			return err
		}
	}
	e, err := rank.New(slog.New(slog.DiscardHandler), v, searched, opts)
	if err != nil {
		return err
	}
	defer e.Close()
	found, err := Answer(ctx, e, queries)
	if err != nil {
		return err
	}
	for _, q := range queries {
		inHalf := q
		inHalf.ID += "/" + strconv.Itoa(half)
		m.queries = append(m.queries, inHalf)
		m.grades[inHalf.ID] = maps.Clone(qrels[q.ID])
		maps.DeleteFunc(m.grades[inHalf.ID], func(id string, _ int) bool { return halfOf(id) != half })
		m.found[inHalf.ID] = slices.DeleteFunc(found[q.ID], func(r eval.Ranked) bool { return halfOf(r.ID) != half })
	}
	return nil
}

// proposeFor proposes what some records lack, by other cases.
func (m *measuring) proposeFor(ctx context.Context, v *corpus.Vocabulary, others, records []corpus.Case) error {
	library, err := corpus.NewLibrary(others)
	if err != nil {
		return err
	}
	e, err := rank.New(slog.New(slog.DiscardHandler), v, library, rank.Options{})
	if err != nil {
		return err
	}
	defer e.Close()
	p, err := propose.New(e, m.now)
	if err != nil {
		return err
	}
	return p.ForAll(ctx, records, func(int) {})
}
