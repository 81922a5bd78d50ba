package rank

// tagCounts are how many cases have each tag, and how many there are.
type tagCounts struct {
	by    []float64
	cases float64
}

func newTagCounts(tags int) tagCounts {
	return tagCounts{by: make([]float64, tags)}
}

// add counts a case.
func (c *tagCounts) add(d *analysedCase) {
	c.cases++
	for _, tag := range d.tags {
		c.by[tag]++
	}
}

// addTags counts a case with some tags.
func (c *tagCounts) addTags(tags []uint8) {
	c.cases++
	for _, tag := range tags {
		c.by[tag]++
	}
}

// togetherness is how many times as often two of the cases share a tag as two of all
// cases do, by chance 1.
func (c tagCounts) togetherness(all tagCounts) float64 {
	if c.cases < 2 {
		return 1
	}
	var pairs, expected float64
	for tag, n := range c.by {
		if all.by[tag] > 0 {
			pairs += n * (n - 1) / (c.cases * (c.cases - 1)) * all.cases / all.by[tag]
			expected += all.by[tag] / all.cases
		}
	}
	if expected == 0 {
		return 1
	}
	return pairs / expected
}
