package wording

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// Tag is the label of a topic or approach.
func (w *Wording) Tag(id string) string {
	return cmp.Or(w.variant.Labels[id], w.labels[id], w.vocabulary.Taxonomy.Label(id))
}

// Place is the name of a country or region of the world. In other languages than
// English it is the first of its names there.
func (w *Wording) Place(id string) string {
	if name := w.variant.Places[id]; name != "" {
		return name
	}
	if names := w.places.Names[id]; len(names) > 0 {
		return names[0]
	}
	return w.vocabulary.Places.Name(id)
}

// Nearest are the known values that are most like one that is not, as people may type them:
// countries and regions by their names in the language, also where they were typed in English.
func (w *Wording) Nearest(e *recommend.FilterError) []string {
	if e.Field != "country" || len(w.places.Names) == 0 {
		return e.Nearest
	}
	places := w.vocabulary.Places
	ids := append(
		analysis.Mapped(places.Countries, func(c corpus.Country) string { return c.Code }),
		analysis.Mapped(places.Regions, func(r corpus.Region) string { return r.ID })...)
	own := map[string]string{} // by each name of a place
	for _, id := range ids {
		own[places.Name(id)], own[w.Place(id)] = w.Place(id), w.Place(id)
	}
	var near []string
	for _, found := range analysis.Nearest(e.Value, analysis.SortedKeys(own), 2*analysis.NearestShown) {
		near = analysis.AppendNew(near, own[found])
	}
	return first(near, analysis.NearestShown)
}

// Unknown says that a value is not known, as a part of a sentence.
func (w *Wording) Unknown(e *recommend.FilterError) string {
	return w.Text("unknown."+e.Field, w.quoted(e.Value))
}

// Level is a level of government in one word.
func (w *Wording) Level(id string) string { return w.byID("level.", id) }

// atLevel is a level of government as a sentence has it: "at local level".
func (w *Wording) atLevel(id string) string { return w.byID("at-level.", id) }

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

// LanguageName is the name of a language that problems are understood in.
func (w *Wording) LanguageName(code string) string { return w.byID("language.", code) }

// Field is one thing that the record of a case tells, under its label. A record of
// somebody's own that tells everything in one text has no labels.
type Field struct{ Label, Text string }

// Account is what a case answers, what was done and what came of it, each apart. Where a
// source reports no result, that is said.
func (w *Wording) Account(c *corpus.Case) []Field {
	if c.Problem == "" && c.Results == "" && c.Evidence == "" {
		return []Field{{Text: c.Summary}}
	}
	fields := []Field{{w.Text("record.problem"), c.Problem}, {w.Text("record.done"), c.Summary}, {w.Text("record.results"), w.Results(c)}}
	return slices.DeleteFunc(fields, func(f Field) bool { return f.Text == "" })
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
	elsewhere := slices.DeleteFunc(slices.Clone(other.Countries), func(code string) bool {
		return slices.Contains(main.Countries, code)
	})
	if len(elsewhere) == 0 {
		return w.Text("record.see-also")
	}
	return w.Text("record.also-in", w.countries(elsewhere))
}

// countries are countries by name, and those beyond maxCountries by their number.
func (w *Wording) countries(codes []string) string {
	names := analysis.Mapped(first(codes, maxCountries), w.Place)
	if more := len(codes) - maxCountries; more > 0 {
		return joined(w.Catalogue, append(names, w.Text("phrase.more", more)), and)
	}
	return strings.Join(names, ", ")
}

// maxCountries is how many countries of a case are named before "2 more".
const maxCountries = 4

// TextLanguage is the language that the record of a case says it is written in, "" where it says
// none, or the one that is spoken, or English, which people expect.
func (w *Wording) TextLanguage(c *corpus.Case) string {
	if c.Language == "" || c.Language == corpus.English || c.Language == w.Language {
		return ""
	}
	return w.LanguageName(c.Language)
}

// LibraryName is what a library is called in a sentence.
func (w *Wording) LibraryName(name string) string {
	if name == corpus.BuiltinName {
		return w.Text("library.built-in")
	}
	return w.Text("library.own", name)
}

// Whereabouts is, in one line, where a case was, who ran it, at which level and
// when it began, what language its text is in, and which library of people's own it is of, as far
// as that is known and needs to be said.
// The level "other" is left out, since it says nothing that the organisation does not.
func (w *Wording) Whereabouts(c *corpus.Case) string {
	level, year, text, library := "", "", w.TextLanguage(c), ""
	if text != "" {
		text = w.Text("record.text-in", text)
	}
	if c.Level != "other" {
		level = w.Level(c.Level)
	}
	if c.Year != 0 {
		year = strconv.Itoa(int(c.Year))
	}
	if c.Library != "" {
		library = w.LibraryName(c.Library)
	}
	parts := []string{w.countries(c.Countries), c.Organisation, level, year, w.probably(c), text, library}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " · ")
}

// probably is what of where, at which level and when was proposed for a case.
func (w *Wording) probably(c *corpus.Case) string {
	parts := []string{w.countries(c.ProposedCountries()), "", ""}
	if level := c.ProposedLevel(); level != "other" {
		parts[1] = w.Level(level)
	}
	if year := c.ProposedYear(); year != 0 {
		parts[2] = strconv.Itoa(int(year))
	}
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	if len(parts) == 0 {
		return ""
	}
	return w.Text("record.probably", strings.Join(parts, ", "))
}

// Day is a day such as 2026-11-30 as it is written in the language. What is no day stays as
// it is.
func (w *Wording) Day(iso string) string {
	at, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return at.Format(w.Text("rule.date"))
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

// Quoted are words as they stand in a text.
func (w *Wording) Quoted(words []string) []string { return analysis.Mapped(words, w.quoted) }

// tagInside is the label of a topic or approach inside a sentence.
func (w *Wording) tagInside(id string) string { return w.Inside(w.Tag(id)) }

// Inside is a text that begins with a capital as it stands inside a sentence. In a language
// whose nouns have capitals it stands there as it does alone.
func (w *Wording) Inside(text string) string {
	if w.Text("rule.inside-sentence") == "as-is" {
		return text
	}
	return lowerFirst(text)
}

// AsSentence makes a sentence of what is said.
func (w *Wording) AsSentence(said string) string {
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
func (w *Wording) list(items []string) string { return listed(w.Catalogue, items) }

// Either joins alternatives.
func (w *Wording) Either(items []string) string { return Either(w.Catalogue, items) }
