package wording

import (
	"cmp"
	"slices"
	"strings"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// maxUnmet is how many main words and topics that a case does not meet its reason names.
const maxUnmet = 2

// Because says in short sentences how strong a match is and why, by what a reader can
// check: their own problem, what they see of the case, and the line of ours that is quoted.
// seen is what they see of the case: words that stand elsewhere in its record are left out
// where there is another reason. It is "" for a match without reasons.
func (w *Wording) Because(a recommend.Answer, m recommend.Match, seen string) string {
	why := m.Why
	var said []string
	say := func(text string, list []string) {
		if len(list) > 0 {
			said = append(said, w.Text(text, w.list(list)))
		}
	}
	if why.Name != "" {
		say("reason.named", []string{w.quoted(why.Name)})
	}
	tags := analysis.Mapped(slices.Concat(why.Topics, why.Approaches), w.tagInside)
	say("reason.both-about", tags)
	words, keywords, unseen := w.metWords(a.Query, why.Words, seen)
	say("reason.speaks-of", words)
	if len(words) == 0 {
		say("reason.whole-record", unseen)
	}
	say("reason.keywords", keywords)
	if why.Line != "" {
		text := "reason.our-line"
		if !recommend.IsSentence(why.Line) {
			text = "reason.our-words"
		}
		said = append(said, w.Text(text, w.Text(textQuoted, shortened(strings.TrimSuffix(why.Line, "."), recommend.LineShown))))
	}
	say("reason.like-cases", analysis.Mapped(why.LikeCasesOn, w.tagInside))
	if len(tags) == 0 && why.Guessed != "" {
		said = append(said, w.Text("reason.guessed", w.tagInside(why.Guessed)))
	}
	if len(said) == 0 && len(why.Near) > 0 {
		said = append(said, w.Text("reason.close", w.tagInside(why.Near[0].Met), w.tagInside(why.Near[0].Asked)))
	}
	levels, wished := w.levelsApart(why.Context)
	say("reason.as-wished", analysis.Mapped(wished, w.Place))
	for _, level := range levels {
		said = append(said, w.Text("reason.same-level", w.atLevel(level)))
	}
	if why.Akin && len(tags)+len(words) == 0 && a.Similar > 0 { // cases that only touch are no best matches
		said = append(said, w.Text("reason.like-best"))
	}
	if len(why.Workplace) > 0 {
		said = append(said, w.list(analysis.Mapped(why.Workplace, w.workplaceName)))
	}
	say("reason.also-has", analysis.Mapped(why.Refused, w.quoted))
	if m.Strength == recommend.Strong || m.Strength == recommend.Fair {
		words, topics := w.unmet(a, why)
		say("reason.not-in-record", words)
		say("reason.not-filed", topics)
	}
	if len(said) == 0 {
		return ""
	}
	if m.Strength != "" { // it was measured, and not only looked for by its tags
		said = append([]string{w.Strength(m.Strength)}, said...)
	}
	return strings.Join(analysis.Mapped(said, w.AsSentence), " ")
}

// metWords are the words that the record has: those that the reader sees, those among
// the keywords, and the others. A word that is no form of what was typed has that behind
// it.
func (w *Wording) metWords(q recommend.Query, reasons []recommend.WordReason, seen string) (words, keywords, unseen []string) {
	asked := map[string][]string{} // by what was met
	for _, r := range reasons {
		if r.Other && !strings.EqualFold(r.Asked, r.Met) {
			asked[r.Met] = analysis.AppendNew(asked[r.Met], r.Asked)
		}
	}
	for _, r := range reasons {
		if r.Hidden {
			continue
		}
		into := &words
		switch {
		case r.Keyword:
			into = &keywords
		case seen != "" && !strings.Contains(seen, r.Met):
			into = &unseen
		}
		said := w.quoted(r.Met)
		if typed := asked[r.Met]; len(typed) > 0 {
			short, _ := analysis.Truncate(asTyped(q, typed), maxQuoted)
			said += " (" + short + ")"
		}
		*into = analysis.AppendNew(*into, said)
	}
	return words, keywords, unseen
}

// asTyped are words of the problem as they were typed: the phrase that they are, where it
// is known, or else each.
func asTyped(q recommend.Query, words []string) string {
	place := func(word string) int {
		return slices.IndexFunc(q.Words, func(w recommend.Word) bool { return w.Asked == word })
	}
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
	for _, c := range q.Concepts {
		for phrase := range strings.SplitSeq(c.Asked, ", ") {
			if analysis.Closed(phrase) == analysis.Closed(strings.Join(words, "")) {
				return phrase // a word that was taken apart
			}
			parts := analysis.PartsOf(phrase)
			if len(words) > 1 && !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(parts, word) }) &&
				!slices.ContainsFunc(c.Words(), func(word string) bool { return slices.Contains(parts, word) && !slices.Contains(words, word) }) {
				return phrase
			}
		}
	}
	return strings.Join(words, ", ")
}

// unmet are the main words of a problem that the record of a case lacks, and main topics
// that it is not about, but for those of which it is said once that no case has them,
// words that the line shown has, and topics that one of the words named.
func (w *Wording) unmet(a recommend.Answer, why recommend.Why) (words, topics []string) {
	inLine := func(asked string) bool {
		return slices.ContainsFunc(why.Words, func(r recommend.WordReason) bool { return r.Hidden && r.Asked == asked })
	}
	for _, word := range why.Unmet.Words {
		if !inLine(word.Asked) && !a.Missing.Tells(word.Asked) {
			words = append(words, w.quoted(word.Asked))
		}
	}
	for _, id := range why.Unmet.Topics {
		named := func(u recommend.UnmetWord) bool { return a.Query.NamedBy(id, u.Asked) }
		if !slices.Contains(a.Missing.Unmet.Topics, id) && !slices.ContainsFunc(why.Unmet.Words, named) {
			topics = append(topics, w.tagInside(id))
		}
	}
	words = first(words, maxUnmet)
	return words, first(topics, maxUnmet-len(words))
}

// levelsApart sets the levels of government apart from the places and years that a problem speaks
// of and a case meets. Who writes of a mayor speaks of a level, and has not wished for one.
func (w *Wording) levelsApart(met []string) (levels, others []string) {
	for _, id := range met {
		if w.vocabulary.Taxonomy.Level(id) != nil {
			levels = append(levels, id)
		} else {
			others = append(others, id)
		}
	}
	return levels, others
}

// workplaceName says what a case shares with where the person works. A local case may be that of a
// hospital or a court, so its level is named and not the body. The names of places stand
// behind a colon, where no language wants an article or another preposition.
func (w *Wording) workplaceName(met string) string {
	switch institutions := w.vocabulary.Places.Region(strings.ToLower(met)); {
	case w.vocabulary.Taxonomy.Level(met) != nil:
		return w.Text("reason.same-level", w.atLevel(met))
	case institutions != nil: // those of the European Union are no country
		return w.Text("reason.same-region", w.Place(institutions.ID))
	}
	return w.Text("reason.same-country", w.Place(met))
}
