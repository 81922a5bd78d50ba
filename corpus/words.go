package corpus

import (
	"encoding/json"
	"fmt"
	"io/fs"
)

// Words are the words of one language that say how something is asked rather
// than what is asked. Each may be a phrase of several words.
type Words struct {
	Asking        []string            `json:"asking"`         // carry no topic in a question
	Stop          []string            `json:"stop,omitempty"` // carry none anywhere, beside Bleve's stop words
	Only          []string            `json:"only"`           // make a limit of the place, level or time they stand with
	Not           []string            `json:"not"`            // leave out the place that they stand before
	None          []string            `json:"none"`           // the same with one of Examples: "no cases from"
	Examples      []string            `json:"examples"`       // "examples since 2018": a time said with them is a limit
	Levels        map[string][]string `json:"levels"`         // names of each level of government
	LevelWords    []string            `json:"level_words"`    // such as "level": "not at local level" leaves that level out
	Abbreviations map[string]string   `json:"abbreviations"`  // what short forms stand for
	Times         Times               `json:"times"`
	Like          []string            `json:"like"`     // before the number of a case: "more like"
	Ordinals      map[string]int      `json:"ordinals"` // "second"
}

// Times are the words around years.
type Times struct {
	Since   []string       `json:"since"`   // before the first year
	After   []string       `json:"after"`   // before the year before the first
	Before  []string       `json:"before"`  // before the year after the last
	Until   []string       `json:"until"`   // before the last year
	During  []string       `json:"during"`  // before the only year
	Between []string       `json:"between"` // before the first of two years
	And     []string       `json:"and"`     // between two years
	Onwards []string       `json:"onwards"` // behind the first year
	Earlier []string       `json:"earlier"` // behind the last year
	Last    []string       `json:"last"`    // "last # years": so many up to now, # standing for the number
	Decade  []string       `json:"decade"`  // the last ten years
	Decades []string       `json:"decades"` // before a decade given as a number: "années 90"; the English "1990s" needs none
	Numbers map[string]int `json:"numbers"` // numbers in words

	LastDecades []string       `json:"last_decades"` // Last for decades
	DecadeNames map[string]int `json:"decade_names"` // the first year of decades with a name, such as "the nineties"
}

func readWords(fsys fs.FS, name string, t *Taxonomy) (*Words, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read words: %w", err)
	}
	var w Words
	if err := json.Unmarshal(data, &w); err != nil {
		return nil, fmt.Errorf("read words %s: %w", name, err)
	}
	var faults faults
	for level := range w.Levels {
		if t.Level(level) == nil {
			faults.add("words", level, "is no level")
		}
	}
	return &w, faults.err()
}
