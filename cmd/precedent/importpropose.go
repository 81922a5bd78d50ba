package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"precedent/corpus"
	"precedent/recommend/propose"
)

// proposed counts the cases that something was proposed for.
type proposed struct {
	Countries  int `json:"countries"`
	Level      int `json:"level"`
	Year       int `json:"year"`
	Topics     int `json:"topics"`
	Approaches int `json:"approaches"`
}

// proposeFor proposes what each of some cases lacks, and counts over all of them.
func proposeFor(ctx context.Context, a *app, cases []corpus.Case) (n proposed, err error) {
	if len(cases) == 0 {
		return n, nil
	}
	l, err := loadLibrary(ctx, nil, false)
	if err != nil {
		return n, err
	}
	e, done, err := a.openEngine(ctx, silent, l)
	if err != nil {
		return n, err
	}
	defer done()
	p, err := propose.New(e, time.Now())
	if err != nil {
		return n, err
	}
	line, end := progress(a.stderr)
	defer end()
	if err := p.ForAll(ctx, cases, func(done int) { line(fmt.Sprintf("proposals for %d of %d", done, len(cases))) }); err != nil {
		return n, err
	}
	for i := range cases {
		n.add(cases[i].Proposed)
	}
	return n, nil
}

func (n *proposed) add(p *corpus.Proposed) {
	if p == nil {
		return
	}
	for to, has := range map[*int]bool{
		&n.Countries: len(p.Countries) > 0, &n.Level: p.Level != nil, &n.Year: p.Year != nil, &n.Topics: len(p.Topics) > 0, &n.Approaches: len(p.Approaches) > 0,
	} {
		if has {
			*to++
		}
	}
}

// said is what was proposed, in a sentence.
func (n *proposed) said() string {
	return fmt.Sprintf("proposed by the text, and marked so: a country for %s, a level for %d, a year for %d, topics for %d, approaches for %d",
		counting(n.Countries, "case", "cases"), n.Level, n.Year, n.Topics, n.Approaches)
}

// maxNoLine are how many lines are told of that are no record.
const maxNoLine = 3

// addProposals adds to a library that exists what is proposed for its records, and changes
// nothing else of it: neither a record that has proposals, if only none, nor a line that is none.
func addProposals(ctx context.Context, a *app, args []string, out string, dryRun, asJSON bool) error {
	if len(args) != 1 || !strings.HasSuffix(args[0], libraryEnding) {
		return wrongUsage("--propose takes one library, whose name ends in %s; a table gets proposals when it is imported", libraryEnding)
	}
	path := args[0]
	if out == "" {
		out = path
	} else if err := libraryOut(out); err != nil {
		return err
	}
	data, err := readLibraryFile(path)
	if err != nil {
		return err
	}
	b, err := corpus.Builtin()
	if err != nil {
		return err
	}
	lines := bytes.SplitAfter(data, []byte("\n"))
	var cases []corpus.Case
	var of []int // places in lines
	var none []string
	had := 0
	for i, line := range lines {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var fields map[string]any
		why := "is no JSON object"
		var c corpus.Case
		if len(line) > corpus.MaxOwnLine {
			why = fmt.Sprintf("is longer than %d bytes", corpus.MaxOwnLine)
		} else if json.Unmarshal(bytes.TrimPrefix(line, []byte("\ufeff")), &fields) == nil && fields != nil {
			_, proposed := fields["proposed"]
			if c, why, _ = corpus.ReadRecord(fields, b.Vocabulary); why == "" && proposed {
				had++
				continue
			}
		}
		if why != "" {
			none = append(none, fmt.Sprintf("left as it is: %s, line %d: %s", path, i+1, why))
			continue
		}
		cases, of = append(cases, c), append(of, i)
	}
	n, err := interruptible(ctx, func() (proposed, error) { return proposeFor(ctx, a, cases) })
	if err != nil {
		return err
	}
	for k, i := range of {
		if lines[i], err = withProposals(lines[i], cases[k].Proposed); err != nil {
			return err
		}
	}
	if len(cases) > 0 && !dryRun {
		err := replace(out, func(w io.Writer) error {
			for _, line := range lines {
				if _, err := w.Write(line); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if asJSON {
		return a.printJSON(struct {
			Records  int      `json:"records"` // that had no proposals
			Had      int      `json:"had"`     // that had some, or wanted none
			Left     int      `json:"left"`    // lines that are no record
			Proposed proposed `json:"proposed"`
			Library  string   `json:"library"`
			DryRun   bool     `json:"dry_run"`
		}{len(cases), had, len(none), n, out, dryRun})
	}
	p := &page{look: a.look()}
	p.paragraph("", fmt.Sprintf("%s without proposals, %d with", counting(len(cases), "record", "records"), had), nil)
	for _, line := range none[:min(maxNoLine, len(none))] {
		p.paragraph("", line, nil)
	}
	if more := len(none) - maxNoLine; more > 0 {
		p.paragraph("", fmt.Sprintf("and %s more", counting(more, "line", "lines")), nil)
	}
	switch {
	case len(cases) == 0:
		p.paragraph("", "nothing was written, since no record lacks them", nil)
	case dryRun:
		p.paragraph("", n.said(), nil)
		p.paragraph("", "nothing was written, because of --dry-run", nil)
	default:
		p.paragraph("", n.said(), nil)
		p.paragraph("", "written: "+out, nil)
	}
	return a.print(p.String())
}

// readLibraryFile reads a library as it stands.
func readLibraryFile(path string) ([]byte, error) {
	in, err := openRegular(path)
	if err != nil {
		return nil, fmt.Errorf("the library %s cannot be opened (%w)", path, cause(err))
	}
	defer in.Close()
	if isTable, err := tableNotLibrary(path, in); err != nil || isTable {
		return nil, errors.Join(fmt.Errorf("the library %s is none with one JSON object a line", path), err)
	}
	data, err := io.ReadAll(io.LimitReader(in, maxLibrary+1))
	if err == nil && len(data) > maxLibrary {
		err = fmt.Errorf("is longer than %d MB; part it into several", maxLibrary>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("the library %s cannot be read (%w)", path, cause(err))
	}
	return data, nil
}

// withProposals is a line of a library with what is proposed behind all else that it says.
func withProposals(line []byte, p *corpus.Proposed) ([]byte, error) {
	if p == nil {
		return line, nil
	}
	var field bytes.Buffer
	enc := json.NewEncoder(&field)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(p); err != nil {
		return nil, err
	}
	end := bytes.LastIndexByte(line, '}')
	said := bytes.TrimRight(line[:end], " \t")
	return slices.Concat(said, []byte(`,"proposed":`), bytes.TrimSpace(field.Bytes()), line[end:]), nil
}
