package corpus

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
)

// Country is a country or territory by its ISO 3166-1 alpha-2 code, or the
// European Union's institutions (EU) or Kosovo (XK), which cases name as their
// country too.
type Country struct {
	Code string   `json:"code"`
	Name string   `json:"name"` // the everyday English name
	Also []string `json:"-"`    // adjectives, people, other names in English
}

// Institutions is the code of the European Union's institutions, which are no country.
const Institutions = "EU"

// Region is a region of the world or a group of countries that people name.
type Region struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Also    []string `json:"-"`
	Members []string `json:"members"`           // country codes, sorted
	Subject bool     `json:"subject,omitempty"` // its name is a word of the problem too: "small islands"
}

// Places are the countries and regions that the program knows by name. A place
// is told by its id: the code of a country or the id of a region.
type Places struct {
	Countries []Country `json:"countries"`
	Regions   []Region  `json:"regions"`

	cased     map[string]bool // names that count only with their own capitals, since they are words otherwise
	countries map[string]*Country
	regions   map[string]*Region
	ids       map[string]string // lower-case name, code or id -> id
}

// PlaceNames are what countries and regions are called in one language.
type PlaceNames struct {
	Names map[string][]string `json:"names"` // by code or id; adjectives and people too
	Cased []string            `json:"cased"` // those of them that count only with these capitals
	// Towns are what towns and regions within countries are called, by their English names, where
	// that is something else, in all its forms. They are no places that cases are wanted from, but
	// words that cases have in English.
	Towns map[string][]string `json:"towns,omitempty"`
}

// Country returns the country with that code, or nil.
func (p *Places) Country(code string) *Country { return p.countries[code] }

// Named returns the country that a case names by a code or a name, or nil: by EU, or the European
// Union, it means the institutions.
func (p *Places) Named(name string) *Country {
	id := p.ID(name)
	return cmp.Or(p.countries[id], p.countries[strings.ToUpper(id)])
}

// Region returns the region with that id, or nil.
func (p *Places) Region(id string) *Region { return p.regions[id] }

// ID returns the id of the place that goes by a code, an id or a name,
// whatever its capitals; "" when there is none. "EU" is the region, whose
// members are the states, and not the institutions that cases name as EU. An apostrophe may be any.
func (p *Places) ID(name string) string {
	return p.ids[apostrophes.Replace(strings.ToLower(strings.TrimSpace(name)))]
}

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "\u00a0", " ")

// Name returns the English name of the place with that id, and the id itself
// where it is not known.
func (p *Places) Name(id string) string {
	if r := p.regions[id]; r != nil {
		return r.Name
	}
	if c := p.countries[id]; c != nil {
		return c.Name
	}
	return id
}

// Codes returns the country codes that places stand for, each once: a country
// its own, a region its members, the European Union its institutions too.
func (p *Places) Codes(ids []string) []string {
	var codes []string
	for _, id := range ids {
		r := p.regions[id]
		if r == nil {
			codes = appendNew(codes, id)
			continue
		}
		for _, m := range r.Members {
			codes = appendNew(codes, m)
		}
		if institutions := strings.ToUpper(id); p.countries[institutions] != nil {
			codes = appendNew(codes, institutions)
		}
	}
	return codes
}

// EachName calls do with every English name of every place and the place's id. cased
// says that the name only counts with its own capitals.
func (p *Places) EachName(do func(name, id string, cased bool)) {
	each := func(id, name string, also []string) {
		do(name, id, p.cased[name])
		for _, n := range also {
			do(n, id, p.cased[n])
		}
	}
	for _, c := range p.Countries {
		each(c.Code, c.Name, c.Also)
	}
	for _, r := range p.Regions {
		each(r.ID, r.Name, r.Also)
	}
}

// readPlaces reads the places with their English names, and checks that no name stands
// for two of them and that every member of a region is a country.
func readPlaces(fsys fs.FS) (*Places, error) {
	p := &Places{cased: map[string]bool{}, countries: map[string]*Country{}, regions: map[string]*Region{}, ids: map[string]string{}}
	if err := readJSON(fsys, filePlaces, p); err != nil {
		return nil, err
	}
	english, err := readOf[PlaceNames](fsys, English, filePlaceNames)
	if err != nil {
		return nil, err
	}
	for _, name := range english.Cased {
		p.cased[name] = true
	}
	var faults faults
	for i := range p.Countries {
		c := &p.Countries[i]
		if len(c.Code) != 2 || p.countries[c.Code] != nil {
			faults.add("places", c.Code, "is not a new two-letter code")
		}
		c.Also = english.Names[c.Code]
		p.countries[c.Code] = c
		p.ids[strings.ToLower(c.Code)] = c.Code
	}
	for i := range p.Regions {
		r := &p.Regions[i]
		if r.ID == "" || p.regions[r.ID] != nil {
			faults.add("places", r.ID, "is not a new region")
		}
		for _, m := range r.Members {
			if p.countries[m] == nil {
				faults.add("places", r.ID, "member %q is no country", m)
			}
		}
		r.Also = english.Names[r.ID]
		p.regions[r.ID] = r
		p.ids[r.ID] = r.ID
	}
	p.EachName(func(name, id string, _ bool) {
		key := strings.ToLower(name)
		if taken := p.ids[key]; name == "" || taken != "" && taken != id {
			faults.add("places", id, "name %q is empty, or stands for %s", name, taken)
		}
		p.ids[key] = id
	})
	for id := range english.Names {
		if p.countries[id] == nil && p.regions[id] == nil {
			faults.add("places", id, "is named in English, and is no country or region")
		}
	}
	for name := range p.cased {
		if p.ids[strings.ToLower(name)] == "" {
			faults.add("places", name, "counts with its capitals, and is no name")
		}
	}
	return p, faults.err()
}

// appendNew appends a text to a list that does not have it.
func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
