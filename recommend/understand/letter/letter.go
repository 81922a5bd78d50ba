// Package letter does what comes before the words of a problem are looked up:
// it makes plain text of what people type and paste, and finds what of a letter is
// not its question, and what of an official statement is not its problem.
//
// It knows no case, no topic and no score. Its functions are pure, take time in
// proportion to the text, and cost next to nothing for a question of one plain line.
package letter

import (
	"cmp"
	"slices"
	"strings"
)

// Span is a part of a text, by its bytes.
type Span struct{ From, To int }

// cut is a part of a text that is left out.
type cut struct {
	Span
	block bool // it may hold anything, and was told by where it stands
	words bool // it stands inside a sentence, which goes on behind it
}

// Letter is a text with the letter around its question found.
type Letter struct {
	Text string
	cuts []cut
	much bool
}

// Read finds in a plain text without emoji what belongs to a letter and not to its
// question: greetings, closings and signatures, the headers of mails, older mails that
// are quoted, telephone numbers, and what programs add. Where nothing else would be
// left than words that say nothing, what was told by its place alone is kept.
func (r *Reader) Read(text string) Letter {
	l := r.lay(text)
	if len(l.words) == 0 {
		return Letter{Text: text}
	}
	var cuts []cut
	messages := l.messages()
	chosen := 0
	if len(messages) > 1 {
		cuts, chosen = l.choose(messages)
	} else {
		cuts, _ = l.strip(messages[0])
	}
	cuts = l.merge(cuts)
	if len(cuts) > 0 && l.telling(messages[chosen].lines, cuts) == 0 {
		kept := slices.DeleteFunc(slices.Clone(cuts), func(c cut) bool { return c.block })
		if len(kept) < len(cuts) && l.telling(messages[chosen].lines, kept) > fewWords {
			cuts = kept
		}
	}
	return Letter{Text: text, cuts: cuts, much: l.much(cuts)}
}

// Of a message with so few words that say something, the question may be in the one
// below it.
const fewWords = 1

// choose leaves out all messages but the one that holds the question: the newest that
// says something. What says next to nothing above it stays with it.
func (l *laid) choose(messages []message) (cuts []cut, chosen int) {
	found := false
	for i, m := range messages {
		cuts = append(cuts, l.lineCuts(m.lead, false)...)
		if found {
			cuts = append(cuts, l.lineCuts(m.lines, false)...)
			continue
		}
		stripped, body := l.strip(m)
		said := l.telling(m.lines[body:], l.merge(stripped)) // what the mail is about is often that of the one below
		switch {
		case said > 0:
			chosen, found = i, said > fewWords || i > 0
		case body == 0 && i+1 < len(messages) && !l.dated(m): // "FYI, see below"
			stripped = append(stripped, l.lineCuts(m.lines, true)...)
		}
		cuts = append(cuts, stripped...)
	}
	return cuts, chosen
}

// dated tells whether a message has a number in it, such as a year.
func (l *laid) dated(m message) bool {
	return slices.ContainsFunc(m.lines, func(n int) bool { return some(l.lines[n].first, l.lines[n].last, l.digit) })
}

// lineCuts leaves lines out.
func (l *laid) lineCuts(lines []int, block bool) (cuts []cut) {
	for _, n := range lines {
		cuts = append(cuts, cut{Span: Span{l.lines[n].from, l.lines[n].to}, block: block})
	}
	return cuts
}

// telling counts the words of some lines that say something, but for what is cut.
func (l *laid) telling(lines []int, cuts []cut) int {
	n, c := 0, 0
	for _, i := range lines {
		for w := l.lines[i].first; w < l.lines[i].last; w++ {
			for c < len(cuts) && cuts[c].To <= l.words[w].from {
				c++
			}
			if (c == len(cuts) || l.words[w].from < cuts[c].From) && l.says(w) {
				n++
			}
		}
	}
	return n
}

// says tells whether a word says something of a problem.
func (l *laid) says(w int) bool {
	if l.digit(w) || len(l.word(w)) < 2 {
		return false
	}
	if l.r.phrases[l.folded(w)]&(hello|polite|reply|addressee) != 0 {
		return false
	}
	return l.r.tells(l.folded(w))
}

// merge sorts cuts and joins those with nothing but blanks between them.
func (l *laid) merge(cuts []cut) []cut {
	if len(cuts) == 0 {
		return nil
	}
	cuts = slices.Clone(cuts)
	slices.SortFunc(cuts, func(a, b cut) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To)) })
	merged := cuts[:1]
	for _, c := range cuts[1:] {
		last := &merged[len(merged)-1]
		between := ""
		if c.From > last.To {
			between = l.text[last.To:c.From]
		}
		if strings.Trim(between, " \n>*_") == "" && (c.block == last.block || c.To <= last.To) {
			last.To = max(last.To, c.To)
			last.words = last.words && c.words
		} else {
			merged = append(merged, c)
		}
	}
	return slices.DeleteFunc(merged, func(c cut) bool { return strings.TrimSpace(l.text[c.From:c.To]) == "" })
}

// Much is left out when it is more than a third of the words, and not only a greeting;
// or several lines.
const (
	muchWords = 8
	muchLines = 3
)

func (l *laid) much(cuts []cut) bool {
	words, lines, w, n := 0, 0, 0, 0
	for _, c := range cuts { // in order, as words and lines are
		for ; w < len(l.words) && l.words[w].from < c.To; w++ {
			if l.words[w].from >= c.From {
				words++
			}
		}
		for ; n < len(l.lines) && l.lines[n].from < c.To; n++ {
			if !l.lines[n].blank && l.lines[n].from >= c.From && l.lines[n].to <= c.To {
				lines++
			}
		}
	}
	return lines > muchLines || words >= muchWords && 3*words > len(l.words)
}

// LeftOut are the parts of the text that are not its question, in their order.
func (l Letter) LeftOut() []string {
	var texts []string
	for _, c := range l.cuts {
		if text := strings.Trim(l.Text[c.From:c.To], " \n"); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// MuchLeftOut tells whether so much is left out that a person should be told.
func (l Letter) MuchLeftOut() bool { return l.much }

// Question is the text without what is left out. like is the same text, byte by byte,
// with emoji.
func (l Letter) Question(like string) string {
	if len(l.cuts) == 0 {
		return strings.Trim(like, " \n")
	}
	var b strings.Builder
	at, joint := 0, ""
	for _, c := range append(slices.Clone(l.cuts), cut{Span: Span{From: len(like)}}) {
		if piece := strings.Trim(like[at:c.From], " \n"); piece != "" {
			if b.Len() > 0 {
				b.WriteString(joint)
			}
			b.WriteString(piece)
		}
		at, joint = c.To, "\n"
		if c.words {
			joint = " "
		}
	}
	return b.String()
}
