package corpus

import (
	"slices"
	"strings"
	"testing"
)

// goodCase is a record that keeps every rule.
func goodCase() Case {
	asked := make([]string, MinAskedAs)
	for i := range asked {
		asked[i] = "How do others do this, question number " + strings.Repeat("i", i+1)
	}
	return Case{
		ID: "a-good-case", Title: "A good case", URL: "https://example.org/case", Source: "Example",
		Countries: []string{"PL", "XK"}, Organisation: "Ministry of Examples", Level: "national", Year: 2018,
		Problem: "Examples are hard to come by, so that nobody learns from them.",
		Summary: "The ministry collected examples and put them where people look for them.",
		Topics:  []string{"open-data"}, Approaches: []string{"online-platform"}, Keywords: []string{"examples"},
		Evidence: EvidencePage, Retrieved: "2026-11-22", Added: "2026-11-22",
		AskedAs: asked, Official: slices.Clone(asked[:MinOfficial]), Also: []string{"samples"},
	}
}

func TestCheck(t *testing.T) {
	v := builtin(t).Vocabulary
	if err := Check([]Case{goodCase()}, v); err != nil {
		t.Fatalf("a good case has faults: %v", err)
	}
	for name, tc := range map[string]struct {
		change func(*Case)
		field  string
	}{
		"id with capitals":          {func(c *Case) { c.ID = "A-Case" }, "id"},
		"id with a slash":           {func(c *Case) { c.ID = "../x" }, "id"},
		"no title":                  {func(c *Case) { c.Title = "" }, "title"},
		"long title":                {func(c *Case) { c.Title = strings.Repeat("t", MaxTitle+1) }, "title"},
		"title with a line break":   {func(c *Case) { c.Title = "A\ncase" }, "title"},
		"problem too short":         {func(c *Case) { c.Problem = "Short." }, "problem"},
		"summary with two spaces":   {func(c *Case) { c.Summary += "  And more." }, "summary"},
		"results with a zero width": {func(c *Case) { c.Results = "Nothing\u200b." }, "results"},
		"url of a script":           {func(c *Case) { c.URL = "javascript:alert(1)" }, "url"},
		"url with a user":           {func(c *Case) { c.URL = "https://bank@example.org/" }, "url"},
		"url with a space":          {func(c *Case) { c.URL = "https://example.org/a b" }, "url"},
		"url without source":        {func(c *Case) { c.Source = "" }, "source"},
		"source without url":        {func(c *Case) { c.URL = "" }, "source"},
		"unknown country":           {func(c *Case) { c.Countries = []string{"QQ"} }, "countries"},
		"country twice":             {func(c *Case) { c.Countries = []string{"PL", "PL"} }, "countries"},
		"unknown level":             {func(c *Case) { c.Level = "galactic" }, "level"},
		"no topic":                  {func(c *Case) { c.Topics = nil }, "topics"},
		"approach as a topic":       {func(c *Case) { c.Topics = []string{"online-platform"} }, "topics"},
		"topic as an approach":      {func(c *Case) { c.Approaches = []string{"open-data"} }, "approaches"},
		"year before its time":      {func(c *Case) { c.Year = 1215 }, "year"},
		"year to come":              {func(c *Case) { c.Year = 2031 }, "year"},
		"no such evidence":          {func(c *Case) { c.Evidence = "hearsay" }, "evidence"},
		"no such day":               {func(c *Case) { c.Retrieved = "2026-02-30" }, "retrieved"},
		"too few asked-as":          {func(c *Case) { c.AskedAs = c.AskedAs[:3] }, "asked_as"},
		"asked-as twice":            {func(c *Case) { c.AskedAs[1] = c.AskedAs[0] }, "asked_as"},
		"too few official":          {func(c *Case) { c.Official = c.Official[:3] }, "official"},
		"official twice":            {func(c *Case) { c.Official = append(c.Official, c.Official[0]) }, "official"},
		"no such second look":       {func(c *Case) { c.Checked = "not reached" }, "checked"},
		"a language":                {func(c *Case) { c.Language = "de" }, "language"},
		"proposals":                 {func(c *Case) { c.Proposed = &Proposed{} }, "proposed"},
		"negative seed":             {func(c *Case) { c.Seed = -1 }, "seed"},
	} {
		t.Run(name, func(t *testing.T) {
			c := goodCase()
			tc.change(&c)
			err := Check([]Case{c}, v)
			if err == nil || !strings.Contains(err.Error(), c.ID+": "+tc.field+": ") {
				t.Errorf("got %v, want a fault in %s", err, tc.field)
			}
		})
	}
}

func TestCheck_NamesEveryFaultAtOnce(t *testing.T) {
	a, b := goodCase(), goodCase()
	a.Title, a.Level = "", "galactic"
	b.ID, b.Year = "another-case", 3000
	err := Check([]Case{a, b}, builtin(t).Vocabulary)
	for _, want := range []string{"a-good-case: title", "a-good-case: level", "another-case: year"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not name %q", err, want)
		}
	}
}
