package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// TestGuard_Catalogues holds the French texts against the English ones: none is
// missing, none is left over, and each is filled in with the same things in the
// same order.
func TestGuard_Catalogues(t *testing.T) {
	for english, french := range map[string]string{
		"bot/view/text.go":           "bot/view/textfr.go",
		"recommend/wording/texts.go": "recommend/wording/textsfr.go",
	} {
		texts, translated := constants(t, english), mapLiteral(t, french)
		if len(texts) < 20 {
			t.Fatalf("%s has only %d texts", english, len(texts))
		}
		for name, text := range texts {
			in, ok := translated[name]
			switch {
			case !ok:
				t.Errorf("%s has no text for %s, %q", french, name, text)
			case !slices.Equal(verbs(text), verbs(in)):
				t.Errorf("%s: %s is filled in with %v, in English with %v", french, name, verbs(in), verbs(text))
			}
		}
		for name := range translated {
			if _, ok := texts[name]; !ok {
				t.Errorf("%s has a text for %s, which %s does not have", french, name, english)
			}
		}
	}
}

func verbs(text string) []string {
	return regexp.MustCompile(`%[a-z]`).FindAllString(text, -1)
}

func parse(t *testing.T, file string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(projectRoot, file), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// constants are the string constants of a file.
func constants(t *testing.T, file string) map[string]string {
	texts := map[string]string{}
	ast.Inspect(parse(t, file), func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if ok && len(spec.Values) == 1 {
			if text, ok := literal(spec.Values[0]); ok {
				texts[spec.Names[0].Name] = text
			}
		}
		return true
	})
	return texts
}

// mapLiteral is what a map literal of a file has for each named constant.
func mapLiteral(t *testing.T, file string) map[string]string {
	texts := map[string]string{}
	ast.Inspect(parse(t, file), func(n ast.Node) bool {
		pair, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		key, named := pair.Key.(*ast.Ident)
		text, said := literal(pair.Value)
		if !named || !said || text == "" {
			t.Errorf("%s: an entry is no text for a named constant", file)
			return true
		}
		texts[key.Name] = text
		return true
	})
	return texts
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil
}
