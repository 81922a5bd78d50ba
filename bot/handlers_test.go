package bot_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"precedent/bot"
	"precedent/bot/view"
	"precedent/recommend/wording/catalogue"
)

// viewConstants are the values of package view's text constants whose names begin with a
// prefix, by name.
func viewConstants(t *testing.T, prefix string) map[string]string {
	t.Helper()
	files, err := filepath.Glob("view/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of package view: %v", err)
	}
	found := map[string]string{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			for i, id := range spec.Names {
				if !strings.HasPrefix(id.Name, prefix) || i >= len(spec.Values) {
					continue
				}
				text := spec.Values[i]
				if sum, ok := text.(*ast.BinaryExpr); ok { // ActionFeedback + ":yes" is handled as ActionFeedback
					if whole, ok := sum.X.(*ast.Ident); ok && strings.HasPrefix(whole.Name, prefix) {
						continue
					}
				}
				if literal, ok := text.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					value, err := strconv.Unquote(literal.Value)
					if err != nil {
						t.Fatal(err)
					}
					found[id.Name] = value
				}
			}
			return true
		})
	}
	return found
}

// TestHandlers_OneForEach: every action and every window of package view has exactly one
// handler, no handler is for anything else, and what stands in no line does nothing.
func TestHandlers_OneForEach(t *testing.T) {
	for prefix, handled := range map[string][]string{
		"Action":   bot.Routes().Actions(),
		"Callback": bot.Routes().Forms(),
	} {
		known := viewConstants(t, prefix)
		if len(known) < 5 {
			t.Fatalf("only %d constants %s... are found", len(known), prefix)
		}
		values := map[string]string{}
		for name, value := range known {
			if other := values[value]; other != "" {
				t.Errorf("view.%s and view.%s are both %q", name, other, value)
			}
			values[value] = name
			if !slices.Contains(handled, value) {
				t.Errorf("view.%s (%q) has no handler: register it in the Register of a feature", name, value)
			}
		}
		for _, value := range handled {
			if values[value] == "" && !slices.ContainsFunc(bot.Routes().CaseButtons(), func(b view.CaseButton) bool { return b.Action == value }) {
				t.Errorf("a handler is for %q, which is no constant %s... of package view", value, prefix)
			}
		}
	}
}

// TestREADME_HasEveryButton: the table of buttons in bot/README.md has each of them by its
// English text, in italics.
func TestREADME_HasEveryButton(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(readme), "\n## Buttons\n")
	table, _, _ = strings.Cut(table, "\n## ")
	texts, buttons := catalogue.Builtin().English(), 0
	for _, key := range texts.Keys() {
		if !strings.HasPrefix(key, "button.") {
			continue
		}
		buttons++
		if label := strings.TrimSuffix(texts.Text(key), " (%d)"); !strings.Contains(table, "*"+label+"*") {
			t.Errorf("bot/README.md, Buttons: there is no *%s* (%s)", label, key)
		}
	}
	if buttons < 20 {
		t.Errorf("got %d buttons, want all of them", buttons)
	}
}

// pressableTypes are the kinds of element that tell the bot at once when somebody uses them
// outside an input block.
var pressableTypes = []string{"button", "static_select", "multi_static_select", "overflow", "feedback_buttons", "icon_button"}

// TestHandlers_ForEachButton: every button in the golden files of package view has a
// handler, whatever its id is made of.
func TestHandlers_ForEachButton(t *testing.T) {
	handled := bot.Routes().Actions()
	buttons := 0
	var look func(name string, node any)
	look = func(name string, node any) {
		switch node := node.(type) {
		case []any:
			for _, n := range node {
				look(name, n)
			}
		case map[string]any:
			if node["type"] == "input" {
				return // is read when the window is submitted
			}
			kind, _ := node["type"].(string)
			id, has := node["action_id"].(string)
			if link, _ := node["url"].(string); has && slices.Contains(pressableTypes, kind) {
				buttons++
				if action, _, _ := strings.Cut(id, ":"); !slices.Contains(handled, action) && link == "" {
					t.Errorf("%s: the %s %q has no handler", name, kind, id)
				}
			}
			for _, n := range node {
				look(name, n)
			}
		}
	}
	err := filepath.WalkDir("view/testdata", func(name string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".json" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var content any
		if err := json.Unmarshal(data, &content); err != nil {
			return err
		}
		look(name, content)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if buttons < 100 {
		t.Fatalf("only %d buttons are found", buttons)
	}
}

// TestMemory_OneWay: what people ask and press reaches the store through turn.Kept's For
// alone, which leaves out people of other organisations. News of watches and suggestions that
// wait are the bot's own work, and what was asked last in a thread is for everybody there.
func TestMemory_OneWay(t *testing.T) {
	files, err := filepath.Glob("*/*.go")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	source, features := map[string][]byte{}, map[string]bool{}
	for _, name := range files {
		if source[name], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(source[name], []byte(") Register(r *turn.Router)")) {
			features[filepath.Dir(name)] = true
		}
	}
	if len(features) < 5 {
		t.Fatalf("got the features %v, want all of them", features)
	}
	for rule, only := range map[string][]string{`kept\.All\(\)`: {"watch/news.go", "suggest/show.go"}, `(?m)^\t\w+ +\w*[sS]tore$`: {"answer/thread.go"}} {
		uses := regexp.MustCompile(rule)
		for _, name := range files {
			if got, want := uses.Match(source[name]), slices.Contains(only, name); features[filepath.Dir(name)] && got != want {
				t.Errorf("%s: uses the whole store (%s) is %t, want %t", name, rule, got, want)
			}
		}
	}
}
