package bot

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
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
		"Action":   slices.Collect(maps.Keys(presses)),
		"Callback": slices.Collect(maps.Keys(submissions)),
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
				t.Errorf("view.%s (%q) has no handler", name, value)
			}
		}
		for _, value := range handled {
			if values[value] == "" {
				t.Errorf("a handler is for %q, which is no constant %s... of package view", value, prefix)
			}
		}
	}
}

// pressable are the kinds of element that tell the bot at once when somebody uses them
// outside an input block.
var pressable = []string{"button", "static_select", "multi_static_select", "overflow", "feedback_buttons", "icon_button"}

// TestHandlers_ForEachButton: every button in the golden files of package view has a
// handler, whatever its id is made of.
func TestHandlers_ForEachButton(t *testing.T) {
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
			if link, _ := node["url"].(string); has && slices.Contains(pressable, kind) {
				buttons++
				if action, _, _ := strings.Cut(id, ":"); presses[action] == nil && link == "" {
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

// TestMemory_OneWay: what people ask and press reaches the Memory through memoryOf
// alone, which leaves out people of other organisations.
func TestMemory_OneWay(t *testing.T) {
	may := []string{"bot.go", "affiliation.go", "news.go"} // news are the bot's own work
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "."+"allMemory") && !slices.Contains(may, name) {
			t.Errorf("%s uses all memory", name)
		}
	}
}
