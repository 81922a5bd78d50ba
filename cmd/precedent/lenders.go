package main

import (
	"fmt"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
)

// The texts of show --why.
const (
	whyTitle     = "What else it is found by"
	whySentences = "How people may ask for it is written down for this case; it borrows nothing."
	whyNoneAlike = "Nobody wrote down how people may ask for this case, and no case is enough like it to borrow words from."
	whyBorrows   = "Nobody wrote down how people may ask for this case, so it is found by words too that it borrows from the cases most like it:"
	whyLends     = "%s lends %.0f in 100"
	whyProposed  = "Found in its text and in cases like it, since its record has none: %s"
)

// explained is what a case is found by beside its record.
func explained(e *rank.Engine, c *corpus.Case) (lines []string) {
	lenders := e.Lenders(c.ID)
	switch {
	case len(c.Asked()) > 0:
		lines = append(lines, whySentences)
	case len(lenders) == 0:
		lines = append(lines, whyNoneAlike)
	default:
		lines = append(lines, whyBorrows)
	}
	for _, l := range lenders {
		line := fmt.Sprintf(whyLends, plain(l.Case.Title), 100*l.Share)
		if len(l.Words) > 0 {
			line += ": " + strings.Join(mapped(l.Words, plain), ", ")
		}
		lines = append(lines, line)
	}
	p := e.Proposed(c.ID)
	if tags := append(p.Topics, p.Approaches...); len(tags) > 0 {
		lines = append(lines, fmt.Sprintf(whyProposed, strings.Join(mapped(tags, e.Vocabulary().Taxonomy.Label), ", ")))
	}
	return lines
}

// borrowedJSON is what show --why --json says of a case that lends words.
type borrowedJSON struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	Alike float64  `json:"alike"`
	Share float64  `json:"share"`
	Words []string `json:"words"`
}

// explainedJSON is the object that show --why --json prints.
type explainedJSON struct {
	wholeJSON
	Proposed tagsJSON       `json:"proposed"`
	Borrowed []borrowedJSON `json:"borrowed"` // the cases that lend it words, the most alike first
}

func explainedObject(e *rank.Engine, c *corpus.Case) explainedJSON {
	borrowed := mapped(e.Lenders(c.ID), func(l recommend.Lender) borrowedJSON {
		return borrowedJSON{l.Case.ID, l.Case.Title, rounded(l.Alike), rounded(l.Share), list(l.Words)}
	})
	return explainedJSON{wholeObject(c), tagsObject(e.Proposed(c.ID)), borrowed}
}
