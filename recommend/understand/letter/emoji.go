package letter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
