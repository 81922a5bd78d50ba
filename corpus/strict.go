package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"
)

// ReadStrict reads the cases of a tree laid out as the embedded one and checks
// every rule of the record on every case. The error joins all faults, each
// with its case and field.
func ReadStrict(fsys fs.FS, v *Vocabulary) ([]Case, error) {
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
	cases := make([]Case, len(entries))
	errs := make([]error, len(entries))
	var finish sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		finish.Go(func() {
			for i := w; i < len(entries); i += workers {
				cases[i], errs[i] = readCase(fsys, entries[i].Name())
			}
		})
	}
	finish.Wait()
	var readable []Case
	for i := range cases {
		if errs[i] == nil {
			readable = append(readable, cases[i])
		}
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
