package rank

import (
	"encoding/binary"
	"fmt"
	"math"

	"precedent/recommend"
	"precedent/recommend/indexfile"
)

// What is known of a case of a segment is read hundreds of times for a problem, so it is written
// down by hand: how far each term is from the one before, a byte for the fields that it stands in,
// and how often where that is more than once.

// Bits of the byte that says where a term stands: the lowest are its fields.
const (
	inTheRecordBit = 1 << recommend.NumFields
	oftenBit       = inTheRecordBit << 1 // more than once in one of the fields
	sentenceFields = 1<<recommend.FieldAsked | 1<<recommend.FieldOfficial
)

// appendDoc writes what is known of a case. Its lenders have the numbers that the segment has for
// them.
func appendDoc(data []byte, d *analysedCase) []byte {
	u := func(n uint64) { data = binary.AppendUvarint(data, n) }
	for _, n := range d.lengths {
		u(uint64(n))
	}
	u(uint64(len(d.tags)))
	for _, tag := range d.tags {
		u(uint64(tag))
	}
	foreign := uint64(0)
	for i := range d.entries {
		if d.entries[i].read > 0 {
			foreign = 1
		}
	}
	u(uint64(len(d.entries))<<1 | foreign)
	last := int32(-1)
	for i := range d.entries {
		e := &d.entries[i]
		u(uint64(e.term - last))
		last = e.term
		where := byte(0)
		for f, n := range e.count {
			if n > 0 {
				where |= 1 << f
			}
			if n > 1 {
				where |= oftenBit
			}
		}
		if e.shown {
			where |= inTheRecordBit
		}
		data = append(data, where)
		if where&oftenBit != 0 {
			for _, n := range e.count {
				if n > 0 {
					u(uint64(n))
				}
			}
		}
		if where&sentenceFields != 0 {
			u(e.asked)
		}
		if foreign == 1 {
			u(uint64(e.read))
		}
	}
	data = appendLenders(data, d.borrowed.lenders)
	u(uint64(len(d.borrowed.terms)))
	last = -1
	for _, term := range d.borrowed.terms {
		u(uint64(term - last))
		last = term
	}
	for _, count := range d.borrowed.counts {
		data = binary.LittleEndian.AppendUint16(data, levelOf(float64(count)))
	}
	return data
}

// appendLenders writes cases that others borrow from, or are like.
func appendLenders(data []byte, list []lender) []byte {
	data = binary.AppendUvarint(data, uint64(len(list)))
	for _, l := range list {
		for _, n := range []uint64{uint64(l.number), inSteps(l.alike), inSteps(l.share)} {
			data = binary.AppendUvarint(data, n)
		}
	}
	return data
}

// inSteps is the step nearest to a share.
func inSteps(share float64) uint64 { return uint64(math.Round(share * shareSteps)) }

// docReader reads what was written so. What is not there is 0, and tells in bad.
type docReader struct {
	data []byte
	bad  bool
}

func (r *docReader) next() uint64 {
	if len(r.data) > 0 && r.data[0] < 0x80 {
		n := r.data[0]
		r.data = r.data[1:]
		return uint64(n)
	}
	return r.long()
}

func (r *docReader) long() uint64 {
	n, size := binary.Uvarint(r.data)
	if size <= 0 {
		r.data, r.bad = nil, true
		return 0
	}
	r.data = r.data[size:]
	return n
}

// many is a number of things that each take some bytes at least.
func (r *docReader) many(n uint64, each int) int {
	if n > uint64(len(r.data)/each) {
		r.data, r.bad = nil, true
		return 0
	}
	return int(n)
}

func (r *docReader) err() error {
	if r.bad || len(r.data) > 0 {
		return fmt.Errorf("%w: a case", indexfile.ErrDamaged)
	}
	return nil
}

// readDoc reads what is known of a case. number tells the present numbers of lenders; terms has the
// present numbers of terms, nil where they are the same.
func readDoc(data []byte, number func(then int) int, terms []int32, words int) (*analysedCase, error) {
	r := docReader{data: data}
	d := &analysedCase{}
	for f := range d.lengths {
		d.lengths[f] = int(r.next())
	}
	d.tags = make([]int32, r.many(r.next(), 1))
	for i := range d.tags {
		d.tags[i] = int32(r.next())
	}
	count := r.next()
	foreign := count&1 == 1
	d.entries = make([]entry, r.many(count>>1, 2))
	term := func(last int) int { // the number of the next term, and that which it has now
		n := last + int(r.next())
		if n >= words || n <= last {
			r.data, r.bad = nil, true
			return last
		}
		return n
	}
	last := -1
	for i := range d.entries {
		e := &d.entries[i]
		if last = term(last); r.bad || len(r.data) == 0 {
			break
		}
		e.term = int32(last)
		where := r.data[0]
		r.data = r.data[1:]
		e.shown = where&inTheRecordBit != 0
		for f := range e.count {
			if where&(1<<f) != 0 {
				if e.count[f] = 1; where&oftenBit != 0 {
					e.count[f] = uint16(r.next())
				}
			}
		}
		if where&sentenceFields != 0 {
			e.asked = r.next()
		}
		if foreign {
			e.read = uint16(r.next())
		}
	}
	d.borrowed.lenders = r.lenders(number)
	d.borrowed.terms = make([]int32, r.many(r.next(), 3))
	last = -1
	for i := range d.borrowed.terms {
		last = term(last)
		d.borrowed.terms[i] = int32(last)
	}
	d.borrowed.counts = make([]float32, len(d.borrowed.terms))
	if len(r.data) != 2*len(d.borrowed.counts) {
		r.bad = true
	}
	if r.bad {
		return nil, r.err()
	}
	for i := range d.borrowed.counts {
		d.borrowed.counts[i] = frequencies[binary.LittleEndian.Uint16(r.data[2*i:])%levels]
	}
	if terms != nil {
		for i := range d.entries {
			d.entries[i].term = terms[d.entries[i].term]
		}
		for i, term := range d.borrowed.terms {
			d.borrowed.terms[i] = terms[term]
		}
	}
	d.listTerms()
	return d, nil
}

func (r *docReader) lenders(number func(then int) int) []lender {
	list := make([]lender, r.many(r.next(), 3))
	for i := range list {
		list[i] = lender{number(int(min(r.next(), 1<<31))), float64(r.next()) / shareSteps, float64(r.next()) / shareSteps}
	}
	return list
}
