package curate

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
)

const (
	// alikeFrom is the share of all phrases of two texts that both must have (their Jaccard
	// similarity) for the texts to tell nearly the same. A sentence changed in ten leaves 0.8, and
	// two cases of one programme in different towns stay below.
	alikeFrom = 0.7
	phrase    = 3  // words
	leastText = 12 // words of a text that is compared
	// mostPosted is how many records with the same rare phrase later ones are held against. Only
	// where more are alike do later ones go without the best of them; each is still told with one.
	mostPosted = 32
)

// nearPair are two records that tell nearly the same.
type nearPair struct {
	earlier, later int
	alike          float64
}

// nearTexts are the records whose texts are nearly those of one before, each with the one that it
// is most like.
//
// It is a set-similarity join with prefix filtering. All phrases are put into one order, the rarest
// first. Of two sets of which at least a share t is common, the first (1-t) of one must have a
// phrase with the first (1-t) of the other in common: so only these are posted and looked up, and
// the sets of those that meet there are compared in full. Phrases of one record alone are counted
// but never posted, so that most records meet nobody.
func (k *Check) nearTexts() ([]nearPair, error) {
	total := 0
	for i := range k.records {
		c := &k.records[i].c
		total += (len(c.Summary) + len(c.Problem) + len(c.Results)) / 6
	}
	counts := newCounts(total)
	var room []uint64
	for i := range k.records {
		if err := k.o.Progress("comparing", i/2); err != nil {
			return nil, err
		}
		room = phrases(&k.records[i].c, room)
		for _, p := range room {
			counts.add(p)
		}
	}
	var pairs []nearPair
	posted := map[uint64][]int32{}
	sets := map[int32][]uint32{} // of the records that are posted, in 32 bits each, which tell enough within two texts
	for i := range k.records {
		if err := k.o.Progress("comparing", (len(k.records)+i)/2); err != nil {
			return nil, err
		}
		room = phrases(&k.records[i].c, room)
		if len(room) == 0 {
			continue
		}
		set := slices.Clone(room)
		slices.SortFunc(set, func(a, b uint64) int { return cmp.Or(cmp.Compare(counts.of(a), counts.of(b)), cmp.Compare(a, b)) })
		prefix := set[:len(set)-int(math.Ceil(alikeFrom*float64(len(set))))+1]
		shared := slices.IndexFunc(prefix, func(p uint64) bool { return counts.of(p) > 1 })
		if shared < 0 {
			continue
		}
		var met []int32
		for _, p := range prefix[shared:] {
			list := posted[p]
			met = append(met, list...)
			if len(list) < mostPosted {
				posted[p] = append(list, int32(i))
			}
		}
		slices.Sort(met)
		whole := make([]uint32, len(room))
		for n, p := range room {
			whole[n] = uint32(p)
		}
		slices.Sort(whole)
		sets[int32(i)] = whole
		best := nearPair{later: i}
		for _, other := range slices.Compact(met) {
			if k.records[other].builtin && k.records[i].builtin {
				continue
			}
			if alike := jaccard(sets[other], whole); alike >= alikeFrom && alike > best.alike {
				best.earlier, best.alike = int(other), alike
			}
		}
		if best.alike > 0 {
			pairs = append(pairs, best)
		}
	}
	return pairs, nil
}

// jaccard is the share of the numbers of two sorted sets that both have.
func jaccard(a, b []uint32) float64 {
	if float64(min(len(a), len(b))) < alikeFrom*float64(max(len(a), len(b))) {
		return 0
	}
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			both, i, j = both+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// phrases are the phrases of the texts of a case as numbers, each once, in order; none where the
// texts are short. They are written to room.
func phrases(c *corpus.Case, room []uint64) []uint64 {
	room = room[:0]
	var last [phrase]uint64
	words := 0
	end := func(word uint64) {
		copy(last[:], last[1:])
		last[phrase-1] = word
		if words++; words >= phrase {
			sum := uint64(0)
			for _, w := range last {
				sum = mixed(bits.RotateLeft64(sum, 23) ^ w)
			}
			room = append(room, sum)
		}
	}
	for _, text := range []string{c.Problem, c.Summary, c.Results} {
		eachWord(text, end)
	}
	if words < leastText {
		return room[:0]
	}
	slices.Sort(room)
	return slices.Compact(room)
}

// The 64-bit FNV-1a hash.
const (
	fnvBegin = 14695981039346656037
	fnvPrime = 1099511628211
)

// eachWord calls do with a number for each word of a text, whatever its capitals. Accents count:
// to take them off would take longer than all the rest, and two texts that tell the same differ
// in few.
func eachWord(text string, do func(uint64)) {
	sum, in := uint64(fnvBegin), false
	put := func(b byte) { sum = (sum ^ uint64(b)) * fnvPrime }
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		letter := false
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			letter = 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
		} else {
			r, size = utf8.DecodeRuneInString(text[i:])
			r = unicode.ToLower(r)
			letter = unicode.IsLetter(r) || unicode.IsDigit(r)
		}
		i += size
		switch {
		case letter && r < utf8.RuneSelf:
			put(byte(r))
			in = true
		case letter:
			put(byte(r))
			put(byte(r >> 8))
			put(byte(r >> 16))
			in = true
		case in:
			do(sum)
			sum, in = fnvBegin, false
		}
	}
	if in {
		do(sum)
	}
}

// mixed spreads a number over all bits (the finaliser of splitmix64).
func mixed(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// counts says of each phrase in about how many records it is: never in fewer than it is, and now
// and then in more, where two share a place. Both keep to the one order that the comparison needs.
type counts struct {
	places []uint8
	mask   uint64
}

const (
	leastPlaces = 1 << 16
	mostPlaces  = 1 << 27
)

func newCounts(phrases int) *counts {
	n := leastPlaces
	for n < 8*phrases && n < mostPlaces {
		n *= 2
	}
	return &counts{make([]uint8, n), uint64(n - 1)}
}

func (c *counts) add(p uint64) {
	if at := &c.places[p&c.mask]; *at < math.MaxUint8 {
		*at++
	}
}

func (c *counts) of(p uint64) uint8 { return c.places[p&c.mask] }
