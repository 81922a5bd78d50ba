package rank

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"precedent/recommend/indexfile"
)

// postings say in which cases of a segment a word stands, and how much.
type postings struct {
	places []int32 // of the cases, in order
	marks  []mark  // of each
}

// mark is a level of frequency, weighted by field, with two bits for where the word stands.
type mark uint16

const (
	inTheRecord  mark = 1 << iota // the record itself has the word
	inName                        // its title or keywords do
	markBits     = iota
	levels       = 1 << (16 - markBits)
	levelsPerBit = 1_600 // twice the frequency is so many levels up, where that is not small
	finest       = 1. / 8
)

// frequencies are how often a word stands in a case, weighted by field, by level: one level is a
// twentieth of a percent above the one below.
var frequencies = func() (table [levels]float32) {
	for level := range table {
		table[level] = float32(finest * (math.Exp2(float64(level)/levelsPerBit) - 1))
	}
	return table
}()

// levelOf is the level nearest to a frequency.
func levelOf(frequency float64) uint16 {
	return uint16(min(levels-1, math.Round(levelsPerBit*math.Log2(1+frequency/finest))))
}

// markOf is the mark of a word that stands so often in a case, nowhere told yet.
func markOf(frequency float64) mark { return mark(levelOf(frequency)) << markBits }

func (m mark) level() int { return int(m >> markBits) }

// append writes postings: how far each place is from the one before, and its mark.
func (p *postings) append(data []byte) []byte {
	last := int32(-1)
	for _, place := range p.places {
		data = binary.AppendUvarint(data, uint64(place-last))
		last = place
	}
	for _, m := range p.marks {
		data = binary.LittleEndian.AppendUint16(data, uint16(m))
	}
	return data
}

// has tells whether the word stands in a case.
func (p *postings) has(place int32) bool {
	_, has := slices.BinarySearch(p.places, place)
	return has
}

// readPostings reads so many postings of a segment with so many cases.
func readPostings(data []byte, count, cases int) (*postings, error) {
	p := &postings{places: make([]int32, count), marks: make([]mark, count)}
	place := uint64(0)
	for i := range p.places {
		ahead, size := binary.Uvarint(data)
		if place += ahead; size <= 0 || ahead == 0 || place > uint64(cases) {
			return nil, fmt.Errorf("%w: postings", indexfile.ErrDamaged)
		}
		p.places[i], data = int32(place-1), data[size:]
	}
	if len(data) != 2*count {
		return nil, fmt.Errorf("%w: postings", indexfile.ErrDamaged)
	}
	for i := range p.marks {
		p.marks[i] = mark(binary.LittleEndian.Uint16(data[2*i:]))
	}
	return p, nil
}

// readLent reads which cases of a segment borrow from one, and how much.
func readLent(data []byte, cases int) (*postings, error) {
	// Each place takes a byte that ends it, and each share two more.
	count := 0
	for rest := data; len(rest) > 2*count; count++ {
		_, size := binary.Uvarint(rest)
		if size <= 0 {
			return nil, fmt.Errorf("%w: postings", indexfile.ErrDamaged)
		}
		rest = rest[size:]
	}
	return readPostings(data, count, cases)
}

var noPostings = &postings{}

// postingsOf are the postings of a word, by its number among all words.
func (s *Segment) postingsOf(term int32) *postings {
	if s == nil {
		return noPostings
	}
	term = s.ownTerm(term)
	if term < 0 || s.cases[term] == 0 {
		return noPostings
	}
	return s.found.postings.get(term, func() *postings {
		p := valueOf(s, s.postings, int(term), func(data []byte) (*postings, error) {
			return readPostings(data, int(s.cases[term]), s.meta.Cases)
		})
		return cmp.Or(p, noPostings)
	})
}
