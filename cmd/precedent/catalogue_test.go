package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"precedent/recommend/wording/catalogue"
)

// TestGuard_Catalogues holds the English catalogue against the keys that the program uses:
// none is missing, and none is left over. Package catalogue holds the other languages against
// English.
func TestGuard_Catalogues(t *testing.T) {
	keys := catalogue.Builtin().English().Keys()
	used := map[string]bool{}
	for _, folder := range []string{"bot/view", "recommend/wording"} {
		constants := keyConstants(t, folder)
		if len(constants) < 20 {
			t.Fatalf("%s has only %d keys", folder, len(constants))
		}
		for name, key := range constants {
			found := slices.DeleteFunc(slices.Clone(keys), func(has string) bool {
				return has != key && !(strings.HasSuffix(key, ".") && strings.HasPrefix(has, key))
			})
			if len(found) == 0 {
				t.Errorf("%s: there is no English text for %s, %q", folder, name, key)
			}
			for _, key := range found {
				used[key] = true
			}
		}
	}
	for _, key := range keys {
		if !used[key] {
			t.Errorf("nothing uses the English text %s", key)
		}
	}
}

// keyForm is what keys of texts look like. One that ends in a full stop is followed by an id.
var keyForm = regexp.MustCompile(`^[a-z]+(-[a-z]+)*\.[a-z-]*$`)

// keyConstants are the keys of texts among the constants of a package, by their names.
func keyConstants(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(projectRoot, folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			if l, ok := spec.Values[0].(*ast.BasicLit); ok && l.Kind == token.STRING {
				if key, err := strconv.Unquote(l.Value); err == nil && keyForm.MatchString(key) {
					keys[spec.Names[0].Name] = key
				}
			}
			return true
		})
	}
	return keys
}
