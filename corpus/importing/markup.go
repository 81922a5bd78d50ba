package importing

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Signs of HTML, which are none yet: a text may have "a < b" and "R&D;".
var (
	tagSign    = regexp.MustCompile(`</?[A-Za-z]|<!--`)
	entitySign = regexp.MustCompile(`&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);`)
)

// plainText is the text of a cell that holds HTML, and whether it does. What looks like a tag
// and is none of HTML stays, such as <name@example.org>.
func plainText(cell string) (text string, marked bool) {
	text = cell
	for range 2 { // what has been escaped once more is not rare
		before := text
		if tagSign.MatchString(text) {
			text = withoutTags(text)
		}
		text = entitySign.ReplaceAllStringFunc(text, html.UnescapeString)
		if text == before {
			break
		}
	}
	return text, text != cell
}

// withoutTags leaves out the tags of HTML, and what no reader of the page sees.
func withoutTags(text string) string {
	var out strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(text))
	unseen := atom.Atom(0) // what the text stands in that is not shown
	for {
		kind := tokens.Next()
		raw := string(tokens.Raw())
		var tag atom.Atom
		switch kind {
		case html.ErrorToken:
			if unseen == 0 {
				out.WriteString(raw) // a tag that does not end
			}
			return out.String()
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			tag = atom.Lookup(name)
		}
		switch {
		case unseen != 0:
			if kind == html.EndTagToken && tag == unseen {
				unseen = 0
			}
		case kind == html.CommentToken && strings.HasPrefix(raw, "<!--"), kind == html.DoctypeToken:
		case tag == 0:
			out.WriteString(raw)
		case kind == html.StartTagToken && (tag == atom.Script || tag == atom.Style):
			unseen = tag
		case !inline[tag]:
			out.WriteByte('\n')
		}
	}
}

// inline are the tags that may stand within a word.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Mark: true, atom.S: true,
	atom.Small: true, atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.U: true,
}
