// Package pack writes values as bytes and reads them back, for data that is made ready
// when the program is built and embedded in it. It is made to be read fast: numbers take
// few bytes, and the strings that are read are parts of the data itself, which is not
// copied. One function describes a value for both ways, so that they cannot differ:
//
//	func (c *Case) pack(p *pack.Coder) {
//		p.String(&c.ID)
//		p.Strings(&c.Topics)
//	}
//
// The same value always makes the same bytes. It is no format for exchange: bytes say
// nothing of what they mean, and whoever embeds them holds them against what they were
// made from by a test.
package pack

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
)

// Coder writes or reads one value after the other, as it was made for.
type Coder struct {
	data    []byte // written so far
	rest    string // still to be read
	reading bool
	broken  bool // less could be read than was asked for

	names   []string       // by number, in the order in which they were met first
	numbers map[string]int // of names, while writing
}

// errBroken says that bytes were not written by the description that they are read by.
var errBroken = errors.New("packed data does not fit its description")

// Write returns the bytes of a value.
func Write(value func(*Coder)) []byte { return Append(nil, value) }

// Append appends the bytes of a value to others.
func Append(data []byte, value func(*Coder)) []byte {
	c := Coder{data: data}
	value(&c)
	return c.data
}

// Read reads a value from the bytes that Write returned for the same description, all
// of them.
func Read(data string, value func(*Coder)) error {
	c := Coder{rest: data, reading: true}
	value(&c)
	if c.broken || c.rest != "" {
		return errBroken
	}
	return nil
}

// Parts are values that are read one by one, each when it is asked for: a table of ten thousand
// takes longer to read than to look three words up in. They may have no names but those that
// were met before the parts.
type Parts struct {
	names  []string
	starts []uint32 // in data, of each part, and its end
	data   string
}

// Parts are n values.
func (c *Coder) Parts(parts *Parts, n int, value func(c *Coder, i int)) {
	sizes := make([]uint32, n)
	if !c.reading {
		var data []byte
		for i := range n {
			part := Coder{numbers: c.numbers}
			known := len(c.numbers)
			if value(&part, i); len(part.numbers) != known {
				panic("pack: a part has a name that was not met before")
			}
			sizes[i], data = uint32(len(part.data)), append(data, part.data...)
		}
		parts.data = string(data)
	}
	List(c, &sizes, func(size *uint32) { Uint(c, size) })
	c.String(&parts.data)
	parts.names, parts.starts = c.names, make([]uint32, len(sizes)+1)
	for i, size := range sizes {
		parts.starts[i+1] = parts.starts[i] + size
	}
	if end := parts.starts[len(sizes)]; uint64(end) != uint64(len(parts.data)) {
		c.broken, c.rest, *parts = true, "", Parts{}
	}
}

// Len is how many values there are.
func (p *Parts) Len() int { return max(0, len(p.starts)-1) }

// Read reads value i. It tells whether that was written by the same description.
func (p *Parts) Read(i int, value func(*Coder)) bool {
	c := Coder{rest: p.data[p.starts[i]:p.starts[i+1]], reading: true, names: p.names}
	value(&c)
	return !c.broken && c.rest == ""
}

// Reading tells whether values are read, and not written.
func (c *Coder) Reading() bool { return c.reading }

// uint reads a number.
func (c *Coder) uint() (n uint64) {
	for i := 0; i < len(c.rest) && i < binary.MaxVarintLen64; i++ {
		b := c.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			c.rest = c.rest[i+1:]
			return n
		}
	}
	c.broken, c.rest = true, ""
	return 0
}

// Uint is a number that is not negative, in as few bytes as it needs.
func Uint[T ~int | ~int32 | ~uint8 | ~uint16 | ~uint32 | ~uint64](c *Coder, n *T) {
	if c.reading {
		*n = T(c.uint())
		return
	}
	c.data = binary.AppendUvarint(c.data, uint64(*n))
}

// Bool is a truth value.
func (c *Coder) Bool(b *bool) {
	var n uint8
	if *b {
		n = 1
	}
	Uint(c, &n)
	if c.reading {
		*b = n == 1
	}
}

// String is a text.
func (c *Coder) String(s *string) { Text(c, s) }

// Text is a text of any type.
func Text[T ~string](c *Coder, s *T) {
	if !c.reading {
		c.data = binary.AppendUvarint(c.data, uint64(len(*s)))
		c.data = append(c.data, *s...)
		return
	}
	n := c.uint()
	if n > uint64(len(c.rest)) {
		c.broken, c.rest, *s = true, "", ""
		return
	}
	*s, c.rest = T(c.rest[:n]), c.rest[n:]
}

// Name is a text that is likely to come again. It is written once, and then as a number.
func (c *Coder) Name(s *string) {
	if c.reading {
		n := c.uint()
		switch {
		case n < uint64(len(c.names)):
			*s = c.names[n]
		case n == uint64(len(c.names)):
			c.String(s)
			c.names = append(c.names, *s)
		default:
			c.broken, c.rest, *s = true, "", ""
		}
		return
	}
	n, known := c.number(*s)
	c.data = binary.AppendUvarint(c.data, uint64(n))
	if !known {
		c.String(s)
	}
}

// Names is a list of such texts.
func (c *Coder) Names(list *[]string) { List(c, list, c.Name) }

// Meet has the names of a list met, for [Coder.Parts].
func (c *Coder) Meet(list []string) {
	var unknown []string
	for _, name := range list {
		if _, known := c.numbers[name]; !c.reading && !known {
			unknown = append(unknown, name)
		}
	}
	c.Names(&unknown)
}

// Sorted is a list of such texts in the order of the alphabet, none of which was met
// before. Each is written by how much of the one before it begins with.
func (c *Coder) Sorted(list *[]string) {
	size := 0 // of all texts together, so that the room for them is made at once
	for _, s := range *list {
		size += len(s)
	}
	Uint(c, &size)
	if size < 0 || size > maxSorted {
		c.broken, c.rest, size = true, "", 0
	}
	var last string // while writing
	var text strings.Builder
	if c.reading {
		*list = nil
		text.Grow(size)
	}
	List(c, list, func(s *string) {
		var shared int
		var rest string
		if !c.reading {
			for shared < min(len(last), len(*s)) && last[shared] == (*s)[shared] {
				shared++
			}
			rest, last = (*s)[shared:], *s
			c.number(*s)
		}
		Uint(c, &shared)
		c.String(&rest)
		if !c.reading {
			return
		}
		if shared < 0 || shared > len(last) || text.Len()+shared+len(rest) > size {
			c.broken, c.rest, shared, rest = true, "", 0, ""
		}
		from := text.Len()
		text.WriteString(last[:shared])
		text.WriteString(rest)
		*s = text.String()[from:]
		last = *s
	})
	if c.reading {
		c.names = append(slices.Grow(c.names, 2*len(*list)), *list...) // as many may follow
	}
}

// maxSorted is how many bytes the texts of a sorted list may have together.
const maxSorted = 1 << 28

// number returns the number of a name while it is written, and whether it had one.
func (c *Coder) number(name string) (n int, known bool) {
	if n, known = c.numbers[name]; known {
		return n, true
	}
	if c.numbers == nil {
		c.numbers = map[string]int{}
	}
	n = len(c.numbers)
	c.numbers[name] = n
	return n, false
}

// Strings is a list of texts.
func (c *Coder) Strings(list *[]string) { List(c, list, c.String) }

// List is a list of values that item describes. A list that is nil stays nil.
func List[T any](c *Coder, list *[]T, item func(*T)) {
	n := uint64(len(*list)) + 1
	if *list == nil {
		n = 0
	}
	Uint(c, &n)
	if c.reading {
		*list = nil
		if n > uint64(len(c.rest))+1 { // each value has a byte at least
			c.broken, c.rest = true, ""
			return
		}
		if n == 0 {
			return
		}
		*list = make([]T, n-1)
	}
	for i := range *list {
		item(&(*list)[i])
	}
}
