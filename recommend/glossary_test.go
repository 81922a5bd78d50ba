package recommend

import (
	"slices"
	"testing"

	"precedent/corpus"
)

// TestGlossary_FindsItself: every equivalent of the glossaries, typed by itself, is read as
// what it is the equivalent of. A single word without a topic never would be, so it has no
// place there.
func TestGlossary_FindsItself(t *testing.T) {
	e := sharedEngine(t)
	for _, code := range corpus.Languages[1:] {
		tongue, err := e.understander.foreign[code]()
		if err != nil {
			t.Fatal(err)
		}
		stems, err := tongue.newStems()
		if err != nil {
			t.Fatal(err)
		}
		stemOf := tongue.newFormStems(stems)
		glossary := glossaryOf(t, code)
		for _, english := range sortedKeys(glossary) {
			for _, phrase := range glossary[english] {
				var list []string
				tokens := tongue.tokenize(phrase)
				for _, tok := range tokens {
					if s := stemOf(tok); s != "" {
						list = append(list, s)
					}
				}
				found := slices.ContainsFunc(tongue.glossary.values(list), func(r rendered) bool { return r.english == english })
				if !found && (len(list) > 0 || len(tokens) == 1) {
					t.Errorf("%s: %q is not read as %q", code, phrase, english)
				}
			}
		}
	}
}
