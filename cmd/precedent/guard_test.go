package main

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"precedent/bot"
)

const projectRoot = "../.."

// TestGuard_ImportsPointOneWay keeps the house in order: cmd -> bot ->
// recommend -> corpus, and each outside library in its one place.
func TestGuard_ImportsPointOneWay(t *testing.T) {
	allowed := map[string][]string{ // package below the module -> what of ours it may import
		"corpus":               {"corpus/pack"},
		"corpus/pack":          {},
		"corpus/pack/packtest": {},
		"recommend/eval":       {},
		"recommend/tune":       {"recommend", "recommend/rank", "recommend/eval", "corpus"},
		"recommend":            {"corpus"},
		"recommend/wording":    {"recommend", "recommend/understand/analysis", "recommend/wording/catalogue", "corpus"},
		"bot/blockkit":         {},
		"bot/view":             {"bot/blockkit", "recommend", "recommend/wording", "recommend/wording/catalogue", "corpus"},
		"bot/slackfake":        {"bot/blockkit"},
		"bot/store":            {},
		"bot/state":            {"recommend", "corpus"},
		"bot/slackapi":         {},
		"bot/delivery":         {},
		"bot/turn":             {"bot/blockkit", "bot/delivery", "bot/slackapi", "bot/state", "bot/store", "bot/view", "recommend", "corpus"},
		"bot":                  {"bot/answer", "bot/delivery", "bot/home", "bot/lists", "bot/share", "bot/slackapi", "bot/turn", "bot/view", "bot/watch"},
		"bot/socket":           {"bot/delivery", "bot/slackapi"},
		"bot/web":              {"bot/delivery"},
		"cmd/precedent":        {"bot", "bot/slackapi", "bot/socket", "bot/web", "bot/store", "bot/view", "recommend", "recommend/understand", "recommend/understand/syntax", "recommend/rank", "recommend/wording", "recommend/eval", "recommend/tune", "corpus"},
	}
	allowed["recommend/wording/catalogue"] = nil
	allowed["recommend/rank/ranktest"] = []string{"recommend", "recommend/rank", "corpus"} // for tests alone
	for feature, others := range map[string]string{                                        // a feature, and those that it may use
		"share": "", "lists": "", "watch": "", "answer": "bot/share", "home": "bot/lists",
	} {
		allowed["bot/"+feature] = append(strings.Fields(others), "bot/blockkit", "bot/delivery", "bot/slackapi", "bot/state", "bot/store", "bot/turn", "bot/view",
			"recommend", "recommend/understand", "recommend/understand/syntax", "corpus")
	}
	for name, imports := range map[string]string{ // each may import those before it, and never rank
		"analysis": "", "letter": "", "language": "analysis", "syntax": "analysis", "scope": "analysis language",
		"lexicon": "analysis letter language scope", "names": "analysis language lexicon",
	} {
		may := []string{"recommend", "corpus", "corpus/pack"}
		for _, other := range strings.Fields(imports) {
			may = append(may, "recommend/understand/"+other)
		}
		allowed["recommend/understand/"+name] = may
		allowed["recommend/understand"] = append(allowed["recommend/understand"], "recommend/understand/"+name)
	}
	allowed["recommend/understand"] = append(allowed["recommend/understand"], "recommend", "corpus")
	allowed["recommend/rank"] = append(allowed["recommend/understand"], "recommend/understand", "corpus/pack")
	only := map[string]string{ // outside library -> the folder it stays in
		"github.com/blevesearch/":      "recommend",
		"github.com/slack-go/":         "bot cmd",
		"github.com/joho/godotenv":     "cmd",
		"github.com/spf13/":            "cmd",
		"github.com/gorilla/websocket": "bot cmd",
		"github.com/pressly/goose":     "bot/store",
		"modernc.org/sqlite":           "bot/store",
	}
	list := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	list.Dir = projectRoot
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(p.ImportPath, "precedent/")
		may, known := allowed[name]
		if !known {
			t.Errorf("%s is a new package: say in this test what it may import", name)
		}
		for _, imp := range p.Imports {
			if ours, ok := strings.CutPrefix(imp, "precedent/"); ok && !slices.Contains(may, ours) {
				t.Errorf("%s must not import %s", name, ours)
			}
			for lib, folders := range only {
				in := func(f string) bool { return name == f || strings.HasPrefix(name, f+"/") }
				if strings.HasPrefix(imp, lib) && !slices.ContainsFunc(strings.Fields(folders), in) {
					t.Errorf("%s imports %s, which stays in %s", name, imp, folders)
				}
			}
		}
	}
}

// ignored are the names in .gitignore.
var ignored = map[string]bool{".env": true, "precedent": true, "*.test": true, "*.prof": true, "*.out": true}

// eachFile calls do for every file of the project that could be committed.
func eachFile(t *testing.T, do func(name string, data []byte)) {
	t.Helper()
	err := filepath.WalkDir(projectRoot, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		if d.IsDir() {
			return nil
		}
		if ignored[d.Name()] || ignored["*"+filepath.Ext(name)] {
			return nil // its owner's, and never committed
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		do(filepath.ToSlash(strings.TrimPrefix(name, projectRoot+string(filepath.Separator))), data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestGuard_NoSecrets finds what looks like a real token anywhere in the tree.
func TestGuard_NoSecrets(t *testing.T) {
	token := regexp.MustCompile(`xox[abeoprs]-\d{9,}-\S+|xapp-\d-[A-Z0-9]{9,}-\d+-[0-9a-f]{20,}|hooks\.slack\.com/(services|commands|actions)/T[A-Z0-9]{8,}|-----BEGIN [A-Z ]*PRIVATE KEY`)
	eachFile(t, func(name string, data []byte) {
		if found := token.Find(data); found != nil {
			t.Errorf("%s holds what looks like a secret: %.12s...", name, found)
		}
	})
}

// TestGuard_TopLevel keeps the top level to what a newcomer expects there.
func TestGuard_TopLevel(t *testing.T) {
	known := strings.Fields("cmd bot recommend corpus findings CHANGELOG.md go.mod go.sum .env.example README.md .ci .git .gitignore .dockerignore LICENSE Dockerfile .env precedent")
	entries, err := os.ReadDir(projectRoot)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(known, e.Name()) {
			t.Errorf("%s is new at the top level; is it needed there?", e.Name())
		}
	}
}

// TestGuard_OpenEnds finds what was left for later and forgotten.
func TestGuard_OpenEnds(t *testing.T) {
	mark := regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|X` + `XX)\b`)
	eachFile(t, func(name string, data []byte) {
		if strings.HasSuffix(name, ".go") && mark.Match(data) {
			t.Errorf("%s holds a mark for work left open", name)
		}
	})
}

// TestGuard_READMEExample holds the example at the top of the README against
// what the program prints now.
func TestGuard_READMEExample(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(projectRoot, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	a := testApp(t, nil, &out, io.Discard)
	a.name = "./precedent"
	if code := a.run(t.Context(), strings.Fields("similar --limit 2 small firms cannot win public tenders")); code != exitDone {
		t.Fatalf("exit status %d", code)
	}
	var example strings.Builder
	for line := range strings.Lines(out.String()) {
		if line != "\n" {
			line = "    " + line
		}
		example.WriteString(line)
	}
	if !strings.Contains(string(data), example.String()) {
		t.Errorf("the README's example is not what the program prints:\n%s", example.String())
	}
}

// TestGuard_README holds what the README shows against the program: its
// commands run, its variables and scopes exist, and its links lead somewhere.
func TestGuard_README(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(projectRoot, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	for _, command := range []string{`go run ./cmd/precedent similar "small firms cannot win public tenders"`, "go test ./..."} {
		if !strings.Contains(readme, command) {
			t.Errorf("the README does not show %s", command)
		}
	}
	for _, line := range regexp.MustCompile(`(?m)(?:^|\x60)(?: {4})?(?:\$ )?(?:go run \./cmd/|\./)precedent ([a-z]+)`).FindAllStringSubmatch(readme, -1) {
		var out bytes.Buffer
		if code := run(t.Context(), programName, []string{line[1], "--help"}, func(string) string { return "" }, strings.NewReader(""), &out, &out); code != 0 {
			t.Errorf("the README shows precedent %s, which does not exist", line[1])
		}
	}
	for _, link := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(readme, -1) {
		if _, err := os.Stat(filepath.Join(projectRoot, link[1])); err != nil {
			t.Errorf("the README links to %s, which is not there", link[1])
		}
	}
	if found := regexp.MustCompile(`\bFIG[A-Z]+\b`).FindString(readme); found != "" {
		t.Errorf("the README still has the placeholder %s", found)
	}
	for _, s := range bot.Scopes {
		if !strings.Contains(readme, "| `"+s.Name+"` | "+s.For+" | "+s.Without+" |") {
			t.Errorf("the README does not say what the scope %s is for and what is lost without it", s.Name)
		}
	}
	for _, name := range variableNames() {
		if !strings.Contains(readme, "`"+name+"`") {
			t.Errorf("the README does not explain %s", name)
		}
	}
}
