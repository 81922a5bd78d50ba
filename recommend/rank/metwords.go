package rank

import (
	"cmp"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/scope"
)

// metWord is a word of the problem that a case meets, on its way to a reason.
type metWord struct {
	reason   recommend.WordReason
	ways     []way
	position int     // among the words of the problem, -1 where they have no order
	value    float64 // what it adds to the score
	inRecord bool
}

func newMetWord(a *analysis.Analyzer, p namedPart) *metWord {
	w := &metWord{reason: recommend.WordReason{Asked: p.Asked}, ways: p.ways, position: p.position, value: p.Value}
	for i, way := range w.ways {
		w.ways[i].other = way.other && !(len(way.stems) == 1 && correctedInto(a, p.Asked, way.stems[0]))
	}
	return w
}

// correctedInto tells whether a word was searched for by a stem because it was misspelt, and
// not since the two mean the same: they differ by the slips that are corrected.
func correctedInto(a *analysis.Analyzer, asked, stem string) bool {
	typed := []rune(a.Stem(analysis.Fold(asked)))
	most := 1
	if len(typed) >= analysis.TwoSlips {
		most = 2
	}
	return len(typed) >= analysis.MinCorrected && analysis.Distance(typed, []rune(stem), most) <= most
}

// metWords are the words that a case meets, by the first stems of their ways.
type metWords map[string][]wordWay

type wordWay struct {
	word *metWord
	way  *way
}

func byFirstStem(words []*metWord) metWords {
	by := metWords{}
	for _, w := range words {
		for i := range w.ways {
			if first := w.ways[i].stems[0]; first != "" {
				by[first] = append(by[first], wordWay{w, &w.ways[i]})
			}
		}
	}
	return by
}

// far is how far a way is from the word as typed: nothing for itself, more for a translation
// the less likely it is, and the most for an equivalent.
func (w *way) far() int {
	switch {
	case w.equivalent != "":
		return recommend.MaxTerms + 1
	case w.other:
		return 1 + w.rank
	}
	return 0
}

// metAt is where a text has a word of the problem.
type metAt struct {
	wordWay
	others   []*metWord // others that are met by the same: those of a phrase by its equivalent
	from, to int        // tokens
	telling  bool       // it says something of what the problem and the case have in common
	naming   bool       // it may begin or end what is quoted, beside its neighbour in the problem
}

// longestAt returns the word that a text has from a place on, the longest where there are
// several, and of equal ones the nearest to what was typed.
func (by metWords) longestAt(t stemmed, from int) (longest metAt, found bool) {
	for _, w := range by[t.stems[from]] {
		switch end := t.endOfWay(from, w.way); {
		case end > longest.to || end == longest.to && w.way.far() < longest.way.far():
			longest, found = metAt{wordWay: w, from: from, to: end}, true
		case end == longest.to && found && longest.way.other && w.way.far() == longest.way.far():
			longest.others = append(longest.others, w.word)
		}
	}
	return longest, found
}

// metRecord is the record of a case with what the problem met in it.
type metRecord struct {
	texts []stemmed // title, problem, summary, results, organisation, then the keywords
	runs  []metRun

	phrases []stemmed       // that named a topic or approach of the problem
	names   map[string]bool // these and the keywords, by their stems
	asked   int             // words of the problem
	stemmer *analysis.Analyzer
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

// recordTexts are the texts of a record in that order.
func recordTexts(cs *corpus.Case) []string {
	return append([]string{cs.Title, cs.Problem, cs.Summary, cs.Results, cs.Organisation}, cs.Keywords...)
}

// namesCase tells whether a text at such a place names what the case is about.
func namesCase(text int) bool { return text == titleText || text >= keywordTexts }

// metRun are words of the problem that stand side by side there and in a text of the case
// alike: so much of the text as can be quoted for them.
type metRun struct {
	text    int
	said    string
	words   []metAt
	telling bool
	phrase  bool // it tells as a whole and by none of its words
}

// readRecord finds what of a case's record, in a language, the words of a problem met.
func readRecord(c *collection, a *analysis.Analyzer, q recommend.Query, cs *corpus.Case, language string, words []*metWord) *metRecord {
	r := &metRecord{phrases: phrasesOf(a, q), names: map[string]bool{}, asked: len(q.Words), stemmer: a}
	r.texts = stemAll(a, language, recordTexts(cs))
	for _, name := range slices.Concat(r.phrases, r.texts[keywordTexts:]) {
		r.names[strings.Join(slices.DeleteFunc(slices.Clone(name.stems), func(stem string) bool { return stem == "" }), " ")] = true
	}
	by := byFirstStem(words)
	roles := c.english.Context.Roles
	for i, t := range r.texts {
		inName := namesCase(i)
		var run []metAt
		for at := 0; at < len(t.tokens); {
			m, found := by.longestAt(t, at)
			if !found {
				at++
				continue
			}
			for _, w := range m.all() {
				w.inRecord = true
			}
			m.telling = len(m.way.stems) > 1 || language != corpus.English && tellsInEnglish(c, a, q, m.word.reason.Asked) || isTelling(c, m.way.stems[0], inName) && !(m.way.equivalent != "" && isFiller(c, a, m.word.reason.Asked))
			m.naming = m.telling || namesOften(c, m.way.stems[0])
			if len(run) > 0 && (!t.follows(run[len(run)-1], m) || r.parted(t, run[len(run)-1], m, roles)) {
				r.add(i, run)
				run = nil
			}
			run = append(run, m)
			at = m.to
		}
		r.add(i, run)
	}
	return r
}

// maxBetween is how many small words may stand between two words of one run: "freedom of
// information", "out of the home".
const maxBetween = 2

// translated tells whether a word is met by one that is neither itself nor its equivalent.
func (w *way) translated() bool { return w.other && w.equivalent == "" }

// parted tells whether a conjunction or a negation stands between two words of a text, so
// that they are no phrase there: "numbers and no ambulance" is no number of ambulances. It
// does not part a name such as "search and rescue".
func (r *metRecord) parted(t stemmed, last, next metAt, roles *analysis.PhraseTable[scope.Role]) bool {
	between := analysis.Mapped(t.tokens[last.to:next.from], func(small analysis.Token) string { return small.Word })
	if !slices.ContainsFunc(roles.Find(between, nil), parting) {
		return false
	}
	met := " " + strings.Join(slices.Concat(last.way.stems, next.way.stems), " ") + " "
	for name := range r.names {
		if strings.Contains(" "+name+" ", met) {
			return false
		}
	}
	return true
}

// parting tells whether small words are a conjunction or a negation, and no verb, pronoun or
// degree.
func parting(small analysis.Span[scope.Role]) bool {
	return slices.ContainsFunc(small.Values, func(r scope.Role) bool { return r != scope.RoleStates && r != scope.RoleOnly })
}

// isFiller tells whether an English word tells nothing by itself, so that its equivalents
// do not either.
func isFiller(c *collection, a *analysis.Analyzer, word string) bool {
	stem := a.Stem(analysis.Fold(word))
	_, known := c.stats.stems.find(stem)
	return known && !isTelling(c, stem, true)
}

// tellsInEnglish tells whether a word of the problem says something in English, typed so or
// translated. A record in another language has words that too few cases have for these to be
// judged by themselves.
func tellsInEnglish(c *collection, a *analysis.Analyzer, q recommend.Query, asked string) bool {
	return slices.ContainsFunc(q.Words, func(w recommend.Word) bool {
		return w.Asked == asked && slices.ContainsFunc(understand.TermsOf(w), func(term string) bool {
			stems := a.StemsOf(term)
			return len(stems) == 1 && isTelling(c, stems[0], false)
		})
	})
}

// add takes up so much of a run of words in a text as can be quoted: from one word that
// tells something to another, with words beside them that often name what cases are about,
// or a phrase of names, whatever its words tell by themselves.
func (r *metRecord) add(text int, run []metAt) {
	from := slices.IndexFunc(run, func(m metAt) bool { return m.telling })
	to := from
	telling := from >= 0
	if telling {
		for i, m := range run {
			if m.telling {
				to = i
			}
		}
		beside := func(i int) bool { return run[i].to == run[i+1].from }
		for from > 0 && run[from-1].naming && beside(from-1) {
			from--
		}
		for to < len(run)-1 && run[to+1].naming && beside(to) {
			to++
		}
	}
	first, last := r.nameIn(run)
	if last > first && (!telling || first <= from && last >= to) {
		from, to = first, last
	}
	if len(run) == 0 {
		return
	}
	quoted := run
	if from >= 0 {
		quoted = run[from : to+1]
	}
	said := r.texts[text].between(r.phraseAround(r.texts[text], quoted[0].from, quoted[len(quoted)-1].to))
	r.runs = append(r.runs, metRun{text, said, quoted, from >= 0, from >= 0 && !telling})
}

// phraseAround returns where in a text a phrase of the problem stands that has these words
// of it, and others that are not searched for, as in "remote work"; the words themselves
// where none does.
func (r *metRecord) phraseAround(t stemmed, from, end int) (int, int) {
	for _, p := range r.phrases {
		for first := max(0, end-len(p.tokens)); first <= from && first+len(p.tokens) <= len(t.tokens); first++ {
			if t.has(p, first) {
				return first, first + len(p.tokens)
			}
		}
	}
	return from, end
}

// nameIn returns where in a run the longest name stands that the record or the problem has
// for something: the places of its first and last word, the same for none. The whole
// problem is one.
func (r *metRecord) nameIn(run []metAt) (first, last int) {
	if len(run) == r.asked {
		return 0, len(run) - 1
	}
	for i := range run {
		name := strings.Join(run[i].way.stems, " ")
		for k := i + 1; k < len(run); k++ {
			name += " " + strings.Join(run[k].way.stems, " ")
			if r.names[name] && k-i > last-first {
				first, last = i, k
			}
		}
	}
	return first, last
}

// in finds where a text has each word first.
func (by metWords) in(t stemmed, found map[*metWord]metAt) {
	clear(found)
	for i := range t.tokens {
		for _, w := range by[t.stems[i]] {
			if _, has := found[w.word]; has {
				continue
			}
			if end := t.endOfWay(i, w.way); end > i {
				found[w.word] = metAt{wordWay: w, from: i, to: end}
			}
		}
	}
}

const (
	// keywordLeast is how many times as much a keyword must count to be named: keywords are
	// many, and cover much that a case is not about.
	keywordLeast = 2
	// otherWorth is what another word for one of the problem is worth as a reason, as
	// against the word itself, which needs no explaining.
	otherWorth = 0.6
)

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

// worth is what the words of a run that are not taken yet are worth as reasons.
func (run metRun) worth(taken map[*metWord]bool) (worth float64) {
	for _, m := range run.words {
		share := 1.0
		if m.way.other {
			share = otherWorth
		}
		for _, w := range m.all() {
			if !taken[w] {
				worth += share * w.value
			}
		}
	}
	return worth
}

// all are the words that are met.
func (m metAt) all() []*metWord { return append([]*metWord{m.word}, m.others...) }

// tells tells whether a run tells something by a word that is not taken yet.
func (run metRun) tells(taken map[*metWord]bool) bool {
	return run.telling && slices.ContainsFunc(run.words, func(m metAt) bool {
		return (m.telling || run.phrase) && slices.ContainsFunc(m.all(), func(w *metWord) bool { return !taken[w] })
	})
}

// take names the words of a run that are not taken yet.
func (r *metRecord) take(run metRun, taken map[*metWord]bool) (named []*metWord) {
	said := run.said
	if run.text >= keywordTexts {
		said = r.texts[run.text].text // the whole of it can be found
	}
	for _, m := range run.words {
		other := m.way.other && slices.ContainsFunc(m.all(), func(w *metWord) bool { // by more than spaces and hyphens
			return !sameWords(r.stemmer, w.reason.Asked, said) && analysis.Closed(w.reason.Asked) != analysis.Closed(said)
		})
		for _, w := range m.all() {
			if taken[w] {
				continue
			}
			taken[w] = true
			w.reason.Met, w.reason.Keyword, w.reason.Other = said, run.text >= keywordTexts, other
			named = append(named, w)
		}
	}
	return named
}

// heaviest are the words of the weightiest run of the record, whatever they tell, where
// it counts for at least so much.
func (r *metRecord) heaviest(least float64) []*metWord {
	if len(r.runs) == 0 {
		return nil
	}
	best := slices.MaxFunc(r.runs, func(a, b metRun) int { return cmp.Compare(a.worth(nil), b.worth(nil)) })
	if best.worth(nil) < least {
		return nil
	}
	return r.take(best, map[*metWord]bool{})
}

func reasonsOf(words []*metWord) []recommend.WordReason {
	var list []recommend.WordReason
	for _, w := range words {
		list = append(list, w.reason)
	}
	return list
}

// reasonsShown is how many phrases of its record a reason names: the ones that count most.
const reasonsShown = 4

const (
	// minReason is the share of a score below which a word is no reason to show,
	// muchOfScore the share from which on it is one, whatever it tells, where there is no
	// other.
	minReason, muchOfScore = 0.03, 0.1
)

// phrasesOf are the phrases of several words that named the topics and approaches of a
// problem, as typed.
func phrasesOf(a *analysis.Analyzer, q recommend.Query) (phrases []stemmed) {
	for _, c := range q.Concepts {
		for phrase := range strings.SplitSeq(c.Asked, ", ") {
			if s := stemAll(a, q.Language, []string{phrase})[0]; len(s.tokens) > 1 {
				phrases = append(phrases, s)
			}
		}
	}
	return phrases
}

// sameWords tells whether every word of said stands in label too, in whatever form.
func sameWords(a *analysis.Analyzer, said, label string) bool {
	in := a.StemsOf(label)
	return !slices.ContainsFunc(a.StemsOf(said), func(stem string) bool { return !slices.Contains(in, stem) })
}
