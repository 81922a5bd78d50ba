package rank

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"sync"

	"precedent/corpus"
)

// addressTable says which case an address leads to, by a hash of the address: that of several cases,
// none.
type addressTable map[uint64]int

const severalCases = -1

func hashOf(address string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(address))
	return h.Sum64()
}

func (t addressTable) add(address string, place int) {
	key := hashOf(address)
	if _, twice := t[key]; twice {
		place = severalCases
	}
	t[key] = place
}

// addressSize is how many bytes one takes.
const addressSize = 8 + 4

// bytes are the hashes in order, each with the place of its case.
func (t addressTable) bytes() (data []byte) {
	keys := make([]uint64, 0, len(t))
	for key, place := range t {
		if place != severalCases {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		data = binary.LittleEndian.AppendUint64(data, key)
		data = binary.LittleEndian.AppendUint32(data, uint32(t[key]))
	}
	return data
}

// addresses are such a table as it is written.
type addresses []byte

// place is that of the case that an address leads to, -1 for none.
func (a addresses) place(address string) int {
	key := hashOf(address)
	low, high := 0, len(a)/addressSize
	for low < high {
		middle := (low + high) / 2
		switch found := binary.LittleEndian.Uint64(a[middle*addressSize:]); {
		case found == key:
			return int(binary.LittleEndian.Uint32(a[middle*addressSize+8:]))
		case found < key:
			low = middle + 1
		default:
			high = middle
		}
	}
	return -1
}

// addressesIn reads them when they are first asked for.
func (s *Segment) addressesIn(section string) func() addresses {
	return sync.OnceValue(func() addresses {
		data, err := s.file.Section(section)
		if err != nil {
			s.fail(err)
		}
		return data
	})
}

// ByURL reads the case that an address leads to in one of its forms, nil where there is none or
// several.
func (s *Segment) ByURL(full, bare string) *corpus.Case {
	for _, try := range []struct {
		address string
		table   func() addresses
	}{{full, s.full}, {bare, s.bare}} {
		place := try.table().place(try.address)
		if place < 0 || place >= s.meta.Cases {
			continue
		}
		c := s.record(place)
		if f, b, ok := corpus.AddressKeys(c.URL); ok && (f == try.address || b == try.address) {
			return c
		}
	}
	return nil
}
