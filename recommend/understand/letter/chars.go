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

// WithoutEmoji blanks the emoji and signs of a plain text, which say nothing that can
// be searched: as characters, with skin tones, joiners, flags and keycaps, as names
// between colons (":pray::skin-tone-2:"), and as faces made of punctuation. Every
// other byte keeps its place.
func WithoutEmoji(text string) string {
	foreign := func(r rune) bool { return r >= utf8.RuneSelf }
	if !strings.Contains(text, ":") && !strings.ContainsFunc(text, foreign) {
		return text
	}
	b := []byte(text)
	for i := 0; i < len(text); {
		n := 0
		switch c := text[i]; {
		case c == ':':
			n = emojiName(text, i)
		case c >= utf8.RuneSelf, keycapBase(c):
			n = emojiAt(text[i:])
		}
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		copy(b[i:], strings.Repeat(" ", n))
		i += n
	}
	return string(b)
}

// sign tells characters that are pictures or marks, and no part of a word.
func sign(r rune) bool {
	if r < 0xA9 || latinLetter(r) {
		return false
	}
	return r >= 0x1F000 && r <= 0x1FAFF || unicode.In(r, unicode.So, unicode.Sk) || r > 0x2000 && unicode.Is(unicode.Sm, r)
}

func keycapBase(c byte) bool { return c >= '0' && c <= '9' || c == '#' || c == '*' }

// emojiAt returns how many bytes of a sign, with what belongs to it, s begins with;
// 0 for none.
func emojiAt(s string) int {
	if keycapBase(s[0]) { // 1️⃣
		rest := strings.TrimPrefix(s[1:], "\uFE0F")
		if !strings.HasPrefix(rest, "\u20E3") {
			return 0
		}
		return len(s) - len(rest) + len("\u20E3")
	}
	return len(s) - len(strings.TrimLeftFunc(s, func(r rune) bool { return sign(r) || joint(r) }))
}

// maxEmojiName is how many bytes the name of an emoji has at most: Slack allows 100
// characters.
const maxEmojiName = 100

// emojiName returns how many bytes of an emoji written as its name, or of a face,
// stand at the colon text[i]; 0 for none. A time (10:30:45) is none, and a name has no
// capitals and no blanks.
func emojiName(text string, i int) int {
	if n := face(text, i); n > 0 {
		return n
	}
	end := i + 1
	letter, digits := false, false
	for end < len(text) && end-i <= maxEmojiName {
		r, size := utf8.DecodeRuneInString(text[end:])
		switch {
		case unicode.IsUpper(r):
			return 0
		case unicode.IsDigit(r):
			digits = true
		case unicode.IsLetter(r) || unicode.IsMark(r):
			letter = true
		case r == '_' || r == '-' || r == '+' || r == '\'':
		case r == ':' && end > i+1:
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			after, _ := utf8.DecodeRuneInString(text[end+1:])
			switch {
			case !letter && !digits, unicode.IsDigit(before) && !letter, // 10:30:45
				wordRune(before) && wordRune(after): // a:b:c
				return 0
			}
			n := end + 1 - i
			if tone := text[end+1:]; strings.HasPrefix(tone, ":skin-tone-") {
				if k := strings.IndexByte(tone[1:], ':'); k > 0 && k <= len("skin-tone-2") {
					n += k + 2
				}
			}
			return n
		default:
			return 0
		}
		end += size
	}
	return 0
}

// face returns how many bytes of a face such as ":-)" or ":P" stand at the colon
// text[i]. It stands apart from words.
func face(text string, i int) int {
	if before, _ := utf8.DecodeLastRuneInString(text[:i]); i > 0 && wordRune(before) {
		return 0
	}
	end := i + 1
	if strings.HasPrefix(text[end:], "-") || strings.HasPrefix(text[end:], "'") {
		end++
	}
	if end == len(text) || !strings.ContainsRune("()[]DPpOo|/\\3*Ss", rune(text[end])) {
		return 0
	}
	end++
	if after, _ := utf8.DecodeRuneInString(text[end:]); end < len(text) && (wordRune(after) || after == '/' || after == ':') {
		return 0
	}
	return end - i
}
