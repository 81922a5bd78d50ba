package corpus

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Proposed is what a program proposes for a record that says nothing of it, each with the words
// of the record that led to it. It is never mixed with what the record says itself: of a kind
// that the record has of its own, nothing proposed counts. A record without one has not been
// looked at; an empty one wants nothing proposed.
type Proposed struct {
	Topics     []Proposal    `json:"topics,omitempty"`
	Approaches []Proposal    `json:"approaches,omitempty"`
	Countries  []Proposal    `json:"countries,omitempty"`
	Level      *Proposal     `json:"level,omitempty"`
	Year       *ProposedYear `json:"year,omitempty"`
}

// Empty tells whether somebody has looked and wants nothing proposed.
func (p *Proposed) Empty() bool {
	return p != nil && len(p.Topics)+len(p.Approaches)+len(p.Countries) == 0 && p.Level == nil && p.Year == nil
}

// Proposal is a topic, approach, country or level by its id.
type Proposal struct {
	ID    string   `json:"id"`
	Words []string `json:"words,omitempty"` // as they stand in the record
}

// ProposedYear is a year.
type ProposedYear struct {
	ID    OptInt   `json:"id"`
	Words []string `json:"words,omitempty"`
}

// Limits of what is proposed for one record.
const (
	maxProposals     = 10 // of a kind
	maxProposedWords = 8  // for one of them
)

// idsOf are the ids of some proposals.
func idsOf(list []Proposal) []string {
	var ids []string
	for _, p := range list {
		ids = append(ids, p.ID)
	}
	return ids
}

// ProposedTopics are the topics proposed for a case that has none of its own.
func (c *Case) ProposedTopics() []string {
	if c.Proposed == nil || len(c.Topics) > 0 {
		return nil
	}
	return idsOf(c.Proposed.Topics)
}

// ProposedApproaches are the approaches proposed for a case that has none of its own.
func (c *Case) ProposedApproaches() []string {
	if c.Proposed == nil || len(c.Approaches) > 0 {
		return nil
	}
	return idsOf(c.Proposed.Approaches)
}

// ProposedCountries are the countries proposed for a case that has none of its own.
func (c *Case) ProposedCountries() []string {
	if c.Proposed == nil || len(c.Countries) > 0 {
		return nil
	}
	return idsOf(c.Proposed.Countries)
}

// ProposedLevel is the level proposed for a case that has none of its own, "" for none.
func (c *Case) ProposedLevel() string {
	if c.Proposed == nil || c.Level != "" || c.Proposed.Level == nil {
		return ""
	}
	return c.Proposed.Level.ID
}

// ProposedYear is the year proposed for a case that has none of its own, 0 for none.
func (c *Case) ProposedYear() OptInt {
	if c.Proposed == nil || c.Year != 0 || c.Proposed.Year == nil {
		return 0
	}
	return c.Proposed.Year.ID
}

// ownProposed reads what is proposed in a record of somebody's own, who may have edited it: an
// item may be an id alone, and what it proposes bear another of its names.
func ownProposed(v *Vocabulary, value any, note noteOf) *Proposed {
	kinds, ok := value.(map[string]any)
	if !ok {
		if value != nil {
			note("proposed", "is no object; left out")
		}
		return nil
	}
	var p Proposed
	concept := func(f Facet) func(string) string {
		return func(name string) string {
			if c := v.Taxonomy.Find(name); c != nil && c.Facet == f {
				return c.ID
			}
			return ""
		}
	}
	country := func(name string) string {
		if id := v.Places.ID(name); v.Places.Country(id) != nil {
			return id
		}
		return ""
	}
	read := map[string]func(kind string, value any){
		"topics":     func(k string, value any) { p.Topics = proposals(k, value, concept(FacetTopic), note) },
		"approaches": func(k string, value any) { p.Approaches = proposals(k, value, concept(FacetApproach), note) },
		"countries":  func(k string, value any) { p.Countries = proposals(k, value, country, note) },
		"level": func(k string, value any) {
			level := func(name string) string { return ownLevel(v, name, func(string, string, ...any) {}) }
			if list := proposals(k, value, level, note); len(list) > 0 {
				p.Level = &list[0]
			}
		},
		"year": func(k string, value any) {
			year := func(id string) string {
				if asYear(id) == 0 {
					return ""
				}
				return id
			}
			if list := proposals(k, value, year, note); len(list) > 0 {
				p.Year = &ProposedYear{asYear(list[0].ID), list[0].Words}
			}
		},
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		if read[kind] == nil {
			note("proposed", "%q is nothing that is proposed; left out", tidy(kind, maxFieldShown))
			continue
		}
		read[kind]("proposed "+kind, kinds[kind])
	}
	return &p
}

// proposals reads a list of proposals, or one. id is that of a name, "" for one that is not known.
func proposals(kind string, value any, id func(name string) string, note noteOf) (list []Proposal) {
	items, isList := value.([]any)
	if !isList && value != nil {
		items = []any{value}
	}
	for _, item := range items {
		var p Proposal
		name := asText(item)
		if fields, ok := item.(map[string]any); ok {
			name = asText(fields["id"])
			words := asList(fields["words"])
			p.Words = words[:min(len(words), maxProposedWords)]
		}
		p.ID = id(tidy(name, MaxShort))
		switch {
		case p.ID == "":
			note(kind, "%q is not known; left out", tidy(name, maxFieldShown))
		case len(list) < maxProposals && !slices.Contains(idsOf(list), p.ID):
			list = append(list, p)
		}
	}
	return list
}

// appendTo appends what is proposed to the bytes that a record is told by; nothing for none.
func (p *Proposed) appendTo(data []byte) []byte {
	if p == nil {
		return data
	}
	said, err := json.Marshal(p)
	if err != nil { // texts and numbers can always be written
		panic(fmt.Sprintf("write what is proposed: %v", err))
	}
	return append(data, said...)
}
