package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"precedent/corpus"
)

func TestCalledAs(t *testing.T) {
	t.Parallel()
	for process, want := range map[string]string{
		"precedent":                           "precedent",
		"./precedent":                         "./precedent",
		"/usr/local/bin/precedent":            "/usr/local/bin/precedent",
		"/tmp/go-build123/b001/exe/precedent": "go run ./cmd/precedent",
		"":                                    "precedent",
		"./my tools/precedent":                "precedent",
		"./\x1b[31mprecedent":                 "precedent",
		"$(rm -r .)":                          "precedent",
	} {
		if got := calledAs(process); got != want {
			t.Errorf("calledAs(%q) = %q, want %q", process, got, want)
		}
	}
}

func TestApp_TextsNameTheProgramAsItWasCalled(t *testing.T) {
	t.Parallel()
	a := testApp(t, nil, io.Discard, io.Discard)
	a.name = "./precedent"
	rootCommand(a)
	for text, want := range map[string]string{
		`precedent similar x`:                `./precedent similar x`,
		"see:\n  precedent check":            "see:\n  ./precedent check",
		`"precedent help filters" lists it`:  `"./precedent help filters" lists it`,
		`source <(precedent completion zsh)`: `source <(./precedent completion zsh)`,
		`precedent --help`:                   `./precedent --help`,
		`a precedent is needed`:              `a precedent is needed`,
		`/precedent forget`:                  `/precedent forget`,
		`precedent: stopped`:                 `precedent: stopped`,
		`unprecedent check`:                  `unprecedent check`,
	} {
		if got := a.called(text); got != want {
			t.Errorf("called(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestLeftOut tells of few records one by one, and of many by what is wrong with them.
func TestLeftOut(t *testing.T) {
	of := func(file string, from, to int, what string) (faults []corpus.Fault) {
		for line := from; line <= to; line++ {
			faults = append(faults, corpus.Fault{Where: fmt.Sprintf("%s, line %d", file, line), What: strings.ReplaceAll(what, "LINE", strconv.Itoa(line))})
		}
		return faults
	}
	var kinds []corpus.Fault
	var linesOfKinds []string
	for i := range faultsShown + 2 {
		kinds = append(kinds, of(fmt.Sprintf("f%02d", i), 1, 2, "has no id")...)
		if i < faultsShown {
			linesOfKinds = append(linesOfKinds, fmt.Sprintf("f%02d, line 1: has no id (1 more record of this file has the same fault)", i))
		}
	}
	for name, test := range map[string]struct {
		refused []corpus.Fault
		want    []string
	}{
		"none":       {nil, nil},
		"few":        {of("a", 1, 2, "has no id"), []string{"a, line 1: has no id", "a, line 2: has no id"}},
		"one by one": {of("a", 1, 10, "has the id \"LINE\" of line 3"), mapped(of("a", 1, 10, "has the id \"LINE\" of line 3"), corpus.Fault.Error)},
		"many, of two kinds in two files": {
			slices.Concat(of("a", 1, 6, "is no JSON object: invalid 'LINE'"), of("b", 7, 11, "is no JSON object: invalid 'LINE'"), of("a", 12, 12, "has no id")),
			[]string{"a, line 1: is no JSON object: invalid '1' (5 more records of this file have the same fault)", "b, line 7: is no JSON object: invalid '7' (4 more records of this file have the same fault)", "a, line 12: has no id"},
		},
		"many kinds": {kinds, append(linesOfKinds, "4 more records")},
	} {
		if got := leftOut(test.refused); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}
