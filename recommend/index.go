package recommend

import (
	"context"
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// The two fields of the Bleve index.
const (
	fieldAll  = "all"  // the stems of everything in the record, joined
	fieldTags = "tags" // ids of topics and approaches
)

// batchSize is how many cases go into one Bleve batch. One batch makes one
// segment, which is best for the built-in library; a hundred thousand cases in
// one batch would need gigabytes.
const batchSize = 2000

// candidateIndex finds the cases worth scoring. Bleve keeps the postings; the
// text is analysed by this package, once, for both Bleve and the exact scores,
// so that the two can never disagree about what a word is.
type candidateIndex struct {
	bleve bleve.Index
}

// newCandidateIndex indexes documents given as their stems and tags. The
// number of a document is its place in the slice.
func newCandidateIndex(docs []analysedCase, tags *tagStats) (*candidateIndex, error) {
	// NewMemOnly would take the older, several times slower index type.
	ix, err := bleve.NewUsing("", bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("make the index: %w", err)
	}
	for start := 0; start < len(docs); start += batchSize {
		batch := ix.NewBatch()
		for i := start; i < min(start+batchSize, len(docs)); i++ {
			if err := batch.IndexAdvanced(bleveDocument(i, &docs[i], tags.names(docs[i].tags))); err != nil {
				return nil, fmt.Errorf("index case %s: %w", docs[i].id, err)
			}
		}
		if err := ix.Batch(batch); err != nil {
			return nil, fmt.Errorf("index cases from %d: %w", start, err)
		}
	}
	return &candidateIndex{bleve: ix}, nil
}

// bleveDocument has no stored text, term vectors or doc values: Bleve only has
// to find the document.
func bleveDocument(number int, d *analysedCase, ids []string) *document.Document {
	var words tokens
	for _, field := range d.fields {
		for _, w := range field {
			words.add(w.bytes)
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

// weighted is a stem or tag to look for, with its boost.
type weighted struct {
	term  string
	boost float64
}

// find returns the numbers of at most limit documents with any of the words or
// tags, the most promising first, ties in order of number.
func (c *candidateIndex) find(ctx context.Context, words, tags []weighted, limit int) ([]int, error) {
	var clauses []query.Query
	add := func(field string, terms []weighted) {
		for _, t := range terms {
			q := query.NewTermQuery(t.term)
			q.SetField(field)
			q.SetBoost(t.boost)
			clauses = append(clauses, q)
		}
	}
	add(fieldAll, words)
	add(fieldTags, tags)
	if len(clauses) == 0 {
		return nil, nil
	}
	req := bleve.NewSearchRequestOptions(query.NewDisjunctionQuery(clauses), limit, 0, false)
	req.SortBy([]string{"-_score", "_id"})
	res, err := c.bleve.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("search the index: %w", err)
	}
	numbers := make([]int, 0, len(res.Hits))
	for _, hit := range res.Hits {
		n, err := strconv.Atoi(hit.ID)
		if err != nil {
			return nil, fmt.Errorf("search the index: unexpected document %q: %w", hit.ID, err)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

func (c *candidateIndex) close() error { return c.bleve.Close() }
