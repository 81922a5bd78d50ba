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

// speaking are the folders that say texts of the catalogue.
var speaking = []string{
	"bot", "bot/answer", "bot/home", "bot/lists", "bot/share", "bot/suggest", "bot/turn", "bot/view", "bot/watch", "cmd/precedent", "recommend/wording", "recommend/wording/catalogue",
}

// TestGuard_Catalogues holds the English catalogue against the keys that the program uses:
// none is missing, and none is left over. Package catalogue holds the other languages against
// English.
func TestGuard_Catalogues(t *testing.T) {
	keys := catalogue.Builtin().English().Keys()
	kinds := map[string]bool{} // what stands before the full stop
	for _, key := range keys {
		kind, _, _ := strings.Cut(key, ".")
		kinds[kind] = true
	}
	used := map[string]bool{}
	for _, folder := range speaking {
		written := keysIn(t, folder)
		if folder == "bot/view" || folder == "recommend/wording" {
			if len(written) < 20 {
				t.Fatalf("%s has only the keys %q, want at least 20", folder, written)
			}
		} else { // elsewhere what Slack calls its methods has the same form
			written = slices.DeleteFunc(written, func(key string) bool {
				kind, _, _ := strings.Cut(key, ".")
				return !kinds[kind]
			})
		}
		for _, key := range written {
			found := slices.DeleteFunc(slices.Clone(keys), func(has string) bool {
				return has != key && !(strings.HasSuffix(key, ".") && strings.HasPrefix(has, key))
			})
			if len(found) == 0 {
				t.Errorf("%s: there is no English text for %q", folder, key)
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

// keysIn are what has the form of a key among the string literals of a package, outside tests.
func keysIn(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(projectRoot, folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if key, err := strconv.Unquote(l.Value); err == nil && keyForm.MatchString(key) {
					keys = append(keys, key)
				}
			}
			return true
		})
	}
	return keys
}
