package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// readStrict reads the cases of a tree laid out as the embedded one and checks
// every rule of the record on every case. The error joins all faults, each
// with its case and field.
func readStrict(fsys fs.FS, v *Vocabulary) ([]Case, error) {
	cases, err := readCases(fsys)
	return cases, errors.Join(err, Check(cases, v))
}

// readCases decodes data/cases/*.json, an unknown field being an error, and
// returns those that could be read. It does not check the rules.
func readCases(fsys fs.FS) ([]Case, error) {
	entries, err := fs.ReadDir(fsys, dirCases)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	var readable []Case
	var errs []error
	for _, entry := range entries {
		c, err := readCase(fsys, entry.Name())
		if err != nil {
			errs = append(errs, err)
			continue
		}
		readable = append(readable, c)
	}
	return readable, errors.Join(errs...)
}

func readCase(fsys fs.FS, name string) (Case, error) {
	data, err := fs.ReadFile(fsys, path.Join(dirCases, name))
	if err != nil {
		return Case{}, fmt.Errorf("read case file %s: %w", name, err)
	}
	var c Case
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return Case{}, fmt.Errorf("case file %s: %w", name, atLine(err, data))
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Case{}, fmt.Errorf("case file %s: something stands after the record", name)
	}
	if want := strings.TrimSuffix(name, ".json"); c.ID != want {
		return Case{}, fmt.Errorf("case file %s: id is %q, the file's name says %q", name, c.ID, want)
	}
	return c, nil
}

// encode writes a case in the one form that data/cases keeps: two-space
// indent, fields in the order of [Case], a line for each list item, and no
// HTML escapes.
func encode(c Case) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(c); err != nil {
		return nil, fmt.Errorf("encode case %s: %w", c.ID, err)
	}
	return buf.Bytes(), nil
}

func TestReadStrict_RefusesFiles(t *testing.T) {
	v := builtin(t).Vocabulary
	data, err := encode(goodCase())
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ file, text, want string }{
		"unknown field":  {"a-good-case", strings.Replace(string(data), `"title"`, `"titel"`, 1), "titel"},
		"broken JSON":    {"a-good-case", strings.Replace(string(data), `"title": `, `"title" `, 1), "line 3"},
		"wrong type":     {"a-good-case", strings.Replace(string(data), `"year": 2018`, `"year": "then"`, 1), "line"},
		"two records":    {"a-good-case", string(data) + string(data), "after the record"},
		"name and id":    {"another-name", string(data), "another-name"},
		"nothing inside": {"a-good-case", "", "EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readStrict(fstest.MapFS{dirCases + "/" + tc.file + ".json": {Data: []byte(tc.text)}}, v)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want an error with %q", err, tc.want)
			}
		})
	}
}
