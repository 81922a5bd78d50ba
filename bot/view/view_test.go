package view

import (
	"bytes"
	"encoding/json"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/wording/catalogue"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var engine = sync.OnceValue(func() *rank.Engine {
	b, err := corpus.Builtin()
	if err != nil {
		panic(err)
	}
	e, err := rank.New(slog.New(slog.DiscardHandler), b.Vocabulary, b.Library, rank.Options{})
	if err != nil {
		panic(err)
	}
	return e
})

func renderer() *Renderer {
	r := New(engine().Vocabulary(), "cases@example.org", true)
	r.CaseButtons = []CaseButton{
		{Action: ActionShare, Label: ButtonShare, Shares: true}, {Action: ActionSave, Label: ButtonSave, Keeps: true},
		{Action: ActionLike, Label: ButtonLike}, {Action: ActionDetails, Label: ButtonDetails},
	}
	return r
}

// inEach runs a test in every language that people are spoken to in.
func inEach(t *testing.T, run func(t *testing.T, r *Renderer)) {
	for _, language := range catalogue.Builtin().Languages() {
		t.Run(language, func(t *testing.T) {
			r, err := renderer().In(language)
			if err != nil {
				t.Fatal(err)
			}
			run(t, r)
		})
	}
}

func ask(t *testing.T, problem string) recommend.Answer {
	t.Helper()
	a, err := engine().Recommend(t.Context(), recommend.Request{Problem: problem}, 5)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func moreFrom(value string) func(int) string { return func(int) string { return value } }

// sharer is whom a message names first, wherever in its first words the language does.
var sharer = regexp.MustCompile(`^([^<]*)<@U[0-9]+>`)

// check holds a message against Slack's limits.
func check(t *testing.T, p Post) {
	t.Helper()
	blocks, err := json.Marshal(p.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	if err := blockkit.CheckMessage(p.Text, blocks); err != nil {
		t.Errorf("message breaks a limit: %v", err)
	}
	// A message names nobody but who shared it, first of all.
	said := sharer.ReplaceAllString(p.Text, "$1") + sharer.ReplaceAllString(p.Plain, "$1")
	if p.Plain == "" || strings.ContainsAny(strings.NewReplacer("&lt;", "", "&gt;", "", "&amp;", "").Replace(said), "<>") {
		t.Errorf("text is empty or not escaped: %q, %q", p.Text, p.Plain)
	}
}

func checkView(t *testing.T, w slack.ModalViewRequest) {
	t.Helper()
	data, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	if err := blockkit.CheckView(data); err != nil {
		t.Errorf("window breaks a limit: %v", err)
	}
}

// checkBoth holds a message and its older form against Slack's limits.
func checkBoth(t *testing.T, p Post) {
	t.Helper()
	check(t, p)
	check(t, Post{Text: p.Text, Plain: p.Plain, Blocks: p.Older})
}

// golden holds what is shown against testdata/CODE/NAME.json, by the code of the language or variant.
func golden(t *testing.T, r *Renderer, name string, v any) {
	t.Helper()
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	goldenFile(t, r, name+".json", buf.String())
}

// goldenFile is golden for a text.
func goldenFile(t *testing.T, r *Renderer, name, text string) {
	t.Helper()
	folder := filepath.Join("testdata", r.words.Code)
	file := filepath.Join(folder, name)
	if *update {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(file); err != nil || string(want) != text {
		t.Errorf("%s is not what is shown now; read the diff after go test ./bot/view -update (%v)", file, err)
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// fixedCases are three cases of the library, for comparisons and briefs.
func fixedCases() []*corpus.Case {
	lib := engine().Library()
	return []*corpus.Case{lib.Case("govtech-poland-programme"), lib.Case("colombia-open-contracting-reform"), lib.Case("nigeria-nocopo")}
}

// fullCase has every field at its maximum, in the widest characters.
func fullCase(fill string) *corpus.Case {
	of := func(n int) string { return strings.Repeat(fill, n/len([]rune(fill)))[:] }
	return &corpus.Case{
		ID: strings.Repeat("a", 60), Title: of(corpus.MaxTitle), URL: "https://example.org/" + strings.Repeat("x&|", 150), Source: of(corpus.MaxShort),
		Countries: []string{"AR", "BO", "BR", "CL", "CO", "CR", "EC", "GT", "MX", "PE"}, Organisation: of(corpus.MaxShort), Level: "international", Year: 2018,
		Problem: of(corpus.MaxText), Summary: of(corpus.MaxText), Results: of(corpus.MaxText),
		Topics:     []string{"public-procurement", "entrepreneurship-smes", "economic-development", "transparency-open-government", "integrity-anti-corruption"},
		Approaches: []string{"virtual-mixed-reality", "cross-government-collaboration", "training-capacity-building", "legal-regulatory-reform", "cross-sector-partnership"},
		Keywords:   []string{of(corpus.MaxShort)}, Evidence: corpus.EvidenceListing, Retrieved: "2026-11-22",
	}
}
