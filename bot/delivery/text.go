package delivery

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// patterns are made when the first message is read: starting the program is not to wait
// for them.
type patterns struct {
	markup *regexp.Regexp
	// person is somebody who is mentioned, by their id.
	person, channel, address *regexp.Regexp
	// whoAndWhen begins the fallback of a forwarded message: "[May 2nd, 2026 9:12 AM] ada: ".
	whoAndWhen *regexp.Regexp
	// markdownLink is a link or a picture in Markdown, of which the label is left.
	markdownLink *regexp.Regexp
	// cannotShow is how Slack says that it shows something only elsewhere.
	cannotShow *regexp.Regexp
	// marks stand around what is bold, in italics, struck out, or code.
	marks []mark
}

type mark struct {
	char   string
	around *regexp.Regexp
}

var pattern = sync.OnceValue(func() patterns {
	around := func(mark string) *regexp.Regexp {
		other := `[^\s` + mark + `]`
		return regexp.MustCompile(`(^|[^\p{L}\p{N}` + mark + `])` + mark + `{1,3}(` + other + `(?:[^\n` + mark + `]*` + other + `)?)` + mark + `{1,3}($|[^\p{L}\p{N}` + mark + `])`)
	}
	return patterns{
		markup:       regexp.MustCompile(`<[^<>]*>`),
		person:       regexp.MustCompile(`^@[A-Z0-9]+(\||$)`),
		channel:      regexp.MustCompile(`^#[A-Z0-9]+(\||$)`),
		address:      regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`),
		whoAndWhen:   regexp.MustCompile(`^\[[^\]]{1,60}\] [^:\n]{1,80}: `),
		markdownLink: regexp.MustCompile(`!?\[([^\]]*)\]\([^)\s]*\)`),
		cannotShow:   regexp.MustCompile(`^(this|the) (content|message|block|attachment|file|image|view|canvas|list) (can't|cannot|can not|could not|couldn't) be (displayed|shown|previewed|rendered|loaded)$`),
		marks:        []mark{{"*", around(`\*`)}, {"_", around(`_`)}, {"~", around(`~`)}, {"`", around("`")}},
	}
})

// standIns are the other sentences that Slack puts in the place of words.
var standIns = map[string]bool{
	"this message contains interactive elements": true,
	"no preview available":                       true,
	"this message was deleted":                   true,
	"this message has been deleted":              true,
	"this message is hidden":                     true,
	"this message was hidden":                    true,
	"this message is unavailable":                true,
	"this message is no longer available":        true,
	"message unavailable":                        true,
	"this file was deleted":                      true,
	"this file is no longer available":           true,
}

// standIn tells whether a text is a sentence of Slack's in the place of words.
func standIn(text string) bool {
	if len(text) > 100 {
		return false
	}
	s := strings.ToLower(strings.Trim(text, " .[]()*_\n"))
	s = strings.ReplaceAll(s, "’", "'")
	return standIns[s] || pattern().cannotShow.MatchString(s)
}

// Plain makes plain text of a text with Slack's markup: mentions and addresses out, the
// labels of links, the names of channels and dates as they are read in, the marks of bold
// and the like off, escapes undone, and nothing left that would turn or hide what is
// quoted back.
func Plain(s string) string {
	for _, mark := range pattern().marks {
		if strings.Contains(s, mark.char) {
			s = mark.around.ReplaceAllString(mark.around.ReplaceAllString(s, "$1$2$3"), "$1$2$3") // two words share the blank between them
		}
	}
	return strings.TrimSpace(read(s))
}

// read takes Slack's markup and escapes out of a text.
func read(s string) string {
	return visible(escapes.Replace(pattern().markup.ReplaceAllStringFunc(s, func(tag string) string {
		inside := tag[1 : len(tag)-1]
		before, label, _ := strings.Cut(inside, "|")
		switch {
		case pattern().person.MatchString(inside):
			return " "
		case strings.HasPrefix(inside, "!date^"), pattern().channel.MatchString(inside):
			return " " + label + " "
		case strings.HasPrefix(inside, "!"):
			return " "
		case pattern().address.MatchString(before):
			return " " + label + " "
		}
		return tag
	})))
}

// fromMarkdown makes plain text of Markdown: the labels of its links are left of them.
func fromMarkdown(s string) string {
	return Plain(pattern().markdownLink.ReplaceAllString(s, "$1"))
}

var escapes = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// visible drops the characters that would turn or hide what is quoted back.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// distinct tells which of some texts to keep so that nothing is said twice: not those
// whose words all stand in another one, in order. Of equal ones the first is kept. The
// first own ones do not give way to those behind them.
func distinct(parts []string, own int) []bool {
	words := make([][]string, len(parts))
	for i, p := range parts {
		words[i] = wordsOf(p)
	}
	keep := make([]bool, len(parts))
	for i := range parts {
		keep[i] = true
		for j := range parts {
			same := len(words[i]) == len(words[j])
			if i == j || same && i < j || len(words[i]) > len(words[j]) || i < own && j >= own {
				continue
			}
			if within(words[i], words[j]) {
				keep[i] = false
				break
			}
		}
	}
	return keep
}

// wordsOf are the words of a text in lower case. A text that was cut ends in the middle
// of a word, which does not count.
func wordsOf(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	if cut := strings.HasSuffix(text, "…") || strings.HasSuffix(text, "..."); cut && len(words) > 1 {
		words = words[:len(words)-1]
	}
	return words
}

// within tells whether words stand among others in the same order.
func within(words, others []string) bool {
	for _, other := range others {
		if len(words) > 0 && other == words[0] {
			words = words[1:]
		}
	}
	return len(words) == 0
}
