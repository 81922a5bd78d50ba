package understand

import (
	"precedent/corpus"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/language"
	"precedent/recommend/understand/lexicon"
)

// languageOf tells which language a text is in. A text of a few words is often one of several
// languages, and is in the one that the person is spoken to in where that knows as many of
// them: "dane" are data in Polish, "zus" is the social insurance there and a sister in Dutch.
// English in which somebody is spoken to says nothing, since many never chose it.
func (u *Understander) languageOf(text string, tokens []analysis.Token, spoken string) (string, error) {
	d := u.Detector(u.Words, u.Speller)
	told := d.Detect(text, tokens)
	read, known := u.Foreign[spoken]
	if told == spoken || !known || !language.Short(tokens) {
		return told, nil
	}
	theirs, err := read()
	if err != nil {
		return "", err
	}
	words, own, err := u.knownWords(theirs, theirs.Tokenize(text))
	if err != nil {
		return "", err
	}
	if own == words && words > 0 {
		return spoken, nil
	}
	other := u.English
	if told != corpus.English {
		if other, err = u.Foreign[told](); err != nil {
			return "", err
		}
	}
	_, others, err := u.knownWords(other, other.Tokenize(text))
	if err != nil {
		return "", err
	}
	if own > others || own == others && (own > 0 || told != corpus.English) {
		return spoken, nil
	}
	return told, nil
}

// knownWords counts the words that can tell a language, and how many of them one knows, in any
// of their forms.
func (u *Understander) knownWords(t *lexicon.Lexicon, tokens []analysis.Token) (words, known int, err error) {
	knows := func(tok analysis.Token) bool {
		return analysis.StopWords()[tok.Word] || u.Words.Get(tok.Word) != nil || analysis.RightEnglish(tok.Word)
	}
	if t != u.English {
		keys, err := t.NewKeys(false)
		if err != nil {
			return 0, 0, err
		}
		knows = func(tok analysis.Token) bool {
			found := keys(tok)
			return len(found) == 0 || !lexicon.IsUnknown(found[0])
		}
	}
	for _, tok := range tokens {
		if !language.Tells(tok.Word) || !analysis.GrammarOf(t.Code).CapitalNouns && analysis.Proper(tokens, tok) {
			continue
		}
		words++
		if knows(tok) || t.Asking[tok.Word] || t.Abbreviations.Values([]string{tok.Word}) != nil || u.index.PlaceIn(t.Code, tok.Word) {
			known++
		}
	}
	return words, known, nil
}
