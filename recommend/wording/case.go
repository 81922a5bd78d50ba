package wording

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// Tag is the label of a topic or approach.
func (w *Wording) Tag(id string) string {
	return cmp.Or(w.labels[id], w.vocabulary.Taxonomy.Label(id))
}

// Place is the name of a country or region of the world. In other languages than
// English it is the first of its names there.
func (w *Wording) Place(id string) string {
	if names := w.places.Names[id]; len(names) > 0 {
		return names[0]
	}
	return w.vocabulary.Places.Name(id)
}

// Level is a level of government in one word.
func (w *Wording) Level(id string) string { return w.byID("level.", id) }

// LevelName is a level of government as a form names it.
func (w *Wording) LevelName(id string) string {
	if w.vocabulary.Taxonomy.Level(id) == nil {
		return w.vocabulary.Taxonomy.Label(id)
	}
	return w.Text("level-name." + id)
}

// Strength is how well a case matches, as in "strong match".
func (w *Wording) Strength(s recommend.Strength) string {
	return w.Text("strength.match", w.byID("strength.", string(s)))
}

// Told is one thing that the record of a case tells, under its label. A record of
// somebody's own that tells everything in one text has no labels.
type Told struct{ Label, Text string }

// Account is what a case answers, what was done and what came of it, each apart. Where a
// source reports no result, that is said.
func (w *Wording) Account(c *corpus.Case) []Told {
	if c.Problem == "" && c.Results == "" && c.Evidence == "" {
		return []Told{{Text: c.Summary}}
	}
	var told []Told
	add := func(label, text string) {
		if text != "" {
			told = append(told, Told{w.Text(label), text})
		}
	}
	add("record.problem", c.Problem)
	add("record.done", c.Summary)
	add("record.results", w.Results(c))
	return told
}

// Results are what came of a case as its record tells. Where its source reports none, that
// is said; of people's own records it is not known what they leave out, or tell elsewhere.
func (w *Wording) Results(c *corpus.Case) string {
	if c.Results == "" && c.Evidence != "" {
		return w.Text("record.no-results")
	}
	return c.Results
}

// MaxAlso is how many of the cases folded into one are named.
const MaxAlso = 3

// AlsoIn introduces a case that was folded into another: where it was, if that is
// elsewhere.
func (w *Wording) AlsoIn(main, other *corpus.Case) string {
	var elsewhere []string
	for _, code := range other.Countries {
		if !slices.Contains(main.Countries, code) {
			elsewhere = append(elsewhere, w.Place(code))
		}
	}
	if len(elsewhere) == 0 {
		return w.Text("record.see-also")
	}
	if more := len(elsewhere) - maxCountries; more > 0 {
		elsewhere = append(elsewhere[:maxCountries], w.Text("phrase.more", more))
	}
	return w.Text("record.also-in", strings.Join(elsewhere, ", "))
}

// maxCountries is how many countries of a case are named before "2 more".
const maxCountries = 4

// Whereabouts is, in one line, where a case was, who ran it, at which level and
// when it began, as far as that is known. The level "other" is left out, since
// it says nothing that the organisation does not.
func (w *Wording) Whereabouts(c *corpus.Case) string {
	countries := analysis.Mapped(c.Countries[:min(maxCountries, len(c.Countries))], w.Place)
	if more := len(c.Countries) - maxCountries; more > 0 {
		countries = append(countries, w.Text("phrase.more", more))
	}
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	add(strings.Join(countries, ", "))
	add(c.Organisation)
	if c.Level != "other" {
		add(w.Level(c.Level))
	}
	if c.Year != 0 {
		add(strconv.Itoa(int(c.Year)))
	}
	return strings.Join(parts, " · ")
}

// maxQuoted is how many characters of a person's word are said back.
const maxQuoted = 40

func (w *Wording) quoted(word string) string {
	shown, cut := analysis.Truncate(word, maxQuoted)
	if cut {
		shown += "…"
	}
	return w.Text(textQuoted, shown)
}

// tagInside is the label of a topic or approach inside a sentence.
func (w *Wording) tagInside(id string) string { return w.inside(w.Tag(id)) }

// inside is a text that begins with a capital as it stands inside a sentence. In a language
// whose nouns have capitals it stands there as it does alone.
func (w *Wording) inside(text string) string {
	if w.Text("rule.inside-sentence") == "as-is" {
		return text
	}
	return lowerFirst(text)
}

// sentence makes a sentence of what is said.
func (w *Wording) sentence(said string) string {
	_, closing, _ := strings.Cut(w.Text(textQuoted), "%s")
	return asSentence(said, closing)
}

// byID is the text for an id, which stands for itself where there is none.
func (w *Wording) byID(key, id string) string {
	if text := w.Text(key + id); text != key+id {
		return text
	}
	return id
}

// list joins what a sentence lists.
func (w *Wording) list(items []string) string {
	last := len(items) - 1
	if last < 1 || slices.ContainsFunc(items, func(item string) bool { return strings.Contains(item, w.Text("phrase.and")) }) {
		return strings.Join(items, ", ")
	}
	return strings.Join(items[:last], ", ") + w.Text("phrase.and") + items[last]
}
