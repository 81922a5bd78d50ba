package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Limits of the files that are read.
const (
	maxLine    = 1 << 20 // bytes
	maxQueries = 100_000
	maxGrade   = 10
)

// ReadQueries reads queries, one JSON object a line, with id and text and
// optionally kind and lang. An error names its line.
func ReadQueries(r io.Reader, name string) ([]Query, error) {
	var queries []Query
	seen := map[string]bool{}
	err := eachLine(r, name, func(line string) error {
		var q Query
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			return err
		}
		switch {
		case q.ID == "" || q.Text == "" || strings.ContainsAny(q.ID, " \t"):
			return fmt.Errorf("a query needs an id without spaces, and a text")
		case seen[q.ID]:
			return fmt.Errorf("query %s stands twice", q.ID)
		case len(queries) == maxQueries:
			return fmt.Errorf("more than %d queries", maxQueries)
		}
		seen[q.ID] = true
		queries = append(queries, q)
		return nil
	})
	return queries, err
}

// ReadQrels reads judgements in TREC's form, "query 0 case grade" a line. A
// negative grade counts as 0. An error names its line.
func ReadQrels(r io.Reader, name string) (Qrels, error) {
	qrels := Qrels{}
	err := eachLine(r, name, func(line string) error {
		f := strings.Fields(line)
		if len(f) != 4 {
			return fmt.Errorf("want four fields, query 0 case grade, got %d", len(f))
		}
		grade, err := strconv.Atoi(f[3])
		if err != nil || grade > maxGrade {
			return fmt.Errorf("%q is no grade of at most %d", f[3], maxGrade)
		}
		if qrels[f[0]] == nil {
			qrels[f[0]] = map[string]int{}
		}
		qrels[f[0]][f[2]] = max(grade, 0)
		return nil
	})
	return qrels, err
}

// ReadRun reads a run in TREC's form, "query Q0 case rank score tag" a line, and
// keeps its order. An error names its line.
func ReadRun(r io.Reader, name string) (Run, error) {
	run := Run{}
	err := eachLine(r, name, func(line string) error {
		f := strings.Fields(line)
		if len(f) != 6 {
			return fmt.Errorf("want six fields, query Q0 case rank score tag, got %d", len(f))
		}
		score, err := strconv.ParseFloat(f[4], 64)
		if err != nil {
			return fmt.Errorf("%q is no score", f[4])
		}
		run[f[0]] = append(run[f[0]], Ranked{ID: f[2], Score: score})
		return nil
	})
	return run, err
}

func eachLine(r io.Reader, name string, do func(string) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 0, 64<<10), maxLine)
	line := 0
	for in.Scan() {
		line++
		text := strings.TrimSpace(strings.TrimPrefix(in.Text(), "\ufeff"))
		if text == "" {
			continue
		}
		if err := do(text); err != nil {
			return fmt.Errorf("read %s, line %d: %w", name, line, err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read %s, line %d: %w", name, line+1, err)
	}
	return nil
}

// WriteRun writes a run in TREC's form, "query Q0 case rank score tag" a line,
// in the order of the queries.
func WriteRun(w io.Writer, queries []Query, run Run, tag string) error {
	out := bufio.NewWriter(w)
	for _, q := range queries {
		for i, c := range run[q.ID] {
			fmt.Fprintf(out, "%s Q0 %s %d %.6f %s\n", q.ID, c.ID, i+1, c.Score, tag)
		}
	}
	return out.Flush()
}
