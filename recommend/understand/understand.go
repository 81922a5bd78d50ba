// Package understand reads what somebody asks into a [recommend.Query]: it finds the
// question in a letter, tells its language, reads limits, places, levels and times, the
// names of cases, topics and approaches, and corrects and translates words. It knows a
// library only as a [Library], by values and functions, and ranks nothing.
//
// Its parts are packages of their own, which import each other one way:
//
//	analysis   words, stems, phrases, spelling
//	letter     the question in a letter, the problem in an official statement
//	language   which language a text is in
//	syntax     filters that are typed: country:PL
//	scope      places, levels and times that are said, and what "only" and "not" govern
//	lexicon    all that is known of a language: topics, glossary, abbreviations
//	names      names of cases
package understand

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/letter"
	"precedent/recommend/understand/lexicon"
	"precedent/recommend/understand/scope"
)

// Understand reads a problem. Limits typed as filters are joined with those
// said in the text, the typed ones ruling.
func (u *Understander) Understand(r recommend.Request) (recommend.Query, error) {
	text, left := r.Problem, recommend.LeftOut{}
	if text != r.Read {
		var err error
		if text, left, err = ReadText(u.vocabulary, r.Problem); err != nil {
			return recommend.Query{}, fmt.Errorf("understand: %w", err)
		}
	}
	text, cut := analysis.TruncateWords(text, recommend.MaxProblem)
	q := recommend.Query{Like: r.Like, Workplace: r.Workplace.Known(u.vocabulary), Among: r.Among, Truncated: cut}
	left = r.LeftOut.And(left)
	q.LeftOut, q.MuchLeftOut = left.Texts, left.Much
	text = withoutInclusive(letter.Unwrap(letter.WithoutEmoji(text), u.knows), u.index, u.isWord)
	if hasAddress(text) {
		text = addresses().ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
	}
	tokens := analysis.Tokenize(text)
	q.Language = corpus.English
	if !u.Off.Glossary {
		var err error
		if q.Language, err = u.languageOf(text, tokens, r.Spoken); err != nil {
			return recommend.Query{}, fmt.Errorf("understand: %w", err)
		}
	}
	t := u.English
	if q.Language != corpus.English {
		var err error
		if t, err = u.Foreign[q.Language](); err != nil {
			return recommend.Query{}, fmt.Errorf("understand: %w", err)
		}
		if text, err = withoutPairs(t, text, t.Tokenize(text)); err != nil {
			return recommend.Query{}, fmt.Errorf("understand: %w", err)
		}
		tokens = t.Tokenize(text)
	}
	if problem, frames := t.WithoutFrames(text); len(frames) > 0 && !u.Off.Frames {
		q.LeftOut = append(slices.Clone(q.LeftOut), frames...)
		text, tokens = problem, t.Tokenize(problem)
	}
	used, level := make([]bool, len(tokens)), make([]bool, len(tokens))
	said := t.Context.Read(text, tokens, used, level, func(from, to int) bool { return u.isName(t, tokens, from, to) })
	limits, wishes := said.Limits, said.Wishes
	if r.LimitsRule {
		limits = recommend.Filter{}
	}
	q.Limits, q.Wishes = joinContext(r.Limits, limits, wishes)
	q.NotUnderstood = said.Unread

	typed := tokens
	if refusals := said.Refusals(); len(refusals) > 0 {
		for _, r := range refusals {
			if err := readRefusals(u, t, said.Scoped, r, &q); err != nil {
				return recommend.Query{}, fmt.Errorf("understand: %w", err)
			}
		}
		var marks [][]bool
		tokens, marks = scope.Without(refusals, tokens, used, level)
		used, level = marks[0], marks[1]
	}
	var named []bool
	q.Named, named = u.Names.Find(t, text, tokens, used)
	for i := range named {
		used[i] = used[i] || named[i]
	}

	has := func(english string) bool { return stands(u, english) }
	towns, strange := townWords(t, has, text, tokens, used)
	for _, name := range strange {
		q.Names = analysis.AppendNew(q.Names, name)
	}
	tokens, used, level = JoinSpellings(u, t, text, tokens, used, level)
	var words, all []lexicon.ProblemWord // to search for; to find concepts in
	onlyPlace := whereOrWhen(q) && len(towns) == 0 && t.General(tokens, used, level)
	if !onlyPlace {
		var err error
		if words, all, err = wordsIn(u, t, text, tokens, used, &q); err != nil {
			return recommend.Query{}, fmt.Errorf("understand: %w", err)
		}
	}
	if len(towns) > 0 { // they count as in English
		for _, w := range towns {
			w.Trust = u.Weights.Name
			translated(&q, w.Raw, w.Terms)
			words = append(words, w)
		}
		slices.SortStableFunc(words, func(a, b lexicon.ProblemWord) int { return cmp.Compare(a.Start, b.Start) })
	}
	if slices.Contains(level, true) {
		levelAt := map[int]bool{} // by where a word starts
		for i, tok := range tokens {
			levelAt[tok.Start] = level[i]
		}
		for i := range words {
			words[i].Level = levelAt[words[i].Start]
		}
	}
	if !u.Off.Concepts && !onlyPlace {
		q.Concepts = findConcepts(u, t, text, all, tokens, used)
		if other := lexicon.OtherSpelling(all, stemmerOf(u, t), t.Concepts.Phrases.Begins); other != nil {
			q.Concepts = joinConcepts(q.Concepts, findConcepts(u, t, text, other, nil, nil))
		}
		slices.SortFunc(q.Concepts, func(a, b recommend.Concept) int {
			return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
		})
	}
	if len(q.Limits.Levels) > 0 && !slices.ContainsFunc(words, func(w lexicon.ProblemWord) bool { return !w.Used && !w.Level }) {
		words = nil // "only for cities" asks for what there is from cities
	}
	words, places := withoutTowns(words, func(w lexicon.ProblemWord) bool { return w.Trust == u.Weights.Name && u.index.IsPlace(w.Raw) })
	q.Words = chooseWords(stress(u, words), u.idf)
	q.Origins = originWords(u.vocabulary.Places, has, text, typed, said.Origins)
	for _, w := range q.Origins {
		if t != u.English {
			translated(&q, w.Asked, w.Terms)
		}
	}
	q.Origins = append(q.Origins, places...)       // translated already, as words are
	if len(q.Words) == 0 && len(q.Concepts) == 0 { // nothing else is asked for
		q.Words, q.Origins = q.Origins, nil
	}
	settleRefusals(&q)
	if q.Empty() { // a place alone asks for what there is from it
		q.Limits, _ = joinContext(q.Limits, q.Wishes, recommend.Filter{})
		q.Wishes = recommend.Filter{}
	}
	return q, nil
}

// whereOrWhen tells whether a query names a place or a time.
func whereOrWhen(q recommend.Query) bool {
	named := func(f recommend.Filter) bool { return len(f.Places)+len(f.Except) > 0 || f.Since != 0 || f.Until != 0 }
	return named(q.Limits) || named(q.Wishes)
}

// hasAddress tells whether a text may have an address, which is quicker to tell than where.
func hasAddress(text string) bool {
	if strings.Contains(text, "://") || strings.Contains(text, "@") {
		return true
	}
	for i := 0; i+4 <= len(text); i++ {
		if text[i+3] == '.' && strings.EqualFold(text[i:i+3], "www") {
			return true
		}
	}
	return false
}

// addresses in a text say nothing about the problem.
var addresses = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(https?://|www\.)\S+|\S+@\S+\.[a-z]{2,}`)
})

// joinContext lays typed limits over those said in the text: where one is
// typed, what was said about the same thing no longer counts.
func joinContext(typed, said, wished recommend.Filter) (limits, wishes recommend.Filter) {
	limits, wishes = typed, wished
	limits.Except = slices.Clone(typed.Except)
	if len(limits.Places) == 0 {
		limits.Places = said.Places
		for _, place := range said.Except {
			limits.Except = analysis.AppendNew(limits.Except, place)
		}
	} else {
		wishes.Places = nil
	}
	if len(limits.Levels) == 0 {
		limits.Levels = said.Levels
	} else {
		wishes.Levels = nil
	}
	if limits.Since == 0 && limits.Until == 0 {
		limits.Since, limits.Until = said.Since, said.Until
	}
	if limits.Since != 0 || limits.Until != 0 {
		wishes.Since, wishes.Until = 0, 0
	}
	return limits, wishes
}
