package understand

import "precedent/recommend/understand/analysis"

// subjectWords are the small English words that can begin what somebody asks for.
var subjectWords = map[string]bool{
	"a": true, "an": true, "the": true, "all": true, "any": true, "some": true, "more": true, "only": true, "no": true,
	"for": true, "in": true, "on": true, "at": true, "from": true, "about": true, "against": true,
}

// BeginsSubject tells whether an English phrase about a subject can begin with a word: most
// can, but not what goes on with a verb, as in "out", "your" or "how".
func BeginsSubject(word string) bool {
	tokens := analysis.Tokenize(word)
	return len(tokens) == 0 || subjectWords[tokens[0].Word] || !analysis.StopWords()[tokens[0].Word]
}
