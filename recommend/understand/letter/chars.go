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
