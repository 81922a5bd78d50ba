package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/corpus/curate"
)

// fixedFile is what --fix puts right in a file.
type fixedFile struct {
	File    string       `json:"file"`
	Lines   int          `json:"lines"`
	Changed int          `json:"changed"` // lines
	Removed []int        `json:"removed"` // lines that say the same, but for the id, as one before them
	Values  int          `json:"values"`
	Changes []changeJSON `json:"changes"` // the first of them; with --all every one
	Kept    string       `json:"kept"`    // where the former file is; "" where nothing was written
}

type changeJSON struct {
	Line  int    `json:"line"`
	Field string `json:"field"`
	Why   string `json:"why"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// shownChanges is how many changes of a file are shown, unless --all says otherwise.
const shownChanges = 10

// runLibraryFix shows what is mechanical in the files and puts it right, a file at a time.
func runLibraryFix(ctx context.Context, a *app, f *libraryCheckFlags, files []string, m *curate.Mender, r curate.Report) error {
	var fixed []fixedFile
	for _, file := range files {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		one, err := fixFile(file, f, m, r.Spare[file])
		if err != nil {
			return err
		}
		fixed = append(fixed, one)
		if !f.json {
			if err := a.print(renderFixed(one, f, a.look())); err != nil {
				return err
			}
		}
	}
	left := r.Findings()
	for _, g := range r.Groups {
		left -= g.Fix
	}
	if f.json {
		return a.printJSON(struct {
			Files  []fixedFile `json:"files"`
			Left   int         `json:"left"` // findings that need somebody to look
			DryRun bool        `json:"dry_run"`
		}{fixed, left, f.dryRun})
	}
	p := &page{look: a.look()}
	if f.dryRun {
		p.paragraph("", "nothing was written, because of --dry-run", nil)
	}
	if left > 0 {
		p.paragraph("", counting(left, "finding needs", "findings need")+" somebody to look; this lists them:", nil)
		p.typable("library check", f.typed())
	}
	return a.print(p.String())
}

// fixFile puts right what is mechanical in a file. Lines in which nothing is stay as they are.
func fixFile(file string, f *libraryCheckFlags, m *curate.Mender, spare []int) (fixedFile, error) {
	most := shownChanges
	if f.all {
		most = -1
	}
	before, err := os.Stat(file)
	if err != nil {
		return fixedFile{}, fmt.Errorf("look at %s: %w", file, cause(err))
	}
	fixed, err := mendLines(file, io.Discard, m, spare, most)
	if err != nil || f.dryRun || fixed.Changed+len(fixed.Removed) == 0 {
		return fixed, err
	}
	file = behindLinks(file)
	err = replace(file, func(out io.Writer) error {
		if _, err := mendLines(fixed.File, out, m, spare, 0); err != nil {
			return err
		}
		now, err := os.Stat(file)
		if err != nil {
			return err
		}
		if !os.SameFile(before, now) || now.Size() != before.Size() || !now.ModTime().Equal(before.ModTime()) {
			return errors.New("somebody changed it meanwhile; try again when nobody writes to it")
		}
		fixed.Kept, err = keepFormer(file)
		return err
	})
	return fixed, err
}

// mostFormer is how many former files are kept beside one.
const mostFormer = 100

// keepFormer keeps a file under another name, which is free and that of no library.
func keepFormer(file string) (kept string, err error) {
	for n := 1; n <= mostFormer; n++ {
		kept = file + ".old"
		if n > 1 {
			kept += fmt.Sprint(n)
		}
		switch err = os.Link(file, kept); {
		case err == nil:
			return kept, nil
		case errors.Is(err, fs.ErrExist):
			continue
		}
		err = copyFile(file, kept) // a disk without links
		if !errors.Is(err, fs.ErrExist) {
			return kept, err
		}
	}
	return "", fmt.Errorf("%d former files are kept beside it; move them away", mostFormer)
}

// copyFile copies a file to one that is not there.
func copyFile(from, to string) error {
	in, err := openRegular(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		err = errors.Join(err, os.Remove(to))
	}
	return err
}

// mendLines writes the lines of a file as they are to be, without those to spare, and says what
// changes. most is how many changes are told, -1 for all.
func mendLines(file string, to io.Writer, m *curate.Mender, spare []int, most int) (fixed fixedFile, err error) {
	fixed = fixedFile{File: file, Removed: []int{}, Changes: []changeJSON{}}
	out := bufio.NewWriterSize(to, 64<<10)
	err = openLibrary(file, func(in io.Reader) error {
		return linesOf(in, func(line corpus.OwnLine) error {
			fixed.Lines++
			if line.TooLong {
				return fmt.Errorf("%s, line %d is longer than %d bytes and cannot be copied; take it out first", file, line.Number, corpus.MaxOwnLine)
			}
			if slices.Contains(spare, line.Number) {
				fixed.Removed = append(fixed.Removed, line.Number)
				return nil
			}
			mended, changes := m.Line(line.Data)
			if len(changes) > 0 {
				fixed.Changed++
			}
			for _, c := range changes {
				if fixed.Values++; most < 0 || len(fixed.Changes) < most {
					fixed.Changes = append(fixed.Changes, changeJSON{line.Number, c.Field, c.Why, c.From, c.To})
				}
			}
			_, err := out.Write(append(mended, '\n'))
			return err
		})
	})
	return fixed, errors.Join(err, out.Flush())
}

// renderFixed shows what changes in a file, as a comparison of both would.
func renderFixed(fixed fixedFile, f *libraryCheckFlags, l look) string {
	p := &page{look: l}
	if fixed.Changed+len(fixed.Removed) == 0 {
		p.paragraph("", fixed.File+": nothing in it is to be put right mechanically", nil)
		return p.String()
	}
	head := fmt.Sprintf("%s: %s in %s of %d", fixed.File, counting(fixed.Values, "value", "values"), counting(fixed.Changed, "line", "lines"), fixed.Lines)
	if n := len(fixed.Removed); n > 0 {
		head += ", and " + counting(n, "line goes that says", "lines go that say") + " the same as one before"
	}
	p.paragraph("", head, p.bold)
	for _, c := range fixed.Changes {
		p.paragraph("  ", fmt.Sprintf("line %d, %s: %s", c.Line, c.Field, c.Why), p.faint)
		p.linked("  - ", "    ", c.From, "", nil)
		p.linked("  + ", "    ", c.To, "", nil)
	}
	if more := fixed.Values - len(fixed.Changes); more > 0 {
		p.paragraph("  ", fmt.Sprintf("and %d more; --all shows every one", more), p.faint)
	}
	if n := len(fixed.Removed); n > 0 {
		shown := mapped(fixed.Removed[:min(n, shownChanges)], func(line int) string { return fmt.Sprint(line) })
		if f.all {
			shown = mapped(fixed.Removed, func(line int) string { return fmt.Sprint(line) })
		}
		what := "lines that go: " + strings.Join(shown, ", ")
		if more := n - len(shown); more > 0 {
			what += fmt.Sprintf(" and %d more", more)
		}
		p.paragraph("  ", what, nil)
	}
	if fixed.Kept != "" {
		p.paragraph("", "written: "+fixed.File+"; the former file is kept as "+fixed.Kept, nil)
	}
	p.gap()
	return p.String()
}
