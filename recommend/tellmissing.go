package recommend

import "strings"

// missingShown is how many words that no case has are told to a person.
const missingShown = 3

// Missing says what was asked for and is not in an answer, in a sentence each without
// its full stop.
func (w *Wording) Missing(a Answer) (said []string) {
	if a.Offset > 0 {
		return nil // it was said on the first page
	}
	say := func(text string, args ...any) { said = append(said, w.sayf(text, args...)) }
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
		case b.Kind == LimitBefore:
			beyond = append(beyond, w.sayf(text, b.Cases, limits.Since))
		case b.Kind == LimitAfter:
			beyond = append(beyond, w.sayf(text, b.Cases, limits.Until))
		case b.Kind == LimitPlace && len(limits.Places) == 0:
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
	var unmet []string
	if len(a.Cases) > 0 {
		unmet = append(unmet, mapped(m.Unmet.Words, func(u UnmetWord) string { return w.quoted(u.Asked) })...)
		unmet = append(unmet, mapped(m.Unmet.Topics, w.tagInside)...)
	}
	if len(unmet) > 0 {
		say(sayNoneSpeaks, strings.Join(unmet[:min(missingShown, len(unmet))], w.say(sayOr)))
	}
	if len(foreign) > 0 {
		say(sayNotKnown, strings.Join(foreign[:min(missingShown, len(foreign))], ", "))
	}
	return said
}

// beyondTexts say how many cases one limit alone leaves out.
var beyondTexts = map[LimitKind]string{
	LimitBefore: sayBeyondBefore, LimitAfter: sayBeyondAfter, LimitPlace: sayBeyondPlace, LimitLevel: sayBeyondLevel, LimitTag: sayBeyondTag,
}

// Unmet are the wishes and limits that no case in an answer meets: names of places,
// levels, the period, those that were not understood, as they were typed; and the main
// words of the problem, as typed, and the ids of its main topics, that none of them meets.
func (w *Wording) Unmet(a Answer) (unmet []string) {
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

// UnknownWords are the words of the problem that no record has.
func (a Answer) UnknownWords() []string {
	return mapped(a.Missing.Words, func(m MissingWord) string { return m.Asked })
}

// period puts the period of a filter in words.
func (w *Wording) period(f Filter) string {
	return strings.Join(w.context(Filter{Since: f.Since, Until: f.Until}, "%s"), "")
}
