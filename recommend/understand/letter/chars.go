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
	for _, r := range strings.ReplaceAll(text, "\r\n", "\n") {
		switch {
		case strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r): // all that ends a line
			r = '\n'
		case r < ' ' || r == 0x7F || r > 0x7F && (unicode.IsControl(r) || unicode.Is(unicode.Zs, r)):
			r = ' '
		case strings.ContainsRune(apostrophes, r):
			r = '\''
		case r < utf8.RuneSelf:
		case strings.ContainsRune(hyphens, r):
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

// apostrophes are the characters that people, keyboards and word processors put for
// an apostrophe: quotation marks, primes, accents and letters that look like one.
const apostrophes = "`\u00B4" + // accents
	"\u02B9\u02BB\u02BC\u02BD\u02BE\u02C8\u02CA\u02CB" + // modifier letters
	"\u2018\u2019\u201B" + // quotation marks
	"\u2032\u2035" + // primes
	"\u055A\u05F3\u07F4\uA78B\uA78C\u1FBF" + // of other scripts
	"\uFF07\uFF40" // full width

// hyphens are the characters that stand for a hyphen.
const hyphens = "\u2010\u2011\u2012\u2212\u02D7\uFE63\uFF0D"

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
	filler := strings.ContainsRune("\u034F\u115F\u1160\u3164\uFFA0", r)
	selector := r >= 0xFE00 && r <= 0xFE0E || r >= 0xE0100 && r <= 0xE01EF
	return filler || selector || unicode.Is(unicode.Cf, r)
}

// compatible tells letters and digits in another form than the usual one, which mean
// the same: full width, ligatures, letters for mathematics, Roman numerals in one
// character. Raised, lowered and ringed ones and fractions mean something else beside
// a word ("m²"), and stay.
func compatible(r rune) bool {
	return r >= 0xFF01 && r <= 0xFF5E || // full width
		r >= 0xFB00 && r <= 0xFB06 || // ligatures
		r >= 0x1D400 && r <= 0x1D7FF || // for mathematics
		r >= 0x2160 && r <= 0x217F || // Roman numerals
		r >= 0xFE50 && r <= 0xFE6B || // small punctuation
		r == 0x0132 || r == 0x0133 || r == 0x017F || // IJ, ij, long s
		r >= 0x01C4 && r <= 0x01CC || r >= 0x01F1 && r <= 0x01F3 || // DZ, LJ, NJ
		r == 0x212A || r == 0x212B // Kelvin, Angstrom
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
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }
	left = line[len(strings.TrimRightFunc(line, letter)):]
	right = next[:len(next)-len(strings.TrimLeftFunc(next, letter))]
	if utf8.RuneCountInString(left) < 2 {
		return "", ""
	}
	return strings.ToLower(left), strings.ToLower(right)
}

// goesOn tells whether a sentence of a line goes on in the next.
func goesOn(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(next)
	return utf8.RuneCountInString(line) >= wrapped && !strings.ContainsRune(".!?:;", last) &&
		(unicode.IsLower(first) || last == ',' && unicode.IsLetter(first))
}
