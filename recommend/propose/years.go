package propose

import (
	"slices"
	"strconv"
	"strings"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

const (
	firstYear = 1950 // that something in a library began in
	// mostBetween is how many words stand at most between what begins and its year: "launched in
	// the city in early March".
	mostBetween = 4
	// mostSubject is how many words stand at most before what begins.
	mostSubject = 12
)

// yearOf proposes the year that a record says something began in: the one in its title, or else
// the earliest.
func (p *Proposer) yearOf(r *reader, of *parts) *corpus.ProposedYear {
	y, told := r.titleYear(&of.title, p.year)
	if y != nil {
		earlier := func(t text) bool {
			return slices.ContainsFunc(t.words, func(word string) bool { n := asYear(word, p.year); return n != 0 && n < int(y.ID) })
		}
		if slices.ContainsFunc(of.story, earlier) { // one of several editions, or what is planned until then
			return nil
		}
	}
	if told {
		return y
	}
	var found []*corpus.ProposedYear
	own := analysis.Folded(of.title.words)
	for i := range of.story {
		found = append(found, r.years(&of.story[i], own, p.year)...)
	}
	if len(found) == 0 {
		return nil
	}
	return slices.MinFunc(found, func(a, b *corpus.ProposedYear) int { return int(a.ID - b.ID) })
}

// titleYear is the year in a title, of a period the first, nil where there is none or several; told
// says whether there is any.
func (r *reader) titleYear(t *text, most int) (y *corpus.ProposedYear, told bool) {
	at := -1
	for i, word := range t.words {
		year := asYear(word, most)
		switch {
		case year == 0:
		case r.isName(t, i):
			return nil, true
		case y == nil:
			y, at = &corpus.ProposedYear{ID: corpus.OptInt(year), Words: []string{t.tokens[i].Raw}}, i
		case at != i-1 || year < int(y.ID): // "2010-2016" is a period
			return nil, true
		}
	}
	return y, y != nil
}

// isName tells whether the number at words[i] is one of a name or an amount: "Act 2010", "2015 euros".
func (r *reader) isName(t *text, i int) bool {
	return i > 0 && !t.gaps[i] && r.named.Values(t.words[i-1:i]) != nil ||
		i+1 < len(t.words) && !t.gaps[i+1] && r.named.Values(t.words[i+1:i+2]) != nil
}

// years finds the years in which a text says that the case began: where what begins is a word
// such as "the programme", or one of its own title.
func (r *reader) years(t *text, own map[string]bool, most int) (list []*corpus.ProposedYear) {
	start := 0
	for i, word := range t.words {
		if i > 0 && t.gaps[i] && endsSentence(t, i) {
			start = i
		}
		year := asYear(word, most)
		if year == 0 || r.isName(t, i) {
			continue
		}
		at := r.datedFrom(t, i, start)
		from, to := r.beganBefore(t, at), i+1
		if from < 0 {
			if from, to = at, r.beganBehind(t, i+1); to < 0 {
				continue
			}
		}
		if r.isSubject(t, start, from, own) {
			list = append(list, &corpus.ProposedYear{ID: corpus.OptInt(year), Words: []string{t.typed(from, to)}})
		}
	}
	return list
}

// endsSentence tells whether a sentence ends before words[i].
func endsSentence(t *text, i int) bool {
	before := t.tokens[i-1]
	return strings.ContainsAny(t.raw[before.Start+len(before.Raw):t.tokens[i].Start], ".!?;:\n")
}

// datedFrom is where the words begin that make a year of the number at words[i]: "in early March".
func (r *reader) datedFrom(t *text, i, start int) int {
	from := i
	for n := 1; n <= mostBetween && from-1 >= start && !t.gaps[from]; n++ {
		if word := t.words[from-1]; r.dated.Values([]string{word}) == nil && !isDay(word) {
			break
		}
		from--
	}
	return from
}

// beganBefore is where a phrase begins that ends right before words[at] and says that something
// begins, -1 for none.
func (r *reader) beganBefore(t *text, at int) int {
	for from := at - 1; from >= 0 && from >= at-mostBetween && !t.gaps[from+1]; from-- {
		if p := r.began.LongestAt(t.words, t.gaps, from); p != nil && from+len(p.Words) == at {
			return from
		}
		if from == 0 {
			break
		}
	}
	return -1
}

// beganBehind is where such a phrase ends that begins at words[at], -1 for none.
func (r *reader) beganBehind(t *text, at int) int {
	if at >= len(t.words) || t.gaps[at] {
		return -1
	}
	if p := r.began.LongestAt(t.words, t.gaps, at); p != nil {
		return at + len(p.Words)
	}
	return -1
}

// isSubject tells whether words[from:to] name the case and nothing else: small words, words of
// its own title, and one of those that stand for it.
func (r *reader) isSubject(t *text, from, to int, own map[string]bool) bool {
	if to-from > mostSubject {
		return false
	}
	named := false
	for i := from; i < to; {
		if p := r.subjects.LongestAt(t.words, nil, i); p != nil && i+len(p.Words) <= to {
			named = true
			i += len(p.Words)
			continue
		}
		switch word := t.words[i]; {
		case t.tokens[i].Start > 0 && t.raw[t.tokens[i].Start-1] == '(': // how it is abbreviated
		case own[word] && !r.lexicon.Stop[word]:
			named = true
		case !r.lexicon.Stop[word] && !r.lexicon.Asking[word] && !t.tokens[i].Auxiliary:
			return false
		}
		i++
	}
	return named
}

func asYear(word string, most int) int {
	n, err := strconv.Atoi(word)
	if err != nil || len(word) != 4 || n < firstYear || n > most {
		return 0
	}
	return n
}

// isDay tells whether a word is the number of a day in a month.
func isDay(word string) bool {
	n, err := strconv.Atoi(word)
	return err == nil && 1 <= n && n <= 31
}
