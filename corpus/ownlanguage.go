package corpus

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// languageNames are what people call the languages of a vocabulary, in each of these. A test
// holds them against the names that Unicode lists, whose package would make the program larger by
// a twentieth and its start slower.
var languageNames = map[string][]string{
	"de":    {"Deutsch", "German", "alemán", "alemão", "allemand", "Duits", "niemiecki", "tedesco"},
	English: {"English", "anglais", "angielski", "Engels", "Englisch", "inglés", "inglês", "inglese"},
	"es":    {"español", "castellano", "Castilian", "espagnol", "espanhol", "hiszpański", "Spaans", "Spanisch", "Spanish", "spagnolo"},
	"fr":    {"français", "francese", "francés", "francês", "francuski", "Frans", "Französisch", "French"},
	"it":    {"italiano", "Italiaans", "Italian", "Italienisch", "italien", "włoski"},
	"nl":    {"Nederlands", "Dutch", "Flemish", "hollandais", "holandés", "holandês", "holenderski", "néerlandais", "neerlandés", "neerlandês", "neerlandese", "niderlandzki", "Niederländisch", "olandese", "Vlaams"},
	"pl":    {"polski", "polaco", "polacco", "polonais", "polonês", "Polish", "Polnisch", "Pools"},
	"pt":    {"português", "portoghese", "Portugees", "portugais", "portugalski", "portugués", "Portugiesisch", "Portuguese"},
}

// ownLanguage is the language of a code ("de", "deu"), a tag ("de-AT") or a name ("Deutsch",
// "German (Austria)"). The text tells the language where the field does not.
func ownLanguage(v *Vocabulary, told string, note noteOf) string {
	if told == "" {
		return ""
	}
	code := languageByName(told)
	if code == "" {
		if tag, err := language.Parse(told); err == nil {
			if base, sure := tag.Base(); sure == language.Exact {
				code = base.String()
			}
		}
	}
	if !slices.Contains(v.codes, code) {
		note("language", "%q is none of the languages that are read (%s); left empty, so that the text tells it", tidy(told, maxFieldShown), strings.Join(v.codes, ", "))
		return ""
	}
	return code
}

// languageByName is the code of the language with a name, whatever its capitals and accents, and
// whatever variety of it is named in brackets; "" for none.
func languageByName(name string) string {
	name, _, _ = strings.Cut(name, "(")
	return languagesByName()[PlainLetters(strings.TrimSpace(name))]
}

// languagesByName are the codes of languages by their names in plain letters.
var languagesByName = sync.OnceValue(func() map[string]string {
	codes := map[string]string{}
	for code, names := range languageNames {
		for _, name := range names {
			codes[PlainLetters(name)] = code
		}
	}
	return codes
})

// PlainLetters is text in small letters without accents.
func PlainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}
