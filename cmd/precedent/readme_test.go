package main

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
)

// projectFile is a file of the project as text.
func projectFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(projectRoot, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// tableAfter returns the rows, cell by cell, of the first table in Markdown after a
// text.
func tableAfter(t *testing.T, markdown, text string) [][]string {
	t.Helper()
	_, rest, found := strings.Cut(markdown, text)
	if !found {
		t.Fatalf("the README does not say %q", text)
	}
	var rows [][]string
	for line := range strings.Lines(rest) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			if rows != nil {
				break
			}
			continue
		}
		var cells []string
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		rows = append(rows, cells)
	}
	return rows[2:] // below the heading and its line
}

// jsonFields are the fields of a type that is printed as JSON, each with its path;
// those that are left out where they are empty have a star, and so has what is in
// them.
func jsonFields(of reflect.Type, path, star string) []string {
	if of.Kind() == reflect.Slice && of.Elem().Kind() == reflect.Struct {
		of, path = of.Elem(), path+"[]"
	}
	if of.Kind() != reflect.Struct {
		return []string{path + star}
	}
	var fields []string
	for _, f := range reflect.VisibleFields(of) {
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || name == "" || f.Type.Kind() == reflect.Pointer { // a pointer hides a field: see unsaidJSON
			continue
		}
		below, mark := name, star
		if path != "" {
			below = path + "." + name
		}
		if option == "omitempty" {
			mark = "*"
		}
		fields = append(fields, jsonFields(f.Type, below, mark)...)
	}
	return fields
}

// documented are the fields that a table of the README names.
func documented(rows [][]string) []string {
	var fields []string
	for _, row := range rows {
		for _, m := range regexp.MustCompile("`([^`]+)`(\\*?)").FindAllStringSubmatch(row[0], -1) {
			fields = append(fields, m[1]+m[2])
		}
	}
	return fields
}

func TestGuard_READMEFieldsOfJSON(t *testing.T) {
	readme := projectFile(t, "recommend/README.md")
	record := jsonFields(reflect.TypeFor[recordJSON](), "", "")
	var more []string // of show, beside the record
	for _, f := range jsonFields(reflect.TypeFor[wholeJSON](), "", "") {
		if !slices.Contains(record, f) {
			more = append(more, f)
		}
	}
	for command, c := range map[string]struct {
		before string
		fields []string
	}{
		"similar": {"`similar --json` prints one object", jsonFields(reflect.TypeFor[answerJSON](), "", "")},
		"show":    {"`show --json` prints one case", more},
	} {
		said := documented(tableAfter(t, readme, c.before))
		for _, f := range c.fields {
			if !slices.Contains(said, f) {
				t.Errorf("%s --json prints %s, which its table in the README lacks: give it a row (* marks what is left out where it is empty)", command, f)
			}
		}
		for i, f := range said {
			if !slices.Contains(c.fields, f) || slices.Contains(said[:i], f) {
				t.Errorf("the table of %s --json in the README has %s, which is not printed or stands there twice", command, f)
			}
		}
	}
}

// TestGuard_READMEWeights holds the README's table of weights against those that
// the engine runs with.
func TestGuard_READMEWeights(t *testing.T) {
	want := map[string]string{}
	weights := reflect.ValueOf(recommend.DefaultWeights())
	for _, f := range reflect.VisibleFields(weights.Type()) {
		value := weights.FieldByIndex(f.Index)
		if value.Kind() == reflect.Array {
			var each []string
			for i := range value.Len() {
				each = append(each, fmt.Sprint(value.Index(i)))
			}
			want[f.Name] = strings.Join(each, ", ")
			continue
		}
		want[f.Name] = fmt.Sprint(value)
	}
	said := map[string]string{}
	for _, row := range tableAfter(t, projectFile(t, "recommend/README.md"), "All the weights:") {
		name, _, several := strings.Cut(row[0], " (") // what the values of one weight are for
		if several {
			said[name] = row[1]
			continue
		}
		names, values := strings.Split(row[0], ", "), strings.Split(row[1], ", ")
		if len(names) != len(values) {
			t.Errorf("the README has %d values for %s", len(values), row[0])
			continue
		}
		for i, name := range names {
			said[name] = values[i]
		}
	}
	for name, value := range want {
		if said[name] != value {
			t.Errorf("the weight %s is %s, and %q in the README", name, value, said[name])
		}
	}
	for name := range said {
		if want[name] == "" {
			t.Errorf("the README has the weight %s, which there is not", name)
		}
	}
}

// TestGuard_READMEBuildsWhatIsMeasured holds the README's build command against
// the others: .ci/run takes it from there, the image and the benchmark have their own.
func TestGuard_READMEBuildsWhatIsMeasured(t *testing.T) {
	build := regexp.MustCompile(`(?m)^CGO_ENABLED=0 go build (.*) -o precedent \./cmd/precedent$`).FindStringSubmatch(projectFile(t, "README.md"))
	if build == nil {
		t.Fatal("the README shows no build command on a line of its own")
	}
	if n := strings.Count(projectFile(t, "README.md"), "go build"); n != 1 {
		t.Errorf("the README shows %d build commands", n)
	}
	docker := regexp.MustCompile(` -X ('[^']*'|[^"' ]*)`).ReplaceAllString(projectFile(t, "Dockerfile"), "") // which version it is
	if !strings.Contains(docker, "CGO_ENABLED=0 go build "+build[1]+" -o") {
		t.Errorf("the Dockerfile does not build with %s", build[1])
	}
	if ci := projectFile(t, ".ci/run"); !strings.Contains(ci, `grep -E '^CGO_ENABLED=0 go build ' README.md`) || strings.Count(ci, "go build") != 1 {
		t.Error(".ci/run does not build with the README's command")
	}
	if got := strings.ReplaceAll(build[1], `"`, ""); got != strings.Join(buildFlags, " ") {
		t.Errorf("the benchmark builds with %q, the README with %q", buildFlags, build[1])
	}
}

// TestGuard_READMECommandsCanBeTyped finds commands that need the program on PATH,
// where nothing has put it.
func TestGuard_READMECommandsCanBeTyped(t *testing.T) {
	a := testApp(t, nil, nil, nil)
	rootCommand(a)
	bare := regexp.MustCompile("(?m)(?:^|[\\s`(\"])precedent (" + strings.Join(a.commands, "|") + `)\b`)
	for _, name := range []string{"README.md", "bot/README.md", "recommend/README.md", "corpus/README.md", ".env.example"} {
		for _, found := range bare.FindAllString(projectFile(t, name), -1) {
			t.Errorf("%s has %q: write ./precedent or go run ./cmd/precedent", name, found)
		}
	}
}

// TestGuard_READMECountsCases holds what the README says of the library against the
// library.
func TestGuard_READMECountsCases(t *testing.T) {
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	evidence, checked, countries := map[corpus.Evidence]int{}, map[corpus.Checked]int{}, map[string]bool{}
	recent, unlinked := 0, 0
	for _, c := range b.Library.Cases() {
		evidence[c.Evidence]++
		checked[c.Checked]++
		for _, code := range c.Countries {
			if code != "EU" { // which is no country
				countries[code] = true
			}
		}
		if c.Year >= 2019 {
			recent++
		}
		if c.URL == "" {
			unlinked++
		}
	}
	readme := strings.Join(strings.Fields(projectFile(t, "README.md")+projectFile(t, "corpus/README.md")), " ")
	all := b.Library.Len()
	for _, want := range []string{
		fmt.Sprintf("the most similar of %d real cases", all),
		fmt.Sprintf("The library holds %d cases from %d countries and territories, %d of them begun in 2019 or later", all, len(countries), recent),
		fmt.Sprintf("%d were written from their own page, read in part; %d from a mention elsewhere; %d from a list", evidence[corpus.EvidencePage], evidence[corpus.EvidenceSnippet], evidence[corpus.EvidenceListing]),
		fmt.Sprintf("%d were held against their source a second time, by other eyes: %d stood as they were, %d were put right in something, and of %d not all could be settled",
			all-checked[""], checked[corpus.CheckedConfirmed], checked[corpus.CheckedMended], checked[corpus.CheckedUnclear]),
		fmt.Sprintf("Of the other %d no second look is on record", checked[""]),
		"One case has no known public address",
	} {
		if !strings.Contains(readme, want) {
			t.Errorf("the README does not say: %s", want)
		}
	}
	if unlinked != 1 {
		t.Errorf("%d cases have no address", unlinked)
	}
}
