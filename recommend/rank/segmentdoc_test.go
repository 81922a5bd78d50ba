package rank

import (
	"math"
	"reflect"
	"testing"

	"precedent/recommend"
)

func sameNumber(then int) int { return then }

func storedCase() *analysedCase {
	d := &analysedCase{
		tags: []int32{0, 7, 88},
		entries: []entry{
			{term: 0, count: [recommend.NumFields]uint16{1, 0, 0, 0, 0, 0}, shown: true},
			{term: 5, count: [recommend.NumFields]uint16{0, 2, 300, 0, 0, 1}, shown: true, read: 2, asked: 1 << 63},
			{term: 9_999, count: [recommend.NumFields]uint16{0, 0, 0, 0, 4, 0}, asked: 3},
		},
		lengths: [recommend.NumFields]int{3, 0, 400, 1, 2, 0},
		borrowed: borrowed{
			lenders: []lender{{number: 12, alike: 0.5, share: 0.75}, {number: 900, alike: 0.25, share: 0.25}},
			terms:   []int32{3, 200, 8_000}, counts: []float32{frequencies[1], frequencies[500], frequencies[levels-1]},
		},
	}
	d.listTerms()
	return d
}

func TestStoredCase_RoundTrip(t *testing.T) {
	for name, d := range map[string]*analysedCase{"full": storedCase(), "empty": {}} {
		if name == "empty" {
			d.listTerms()
		}
		got, err := readDoc(appendDoc(nil, d), sameNumber, nil, 10_000)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(d.entries) > 0 && !reflect.DeepEqual(got, d) {
			t.Errorf("%s: read\n%+v\nof\n%+v", name, got, d)
		}
	}
}

func TestPostings_RoundTrip(t *testing.T) {
	p := &postings{places: []int32{0, 1, 500, 70_000}, marks: []mark{0, math.MaxUint16, 7, 4096}}
	got, err := readPostings(p.append(nil), 4, 70_001)
	if err != nil || !reflect.DeepEqual(got, p) {
		t.Errorf("read %v (%v) of %v", got, err, p)
	}
	if got, err := readLent(p.append(nil), 70_001); err != nil || !reflect.DeepEqual(got, p) {
		t.Errorf("read %v (%v) of %v", got, err, p)
	}
	if _, err := readPostings(p.append(nil), 4, 70_000); err == nil {
		t.Error("a case that there is not is read")
	}
}

// TestLevels holds the frequencies that postings tell apart to what they stand for.
func TestLevels(t *testing.T) {
	for _, tf := range []float64{0.01, 0.3, 1, 2.5, 17, 100} {
		if got := float64(frequencies[levelOf(tf)]); math.Abs(got-tf) > 0.001*tf+0.0001 {
			t.Errorf("%v is told as %v", tf, got)
		}
	}
	if levelOf(0) != 0 || levelOf(1e9) != levels-1 {
		t.Errorf("nothing has level %d, and the most %d", levelOf(0), levelOf(1e9))
	}
}

// FuzzStoredCase reads bytes that no program wrote: whatever they are, reading ends, with an error
// or a case whose words are in order and within those that there are.
func FuzzStoredCase(f *testing.F) {
	f.Add(appendDoc(nil, storedCase()))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		const words = 10_000
		if d, err := readDoc(data, sameNumber, nil, words); err == nil {
			last := int32(-1)
			for _, e := range d.entries {
				if e.term <= last || e.term >= words {
					t.Fatalf("term %d behind %d", e.term, last)
				}
				last = e.term
			}
		}
		for _, count := range []int{0, 1, len(data) / 3} {
			if p, err := readPostings(data, count, 1_000); err == nil && len(p.places) > 0 && p.places[len(p.places)-1] >= 1_000 {
				t.Fatalf("places %v", p.places)
			}
		}
		_, _ = readLent(data, 1_000)
	})
}
