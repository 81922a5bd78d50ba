package rank

import (
	"slices"

	"precedent/recommend"
)

// A word that a case meets is no reason by itself: "half" or "ten" stand in the records
// of schools and of harbours alike. What tells something is a word whose cases are about
// the same things. So the topics and approaches of the cases with a word are held
// against those of all cases: each pair of cases that share one counts, the rarer the
// more.
const (
	// minTogether is how many times as often the cases with a word must share a topic or
	// approach as any cases do, for the word to tell something.
	minTogether = 1.15
	// surelyTogether is the same for a word that hardly any title or keyword has: "pipes" and
	// "soil" reach it, "easier" and "sometimes" do not.
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
	// minJudged is how many cases a library must have for any word to be judged.
	minJudged = 100
)

// telling returns what is known of a term.
func telling(c *collection, term int32) tellingWord {
	if known, ok := c.telling.seen.Load(term); ok {
		return known.(tellingWord)
	}
	var w tellingWord
	all := tagCounts{c.stats.tags.cases, float64(c.count())}
	anywhere, inRecord := newTagCounts(len(c.stats.tags.ids)), newTagCounts(len(c.stats.tags.ids))
	for _, number := range c.stats.casesWith(term) {
		d := &c.docs[number]
		anywhere.add(d)
		entry := d.entry(term)
		if entry.shown {
			inRecord.add(d)
		}
		if entry.isInName() {
			w.named++
		}
	}
	tellingStored(c.segment, term, &w, &anywhere, &inRecord)
	n := inRecord.cases
	passing := (anywhere.cases*anywhere.togetherness(all) + chance) / (anywhere.cases + chance)
	w.together, w.inRecord = (n*inRecord.togetherness(all)+sureOf*passing)/(n+sureOf), int(n)
	c.telling.seen.Store(term, w)
	return w
}

// tellingStored counts the cases of a segment in.
func tellingStored(s *Segment, term int32, w *tellingWord, anywhere, inRecord *tagCounts) {
	p := s.postingsOf(term)
	for i, place := range p.places {
		tags := s.tagsOf(int(place))
		anywhere.addTags(tags)
		if p.marks[i]&inTheRecord != 0 {
			inRecord.addTags(tags)
		}
		if p.marks[i]&inName != 0 {
			w.named++
		}
	}
}

// isTelling tells whether a word of a case says something of what the problem and the
// case have in common. inName says that it stands in the case's title or keywords.
func isTelling(c *collection, stem string, inName bool) bool {
	term, known := c.stats.stems.find(stem)
	if !known {
		return false
	}
	if c.count() < minJudged {
		return c.stats.idfs[term] >= leastIDF(c)
	}
	rare := float64(c.stats.caseCnt[term]) <= rareWord*float64(c.count())
	tells := telling(c, term)
	return tells.together >= surelyTogether || rare && inName ||
		tells.together >= minTogether && (namesCases(c, term) || rare && tells.named >= minNamedRare)
}

const (
	// minNamed is in the titles and keywords of how many cases a word must stand to name
	// what cases are about: "supposed" and "desperately" do not. minNamedRare is the same
	// for a rare word.
	minNamed, minNamedRare = 3, 2
	// oftenNamed is the share of the records with a word that must have it in their titles
	// and keywords, for it to be a part of names: "small" and "public" are, "without" and
	// "next" are not.
	oftenNamed = 0.1
)

// namesCases tells whether a word stands in the titles or keywords of some cases.
func namesCases(c *collection, term int32) bool {
	return telling(c, term).named >= min(minNamed, c.count()/minJudged+1)
}

// namesOften tells whether a word stands in the titles or keywords of some cases, and of a
// good share of those that have it.
func namesOften(c *collection, stem string) bool {
	term, known := c.stats.stems.find(stem)
	if !known || c.count() < minJudged {
		return known
	}
	w := telling(c, term)
	return namesCases(c, term) && float64(w.named) >= oftenNamed*float64(w.inRecord)
}

// withoutFillers leaves out the words that tell nothing themselves, though their equivalents
// may: "discover" names no subject, and its equivalent "detect" may.
func withoutFillers(s *scorer, unmet []recommend.UnmetWord) []recommend.UnmetWord {
	return slices.DeleteFunc(unmet, func(u recommend.UnmetWord) bool {
		return !slices.ContainsFunc(s.words, func(w scoredWord) bool {
			itself := w.alternatives[:w.itself()]
			return w.Asked == u.Asked && (len(itself) == 0 || anyTerm(itself, func(term int32) bool { return isTelling(s.c, s.c.stats.stems[term], false) }))
		})
	})
}
