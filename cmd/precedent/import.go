package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"precedent/corpus"
	"precedent/corpus/importing"
	tables "precedent/corpus/table"
)

type importFlags struct {
	mapping, out, name string
	dryRun, json       bool
	propose, none      bool // proposals for a library that exists; none for a new one
	read               tables.Options
}

func importCommand(a *app) *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use: "import FILE...",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("%s takes the name of a file or folder with your cases, such as cases.xlsx", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			made, err := runImport(cmd.Context(), a, f, args)
			if err != nil && f.json && cmd.Context().Err() == nil {
				if wrong := failedImport(a, made, f.dryRun, err); wrong != nil {
					return errors.Join(err, wrong)
				}
			}
			return err
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.mapping, "map", "", "take what each column holds from this `FILE`, which an import has written")
	flags.StringVar(&f.out, "out", "", "write the library to this `FILE.jsonl` (NAME.jsonl in the working directory)")
	flags.StringVar(&f.name, "name", "", "the `NAME` of the library, shown as the source of its cases (that of the file)")
	flags.StringVar(&f.read.Sheet, "sheet", "", "read the sheet with this `NAME` of a workbook (the one with the most rows)")
	flags.StringVar(&f.read.Encoding, "encoding", "", "read text files in the encoding with this `NAME`, such as windows-1250 (a guess)")
	flags.BoolVar(&f.propose, "propose", false, "add proposals to FILE.jsonl, which is a library already, and change nothing else of it")
	flags.BoolVar(&f.none, "no-proposals", false, "propose no topics, approaches, countries, level and year for cases that have none")
	flags.BoolVar(&f.dryRun, "dry-run", false, "write nothing")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	return cmd
}

// imported is what an import has made and where it stands.
type imported struct {
	library  *importing.Library
	mapping  importing.Mapping
	skipped  []skippedFile
	sources  []string // as typed
	out      string
	proposed proposed
	kept     string // where a mapping went that stood in the place of the new one, "" for none
	replaced string // what a library was made of that stood there and is of other files, "" for none
}

// failedImport tells a program why an import failed, and what was found out before it did.
func failedImport(a *app, made imported, dryRun bool, failed error) error {
	if made.library == nil {
		return a.printJSON(struct {
			Error string `json:"error"`
		}{failed.Error()})
	}
	o := importObject(made, dryRun)
	o.Error = failed.Error()
	return a.printJSON(o)
}

// runImport imports files and prints what came of it. What it returns is for whoever has to be
// told why nothing was written.
func runImport(ctx context.Context, a *app, f importFlags, args []string) (made imported, err error) {
	for _, path := range []*string{&f.mapping, &f.out} {
		full, err := homePath(*path, a.getenv)
		if err != nil {
			return made, wrongUsage("%s %w", *path, err)
		}
		*path = full
	}
	if f.propose {
		return made, addProposals(ctx, a, args, f.out, f.dryRun, f.json)
	}
	files, err := importFiles(args, f.out)
	if err != nil {
		return made, err
	}
	mapping, err := readMapping(f.mapping)
	if err != nil {
		return made, err
	}
	told := f.out != ""
	if f.name == "" {
		f.name = mapping.Name
	}
	if f.name == "" && told { // libraries are called by their files
		f.name = libraryName(f.out)
	}
	if f.name == "" {
		f.name = libraryName(args[0])
	}
	if !told {
		f.out = corpus.Slug(f.name) + libraryEnding
	}
	if err := checkOut(f.out, files); err != nil {
		return made, err
	}
	replaced := madeOf(f.out, files)
	if replaced != "" && !told && !sameFile(f.mapping, mappingBeside(f.out)) {
		return made, fmt.Errorf("%s is there already, and was made of %s; name another file with --out, or this one to replace it", f.out, replaced)
	}
	var leave func()
	f.read.Folder, leave = unpackFolder()
	defer leave()
	made, err = interruptible(ctx, func() (imported, error) { return readTables(ctx, a, f, files, mapping) })
	made.sources, made.out, made.replaced = args, f.out, replaced
	if err != nil {
		return made, err
	}
	if made.library.Report.Imported == 0 {
		return made, nothingImported(made)
	}
	if !f.none {
		if made.proposed, err = interruptible(ctx, func() (proposed, error) { return proposeFor(ctx, a, made.library.Cases()) }); err != nil {
			return made, err
		}
	}
	if !f.dryRun {
		if made.kept, err = writeLibrary(f.out, made.library, made.mapping); err != nil {
			return made, err
		}
	}
	if f.json {
		return made, a.printJSON(importObject(made, f.dryRun))
	}
	return made, a.print(renderImport(made, f.dryRun, a.look()))
}

// unpackFolder is a folder for what workbooks are unpacked to. An interrupted import returns
// while a workbook is still being read, which then removes nothing: so the import does. Where
// none can be made, the first workbook says so, and other files need none.
func unpackFolder() (folder string, leave func()) {
	folder, err := os.MkdirTemp("", "precedent-import-")
	if err != nil {
		return "", func() {}
	}
	return folder, func() { os.RemoveAll(folder) }
}

// nothingImported says why no row came in.
func nothingImported(made imported) error {
	r := made.library.Report
	switch {
	case len(r.Refusals) > 0:
		first := r.Refusals[0]
		return fmt.Errorf("no row of %d came in, so nothing was written; the first: %s, line %d: %s", r.Rows, first.File, first.Line, first.Reason)
	case len(made.skipped) > 0:
		first := made.skipped[0]
		return fmt.Errorf("nothing came in, so nothing was written; the first file: %s %s", first.File, first.Reason)
	}
	return errors.New("nothing came in, so nothing was written")
}

// libraryName is the name of a library that has none: that of its file or folder.
func libraryName(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	name := filepath.Base(path)
	if info, err := os.Stat(path); err == nil && !info.IsDir() || tables.Named(name) {
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	return name
}

// readMapping reads the mapping in a file; that of "" says nothing.
func readMapping(path string) (m importing.Mapping, err error) {
	if path == "" {
		return m, nil
	}
	data, err := readFrom(path, "mapping", func(in io.Reader, _ string) ([]byte, error) { return io.ReadAll(in) })
	if err != nil {
		return m, err
	}
	if m, err = importing.ReadMapping(data); err != nil {
		return m, fmt.Errorf("the mapping %s cannot be used: %w", path, err)
	}
	return m, nil
}

// readTables reads files one behind the other. What is wrong with one that was named ends
// it, and with one in a folder is told.
func readTables(ctx context.Context, a *app, f importFlags, files []importFile, mapping importing.Mapping) (made imported, err error) {
	b, err := corpus.Builtin()
	if err != nil {
		return made, err
	}
	reader, err := importing.New(b.Vocabulary)
	if err != nil {
		return made, err
	}
	reader.Present = time.Now().Year()
	progress, done := rowsRead(ctx, a.stderr)
	defer done()
	made.library, made.mapping.Name = reader.NewLibrary(f.name), f.name
	for _, file := range files {
		columns, err := readTable(reader, made.library, file, f, mapping, progress)
		switch {
		case ctx.Err() != nil:
			return made, ctx.Err()
		case err != nil && file.found:
			made.skipped = append(made.skipped, skippedFile{file.name, err.Error()})
			continue
		case err != nil:
			return made, fmt.Errorf("%s %w; nothing was written", file.path, err)
		}
		made.mapping.Tables = append(made.mapping.Tables, columns)
	}
	return made, nil
}

func readTable(reader *importing.Reader, into *importing.Library, file importFile, f importFlags, mapping importing.Mapping, progress func(int) error) (m importing.TableMapping, err error) {
	t, err := openTable(file, func(in io.Reader) (*tables.Table, error) { return tables.Open(in, file.name, f.read) })
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	m = importing.TableMapping{File: file.name, Path: pathFrom(f.out, file.path), Sheet: t.Sheet}
	if len(mapping.Tables) > 0 {
		m.Columns, err = mapping.Columns(file.name, t)
	} else {
		m.Columns, err = reader.Guess(t)
	}
	if err != nil {
		return m, err
	}
	return m, into.Add(file.name, t, m.Columns, progress)
}

// openTable opens a file that nobody writes to meanwhile: all of it is read here.
func openTable(file importFile, open func(io.Reader) (*tables.Table, error)) (*tables.Table, error) {
	in, err := openRegular(file.path)
	var kind *kindError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("is not there; check the name")
	case errors.As(err, &kind):
		return nil, kind
	case err != nil:
		return nil, fmt.Errorf("cannot be opened (%w)", cause(err))
	}
	defer in.Close()
	before, err := in.Stat()
	if err != nil {
		return nil, fmt.Errorf("cannot be read (%w)", cause(err))
	}
	t, err := open(in)
	after, changed := os.Stat(file.path)
	if changed != nil || !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) || after.Size() != before.Size() {
		if err == nil {
			err = t.Close()
		}
		return nil, errors.Join(errors.New("changed while it was read; import it once more when nobody writes to it"), err)
	}
	return t, err
}

// progressRows are how many rows are read before a terminal is told.
const progressRows = 1000

// rowsRead tells a terminal how many rows have been read, and ends with ctx. done takes away
// what was told.
func rowsRead(ctx context.Context, stderr io.Writer) (tell func(rows int) error, done func()) {
	line, done := progress(stderr)
	return func(rows int) error {
		if rows%progressRows == 0 {
			line(fmt.Sprintf("%d rows", rows))
		}
		return ctx.Err()
	}, done
}
