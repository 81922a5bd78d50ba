package understand

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// TermsOf are the alternatives that a word is searched for as.
func TermsOf(w recommend.Word) []string {
	if len(w.Terms) > 0 {
		return w.Terms
	}
	return []string{analysis.Fold(w.Asked)}
}

// phrasesShown is how many phrases that name a topic or approach are kept.
const phrasesShown = 3

// findConcepts finds the topics and approaches that the words speak of. A
// phrase that stands for several concepts, or is a single word, says each of
// them less surely. They are in no order.
func findConcepts(u *Understander, t *lexicon.Lexicon, text string, words []lexicon.ProblemWord, tokens []analysis.Token, used []bool) []recommend.Concept {
	best := map[string]recommend.Concept{}
	naming := map[string][]string{} // by concept: the words of the phrases that named it
	add := func(values []string, trust float64, asked string, by []string) {
		for _, id := range values {
			c := best[id]
			c.ID, c.Weight = id, max(c.Weight, trust/float64(len(values)))
			switch said := strings.Split(c.Asked, ", "); {
			case c.Asked == "":
				c.Asked, naming[id] = asked, by
			case len(said) < phrasesShown && !slices.Contains(said, asked):
				c.Asked += ", " + asked
				naming[id] = slices.Concat(naming[id], by)
			}
			best[id] = c
		}
	}
	for _, s := range t.Concepts.Verbatim.Find(analysis.WordsOf(tokens), analysis.GapsOf(tokens)) {
		if !slices.Contains(used[s.From:s.To], true) {
			raw := analysis.Mapped(tokens[s.From:s.To], func(t analysis.Token) string { return t.Raw })
			add(s.Values, u.Weights.TagSmallWords, strings.Join(strings.Fields(analysis.AsTyped(text, tokens, s.From, s.To)), " "), raw)
		}
	}
	for _, s := range t.Concepts.Find(words) {
		if !slices.ContainsFunc(words[s.From:s.To], func(w lexicon.ProblemWord) bool { return !w.Used }) {
			continue // a place is no topic, whatever its name
		}
		trust := u.Weights.TagOneWord
		if s.To-s.From > 1 {
			trust = 1
		}
		add(s.Values, trust, lexicon.Stretch(text, words[s.From:s.To]), lexicon.RawOf(words[s.From:s.To]))
	}
	var list []recommend.Concept
	for id, c := range best {
		if by := naming[id]; !slices.Equal(by, c.Words()) {
			c.By = by
		}
		list = append(list, c)
	}
	return list
}

// maxRepeated is how often a word is counted at most.
const maxRepeated = 5

// stress gives more trust to words that stand in a text again: a long statement names its
// subject more than once, and its preamble does not. Words are told by their stems.
func stress(u *Understander, words []lexicon.ProblemWord) []lexicon.ProblemWord {
	times := map[string]int{}
	for _, w := range words {
		if !w.Used {
			times[w.Stem]++
		}
	}
	stressed := slices.Clone(words)
	for i := range stressed {
		if n := min(maxRepeated, times[words[i].Stem]); n > 1 {
			stressed[i].Trust *= 1 + u.Weights.Repeated*math.Log(float64(n))
		}
	}
	return stressed
}

// chooseWords joins words with one stem and keeps those that tell most, in their
// order in the text, with at most MaxTerms terms together. Where there are more, each word is
// first searched as fewer, so that a long problem in another language keeps its words.
func chooseWords(words []lexicon.ProblemWord, idf func(string) float64) []recommend.Word {
	var kept []lexicon.ProblemWord
	seen := map[string]bool{}
	for _, w := range words {
		if !seen[w.Stem] && !w.Used {
			seen[w.Stem] = true
			kept = append(kept, w)
		}
	}
	tooMany := func() bool {
		terms := 0
		for _, w := range kept {
			terms += max(1, len(w.Terms))
		}
		return terms > recommend.MaxTerms
	}
	for most := lexicon.MaxRenderings - 1; most > 0 && tooMany(); most-- {
		for i := range kept {
			kept[i].Terms = kept[i].Terms[:min(most, len(kept[i].Terms))]
		}
	}
	if tooMany() {
		telling := slices.Clone(kept)
		tells := func(w lexicon.ProblemWord) float64 { return w.Trust * idf(w.Stem) }
		slices.SortStableFunc(telling, func(a, b lexicon.ProblemWord) int { return cmp.Compare(tells(b), tells(a)) })
		keep := map[string]bool{}
		room := recommend.MaxTerms
		for _, w := range telling {
			if room -= max(1, len(w.Terms)); room < 0 {
				break
			}
			keep[w.Stem] = true
		}
		kept = slices.DeleteFunc(kept, func(w lexicon.ProblemWord) bool { return !keep[w.Stem] })
	}
	var list []recommend.Word
	for _, w := range kept {
		word := recommend.Word{Asked: w.Raw, Terms: w.Terms, Part: w.Part}
		if w.Trust != 1 {
			word.Weight = w.Trust
		}
		list = append(list, word)
	}
	return list
}

// readWords makes the words of an English text: abbreviations with what they
// stand for, spelling corrected, words that only ask left out. named are the same
// words with abbreviations spelled out, for finding concepts.
func readWords(u *Understander, text string, tokens []analysis.Token, used []bool, q *recommend.Query) (words, named []lexicon.ProblemWord) {
	a := analysis.NewAnalyzer(u.Words)
	var short map[int]analysis.Span[string]
	if !u.Off.Abbreviations {
		short = u.English.ShortForms(tokens, used)
	}
	read := lexicon.WithoutSmall{Words: make([]lexicon.ProblemWord, 0, len(tokens))}
	words = make([]lexicon.ProblemWord, 0, len(tokens))
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if s, ok := short[i]; ok {
			long := s.Values[0]
			u.English.SpellOut(&read, t, long, false, a.StemToken)
			w := lexicon.ProblemWord{Token: t, Terms: []string{t.Word, long}, Stem: a.Stem(t.Word), Trust: 1}
			if w.Stem == "" || s.To-s.From > 1 { // a short form of stop words, or of several words, says nothing itself
				w.Stem, w.Terms = t.Word, []string{long}
			}
			w.Raw = analysis.AsTyped(text, tokens, s.From, s.To)
			words = append(words, w)
			i = s.To - 1
			continue
		}
		w := lexicon.ProblemWord{Token: t, Terms: t.Spellings(), Stem: a.Stem(t.Word), Trust: 1, Used: used[i] || len(t.Word) == 1 || u.English.Grammar[t.Word]}
		if w.Stem == "" || u.English.Asks(t) {
			read.Drop(t)
			continue
		}
		if name := u.Words.Get(t.Word); !w.Used && name != nil && name.Count < rareName && analysis.Proper(tokens, t) {
			w.Trust = u.Weights.Name
		}
		if !w.Used && u.Words.Get(t.Word) == nil && t.Joined == nil {
			if analysis.Proper(tokens, t) {
				q.Names = analysis.AppendNew(q.Names, t.Raw)
				continue // a name that no case has says nothing about the problem
			}
			if corrected := u.Speller.Correct(t.Word); corrected != "" && !analysis.Acronym(tokens, t) && !u.Off.Spelling && a.Stem(corrected) != w.Stem {
				correct(q, t.Raw, corrected)
				w.Terms, w.Stem, w.Word = []string{corrected}, a.Stem(corrected), corrected
				if u.English.Asking[corrected] {
					read.Drop(t)
					continue
				}
			}
		}
		words = append(words, w)
		read.Add(w)
	}
	return words, read.Words
}

func correct(q *recommend.Query, typed, corrected string) {
	if q.Corrections == nil {
		q.Corrections = map[string]string{}
	}
	q.Corrections[typed] = corrected
}

// rareName is how often a word with a capital may stand in the library to be taken
// for a name, such as that of a city, and not for a word of the problem.
const rareName = 40
