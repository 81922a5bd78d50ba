package propose

import (
	"slices"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// body is what a body of a level of government is called.
type body struct {
	level   string
	country bool // the name of a country must follow: "Government of"
}

// levelOf proposes the level of government of a record, by what the bodies are called that ran it,
// or else that its title names, or that do something in its texts.
func (p *Proposer) levelOf(r *reader, of *parts) *corpus.Proposal {
	if l, told := r.level(p.vocabulary.Places, []text{of.organisation}, false, of.lower); told {
		return l
	}
	if l, told := r.level(p.vocabulary.Places, []text{of.title}, false, of.lower); told {
		return l
	}
	l, _ := r.level(p.vocabulary.Places, of.story, true, of.lower)
	return l
}

// level is the one level of the bodies that some texts name, nil where it is none or several; told
// says whether any is named. Of the whole country is nothing that stands beside a town or region.
// acting has bodies count only at the beginning of a sentence, where who does something stands.
func (r *reader) level(places *corpus.Places, texts []text, acting, lower bool) (l *corpus.Proposal, told bool) {
	var found corpus.Proposal
	for i := range texts {
		t := &texts[i]
		start := 0
		for at := 0; at < len(t.words); {
			if at > 0 && t.gaps[at] && endsSentence(t, at) {
				start = at
			}
			b := r.bodies.LongestAt(t.words, t.gaps, at)
			if b == nil || acting && !r.small(t, start, at) || !lower && !r.namesOne(t, at, at+len(b.Words)) {
				at++
				continue
			}
			from := at
			at += len(b.Words)
			mentions := r.mentions(places, t, lower)
			if b.Values[0].country {
				next := slices.IndexFunc(mentions, func(m mention) bool { return m.from >= at && r.small(t, at, m.from) && m.isCountry(places, t) })
				if next < 0 {
					told = true
					continue
				}
				at = mentions[next].to
			}
			level := b.Values[0].level
			if level == wholeCountry && slices.ContainsFunc(mentions, func(m mention) bool { return m.town }) {
				return nil, true
			}
			if found.ID != "" && found.ID != level {
				return nil, true
			}
			found.ID, found.Words = level, appendWords(found.Words, t.typed(from, at))
		}
	}
	if found.ID == "" {
		return nil, told
	}
	return &found, true
}

// namesOne tells whether the name of a body is whole at words[from:to]: behind "City of" stands a
// name, as behind "state of the art" none does.
func (r *reader) namesOne(t *text, from, to int) bool {
	if !r.lexicon.Stop[t.words[to-1]] {
		return true
	}
	for i := to; i < len(t.words) && !t.gaps[i]; i++ {
		if !r.lexicon.Stop[t.words[i]] {
			return analysis.Capital(t.tokens[i].Raw)
		}
	}
	return false
}

// wholeCountry is the level of a country's own government.
const wholeCountry = "national"

// isCountry tells whether a mention is a country by the name that it goes by first.
func (m *mention) isCountry(places *corpus.Places, t *text) bool {
	return len(m.countries) == 1 && analysis.Fold(places.Name(m.countries[0])) == analysis.Fold(t.typed(m.from, m.to))
}

// small tells whether words[from:to] are small words.
func (r *reader) small(t *text, from, to int) bool {
	return !slices.ContainsFunc(t.words[from:to], func(word string) bool { return !r.lexicon.Stop[word] })
}
