package main

import (
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// Bounds of the structure within one package.
const (
	maxKnot        = 8 // files that all reach each other
	maxMethodFiles = 4 // files that hold the methods of one type
)

// wideTypes are the types whose methods may stand in more than maxMethodFiles files, with
// how many: the stand-in Slack, whose methods are what people and Slack do, and the renderer,
// a view a file.
var wideTypes = map[string]int{
	"bot/slackfake.Server": 16,
	"bot/view.Renderer":    16,
}

// TestStructure holds each package to a structure in which a file can be read without
// all others. A file reaches another of its package where it uses a name declared there:
// of a function, type, variable, constant, method or field.
func TestStructure(t *testing.T) {
	list, err := packages.Load(&packages.Config{Dir: projectRoot, Mode: packages.LoadSyntax}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		if len(p.Errors) > 0 {
			t.Fatalf("%s does not compile: %v", p.PkgPath, p.Errors)
		}
		name := strings.TrimPrefix(p.PkgPath, modulePath(t)+"/")
		for _, knot := range knots(fileUses(p)) {
			t.Logf("%s: %d files reach each other: %s", name, len(knot), strings.Join(knot, " "))
			if len(knot) > maxKnot {
				t.Errorf("%s: %d files all reach each other, at most %d may", name, len(knot), maxKnot)
			}
		}
		for typeName, files := range methodFiles(p) {
			full := name + "." + typeName
			if may := max(maxMethodFiles, wideTypes[full]); files > may {
				t.Errorf("%s has methods in %d files, at most %d may", full, files, may)
			} else if may > maxMethodFiles && files < may {
				t.Errorf("%s has methods in %d files now; lower its bound of %d in this test", full, files, may)
			}
		}
	}
}

// fileUses are, for each file of a package, the other files whose names it uses.
func fileUses(p *packages.Package) map[string]map[string]bool {
	uses := map[string]map[string]bool{}
	for identifier, object := range p.TypesInfo.Uses {
		if object.Pkg() != p.Types {
			continue
		}
		from, to := fileOf(p, identifier), fileOf(p, object)
		if uses[from] == nil {
			uses[from] = map[string]bool{}
		}
		if from != to {
			uses[from][to] = true
		}
	}
	return uses
}

// methodFiles counts, for each type of a package, the files that hold its methods.
func methodFiles(p *packages.Package) map[string]int {
	counts := map[string]int{}
	for _, name := range p.Types.Scope().Names() {
		named, ok := p.Types.Scope().Lookup(name).Type().(*types.Named)
		if !ok || named.Obj().Name() != name {
			continue
		}
		files := map[string]bool{}
		for method := range named.Methods() {
			files[fileOf(p, method)] = true
		}
		counts[name] = len(files)
	}
	return counts
}

func fileOf(p *packages.Package, at interface{ Pos() token.Pos }) string {
	return filepath.Base(p.Fset.Position(at.Pos()).Filename)
}

// knots are the strongly connected components of more than one file.
func knots(uses map[string]map[string]bool) (found [][]string) {
	reach := map[string]map[string]bool{}
	var walk func(from, at string)
	walk = func(from, at string) {
		for to := range uses[at] {
			if !reach[from][to] {
				reach[from][to] = true
				walk(from, to)
			}
		}
	}
	for file := range uses {
		reach[file] = map[string]bool{}
		walk(file, file)
	}
	known := map[string]bool{}
	for _, file := range slices.Sorted(maps.Keys(uses)) {
		knot := []string{file}
		for other := range reach[file] {
			if other != file && reach[other][file] {
				knot = append(knot, other)
			}
		}
		if len(knot) > 1 && !known[file] {
			slices.Sort(knot)
			found = append(found, knot)
		}
		for _, f := range knot {
			known[f] = true
		}
	}
	return found
}

func TestStructure_Knots(t *testing.T) {
	arrows := func(list ...string) map[string]map[string]bool {
		uses := map[string]map[string]bool{}
		for _, arrow := range list {
			from, to, _ := strings.Cut(arrow, ">")
			for _, file := range []string{from, to} {
				if uses[file] == nil {
					uses[file] = map[string]bool{}
				}
			}
			uses[from][to] = true
		}
		return uses
	}
	for name, tc := range map[string]struct {
		uses map[string]map[string]bool
		want [][]string
	}{
		"one way":           {arrows("a>b", "b>c", "a>c"), nil},
		"a circle of three": {arrows("a>b", "b>c", "c>a", "c>d"), [][]string{{"a", "b", "c"}}},
		"two circles":       {arrows("a>b", "b>a", "b>c", "c>d", "d>c"), [][]string{{"a", "b"}, {"c", "d"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := knots(tc.uses); !reflect.DeepEqual(got, tc.want) {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}
