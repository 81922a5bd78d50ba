package corpus

import (
	"fmt"
	"hash/crc32"
	"sync"

	"precedent/corpus/pack"
)

// packCases returns cases as they are embedded.
func packCases(cases []Case) []byte {
	return pack.Write(func(p *pack.Coder) { pack.List(p, &cases, func(c *Case) { c.pack(p) }) })
}

// unpackCases reads them.
func unpackCases(data string) (cases []Case, err error) {
	if err := pack.Read(data, func(p *pack.Coder) { pack.List(p, &cases, func(c *Case) { c.pack(p) }) }); err != nil {
		return nil, fmt.Errorf("read the built-in cases: %w", err)
	}
	return cases, nil
}

// digestTable is that of the sum that processors have an instruction for.
var digestTable = crc32.MakeTable(crc32.Castagnoli)

// digestRooms have room for the bytes of a record, since all records are digested at once.
var digestRooms = sync.Pool{New: func() any { return new([]byte) }}

// Digest tells records apart: of those with one id, two with the same digest say the
// same. It stays what it is for as long as [Case] has the same fields.
func (c *Case) Digest() uint64 {
	room := digestRooms.Get().(*[]byte)
	defer digestRooms.Put(room)
	*room = pack.Append((*room)[:0], c.pack)
	return uint64(len(*room))<<32 | uint64(crc32.Checksum(*room, digestTable))
}
