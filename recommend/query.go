package recommend

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Query is a problem as the engine understood it: all that the answer depends
// on, and small enough to travel in a button. It does not hold the text.
type Query struct {
	Language  string    `json:"l,omitempty"` // ISO 639-1
	Words     []Word    `json:"w,omitempty"`
	Concepts  []Concept `json:"c,omitempty"`
	Origins   []Word    `json:"o,omitempty"` // places beside what is asked, where people come from and towns: cases whose record names them come earlier
	Named     []Name    `json:"n,omitempty"` // names of cases
	Limits    Filter    `json:"f,omitzero"`  // cases outside are left out
	Wishes    Filter    `json:"p,omitzero"`  // cases inside come earlier
	Like      string    `json:"k,omitempty"`
	Refused   []Refusal `json:"x,omitempty"` // subjects that are not wanted: cases about them come later
	Workplace Workplace `json:"h,omitzero"`  // what the vocabulary knows of the person's

	// Among does not travel: it is for asking once, and may be long.
	Among []string `json:"-"` // ids of the cases to look among, nil for all

	// For showing what was understood; they do not travel.
	Corrections  map[string]string   `json:"-"` // word as typed -> as corrected
	Translations map[string][]string `json:"-"` // word as typed -> English ones that it is searched as
	Names        []string            `json:"-"` // names that no case has, as typed, which are not searched for
	Truncated    bool                `json:"-"` // the problem was longer than MaxProblem
	LeftOut      []string            `json:"-"` // what of the text is not its question, in its order
	MuchLeftOut  bool                `json:"-"` // so much that a person should be told
	// NotUnderstood are limits that the person said in words that are not understood,
	// as typed: "only in Narnia".
	NotUnderstood []string `json:"-"`
}

// Word is one word to search for. Its terms are alternatives: they count as one
// word, which is met where any of them is.
type Word struct {
	Asked  string   `json:"a"`           // as it was typed
	Terms  []string `json:"t,omitempty"` // as it is searched for, when that is not what was typed; one of several words is met where all stand
	Weight float64  `json:"w,omitempty"` // 1 when absent
	Part   string   `json:"p,omitempty"` // of a compound, which Asked is whole: the part that this is
}

// Concept is a topic or approach that the problem speaks of.
type Concept struct {
	ID     string  `json:"i"`
	Asked  string  `json:"a,omitempty"` // the phrases that say so, as typed
	Weight float64 `json:"w"`           // 0 to 1: how surely it is meant
	// By are the words of these phrases that named it, where something else stands between
	// them: a small word, a hyphen. Of a compound they are its parts.
	By []string `json:"b,omitempty"`
}

// Phrases are those of Asked.
func (c Concept) Phrases() []string { return strings.Split(c.Asked, ", ") }

// NamedBy tells whether a word named a topic or approach.
func (q Query) NamedBy(id, word string) bool {
	return slices.ContainsFunc(q.Concepts, func(c Concept) bool {
		return c.ID == id && (slices.Contains(c.Words(), word) || slices.Contains(c.Phrases(), word))
	})
}

// Words are those of Asked that named the concept, of all its phrases.
func (c Concept) Words() []string {
	if len(c.By) > 0 {
		return c.By
	}
	return strings.FieldsFunc(c.Asked, func(r rune) bool { return r == ' ' || r == ',' })
}

// Empty tells whether the query asks for nothing that cases could be like.
func (q Query) Empty() bool {
	return len(q.Words) == 0 && len(q.Concepts) == 0 && len(q.Named) == 0 && q.Like == ""
}

// fewBeside is how many words beside a name do not make a problem of their own: "we
// heard of Decidim, who uses it?".
const fewBeside = 2

// AsksByName tells whether the query has the name of a case and no problem.
func (q Query) AsksByName() bool {
	return len(q.Named) > 0 && len(q.Named[0].Cases) > 0 && len(q.Words) <= fewBeside && len(q.Concepts) == 0
}

// AsksNothing tells whether the query has neither a problem nor anything that cases
// are limited by.
func (q Query) AsksNothing() bool { return q.Empty() && q.Limits.Empty() && len(q.Refused) == 0 }

// Encode writes the query without Among in at most limit bytes, leaving out the
// last words where it must.
func (q Query) Encode(limit int) (string, error) {
	for {
		data, err := json.Marshal(q)
		if err != nil {
			return "", fmt.Errorf("encode query: %w", err)
		}
		if len(data) <= limit {
			return string(data), nil
		}
		switch {
		case len(q.Words) > 0:
			q.Words = q.Words[:len(q.Words)-1]
		case len(q.Concepts) > 0:
			q.Concepts = q.Concepts[:len(q.Concepts)-1]
		case len(q.Named) > 0:
			q.Named = q.Named[:len(q.Named)-1]
		case len(q.Refused) > 0:
			q.Refused = q.Refused[:len(q.Refused)-1]
		case q.Workplace != Workplace{}:
			q.Workplace = Workplace{}
		default:
			return "", fmt.Errorf("encode query: %d bytes do not fit into %d", len(data), limit)
		}
	}
}

// DecodeQuery reads what Encode wrote. Since it may come back from outside, it
// is held to the same limits as a problem. Of its workplace, what cannot be one is
// dropped here, and what no vocabulary knows by rank.Engine.Answer.
func DecodeQuery(s string) (Query, error) {
	var q Query
	if err := json.Unmarshal([]byte(s), &q); err != nil {
		return Query{}, fmt.Errorf("decode query: %w", err)
	}
	terms := 0
	for _, w := range slices.Concat(q.Words, q.Origins) {
		terms += max(1, len(w.Terms))
	}
	for _, r := range q.Refused {
		for _, w := range r.Words {
			terms += max(1, len(w.Terms))
		}
		terms += len(r.Concepts)
	}
	bearers := 0
	for _, n := range q.Named {
		bearers += len(n.Cases)
	}
	if terms > MaxTerms+maxRefusedTerms || len(q.Concepts) > MaxTerms || len(q.Named) > MaxTerms || bearers > MaxTerms || len(q.Refused) > MaxRefused {
		return Query{}, fmt.Errorf("decode query: more than %d words, concepts or names", MaxTerms)
	}
	q.Workplace = q.Workplace.inForm()
	return q, nil
}

// Name is a name of cases that stands in a problem.
type Name struct {
	Asked string   `json:"a"` // as it was typed
	Cases []string `json:"c"` // ids of those that bear it
}

// MaxRefused is how many subjects a query refuses at most.
const MaxRefused = 4 // subjects of a query

const maxRefusedTerms = 64 // terms of all of them, with what they are searched as

// Refusal is a subject that a person does not want.
type Refusal struct {
	Asked    string   `json:"a"`           // as it was typed
	Words    []Word   `json:"w,omitempty"` // a case is about it where one sentence of its record has them all
	Concepts []string `json:"c,omitempty"` // ids of topics and approaches that it names
}
