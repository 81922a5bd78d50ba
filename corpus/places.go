package corpus

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Country is a country or territory by its ISO 3166-1 alpha-2 code, or the
// European Union's institutions (EU) or Kosovo (XK), which cases name as their
// country too.
type Country struct {
	Code  string   `json:"code"`
	Name  string   `json:"name"`            // the everyday English name
	Also  []string `json:"also,omitempty"`  // adjectives, people, other names
	Cased []string `json:"cased,omitempty"` // names that count only with these capitals, since they are words otherwise
}

// Region is a region of the world or a group of countries that people name.
type Region struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Also    []string `json:"also,omitempty"`
	Cased   []string `json:"cased,omitempty"`
	Members []string `json:"members"` // country codes, sorted
}

// Places are the countries and regions that the program knows by name.
type Places struct {
	Countries []Country `json:"countries"`
	Regions   []Region  `json:"regions"`

	countries map[string]*Country
	regions   map[string]*Region
	names     map[string][]string // lower-case name -> member codes
}

// Country returns the country with that code, or nil.
func (p *Places) Country(code string) *Country { return p.countries[code] }

// Region returns the region with that id, or nil.
func (p *Places) Region(id string) *Region { return p.regions[id] }

// Name returns the English name of the country with that code, and the code
// itself where it is not known.
func (p *Places) Name(code string) string {
	if c := p.countries[code]; c != nil {
		return c.Name
	}
	return code
}

// Resolve returns the country codes that a code, a country's name, or a
// region's name or id stands for, whatever its capitals; nil when it is none.
// A two-letter code wins over any other reading, except that EU means the
// member states and the Union together.
func (p *Places) Resolve(name string) []string {
	return slices.Clone(p.names[strings.ToLower(strings.TrimSpace(name))])
}

func readPlaces(fsys fs.FS, name string) (*Places, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read places: %w", err)
	}
	p := &Places{countries: map[string]*Country{}, regions: map[string]*Region{}, names: map[string][]string{}}
	if err := json.Unmarshal(data, p); err != nil {
		return nil, fmt.Errorf("read places %s: %w", name, err)
	}
	var faults faults
	name1 := func(where, n string, codes []string) {
		key := strings.ToLower(n)
		if n == "" || p.names[key] != nil {
			faults.add("places", where, "name %q is empty or taken", n)
		}
		p.names[key] = codes
	}
	for i := range p.Countries {
		c := &p.Countries[i]
		if len(c.Code) != 2 || p.countries[c.Code] != nil {
			faults.add("places", c.Code, "is not a new two-letter code")
		}
		p.countries[c.Code] = c
		for _, n := range append([]string{c.Name}, c.Also...) {
			name1(c.Code, n, []string{c.Code})
		}
	}
	for i := range p.Regions {
		r := &p.Regions[i]
		for _, m := range r.Members {
			if p.countries[m] == nil {
				faults.add("places", r.ID, "member %q is no country", m)
			}
		}
		p.regions[r.ID] = r
		codes := r.Members
		if p.countries[strings.ToUpper(r.ID)] != nil { // the EU is an issuer of cases and a group of states
			codes = append(slices.Clone(codes), strings.ToUpper(r.ID))
		}
		for _, n := range append([]string{r.Name}, r.Also...) {
			name1(r.ID, n, codes)
		}
		if p.names[r.ID] == nil {
			p.names[r.ID] = codes
		}
	}
	for code := range p.countries {
		if key := strings.ToLower(code); p.names[key] == nil || p.regions[key] == nil {
			p.names[key] = []string{code}
		}
	}
	return p, faults.err()
}
