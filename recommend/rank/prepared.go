package rank

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"precedent/corpus"
	"precedent/corpus/pack"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/names"
)

// To analyse the built-in library takes several times as long as to answer. So what the
// analysis finds is written down when a case, or how cases are analysed, changes (go test
// ./recommend -update), and read at each start: the words and stems, and for each case
// where its terms stand. What is quick to count from that is not written down, and no
// weight is, so that these can be changed freely.
//
// Each case has the digest of the record that it was made from, and what is written down
// counts only for a library that has all of these records, as they were. A library that
// differs is analysed, with the same outcome; so a file that is out of date makes the
// start slow, and no answer wrong. A test says when it is.
//
//go:embed prepared.bin
var preparedFile string

// preparedForm says how preparedFile is made. It is to be counted up when analyse makes
// something else of the same record and the test of preparedFile is not to be trusted to
// notice: the fields and how many sentences are told apart are part of it.
const preparedForm = 2

// preparedLibrary is an analysed library.
type preparedLibrary struct {
	docs    []analysedCase // in order of id; without tags, which are quickly read from the record
	digests []uint64       // of the records
	words   *analysis.Dictionary
	stems   stemList
	names   names.Table
}

// prepared is the analysed built-in library, nil where the file is of another form.
var prepared = sync.OnceValue(func() *preparedLibrary {
	var l preparedLibrary
	if err := l.read(preparedFile); err != nil {
		return nil
	}
	return &l
})

// write returns the text of preparedFile.
func (l *preparedLibrary) write() []byte {
	return pack.Write(func(p *pack.Coder) {
		cases := analysis.Mapped(l.docs, func(d analysedCase) string {
			return string(pack.Write(func(p *pack.Coder) { d.pack(p) }))
		})
		l.pack(p, &cases)
	})
}

// read reads it.
func (l *preparedLibrary) read(text string) error {
	var cases []string
	if err := pack.Read(text, func(p *pack.Coder) { l.pack(p, &cases) }); err != nil {
		return fmt.Errorf("read the prepared library: %w", err)
	}
	l.docs = make([]analysedCase, len(cases))
	errs := make([]error, len(cases))
	eachOnAllCores(len(cases), func(i int) { errs[i] = pack.Read(cases[i], l.docs[i].pack) })
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return fmt.Errorf("read case %d of the prepared library: %w", i, errs[i])
	}
	return nil
}

// pack describes a library. The cases are packed one by one, so that all cores can read
// them.
func (l *preparedLibrary) pack(p *pack.Coder, cases *[]string) {
	form, fields, sentences := preparedForm, int(recommend.NumFields), maxSentences
	for _, n := range []*int{&form, &fields, &sentences} {
		pack.Uint(p, n)
	}
	if form != preparedForm || fields != int(recommend.NumFields) || sentences != maxSentences {
		return // what is left unread is an error
	}
	if p.Reading() {
		l.words = &analysis.Dictionary{}
	}
	l.words.Pack(p)
	stems := []string(l.stems)
	p.Names(&stems)
	l.stems = stems
	pack.List(p, &l.digests, func(d *uint64) { pack.Uint(p, d) })
	l.names = packNames(p, l.names)
	p.Strings(cases)
}

// packNames describes names of cases.
func packNames(p *pack.Coder, table names.Table) names.Table {
	list := []names.CaseName(table)
	pack.List(p, &list, func(n *names.CaseName) {
		p.String(&n.Key)
		p.String(&n.Text)
		pack.Uint(p, &n.Number)
		pack.Uint(p, &n.Kind)
		p.Bool(&n.Begins)
	})
	return list
}

// pack describes what is known of a case but for its tags: lengths, and each entry by
// how far its term is from the one before, in which fields it stands and how often.
func (d *analysedCase) pack(p *pack.Coder) {
	p.String(&d.id)
	for f := range d.lengths {
		pack.Uint(p, &d.lengths[f])
	}
	last := int32(-1)
	pack.List(p, &d.entries, func(e *entry) {
		ahead := e.term - last
		pack.Uint(p, &ahead)
		e.term = last + ahead
		last = e.term
		where := 0 // a bit for each field, the lowest for the record itself
		if e.shown {
			where = 1
		}
		for f, n := range e.count {
			if n > 0 {
				where |= 2 << f
			}
		}
		pack.Uint(p, &where)
		e.shown = where&1 != 0
		for f := range e.count {
			if where&(2<<f) != 0 {
				pack.Uint(p, &e.count[f])
			}
		}
		pack.Uint(p, &e.asked)
	})
	if p.Reading() {
		d.listTerms()
	}
}

// in returns by number which place each case of the prepared library has among others,
// which are in order of id too, nil where one of them is not there just as it was.
func (l *preparedLibrary) in(cases []corpus.Case) []int {
	if l == nil || len(l.docs) > len(cases) {
		return nil
	}
	places := make([]int, len(l.docs))
	eachOnAllCores(len(l.docs), func(i int) {
		n, ok := slices.BinarySearchFunc(cases, l.docs[i].id, func(c corpus.Case, id string) int { return strings.Compare(c.ID, id) })
		if places[i] = n; !ok || cases[n].Digest() != l.digests[i] {
			places[i] = -1
		}
	})
	if slices.Contains(places, -1) {
		return nil
	}
	return places
}
