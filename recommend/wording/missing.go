package wording

import (
	"slices"
	"strings"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/wording/catalogue"
)

// maxUnknown is how many words that no case has are told to a person.
const maxUnknown = 3

// Missing says what was asked for and is not in an answer, in a sentence each without
// its full stop.
func (w *Wording) Missing(a recommend.Answer) (said []string) {
	if a.Offset > 0 {
		return nil // it was said on the first page
	}
	say := func(text string, args ...any) { said = append(said, w.Text(text, args...)) }
	m, limits := a.Missing, a.Query.Limits
	if list := a.Query.NotUnderstood; len(list) > 0 {
		say("missing.not-understood", strings.Join(analysis.Mapped(list, w.quoted), ", "))
	}
	for _, p := range m.Places {
		near := ""
		if len(p.Nearest) > 0 {
			near = w.Text("missing.nearest", strings.Join(analysis.Mapped(p.Nearest, w.Place), ", "))
		}
		switch {
		case p.InLibrary == 0:
			say("missing.library-none-from", w.Place(p.ID)+near)
		case len(a.Cases) > 0:
			say("missing.none-from", a.Total, w.Place(p.ID)+near, w.Text("missing.library-has", p.InLibrary))
		}
	}
	if len(a.Cases) > 0 {
		for _, level := range m.Levels {
			say("missing.none-at", a.Total, w.atLevel(level))
		}
		if m.Period {
			say("missing.none-is", a.Total, w.period(a.Query.Wishes))
		}
	}
	var beyond []string
	for _, b := range m.Beyond {
		switch text := beyondTexts[b.Kind]; {
		case b.Kind == recommend.LimitBefore:
			beyond = append(beyond, w.Text(text, b.Cases, catalogue.Year(limits.Since)))
		case b.Kind == recommend.LimitAfter:
			beyond = append(beyond, w.Text(text, b.Cases, catalogue.Year(limits.Until)))
		case b.Kind == recommend.LimitPlace && len(limits.Places) == 0:
			beyond = append(beyond, w.Text("missing.except", b.Cases))
		default:
			beyond = append(beyond, w.Text(text, b.Cases))
		}
	}
	if len(beyond) > 0 {
		say("missing.beyond", strings.Join(beyond, ", "))
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
		say("missing.unknown", w.Either(first(unknown, maxUnknown)))
	}
	said = append(said, w.unmetByAll(a)...)
	if len(foreign) > 0 {
		say("missing.not-known", strings.Join(first(foreign, maxUnknown), ", "))
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
			said = append(said, w.Text(text, a.Total, w.Either(first(list, maxUnknown))))
		}
	}
	say("missing.none-speaks", analysis.Mapped(a.Missing.Unmet.Words, func(u recommend.UnmetWord) string { return w.quoted(u.Asked) }))
	say("missing.none-filed", analysis.Mapped(topicsUnmetByAll(a), w.tagInside))
	if last := len(said) - 1; last >= 0 && a.Similar > 0 {
		said[last] = w.Text("missing.in-the-rest", a.Total, said[last])
	}
	return said
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
	recommend.LimitBefore: "missing.before", recommend.LimitAfter: "missing.after",
	recommend.LimitPlace: "missing.place", recommend.LimitLevel: "missing.level", recommend.LimitTag: "missing.tag",
	recommend.LimitLibrary: "missing.library",
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
