package recommend

import "precedent/corpus"

// Told is one thing that the record of a case tells, under its label. A record of
// somebody's own that tells everything in one text has no labels.
type Told struct{ Label, Text string }

// Account is what a case answers, what was done and what came of it, each apart. Where a
// source reports no result, that is said.
func (w *Wording) Account(c *corpus.Case) []Told {
	if c.Problem == "" && c.Results == "" && c.Evidence == "" {
		return []Told{{Text: c.Summary}}
	}
	var told []Told
	add := func(label, text string) {
		if text != "" {
			told = append(told, Told{w.say(label), text})
		}
	}
	add(sayProblem, c.Problem)
	add(sayDone, c.Summary)
	add(sayResults, w.Results(c))
	return told
}

// Results are what came of a case as its record tells. Where its source reports none, that
// is said; of people's own records it is not known what they leave out, or tell elsewhere.
func (w *Wording) Results(c *corpus.Case) string {
	if c.Results == "" && c.Evidence != "" {
		return w.say(sayNoResults)
	}
	return c.Results
}
