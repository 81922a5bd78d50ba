package pack

import (
	"math"
	"reflect"
	"testing"
)

type sample struct {
	Name   string
	Number int
	Mask   uint64
	Small  uint8
	Yes    bool
	Words  []string
	Sorted []string
	Names  []string
	Inner  []sample
}

func (s *sample) pack(c *Coder) {
	c.String(&s.Name)
	Uint(c, &s.Number)
	Uint(c, &s.Mask)
	Uint(c, &s.Small)
	c.Bool(&s.Yes)
	c.Strings(&s.Words)
	if len(c.names)+len(c.numbers) == 0 {
		c.Sorted(&s.Sorted) // before all other names
	}
	c.Names(&s.Names)
	List(c, &s.Inner, func(s *sample) { s.pack(c) })
}

func TestCoder_ReadsWhatItWrote(t *testing.T) {
	for _, want := range []sample{
		{},
		{Words: []string{}, Inner: []sample{}},
		{Sorted: []string{"", "ab", "abc", "abd", "b"}, Names: []string{"abd", "c", "", "c"}},
		{Names: []string{"b", "a", "b", ""}, Inner: []sample{{Names: []string{"a", "c", "", "c"}}}},
		{Name: "żółw\x00", Number: math.MaxInt, Mask: math.MaxUint64, Small: 255, Yes: true, Words: []string{"", "a"}, Inner: []sample{{Name: "b"}, {Number: 128}}},
	} {
		data := string(Write(want.pack))
		got := sample{Name: "other", Words: []string{"x"}, Inner: []sample{{}}} // nothing of it may stay
		if err := Read(data, got.pack); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v (%v), want %+v", got, err, want)
		}
		for cut := range data {
			if err := Read(data[:cut], new(sample).pack); err == nil {
				t.Errorf("%d bytes of %d were read as %+v", cut, len(data), want)
			}
		}
		if err := Read(data+"\x00", new(sample).pack); err == nil {
			t.Errorf("a byte behind %+v was not noticed", want)
		}
	}
}

// TestParts reads values one by one, and none of others.
func TestParts(t *testing.T) {
	words := [][]string{{"a", "c"}, nil, {"b"}, {}}
	list := func(c *Coder, i int) { c.Names(&words[i]) }
	data := string(Write(func(c *Coder) {
		c.Names(&[]string{"a"})
		c.Meet([]string{"a", "b", "c"})
		c.Parts(&Parts{}, len(words), list)
	}))
	read := func(data string) (parts Parts, err error) {
		var names []string
		err = Read(data, func(c *Coder) {
			c.Names(&names)
			c.Meet(nil)
			c.Parts(&parts, 0, nil)
		})
		return parts, err
	}
	parts, err := read(data)
	if err != nil || parts.Len() != len(words) {
		t.Fatalf("got %d parts (%v), want %d", parts.Len(), err, len(words))
	}
	for i := len(words) - 1; i >= 0; i-- {
		var got []string
		if ok := parts.Read(i, func(c *Coder) { c.Names(&got) }); !ok || !reflect.DeepEqual(got, words[i]) {
			t.Errorf("part %d is %q (%t), want %q", i, got, ok, words[i])
		}
		var number int
		if i == 0 && parts.Read(i, func(c *Coder) { Uint(c, &number) }) {
			t.Errorf("part %d was read by another description, as %d", i, number)
		}
	}
	for cut := range data {
		if parts, err := read(data[:cut]); err == nil {
			t.Errorf("%d bytes of %d were read as %+v", cut, len(data), parts)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a part was written with a name that was not met before")
		}
	}()
	Write(func(c *Coder) { c.Parts(&Parts{}, len(words), list) })
}

// FuzzRead reads whatever comes: it must neither fail nor take memory without end.
func FuzzRead(f *testing.F) {
	f.Add(string(Write((&sample{Name: "a", Words: []string{"b"}}).pack)))
	f.Add("\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01") // a list of very many
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, data string) {
		var s sample
		if err := Read(data, s.pack); err == nil {
			var again sample
			if err := Read(string(Write(s.pack)), again.pack); err != nil || !reflect.DeepEqual(s, again) {
				t.Errorf("%q: %+v became %+v (%v)", data, s, again, err)
			}
		}
	})
}
