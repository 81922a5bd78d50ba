package scope

import (
	"slices"
	"strings"

	"precedent/recommend/understand/analysis"
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
	MaxRefusedWords = 5 // of each: a longer one is a sentence
	maxBefore       = 5 // words of a clause before "not" or "without" that still names something
	maxBeside       = 2 // words on each side of "instead of" that are names
)

// Refused is where a refusal stands in a text: its words are tokens[from:to], and
// those that refuse it begin at start.
type Refused struct {
	start, From, To int
}

// Refusals finds what is refused behind words that govern no place, level or time.
func (s *Scoped) Refusals() (list []Refused) {
	for i, op := range s.Roles {
		if analysis.Means(op, roleRefuse) && !s.governed[i] {
			s.idle = append(s.idle, idle{from: i, behind: op.To, said: saidNot, by: roleRefuse})
		}
	}
	slices.SortStableFunc(s.idle, func(a, b idle) int { return a.from - b.from })
	for _, op := range s.idle {
		if len(list) > 0 && op.from < list[len(list)-1].To {
			continue
		}
		from, to := s.subject(op.behind)
		if from < to && s.onlySmall(0, op.from) && s.onlySmall(to, len(s.Tokens)) {
			to = s.beforeSmall(from, to)
		}
		if from < to && s.refuses(op, from, to) {
			list = append(list, Refused{op.from, from, to})
		}
	}
	return list
}

// subject returns where what follows the word before i is named: without the small
// words around it, up to the end of the clause or a place, a time or another "not".
// It is empty where what follows is told, or too long for a name.
func (s *Scoped) subject(i int) (from, to int) {
	if i < len(s.Tokens) && i > 0 && s.hyphen(i) {
		return i, i
	}
	for from = i; from < len(s.Tokens) && (from == i || !s.Tokens[from].Gap) && s.small(from) && s.Roles[from] == nil && s.items[from] == nil; from++ {
	}
	if from < len(s.Tokens) && from > i && s.Tokens[from].Gap {
		return i, i
	}
	words, last := 0, from
	for to = from; to < len(s.Tokens) && (to == i || !s.Tokens[to].Gap); to++ {
		if it := s.items[to]; it != nil && it.kind != itemLevel {
			break
		}
		if op := s.Roles[to]; op != nil {
			if analysis.Means(op, RoleStates) {
				return from, from
			}
			if !analysis.Means(op, RoleOr) {
				break
			}
			words = 0 // of each of them
		}
		if !s.small(to) && !analysis.Number(s.Tokens[to].Word) {
			if words++; words > MaxRefusedWords {
				return from, from
			}
			last = to + 1
		}
	}
	return from, last
}

// beforeSmall returns where the first words of tokens[from:to] end: where nothing else
// is named, "ideas without blockchain for land registers" asks for the latter.
func (s *Scoped) beforeSmall(from, to int) int {
	for i := from; i < to; i++ {
		if s.small(i) && !s.is(i, RoleOr) {
			return i
		}
	}
	return to
}

// hyphen tells whether tokens[i] is joined to the word before it.
func (s *Scoped) hyphen(i int) bool {
	before := s.Tokens[i-1]
	end := before.Start + len(before.Raw)
	return s.Tokens[i].Start == end+1 && s.Text[end] == '-'
}

// refuses tells whether a word refuses the subject at tokens[from:to]; see the rules
// above.
func (s *Scoped) refuses(op idle, from, to int) bool {
	opens, but, framed := s.opens(op.from)
	first := s.Roles[op.from]
	switch {
	case op.by == roleRefuse:
		return opens
	case op.by == roleNone:
		return opens && s.reader.examples[s.Tokens[min(op.behind, len(s.Tokens)-1)].Word]
	case op.said != saidNot:
		return false
	case analysis.Means(first, roleWithout):
		begins := op.from > 0 && s.Tokens[op.from].Gap // "people, without papers"
		return framed || (but || begins && s.sentenceEnds(to)) && op.from > 0 && s.asked(op.from)
	case analysis.Means(first, roleInstead):
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
func (s *Scoped) opens(i int) (opens, but, framed bool) {
	for k := i - 1; k >= 0 && !s.Tokens[k+1].Gap; k-- {
		switch op := s.Roles[k]; {
		case s.reader.frames[s.Tokens[k].Word]:
			framed = true
		case analysis.Means(op, roleBut):
			return true, true, framed
		case s.reader.examples[s.Tokens[k].Word]:
			framed = true
		case analysis.Means(op, RoleOr) && (k == 0 || s.Tokens[k].Gap):
		case !s.asks(k):
			return false, false, framed && k+1 < i
		}
	}
	return true, false, framed
}

// asked tells whether what stands before tokens[i] is asked for: named, or told
// with words that ask. "Schools have buses, not drivers" is told. A sentence of its
// own ("But not blockchain.") refines all before it.
func (s *Scoped) asked(i int) bool {
	if from, _ := s.clause(i); s.sentenceEnds(from) {
		return true
	}
	from := i - 1
	for from > 0 && !(s.Tokens[from].Gap && !s.onlySmall(from, i)) {
		from--
	}
	states, words := false, 0
	for k := from; k < i; k++ {
		if !s.small(k) {
			words++
		}
		if s.asks(k) || s.reader.examples[s.Tokens[k].Word] || s.reader.frames[s.Tokens[k].Word] {
			return true
		}
		states = states || s.is(k, RoleStates)
	}
	return !states && words <= maxBefore
}

// onlySmall tells whether tokens[from:to] say nothing by themselves.
func (s *Scoped) onlySmall(from, to int) bool {
	for k := from; k < to; k++ {
		if !s.small(k) {
			return false
		}
	}
	return true
}

// subjectBefore tells whether something is asked for before tokens[i].
func (s *Scoped) subjectBefore(i int) bool {
	for k := range i {
		if !s.small(k) && !s.governed[k] && s.Roles[k] == nil {
			return true
		}
	}
	return false
}

// butBehind tells whether tokens[i] is a "but" with something behind it.
func (s *Scoped) butBehind(i int) bool {
	for i < len(s.Tokens) && s.small(i) && !s.Tokens[i].Gap && !s.is(i, roleBut) {
		i++
	}
	return i < len(s.Tokens) && s.is(i, roleBut) && !s.onlySmall(i, len(s.Tokens))
}

// sentenceEnds tells whether a sentence ends before tokens[i].
func (s *Scoped) sentenceEnds(i int) bool {
	for i < len(s.Tokens) && i > 0 && !s.Tokens[i].Gap && s.asks(i) {
		i++ // "please"
	}
	if i == 0 || i >= len(s.Tokens) {
		return true
	}
	before := s.Tokens[i-1]
	return strings.ContainsAny(s.Text[before.Start+len(before.Raw):s.Tokens[i].Start], ".!?\n")
}

// betweenNames tells whether a word stands between two names and nothing else stands
// in its clause: "rewards instead of fines".
func (s *Scoped) betweenNames(op idle, from, to int) bool {
	begin, end := s.clause(op.from)
	named := func(from, to int) bool {
		words := 0
		for k := from; k < to; k++ {
			if s.is(k, RoleStates) {
				return false
			}
			if !s.small(k) {
				words++
			}
		}
		return words > 0 && words <= maxBeside
	}
	return named(begin, op.from) && named(from, max(to, end))
}

// framedClause tells whether the clause of tokens[i] begins with a word for all that
// there is: "everything on homelessness except housing first".
func (s *Scoped) framedClause(i int) bool {
	from, _ := s.clause(i)
	for from < i && s.asks(from) && !s.reader.frames[s.Tokens[from].Word] {
		from++
	}
	return s.reader.frames[s.Tokens[from].Word]
}

// Without returns tokens without those that refuse and are refused, and their marks.
// A clause ends where they stood.
func Without(list []Refused, tokens []analysis.Token, marks ...[]bool) ([]analysis.Token, [][]bool) {
	kept := make([]analysis.Token, 0, len(tokens))
	keptMarks := make([][]bool, len(marks))
	gap := false
	for i, tok := range tokens {
		if slices.ContainsFunc(list, func(r Refused) bool { return i >= r.start && i < r.To }) {
			gap = true
			continue
		}
		tok.Gap = tok.Gap || gap
		gap = false
		kept = append(kept, tok)
		for m := range marks {
			keptMarks[m] = append(keptMarks[m], marks[m][i])
		}
	}
	return kept, keptMarks
}
