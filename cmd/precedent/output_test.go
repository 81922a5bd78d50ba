package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden holds got against a file of testdata/golden.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; go test -update writes it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// ownRecords are cases as people have them in files of their own: one whole, one with a
// title and a text alone, one in another language, and one that cannot be used.
const ownRecords = `{"id":"stalls","title":"Market stalls online","url":"https://example.org/stalls","source":"Town","countries":["PL"],"organisation":"Town hall","level":"local","year":2019,"problem":"Traders in the covered market could not be found on the internet.","summary":"The town built a common web shop for forty small traders.","results":"Sales grew.","topics":["entrepreneurship-smes"],"approaches":["online-platform"],"keywords":["market"],"evidence":"page","checked":"confirmed","retrieved":"2026-11-01","added":"2026-11-02"}
{"id":"bins","title":"Sensors in bins","text":"Waste bins in the park report when they are full, so that lorries drive fewer rounds."}
{"id":"przetargi","title":"Przetargi dla małych firm","text":"Gmina podzieliła zamówienia publiczne na części, aby małe firmy mogły składać oferty."}
{"id":"nothing"}
`

// inFolder are the files that the command lines below name, in DIR.
var inFolder = map[string]string{
	"own.jsonl":    ownRecords,
	"q.jsonl":      `{"id":"q1","text":"waste bins are full","kind":"short"}` + "\n" + `{"id":"q2","text":"xyzzy plugh"}` + "\n",
	"qrels.txt":    "q1 0 bins 2\nq1 0 stalls 0\n",
	"problem.txt":  "small firms cannot win public tenders\n",
	"empty.jsonl":  "",
	"broken.jsonl": "no JSON\n",
}

// transcript runs a command line and writes down its exit status and each byte that it
// prints. In args and in what is printed, DIR stands for the folder.
func transcript(t *testing.T, folder, data, stdin string, args []string) string {
	t.Helper()
	typed := make([]string, len(args))
	for i, arg := range args {
		typed[i] = strings.ReplaceAll(arg, "DIR", folder)
	}
	env := map[string]string{}
	if data != "" {
		env["PRECEDENT_DATA"] = data
	}
	var out, errOut bytes.Buffer
	a := testApp(t, env, &out, &errOut)
	a.stdin = strings.NewReader(stdin)
	a.envFile = filepath.Join(folder, ".env")
	status := a.run(t.Context(), typed)
	said := fmt.Sprintf("$ precedent %s\nexit status %d\n", quotedArguments(args), status)
	for _, stream := range []struct{ name, text string }{{"stdout", out.String()}, {"stderr", errOut.String()}} {
		if stream.text != "" {
			said += "-- " + stream.name + " --\n" + stream.text
			if !strings.HasSuffix(stream.text, "\n") {
				said += "(no line break at the end)\n"
			}
		}
	}
	said = strings.ReplaceAll(said, folder, "DIR")
	if data != "" {
		said = strings.ReplaceAll(said, data, "DATA")
	}
	return said + "\n"
}

func quotedArguments(args []string) string {
	var typed []string
	for _, arg := range args {
		if arg == "" || strings.ContainsAny(arg, " '\"<&") {
			arg = "'" + arg + "'"
		}
		typed = append(typed, arg)
	}
	return strings.Join(typed, " ")
}

func folderWithFiles(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range inFolder {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "none"), 0o700); err != nil {
		t.Fatal(err)
	}
	return folder
}

// arguments splits a command line at its blanks; what stands in single quotes is one argument.
func arguments(line string) []string {
	var args []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			args = append(args, part)
			continue
		}
		args = append(args, strings.Fields(part)...)
	}
	return args
}

// TestOutput_JSON holds every byte of what programs read: answers in each language, with
// limits, wishes and wrong spelling, with nothing found, over one's own cases, and cases
// whole. Programs rely on the names, their order, and what is left out.
func TestOutput_JSON(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{
		"similar-en":           "similar --json --limit 2 'small frims cannot win public tenders'",
		"similar-de":           "similar --json --limit 1 'Kleine Firmen gewinnen keine öffentlichen Aufträge in Polen'",
		"similar-es":           "similar --json --limit 1 'los jóvenes no encuentran trabajo desde 2015'",
		"similar-fr":           "similar --json --limit 1 'des familles sans logement, seulement en France'",
		"similar-it":           "similar --json --limit 1 'gli anziani restano soli nei piccoli comuni'",
		"similar-nl":           "similar --json --limit 1 'burgers vertrouwen de gemeente niet meer'",
		"similar-pl":           "similar --json --limit 1 'małe firmy nie wygrywają przetargów'",
		"similar-pt":           "similar --json --limit 1 'as filas nos hospitais são longas demais'",
		"similar-letter":       "similar --json --limit 1 'Dear colleagues, how do others keep nurses in rural hospitals? Kind regards, Ann'",
		"similar-flags":        "similar --json --limit 1 --country LATAM --country PL --level local,national --since 2010 --until 2022 'open data'",
		"similar-typed":        "similar --json --limit 1 'open data country:LATAM level:local since:2010 topic:open-data approach:online-platform'",
		"similar-wishes":       "similar --json --limit 1 'local schemes against homelessness in Finland since 2015, but not prisons, not in Sweden'",
		"similar-filters-only": "similar --json --limit 1 --topic open-data",
		"similar-like":         "similar --json --limit 1 --like bogota-care-blocks",
		"similar-like-problem": "similar --json --limit 1 --like bogota-care-blocks unpaid care",
		"similar-abbreviation": "similar --json --limit 1 PB turnout is low",
		"similar-nothing":      "similar --json xyzzy plugh",
		"similar-outside":      "similar --json --since 2031 'small firms cannot win public tenders'",
		"similar-nothing-fits": "similar --json --country AQ --topic open-data",
		"similar-own":          "similar --json --limit 1 --library DIR/own.jsonl 'waste bins in the park are full'",
		"similar-only-own":     "similar --json --only-library --library DIR/own.jsonl 'rubbish is not collected'",
		"similar-only-own-pl":  "similar --json --only-library --library DIR/own.jsonl 'małe firmy nie składają ofert'",
		"similar-stdin":        "similar --json --limit 1 -",
		"show":                 "show --json bogota-care-blocks",
		"show-checked":         "show --json amsterdam-smart-check",
		"show-why":             "show --json --why bogota-care-blocks",
		"show-own":             "show --json --library DIR/own.jsonl stalls",
		"show-own-bare":        "show --json --only-library --library DIR/own.jsonl bins",
		"show-own-why":         "show --json --why --library DIR/own.jsonl bins",
		"eval":                 "eval --json --queries DIR/q.jsonl --qrels DIR/qrels.txt --library DIR/own.jsonl --only-library",
		"eval-set":             "eval --json --set none/short",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, "json/"+name+".txt", transcript(t, folderWithFiles(t), "", inFolder["problem.txt"], arguments(line)))
		})
	}
}

// TestOutput_Manifest holds the manifest in each of its forms, which people paste.
func TestOutput_Manifest(t *testing.T) {
	t.Parallel()
	var all strings.Builder
	for _, line := range []string{
		"manifest", "manifest --json", "manifest --workflow-step", "manifest --workflow-step --json",
		"manifest --request-url https://precedent.example.org/slack/events", "manifest --json --request-url https://precedent.example.org/slack/events",
		"manifest --workflow-step --request-url https://precedent.example.org/slack/events",
		"manifest --workflow-step --json --request-url https://precedent.example.org/slack/events",
		"manifest --request-url http://precedent.example.org/slack/events", "manifest --request-url 'a b'",
	} {
		all.WriteString(transcript(t, t.TempDir(), "", "", arguments(line)))
	}
	golden(t, "manifest.txt", all.String())
}

// TestOutput_Help holds the help of every command, found through its parents.
func TestOutput_Help(t *testing.T) {
	t.Parallel()
	lines := [][]string{{}, {"--help"}, {"help"}, {"help", "filters"}, {"help", "similar"}, {"help", "feedback", "export"}, {"help", "nosuch"}}
	var walk func(cmd *cobra.Command, path []string)
	walk = func(cmd *cobra.Command, path []string) {
		for _, below := range cmd.Commands() {
			if below.Name() == "help" && len(path) > 0 || below.Name() == "filters" {
				continue
			}
			to := append(append([]string{}, path...), below.Name())
			lines = append(lines, append(to, "--help"))
			walk(below, to)
		}
	}
	walk(rootCommand(testApp(t, nil, nil, nil)), nil)
	var all strings.Builder
	for _, line := range lines {
		all.WriteString(transcript(t, t.TempDir(), "", "", line))
	}
	golden(t, "help.txt", all.String())
}

// TestOutput_Statuses holds the exit status of command lines, right and wrong ones, with
// what they print. Each begins with the same files in DIR, and with what two people left
// in DATA, or with nothing there.
func TestOutput_Statuses(t *testing.T) {
	t.Parallel()
	version := regexp.MustCompile(`(?m)^precedent .*, (\d+ cases)`)
	for name, lines := range map[string][]string{
		"usage": {
			"nosuch", "simlar", "--nosuch", "--version", "--version now", "help nosuch", "help similar now", "completion", "completion csh", "filters", "filters now",
			"similar", "similar --limit 0 tenders", "similar --limit 101 tenders", "similar --limit many tenders", "similar --json=perhaps tenders",
			"similar --country Narnia tenders", "similar --level galactic tenders", "similar --topic housng tenders", "similar --approach nosuch tenders",
			"similar --since then tenders", "similar --since 2020 --until 2010 tenders", "similar country:Narnia", "similar --like bogota-care-block",
			"similar --like nosuch", "similar --only-library tenders", "similar --library DIR/nosuch.jsonl tenders", "similar --library DIR/none tenders",
			"similar --library DIR/empty.jsonl --only-library tenders", "similar --library DIR/broken.jsonl --only-library tenders", "similar --library ~nobody/x tenders",
			"similar --limit 1 'night buses'", "similar --limit 1 'des bus de nuit'", "similar --limit 1 --json=false '--- night buses'", "similar xyzzy plugh", "similar --since 2031 'night buses'",
			"show", "show nosuch", "show bogota-care-block", "show bogota-care-blocks", "show --why bogota-care-blocks", "show --library DIR/own.jsonl stalls", "show --library DIR/own.jsonl --why bins",
			"eval now", "eval --set nosuch", "eval --queries DIR/q.jsonl", "eval --json --per-query", "eval --tune --ablate", "eval --set dev --queries DIR/q.jsonl --qrels DIR/qrels.txt",
			"eval --run DIR/run.txt --tune", "eval --queries DIR/nosuch --qrels DIR/qrels.txt", "eval --queries DIR/q.jsonl --qrels DIR/q.jsonl", "eval --against DIR/qrels.txt",
			"eval --queries DIR/q.jsonl --qrels DIR/qrels.txt --library DIR/own.jsonl --only-library", "eval --queries DIR/q.jsonl --qrels DIR/qrels.txt --library DIR/own.jsonl --only-library --per-query",
			"eval --only-library", "manifest now", "check", "check now", "serve", "serve now", "serve --nosuch",
			"feedback", "feedback now", "feedback export", "feedback export DIR/judged", "forget", "forget --team", "forget now", "backup", "backup DIR/b.db", "restore", "restore DIR/b.db",
		},
		"kept": {
			"check", "feedback export DIR/judged", "feedback export DIR/judged", "restore DIR/own.jsonl", "forget", "forget --user", "forget --user C012AB3CD", "forget --channel U012AB3CD", "forget --user nobody", "forget --user U1 --team", "forget --user U9", "forget --user U2", "forget --channel C1",
			"backup DIR/b.db", "backup DIR/b.db", "restore DIR/b.db", "restore DIR/nosuch.db", "forget --team", "forget --team", "feedback export DIR/other",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder, data := folderWithFiles(t), ""
			if name == "kept" {
				data = kept(t)
			}
			var all strings.Builder
			for _, line := range lines {
				said := transcript(t, folder, data, "", arguments(line))
				all.WriteString(version.ReplaceAllString(said, "precedent VERSION, $1"))
			}
			golden(t, "statuses-"+name+".txt", all.String())
		})
	}
}
