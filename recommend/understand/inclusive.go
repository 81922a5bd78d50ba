package understand

import (
	"regexp"
	"strings"
	"sync"
)

// inclusiveMarks stand in words that are written for women and men at once.
const inclusiveMarks = "*:_·•@(/"

// inclusiveSpellings are words written for women and men at once, each with the form that is
// understood in its place: "Lehrer*innen", "Bürger:in", "étudiant·e·s", "habitant(e)s",
// "alumn@s", "bambin*".
var inclusiveSpellings = sync.OnceValue(func() []inclusiveSpelling {
	return []inclusiveSpelling{
		{regexp.MustCompile(`(\pL{3,})(?:\*|:|_|/-?)innen\b`), "${1}innen"},
		{regexp.MustCompile(`(\pL{2,}(?:er|ist|ent|ant|eur|or))(?:\*|:|_)in\b`), "${1}"},
		{regexp.MustCompile(`(\pL{3,})[·•]\pL{1,5}[·•]?s\b`), "${1}s"},
		{regexp.MustCompile(`(\pL{3,})[·•]\pL{1,5}\b`), "${1}"},
		{regexp.MustCompile(`(\pL{3,})\((?:e|a|o|ne|in|innen)\)(s?)`), "${1}${2}"},
		{regexp.MustCompile(`(\pL{2,})@(s?)(\s|[,.;:!?]|$)`), "${1}o${2}${3}"},
	}
})

type inclusiveSpelling struct {
	written *regexp.Regexp
	means   string
}

// withoutInclusive writes words for women and men at once in one form.
func withoutInclusive(text string) string {
	if !strings.ContainsAny(text, inclusiveMarks) {
		return text
	}
	for _, s := range inclusiveSpellings() {
		text = s.written.ReplaceAllString(text, s.means)
	}
	return text
}
