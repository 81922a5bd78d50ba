package corpus

// RecordWords are the words of one language by which a record that has no fields for it tells
// where, when and by whom something was done. Each may be a phrase.
type RecordWords struct {
	Began     []string            `json:"began"`     // say that something begins, or is done: "launched"
	Elsewhere []string            `json:"elsewhere"` // before a place where the case is not: "inspired by"
	Subjects  []string            `json:"subjects"`  // stand for the case itself: "the programme"
	Bodies    map[string][]string `json:"bodies"`    // what bodies of a level of government are called: "city of"; a star at the end is the name of a country
}

// RecordWords are those of a language.
func (v *Vocabulary) RecordWords(code string) (RecordWords, error) {
	return readOf[RecordWords](v.fsys, code, fileRecord)
}

// Towns are the names of towns, and of regions within countries, by the codes of the countries
// that they lie in. One that several countries have stands with each.
func (v *Vocabulary) Towns() (map[string][]string, error) {
	var towns map[string][]string
	err := readJSON(v.fsys, fileTowns, &towns)
	return towns, err
}
