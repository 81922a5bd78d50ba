package main

import (
	"io"
	"testing"
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
