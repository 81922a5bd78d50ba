package corpus

import (
	"strings"
	"testing"
)

func TestSlug(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"Participedia": "participedia", "Ministry of Health (UK)": "ministry-of-health-uk", "Świętokrzyskie": "swietokrzyskie", "…": "own",
		strings.Repeat("long ", 20): "long-long-long-long-long-long-long-long"} {
		if got := Slug(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestNameFiles(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ paths, names string }{
		{"/srv/Health cases.jsonl /srv/participedia.jsonl", "health-cases participedia"},
		{"/srv/a/cases.jsonl /srv/b/cases.jsonl", "cases b-cases"},
		{"/srv/a/cases.jsonl /srv/b/cases.jsonl /opt/b/cases.jsonl", "cases b-cases b-cases-2"},
		{"cases.jsonl cases.jsonl", "cases cases-2"},
		{"/srv/own/Precedent.jsonl", "own-precedent"},
		{"/srv/b-cases.jsonl /srv/a/cases.jsonl /srv/b/cases.jsonl", "b-cases cases b-cases-2"},
	} {
		paths := strings.Split(strings.ReplaceAll(test.paths, "Health cases", "Health_cases"), " ")
		names := make([]string, len(paths))
		for i, f := range NameFiles(paths) {
			names[i] = f.Name
			if want := f.Name != Slug(strings.TrimSuffix(f.Path[strings.LastIndex(f.Path, "/")+1:], ".jsonl")); f.Path != paths[i] || f.Renamed() != want {
				t.Errorf("%s: got %+v, renamed %v", test.paths, f, f.Renamed())
			}
		}
		if got := strings.Join(names, " "); got != test.names {
			t.Errorf("%s: got %s, want %s", test.paths, got, test.names)
		}
	}
}
