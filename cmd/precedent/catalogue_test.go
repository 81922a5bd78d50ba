package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
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
	for _, file := range []string{"bot/view/text.go", "recommend/wording/texts.go"} {
		constants := keyConstants(t, file)
		if len(constants) < 20 {
			t.Fatalf("%s has only %d keys", file, len(constants))
		}
		for name, key := range constants {
			found := slices.DeleteFunc(slices.Clone(keys), func(has string) bool {
				return has != key && !(strings.HasSuffix(key, ".") && strings.HasPrefix(has, key))
			})
			if len(found) == 0 {
				t.Errorf("%s: there is no English text for %s, %q", file, name, key)
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

// keyConstants are the keys of texts among the constants of a file, by their names. Each has
// a full stop in it.
func keyConstants(t *testing.T, file string) map[string]string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(projectRoot, file), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if l, ok := spec.Values[0].(*ast.BasicLit); ok && l.Kind == token.STRING {
			if key, err := strconv.Unquote(l.Value); err == nil && strings.Contains(key, ".") {
				keys[spec.Names[0].Name] = key
			}
		}
		return true
	})
	return keys
}
