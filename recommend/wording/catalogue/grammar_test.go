package catalogue

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// slot matches a place where a text is filled in with words.
const slot = `%(\[\d\])?s`

// neverBefore are, by language, words that another word behind them changes or is changed by:
// articles, what elides or contracts with them, and prepositions that ask for a case. Names of
// places and topics, and what people typed, are filled in as they are, so that no such word may
// stand before them: "from Netherlands", "de Autriche", "w Polska". They stand behind a colon.
var neverBefore = map[string]string{
	"en": `from|in|the|a|an`,
	"de": `der|die|das|dem|den|des|ein|eine|einem|einer|im|am|zum|zur|vom|aus|in|nach`,
	"nl": `de|het|een|uit|in`,
	"fr": `de|le|la|les|un|une|du|des|au|aux|que|ne|je|se|me|si|jusque|en|d'|l'`,
	"es": `el|la|los|las|un|una|del|al|de|y|o|en`,
	"pt": `o|a|os|as|um|uma|do|da|no|na|ao|pelo|pela|de|em`,
	"it": `il|lo|la|i|gli|le|un|uno|una|del|al|dal|nel|sul|di|in|e`,
	"pl": `w|we|z|ze|do|na|od|dla|przez|przy|bez|po|przed|dzięki|nad|pod|między|o|przeciw`,
}

// filledWithout are the texts in which what is filled in bears such a word: days, years, names
// of languages, names of Slack's and what stands in quotation marks.
var filledWithout = map[string]string{
	"period.from-to":      "years",
	"period.since":        "years",
	"period.until":        "years",
	"terminal.period":     "years",
	"terminal.number":     "numbers",
	"label.saved-by":      "a day",
	"label.shared-before": "a day",
	"label.shared-home":   "a day",
	"label.watch-since":   "a day",
	"label.suggested-by":  "a day",
	"label.accepted-by":   "a day",
	"label.declined-by":   "a day",
	"label.brief-facts":   "a day",
	"label.evidence-page": "a day",
	"label.evidence-snip": "a day",
	"label.evidence-list": "a day",
	"terminal.strange":    "names of languages",
	"record.text-in":      "the name of a language, which has no article there",
	"terminal.language":   "the name of a language, which has no article there",
	"label.shared-in":     "a channel",
	"answer.similar-to":   "a quotation",
	"terminal.none":       "a quotation",
	"terminal.none-both":  "a quotation",

	"terminal.none-inside":      "a quotation",
	"terminal.none-inside-both": "a quotation",
}

// TestGrammar_OfWhatIsFilledIn finds words that would have to change with what follows them.
func TestGrammar_OfWhatIsFilledIn(t *testing.T) {
	used := map[string]bool{}
	each(t, func(t *testing.T, c *Catalogue) {
		words := neverBefore[c.Language]
		if words == "" {
			t.Fatal("no words are known that may not stand before what is filled in")
		}
		bad := regexp.MustCompile(`(?i)(^|[\s("«„])(` + words + `)( |$)?` + slot)
		for _, key := range c.Keys() {
			e := c.texts[key]
			for _, text := range append(formsOf(e), e.other) {
				found := bad.FindString(text)
				switch {
				case found == "":
				case filledWithout[key] != "":
					used[key] = true
				default:
					t.Errorf("%s: %q stands before what it is filled in with: %q", key, found, text)
				}
			}
		}
	})
	for key := range filledWithout {
		if !used[key] {
			t.Errorf("no language needs the exception for %s", key)
		}
	}
}

func formsOf(e entry) (texts []string) {
	for _, text := range e.forms {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	return texts
}

// otherAddress are, by language or variant, the words of a way to address people that the catalogue
// does not use: it says Sie, u, vous, usted and Lei, in Brazil você, and in Polish and the Portuguese
// of Portugal no pronoun.
var otherAddress = map[string]string{
	"de":    `du|dich|dir|dein|deine|deinen|deiner|deinem|euch|euer|eure`,
	"nl":    `jij|jou|jouw|je|jullie`,
	"fr":    `tu|toi|ton|tes`,
	"es":    `tú|tu|tus|ti|vosotros|vuestro|vuestra|vos`,
	"pt":    `você|vocês|tu|teu|tua|ti|si|lhe|vosso|vossa|vós`,
	"pt-BR": `tu|teu|tua|ti|contigo|vocês|vosso|vossa|vós`,
	"it":    `tu|ti|tuo|tua|tuoi|tue|voi|vi|vostro|vostra`,
	"pl":    `ty|cię|ciebie|tobie|twój|twoja|twoje|twoją|twojej|pan|pani|państwa|pana|was|wasz`,
}

// TestGrammar_Address: each language addresses people in one way.
func TestGrammar_Address(t *testing.T) {
	each(t, func(t *testing.T, c *Catalogue) {
		find(t, c, otherAddress[c.Code], map[string]string{"it vi": "there, as in \"vi digiti\""})
	})
}

// otherNorm are, by language or variant, words that only the other country says, or that mean
// something else there.
var otherNorm = map[string]string{
	"pt":    `arquivos?|planilhas?|equipes?|usuári[oa]s?|registros?|telas?|contatos?|celular(?:es)?|salv\pL+|gerenci\pL+|compartilh\pL+|licitaç\pL+|caractere|gênero|\pL+ando`,
	"pt-BR": `ficheiros?|folhas? de cálculo|equipas?|utilizador\pL*|registos?|ecrãs?|contactos?|telemóve\pL+|guard\pL+|partilh\pL+|carácter|género|já não|num|numa|noutr\pL+|está a \pL+|polaco|demasiad\pL+`,
}

// TestGrammar_Portuguese: each of the two countries reads its own Portuguese.
func TestGrammar_Portuguese(t *testing.T) {
	for code, words := range otherNorm {
		c, err := Builtin().In(code)
		if err != nil {
			t.Fatal(err)
		}
		find(t, c, words, map[string]string{"pt quando": "a conjunction", "pt comando": "a noun"})
	}
}

// find reports texts with one of the words, but for those that are known to be another word.
func find(t *testing.T, c *Catalogue, words string, known map[string]string) {
	t.Helper()
	if words == "" {
		return
	}
	bad := regexp.MustCompile(`(?i)(?:^|[^\pL])(` + words + `)(?:$|[^\pL])`)
	for _, key := range c.Keys() {
		e := c.texts[key]
		for _, text := range append(formsOf(e), e.other) {
			if m := bad.FindStringSubmatch(text); m != nil && known[c.Language+" "+strings.ToLower(m[1])] == "" {
				t.Errorf("%s has %q: %q", key, m[1], text)
			}
		}
	}
}

// unchanged are, by language, words before a sound that asks for another form of them.
var unchanged = map[string]string{
	"es": `y (?:i|hi[^aeo])\pL*|o (?:o|ho)\pL*`,
	"fr": `(?:de|le|la|que|ne|je|me|se|te|jusque|lorsque|puisque) [aeiouyâéèêîôû]\pL*|si ils?`,
	"it": `e [eè]\pL+|(?:lo|la|una|dello|della|allo|alla|nello|nella|dallo|dalla|sullo|sulla|quello|quella) [aeiouàèéìòù]\pL*`,
	"en": `a [aeio]\pL*|an [^aeiouh\W]\pL*`,
}

// TestGrammar_Sounds finds words that a language changes before the sound that follows: "y" before
// "incendios", "de" before "aide".
func TestGrammar_Sounds(t *testing.T) {
	each(t, func(t *testing.T, c *Catalogue) {
		find(t, c, unchanged[c.Language], map[string]string{
			"fr la en": "a pronoun behind its verb", "it una o": "a number", "it la apra": "a pronoun",
			"it lo allarghi": "a pronoun", "it la interrompa": "a pronoun",
		})
	})
}
