package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// goList runs go list in a folder.
func goList(t *testing.T, folder string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = folder
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %s: %v\n%s", strings.Join(args, " "), err, &errOut)
	}
	return string(out)
}

// modulePath is the module's path, which go.mod alone decides on.
func modulePath(t *testing.T) string {
	t.Helper()
	return strings.TrimSpace(goList(t, projectRoot, "-m"))
}

// TestGuard_ModulePathOnlyInImports keeps the module's path changeable: its owners choose
// it once they publish it, and one command then puts it into go.mod and the imports.
func TestGuard_ModulePathOnlyInImports(t *testing.T) {
	ours := modulePath(t) + "/"
	// Elsewhere the path is one only in front of a folder, as "cmd/precedent/" is none.
	spelled := regexp.MustCompile(`(?m)(?:^|[^\w./-])` + regexp.QuoteMeta(ours) + `(?:bot|cmd|corpus|recommend)\b`)
	eachFile(t, func(name string, data []byte) {
		if !strings.HasSuffix(name, ".go") {
			if found := spelled.Find(data); found != nil && !bytes.Contains(data[:min(len(data), 8000)], []byte{0}) {
				t.Errorf("%s spells the module's path: %q", name, found)
			}
			return
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, name, data, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if _, isImport := n.(*ast.ImportSpec); isImport {
				return false
			}
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil && (strings.HasPrefix(text, ours) || spelled.MatchString(text)) {
					t.Errorf("%s: %q spells the module's path: ask go list or debug.BuildInfo for it", files.Position(literal.Pos()), text)
				}
			}
			return true
		})
	})
}

// TestGuard_ModulePathChangesByOneCommand runs the README's command for that in a copy of
// the tree.
func TestGuard_ModulePathChangesByOneCommand(t *testing.T) {
	for _, tool := range []string{"bash", "grep", "perl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("the command needs %s", tool)
		}
	}
	command := regexp.MustCompile(`(?m)^old=.*; new=(\S+)\n(.*go mod edit -module "\$new")$`).FindStringSubmatch(projectFile(t, "README.md"))
	if command == nil {
		t.Fatal("the README shows no command that changes the module's path")
	}
	copied := t.TempDir()
	eachFile(t, func(name string, data []byte) {
		to := filepath.Join(copied, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, data, 0o644); err != nil {
			t.Fatal(err)
		}
	})
	want := "example.com/owner/name"
	run := exec.Command("bash", "-euc", strings.Replace(command[0], "new="+command[1], "new="+want, 1))
	run.Dir = copied
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("the README's command: %v\n%s", err, out)
	}
	before := strings.Fields(goList(t, projectRoot, "-test", "-deps", "./..."))
	after := goList(t, copied, "-test", "-deps", "./...") // fails where an import leads nowhere
	for _, path := range before {
		if below, ok := strings.CutPrefix(path, modulePath(t)+"/"); ok && !strings.Contains(after, want+"/"+below) {
			t.Errorf("after the README's command, there is no %s/%s", want, below)
		}
	}
	if left := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(modulePath(t)) + `/.*`).FindString(after); left != "" {
		t.Errorf("after the README's command, something still imports %s", left)
	}
}
