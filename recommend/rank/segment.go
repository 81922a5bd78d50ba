package rank

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"precedent/corpus"
	"precedent/corpus/pack"
	"precedent/recommend"
	"precedent/recommend/indexfile"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/names"
)

// A large library is analysed once and kept on disk, as a segment beside the cases in memory: the
// built-in ones, and those of small libraries. What is looked at for every case, such as countries
// and topics, is held in memory, some tens of bytes a case; of the postings of words and of what is
// known of cases, what was asked for lately; records are read when they are shown.
//
// Cases of the segment are numbered from the last case in memory on. Inside it they have places
// from 0 on, and words the numbers of the time when it was built, which was over the built-in
// library and the segment alone.

// Segment is a large library on disk. It is safe for concurrent use, by one engine.
type Segment struct {
	file *indexfile.File
	meta segmentMeta

	words *analysis.Dictionary // of the built-in library and the segment
	stems stemList             // of these
	cases []int32              // by word: how many cases of the segment have it
	told  []bool               // by word: the record of one of them does

	ids            []string // in order
	years          []uint16
	levels         []uint8  // places in meta.Levels
	languages      []uint8  // places in meta.Languages
	countries      []uint16 // places in meta.Countries
	libraries      []uint16 // places in meta.Libraries
	tagStarts      []uint32 // in tags, of each case, and the end
	tags           []uint8
	proposed       []uint8          // kinds of what was proposed for each
	borrowed       []roughLender    // the built-in cases that each borrows from, one case behind the other
	borrowedStarts []uint32         // where those of each begin, and the end
	tagged         func() [][]int32 // by tag: places of the cases that have it

	postings, docs, records, lent, near, names *indexfile.List

	full, bare func() addresses // read when they are first asked for

	starts []string // of names, in order: what each of the list names is found by
	found  segmentMemory

	// What an engine made of the segment when it took it in.
	first   int     // number of its first case
	terms   []int32 // by its own number of a word: that of the engine; nil where they are the same
	own     []int32 // by the engine's number of a word: its own, -1 for none; nil likewise
	lenders []int   // numbers of the built-in cases, in order of id

	broken  atomic.Pointer[error] // what could not be read, nil for nothing
	damaged func()                // told of damage, nil for nobody
}

// segmentMeta is what a segment says of itself.
type segmentMeta struct {
	Cases         int                      `json:"cases"`
	Builtin       int                      `json:"builtin"` // cases of the built-in library that it was built beside
	Levels        []string                 `json:"levels"`
	Languages     []string                 `json:"languages"`
	Countries     [][]string               `json:"countries"` // each list of countries that a case has
	Libraries     []string                 `json:"libraries"` // names
	Guessed       []int                    `json:"guessed"`   // places of the cases whose records do not tell their languages
	Words, Having [recommend.NumFields]int // words in a field, and cases with any there
	FitScales     [2]float64               `json:"fit_scales"` // with sentences, and without
	Tags          int                      `json:"tags"`       // topics and approaches that there are
	Alike         bool                     `json:"alike"`      // near has the cases most like each
}

// segmentForm is to be counted up whenever a segment is made otherwise.
const segmentForm = 3

// SegmentKey says what a segment depends on beside its own cases: its form, how cases are analysed,
// the built-in library, the vocabulary and the weights.
func SegmentKey() string {
	sum := func(text string) uint32 { return crc32.ChecksumIEEE([]byte(text)) }
	return fmt.Sprintf("segment %d, built-in %08x, vocabulary %08x, weights %08x", segmentForm, sum(preparedFile), corpus.EmbeddedSum(), sum(fmt.Sprint(recommend.DefaultWeights())))
}

// Names of the sections and lists of a segment.
const (
	sectionMeta     = "meta"
	sectionWords    = "words"
	sectionCases    = "cases"
	sectionStarts   = "starts"
	sectionReadings = "readings"
	sectionFull     = "addresses"
	sectionBare     = "bare-addresses"
	listPostings    = "postings"
	listDocs        = "docs"
	listRecords     = "records"
	listLent        = "lent"
	listNear        = "near"
	listNames       = "names"
)

// OpenSegment opens the segment in a file, which is the segment's from then on.
func OpenSegment(file *indexfile.File) (*Segment, error) {
	s := &Segment{file: file, found: newSegmentMemory()}
	if err := s.read(); err != nil {
		return nil, errors.Join(fmt.Errorf("open the index of a library: %w", err), file.Close())
	}
	s.tagged = sync.OnceValue(s.listTagged)
	s.full, s.bare = s.addressesIn(sectionFull), s.addressesIn(sectionBare)
	return s, nil
}

// Close gives the file back.
func (s *Segment) Close() error { return s.file.Close() }

func (s *Segment) read() error {
	data, err := s.file.Section(sectionMeta)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &s.meta); err != nil {
		return fmt.Errorf("%w: %s: %w", indexfile.ErrDamaged, sectionMeta, err)
	}
	words := inBackground(func() (bool, error) { return true, s.readPacked(sectionWords, s.packWords) })
	err = errors.Join(s.readPacked(sectionCases, s.packCases), s.readPacked(sectionStarts, func(p *pack.Coder) { p.Sorted(&s.starts) }))
	for name, list := range map[string]**indexfile.List{
		listPostings: &s.postings, listDocs: &s.docs, listRecords: &s.records, listLent: &s.lent, listNear: &s.near, listNames: &s.names,
	} {
		var failed error
		*list, failed = s.file.List(name)
		err = errors.Join(err, failed)
	}
	_, failed := words()
	if err = errors.Join(err, failed); err != nil {
		return err
	}
	n := s.meta.Cases
	for _, length := range []int{len(s.ids), len(s.years), len(s.levels), len(s.languages), len(s.countries), len(s.libraries), len(s.proposed), len(s.tagStarts) - 1, len(s.borrowedStarts) - 1, s.docs.Len(), s.records.Len()} {
		if length != n {
			return fmt.Errorf("%w: it has %d cases here and %d there", indexfile.ErrDamaged, n, length)
		}
	}
	for _, length := range []int{len(s.cases), len(s.told), s.postings.Len()} {
		if length != len(s.stems) {
			return fmt.Errorf("%w: it has %d words here and %d there", indexfile.ErrDamaged, len(s.stems), length)
		}
	}
	return nil
}

func (s *Segment) readPacked(name string, value func(*pack.Coder)) error {
	data, err := s.file.Section(name)
	if err != nil {
		return err
	}
	if err := pack.Read(string(data), value); err != nil {
		return fmt.Errorf("%w: %s: %w", indexfile.ErrDamaged, name, err)
	}
	return nil
}

// packWords describes what is known of words.
func (s *Segment) packWords(p *pack.Coder) {
	if p.Reading() {
		s.words = &analysis.Dictionary{}
	}
	s.words.Pack(p)
	stems := []string(s.stems)
	p.Names(&stems)
	s.stems = stems
	pack.List(p, &s.cases, func(n *int32) { pack.Uint(p, n) })
	pack.List(p, &s.told, p.Bool)
}

// packCases describes what is held of each case.
func (s *Segment) packCases(p *pack.Coder) {
	p.Sorted(&s.ids)
	pack.List(p, &s.years, func(n *uint16) { pack.Uint(p, n) })
	pack.List(p, &s.levels, func(n *uint8) { pack.Uint(p, n) })
	pack.List(p, &s.languages, func(n *uint8) { pack.Uint(p, n) })
	pack.List(p, &s.countries, func(n *uint16) { pack.Uint(p, n) })
	pack.List(p, &s.libraries, func(n *uint16) { pack.Uint(p, n) })
	pack.List(p, &s.tagStarts, func(n *uint32) { pack.Uint(p, n) })
	pack.List(p, &s.tags, func(n *uint8) { pack.Uint(p, n) })
	pack.List(p, &s.proposed, func(n *uint8) { pack.Uint(p, n) })
	pack.List(p, &s.borrowed, func(l *roughLender) {
		pack.Uint(p, &l.then)
		share := uint32(l.share * shareSteps)
		pack.Uint(p, &share)
		l.share = float32(share) / shareSteps
	})
	pack.List(p, &s.borrowedStarts, func(n *uint32) { pack.Uint(p, n) })
}

// OnDamage has a function called, once, when it turns out that the index is damaged. It is set
// before the segment is used.
func (s *Segment) OnDamage(do func()) { s.damaged = do }

// fail remembers that something could not be read. The answers of the engine are errors then.
func (s *Segment) fail(err error) {
	if s.broken.CompareAndSwap(nil, &err) && s.damaged != nil && errors.Is(err, indexfile.ErrDamaged) {
		s.damaged()
	}
}

// err is what could not be read.
func (s *Segment) err() error {
	if s == nil || s.broken.Load() == nil {
		return nil
	}
	return fmt.Errorf("read the index of a library: %w; start again, and it is made anew", *s.broken.Load())
}

// takeIn has the segment know the engine that it is for: the number of its first case, and those of
// the built-in cases.
func (s *Segment) takeIn(first int, builtin []int) { s.first, s.lenders = first, builtin }

// renumber has its words bear the numbers of a longer list of stems.
func (s *Segment) renumber(longer stemList) {
	s.terms = s.stems.numbersIn(longer)
	s.own = slices.Repeat([]int32{-1}, len(longer))
	for own, term := range s.terms {
		s.own[term] = int32(own)
	}
}

// Len is how many cases there are.
func (s *Segment) Len() int { return s.meta.Cases }

// IDs are the ids of the cases, in order. The caller must not change them.
func (s *Segment) IDs() []string { return s.ids }

// Countries are the countries of the cases, each once, in order.
func (s *Segment) Countries() []string {
	codes := slices.Concat(s.meta.Countries...)
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Libraries are the names of the libraries that the cases are of, each once. The caller must not
// change them.
func (s *Segment) Libraries() []string { return s.meta.Libraries }

// Has tells whether there is a case with an id.
func (s *Segment) Has(id string) bool {
	_, has := slices.BinarySearch(s.ids, id)
	return has
}

// Case reads the case with an id, nil where there is none.
func (s *Segment) Case(id string) *corpus.Case {
	place, ok := slices.BinarySearch(s.ids, id)
	if !ok {
		return nil
	}
	return s.record(place)
}

// tagsWith counts the topics and approaches of the cases that have one of some terms.
func (s *Segment) tagsWith(terms []int32) tagCounts {
	slices.Sort(terms)
	terms = slices.Compact(terms)
	key := make([]byte, 0, 4*len(terms))
	for _, term := range terms {
		key = binary.LittleEndian.AppendUint32(key, uint32(term))
	}
	return s.found.tags.get(string(key), func() tagCounts {
		counts := newTagCounts(s.meta.Tags)
		var seen []uint64 // a bit for each case
		if len(terms) > 1 {
			seen = make([]uint64, s.meta.Cases/64+1)
		}
		for _, term := range terms {
			for _, place := range s.postingsOf(term).places {
				if seen != nil {
					word, bit := place/64, uint64(1)<<(place%64)
					if seen[word]&bit != 0 {
						continue
					}
					seen[word] |= bit
				}
				counts.addTags(s.tagsOf(int(place)))
			}
		}
		return counts
	})
}

// valueOf reads a value of one of the lists. One that cannot be read is nothing, and tells in err.
func valueOf[T any](s *Segment, list *indexfile.List, i int, read func(data []byte) (T, error)) (v T) {
	data, err := list.At(i)
	if err == nil {
		v, err = read(data)
	}
	if err != nil {
		s.fail(err)
		var none T
		return none
	}
	return v
}

// record reads a record. One that cannot be read is empty but for its id.
func (s *Segment) record(place int) *corpus.Case {
	c := valueOf(s, s.records, place, func(data []byte) (c corpus.Case, err error) {
		err = json.Unmarshal(data, &c)
		return c, err
	})
	c.ID = s.ids[place]
	return &c
}

// tagsOf are the topics and approaches of a case.
func (s *Segment) tagsOf(place int) []uint8 { return s.tags[s.tagStarts[place]:s.tagStarts[place+1]] }

// roughLender is a built-in case that another borrows from, by its number when the segment was built.
type roughLender struct {
	then  uint16
	share float32
}

// lendersOf are the built-in cases that a case borrows from.
func (s *Segment) lendersOf(place int) []roughLender {
	return s.borrowed[s.borrowedStarts[place]:s.borrowedStarts[place+1]]
}

func (s *Segment) listTagged() [][]int32 {
	var lists [][]int32
	for place := range s.meta.Cases {
		for _, tag := range s.tagsOf(place) {
			for int(tag) >= len(lists) {
				lists = append(lists, nil)
			}
			lists[tag] = append(lists[tag], int32(place))
		}
	}
	return lists
}

// ownTerm is the number that a word has in the segment, -1 where that was built without it.
func (s *Segment) ownTerm(term int32) int32 {
	if s.own == nil {
		return term
	}
	return s.own[term]
}

// doc reads what is known of a case.
func (s *Segment) doc(place int) *analysedCase {
	return s.found.docs.get(int32(place), func() *analysedCase {
		d := valueOf(s, s.docs, place, func(data []byte) (*analysedCase, error) {
			return readDoc(data, s.numberOf, s.terms, len(s.stems))
		})
		if d == nil {
			d = &analysedCase{}
		}
		d.id, d.proposed = s.ids[place], kindSet(s.proposed[place])
		return d
	})
}

// numberOf is the number of a case that had a number when the segment was built: then the built-in
// cases came first.
func (s *Segment) numberOf(then int) int {
	if then < s.meta.Builtin {
		return s.lenders[then]
	}
	return s.first + min(then-s.meta.Builtin, s.meta.Cases-1)
}

// shareSteps is how finely shares of 1 are told apart.
const shareSteps = 1 << 16

// nearestTo are the cases that are most like one, none for one in memory that is no built-in one.
func (s *Segment) nearestTo(number int) []lender {
	if number >= s.first {
		return s.nearest(s.meta.Builtin + number - s.first)
	}
	if then, ok := slices.BinarySearch(s.lenders, number); ok {
		return s.nearest(then)
	}
	return nil
}

// nearest are the cases that are most like one, by its number when the segment was built.
func (s *Segment) nearest(then int) []lender {
	return s.found.near.get(int32(then), func() []lender {
		return valueOf(s, s.near, then, func(data []byte) ([]lender, error) {
			r := docReader{data: data}
			return r.lenders(s.numberOf), r.err()
		})
	})
}

// namesStartingWith are the names of cases that are found by some first letters.
func (s *Segment) namesStartingWith(start string) names.Table {
	i, ok := slices.BinarySearch(s.starts, start)
	if !ok {
		return nil
	}
	return s.found.names.get(int32(i), func() names.Table {
		list := valueOf(s, s.names, i, func(data []byte) (list names.Table, err error) {
			err = pack.Read(string(data), func(p *pack.Coder) { list = packNames(p, list) })
			return list, err
		})
		for i := range list {
			list[i].Number += int32(s.first)
		}
		return list
	})
}

// readings are what the words of the records are read as that are not in English.
func (s *Segment) readings() (understand.OwnWords, error) {
	read := understand.OwnWords{}
	return read, s.readPacked(sectionReadings, func(p *pack.Coder) { packReadings(p, read) })
}

// packReadings describes them: of records in English, the words that are no English ones.
func packReadings(p *pack.Coder, read understand.OwnWords) {
	languages := analysis.SortedKeys(read)
	p.Strings(&languages)
	for _, language := range languages {
		words := analysis.SortedKeys(read[language])
		if language == corpus.English {
			words = slices.DeleteFunc(words, func(word string) bool { return !read[language][word].Strange })
		}
		list := make([]understand.OwnReading, len(words))
		for i, word := range words {
			list[i] = read[language][word]
		}
		texts := strings.Join(words, "\n") // one text, of which the words are parts
		p.String(&texts)
		pack.List(p, &list, func(of *understand.OwnReading) {
			p.Names(&of.English)
			pack.Uint(p, &of.Likely)
			p.Bool(&of.Strange)
		})
		if !p.Reading() {
			continue
		}
		read[language] = make(map[string]understand.OwnReading, len(list))
		for i, word := range strings.Split(texts, "\n")[:len(list)] {
			list[i].Likely = min(list[i].Likely, len(list[i].English))
			read[language][word] = list[i]
		}
	}
}

// casesTagged are the places of the cases with a topic or approach.
func (s *Segment) casesTagged(tag int32) []int32 {
	if lists := s.tagged(); int(tag) < len(lists) {
		return lists[tag]
	}
	return nil
}

// lentBy are the cases that borrow from one of the built-in ones, by its number when the segment was
// built, with the share that they borrow from it in place of a mark.
func (s *Segment) lentBy(then int) *postings {
	return s.found.postings.get(int32(-1-then), func() *postings {
		p := valueOf(s, s.lent, then, func(data []byte) (*postings, error) { return readLent(data, s.meta.Cases) })
		return cmp.Or(p, noPostings)
	})
}
