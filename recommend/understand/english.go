package understand

import (
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

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
			spellOut(u, &read, t, long, a)
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
		if w.Stem == "" || lexicon.Asks(t, u.English.Asking) {
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

// spellOut adds the words that an abbreviation stands for, for finding concepts.
func spellOut(u *Understander, read *lexicon.WithoutSmall, t analysis.Token, long string, a *analysis.Analyzer) {
	for i, lt := range analysis.Tokenize(long) {
		lt.Raw, lt.Start, lt.Gap = t.Raw, t.Start, t.Gap && i == 0
		if stem := a.Stem(lt.Word); stem != "" {
			read.Add(lexicon.ProblemWord{Token: lt, Stem: stem, Trust: 1})
		} else {
			read.Drop(lt)
		}
	}
}

// rareName is how often a word with a capital may stand in the library to be taken
// for a name, such as that of a city, and not for a word of the problem.
const rareName = 40
