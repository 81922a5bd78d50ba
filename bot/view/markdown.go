package view

import (
	"regexp"
	"strings"
)

// markdown makes text of what would be markup in Markdown, in one line. An ampersand is
// markup only where it begins the name of a character.
func markdown(s string) string {
	return markdownEntity.ReplaceAllString(markdownEscapes.Replace(oneLine(s)), `\$0`)
}

// markdownEntity is the name of a character. By number there is none left, since the
// number sign is escaped.
var markdownEntity = regexp.MustCompile(`&[A-Za-z][A-Za-z0-9]*;`)

var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "!", `\!`)

// markdownURL is an address as it may stand in a link of Markdown.
func markdownURL(s string) string {
	return strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", "|", "%7C", `\`, "%5C").Replace(s)
}
