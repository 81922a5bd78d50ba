package recommend

import (
	"slices"
	"strings"
)

// What a person does not want is not searched for, and cases about it come later:
// "homelessness, but not housing first". Words such as "not" and "without" are far
// more often part of the problem: people without papers, children not in school, not
// enough teachers. So they are taken for a refusal by the structure of the sentence
// alone, and what is in doubt stays a word of the problem:
//
//   - Behind "not" at the beginning of a clause or behind a "but", where something
//     else is asked for and is named, not told as a sentence: "hiring, not
//     procurement", "not procurement, but hiring". "Schools have buses but not
//     drivers" is a problem.
//   - Behind "without", the same, at the end of a sentence.
//   - Behind "except", "instead of" and their like at the beginning of a clause, and
//     between two names: "rewards instead of fines".
//   - Behind words that ask for cases ("anything but", "examples without", "no cases
//     of") and those that say it outright ("nothing about", "we do not want").
//   - Never where what follows has a verb, a pronoun or a degree ("not enough", "not
//     everybody can"), or is part of a compound ("sans-abri", "non-profit").

// Limits of what is refused.
const (
	maxRefused      = 4  // subjects of a query
	maxRefusedWords = 5  // of each: a longer one is a sentence
	mostBefore      = 5  // words of a clause before "not" or "without" that still names something
	mostBeside      = 2  // words on each side of "instead of" that are names
	maxRefusedTerms = 64 // terms of all of them, with what they are searched as
)

// Refusal is a subject that a person does not want.
type Refusal struct {
	Asked    string   `json:"a"`           // as it was typed
	Words    []Word   `json:"w,omitempty"` // a case is about it where one sentence of its record has them all
	Concepts []string `json:"c,omitempty"` // ids of topics and approaches that it names
}

// refused is where a refusal stands in a text: its words are tokens[from:to], and
// those that refuse it begin at start.
type refused struct {
	start, from, to int
}

// refusals finds what is refused behind words that govern no place, level or time.
func (s *scoped) refusals() (list []refused) {
	for i, op := range s.roles {
		if op != nil && means(op, roleRefuse) && !s.governed[i] {
			s.idle = append(s.idle, idle{from: i, behind: op.to, said: saidNot, by: roleRefuse})
		}
	}
	slices.SortStableFunc(s.idle, func(a, b idle) int { return a.from - b.from })
	for _, op := range s.idle {
		if len(list) > 0 && op.from < list[len(list)-1].to {
			continue
		}
		from, to := s.subject(op.behind)
		if from < to && s.onlySmall(0, op.from) && s.onlySmall(to, len(s.tokens)) {
			to = s.beforeSmall(from, to)
		}
		if from < to && s.refuses(op, from, to) {
			list = append(list, refused{op.from, from, to})
		}
	}
	return list
}

// subject returns where what follows the word before i is named: without the small
// words around it, up to the end of the clause or a place, a time or another "not".
// It is empty where what follows is told, or too long for a name.
func (s *scoped) subject(i int) (from, to int) {
	if i < len(s.tokens) && i > 0 && s.hyphen(i) {
		return i, i
	}
	for from = i; from < len(s.tokens) && (from == i || !s.tokens[from].gap) && s.small(from) && s.roles[from] == nil && s.items[from] == nil; from++ {
	}
	if from < len(s.tokens) && from > i && s.tokens[from].gap {
		return i, i
	}
	words, last := 0, from
	for to = from; to < len(s.tokens) && (to == i || !s.tokens[to].gap); to++ {
		if it := s.items[to]; it != nil && it.kind != itemLevel {
			break
		}
		if op := s.roles[to]; op != nil {
			if means(op, roleStates) {
				return from, from
			}
			if !means(op, roleOr) {
				break
			}
			words = 0 // of each of them
		}
		if !s.small(to) && !number(s.tokens[to].word) {
			if words++; words > maxRefusedWords {
				return from, from
			}
			last = to + 1
		}
	}
	return from, last
}

// beforeSmall returns where the first words of tokens[from:to] end: where nothing else
// is named, "ideas without blockchain for land registers" asks for the latter.
func (s *scoped) beforeSmall(from, to int) int {
	for i := from; i < to; i++ {
		if s.small(i) && (s.roles[i] == nil || !means(s.roles[i], roleOr)) {
			return i
		}
	}
	return to
}

// hyphen tells whether tokens[i] is joined to the word before it.
func (s *scoped) hyphen(i int) bool {
	before := s.tokens[i-1]
	end := before.start + len(before.raw)
	return s.tokens[i].start == end+1 && s.text[end] == '-'
}

// refuses tells whether a word refuses the subject at tokens[from:to]; see the rules
// above.
func (s *scoped) refuses(op idle, from, to int) bool {
	opens, but, framed := s.opens(op.from)
	first := s.roles[op.from]
	switch {
	case op.by == roleRefuse:
		return opens
	case op.by == roleNone:
		return opens && s.examples[s.tokens[min(op.behind, len(s.tokens)-1)].word]
	case op.said != saidNot:
		return false
	case means(first, roleWithout):
		begins := op.from > 0 && s.tokens[op.from].gap // "people, without papers"
		return framed || (but || begins && s.sentenceEnds(to)) && op.from > 0 && s.asked(op.from)
	case means(first, roleInstead):
		return opens || s.betweenNames(op, from, to)
	case op.by == roleExcept:
		return opens || framed || s.framedClause(op.from)
	}
	switch {
	case framed:
		return true
	case !opens && !but:
		return false
	case op.from > 0 && s.subjectBefore(op.from):
		return s.asked(op.from)
	}
	return s.butBehind(to)
}

// opens tells whether nothing but words that ask stand before tokens[i] in its
// clause, a "but" among them, and words for cases.
func (s *scoped) opens(i int) (opens, but, framed bool) {
	for k := i - 1; k >= 0 && !s.tokens[k+1].gap; k-- {
		switch op := s.roles[k]; {
		case s.frames[s.tokens[k].word]:
			framed = true
		case op != nil && means(op, roleBut):
			return true, true, framed
		case s.examples[s.tokens[k].word]:
			framed = true
		case op != nil && means(op, roleOr) && (k == 0 || s.tokens[k].gap):
		case !s.asks(k):
			return false, false, framed && k+1 < i
		}
	}
	return true, false, framed
}

// asked tells whether what stands before tokens[i] is asked for: named, or told
// with words that ask. "Schools have buses, not drivers" is told. A sentence of its
// own ("But not blockchain.") refines all before it.
func (s *scoped) asked(i int) bool {
	if from, _ := s.clause(i); s.sentenceEnds(from) {
		return true
	}
	from := i - 1
	for from > 0 && !(s.tokens[from].gap && !s.onlySmall(from, i)) {
		from--
	}
	states, words := false, 0
	for k := from; k < i; k++ {
		if !s.small(k) {
			words++
		}
		if s.asks(k) || s.examples[s.tokens[k].word] || s.frames[s.tokens[k].word] {
			return true
		}
		states = states || s.roles[k] != nil && means(s.roles[k], roleStates)
	}
	return !states && words <= mostBefore
}

// onlySmall tells whether tokens[from:to] say nothing by themselves.
func (s *scoped) onlySmall(from, to int) bool {
	for k := from; k < to; k++ {
		if !s.small(k) {
			return false
		}
	}
	return true
}

// subjectBefore tells whether something is asked for before tokens[i].
func (s *scoped) subjectBefore(i int) bool {
	for k := range i {
		if !s.small(k) && !s.governed[k] && s.roles[k] == nil {
			return true
		}
	}
	return false
}

// butBehind tells whether tokens[i] is a "but" with something behind it.
func (s *scoped) butBehind(i int) bool {
	for i < len(s.tokens) && s.small(i) && !s.tokens[i].gap && (s.roles[i] == nil || !means(s.roles[i], roleBut)) {
		i++
	}
	return i < len(s.tokens) && s.roles[i] != nil && means(s.roles[i], roleBut) && !s.onlySmall(i, len(s.tokens))
}

// sentenceEnds tells whether a sentence ends before tokens[i].
func (s *scoped) sentenceEnds(i int) bool {
	for i < len(s.tokens) && i > 0 && !s.tokens[i].gap && s.asks(i) {
		i++ // "please"
	}
	if i == 0 || i >= len(s.tokens) {
		return true
	}
	before := s.tokens[i-1]
	return strings.ContainsAny(s.text[before.start+len(before.raw):s.tokens[i].start], ".!?\n")
}

// betweenNames tells whether a word stands between two names and nothing else stands
// in its clause: "rewards instead of fines".
func (s *scoped) betweenNames(op idle, from, to int) bool {
	begin, end := s.clause(op.from)
	named := func(from, to int) bool {
		words := 0
		for k := from; k < to; k++ {
			if s.roles[k] != nil && means(s.roles[k], roleStates) {
				return false
			}
			if !s.small(k) {
				words++
			}
		}
		return words > 0 && words <= mostBeside
	}
	return named(begin, op.from) && named(from, max(to, end))
}

// framedClause tells whether the clause of tokens[i] begins with a word for all that
// there is: "everything on homelessness except housing first".
func (s *scoped) framedClause(i int) bool {
	from, _ := s.clause(i)
	for from < i && s.asks(from) && !s.frames[s.tokens[from].word] {
		from++
	}
	return s.frames[s.tokens[from].word]
}

// without returns tokens without those that refuse and are refused, and their marks.
// A clause ends where they stood.
func without(list []refused, tokens []token, marks ...[]bool) ([]token, [][]bool) {
	kept := make([]token, 0, len(tokens))
	keptMarks := make([][]bool, len(marks))
	gap := false
	for i, tok := range tokens {
		if slices.ContainsFunc(list, func(r refused) bool { return i >= r.start && i < r.to }) {
			gap = true
			continue
		}
		tok.gap = tok.gap || gap
		gap = false
		kept = append(kept, tok)
		for m := range marks {
			keptMarks[m] = append(keptMarks[m], marks[m][i])
		}
	}
	return kept, keptMarks
}

// readRefusal makes a refusal of the words at tokens[from:to], or several where "or"
// stands between them.
func (u *understander) readRefusals(t *tongue, s *scoped, r refused, q *Query) error {
	start := r.from
	for i := r.from; i <= r.to; i++ {
		if i < r.to && (s.roles[i] == nil || !means(s.roles[i], roleOr)) {
			continue
		}
		if start < i && len(q.Refused) < maxRefused {
			if err := u.readRefusal(t, s.text, s.tokens[start:i], q); err != nil {
				return err
			}
		}
		start = i + 1
	}
	return nil
}

func (u *understander) readRefusal(t *tongue, text string, tokens []token, q *Query) error {
	tokens = slices.Clone(tokens)
	tokens[0].gap = false
	words, named, err := u.wordsIn(t, text, tokens, make([]bool, len(tokens)), q)
	if err != nil {
		return err
	}
	refusal := Refusal{Asked: asTyped(text, tokens, 0, len(tokens)), Words: chooseWords(words, u.idf)}
	add := func(ids []string) {
		for _, id := range ids {
			refusal.Concepts = appendNew(refusal.Concepts, id)
		}
	}
	if !u.off.Concepts { // of the whole phrase: "housing first" is not housing
		add(t.concepts.verbatim.values(wordsOf(tokens)))
		for _, s := range t.concepts.find(named) {
			if s.from == 0 && s.to == len(named) {
				add(s.values)
			}
		}
	}
	if len(refusal.Words)+len(refusal.Concepts) > 0 && len(refusal.Words) <= 2*maxRefusedWords {
		q.Refused = append(q.Refused, refusal)
	}
	return nil
}

// settle drops what is refused and wanted at once: a topic that the rest of the
// problem names too, a subject of no other words than those searched for.
func (q *Query) settleRefusals() {
	wanted := func(id string) bool {
		return slices.ContainsFunc(q.Concepts, func(c Concept) bool { return c.ID == id })
	}
	searched := func(w Word) bool {
		return slices.ContainsFunc(q.Words, func(other Word) bool { return slices.Equal(other.terms(), w.terms()) })
	}
	var kept []Refusal
	for _, r := range q.Refused {
		r.Concepts = slices.DeleteFunc(r.Concepts, wanted)
		if len(r.Words) > 0 && !slices.ContainsFunc(r.Words, func(w Word) bool { return !searched(w) }) {
			continue
		}
		kept = append(kept, r)
	}
	q.Refused = kept
}
