// Package indexfile keeps an index in one file on disk: named sections that are read whole, and
// lists of values that are read one by one, each with a sum that tells whether it is as it was
// written. It knows nothing of what an index says.
//
// A file is written beside its place and put there in whole, so that a reader meets the old file
// or the new one and never a half of either; whoever has the old one open goes on reading it. What
// was cut off, was written for something else, or has a byte changed is an error that says so, and
// never a wrong value: a reader drops such a file and makes it anew.
//
// The layout, all numbers with the lowest byte first:
//
//	magic and form                      16 bytes
//	sections, each followed by its sum  (CRC-32, Castagnoli)
//	table of the sections as JSON, with the key that says what the file was made from
//	place, length and sum of the table, and the magic once more
package indexfile

import (
	"errors"
	"hash/crc32"
)

// What is wrong with a file that cannot be used. Errors of this package are wrapped around them.
var (
	ErrDamaged = errors.New("the index is damaged")                   // cut off, or a byte is not as it was written
	ErrForeign = errors.New("the index was made from something else") // of another version, or for other cases
)

const (
	magic     = "precedent-index\n" // begins and ends a file
	sumSize   = 4
	tailSize  = 8 + 4 + sumSize + len(magic)
	maxTable  = 1 << 20 // bytes of the table
	maxHeld   = 1 << 30 // bytes of a section that is read whole
	maxListed = 1 << 26 // bytes of a value of a list
)

var sumTable = crc32.MakeTable(crc32.Castagnoli)

func sumOf(data []byte) uint32 { return crc32.Checksum(data, sumTable) }

// table is what stands at the end of a file.
type table struct {
	Key      string             `json:"key"`
	Sections map[string]section `json:"sections"`
}

// section says where one is. Lengths does so for each value of a list.
type section struct {
	At      int64  `json:"at"`
	Size    int64  `json:"size"`
	Lengths string `json:"lengths,omitempty"` // the section with the lengths of the values, for a list
}
