package recommend

import (
	"cmp"
	"slices"

	"precedent/corpus"
)

// metWord is a word of the problem that a case meets, on its way to a reason.
type metWord struct {
	reason   WordReason
	stems    []string // of the phrase that was searched for in its place, or its own
	value    float64  // what it adds to the score
	telling  bool     // it says something of what the problem and the case have in common
	inRecord bool
}

// newMetWord makes a metWord of a part. A phrase is met as a whole or not at all: of an
// abbreviation's meaning, one word alone says nothing.
func newMetWord(a *analyzer, p Part) *metWord {
	w := &metWord{reason: WordReason{Asked: p.Asked, Other: p.other && !mendedInto(a, p.Asked, p.Met)}, stems: []string{p.Met}, value: p.Value}
	if p.whole != "" {
		w.stems, w.telling = a.stemsOf(p.whole), true
	}
	return w
}

// mendedInto tells whether a word was searched for by a stem because it was misspelt, and
// not since the two mean the same: they differ by the slips that are mended.
func mendedInto(a *analyzer, asked, stem string) bool {
	typed := []rune(a.stem(fold(asked)))
	most := 1
	if len(typed) >= twoSlips {
		most = 2
	}
	return len(typed) >= minMended && distance(typed, []rune(stem), most) <= most
}

// metRecord is the record of a case with what the problem met in it.
type metRecord struct {
	texts []stemmed // title, problem, summary, results, organisation, then the keywords
	runs  []metRun

	stemmer *analyzer
}

// What stands where among the texts of a metRecord.
const (
	titleText = iota
	problemText
	summaryText
	resultsText
	organisationText
	keywordTexts // the first
)

// metRun are words that stand side by side in a text, each of which was met.
type metRun struct {
	text  int
	said  string
	words []*metWord
}

// readRecord finds what of a case's record the words of a problem met.
func (e *Engine) readRecord(a *analyzer, c *corpus.Case, words []*metWord) *metRecord {
	r := &metRecord{texts: stemAll(a, append([]string{c.Title, c.Problem, c.Summary, c.Results, c.Organisation}, c.Keywords...)), stemmer: a}
	for i, t := range r.texts {
		r.runs = append(r.runs, runsIn(i, t, words)...)
	}
	for _, run := range r.runs {
		for _, w := range run.words {
			w.inRecord = true
			inName := run.text == titleText || run.text >= keywordTexts
			w.telling = w.telling || e.isTelling(w.stems[len(w.stems)-1], inName)
		}
	}
	return r
}

// runsIn finds the runs of words met in a text.
func runsIn(number int, t stemmed, words []*metWord) (runs []metRun) {
	var run *metRun
	from, end := 0, -1 // of the run, as places of tokens
	close := func() {
		if run != nil {
			run.said = t.between(from, end)
			runs = append(runs, *run)
			run = nil
		}
	}
	for i := 0; i < len(t.tokens); {
		w, to := longestAt(t, i, words)
		if w == nil {
			i++
			continue
		}
		if run == nil || i > end || t.tokens[i].gap {
			close()
			run, from = &metRun{text: number}, i
		}
		if !slices.Contains(run.words, w) {
			run.words = append(run.words, w)
		}
		i, end = to, to
	}
	close()
	return runs
}

// longestAt returns the word whose stems stand in a text from a place on, one behind the
// other but for small words, the longest where there are several, and where it ends.
func longestAt(t stemmed, from int, words []*metWord) (longest *metWord, end int) {
	for _, w := range words {
		if to := endOf(t, from, w.stems); to > end {
			longest, end = w, to
		}
	}
	return longest, end
}

// said is how a text says these stems, one behind the other but for small words, "" where
// it does not.
func (t stemmed) said(stems []string) string {
	for i := range t.tokens {
		if end := endOf(t, i, stems); end > i {
			return t.between(i, end)
		}
	}
	return ""
}

// between is the text from one token to before another.
func (t stemmed) between(from, end int) string {
	last := t.tokens[end-1]
	return t.text[t.tokens[from].start : last.start+len(last.raw)]
}

// endOf is the place behind the last of these stems, where they stand in a text from a
// place on; -1 where they do not.
func endOf(t stemmed, from int, stems []string) int {
	i := from
	for _, stem := range stems {
		for i > from && i < len(t.stems) && t.stems[i] == "" {
			i++
		}
		if i == len(t.stems) || t.stems[i] != stem {
			return -1
		}
		i++
	}
	return i
}

// keywordLeast is how many times as much a keyword must count to be named: keywords are
// many, and cover much that a case is not about.
const keywordLeast = 2

// reasons are the words to name, each with the phrase that it stands in: those that tell
// something and count for at least so much. One keyword at most comes last, since an answer
// does not show them.
func (r *metRecord) reasons(least float64) (named []*metWord) {
	taken := map[*metWord]bool{}
	phrases := 0
	for _, keywords := range []bool{false, true} {
		if keywords {
			least *= keywordLeast
		}
		for phrases < reasonsShown && !(keywords && len(named) > 0 && named[len(named)-1].reason.Keyword) {
			best, most := -1, 0.0
			for i, run := range r.runs {
				if (run.text >= keywordTexts) == keywords && run.tells(taken) {
					if worth := run.worth(taken); worth >= least && worth > most {
						best, most = i, worth
					}
				}
			}
			if best < 0 {
				break
			}
			named = append(named, r.take(r.runs[best], taken)...)
			phrases++
		}
	}
	return named
}

// worth is what the words of a run that are not taken yet add to the score.
func (run metRun) worth(taken map[*metWord]bool) (worth float64) {
	for _, w := range run.words {
		if !taken[w] {
			worth += w.value
		}
	}
	return worth
}

// tells tells whether a run has a word that tells something and is not taken yet.
func (run metRun) tells(taken map[*metWord]bool) bool {
	return slices.ContainsFunc(run.words, func(w *metWord) bool { return w.telling && !taken[w] })
}

// take names the words of a run that are not taken yet.
func (r *metRecord) take(run metRun, taken map[*metWord]bool) (named []*metWord) {
	for _, w := range run.words {
		if !taken[w] {
			taken[w] = true
			w.reason.Met, w.reason.Keyword = run.said, run.text >= keywordTexts
			if w.reason.Keyword {
				w.reason.Met = r.texts[run.text].text // the whole of it can be found
			}
			w.reason.Other = w.reason.Other && !sameWords(r.stemmer, w.reason.Asked, w.reason.Met)
			named = append(named, w)
		}
	}
	return named
}

// anyReason is the weightiest run of the record, whatever it tells.
func (r *metRecord) anyReason() []WordReason {
	if len(r.runs) == 0 {
		return nil
	}
	best := slices.MaxFunc(r.runs, func(a, b metRun) int { return cmp.Compare(a.worth(nil), b.worth(nil)) })
	return reasonsOf(r.take(best, map[*metWord]bool{}))
}

func reasonsOf(words []*metWord) []WordReason {
	var list []WordReason
	for _, w := range words {
		list = append(list, w.reason)
	}
	return list
}
