package wording

import (
	"cmp"
	"slices"
	"strings"

	"precedent/recommend"
)

// missingShown is how many words that no case has are told to a person.
const missingShown = 3

// Missing says what was asked for and is not in an answer, in a sentence each without
// its full stop.
func (w *Wording) Missing(a recommend.Answer) (said []string) {
	if a.Offset > 0 {
		return nil // it was said on the first page
	}
	say := func(text string, args ...any) { said = append(said, w.sayf(ofCases(a, text), args...)) }
	m, limits := a.Missing, a.Query.Limits
	if list := a.Query.NotUnderstood; len(list) > 0 {
		say(sayUnread, strings.Join(mapped(list, w.quoted), ", "))
	}
	for _, p := range m.Places {
		near := ""
		if len(p.Nearest) > 0 {
			near = w.sayf(sayNearest, strings.Join(mapped(p.Nearest, w.Place), ", "))
		}
		switch {
		case p.InLibrary == 0:
			say(sayNoCaseFrom, w.Place(p.ID)+near)
		case len(a.Cases) > 0 && p.InLibrary == 1:
			say(sayNoneFromOne, w.Place(p.ID)+near)
		case len(a.Cases) > 0:
			say(sayNoneFrom, w.Place(p.ID)+near, p.InLibrary)
		}
	}
	if len(a.Cases) > 0 {
		for _, level := range m.Levels {
			say(sayNoneIs, w.Level(level))
		}
		if m.Period {
			say(sayNoneIs, w.period(a.Query.Wishes))
		}
	}
	var beyond []string
	for _, b := range m.Beyond {
		switch text := beyondTexts[b.Kind]; {
		case b.Kind == recommend.LimitBefore:
			beyond = append(beyond, w.sayf(text, b.Cases, limits.Since))
		case b.Kind == recommend.LimitAfter:
			beyond = append(beyond, w.sayf(text, b.Cases, limits.Until))
		case b.Kind == recommend.LimitPlace && len(limits.Places) == 0:
			beyond = append(beyond, w.sayf(sayBeyondExcept, b.Cases))
		default:
			beyond = append(beyond, w.sayf(text, b.Cases))
		}
	}
	if len(beyond) > 0 {
		say(sayBeyond, strings.Join(beyond, ", "))
	}
	var unknown, foreign []string
	for _, word := range m.Words {
		switch {
		case !word.Telling:
		case word.Foreign:
			foreign = append(foreign, w.quoted(word.Asked))
		default:
			unknown = append(unknown, w.quoted(word.Asked))
		}
	}
	if len(unknown) > 0 {
		say(sayUnknown, strings.Join(unknown[:min(missingShown, len(unknown))], w.say(sayOr)))
	}
	said = append(said, w.unmetByAll(a)...)
	if len(foreign) > 0 {
		say(sayNotKnown, strings.Join(foreign[:min(missingShown, len(foreign))], ", "))
	}
	return said
}

// unmetByAll says what the problem is mainly about that no case of an answer meets. Where
// some are called similar all the same, it is said in what they are.
func (w *Wording) unmetByAll(a recommend.Answer) (said []string) {
	if len(a.Cases) == 0 {
		return nil
	}
	say := func(text string, list []string) {
		if len(list) > 0 {
			said = append(said, w.sayf(ofCases(a, text), strings.Join(list[:min(missingShown, len(list))], w.say(sayOr))))
		}
	}
	say(sayNoneSpeaks, mapped(a.Missing.Unmet.Words, func(u recommend.UnmetWord) string { return w.quoted(u.Asked) }))
	say(sayNoneFiled, mapped(topicsUnmetByAll(a), w.tagInside))
	if last := len(said) - 1; last >= 0 && a.Similar > 0 {
		said[last] = w.sayf(ofCases(a, sayInTheRest), said[last])
	}
	return said
}

// ofOneCase are the texts on the cases of an answer as they are said of a single one.
var ofOneCase = map[string]string{
	sayNoneFrom: sayOneNotFrom, sayNoneFromOne: sayOneNotFromOne, sayNoneIs: sayOneIsNot,
	sayNoneSpeaks: sayOneNotSpeaks, sayNoneFiled: sayOneNotFiled, sayInTheRest: sayOneInTheRest,
}

// ofCases is the text on as many cases as the answer has.
func ofCases(a recommend.Answer, text string) string {
	if a.Total == 1 {
		return cmp.Or(ofOneCase[text], text)
	}
	return text
}

// topicsUnmetByAll are the main topics that no case of an answer meets, but for those that
// were named by a word of which that is said already.
func topicsUnmetByAll(a recommend.Answer) []string {
	return slices.DeleteFunc(slices.Clone(a.Missing.Unmet.Topics), func(id string) bool {
		return slices.ContainsFunc(a.Missing.Unmet.Words, func(u recommend.UnmetWord) bool { return a.Query.NamedBy(id, u.Asked) })
	})
}

// beyondTexts say how many cases one limit alone leaves out.
var beyondTexts = map[recommend.LimitKind]string{
	recommend.LimitBefore: sayBeyondBefore, recommend.LimitAfter: sayBeyondAfter, recommend.LimitPlace: sayBeyondPlace, recommend.LimitLevel: sayBeyondLevel, recommend.LimitTag: sayBeyondTag,
}

// Unmet are the wishes and limits that no case in an answer meets: names of places,
// levels, the period, those that were not understood, as they were typed; and the main
// words of the problem, as typed, and the ids of its main topics, that none of them meets.
func (w *Wording) Unmet(a recommend.Answer) (unmet []string) {
	for _, p := range a.Missing.Places {
		unmet = append(unmet, w.Place(p.ID))
	}
	for _, level := range a.Missing.Levels {
		unmet = append(unmet, w.Level(level))
	}
	if a.Missing.Period {
		unmet = append(unmet, w.period(a.Query.Wishes))
	}
	unmet = append(unmet, a.Query.NotUnderstood...)
	if len(a.Cases) > 0 {
		for _, word := range a.Missing.Unmet.Words {
			unmet = append(unmet, word.Asked)
		}
		unmet = append(unmet, a.Missing.Unmet.Topics...)
	}
	return unmet
}

// period puts the period of a filter in words.
func (w *Wording) period(f recommend.Filter) string {
	return strings.Join(w.context(recommend.Filter{Since: f.Since, Until: f.Until}, "%s"), "")
}
