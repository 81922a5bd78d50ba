package rank

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"
)

// The two fields of the Bleve index.
const (
	fieldAll  = "all"  // the stems of everything in the record, joined
	fieldTags = "tags" // ids of topics and approaches
)

// batchSize is how many cases go into one Bleve batch. One batch makes one
// segment, which is best for a small library; a hundred thousand cases in one
// batch would need gigabytes.
const batchSize = 2000

// retriever proposes the cases that are worth scoring.
type retriever interface {
	// find returns the numbers of cases with any of the words or tags: at most limit of
	// them, unless it costs no more to return them all.
	find(ctx context.Context, words, tags []weighted, limit int) ([]int, error)
}

// weighted is a stem or tag to look for, with its boost.
type weighted struct {
	number int32 // as a term, or among the tags
	name   string
	boost  float64
}

// candidateIndex retrieves with Bleve, which keeps the postings. The text is analysed
// by this package, once, for both Bleve and the exact scores, so that the two can never
// disagree about what a word is.
//
// Bleve's index, searchers and collector are used without the package that is around them:
// its mappings, query language, older index and formats of interchange would be a tenth
// of the binary, and nothing here needs them.
type candidateIndex struct {
	bleve index.Index
}

// newCandidateIndex indexes the documents with these numbers, given as their stems and
// tags.
func newCandidateIndex(docs []analysedCase, numbers []int, tags *tagStats) (*candidateIndex, error) {
	analysis := index.NewAnalysisQueue(runtime.GOMAXPROCS(0))
	defer analysis.Close()
	ix, err := scorch.NewScorch(scorch.Name, map[string]any{"path": ""}, analysis) // in memory
	if err == nil {
		err = ix.Open()
	}
	if err != nil {
		return nil, fmt.Errorf("make the index: %w", err)
	}
	for some := range slices.Chunk(numbers, batchSize) {
		batch := index.NewBatch()
		for _, n := range some {
			batch.Update(bleveDocument(n, &docs[n], tags.names(docs[n].tags)))
		}
		if err := ix.Batch(batch); err != nil {
			return nil, errors.Join(fmt.Errorf("index cases from %s: %w", docs[some[0]].id, err), ix.Close())
		}
	}
	return &candidateIndex{ix}, nil
}

// bleveDocument has no stored text, term vectors or doc values: Bleve only has
// to find the document.
func bleveDocument(number int, d *analysedCase, ids []string) *document.Document {
	count, letters := 0, 0
	all := slices.Concat(d.fields[:], d.read[:])
	for _, field := range all {
		count += len(field)
		for _, w := range field {
			letters += len(w.Stem)
		}
	}
	words, room := make(tokens, 0, count), make([]byte, 0, letters)
	for _, field := range all {
		for _, w := range field {
			from := len(room)
			room = append(room, w.Stem...)
			words.add(room[from:])
		}
	}
	var tags tokens
	for _, t := range ids {
		tags.add([]byte(t))
	}
	doc := document.NewDocument(documentID(number))
	doc.AddField(document.NewTextFieldCustom(fieldAll, nil, nil, index.IndexField, &words))
	doc.AddField(document.NewTextFieldCustom(fieldTags, nil, nil, index.IndexField, &tags))
	return doc
}

// documentID keeps numbers in order as text, so that Bleve breaks ties by them.
func documentID(number int) string { return fmt.Sprintf("%07d", number) }

// tokens hands stems to Bleve as an analyzer that has nothing left to do.
type tokens []analysis.Token

func (t *tokens) add(term []byte) {
	*t = append(*t, analysis.Token{Term: term, Position: len(*t) + 1})
}

// Analyze gives the tokens out, whatever the text.
func (t *tokens) Analyze([]byte) analysis.TokenStream {
	stream := make(analysis.TokenStream, len(*t))
	for i := range *t {
		stream[i] = &(*t)[i]
	}
	return stream
}

// find returns the numbers of at most limit documents with any of the words or
// tags, the most promising first, ties in order of number.
func (c *candidateIndex) find(ctx context.Context, words, tags []weighted, limit int) (numbers []int, err error) {
	if len(words)+len(tags) == 0 {
		return nil, nil
	}
	reader, err := c.bleve.Reader()
	if err != nil {
		return nil, fmt.Errorf("search the index: %w", err)
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	any, err := anyOf(ctx, reader, words, tags)
	if err != nil {
		return nil, fmt.Errorf("search the index: %w", err)
	}
	defer func() { err = errors.Join(err, any.Close()) }()
	best := collector.NewTopNCollector(limit, 0, search.ParseSortOrderStrings([]string{"-_score", "_id"}))
	if err := best.Collect(ctx, any, reader); err != nil {
		return nil, fmt.Errorf("search the index: %w", err)
	}
	for _, hit := range best.Results() {
		n, err := strconv.Atoi(hit.ID)
		if err != nil {
			return nil, fmt.Errorf("search the index: unexpected document %q: %w", hit.ID, err)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// anyOf searches for documents with any of the words or tags, of which there is one at
// least.
func anyOf(ctx context.Context, reader index.IndexReader, words, tags []weighted) (search.Searcher, error) {
	var each []search.Searcher
	add := func(field string, terms []weighted) error {
		for _, t := range terms {
			s, err := searcher.NewTermSearcher(ctx, reader, t.name, field, t.boost, search.SearcherOptions{})
			if err != nil {
				return err
			}
			each = append(each, s)
		}
		return nil
	}
	err := errors.Join(add(fieldAll, words), add(fieldTags, tags))
	if err == nil {
		return searcher.NewDisjunctionSearcher(ctx, reader, each, 1, search.SearcherOptions{})
	}
	for _, s := range each {
		err = errors.Join(err, s.Close())
	}
	return nil, err
}
