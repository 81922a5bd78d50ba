package corpus

import (
	"io/fs"
	"slices"
	"strings"
)

// Facet is one of the two kinds of tag that a case carries.
type Facet string

// The facets: what a case is about, and how it went about it.
const (
	FacetTopic    Facet = "topic"
	FacetApproach Facet = "approach"
)

// Concept is one topic or approach of the taxonomy. Ids are unique over both
// facets.
type Concept struct {
	ID      string   `json:"id"`
	Facet   Facet    `json:"-"`
	Label   string   `json:"label"`   // for people, in English
	About   string   `json:"about"`   // what belongs under it, for curators
	Broader []string `json:"broader"` // concepts that contain this one
	Related []string `json:"related"` // concepts that often meet the same need
}

// Level is a level of government.
type Level struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Taxonomy is the controlled vocabulary of the library, in the order in which
// lists of it are shown.
type Taxonomy struct {
	Topics     []Concept `json:"topics"`
	Approaches []Concept `json:"approaches"`
	Levels     []Level   `json:"levels"`

	concepts map[string]*Concept
	levels   map[string]*Level
}

// Concept returns the topic or approach with that id, or nil.
func (t *Taxonomy) Concept(id string) *Concept { return t.concepts[id] }

// all are the topics, and behind them the approaches.
func (t *Taxonomy) all() []Concept { return slices.Concat(t.Topics, t.Approaches) }

// IsTopic tells whether id names a topic.
func (t *Taxonomy) IsTopic(id string) bool { return t.is(id, FacetTopic) }

// IsApproach tells whether id names an approach.
func (t *Taxonomy) IsApproach(id string) bool { return t.is(id, FacetApproach) }

func (t *Taxonomy) is(id string, f Facet) bool {
	c := t.concepts[id]
	return c != nil && c.Facet == f
}

// Find returns the topic or approach with that id or label, whatever its
// capitals, or nil.
func (t *Taxonomy) Find(name string) *Concept {
	if c := t.concepts[strings.ToLower(name)]; c != nil {
		return c
	}
	for _, list := range [][]Concept{t.Topics, t.Approaches} {
		for i := range list {
			if strings.EqualFold(list[i].Label, name) {
				return &list[i]
			}
		}
	}
	return nil
}

// Level returns the level with that id, or nil.
func (t *Taxonomy) Level(id string) *Level { return t.levels[id] }

// Label returns the label of the topic, approach or level with that id, and
// the id itself where there is none.
func (t *Taxonomy) Label(id string) string {
	if c := t.concepts[id]; c != nil {
		return c.Label
	}
	if l := t.levels[id]; l != nil {
		return l.Label
	}
	return id
}

// readTaxonomy reads the vocabulary and checks that it is whole: unique ids,
// a label each, and relations that lead somewhere.
func readTaxonomy(fsys fs.FS, name string) (*Taxonomy, error) {
	t := &Taxonomy{concepts: map[string]*Concept{}, levels: map[string]*Level{}}
	if err := readJSON(fsys, name, t); err != nil {
		return nil, err
	}
	var faults faults
	add := func(list []Concept, f Facet) {
		for i := range list {
			c := &list[i]
			c.Facet = f
			if c.ID == "" || c.Label == "" {
				faults.add("taxonomy", string(f), "entry %d has no id or no label", i+1)
			}
			if t.concepts[c.ID] != nil {
				faults.add("taxonomy", c.ID, "stands twice")
			}
			t.concepts[c.ID] = c
		}
	}
	add(t.Topics, FacetTopic)
	add(t.Approaches, FacetApproach)
	for i := range t.Levels {
		l := &t.Levels[i]
		if l.ID == "" || l.Label == "" || t.levels[l.ID] != nil {
			faults.add("taxonomy", "levels", "entry %d has no id or label, or stands twice", i+1)
		}
		t.levels[l.ID] = l
	}
	for _, c := range t.concepts {
		for _, other := range slices.Concat(c.Broader, c.Related) {
			if t.concepts[other] == nil {
				faults.add("taxonomy", c.ID, "refers to %q, which is no topic or approach", other)
			}
		}
	}
	return t, faults.err()
}
