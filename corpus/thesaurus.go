package corpus

import (
	"io/fs"
	"strings"
)

// Thesaurus holds, for each topic and approach, the phrases that people use
// for it in one language. One phrase may stand for several concepts.
type Thesaurus map[string][]string

// readThesaurus reads the phrases of one language and checks that each belongs
// to a concept of the taxonomy and stands under it once.
func readThesaurus(fsys fs.FS, code string, t *Taxonomy) (Thesaurus, error) {
	var th Thesaurus
	if err := readJSON(fsys, languageFile(code, fileThesaurus), &th); err != nil {
		return nil, err
	}
	var faults faults
	for id, phrases := range th {
		if t.Concept(id) == nil {
			faults.add("thesaurus", id, "is no topic or approach")
		}
		seen := map[string]bool{}
		for _, p := range phrases {
			key := strings.ToLower(strings.TrimSpace(p))
			if key == "" || seen[key] {
				faults.add("thesaurus", id, "phrase %q is empty or stands twice", p)
			}
			seen[key] = true
		}
	}
	for id := range t.concepts {
		if len(th[id]) == 0 {
			faults.add("thesaurus", id, "has no phrase")
		}
	}
	return th, faults.err()
}
