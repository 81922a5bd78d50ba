package rank

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en" // the analyzer of plain Bleve
	"github.com/blevesearch/bleve/v2/search/query"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/indexfile"
	"precedent/recommend/rank/generated"
)

// speedOf asks TestSpeed to measure, and speedReadme to write what it finds.
var (
	speedOf     = flag.String("speed", "", "measure libraries of `SIZES` in cases, such as 1000,10000,100000")
	speedReadme = flag.String("speed-readme", "", "write the table of -speed between its marks in this `FILE`")
)

// askers is how many ask at once where that is measured.
const askers = 16

// measured is what one process finds. Times are in milliseconds.
type measured struct {
	Build         float64 `json:",omitzero"` // of the index
	Size          float64 `json:",omitzero"` // of the index, in MB
	MemoryOfBuild float64 `json:",omitzero"` // MB that the process held at most that made it
	Open          float64 `json:",omitzero"` // until the first problem is answered, from the start of the process on
	Median        float64 `json:",omitzero"` // of one problem after the other
	P99           float64 `json:",omitzero"`
	Throughput    float64 `json:",omitzero"` // problems a second with askers at once
	Memory        float64 `json:",omitzero"` // MB that the process held at most while one asked
}

// TestSpeed measures large libraries beside plain Bleve in one run, each step in a process of its
// own. It asserts nothing: how fast something is depends on the machine.
//
//	go test ./recommend/rank -run TestSpeed -speed 1000,10000,100000 -timeout 30m -v
func TestSpeed(t *testing.T) {
	if step := os.Getenv("PRECEDENT_SPEED_STEP"); step != "" {
		speedStep(t, step)
		return
	}
	if *speedOf == "" {
		t.Skip("measures only when -speed says which sizes")
	}
	var table strings.Builder
	fmt.Fprintf(&table, "| cases | | index made, s | index, MB | first answer, ms | median, ms | p99, ms | a second, %d at once | memory, MB (while made) |\n|---|---|---|---|---|---|---|---|---|\n", askers)
	for size := range strings.SplitSeq(*speedOf, ",") {
		for _, engine := range []string{"precedent", "bleve"} {
			dir := t.TempDir()
			m := measured{}
			for _, step := range []string{"build", "serve"} {
				cmd := exec.Command(os.Args[0], "-test.run=^TestSpeed$")
				cmd.Env = append(os.Environ(), "PRECEDENT_SPEED_STEP="+engine+" "+step+" "+size+" "+dir)
				cmd.Stderr = os.Stderr
				out, err := cmd.Output()
				if err != nil {
					t.Fatalf("%s of %s cases with %s: %v\n%s", step, size, engine, err, out)
				}
				line, _, _ := strings.Cut(string(out), "\n")
				if err := json.Unmarshal([]byte(line), &m); err != nil {
					t.Fatalf("%s: %v in %q", step, err, out)
				}
			}
			fmt.Fprintf(&table, "| %s | %s | %.1f | %.0f | %.0f | %.2f | %.1f | %.0f | %.0f (%.0f) |\n", size, map[string]string{"precedent": "Precedent", "bleve": "plain Bleve"}[engine],
				m.Build/1000, m.Size, m.Open, m.Median, m.P99, m.Throughput, m.Memory, m.MemoryOfBuild)
		}
	}
	t.Logf("on %d cores:\n%s", runtime.GOMAXPROCS(0), table.String())
	if *speedReadme != "" {
		if err := writeSpeed(*speedReadme, table.String()); err != nil {
			t.Fatal(err)
		}
	}
}

// writeSpeed puts a table between its marks.
func writeSpeed(path, table string) error {
	const begin, end = "<!-- figures: speed -->\n", "<!-- end of figures: speed -->"
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(data), begin)
	_, behind, ended := strings.Cut(rest, end)
	if !found || !ended {
		return fmt.Errorf("%s has no marks for the table", path)
	}
	return os.WriteFile(path, []byte(before+begin+table+end+behind), 0o666)
}

// speedStep does one step in this process and prints what it found.
func speedStep(t *testing.T, step string) {
	start := time.Now()
	fields := strings.SplitN(step, " ", 4)
	size, err := strconv.Atoi(fields[2])
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(fields[3], "index")
	var m measured
	switch fields[0] + " " + fields[1] {
	case "precedent build":
		err = buildPrecedent(t, path, size, &m)
	case "precedent serve":
		err = servePrecedent(t, path, start, &m)
	case "bleve build":
		err = buildBleve(t, path, size, &m)
	case "bleve serve":
		err = serveBleve(t, path, start, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(string(data))
	os.Exit(0) // before what the test framework prints
}

func sinceIn(start time.Time) float64 { return float64(time.Since(start).Microseconds()) / 1000 }

func memory() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return float64(usage.Maxrss) / 1024
}

func sizeOf(path string) (mb float64) {
	_ = filepath.Walk(path, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			mb += float64(info.Size()) / (1 << 20)
		}
		return nil
	})
	return mb
}

func buildPrecedent(t *testing.T, path string, size int, m *measured) error {
	b := builtin(t)
	cases := generated.Cases(b, size)
	start := time.Now()
	write, err := BuildSegment(t.Context(), slog.New(slog.DiscardHandler), b.Vocabulary, b.Library, cases, nil)
	if err != nil {
		return err
	}
	if err := indexfile.Replace(path, SegmentKey(), write); err != nil {
		return err
	}
	m.Build, m.Size, m.MemoryOfBuild = sinceIn(start), sizeOf(path), memory()
	return nil
}

func servePrecedent(t *testing.T, path string, start time.Time, m *measured) error {
	b := builtin(t)
	file, err := indexfile.Open(path, SegmentKey())
	if err != nil {
		return err
	}
	segment, err := OpenSegment(file)
	if err != nil {
		return err
	}
	e, err := New(slog.New(slog.DiscardHandler), b.Vocabulary, b.Library, Options{Segment: segment, Now: testNow})
	if err != nil {
		return err
	}
	defer e.Close()
	return ask(t, start, m, func(problem string) error {
		_, err := e.Recommend(t.Context(), recommend.Request{Problem: problem}, 10)
		return err
	})
}

// plainFields are what plain Bleve searches, each with its part of a case.
var plainFields = []struct {
	name string
	of   func(*corpus.Case) string
}{
	{"title", func(c *corpus.Case) string { return c.Title }},
	{"problem", func(c *corpus.Case) string { return c.Problem }},
	{"summary", func(c *corpus.Case) string { return c.Summary }},
	{"results", func(c *corpus.Case) string { return c.Results }},
}

// buildBleve makes an index as lean as Bleve has it: nothing is stored, and there are no term
// vectors nor values by document.
func buildBleve(t *testing.T, path string, size int, m *measured) error {
	cases := generated.Cases(builtin(t), size)
	fields := bleve.NewDocumentStaticMapping()
	for _, f := range plainFields {
		text := bleve.NewTextFieldMapping()
		text.Store, text.IncludeTermVectors, text.DocValues, text.IncludeInAll = false, false, false, false
		fields.AddFieldMappingsAt(f.name, text)
	}
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer, mapping.DefaultMapping = "en", fields
	start := time.Now()
	builder, err := bleve.NewBuilder(path, mapping, map[string]any{"buildPathPrefix": filepath.Dir(path)})
	if err != nil {
		return err
	}
	for i := range cases {
		doc := map[string]any{}
		for _, f := range plainFields {
			doc[f.name] = f.of(&cases[i])
		}
		if err := builder.Index(cases[i].ID, doc); err != nil {
			return err
		}
	}
	if err := builder.Close(); err != nil {
		return err
	}
	m.Build, m.Size, m.MemoryOfBuild = sinceIn(start), sizeOf(path), memory()
	return nil
}

func serveBleve(t *testing.T, path string, start time.Time, m *measured) error {
	index, err := bleve.OpenUsing(path, map[string]any{"read_only": true})
	if err != nil {
		return err
	}
	defer index.Close()
	return ask(t, start, m, func(problem string) error {
		var each []query.Query
		for _, f := range plainFields {
			q := bleve.NewMatchQuery(problem)
			q.SetField(f.name)
			each = append(each, q)
		}
		_, err := index.SearchInContext(t.Context(), bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(each...), 10, 0, false))
		return err
	})
}

// ask asks everyday problems: one after the other, once to warm up and twice to measure, and then many at once.
func ask(t *testing.T, start time.Time, m *measured, answer func(problem string) error) error {
	problems := everydayProblems(t)
	var times []float64
	for round := range 3 {
		for _, p := range problems {
			begun := time.Now()
			if err := answer(p); err != nil {
				return err
			}
			if m.Open == 0 {
				m.Open = sinceIn(start)
			}
			if round > 0 {
				times = append(times, sinceIn(begun))
			}
		}
	}
	slices.Sort(times)
	m.Median, m.P99, m.Memory = times[len(times)/2], times[len(times)*99/100], memory()
	begun, each := time.Now(), 4*len(problems)/askers
	failed := make([]error, askers)
	var all sync.WaitGroup
	for a := range askers {
		all.Go(func() {
			for k := range each {
				failed[a] = errors.Join(failed[a], answer(problems[(k*7+a*31)%len(problems)]))
			}
		})
	}
	all.Wait()
	m.Throughput = float64(each*askers) / time.Since(begun).Seconds()
	return errors.Join(failed...)
}
