package main

import (
	"context"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"precedent/corpus"
)

// libraryCommand is what is done with libraries of people's own.
func libraryCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:  "library",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(libraryCheckCommand(a), libraryListCommand(a), showCommand(a), libraryStatsCommand(a), libraryDiffCommand(a), libraryLinksCommand(a), libraryExportCommand(a))
	return cmd
}

// ownFiles are the files of people's own cases that count for a command, without what stands
// twice.
func ownFiles(a *app, f *libraryFlags) ([]corpus.LibraryFile, error) {
	paths, warning, err := a.ownLibraries(f.paths)
	if err != nil {
		return nil, err
	}
	if warning != "" {
		a.say("%s", warning)
	}
	files, err := libraryFiles(paths)
	if err != nil {
		return nil, err
	}
	if f.only && len(files) == 0 {
		return nil, wrongUsage("--only-library leaves nothing to look at; name your own library with --library PATH")
	}
	seen := map[string]bool{}
	var once []corpus.LibraryFile
	for _, file := range files {
		if full, err := filepath.Abs(file.Path); err != nil || !seen[full] {
			seen[full] = true
			once = append(once, file)
		}
	}
	return once, nil
}

// readCases reads the cases of all libraries that count for a command, those of the built-in one
// first. What cannot be read is told. The vocabulary names the libraries.
func readCases(ctx context.Context, a *app, f *libraryFlags) (cases []corpus.Case, v *corpus.Vocabulary, err error) {
	files, err := ownFiles(a, f)
	if err != nil {
		return nil, nil, err
	}
	b, err := corpus.Builtin()
	if err != nil {
		return nil, nil, err
	}
	taken := map[string]bool{}
	var names []string
	add := func(list []corpus.Case, library string) {
		names = append(names, library)
		for _, c := range list {
			if !taken[c.ID] {
				taken[c.ID] = true
				cases = append(cases, c)
			}
		}
	}
	if !f.only {
		add(b.Library.Cases(), corpus.BuiltinName)
	}
	err = eachOwn(ctx, a, files, b.Vocabulary, func(library string, own []corpus.Case) { add(own, library) })
	return cases, b.Vocabulary.Naming(names), err
}

// eachOwn reads files of own cases one after the other. What cannot be read is told.
func eachOwn(ctx context.Context, a *app, files []corpus.LibraryFile, v *corpus.Vocabulary, add func(library string, own []corpus.Case)) error {
	l := loaded{}
	for _, file := range files {
		own, err := interruptible(ctx, func() ([]corpus.Case, error) {
			list, refused, _, err := readOwn(file.Path, v)
			l.refused = append(l.refused, refused...)
			return list, err
		})
		if err != nil {
			return err
		}
		for i := range own {
			own[i].Library = file.Name
		}
		add(file.Name, own)
	}
	a.tellUnread(l)
	return nil
}

// eachLibrary has each file of own cases read in turn, and gives up when ctx ends.
func eachLibrary(ctx context.Context, files []string, read func(in io.Reader, file string) error) error {
	_, err := interruptible(ctx, func() (none struct{}, err error) {
		for _, file := range files {
			if err := openLibrary(file, func(in io.Reader) error { return read(in, file) }); err != nil {
				return none, err
			}
		}
		return none, nil
	})
	return err
}
