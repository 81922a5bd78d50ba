package wording

import (
	"slices"
	"strconv"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// Heading says in one line what an answer with cases is: first how many are similar, and
// apart from them how many only touch on the problem. asked and like are the problem and
// the title of the case to compare with, "" for none, as long as they are to be said.
func (w *Wording) Heading(a recommend.Answer, asked, like string) string {
	from, last := a.Offset+1, a.Offset+len(a.Cases)
	touch := a.Total - a.Similar
	switch {
	case a.Query.Empty() && a.Offset > 0:
		return w.Text("answer.further", from, last, a.Total)
	case a.Query.Empty() && (a.Total == 1 || a.Total == last):
		return w.Text("answer.fit", a.Total)
	case a.Query.Empty():
		return w.Text("answer.fit-some", last, a.Total)
	case a.Offset > 0 && a.Offset >= a.Similar:
		return w.Text("answer.further-touch", from, last, a.Total)
	case a.Offset > 0 && touch > 0:
		return w.Text("answer.further-mixed", from, last, a.Total, w.Text("answer.similar-among", a.Similar))
	case a.Offset > 0:
		return w.Text("answer.further-similar", from, last, a.Total)
	}
	about := w.Text("answer.the-problem")
	switch {
	case asked != "" && like != "":
		about = w.Text("answer.compared", w.Text(textQuoted, asked), w.Text(textQuoted, like))
	case asked != "" || like != "":
		about = w.Text(textQuoted, asked+like)
	}
	none, more := "answer.none-touch", "answer.touch"
	if asked == "" && like != "" {
		none, more = "answer.none-like", "answer.like"
	}
	switch {
	case touch == 0:
		return w.Text("answer.similar-to", a.Similar, about)
	case a.Similar == 0:
		return w.Text(none, touch, about)
	}
	return w.Text("answer.similar", a.Similar, w.Text(more, touch, about))
}

// OnlyTouch stands above the cases of an answer that only touch on the problem, or are only
// a little like the case to compare with. It speaks of all of them, also where one is shown.
func (w *Wording) OnlyTouch(a recommend.Answer) string {
	touch := a.Total - a.Similar
	if a.Query.Like != "" && len(a.Query.Words)+len(a.Query.Concepts) == 0 {
		return w.Text("answer.these-like", touch)
	}
	return w.Text("answer.these-touch", touch)
}

// Outside counts the cases outside the limits of an answer as Heading does, "" for none.
func (w *Wording) Outside(a recommend.Answer) string {
	if a.Outside == 0 {
		return ""
	}
	a.Total, a.Similar, a.Cases, a.Offset = a.Outside, a.OutsideGood, nil, 0
	return w.Text("answer.outside", w.Inside(w.Heading(a, "", "")))
}

// maxConcepts is how many topics and approaches are said back of a problem, maxWords how many
// other words.
const (
	maxConcepts = 4
	maxWords    = 5
)

// LookingAt says back what was understood: names of cases, topics and approaches, most
// telling first, places, levels, period, what is not wanted, and corrected words. The other
// words of the problem are said where there is no topic or approach, and where there is no
// case, whose reasons would name them.
func (w *Wording) LookingAt(a recommend.Answer) []string {
	var said []string
	q := a.Query
	for _, n := range q.Named {
		said = analysis.AppendNew(said, w.quoted(n.Asked))
	}
	for _, c := range first(q.Concepts, maxConcepts) {
		said = analysis.AppendNew(said, w.concept(c))
	}
	if len(said) == 0 || len(a.Cases) == 0 {
		for _, word := range first(unnamed(q), maxWords) {
			said = analysis.AppendNew(said, w.quoted(word))
		}
	}
	if q.Language != corpus.English && q.Language != w.Language && !q.Empty() { // what nobody would doubt is not said
		if name := w.LanguageName(q.Language); name != q.Language {
			said = append(said, w.Text("understood.read-as", name))
		}
	}
	said = append(said, w.context(q.Limits, "understood.only")...)
	said = append(said, w.context(q.Wishes, "understood.first")...)
	for _, r := range q.Refused {
		said = analysis.AppendNew(said, w.Text("understood.not", w.refused(r)))
	}
	for _, typed := range analysis.SortedKeys(q.Corrections) {
		said = append(said, w.Text("understood.typed-as", w.quoted(typed), w.quoted(q.Corrections[typed])))
	}
	return said
}

// unnamed are the words that named no topic or approach.
func unnamed(q recommend.Query) (words []string) {
	named := map[string]bool{}
	for _, c := range q.Concepts {
		for _, word := range slices.Concat(c.Words(), analysis.PartsOf(c.Asked)) {
			named[strings.TrimSuffix(word, ",")] = true
		}
	}
	for _, w := range q.Words {
		if slices.ContainsFunc(strings.Fields(w.Asked), func(part string) bool { return !named[part] }) {
			words = analysis.AppendNew(words, w.Asked)
		}
	}
	return words
}

// concept names a topic or approach, with the words that named it where they are others
// than its label's.
func (w *Wording) concept(c recommend.Concept) string {
	label := w.tagInside(c.ID)
	var by []string
	for phrase := range strings.SplitSeq(c.Asked, ", ") {
		if phrase != "" && !strings.Contains(strings.ToLower(label), strings.ToLower(phrase)) {
			by = append(by, w.quoted(phrase))
		}
	}
	if len(by) == 0 {
		return label
	}
	return w.Text("understood.named-by", label, strings.Join(by, ", "))
}

// refused names a subject that is not wanted: by the topic or approach that it is, or
// else as it was typed.
func (w *Wording) refused(r recommend.Refusal) string {
	if len(r.Concepts) == 1 {
		return w.tagInside(r.Concepts[0])
	}
	return w.quoted(r.Asked)
}

// context puts a filter in words, each part of it in the text given.
func (w *Wording) context(f recommend.Filter, text string) []string {
	var said []string
	for _, part := range []struct {
		ids   []string
		label func(id string) string
		text  string
	}{
		{f.Topics, w.tagInside, text},
		{f.Approaches, w.tagInside, text},
		{f.Places, w.Place, text},
		{f.Except, w.Place, "understood.not"},
		{f.Levels, w.atLevel, text},
		{f.Libraries, w.LibraryName, text},
	} {
		if len(part.ids) > 0 {
			said = append(said, w.Text(part.text, w.Either(analysis.Mapped(part.ids, part.label))))
		}
	}
	if period := w.period(f); period != "" {
		said = append(said, w.Text(text, period))
	}
	return said
}

// period puts the period of a filter in words, "" for none.
func (w *Wording) period(f recommend.Filter) string {
	switch since, until := strconv.Itoa(f.Since), strconv.Itoa(f.Until); {
	case f.Since != 0 && f.Since == f.Until:
		return since
	case f.Since != 0 && f.Until != 0:
		return w.Text("period.from-to", since, until)
	case f.Since != 0:
		return w.Text("period.since", since)
	case f.Until != 0:
		return w.Text("period.until", until)
	}
	return ""
}

// Languages names every language that problems are understood in.
func (w *Wording) Languages() string { return w.Text("language.all") }
