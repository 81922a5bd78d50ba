// Package scope reads where, when and at which level of government a text asks for cases,
// and what words such as "only", "not" and "without" govern in it: what is a limit, what a
// wish, and what is not wanted. It searches for nothing.
package scope

import (
	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// The scope of "only", "not" and their like is decided here, by clause, for all
// that can stand behind them: places, levels, times, and the subjects that a person
// refuses. The rules:
//
//   - A word governs what follows it, over small words and names only. It governs
//     nothing behind a word of the problem, a verb or pronoun, the end of the clause,
//     or a "but".
//   - "Not" and "outside" govern one place or level, and what is joined to it by
//     "or", "and" or commas. They never reach on to a time, a level or another place
//     behind a preposition: "outside Europe since 2018". "Only" does.
//   - Two of them together are read as one: "not only", "not outside" (which is only
//     inside), "only outside", "not without".
//   - "We do not want" governs what "no" does, and places that are no peoples: "not interested
//     in Germany", but not "we do not want Polish workers to leave".
//   - "Only" and "excluded" may stand behind what they govern, at the end of the
//     clause: "Poland only".

// Role is what a word or phrase does for the scope of a limit.
type Role uint8

const (
	RoleOnly     Role = iota
	roleNot           // not in Poland
	roleExcept        // outside Poland, other than Poland
	roleInstead       // instead of Poland; Except too
	roleWithout       // without Poland; Not too
	roleRefuse        // we do not want
	roleNone          // "no", with a word for cases or a time: "no Polish cases", "no older than 2018"
	roleExcluded      // Poland excluded
	roleBut
	RoleOr
	RoleStates
	rolePrefer // "preferably since 2015"
)

func newRoles(code string, words *corpus.Words) *analysis.PhraseTable[Role] {
	roles, scope := analysis.NewPhraseTable[Role](), words.Scope
	for _, list := range []struct {
		phrases []string
		role    Role
	}{
		{words.Only, RoleOnly}, {words.Not, roleNot}, {scope.Except, roleExcept}, {words.None, roleNone},
		{scope.Instead, roleInstead}, {scope.Without, roleWithout}, {scope.Refuse, roleRefuse},
		{scope.Excluded, roleExcluded}, {scope.But, roleBut}, {scope.Or, RoleOr}, {scope.States, RoleStates},
		{scope.Prefer, rolePrefer},
	} {
		analysis.AddPhrases(code, roles, list.phrases, list.role)
	}
	return roles
}

// Scope is how a place, a level or a time is said.
type Scope uint8

const (
	saidPlain   Scope = iota // in Poland
	saidOnly                 // only in Poland; in Poland only
	saidNot                  // not in Poland; outside Poland
	saidNotOnly              // not only in Poland
	saidNone                 // no Polish, which leaves out only with "cases" behind it
)

// item is a name of a place or a level, or a time, that can be governed. It stands at
// tokens[from:to].
type item struct {
	from, to     int
	kind         itemKind
	said         Scope
	id           string // of a place or a level
	alone        bool   // the id of a level itself, which says little alone
	since, until int    // of a time
	people       bool   // of a place: an adjective, or the name of a people
}

type itemKind uint8

const (
	itemPlace itemKind = iota
	itemLevel
	itemTime
)

// Scoped is a text in which what governs what is being found.
type Scoped struct {
	Text     string
	Tokens   []analysis.Token
	reader   *Reader
	small    func(i int) bool       // says nothing by itself
	Roles    []*analysis.Span[Role] // by the first word
	items    []*item                // by the first word
	ends     []*item                // by the last word
	governed []bool                 // by word: belongs to an "only" or "not" that governs an item
	idle     []idle
}

// is tells whether a word or phrase with a role begins at tokens[i].
func (s *Scoped) is(i int, role Role) bool { return analysis.Means(s.Roles[i], role) }

// asks tells whether tokens[i] is small, but no preposition, article or the like.
func (s *Scoped) asks(i int) bool {
	word := s.Tokens[i].Word
	return s.reader.asking[word] && !s.reader.stop[word]
}

// idle is an "only" or "not" that governs no item: what follows it, from behind on,
// is a subject, or nothing that is understood.
type idle struct {
	from, behind int
	said         Scope
	by           Role // the first of its words
}

// newScoped finds what governs what among the items of a text.
func (r *Reader) newScoped(text string, tokens []analysis.Token, words []string, gaps []bool, items []*item, small func(i int) bool) *Scoped {
	n := len(tokens)
	s := &Scoped{
		Text: text, Tokens: tokens, reader: r, small: small, Roles: make([]*analysis.Span[Role], n),
		items: make([]*item, n), ends: make([]*item, n), governed: make([]bool, n),
	}
	found := r.Roles.Find(words, gaps)
	for i := range found {
		s.Roles[found[i].From] = &found[i]
	}
	for _, it := range items {
		s.items[it.from], s.ends[it.to-1] = it, it
	}
	for i := 0; i < n; {
		switch op := s.Roles[i]; {
		case op == nil:
			i++
		case analysis.Means(op, roleBut) && gaps[i] && i > 0 && s.ends[i-1] != nil && s.ends[i-1].said == saidNot:
			i = op.To // Polish tylko is both: "not in Germany, only in France"
		case governs(op):
			i = s.forward(i)
		default:
			s.backward([]*analysis.Span[Role]{op})
			i = op.To
		}
	}
	return s
}

// governs tells whether a word can govern what follows it.
func governs(s *analysis.Span[Role]) bool {
	return analysis.Means(s, RoleOnly) || analysis.Means(s, roleNot) || analysis.Means(s, roleExcept) || analysis.Means(s, roleNone) || analysis.Means(s, roleRefuse)
}

// compose is the scope of a word behind others that have one already. by is the
// role of the first.
func compose(said Scope, by Role, op *analysis.Span[Role]) Scope {
	except := analysis.Means(op, roleExcept)
	switch {
	case said == saidNotOnly:
		return saidNotOnly
	case said == saidNot && by == roleExcept:
		return saidNot
	case (said == saidNot || said == saidNone) && except:
		return saidOnly // "not outside Poland"
	case said == saidNot && analysis.Means(op, RoleOnly):
		return saidNotOnly
	case said == saidNot:
		return saidPlain // "not without Poland"
	case analysis.Means(op, RoleOnly) && said != saidOnly:
		return saidOnly
	case analysis.Means(op, roleNone):
		return saidNone
	case analysis.Means(op, roleNot), except:
		return saidNot
	case analysis.Means(op, roleRefuse):
		return saidNone
	}
	return said
}

// forward gives what the word at i governs its scope and returns where to look on.
func (s *Scoped) forward(i int) int {
	var (
		said   Scope
		by     Role
		marks  []*analysis.Span[Role]
		found  int // items
		last   *item
		joined bool // by "or", a comma
		behind = i
	)
	j := i
walk:
	for j < len(s.Tokens) {
		if j > i && s.Tokens[j].Gap {
			if found == 0 || !s.listGoesOn(j, last.kind) {
				break
			}
			joined = true
		}
		if op := s.Roles[j]; op != nil && (s.items[j] == nil || !analysis.Means(op, RoleStates)) { // "no later than 2012"
			switch {
			case analysis.Means(op, RoleOr) && found > 0:
				joined = true
				j = op.To
				continue
			case governs(op) && found == 0:
				if len(marks) == 0 {
					by = op.Values[0]
				}
				said = compose(said, by, op)
				marks = append(marks, op)
				j = op.To
				behind = j
				continue
			case !analysis.Means(op, RoleOr):
				break walk
			}
		}
		if it := s.items[j]; it != nil {
			leavesOut := said == saidNot || said == saidNone
			switch {
			case leavesOut && found > 0 && (!joined || it.kind != last.kind),
				said == saidNone && (by != roleRefuse || it.people) && !s.casesBehind(it),
				it.kind == itemTime && said == saidNotOnly:
				break walk
			}
			it.said = said
			if said == saidNone {
				it.said = saidNot
			}
			found++
			last, joined = it, false
			j = it.to
			if it.kind == itemTime && leavesOut {
				break
			}
			continue
		}
		switch example := s.reader.examples[s.Tokens[j].Word]; {
		case found > 0 && !joined && said != saidOnly && said != saidNotOnly:
			break walk
		case example && said == saidNone: // "no cases from"
			said = saidNot
		case example:
		case !s.small(j), s.asks(j) && said != saidOnly:
			break walk
		}
		j++
	}
	if found == 0 {
		if !s.backward(marks) {
			s.idle = append(s.idle, idle{from: i, behind: behind, said: said, by: by})
		}
		return max(behind, i+1)
	}
	for _, op := range marks {
		analysis.Mark(s.governed, op.From, op.To)
	}
	return max(j, i+1)
}

// casesBehind tells whether an item behind "no" is left out by it: names of places
// and levels with a word for cases behind them, and times right behind it.
func (s *Scoped) casesBehind(it *item) bool {
	if it.kind == itemTime {
		return true
	}
	i := it.to
	for i < len(s.Tokens) && !s.Tokens[i].Gap {
		switch op, next := s.Roles[i], s.items[i]; {
		case s.reader.examples[s.Tokens[i].Word]:
			return true
		case next != nil:
			i = next.to
		case analysis.Means(op, RoleOr):
			i = op.To
		default:
			return false
		}
	}
	return false
}

// listGoesOn tells whether the clause that begins at i goes on with a list of items
// of a kind: "not in Poland, Germany or France".
func (s *Scoped) listGoesOn(i int, kind itemKind) bool {
	joined := false
	if op := s.Roles[i]; analysis.Means(op, RoleOr) {
		i, joined = op.To, true
		for i < len(s.Tokens) && !s.Tokens[i].Gap && s.items[i] == nil && s.small(i) && s.Roles[i] == nil {
			i++ // "or in"
		}
	}
	if i >= len(s.Tokens) || s.items[i] == nil || s.items[i].kind != kind {
		return false
	}
	end := s.items[i].to
	return joined || end == len(s.Tokens) || s.Tokens[end].Gap || s.is(end, RoleOr)
}

// backward gives what stands before an "only" or "excluded" at the end of a clause
// its scope, and tells whether there is anything.
func (s *Scoped) backward(marks []*analysis.Span[Role]) bool {
	if len(marks) != 1 || marks[0].To < len(s.Tokens) && !s.Tokens[marks[0].To].Gap {
		return false
	}
	op, said := marks[0], saidOnly
	switch {
	case analysis.Means(op, RoleOnly):
	case analysis.Means(op, roleExcluded):
		said = saidNot
	default:
		return false
	}
	found, joined := false, false
	for i := op.From - 1; i >= 0 && !s.Tokens[i+1].Gap; i-- {
		it := s.ends[i]
		switch {
		case it != nil && said == saidNot && found && !joined:
			i = -1
		case it != nil:
			it.said, found, joined = said, true, false
			i = it.from
		case s.is(i, RoleOr):
			joined = true
		case !s.small(i):
			i = -1
		}
	}
	if found {
		analysis.Mark(s.governed, op.From, op.To)
	}
	return found
}

// clause returns where the clause of tokens[i] begins and ends: at punctuation, and
// at a "but".
func (s *Scoped) clause(i int) (from, to int) {
	breaks := func(k int) bool { return s.Tokens[k].Gap || s.is(k, roleBut) }
	for from = i; from > 0 && !breaks(from); from-- {
	}
	for to = i + 1; to < len(s.Tokens) && !breaks(to); to++ {
	}
	return from, to
}

// limits tells whether a clause says nothing but limits, such as "not in Poland since
// 2015": a time in it is a limit too.
func (s *Scoped) limits(it *item) bool {
	from, to := s.clause(it.from)
	limiting := false
	for i := from; i < to; {
		switch other := s.items[i]; {
		case other != nil:
			limiting = limiting || other.said == saidOnly || other.said == saidNot
			i = other.to
		case s.governed[i], s.small(i), s.reader.examples[s.Tokens[i].Word], s.Roles[i] != nil:
			i++
		default:
			return false
		}
	}
	return limiting
}

// ofExamples tells whether a time is said of the cases that are asked for: "examples
// since 2018", "examples from outside Europe since 2018", but not "preferably examples since 2018".
func (s *Scoped) ofExamples(it *item) bool {
	for i, to := s.clause(it.from); i < to; i++ {
		if s.is(i, rolePrefer) {
			return false
		}
	}
	for i := it.from - 1; i >= 0; i-- {
		switch other := s.ends[i]; {
		case s.reader.examples[s.Tokens[i].Word]:
			return true
		case s.Tokens[i+1].Gap:
			return false
		case other != nil:
			i = other.from
		case !s.governed[i] && !s.small(i):
			return false
		}
	}
	return false
}
