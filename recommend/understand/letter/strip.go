package letter

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// strip finds the letter in one message: what stands above its question, what stands
// below it, and courtesies. body is the place in m.lines behind its headers.
func (l *laid) strip(m message) (cuts []cut, body int) {
	s := &stripped{laid: l, m: m}
	s.top()
	s.sentences()
	s.bottom()
	s.numbers()
	return s.cuts, s.head
}

// stripped is a message whose letter is being found.
type stripped struct {
	*laid
	m    message
	cuts []cut
	body int // the place in m.lines where the top of the letter has ended
	past int // the word behind the greetings
	head int // the place in m.lines behind the headers
}

func (s *stripped) cut(from, to int) { s.cuts = append(s.cuts, cut{Span: Span{from, to}}) }

// line is the line at a place of the message.
func (s *stripped) line(place int) line { return s.lines[s.m.lines[place]] }

// content is where a line's text begins behind the marks of a quotation.
func (s *stripped) content(n line) int {
	return n.from + len(s.text[n.from:n.to]) - len(strings.TrimLeft(s.text[n.from:n.to], "> "))
}

// next is the first place from one on whose line is not blank.
func (s *stripped) next(place int) int {
	for place < len(s.m.lines) && s.line(place).wordless() {
		place++
	}
	return place
}

// Bounds of the top of a letter.
const (
	maxLetterhead = 12 // lines above a greeting: sender, date, address
	maxShortLine  = 9  // words of a line in a letterhead or a signature
	maxPartedLine = 30 // words of one with marks between its parts
	maxGreetings  = 3  // greetings one after the other
	maxGreeting   = 10 // words of one
	maxName       = 3  // words of a name that the writer calls by "hello"
)

// top finds headers, letterhead and greeting.
func (s *stripped) top() {
	first := s.next(0)
	place := s.headers(first)
	if place > first {
		s.head = place
	}
	place = s.next(place)
	s.body = place
	if place == len(s.m.lines) {
		return
	}
	s.replyMarks(s.line(place).first, s.line(place).last)
	if s.greetings(place) {
		return
	}
	// A letter on paper has its sender, its date and whom it goes to above the greeting.
	for k, lines := s.next(place+1), 1; k < len(s.m.lines) && lines < maxLetterhead; k, lines = s.next(k+1), lines+1 {
		if s.greetingEnd(s.line(k).first, s.line(k).last) == s.line(k).last && s.letterhead(place, k) {
			s.body = k
			s.greetings(k)
			return
		}
		if !s.short(s.line(k)) {
			return
		}
	}
}

// headers leaves out a block of mail headers at a place, but for what the mail is
// about, and returns the place behind it.
func (s *stripped) headers(place int) int {
	if place == len(s.m.lines) {
		return place
	}
	if s.inlineHeaders(s.line(place)) {
		return place + 1
	}
	block := 0
	lines := s.headerBlock(s.m.lines[place])
	if lines == 0 && s.headerLine(s.m.lines[place]) > 0 { // one line alone
		n := s.line(place)
		if s.at(n.first, subject) > 0 && s.at(n.first, filterName) == 0 || s.at(n.first, from|header) > 0 && strings.Contains(s.text[n.from:n.to], "@") {
			lines = 1
		}
	}
	for ; block < lines && place+block < len(s.m.lines); block++ {
		n := s.line(place + block)
		size := s.headerLine(s.m.lines[place+block])
		if size > 0 && s.at(n.first, subject) > 0 {
			s.label(n, n.first, size)
			continue
		}
		s.block(n.from, n.to)
	}
	return place + block
}

// label leaves out a line up to the name of a header of so many words at words[w], and
// marks of replies behind that.
func (s *stripped) label(n line, w, size int) {
	s.cut(n.from, s.behindMark(w+size-1, ':'))
	s.replyMarks(w+size, n.last)
}

// replyMarks leaves out "Re:" and "Fwd:" from a word on.
func (s *stripped) replyMarks(w, end int) {
	for w < end {
		if close := s.bracket(w); close > 0 { // "[EXTERNAL]"
			s.cut(s.words[w].from-1, close)
			for w < end && s.words[w].from < close {
				w++
			}
			continue
		}
		size := s.at(w, reply)
		if size == 0 || s.after(w+size-1) != ':' {
			return
		}
		s.cut(s.words[w].from, s.behindMark(w+size-1, ':'))
		w += size
	}
}

// bracket returns where the brackets end that a mark of a reply stands in, 0 where
// words[w] is none in brackets.
func (s *stripped) bracket(w int) int {
	size := s.at(w, reply)
	if size == 0 || s.words[w].from == 0 || s.text[s.words[w].from-1] != '[' || s.after(w+size-1) != ']' {
		return 0
	}
	return s.behindMark(w+size-1, ']')
}

// minInline is how many headers in one line are more than chance.
const minInline = 3

// inlineHeaders leaves out headers that have lost their line breaks, up to what the
// mail is about.
func (s *stripped) inlineHeaders(n line) bool {
	if s.headerAt(n.first, n.last) == 0 {
		return false
	}
	headers, about := 0, -1
	for w := n.first; w < n.last; w++ {
		if s.headerAt(w, n.last) > 0 && s.capital(w) {
			headers++
			if s.at(w, subject) > 0 && about < 0 {
				about = w
			}
		}
	}
	if headers < minInline || about < 0 {
		return false
	}
	s.label(n, about, s.headerAt(about, n.last))
	return true
}

// greetings leaves out the greetings that the line at a place begins with, and those
// that follow.
func (s *stripped) greetings(place int) bool {
	found := false
	n := s.line(place)
	w, end := n.first, n.last
	for range maxGreetings {
		to := s.greetingEnd(w, end)
		if to == 0 {
			break
		}
		to = s.alsoGreeted(to, end)
		found, s.past = true, to
		s.cut(s.words[w].from, s.behind(to-1))
		if to == end {
			place = s.next(place + 1)
			s.body = place
			if place == len(s.m.lines) {
				break
			}
			n = s.line(place)
			w, end = n.first, n.last
			continue
		}
		w = to
	}
	return found
}

// behind is where the punctuation behind the word words[w] ends.
func (s *stripped) behind(w int) int {
	to := s.words[w].to
	for to < len(s.text) && strings.ContainsRune(" ,.!:;-*_)", rune(s.text[to])) {
		to++
	}
	return to
}

// greetingEnd returns the word behind a greeting that begins with words[w], 0 where
// none does. A greeting names whom it greets, and ends with a comma or the like, or
// with its line. Words such as "hello" are one by themselves.
func (s *stripped) greetingEnd(w, end int) int {
	if w >= end {
		return 0
	}
	size := s.at(w, hello|greeting)
	if size == 0 {
		return 0
	}
	alone := s.at(w, hello)
	if c := s.after(w + size - 1); c == '-' && !strings.HasPrefix(s.text[s.words[w+size-1].to:], " ") || c == '\'' || c == '/' {
		return 0 // "hi-tech"
	}
	k, unknown := w+size, 0
	for k < end && k-w < maxGreeting && !s.ended(k) {
		known := s.at(k, addressee|greeting)
		if known == 0 {
			if !s.capital(k) && s.text[s.words[k].from-1] != '@' || s.digit(k) {
				break
			}
			unknown++
			known = 1
		}
		k += known
	}
	last := w+maxGreeting > k && (k == end || s.ended(k))
	more := k < end || end < len(s.words) // there is something behind it
	switch {
	case last && unknown == 0 && (k > w+size || s.at(w, greeting|hello) > 0 && (k < end || more || alone > 0)):
		return k
	case last && (k < end || more) && (alone == 0 && k > w+size || unknown <= maxName):
		return k
	case s.wholeLine(w, end, size):
		return end
	}
	// Without a comma behind it ("hello we need", "dear all we need") it is as long as
	// it certainly is one.
	k = w + size
	for k < end && !s.ended(k) && s.at(k, addressee) > 0 && len(s.word(k)) > 2 {
		k += s.at(k, addressee)
	}
	if alone > 0 || k > w+size && s.at(w, addressee) == 0 && more {
		return k
	}
	return 0
}

// alsoGreeted returns the word behind those whom a greeting names behind its comma, up to
// the end of its line, as in "Dear Sir, Madam," or "Buenos días, Carmen:". words[k] is the
// one behind the comma. Without a mark at the end, a line is what the letter is about.
func (s *stripped) alsoGreeted(k, end int) int {
	if k == end || end == len(s.words) || end-k > maxGreeting || !strings.ContainsRune(",:!", rune(s.after(end-1))) {
		return k
	}
	unknown := 0
	for w := k; w < end; {
		size := s.at(w, addressee)
		if size == 0 {
			if !s.capital(w) || s.digit(w) {
				return k
			}
			unknown++
			size = 1
		}
		w += size
	}
	if unknown > maxName {
		return k
	}
	return end
}

// ended tells whether a greeting has ended before the word words[k]: dots behind short
// words ("Dr.") do not end it.
func (s *stripped) ended(k int) bool {
	g := s.words[k].gap
	switch {
	case g&(comma|quoteEnd|lineEnd) != 0:
		return true
	case g&stop != 0:
		return strings.ContainsAny(s.between(k), "!?;") || utf8.RuneCountInString(s.word(k-1)) > 4
	}
	return strings.Contains(s.between(k), " - ")
}

// wholeLine tells whether a line is all greeting: it begins with one, is short, ends
// with a comma or an exclamation mark, and something follows it.
func (s *stripped) wholeLine(w, end, size int) bool {
	if end-w > maxShortLine || end == len(s.words) || w+size == end {
		return false
	}
	c := s.after(end - 1)
	return (c == ',' || c == '!') && s.words[end].gap&lineEnd != 0 && s.words[end-1].gap&(comma|stop) == 0
}

// short tells whether a line is as those of a letterhead or a signature are: few words
// and no sentence.
func (s *stripped) short(n line) bool {
	text := strings.TrimRight(s.text[n.from:n.to], " *_")
	most := maxShortLine
	if strings.Contains(text, " | ") || strings.Contains(text, " · ") || strings.Contains(text, " • ") {
		most = maxPartedLine
	}
	return n.last-n.first <= most && !strings.HasSuffix(text, "?")
}

// letterhead leaves out the lines from one place up to another, if some of them have a
// date, a number or an address. Lines without that are left out where they are names;
// what the letter is about stays.
func (s *stripped) letterhead(from, to int) bool {
	var cuts []line
	dated := false
	for k := from; k < to; k++ {
		n := s.line(k)
		if n.wordless() {
			continue
		}
		if !s.short(n) {
			return false
		}
		number := strings.Contains(s.text[n.from:n.to], "@") || some(n.first, n.last, s.digit)
		names := !some(n.first, n.last, func(w int) bool { return !s.name(w) && s.at(w, polite) == 0 })
		dated = dated || number
		switch size := s.headerLine(s.m.lines[k]); {
		case size > 0 && s.at(n.first, subject) > 0:
			s.label(n, n.first, size)
		case number || names:
			cuts = append(cuts, n)
		}
	}
	if !dated {
		return false
	}
	for _, n := range cuts {
		s.block(n.from, n.to)
	}
	return true
}

// maxCourtesy is how many words a sentence of courtesy has at most.
const maxCourtesy = 24

// sentences leaves out sentences that say nothing but courtesy, what programs add, and
// words such as "On 2 May somebody wrote:" inside a line.
func (s *stripped) sentences() {
	for _, i := range s.m.lines {
		n := s.lines[i]
		if to := s.chatter(n); to > 0 {
			s.cut(n.from, to)
		}
		for w := n.first; w < n.last; w++ {
			if w > n.first && w != s.past && s.words[w].gap&(stop|lineEnd|quoteEnd) == 0 && !s.device(w, n.last) {
				continue
			}
			end := w + 1
			for end < n.last && s.words[end].gap&(stop|lineEnd) == 0 {
				end++
			}
			switch {
			case s.courtesy(w, end):
				s.cut(s.words[w].from, s.behind(end-1))
			case s.at(w, device) > 0 && end-w <= maxCourtesy:
				for k := w + 1; k < end; k++ {
					if s.words[k].gap&quoteEnd != 0 { // "Sent from my phone: potholes"
						end = k
					}
				}
				s.cut(s.words[w].from, s.behind(end-1))
			default:
				if to := s.attributed(w, n.last); to > 0 {
					s.cut(s.words[w].from, to)
				}
			}
		}
	}
}

// Words of what a program adds without a full stop before it.
const (
	minDevice = 3 // of its phrase: "Sent from my"
	maxDevice = 6 // up to the end of the line
)

// device tells whether the last words of a line are what a program has added.
func (s *stripped) device(w, end int) bool {
	return end-w <= maxDevice && s.capital(w) && s.at(w, device) >= minDevice
}

// courtesy tells whether the words from w to end are a phrase of courtesy and words
// that say nothing of a problem.
func (s *stripped) courtesy(w, end int) bool {
	size := s.at(w, courtesy)
	if size == 0 || end-w > maxCourtesy {
		return false
	}
	return !some(w+size, end, func(k int) bool {
		month := s.digit(k-1) && k+1 < end && s.digit(k+1) // "your letter of 3 May 2019"
		return s.says(k) && !month && !s.digit(k)
	})
}

// attributed returns where the words end that say who wrote what follows, and when, if
// they begin with words[w]; 0 where they do not.
func (s *stripped) attributed(w, end int) int {
	if s.at(w, on) == 0 {
		return 0
	}
	dated := false
	for k := w + 1; k < min(end, w+maxAttribution); k++ {
		dated = dated || s.digit(k)
		if !dated || s.at(k, wrote) == 0 {
			continue
		}
		for ; k < min(end, w+maxAttribution); k++ {
			if s.after(k) == ':' {
				return s.behindMark(k, ':')
			}
		}
	}
	return 0
}

// chatLine is what chats put before a message when it is copied: who and when, in
// brackets or with a dash behind it, or in a line of its own.
var chatLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\[[^\]\n]{0,25}\d{1,2}:\d\d[^\]\n]{0,10}\] ?[^:\n]{1,40}:|[\d./,-]{6,11},? \d{1,2}:\d\d(?: ?[AaPp][Mm])? - [^:\n]{1,40}:|[^:\n]{2,40} \[?\d{1,2}:\d\d(?: ?[AaPp][Mm])?\]?$)`)
})

// chatter returns where the words end that a chat has put before the message in a line,
// 0 where there are none.
func (s *stripped) chatter(n line) int {
	line := s.text[n.from:n.to]
	if n.last-n.first < 2 || !strings.Contains(line, ":") {
		return 0
	}
	found := chatLine().FindString(line)
	end := n.from + len(found)
	if found == "" || some(n.first, n.last, func(w int) bool { return s.words[w].from < end && !s.name(w) }) {
		return 0
	}
	return end
}
