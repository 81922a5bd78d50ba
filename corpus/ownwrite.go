package corpus

import (
	"encoding/json"
	"io"
)

// ownRecord is a case as a line of people's own file, without what it lacks.
type ownRecord struct {
	ID           string    `json:"id,omitempty"`
	Title        string    `json:"title"`
	URL          string    `json:"url,omitempty"`
	Source       string    `json:"source,omitempty"`
	Countries    []string  `json:"countries,omitempty"`
	Organisation string    `json:"organisation,omitempty"`
	Level        string    `json:"level,omitempty"`
	Year         OptInt    `json:"year,omitempty"`
	Problem      string    `json:"problem,omitempty"`
	Summary      string    `json:"summary,omitempty"`
	Results      string    `json:"results,omitempty"`
	Language     string    `json:"language,omitempty"`
	Topics       []string  `json:"topics,omitempty"`
	Approaches   []string  `json:"approaches,omitempty"`
	Keywords     []string  `json:"keywords,omitempty"`
	Proposed     *Proposed `json:"proposed,omitempty"`
}

// OwnWriter returns what writes cases to out, a line each, as [ReadOwn] reads them: what people
// enter of a case, and what was proposed for it. It does not buffer.
func OwnWriter(out io.Writer) func(c *Case) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false) // people read such files
	return func(c *Case) error {
		return enc.Encode(ownRecord{
			c.ID, c.Title, c.URL, c.Source, c.Countries, c.Organisation, c.Level, c.Year, c.Problem, c.Summary, c.Results,
			c.Language, c.Topics, c.Approaches, c.Keywords, c.Proposed,
		})
	}
}
