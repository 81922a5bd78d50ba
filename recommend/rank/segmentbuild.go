package rank

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"slices"

	"precedent/corpus"
	"precedent/corpus/pack"
	"precedent/recommend/indexfile"
	"precedent/recommend/understand/names"
)

// ErrBuiltinIDs says that a case has the id of a built-in one.
var ErrBuiltinIDs = errors.New("a case has the id of one of the built-in library")

// BuildSegment analyses the cases of a large library beside the built-in ones, whose ids are none of
// theirs ([ErrBuiltinIDs]), and returns what writes the index of them.
func BuildSegment(ctx context.Context, lg *slog.Logger, v *corpus.Vocabulary, builtin *corpus.Library, cases []corpus.Case, progress func(done, all int)) (write func(*indexfile.Writer) error, err error) {
	for i := range cases {
		if builtin.Case(cases[i].ID) != nil {
			return nil, fmt.Errorf("%w: %s", ErrBuiltinIDs, cases[i].ID)
		}
	}
	lib, err := corpus.NewLibrary(slices.Concat(builtin.Cases(), cases))
	if err != nil {
		return nil, err
	}
	e, err := newEngine(lg, v, lib, Options{building: true}, prepared())
	if err != nil {
		return nil, err
	}
	b := newSegmentBuilder(e)
	return func(w *indexfile.Writer) error { return b.write(ctx, w, progress) }, nil
}

// segmentBuilder writes what is known of an engine's own cases as a segment.
type segmentBuilder struct {
	e       *Engine
	own     []int   // numbers of the cases, in order of id
	builtin []int   // and of those of the built-in library
	then    []int32 // by number: that which the segment has for a case
	segment Segment // as far as it is held in memory
	alike   [][]lender
}

func newSegmentBuilder(e *Engine) *segmentBuilder {
	b := &segmentBuilder{e: e, own: e.own, then: make([]int32, len(e.docs))}
	b.builtin = slices.DeleteFunc(numbersTo(len(e.docs)), func(n int) bool { return isOneOf(b.own, n) })
	for i, n := range slices.Concat(b.builtin, b.own) {
		b.then[n] = int32(i)
	}
	s, m := &b.segment, &b.segment.meta
	m.Cases, m.Builtin, m.Tags = len(b.own), len(b.builtin), len(e.stats.tags.ids)
	m.FitScales = [2]float64{e.fitScales.with, e.fitScales.without}
	s.words, s.stems = e.words.Library, e.stats.stems
	s.cases, s.told = make([]int32, len(s.stems)), make([]bool, len(s.stems))
	levels, languages, libraries := newNumbering(&m.Levels), newNumbering(&m.Languages), newNumbering(&m.Libraries)
	countries := map[string]uint16{}
	s.tagStarts, s.borrowedStarts = []uint32{0}, []uint32{0}
	for place, n := range b.own {
		its, d := e.known[n], &e.docs[n]
		s.ids, s.years = append(s.ids, d.id), append(s.years, uint16(min(its.year, math.MaxUint16)))
		s.levels, s.languages = append(s.levels, uint8(levels(its.level))), append(s.languages, uint8(languages(e.languages[n])))
		s.proposed = append(s.proposed, uint8(its.proposed|d.proposed))
		key := fmt.Sprint(its.countries)
		if _, known := countries[key]; !known {
			countries[key] = uint16(len(m.Countries))
			m.Countries = append(m.Countries, its.countries)
		}
		s.countries, s.libraries = append(s.countries, countries[key]), append(s.libraries, uint16(libraries(its.library)))
		for _, tag := range d.tags {
			s.tags = append(s.tags, uint8(tag))
		}
		s.tagStarts = append(s.tagStarts, uint32(len(s.tags)))
		for _, l := range d.borrowed.lenders {
			if then := b.then[l.number]; int(then) < len(b.builtin) {
				s.borrowed = append(s.borrowed, roughLender{uint16(then), float32(l.share)})
			}
		}
		s.borrowedStarts = append(s.borrowedStarts, uint32(len(s.borrowed)))
		for _, e := range d.entries {
			s.cases[e.term]++
			s.told[e.term] = s.told[e.term] || e.shown
		}
		for f, length := range d.lengths {
			m.Words[f] += length
			if length > 0 {
				m.Having[f]++
			}
		}
		if isOneOf(e.guessed, n) {
			m.Guessed = append(m.Guessed, place)
		}
	}
	return b
}

// newNumbering numbers texts in the order in which they are met.
func newNumbering(list *[]string) func(text string) int {
	return func(text string) int {
		if i := slices.Index(*list, text); i >= 0 {
			return i
		}
		*list = append(*list, text)
		return len(*list) - 1
	}
}

// writeEvery is after how many values of a list progress is told.
const writeEvery = 1_000

func (b *segmentBuilder) write(ctx context.Context, w *indexfile.Writer, progress func(done, all int)) error {
	s, e := &b.segment, b.e
	if len(e.docs) <= maxAlikeCases {
		s.meta.Alike = true
		cases := make([]scored, len(e.docs))
		for n := range e.docs {
			cases[b.then[n]].number = n
		}
		b.alike = alikeCases(e.collection, cases)
	}
	meta, err := json.Marshal(s.meta)
	if err != nil {
		return err
	}
	w.Section(sectionMeta, meta)
	w.Section(sectionWords, pack.Write(s.packWords))
	w.Section(sectionCases, pack.Write(s.packCases))
	w.Section(sectionReadings, pack.Write(func(p *pack.Coder) { packReadings(p, e.readings.read) }))
	starts, byStart := b.names()
	w.Section(sectionStarts, pack.Write(func(p *pack.Coder) { p.Sorted(&starts) }))
	var failed error
	list := func(name string, n int, value func(i int, room []byte) []byte) {
		w.List(name, n, func(i int, room []byte) []byte {
			if i%writeEvery == 0 && failed == nil {
				failed = ctx.Err()
			}
			if failed != nil {
				return room
			}
			if progress != nil && name == listDocs && i%writeEvery == 0 {
				progress(i, n)
			}
			return value(i, room)
		})
	}
	list(listNames, len(byStart), func(i int, room []byte) []byte {
		return pack.Append(room, func(p *pack.Coder) { packNames(p, byStart[i]) })
	})
	byTerm := b.postings()
	list(listPostings, len(byTerm), func(i int, room []byte) []byte { return byTerm[i].append(room) })
	list(listDocs, len(b.own), func(i int, room []byte) []byte {
		d := e.docs[b.own[i]]
		d.borrowed.lenders = b.lendersThen(d.borrowed.lenders)
		d.id = ""
		return appendDoc(room, &d)
	})
	list(listRecords, len(b.own), func(i int, room []byte) []byte {
		data, err := json.Marshal(&e.cases[b.own[i]])
		if err != nil {
			failed = err
		}
		return append(room, data...)
	})
	byLender := b.lent()
	list(listLent, len(byLender), func(i int, room []byte) []byte { return byLender[i].append(room) })
	b.addresses(w)
	list(listNear, len(b.alike), func(i int, room []byte) []byte {
		return appendLenders(room, b.lendersThen(b.alike[i]))
	})
	return failed
}

// lendersThen are lenders with the numbers that the segment has for them.
func (b *segmentBuilder) lendersThen(lenders []lender) []lender {
	list := slices.Clone(lenders)
	for i := range list {
		list[i].number = int(b.then[list[i].number])
	}
	return list
}

// place is that of one of the own cases in the segment.
func (b *segmentBuilder) place(number int) int32 { return b.then[number] - int32(len(b.builtin)) }

// postings are those of the own cases, by word.
func (b *segmentBuilder) postings() []postings {
	lists := make([]postings, len(b.segment.stems))
	for term, n := range b.segment.cases {
		lists[term] = postings{make([]int32, 0, n), make([]mark, 0, n)}
	}
	for place, n := range b.own {
		d := &b.e.docs[n]
		norm := b.e.stats.fieldWeights(d, &b.e.weights)
		for i := range d.entries {
			e := &d.entries[i]
			m := markOf(frequency(e, &norm))
			if e.shown {
				m |= inTheRecord
			}
			if e.isInName() {
				m |= inName
			}
			l := &lists[e.term]
			l.places, l.marks = append(l.places, int32(place)), append(l.marks, m)
		}
	}
	return lists
}

// lent are the own cases that borrow from each of the built-in ones.
func (b *segmentBuilder) lent() []postings {
	lists := make([]postings, len(b.builtin))
	for place, n := range b.own {
		for _, l := range b.e.docs[n].borrowed.lenders {
			if from := int(b.then[l.number]); from < len(lists) {
				lists[from].places = append(lists[from].places, int32(place))
				lists[from].marks = append(lists[from].marks, mark(min(math.MaxUint16, inSteps(l.share))))
			}
		}
	}
	return lists
}

// addresses writes which case each address leads to.
func (b *segmentBuilder) addresses(w *indexfile.Writer) {
	full, bare := addressTable{}, addressTable{}
	for place, n := range b.own {
		f, r, ok := corpus.AddressKeys(b.e.cases[n].URL)
		if !ok {
			continue
		}
		full.add(f, place)
		if !corpus.FrontPage(r) {
			bare.add(r, place)
		}
	}
	w.Section(sectionFull, full.bytes())
	w.Section(sectionBare, bare.bytes())
}

// names are those of the own cases, by what they are found by.
func (b *segmentBuilder) names() (starts []string, byStart []names.Table) {
	for _, n := range b.e.understander.Names.Table {
		if !isOneOf(b.own, int(n.Number)) {
			continue
		}
		n.Number = b.place(int(n.Number))
		if start := n.Start(); len(starts) == 0 || starts[len(starts)-1] != start {
			starts, byStart = append(starts, start), append(byStart, nil)
		}
		byStart[len(byStart)-1] = append(byStart[len(byStart)-1], n)
	}
	for _, table := range byStart {
		slices.SortStableFunc(table, func(a, b names.CaseName) int { return cmp.Compare(a.Number, b.Number) })
	}
	return starts, byStart
}
