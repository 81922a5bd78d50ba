package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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
		"corpus/table":         {},
		"corpus/importing":     {"corpus", "corpus/table"},
		"corpus/curate":        {"corpus", "corpus/importing"},
		"corpus/chart":         {"corpus", "corpus/curate"},
		"corpus/links":         {},
		"recommend/eval":       {},
		"recommend/indexfile":  {},
		"recommend/shelf":      {"recommend/indexfile", "recommend/rank", "corpus"},
		"recommend/tune":       {"recommend", "recommend/propose", "recommend/rank", "recommend/eval", "corpus"},
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
		"bot":                  {"bot/answer", "bot/delivery", "bot/home", "bot/lists", "bot/share", "bot/slackapi", "bot/suggest", "bot/turn", "bot/view", "bot/watch"},
		"bot/socket":           {"bot/delivery", "bot/slackapi"},
		"bot/web":              {"bot/delivery"},
		"cmd/precedent":        {"bot", "bot/slackapi", "bot/socket", "bot/turn", "bot/web", "bot/store", "bot/view", "recommend", "recommend/understand", "recommend/understand/syntax", "recommend/propose", "recommend/rank", "recommend/shelf", "recommend/wording", "recommend/wording/catalogue", "recommend/eval", "recommend/tune", "corpus", "corpus/chart", "corpus/curate", "corpus/importing", "corpus/links", "corpus/table"},
	}
	allowed["recommend/wording/catalogue"] = nil
	allowed["recommend/wording/catalogue/cataloguetest"] = []string{"recommend/wording/catalogue"} // for tests alone
	allowed["recommend/rank/ranktest"] = []string{"recommend", "recommend/rank", "corpus"}         // for tests alone
	allowed["recommend/rank/generated"] = []string{"corpus"}                                       // for tests alone
	for feature, others := range map[string]string{                                                // a feature, and those that it may use
		"share": "", "lists": "", "watch": "", "suggest": "", "answer": "bot/share", "home": "bot/lists",
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
	allowed["recommend/rank"] = append(allowed["recommend/understand"], "recommend/understand", "recommend/indexfile", "corpus/pack")
	allowed["recommend/propose"] = slices.Concat(allowed["recommend/understand"], []string{"recommend/rank", "recommend/understand"})
	only := map[string]string{ // outside library -> the folder it stays in
		"github.com/blevesearch/":      "recommend",
		"github.com/slack-go/":         "bot cmd",
		"github.com/joho/godotenv":     "cmd",
		"github.com/spf13/":            "cmd",
		"github.com/gorilla/websocket": "bot cmd",
		"github.com/fsnotify/":         "cmd",
		"github.com/xuri/excelize":     "corpus/table",
		"github.com/pressly/goose":     "bot/store",
		"modernc.org/sqlite":           "bot/store",
	}
	list := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	list.Dir = projectRoot
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	ours := modulePath(t) + "/"
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
		name := strings.TrimPrefix(p.ImportPath, ours)
		may, known := allowed[name]
		if !known {
			t.Errorf("%s is a new package: say in this test what it may import", name)
		}
		for _, imp := range p.Imports {
			if imported, ok := strings.CutPrefix(imp, ours); ok && !slices.Contains(may, imported) {
				t.Errorf("%s must not import %s", name, imported)
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
	if code := a.run(t.Context(), strings.Fields("similar --limit 1 small firms cannot win public tenders")); code != exitDone {
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

// readmes are the pages for people, each with the bytes that it may have, so that it stays
// one that a busy reader reads.
var readmes = map[string]int{"README.md": 12_000, "bot/README.md": 17_600, "recommend/README.md": 26_500, "corpus/README.md": 7_000, "corpus/OWN-CASES.md": 9_000, "CHANGELOG.md": 20_000}

// anchors are the places in a page in Markdown that links can lead to: its headings.
func anchors(page string) []string {
	var found []string
	for _, h := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(page, -1) {
		kept := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(h[1]), "")
		found = append(found, strings.ReplaceAll(kept, " ", "-"))
	}
	return found
}

// TestGuard_README holds what the READMEs show against the program: their commands run,
// variables and scopes exist, and links lead somewhere.
func TestGuard_README(t *testing.T) {
	for name, most := range readmes {
		readme := projectFile(t, name)
		if len(readme) > most {
			t.Errorf("%s has %d bytes, at most %d may be", name, len(readme), most)
		}
		for _, line := range regexp.MustCompile(`(?m)(?:^|\x60)(?: {4})?(?:\$ )?(?:go run \./cmd/|\./)precedent ([a-z]+)`).FindAllStringSubmatch(readme, -1) {
			var out bytes.Buffer
			if code := run(t.Context(), programName, []string{line[1], "--help"}, func(string) string { return "" }, strings.NewReader(""), &out, &out); code != 0 {
				t.Errorf("%s shows precedent %s, which does not exist", name, line[1])
			}
		}
		for _, link := range regexp.MustCompile(`\]\(([^):#]*)(?:#([^)]*))?\)`).FindAllStringSubmatch(readme, -1) {
			to := name
			if link[1] != "" {
				to = path.Join(path.Dir(name), link[1])
			}
			if _, err := os.Stat(filepath.Join(projectRoot, filepath.FromSlash(to))); err != nil {
				t.Errorf("%s links to %s, which is not there", name, link[1])
			} else if link[2] != "" && !slices.Contains(anchors(projectFile(t, to)), link[2]) {
				t.Errorf("%s links to %s#%s, and there is no such heading", name, to, link[2])
			}
		}
		if found := regexp.MustCompile(`\bFIG[A-Z]+\b`).FindString(readme); found != "" {
			t.Errorf("%s still has the placeholder %s", name, found)
		}
		if name == "CHANGELOG.md" {
			continue
		}
		for _, h := range regexp.MustCompile(`(?m)^## (.+)$`).FindAllStringSubmatch(readme, -1) { // its contents list
			if to := anchors(h[0])[0]; !strings.Contains(readme, "](#"+to+")") {
				t.Errorf("the contents of %s lack %s", name, h[1])
			}
		}
	}
	readme, ofBot := projectFile(t, "README.md"), projectFile(t, "bot/README.md")
	for _, command := range []string{`go run ./cmd/precedent similar "small firms cannot win public tenders"`, "go test ./..."} {
		if !strings.Contains(readme, command) {
			t.Errorf("the README does not show %s", command)
		}
	}
	for _, s := range bot.Scopes {
		if !strings.Contains(ofBot, "| `"+s.Name+"` | "+s.For+" | "+s.Without+" |") {
			t.Errorf("bot/README.md does not say what the scope %s is for and what is lost without it", s.Name)
		}
	}
	for _, c := range rootCommand(testApp(t, nil, io.Discard, io.Discard)).Commands() {
		if c.Runnable() && !c.Hidden && !strings.Contains(readme, "`./precedent "+c.Name()) {
			t.Errorf("the README's table of commands lacks %s", c.Name())
		}
	}
	for _, name := range variableNames() {
		if !strings.Contains(readme, "`"+name+"`") {
			t.Errorf("the README does not explain %s", name)
		}
	}
}

// TestGuard_READMEMessages finds the messages of the troubleshooting among the texts of
// the program.
func TestGuard_READMEMessages(t *testing.T) {
	var texts strings.Builder
	eachFile(t, func(name string, data []byte) {
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") || path.Base(name) == "en.json" && !strings.Contains(name, "testdata") {
			texts.Write(data)
		}
	})
	all := strings.ReplaceAll(texts.String(), `%s is not set`, `SLACK_BOT_TOKEN is not set`) // the name is filled in
	rows := tableAfter(t, projectFile(t, "bot/README.md"), "## Troubleshooting")
	if len(rows) < 10 {
		t.Errorf("%d messages are explained", len(rows))
	}
	for _, row := range rows {
		if message := regexp.MustCompile("^`(.+)`").FindStringSubmatch(row[0]); message != nil && !strings.Contains(all, message[1]) {
			t.Errorf("bot/README.md explains %q, which the program does not say", message[1])
		}
	}
}

// TestGuard_READMEFigures holds the measured figures against those of the engine as it is:
// those that are quick to measure themselves, and the others by a fingerprint of what is
// found, in which order.
func TestGuard_READMEFigures(t *testing.T) {
	l, err := loadLibrary(t.Context(), nil, false)
	if err != nil {
		t.Fatal(err)
	}
	e, done, err := testApp(t, nil, nil, nil).openEngine(t.Context(), silent, l)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	sets, found, err := builtinRun(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	strength, err := strengthFigures(t.Context(), e, sets)
	if err != nil {
		t.Fatal(err)
	}
	page, ranking := projectFile(t, "recommend/README.md"), fingerprint(sets, found)
	for name, table := range map[string]string{"ranking": rankingFigures(sets, found), "strength": strength, "parts": "", "own": "", "unseen": ""} {
		begin, end := figuresBlock(page, name)
		if begin < 0 {
			t.Errorf("recommend/README.md has no figures %q", name)
			continue
		}
		switch block := page[begin:end]; {
		case table != "" && block != figures(name, table, ranking):
			t.Errorf("the figures %q in recommend/README.md are\n%s\nand measured\n%s\nrenew them: go run ./cmd/precedent eval --readme recommend/README.md", name, block, table)
		case !strings.Contains(block, "ranking "+ranking+" -->"):
			t.Errorf("the figures %q in recommend/README.md are of another ranking than %s; renew them: go run ./cmd/precedent eval --readme recommend/README.md --cross-validate", name, ranking)
		}
	}
	for _, want := range append(readmeStrength(strength), readmeRanking(rankingFigures(sets, found))...) { // what the first page says of them
		if !strings.Contains(strings.Join(strings.Fields(projectFile(t, "README.md")), " "), want) {
			t.Errorf("README.md does not say %q", want)
		}
	}
}

// readmeRanking is what the first page has to say of ranking, from its tables: how often
// there is rightly no answer, and how well problems in other languages are answered.
func readmeRanking(tables string) []string {
	cells := func(row string) []string {
		return strings.Split(regexp.MustCompile(`(?m)^\| `+row+` \|.*$`).FindString(tables), "|")
	}
	silent, foreign, english := cells("of the problems that no case treats"), cells("in other languages"), cells("the same translated into English")
	right, of, _ := strings.Cut(strings.TrimSpace(silent[6]), " of ")
	short := func(cell string) string {
		value, _ := strconv.ParseFloat(strings.Fields(cell)[0], 64)
		return strconv.FormatFloat(value, 'f', 2, 64)
	}
	return []string{
		fmt.Sprintf("Of %s problems close to what the library treats, but not treated, %s got the right answer", of, right),
		fmt.Sprintf("[%s against %s]", short(foreign[4]), short(english[4])),
	}
}

// readmeStrength is what the first page has to say of strong, fair and weak, from their
// table.
func readmeStrength(table string) []string {
	var said []string
	for _, name := range []string{"strong", "fair", "weak"} {
		row := regexp.MustCompile(`(?m)^\| ` + name + ` \|.*$`).FindString(table)
		least, most := 100, 0
		for _, n := range regexp.MustCompile(`(\d+) \(of`).FindAllStringSubmatch(row, -1) {
			value, _ := strconv.Atoi(n[1])
			least, most = min(least, value), max(most, value)
		}
		said = append(said, fmt.Sprintf("%s, %d to %d", name, least, most))
	}
	said[0] += " in 100 are to the point"
	return said
}
