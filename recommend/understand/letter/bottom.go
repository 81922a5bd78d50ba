package letter

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of the bottom of a letter.
const (
	maxSignature = 14 // lines of a signature
	maxInline    = 14 // words of a signature in the line of its closing
	maxBehind    = 4  // words behind a closing that are no names
	maxShortForm = 3  // letters of a closing in short, such as "VG"
	minStrong    = 2  // words of a closing that is hardly anything else
	maxUnmarked  = 9  // words from a closing without a comma before it to the end of its line
	minContact   = 2  // lines of a signature without a closing
)

// bottom finds closing and signature, the lines below "--", a signature without a
// closing, and disclaimers.
func (s *stripped) bottom() {
	for place := s.body; place < len(s.m.lines); place++ {
		n := s.line(place)
		if n.wordless() {
			if strings.TrimSpace(s.text[s.content(n):n.to]) == "--" && s.signatureEnd(place+1) > place+1 {
				s.cut(n.from, n.to)
				place = s.signature(place + 1)
			}
			continue
		}
		for w := n.first; w < n.last; w++ {
			if !s.closes(place, w) {
				continue
			}
			size := s.at(w, closing)
			s.cut(s.words[w].from, s.behind(w+size-1))
			if w+size < n.last {
				s.block(s.words[w+size].from, n.to)
			}
			place = s.signature(place + 1)
			break
		}
	}
	s.contacts()
	s.disclaimers()
}

// block leaves out what is told by where it stands.
func (s *stripped) block(from, to int) {
	s.cuts = append(s.cuts, cut{Span: Span{from, to}, block: true})
}

// closes tells whether a closing begins with words[w], by its words and by what stands
// around it: "regards" is a word of other sentences too.
func (s *stripped) closes(place, w int) bool {
	n := s.line(place)
	if w > n.first && s.words[w].gap == 0 && n.last-w > maxUnmarked {
		return false // inside a clause
	}
	size := s.at(w, closing)
	if size == 0 {
		return false
	}
	g, c := s.words[w].gap, s.after(w+size-1)
	behind := n.last - w - size // words in the line
	if behind > maxInline {
		return false
	}
	names := s.names(w+size, n.last)
	if behind == 0 && w == n.first {
		return true // it has a line of its own
	}
	strong, thanks := size >= minStrong, s.at(w, courtesy) > 0
	switch {
	case w == n.first || g&stop != 0:
		switch {
		case behind == 0, c == ',' && names, strong && !thanks && (names || c == '.' || c == '!') && s.mostlyNames(w+size, n.last):
			return true
		case strong && !thanks && w == n.first: // "Best regards from a rainy Brussels"
			return behind <= maxBehind
		case (w == n.first && place > s.body || len(s.word(w)) <= maxShortForm) && names && behind <= maxName: // "LG Jan"
			return s.signatureEnd(place+1) == len(s.m.lines)
		}
	case g&comma != 0:
		return behind == 0 || c == ',' && names && behind <= maxBehind
	}
	// "... kind regards Ann", at the very end
	return strong && (behind == 0 || !thanks && behind <= maxName) && s.signatureEnd(place+1) == len(s.m.lines)
}

// names tells whether all words are as in names: with a capital, or short.
func (s *stripped) names(w, end int) bool {
	return !some(w, end, func(k int) bool { return !s.name(k) })
}

func (s *stripped) mostlyNames(w, end int) bool {
	n := 0
	for k := w; k < end; k++ {
		if s.name(k) {
			n++
		}
	}
	return 2*n >= end-w
}

func (s *stripped) name(w int) bool {
	return s.capital(w) || len(s.word(w)) <= 3 || s.at(w, addressee) > 0
}

// signature leaves out the signature that begins at a place, and returns the last place
// of it.
func (s *stripped) signature(place int) int {
	end := s.signatureEnd(place)
	for k := place; k < end; k++ {
		n := s.line(k)
		s.block(n.from, n.to)
	}
	return end - 1
}

// signatureEnd is the place behind the signature that begins at a place: a few short
// lines, and nothing like a sentence or a list.
func (s *stripped) signatureEnd(place int) int {
	end := place
	for k, lines := place, 0; k < len(s.m.lines) && lines < maxSignature; k++ {
		n := s.line(k)
		if n.wordless() {
			if strings.TrimSpace(s.text[s.content(n):n.to]) == "--" {
				continue
			}
		} else {
			if !s.signs(n) {
				break
			}
			lines++
		}
		end = k + 1
	}
	return end
}

// signs tells whether a line may belong to a signature.
func (s *stripped) signs(n line) bool {
	text := strings.TrimRight(s.text[s.content(n):n.to], " *_")
	switch first := s.folded(n.first); {
	case !s.short(n), first == "ps" || first == "pps" || first == "nb":
		return false
	case first == "p" && n.first+1 < n.last && s.folded(n.first+1) == "s":
		return false
	case strings.HasPrefix(text, "- "), strings.HasPrefix(text, "* "), strings.HasPrefix(text, "•"), strings.HasPrefix(text, "1."), strings.HasPrefix(text, "1)"):
		return false
	}
	sentence := strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!")
	return !sentence || n.last-n.first < 3 || s.mostlyNames(n.first, n.last) || s.at(n.first, courtesy|device|closing) > 0
}

// contacts leaves out a signature that has no closing above it: the last paragraph, of
// some short lines, with a telephone number or an address among them.
func (s *stripped) contacts() {
	end := len(s.m.lines)
	for end > s.body && s.cutAlready(s.line(end-1)) {
		end--
	}
	begin := end
	for begin > s.body && !s.line(begin-1).wordless() {
		begin--
	}
	if begin == s.body || end-begin < minContact {
		return
	}
	reach := false
	for k := begin; k < end; k++ {
		n := s.line(k)
		if !s.signs(n) {
			return
		}
		text := s.text[n.from:n.to]
		number := func(w int) bool { return s.number(w) > 0 }
		reach = reach || strings.Contains(text, "@") || strings.Contains(text, "www.") || some(n.first, n.last, number)
	}
	for k := begin; reach && k < end; k++ {
		s.block(s.line(k).from, s.line(k).to)
	}
}

// cutAlready tells whether a line is blank or left out.
func (s *stripped) cutAlready(n line) bool {
	return n.wordless() || slices.ContainsFunc(s.cuts[max(0, len(s.cuts)-2*maxSignature):], func(c cut) bool {
		return c.From <= s.words[n.first].from && c.To >= s.words[n.last-1].to
	})
}

// A disclaimer has at least so many of the phrases of disclaimers, each once, and words.
const (
	minPhrases    = 3
	minDisclaimer = 12
)

// disclaimers leaves out paragraphs that say that a mail is confidential.
func (s *stripped) disclaimers() {
	for place := s.body; place < len(s.m.lines); {
		begin := s.next(place)
		end := begin
		for end < len(s.m.lines) && !s.line(end).wordless() {
			end++
		}
		if begin == s.body && s.next(end) == len(s.m.lines) {
			return // a text of one paragraph says what it asks
		}
		words, said := 0, map[string]bool{}
		for k := begin; k < end; k++ {
			n := s.line(k)
			words += n.last - n.first
			for w := n.first; w < n.last; w++ {
				if size := s.at(w, confidential); size > 0 {
					said[s.text[s.words[w].from:s.words[w+size-1].to]] = true
				}
			}
		}
		if len(said) >= minPhrases && words >= minDisclaimer && end > begin {
			s.block(s.line(begin).from, s.line(end-1).to)
		}
		place = max(end, place+1)
	}
}

// Digits of a telephone number.
const (
	minDigits   = 7 // when it begins as one
	minLabelled = 5 // behind a word for it
	maxGroups   = 9 // groups of digits in it
	maxLabel    = 4 // words before it that say what it is
)

// numbers leaves out telephone numbers, with the words for them.
func (s *stripped) numbers() {
	for _, i := range s.m.lines {
		n := s.lines[i]
		for w := n.first; w < n.last; w++ {
			if !s.digit(w) {
				continue
			}
			first := max(n.first, w-maxLabel)
			for first < w && s.at(first, phone) != w-first {
				first++
			}
			size := s.number(first)
			if size == 0 {
				continue
			}
			from := s.words[first].from
			if from > n.from && strings.ContainsRune("+(", rune(s.text[from-1])) {
				from--
			}
			s.cuts = append(s.cuts, cut{Span: Span{from, s.words[first+size-1].to}, words: true})
			w = first + size - 1
		}
	}
}

// number returns how many words a telephone number has that begins with words[w], a
// word for it in front included; 0 for none.
func (s *stripped) number(w int) int {
	label := s.at(w, phone)
	k := w + label
	digits, years := 0, true
	for ; k < min(len(s.words), w+label+maxGroups) && s.allDigits(k); k++ {
		if k > w {
			if between := s.between(k); strings.Trim(between, " .:/+()-") != "" || len(between) > 4 {
				break
			}
		}
		digits += len(s.word(k))
		years = years && s.year(k)
	}
	if k == w+label || years {
		return 0
	}
	first := s.words[w+label]
	before, _ := utf8.DecodeLastRuneInString(s.text[:first.from])
	begins := before == '+' || before == '(' && digits > minDigits || s.text[first.from] == '0' || before == '(' && strings.HasSuffix(strings.TrimRight(s.text[:first.from], " ("), "+")
	if label > 0 && digits >= minLabelled || begins && digits >= minDigits {
		return k - w
	}
	return 0
}

func (s *stripped) allDigits(w int) bool { return strings.Trim(s.word(w), "0123456789") == "" }

// year tells whether a word of digits can be a year.
func (s *stripped) year(w int) bool {
	word := s.word(w)
	return len(word) == 4 && (strings.HasPrefix(word, "19") || strings.HasPrefix(word, "20"))
}
