package corpus

// Headings are the words of one language by which the columns of people's own tables are
// recognised. Capitals, accents and a plural s make no difference.
type Headings struct {
	Fields map[string][]string `json:"fields"` // what columns are called, by what they hold
	Beside []string            `json:"beside"` // say nothing in a heading with others: "the", "case", "project"
	None   []string            `json:"none"`   // stand in a cell that says nothing: "n/a"
	Levels map[string][]string `json:"levels"` // say a level of government in a cell for it, and much else in a text: "Bund"
}

// Headings are those of a language.
func (v *Vocabulary) Headings(code string) (Headings, error) {
	return readOf[Headings](v.fsys, code, fileHeadings)
}
