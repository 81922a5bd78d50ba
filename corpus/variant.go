package corpus

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Variant is what people of one country call otherwise than their language does. Only what they
// are shown is another: problems are understood in the language, whose variants are all read.
type Variant struct {
	Labels Labels            `json:"labels"` // of topics and approaches
	Places map[string]string `json:"places"` // the names of countries and regions, by code or id
}

// Variants are those of a language, each by its code, such as "pt-BR".
func (v *Vocabulary) Variants(language string) (map[string]Variant, error) {
	files, err := fs.Glob(v.fsys, languageFile(language, language+"-*"+extensionVariant))
	if err != nil {
		return nil, fmt.Errorf("list the variants of the language %s: %w", language, err)
	}
	variants := make(map[string]Variant, len(files))
	for _, file := range files {
		name := path.Base(file)
		variant, err := readOf[Variant](v.fsys, language, name)
		if err != nil {
			return nil, err
		}
		var faults faults
		for id, label := range variant.Labels {
			if v.Taxonomy.Concept(id) == nil || label == "" {
				faults.add(name, id, "is no topic or approach, or has no label")
			}
		}
		for id, place := range variant.Places {
			if v.Places.Country(id) == nil && v.Places.Region(id) == nil || place == "" {
				faults.add(name, id, "is no country or region, or has no name")
			}
		}
		if err := faults.err(); err != nil {
			return nil, err
		}
		variants[strings.TrimSuffix(name, extensionVariant)] = variant
	}
	return variants, nil
}
