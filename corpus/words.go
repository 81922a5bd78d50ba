package corpus

import (
	"encoding/json"
	"fmt"
	"io/fs"
)

// Words are the words of one language that say how something is asked rather
// than what is asked.
type Words struct {
	Asking        []string            `json:"asking"`        // carry no topic in a question
	Only          []string            `json:"only"`          // make a limit of the place, level or time they stand with
	Not           []string            `json:"not"`           // keep the place they stand before from being wished for
	Examples      []string            `json:"examples"`      // "examples since 2018": a time said with them is a limit
	Levels        map[string][]string `json:"levels"`        // names of each level of government
	Abbreviations map[string]string   `json:"abbreviations"` // what short forms stand for
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
