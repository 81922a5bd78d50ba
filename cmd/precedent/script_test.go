package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"precedent/corpus"
	"precedent/recommend/rank"
	"precedent/recommend/rank/generated"
)

// TestMain makes the program itself runnable in scripts, as "exec process".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"process": main})
}

// builtinEngine is the engine over the built-in library, made once for all
// tests.
var builtinEngine = sync.OnceValues(func() (*rank.Engine, error) {
	l, err := loadLibrary(context.Background(), nil, false)
	if err != nil {
		return nil, err
	}
	return rank.New(silent, l.vocabulary, l.library, rank.Options{})
})

// openShared is openEngine, but for the built-in library alone, whose engine
// is shared and stays open.
func openShared(lg *slog.Logger, l loaded) (*rank.Engine, func() error, error) {
	if l.own() > 0 || l.builtin == 0 {
		return openEngine(lg, l)
	}
	e, err := builtinEngine()
	return e, func() error { return nil }, err
}

// testApp is the program with an environment of its own and nothing to read.
func testApp(t testing.TB, env map[string]string, out, errOut io.Writer) *app {
	return &app{
		getenv:  func(name string) string { return env[name] },
		environ: func() []string { return nil },
		stdin:   strings.NewReader(""), stdout: out, stderr: errOut,
		open: openShared, cache: func() (string, error) { return t.TempDir(), nil }, envFile: t.TempDir() + "/.env", patience: 10 * time.Second,
	}
}

// typed is what a script's next command finds on standard input.
type typed struct{ text string }

// TestScripts runs the program as people do. Each script has a folder and an
// environment of its own, so no .env of a developer is read. The commands are
//
//	precedent ARGUMENTS...          must end with status 0
//	exits N precedent ARGUMENTS...  must end with status N
//	input FILE                      what the next precedent can read
//	cases FILE N                    writes a library of N generated cases
//
// and run in this process, to share one engine. Files are named with $WORK.
// "exec process ARGUMENTS..." is the program as a process of its own.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Values["typed"] = &typed{}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"precedent": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg {
					ts.Fatalf("say which status: exits N precedent ...")
				}
				runScripted(ts, exitDone, args)
			},
			"exits": func(ts *testscript.TestScript, neg bool, args []string) {
				want, err := strconv.Atoi(args[0])
				if neg || len(args) < 2 || err != nil || args[1] != "precedent" {
					ts.Fatalf("usage: exits STATUS precedent [ARGUMENT...]")
				}
				runScripted(ts, want, args[2:])
			},
			"cases": func(ts *testscript.TestScript, _ bool, args []string) {
				n, err := strconv.Atoi(args[1])
				ts.Check(err)
				ts.Check(writeCases(ts.MkAbs(args[0]), n))
			},
			"input": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Value("typed").(*typed).text = ts.ReadFile(args[0])
			},
		},
	})
}

// writeCases writes a library of generated cases.
func writeCases(path string, n int) error {
	b, err := corpus.Builtin()
	if err != nil {
		return err
	}
	var text bytes.Buffer
	for _, c := range generated.Cases(b, n) {
		if err := json.NewEncoder(&text).Encode(c); err != nil {
			return err
		}
	}
	return os.WriteFile(path, text.Bytes(), 0o600)
}

func runScripted(ts *testscript.TestScript, want int, args []string) {
	in := ts.Value("typed").(*typed)
	a := &app{
		getenv: ts.Getenv, environ: func() []string { return nil },
		stdin: strings.NewReader(in.text), stdout: ts.Stdout(), stderr: ts.Stderr(),
		open: openShared, cache: func() (string, error) { return ts.MkAbs("cache"), nil }, envFile: ts.MkAbs(".env"), patience: 10 * time.Second,
	}
	in.text = ""
	if got := a.run(context.Background(), args); got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}
