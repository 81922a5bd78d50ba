package letter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Plain writes a text in the characters that words are compared in: composed
// accents, one apostrophe, one hyphen, one kind of space and of line break, Latin
// letters and digits of normal width and form. What cannot be seen is dropped. Emoji
// and signs stay, with what holds their sequences together.
func Plain(text string) string {
	if plain(text) {
		return text
	}
	text = norm.NFC.String(withoutJoints(usual(norm.NFC.String(text))))
	return rangeDashes(text)
}

// usual writes each character in its usual form and drops those that are not seen.
func usual(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for i, r := range text {
		switch {
		case r == '\r':
			if strings.HasPrefix(text[i+1:], "\n") {
				continue
			}
			r = '\n'
		case r == '\n':
		case lineBreak(r):
			r = '\n'
		case r < ' ' || r == 0x7F || r > 0x7F && (unicode.IsControl(r) || unicode.Is(unicode.Zs, r)):
			r = ' '
		case apostrophe(r):
			r = '\''
		case r < utf8.RuneSelf:
		case hyphen(r):
			r = '-'
		case joint(r):
		case invisible(r):
			continue
		case r == '…':
			b.WriteString("..")
			r = '.'
		case r == '、':
			r = ','
		case r == '。':
			r = '.'
		case compatible(r):
			b.WriteString(norm.NFKC.String(string(r)))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// withoutJoints drops the joints that hold no signs together: between letters they are
// there for the typesetter.
func withoutJoints(text string) string {
	if !strings.ContainsFunc(text, joint) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	last := utf8.RuneError // the character written last
	for i, r := range text {
		if joint(r) && !sign(last) && !joint(last) {
			keycap := last < utf8.RuneSelf && keycapBase(byte(last))
			if !keycap || r != enclosing && !strings.HasPrefix(text[i+utf8.RuneLen(r):], string(enclosing)) {
				continue
			}
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// rangeDashes writes dashes between words as hyphens: "2015–2020". With blanks around
// it a dash parts sentences, and stays.
func rangeDashes(text string) string {
	const dash = "–"
	if !strings.Contains(text, dash) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	parts := strings.Split(text, dash)
	b.WriteString(parts[0])
	for i, part := range parts[1:] {
		before, _ := utf8.DecodeLastRuneInString(parts[i])
		after, _ := utf8.DecodeRuneInString(part)
		if wordRune(before) && wordRune(after) {
			b.WriteString("-")
		} else {
			b.WriteString(dash)
		}
		b.WriteString(part)
	}
	return b.String()
}

// plain tells whether a text is plain already, as most are: of ASCII and the letters of
// European languages.
func plain(text string) bool {
	for _, r := range text {
		if r >= utf8.RuneSelf {
			if !latinLetter(r) || compatible(r) {
				return false
			}
		} else if r < ' ' && r != '\n' || r == 0x7F || r == '`' {
			return false
		}
	}
	return true
}

// latinLetter tells the letters with accents of European languages, each one character.
func latinLetter(r rune) bool { return r >= 0xC0 && r < 0x180 && r != '×' && r != '÷' }

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return latinLetter(r) || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func lineBreak(r rune) bool {
	return r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// apostrophe tells the characters that people, keyboards and word processors put for
// an apostrophe: quotation marks, primes, accents and letters that look like one.
func apostrophe(r rune) bool {
	switch r {
	case '`', 0x00B4, // accents
		0x02B9, 0x02BB, 0x02BC, 0x02BD, 0x02BE, 0x02C8, 0x02CA, 0x02CB, // modifier letters
		0x2018, 0x2019, 0x201B, // quotation marks
		0x2032, 0x2035, // primes
		0x055A, 0x05F3, 0x07F4, 0xA78B, 0xA78C, 0x1FBF, // of other scripts
		0xFF07, 0xFF40: // full width
		return true
	}
	return false
}

// hyphen tells the characters that stand for a hyphen.
func hyphen(r rune) bool {
	switch r {
	case 0x2010, 0x2011, 0x2012, 0x2212, 0x02D7, 0xFE63, 0xFF0D:
		return true
	}
	return false
}

// enclosing makes a keycap of the digit before it.
const enclosing = rune(0x20E3)

// joint tells what holds a sequence of signs together: the zero-width joiner, the
// variation selector for emoji, and the tags that flags of regions are spelled in.
func joint(r rune) bool {
	return r == 0x200D || r == 0xFE0F || r == enclosing || r >= 0xE0020 && r <= 0xE007F
}

// invisible tells characters that are not seen: soft hyphens, joiners, marks of
// direction, byte order marks, fillers and the other variation selectors.
func invisible(r rune) bool {
	switch {
	case r == 0x034F, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0, r >= 0xFE00 && r <= 0xFE0E, r >= 0xE0100 && r <= 0xE01EF:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// compatible tells letters and digits in another form than the usual one, which mean
// the same: full width, ligatures, letters for mathematics, Roman numerals in one
// character. Raised, lowered and ringed ones and fractions mean something else beside
// a word ("m²"), and stay.
func compatible(r rune) bool {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E, // full width
		r >= 0xFB00 && r <= 0xFB06,            // ligatures
		r >= 0x1D400 && r <= 0x1D7FF,          // for mathematics
		r >= 0x2160 && r <= 0x217F,            // Roman numerals
		r >= 0xFE50 && r <= 0xFE6B,            // small punctuation
		r == 0x0132, r == 0x0133, r == 0x017F, // IJ, ij, long s
		r >= 0x01C4 && r <= 0x01CC, r >= 0x01F1 && r <= 0x01F3, // DZ, LJ, NJ
		r == 0x212A, r == 0x212B: // Kelvin, Angstrom
		return true
	}
	return false
}

// wrapped is how many characters a line has at least that was broken at a width, by a
// mail program, and not by its writer.
const wrapped = 50

// Unwrap undoes what a mail program or a document did to the ends of lines: a word
// broken by a hyphen is whole again, and a sentence that was broken at a width stands
// in one line. Line breaks that end something stay. known tells whether something, in
// lower case, is a word.
func Unwrap(text string, known func(word string) bool) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	out := make([]byte, 0, len(text))
	before := ""
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, " ")
		next := strings.TrimLeft(line, " ")
		if i > 0 {
			left, right := brokenWord(before, next)
			switch {
			case left != "" && (known(left+right) || !known(right)): // "ten-" "ders"
				out = out[:len(out)-len("-")]
			case left != "": // "long-" "term"
			case goesOn(before, next):
				out = append(out, ' ')
			default:
				out = append(out, '\n')
				next = line
			}
		}
		out = append(out, next...)
		before = line
	}
	return string(out)
}

// brokenWord returns the two halves of a word that a line ends with and the next one
// begins with, in lower case; "" where there is none. What has a single letter before
// its hyphen ("e-mail") was not broken, but joined.
func brokenWord(line, next string) (left, right string) {
	line, hyphened := strings.CutSuffix(line, "-")
	first, _ := utf8.DecodeRuneInString(next)
	if !hyphened || !unicode.IsLower(first) {
		return "", ""
	}
	other := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }
	left = line[lastIndexAfter(line, other):]
	if end := strings.IndexFunc(next, other); end >= 0 {
		next = next[:end]
	}
	if utf8.RuneCountInString(left) < 2 {
		return "", ""
	}
	return strings.ToLower(left), strings.ToLower(next)
}

// lastIndexAfter returns where the last part of s begins that has no such character.
func lastIndexAfter(s string, is func(rune) bool) int {
	i := strings.LastIndexFunc(s, is)
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return i + size
}

// goesOn tells whether a sentence of a line goes on in the next.
func goesOn(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(next)
	return utf8.RuneCountInString(line) >= wrapped && !strings.ContainsRune(".!?:;", last) &&
		(unicode.IsLower(first) || last == ',' && unicode.IsLetter(first))
}
