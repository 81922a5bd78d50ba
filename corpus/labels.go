package corpus

import (
	_ "embed"
	"fmt"
	"sync"

	"precedent/corpus/pack"
)

// Labels are what topics and approaches are called in one language, by their ids.
type Labels map[string]string

// Of the phrases of the languages that are not English, people are shown the labels alone,
// and can type them as limits. They are embedded as they are read: the thesaurus that they
// stand in is fifty times as large. go test ./corpus -update writes the file anew, and a
// test sees to it that nobody forgets.
//
//go:embed data/languages/labels.bin
var labelsFile string

// languageLabels are the labels of one language, in the order of the taxonomy.
type languageLabels struct {
	code   string
	labels []string
}

func packLabels(p *pack.Coder, all *[]languageLabels) {
	pack.List(p, all, func(l *languageLabels) {
		p.String(&l.code)
		p.Strings(&l.labels)
	})
}

// preparedLabels are those of labelsFile.
var preparedLabels = sync.OnceValues(func() (all []languageLabels, err error) {
	if err := pack.Read(labelsFile, func(p *pack.Coder) { packLabels(p, &all) }); err != nil {
		return nil, fmt.Errorf("read the labels of topics: %w", err)
	}
	return all, nil
})
