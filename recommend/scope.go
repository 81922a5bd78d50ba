package recommend

import (
	"slices"

	"precedent/corpus"
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
//   - "Only" and "excluded" may stand behind what they govern, at the end of the
//     clause: "Poland only".

// role is what a word or phrase does for the scope of a limit.
type role uint8

const (
	roleOnly     role = iota
	roleNot           // not in Poland
	roleExcept        // outside Poland, other than Poland
	roleInstead       // instead of Poland; Except too
	roleWithout       // without Poland; Not too
	roleRefuse        // we do not want
	roleNone          // "no", with a word for cases or a time: "no Polish cases", "no older than 2018"
	roleExcluded      // Poland excluded
	roleBut
	roleOr
	roleStates
)

func newRoles(code string, words *corpus.Words) *phraseTable[role] {
	roles, scope := newPhraseTable[role](), words.Scope
	for _, list := range []struct {
		phrases []string
		role    role
	}{
		{words.Only, roleOnly}, {words.Not, roleNot}, {scope.Except, roleExcept}, {words.None, roleNone},
		{scope.Instead, roleInstead}, {scope.Without, roleWithout}, {scope.Refuse, roleRefuse},
		{scope.Excluded, roleExcluded}, {scope.But, roleBut}, {scope.Or, roleOr}, {scope.States, roleStates},
	} {
		addPhrases(code, roles, list.phrases, list.role)
	}
	return roles
}

// manner is how a place, a level or a time is said.
type manner uint8

const (
	saidPlain   manner = iota // in Poland
	saidOnly                  // only in Poland; in Poland only
	saidNot                   // not in Poland; outside Poland
	saidNotOnly               // not only in Poland
	saidNone                  // no Polish, which leaves out only with "cases" behind it
)

// item is a name of a place, a level or a time that can be governed.
type item struct {
	from, to int
	kind     itemKind
	said     manner
}

type itemKind uint8

const (
	itemPlace itemKind = iota
	itemLevel
	itemTime
)

// scoped is a text in which what governs what is being found.
type scoped struct {
	text     string
	tokens   []token
	small    func(i int) bool // says nothing by itself
	asks     func(i int) bool // small, but no preposition, article or the like
	examples map[string]bool  // words for cases
	frames   map[string]bool  // other words for what is asked for
	roles    []*span[role]    // by the first word
	items    []*item          // by the first word
	ends     []*item          // by the last word
	governed []bool           // by word: belongs to an "only" or "not" that governs an item
	idle     []idle
}

// idle is an "only" or "not" that governs no item: what follows it, from behind on,
// is a subject, or nothing that is understood.
type idle struct {
	from, behind int
	said         manner
	by           role // the first of its words
}

// newScoped finds what governs what among the items of a text.
func (r *contextReader) newScoped(text string, tokens []token, words []string, gaps []bool, items []*item, small func(i int) bool) *scoped {
	n := len(tokens)
	s := &scoped{
		text: text, tokens: tokens, examples: r.examples, frames: r.frames, roles: make([]*span[role], n), items: make([]*item, n), ends: make([]*item, n), governed: make([]bool, n),
		small: small,
		asks:  func(i int) bool { return r.asking[words[i]] && !r.stop[words[i]] },
	}
	found := r.roles.find(words, gaps)
	for i := range found {
		s.roles[found[i].from] = &found[i]
	}
	for _, it := range items {
		s.items[it.from], s.ends[it.to-1] = it, it
	}
	for i := 0; i < n; {
		switch op := s.roles[i]; {
		case op == nil:
			i++
		case means(op, roleBut) && gaps[i] && i > 0 && s.ends[i-1] != nil && s.ends[i-1].said == saidNot:
			i = op.to // Polish tylko is both: "not in Germany, only in France"
		case governs(op):
			i = s.forward(i)
		default:
			s.backward([]*span[role]{op})
			i = op.to
		}
	}
	return s
}

// means tells whether a phrase that was found has a meaning.
func means[V comparable](s *span[V], v V) bool { return slices.Contains(s.values, v) }

// governs tells whether a word can govern what follows it.
func governs(s *span[role]) bool {
	return means(s, roleOnly) || means(s, roleNot) || means(s, roleExcept) || means(s, roleNone)
}

// compose is the manner of a word behind others that have one already. by is the
// role of the first.
func compose(said manner, by role, op *span[role]) manner {
	except := means(op, roleExcept)
	switch {
	case said == saidNotOnly:
		return saidNotOnly
	case said == saidNot && by == roleExcept:
		return saidNot
	case (said == saidNot || said == saidNone) && except:
		return saidOnly // "not outside Poland"
	case said == saidNot && means(op, roleOnly):
		return saidNotOnly
	case said == saidNot:
		return saidPlain // "not without Poland"
	case means(op, roleOnly) && said != saidOnly:
		return saidOnly
	case means(op, roleNone):
		return saidNone
	case means(op, roleNot), except:
		return saidNot
	}
	return said
}

// forward gives what the word at i governs its manner and returns where to look on.
func (s *scoped) forward(i int) int {
	var (
		said   manner
		by     role
		marks  []*span[role]
		found  int // items
		last   *item
		joined bool // by "or", a comma
		behind = i
	)
	j := i
walk:
	for j < len(s.tokens) {
		if j > i && s.tokens[j].gap {
			if found == 0 || !s.listGoesOn(j, last.kind) {
				break
			}
			joined = true
		}
		if op := s.roles[j]; op != nil && (s.items[j] == nil || !means(op, roleStates)) { // "no later than 2012"
			switch {
			case means(op, roleOr) && found > 0:
				joined = true
				j = op.to
				continue
			case governs(op) && found == 0:
				if len(marks) == 0 {
					by = op.values[0]
				}
				said = compose(said, by, op)
				marks = append(marks, op)
				j = op.to
				behind = j
				continue
			case !means(op, roleOr):
				break walk
			}
		}
		if it := s.items[j]; it != nil {
			leavesOut := said == saidNot || said == saidNone
			switch {
			case leavesOut && found > 0 && (!joined || it.kind != last.kind),
				said == saidNone && !s.casesBehind(it),
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
		switch example := s.examples[s.tokens[j].word]; {
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
		mark(s.governed, op.from, op.to)
	}
	return max(j, i+1)
}

// casesBehind tells whether an item behind "no" is left out by it: names of places
// and levels with a word for cases behind them, and times right behind it.
func (s *scoped) casesBehind(it *item) bool {
	if it.kind == itemTime {
		return true
	}
	i := it.to
	for i < len(s.tokens) && !s.tokens[i].gap {
		switch op, next := s.roles[i], s.items[i]; {
		case s.examples[s.tokens[i].word]:
			return true
		case next != nil:
			i = next.to
		case op != nil && means(op, roleOr):
			i = op.to
		default:
			return false
		}
	}
	return false
}

// listGoesOn tells whether the clause that begins at i goes on with a list of items
// of a kind: "not in Poland, Germany or France".
func (s *scoped) listGoesOn(i int, kind itemKind) bool {
	joined := false
	if op := s.roles[i]; op != nil && means(op, roleOr) {
		i, joined = op.to, true
		for i < len(s.tokens) && !s.tokens[i].gap && s.items[i] == nil && s.small(i) && s.roles[i] == nil {
			i++ // "or in"
		}
	}
	if i >= len(s.tokens) || s.items[i] == nil || s.items[i].kind != kind {
		return false
	}
	end := s.items[i].to
	return joined || end == len(s.tokens) || s.tokens[end].gap || s.roles[end] != nil && means(s.roles[end], roleOr)
}

// backward gives what stands before an "only" or "excluded" at the end of a clause
// its manner, and tells whether there is anything.
func (s *scoped) backward(marks []*span[role]) bool {
	if len(marks) != 1 {
		return false
	}
	op := marks[0]
	said := saidOnly
	switch {
	case op.to < len(s.tokens) && !s.tokens[op.to].gap:
		return false
	case means(op, roleOnly):
	case means(op, roleExcluded):
		said = saidNot
	default:
		return false
	}
	return s.back(op, said)
}

func (s *scoped) back(op *span[role], said manner) bool {
	found, joined := false, false
	for i := op.from - 1; i >= 0 && !s.tokens[i+1].gap; i-- {
		it := s.ends[i]
		switch {
		case it != nil && said == saidNot && found && !joined:
			i = -1
		case it != nil:
			it.said, found, joined = said, true, false
			i = it.from
		case s.roles[i] != nil && means(s.roles[i], roleOr):
			joined = true
		case !s.small(i):
			i = -1
		}
	}
	if found {
		mark(s.governed, op.from, op.to)
	}
	return found
}

// clause returns where the clause of tokens[i] begins and ends: at punctuation, and
// at a "but".
func (s *scoped) clause(i int) (from, to int) {
	breaks := func(k int) bool { return s.tokens[k].gap || s.roles[k] != nil && means(s.roles[k], roleBut) }
	for from = i; from > 0 && !breaks(from); from-- {
	}
	for to = i + 1; to < len(s.tokens) && !breaks(to); to++ {
	}
	return from, to
}

// limits tells whether a clause says nothing but limits, such as "not in Poland since
// 2015": a time in it is a limit too.
func (s *scoped) limits(it *item) bool {
	from, to := s.clause(it.from)
	limiting := false
	for i := from; i < to; {
		switch other := s.items[i]; {
		case other != nil:
			limiting = limiting || other.said == saidOnly || other.said == saidNot
			i = other.to
		case s.governed[i], s.small(i), s.examples[s.tokens[i].word], s.roles[i] != nil:
			i++
		default:
			return false
		}
	}
	return limiting
}

// ofExamples tells whether a time is said of the cases that are asked for: "examples
// since 2018", "examples from outside Europe since 2018".
func (s *scoped) ofExamples(it *item) bool {
	for i := it.from - 1; i >= 0; i-- {
		switch other := s.ends[i]; {
		case s.examples[s.tokens[i].word]:
			return true
		case s.tokens[i+1].gap:
			return false
		case other != nil:
			i = other.from
		case !s.governed[i] && !s.small(i):
			return false
		}
	}
	return false
}
