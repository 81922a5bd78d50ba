package wording

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"precedent/recommend"
)

// Heading says in one line what an answer with cases is: first how many are similar, and
// apart from them how many only touch on the problem. asked and like are the problem and
// the title of the case to compare with, "" for none, as long as they are to be said.
func (w *Wording) Heading(a recommend.Answer, asked, like string) string {
	first, last := a.Offset+1, a.Offset+len(a.Cases)
	touch := a.Total - a.Similar
	switch {
	case a.Query.Empty() && a.Offset > 0:
		return w.sayf(sayFurtherCases, first, last, a.Total)
	case a.Query.Empty() && a.Total == 1:
		return w.say(sayOneFits)
	case a.Query.Empty() && a.Total == last:
		return w.sayf(sayFit, a.Total)
	case a.Query.Empty():
		return w.sayf(sayFitSome, last, a.Total)
	case a.Offset > 0 && a.Offset >= a.Similar:
		return w.sayf(sayFurtherTouch, first, last, a.Total)
	case a.Offset > 0 && touch > 0:
		return w.sayf(sayFurtherMixed, first, last, a.Total, a.Similar)
	case a.Offset > 0:
		return w.sayf(sayFurtherSimilar, first, last, a.Total)
	}
	about := w.say(sayTheProblem)
	switch {
	case asked != "" && like != "":
		about = w.sayf(sayCompared, w.sayf(sayQuoted, asked), w.sayf(sayQuoted, like))
	case asked != "" || like != "":
		about = w.sayf(sayQuoted, asked+like)
	}
	if touch == 0 {
		if a.Similar == 1 {
			return w.sayf(sayOneSimilarTo, about)
		}
		return w.sayf(saySimilarTo, a.Similar, about)
	}
	texts := touching{sayNoneTouch, sayNoneTouchOne, sayTouch, sayTouchOne}
	if asked == "" && like != "" {
		texts = touching{sayNoneLike, sayNoneLikeOne, sayLittleLike, sayLittleLikeOne}
	}
	var more string
	switch {
	case a.Similar == 0 && touch == 1:
		return w.sayf(texts.noneOne, about)
	case a.Similar == 0:
		return w.sayf(texts.none, touch, about)
	case touch == 1:
		more = w.sayf(texts.one, about)
	default:
		more = w.sayf(texts.many, touch, about)
	}
	if a.Similar == 1 {
		return w.sayf(sayOneSimilar, more)
	}
	return w.sayf(saySimilar, a.Similar, more)
}

// OnlyTouch stands above the cases of an answer that only touch on the problem, or are only
// a little like the case to compare with.
func (w *Wording) OnlyTouch(a recommend.Answer) string {
	touch := 0
	for _, m := range a.Cases {
		if m.Strength == recommend.Weak {
			touch++
		}
	}
	switch like := a.Query.Like != "" && len(a.Query.Words)+len(a.Query.Concepts) == 0; {
	case like && touch == 1:
		return w.say(sayThisLike)
	case like:
		return w.say(sayTheseLike)
	case touch == 1:
		return w.say(sayThisTouches)
	}
	return w.say(sayTheseTouch)
}

// touching are the texts that count the cases which only touch on something: where no
// case is similar, and beside those that are; several of them, and one.
type touching struct{ none, noneOne, many, one string }

// Outside counts the cases outside the limits of an answer as Heading does, "" for none.
func (w *Wording) Outside(a recommend.Answer) string {
	if a.Outside == 0 {
		return ""
	}
	a.Total, a.Similar, a.Cases, a.Offset = a.Outside, a.OutsideGood, nil, 0
	return w.sayf(sayOutside, lowerFirst(w.Heading(a, "", "")))
}

// conceptsShown and wordsShown bound what is said back of a problem.
const (
	conceptsShown = 4
	wordsShown    = 5
)

// LookingAt says back what was understood: names of cases, topics and approaches, most
// telling first, places, levels, period, what is not wanted, and mended words. The other words of the problem
// are said where there is no topic or approach, and where there is no case, whose
// reasons would name them.
func (w *Wording) LookingAt(a recommend.Answer) []string {
	var said []string
	q := a.Query
	for _, n := range q.Named {
		said = appendNew(said, w.quoted(n.Asked))
	}
	for _, c := range q.Concepts[:min(conceptsShown, len(q.Concepts))] {
		said = appendNew(said, w.concept(c))
	}
	if len(said) == 0 || len(a.Cases) == 0 {
		others := q.Unnamed()
		for _, word := range others[:min(wordsShown, len(others))] {
			said = appendNew(said, w.quoted(word))
		}
	}
	if name := languageNames[q.Language]; name != "" && !q.Empty() {
		said = append(said, w.sayf(sayReadAs, w.say(name)))
	}
	said = append(said, w.context(q.Limits, sayOnly)...)
	said = append(said, w.context(q.Wishes, sayFirst)...)
	for _, r := range q.Refused {
		said = appendNew(said, w.sayf(sayNot, w.refused(r)))
	}
	for _, typed := range slices.Sorted(maps.Keys(q.Corrections)) {
		said = append(said, w.sayf(sayTypedAs, w.quoted(typed), w.quoted(q.Corrections[typed])))
	}
	return said
}

// concept names a topic or approach, with the words that named it where they are others
// than its label's.
func (w *Wording) concept(c recommend.Concept) string {
	label := lowerFirst(w.Tag(c.ID))
	var by []string
	for phrase := range strings.SplitSeq(c.Asked, ", ") {
		if phrase != "" && !strings.Contains(strings.ToLower(label), strings.ToLower(phrase)) {
			by = append(by, w.quoted(phrase))
		}
	}
	if len(by) == 0 {
		return label
	}
	return w.sayf(sayNamedBy, label, strings.Join(by, ", "))
}

// refused names a subject that is not wanted: by the topic or approach that it is, or
// else as it was typed.
func (w *Wording) refused(r recommend.Refusal) string {
	if len(r.Concepts) == 1 {
		return lowerFirst(w.Tag(r.Concepts[0]))
	}
	return w.quoted(r.Asked)
}

// context puts a filter in words, each part in the form given.
func (w *Wording) context(f recommend.Filter, form string) []string {
	var said []string
	say := func(what string, args ...any) { said = append(said, w.sayf(form, w.sayf(what, args...))) }
	add := func(list []string, label func(string) string) {
		if len(list) > 0 {
			say("%s", strings.Join(mapped(list, label), w.say(sayOr)))
		}
	}
	add(f.Topics, func(id string) string { return lowerFirst(w.Tag(id)) })
	add(f.Approaches, func(id string) string { return lowerFirst(w.Tag(id)) })
	add(f.Places, w.Place)
	if len(f.Except) > 0 {
		said = append(said, w.sayf(sayNot, strings.Join(mapped(f.Except, w.Place), w.say(sayOr))))
	}
	add(f.Levels, w.Level) // one word each, where the label is a list
	switch {
	case f.Since != 0 && f.Since == f.Until:
		say("%s", strconv.Itoa(f.Since))
	case f.Since != 0 && f.Until != 0:
		say(sayPeriod, strconv.Itoa(f.Since), strconv.Itoa(f.Until))
	case f.Since != 0:
		say(saySince, strconv.Itoa(f.Since))
	case f.Until != 0:
		say(sayUntil, strconv.Itoa(f.Until))
	}
	return said
}

// Languages names every language that problems are understood in.
func (w *Wording) Languages() string { return w.say(languagesUnderstood) }
