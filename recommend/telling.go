package recommend

import "sync"

// A word that a case meets is no reason by itself: "half" or "ten" stand in the records
// of schools and of harbours alike. What tells something is a word whose cases are about
// the same things. So the topics and approaches of the cases with a word are held
// against those of all cases: each pair of cases that share one counts, the rarer the
// more.
const (
	// leastTogether is how many times as often the cases with a word must share a topic or
	// approach as any cases do, for the word to tell something.
	leastTogether = 1.15
	// surelyTogether is the same for a word that hardly any title or keyword has: pipes and
	// soil reach it, easier and sometimes do not.
	surelyTogether = 1.55
	// sureOf is how many cases that have a word in their record weigh as much as all that
	// have it anywhere, which are more, and surer, but have it in passing too.
	sureOf = 8
	// chance is how many cases that have a word anywhere weigh as much as the guess that
	// they have nothing in common.
	chance = 10
	// rareWord is the share of the cases up to which a word is too rare to be judged so:
	// it tells something where it stands in what names a case.
	rareWord = 0.05
	// leastJudged is how many cases a library must have for any word to be judged.
	leastJudged = 100
)

// tellingWords remembers how much the words tell that were asked for. It is safe for
// concurrent use.
type tellingWords struct{ seen sync.Map } // term -> float64

// tagCounts are how many cases have each tag, and how many there are.
type tagCounts struct {
	by    []float64
	cases float64
}

func newTagCounts(e *Engine) tagCounts { return tagCounts{by: make([]float64, len(e.stats.tags.ids))} }

// add counts a case.
func (c *tagCounts) add(d *analysedCase) {
	c.cases++
	for _, tag := range d.tags {
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

// tells is how many times as often the cases with a term are about the same things as
// any cases are.
func (e *Engine) tells(term int32) float64 {
	if known, ok := e.telling.seen.Load(term); ok {
		return known.(float64)
	}
	all := tagCounts{e.stats.tags.cases, float64(len(e.docs))}
	anywhere, inRecord := newTagCounts(e), newTagCounts(e)
	for _, number := range e.stats.casesWith(term) {
		d := &e.docs[number]
		anywhere.add(d)
		if d.entry(term).shown {
			inRecord.add(d)
		}
	}
	n := inRecord.cases
	passing := (anywhere.cases*anywhere.togetherness(all) + chance) / (anywhere.cases + chance)
	tells := (n*inRecord.togetherness(all) + sureOf*passing) / (n + sureOf)
	e.telling.seen.Store(term, tells)
	return tells
}

// isTelling tells whether a word of a case says something of what the problem and the
// case have in common. inName says that it stands in the case's title or keywords.
func (e *Engine) isTelling(stem string, inName bool) bool {
	term, known := e.stats.stems.find(stem)
	if !known {
		return false
	}
	if len(e.docs) < leastJudged {
		return e.stats.idfs[term] >= e.leastIDF()
	}
	rare := float64(e.stats.caseCnt[term]) <= rareWord*float64(len(e.docs))
	tells := e.tells(term)
	return tells >= surelyTogether || tells >= leastTogether && e.namesCases(term) || rare && inName
}

// leastNamed is in the titles and keywords of how many cases a word must stand to name
// what cases are about: "supposed" and "desperately" do not.
const leastNamed = 3

// namesCases tells whether a word stands in the titles or keywords of some cases.
func (e *Engine) namesCases(term int32) bool {
	named := 0
	for _, number := range e.stats.casesWith(term) {
		if entry := e.docs[number].entry(term); entry.count[FieldTitle]+entry.count[FieldKeywords] > 0 {
			named++
		}
	}
	return named >= min(leastNamed, len(e.docs)/leastJudged+1)
}
