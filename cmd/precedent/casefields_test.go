package main

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"precedent/bot/view"
	"precedent/corpus"
)

// notShown says why a field of a case is not in some of what shows a case whole: in the
// object of show --json, in what show prints in a terminal, in the window of details, and in
// briefs as Markdown and CSV.
var notShown = map[string]struct{ where, why string }{
	"id":       {"details markdown csv", "people in Slack have buttons instead"},
	"language": {"csv", "its column would be empty but for some of people's own records, and the text shows it"},
	"library":  {"csv", "its column would be empty but for people's own records, and the source stands there"},
	"keywords": {"markdown csv", "they serve searching, and make a brief long"},
	"proposed": {"terminal details markdown csv", "nothing proposed counts where the record says it, as that of this test does; a brief goes on to others, and has what the record says"},
	"seed":     {"json terminal details markdown csv", "it is for curators"},
	"added":    {"terminal details markdown csv", "retrieved says how recent a record is"},
	"asked_as": {"json terminal details markdown csv", "they are ours, and for matching only"},
	"official": {"json terminal details markdown csv", "they are ours, and for matching only"},
	"also":     {"json terminal details markdown csv", "they are ours, and for matching only"},
}

// TestCaseFields_AreShown takes each field out of a record that has all of them, and looks
// whether everything that shows a case whole says something else then. So a new field is
// shown everywhere, or says above where it is not and why.
func TestCaseFields_AreShown(t *testing.T) {
	t.Parallel()
	renderer := view.New(vocabulary(t), "", false)
	shown := func(c corpus.Case) map[string]string {
		object, err := encodeJSON(wholeObject(&c))
		if err != nil {
			t.Fatal(err)
		}
		details, err := json.Marshal(renderer.Details(&c))
		if err != nil {
			t.Fatal(err)
		}
		brief := view.BriefContent{Items: []view.BriefItem{{Case: &c, Title: c.Title, URL: c.URL}}}
		return map[string]string{
			"json":     object,
			"terminal": renderCase(&c, renderer.Record(&c), look{width: defaultWidth}),
			"details":  string(details),
			"markdown": renderer.BriefMarkdown(brief),
			"csv":      string(renderer.BriefCSV(brief)),
		}
	}
	whole := corpus.Case{Seed: 1}
	record := reflect.ValueOf(&whole).Elem()
	for i := range record.NumField() {
		switch field := record.Field(i); {
		case field.Kind() == reflect.String:
			field.SetString("something said of it")
		case field.Kind() == reflect.Slice:
			field.Set(reflect.ValueOf([]string{"something said of it"}))
		}
	}
	whole.Language, whole.URL, whole.Level, whole.Year = "de", "https://example.org/case", "local", 2019
	whole.Countries, whole.Topics, whole.Approaches = []string{"PL"}, []string{"housing"}, []string{"online-platform"}
	whole.Proposed = &corpus.Proposed{Topics: []corpus.Proposal{{ID: "housing", Words: []string{"flats"}}}}
	whole.Evidence, whole.Checked, whole.Retrieved = corpus.EvidencePage, corpus.CheckedConfirmed, "2026-11-01"
	with := shown(whole)
	for i := range record.NumField() {
		name, _, _ := strings.Cut(record.Type().Field(i).Tag.Get("json"), ",")
		if record.Field(i).IsZero() {
			t.Fatalf("the record of this test has no %s: say here what it may hold", name)
		}
		without := whole
		reflect.ValueOf(&without).Elem().Field(i).SetZero()
		for where, text := range shown(without) {
			got := text != with[where]
			if want := !strings.Contains(" "+notShown[name].where+" ", " "+where+" "); got != want {
				t.Errorf("%s is shown in %s: %v, want %v: see recordJSON, and parts in package view, or say in notShown why it is not", name, where, got, want)
			}
		}
	}
}
