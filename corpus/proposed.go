package corpus

import (
	"encoding/json"
	"fmt"
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
