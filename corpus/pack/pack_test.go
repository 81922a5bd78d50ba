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
