package recommend

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much a reason says at most.
const (
	unmetShown = 2   // main words and topics that the case does not meet
	lineShown  = 150 // characters of a line of ours
)

// Because says in short sentences how strong a match is and why, by what a reader can
// check: his own problem, what he sees of the case, and the line of ours that is quoted.
// seen is what he sees of the case: words that stand elsewhere in its record are left out
// where there is another reason. It is "" for a match without reasons.
func (w *Wording) Because(a Answer, m Match, seen string) string {
	why := m.Why
	var said []string
	say := func(text string, list []string) {
		if len(list) > 0 {
			said = append(said, w.sayf(text, w.list(list)))
		}
	}
	if why.Name != "" {
		say(sayName, []string{w.quoted(why.Name)})
	}
	tags := mapped(slices.Concat(why.Topics, why.Approaches), w.tagInside)
	say(sayBothAbout, tags)
	words, keywords, unseen := w.metWords(a.Query, why.Words, seen)
	say(saySpeaks, words)
	if len(words) == 0 {
		say(sayFurther, unseen)
	}
	say(sayKeywords, keywords)
	if why.Line != "" {
		text := sayOurLine
		if !isSentence(why.Line) {
			text = sayOurWords
		}
		said = append(said, w.sayf(text, w.sayf(sayQuoted, shortened(strings.TrimSuffix(why.Line, "."), lineShown))))
	}
	say(sayLikeCases, mapped(why.LikeCasesOn, w.tagInside))
	if len(tags) == 0 && why.Guessed != "" {
		said = append(said, w.sayf(sayGuessed, w.tagInside(why.Guessed)))
	}
	if len(said) == 0 && len(why.Near) > 0 {
		said = append(said, w.sayf(sayClose, w.tagInside(why.Near[0].Met), w.tagInside(why.Near[0].Asked)))
	}
	say(sayAsWished, mapped(why.Context, w.contextName))
	if why.Akin && len(tags)+len(words) == 0 && a.Similar > 0 { // cases that only touch are no best matches
		said = append(said, w.say(sayLikeBest))
	}
	say("%s", mapped(why.Home, w.homeName))
	say(sayTouches, mapped(why.Refused, w.quoted))
	if m.Strength == Strong || m.Strength == Fair {
		words, topics := w.unmet(a, why)
		say(sayNotInIt, words)
		say(sayNotFiled, topics)
	}
	if len(said) == 0 {
		return ""
	}
	if m.Strength != "" { // it was measured, and not only looked for by its tags
		said = append([]string{w.Strength(m.Strength)}, said...)
	}
	return strings.Join(mapped(said, sentence), " ")
}

// metWords are the words that the record has: those that the reader sees, those among
// the keywords, and the others. A word that is no form of what was typed has that behind
// it.
func (w *Wording) metWords(q Query, reasons []WordReason, seen string) (words, keywords, unseen []string) {
	asked := map[string][]string{} // by what was met
	for _, r := range reasons {
		if r.Other && !strings.EqualFold(r.Asked, r.Met) {
			asked[r.Met] = append(asked[r.Met], r.Asked)
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
			short, _ := truncate(q.asTyped(typed), quotedShown)
			said += " (" + short + ")"
		}
		*into = appendNew(*into, said)
	}
	return words, keywords, unseen
}

// asTyped are words of the problem as they were typed: the phrase that they are, where it
// is known, or else each.
func (q Query) asTyped(words []string) string {
	place := func(word string) int {
		return slices.IndexFunc(q.Words, func(w Word) bool { return w.Asked == word })
	}
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
	for _, c := range q.Concepts {
		for phrase := range strings.SplitSeq(c.Asked, ", ") {
			if closed(phrase) == closed(strings.Join(words, "")) {
				return phrase // a word that was taken apart
			}
			parts := partsOf(phrase)
			if len(words) > 1 && !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(parts, word) }) &&
				!slices.ContainsFunc(c.words(), func(word string) bool { return slices.Contains(parts, word) && !slices.Contains(words, word) }) {
				return phrase
			}
		}
	}
	return strings.Join(words, ", ")
}

// unmet are the main words of a problem that the record of a case lacks, and main topics
// that it is not about, but for those of which it is said once that no case has them,
// words that the line shown has, and topics that one of the words named.
func (w *Wording) unmet(a Answer, why Why) (words, topics []string) {
	inLine := func(asked string) bool {
		return slices.ContainsFunc(why.Words, func(r WordReason) bool { return r.Hidden && r.Asked == asked })
	}
	for _, word := range why.Unmet.Words {
		if !inLine(word.Asked) && !a.Missing.has(word.Asked) {
			words = append(words, w.quoted(word.Asked))
		}
	}
	for _, id := range why.Unmet.Topics {
		named := func(u UnmetWord) bool { return a.Query.named(id, u.Asked) }
		if !slices.Contains(a.Missing.Unmet.Topics, id) && !slices.ContainsFunc(why.Unmet.Words, named) {
			topics = append(topics, w.tagInside(id))
		}
	}
	words = words[:min(unmetShown, len(words))]
	return words, topics[:min(unmetShown-len(words), len(topics))]
}

// tagInside is the label of a topic or approach inside a sentence.
func (w *Wording) tagInside(id string) string { return lowerFirst(w.Tag(id)) }

// list joins what a sentence lists.
func (w *Wording) list(items []string) string {
	last := len(items) - 1
	if last < 1 || slices.ContainsFunc(items, func(item string) bool { return strings.Contains(item, w.say(sayAnd)) }) {
		return strings.Join(items, ", ")
	}
	return strings.Join(items[:last], ", ") + w.say(sayAnd) + items[last]
}

// sentence makes a sentence of what is said.
func sentence(said string) string {
	first, size := utf8.DecodeRuneInString(said)
	said = string(unicode.ToUpper(first)) + said[size:]
	if end := strings.TrimRight(said, "\"» \u00a0\u202f"); strings.HasSuffix(end, "?") || strings.HasSuffix(end, "!") || strings.HasSuffix(end, ".") {
		return said
	}
	return said + "."
}

// shortened cuts text between words.
func shortened(text string, most int) string {
	kept, cut := truncateWords(text, most)
	if cut {
		return strings.TrimRight(kept, " ,;:.") + "…"
	}
	return kept
}
