package blockkit

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// emojiName matches an emoji by its name, with the tone of its skin if that is given:
// ":wave:", ":+1::skin-tone-3:", and those that a workspace has made itself.
var emojiName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`:[\p{Ll}\p{Lo}\p{M}\p{Nd}_+'-]+:(?::skin-tone-[2-6]:)?`)
})

// pictographs are the characters shown as little pictures: emoji, dingbats, signs that
// become emoji, and the marks that turn others into emoji.
var pictographs = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x203c, Hi: 0x203c, Stride: 1},
		{Lo: 0x2049, Hi: 0x2049, Stride: 1},
		{Lo: 0x20e3, Hi: 0x20e3, Stride: 1},
		{Lo: 0x2139, Hi: 0x2139, Stride: 1},
		{Lo: 0x2194, Hi: 0x2199, Stride: 1},
		{Lo: 0x21a9, Hi: 0x21aa, Stride: 1},
		{Lo: 0x231a, Hi: 0x231b, Stride: 1},
		{Lo: 0x2328, Hi: 0x2328, Stride: 1},
		{Lo: 0x23cf, Hi: 0x23cf, Stride: 1},
		{Lo: 0x23e9, Hi: 0x23fa, Stride: 1},
		{Lo: 0x24c2, Hi: 0x24c2, Stride: 1},
		{Lo: 0x25aa, Hi: 0x25ab, Stride: 1},
		{Lo: 0x25b6, Hi: 0x25b6, Stride: 1},
		{Lo: 0x25c0, Hi: 0x25c0, Stride: 1},
		{Lo: 0x25fb, Hi: 0x25fe, Stride: 1},
		{Lo: 0x2600, Hi: 0x27bf, Stride: 1},
		{Lo: 0x2934, Hi: 0x2935, Stride: 1},
		{Lo: 0x2b05, Hi: 0x2b07, Stride: 1},
		{Lo: 0x2b1b, Hi: 0x2b1c, Stride: 1},
		{Lo: 0x2b50, Hi: 0x2b55, Stride: 5},
		{Lo: 0x3030, Hi: 0x3030, Stride: 1},
		{Lo: 0x303d, Hi: 0x303d, Stride: 1},
		{Lo: 0x3297, Hi: 0x3299, Stride: 2},
		{Lo: 0xfe0f, Hi: 0xfe0f, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1f000, Hi: 0x1faff, Stride: 1},
		{Lo: 0xe0020, Hi: 0xe007f, Stride: 1},
	},
}

// joins tells the characters that hold the parts of one picture together.
func joins(r rune) bool { return r == '\u200d' || r == '\ufe0e' }

// emojiIn returns where the emoji of a text stand, each as its first byte and the one
// behind its last. A clock time such as 10:30:45 holds none.
func emojiIn(s string) (spans [][2]int) {
	add := func(from, to int) {
		if n := len(spans); n > 0 && spans[n-1][1] == from {
			spans[n-1][1] = to
			return
		}
		spans = append(spans, [2]int{from, to})
	}
	names := emojiName().FindAllStringIndex(s, -1)
	for i := 0; i < len(s); {
		if len(names) > 0 && names[0][0] == i {
			end := names[0][1]
			names = names[1:]
			last, _ := utf8.DecodeLastRuneInString(s[:i])
			inName := len(spans) > 0 && spans[len(spans)-1][1] == i
			if i == 0 || inName || !unicode.IsLetter(last) && !unicode.IsDigit(last) {
				add(i, end)
				i = end
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.Is(pictographs, r) || joins(r) && len(spans) > 0 && spans[len(spans)-1][1] == i {
			add(i, i+size)
		}
		i += size
	}
	return spans
}

// WithoutEmoji leaves the emoji of a text out, for a header or a button: a screen reader
// reads their names aloud there.
func WithoutEmoji(s string) string {
	for { // what is left can stand together as another name
		spans := emojiIn(s)
		if len(spans) == 0 {
			return s
		}
		var b strings.Builder
		from := 0
		for _, span := range spans {
			b.WriteString(s[from:span[0]] + " ")
			from = span[1]
		}
		b.WriteString(s[from:])
		s = strings.Join(strings.Fields(b.String()), " ")
	}
}
