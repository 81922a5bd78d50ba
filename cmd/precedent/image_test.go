package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// instruction is one of a Dockerfile: FROM, ARG, RUN and so on, with what follows it.
type instruction struct{ name, rest string }

// stages are the parts of a Dockerfile that begin with FROM.
func stages(t *testing.T, dockerfile string) [][]instruction {
	t.Helper()
	var all [][]instruction
	joined := regexp.MustCompile(`\\\n\s*`).ReplaceAllString(dockerfile, "")
	for line := range strings.Lines(joined) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, _ := strings.Cut(line, " ")
		if name == "FROM" {
			all = append(all, nil)
		}
		if len(all) == 0 {
			t.Fatalf("the Dockerfile has %s before any FROM", line)
		}
		all[len(all)-1] = append(all[len(all)-1], instruction{name, rest})
	}
	return all
}

// linkable are the variables of this package that a linker can set: strings without a
// value of their own. It sets nothing, and says nothing, where a name is wrong.
func linkable(t *testing.T) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "version.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range f.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.VAR {
			continue
		}
		for _, s := range decl.Specs {
			spec := s.(*ast.ValueSpec)
			if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "string" && len(spec.Values) == 0 {
				for _, n := range spec.Names {
					names = append(names, n.Name)
				}
			}
		}
	}
	return names
}

// TestGuard_Image reads the Dockerfile as far as it can be without an engine: its stages
// hang together, the image and the binary in it say what they were made from, and it runs
// as nobody. .ci/run runs its build command.
func TestGuard_Image(t *testing.T) {
	all := stages(t, projectFile(t, "Dockerfile"))
	if len(all) != 2 {
		t.Fatalf("the Dockerfile has %d stages, want one that builds and one that runs", len(all))
	}
	for i, stage := range all {
		declared := map[string]string{}
		for _, in := range stage {
			if in.name == "ARG" {
				name, value, _ := strings.Cut(in.rest, "=")
				declared[name] = strings.Trim(value, `"`)
			}
			for _, used := range regexp.MustCompile(`\$\{?([A-Z]+)`).FindAllStringSubmatch(in.rest, -1) {
				if declared[used[1]] == "" {
					t.Errorf("stage %d: %s %s uses %s, which has no value there", i+1, in.name, in.rest, used[1])
				}
			}
			if from := regexp.MustCompile(`^--from=(\S+)`).FindStringSubmatch(in.rest); from != nil && !strings.HasSuffix(all[0][0].rest, " AS "+from[1]) {
				t.Errorf("COPY %s copies from a stage that there is not", in.rest)
			}
		}
		if declared["REVISION"] != "unknown" {
			t.Errorf("stage %d: REVISION is %q unless the builder says it, want unknown", i+1, declared["REVISION"])
		}
	}
	goVersion := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(projectFile(t, "go.mod"))
	if got, want := all[0][0].rest, "golang:"+goVersion[1]+" AS build"; got != want {
		t.Errorf("the image is built from %s, want %s, as go.mod asks for", got, want)
	}
	run := all[0][len(all[0])-1].rest
	set := regexp.MustCompile(`-X '?main\.(\w+)=\$(\w+)`).FindAllStringSubmatch(run, -1)
	for variable, value := range map[string]string{"linkedVersion": "VERSION", "linkedRevision": "REVISION"} {
		if !slices.ContainsFunc(set, func(m []string) bool { return m[1] == variable && m[2] == value }) {
			t.Errorf("the image's binary is built without main.%s=$%s: %s", variable, value, run)
		}
		if !slices.Contains(linkable(t), variable) {
			t.Errorf("version.go has no string %s without a value, so nothing can be linked into it", variable)
		}
	}
	last := all[1]
	has := func(name string, parts ...string) bool {
		return slices.ContainsFunc(last, func(in instruction) bool {
			return in.name == name && !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(in.rest, p) })
		})
	}
	if !has("LABEL", `org.opencontainers.image.version="$VERSION"`, `org.opencontainers.image.revision="$REVISION"`) {
		t.Error("the image has no labels of its version and revision")
	}
	if last[0].rest != "scratch" || !has("USER", "65532:65532") || !has("ENTRYPOINT", `["/precedent"]`) || !has("CMD", `["serve"]`) {
		t.Errorf("the image is not an empty base that serves as a user that is not root: %v", last)
	}
}
