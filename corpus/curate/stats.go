package curate

import (
	"cmp"
	"maps"
	"slices"

	"precedent/corpus"
)

// Tally is how many cases have something.
type Tally struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Cases int    `json:"cases"`
}

// YearTally is how many cases began in a year.
type YearTally struct {
	Year  int `json:"year"`
	Cases int `json:"cases"`
}

// Stats are how many cases there are of what. Lists are in order of their numbers, the largest
// first, and years in order; what no case has is left out. A case of several topics or countries
// counts in each.
type Stats struct {
	Cases      int         `json:"cases"`
	Libraries  []Tally     `json:"libraries"`
	Topics     []Tally     `json:"topics"`
	Approaches []Tally     `json:"approaches"`
	Countries  []Tally     `json:"countries"`
	Levels     []Tally     `json:"levels"`
	Years      []YearTally `json:"years"`
	// Without are the cases that lack something.
	Without struct {
		Topic   int `json:"topic"`
		Country int `json:"country"`
		Year    int `json:"year"`
		Link    int `json:"link"`
		Text    int `json:"text"`
	} `json:"without"`
}

// Counter counts cases.
type Counter struct {
	vocabulary                                       *corpus.Vocabulary
	libraries, topics, approaches, countries, levels map[string]int
	years                                            map[int]int
	stats                                            Stats
}

// NewCounter begins to count.
func NewCounter(v *corpus.Vocabulary) *Counter {
	return &Counter{
		vocabulary: v, libraries: map[string]int{}, topics: map[string]int{}, approaches: map[string]int{},
		countries: map[string]int{}, levels: map[string]int{}, years: map[int]int{},
	}
}

// Add counts a case of a library.
func (k *Counter) Add(library string, c *corpus.Case) {
	k.stats.Cases++
	k.libraries[library]++
	for _, in := range []struct {
		counts map[string]int
		ids    []string
	}{{k.topics, c.Topics}, {k.approaches, c.Approaches}, {k.countries, c.Countries}} {
		for _, id := range in.ids {
			in.counts[id]++
		}
	}
	if c.Level != "" {
		k.levels[c.Level]++
	}
	if c.Year != 0 {
		k.years[int(c.Year)]++
	}
	for _, lack := range []struct {
		counts *int
		is     bool
	}{
		{&k.stats.Without.Topic, len(c.Topics) == 0}, {&k.stats.Without.Country, len(c.Countries) == 0}, {&k.stats.Without.Year, c.Year == 0},
		{&k.stats.Without.Link, c.URL == ""}, {&k.stats.Without.Text, c.Summary+c.Problem+c.Results == ""},
	} {
		if lack.is {
			*lack.counts++
		}
	}
}

// Stats are the numbers of what was counted.
func (k *Counter) Stats() Stats {
	s := k.stats
	itself := func(id string) string { return id }
	place := func(code string) string {
		if c := k.vocabulary.Places.Country(code); c != nil {
			return c.Name // of EU the institutions, and not the region
		}
		return code
	}
	s.Libraries = tallies(k.libraries, itself)
	s.Topics, s.Approaches = tallies(k.topics, k.vocabulary.Taxonomy.Label), tallies(k.approaches, k.vocabulary.Taxonomy.Label)
	s.Countries, s.Levels = tallies(k.countries, place), tallies(k.levels, k.vocabulary.Taxonomy.Label)
	s.Years = []YearTally{}
	for _, year := range slices.Sorted(maps.Keys(k.years)) {
		s.Years = append(s.Years, YearTally{year, k.years[year]})
	}
	return s
}

func tallies(counts map[string]int, name func(id string) string) []Tally {
	list := []Tally{}
	for id, n := range counts {
		list = append(list, Tally{id, name(id), n})
	}
	slices.SortFunc(list, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Cases, a.Cases), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return list
}
