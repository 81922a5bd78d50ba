package corpus

import (
	"maps"
	"slices"
)

// Limits of what is proposed for one record.
const (
	maxProposals     = 10 // of a kind
	maxProposedWords = 8  // for one of them
)

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
		if c := v.Places.Named(name); c != nil {
			return c.Code
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
