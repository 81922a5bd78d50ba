package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"precedent/corpus"
	"precedent/corpus/curate"
)

func libraryCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:  "library",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(libraryCheckCommand(a), libraryListCommand(a), showCommand(a), libraryStatsCommand(a), libraryDiffCommand(a), libraryLinksCommand(a))
	return cmd
}

// ownFiles are the files of people's own cases that count for a command, without what stands
// twice.
func ownFiles(a *app, f *libraryFlags) ([]string, error) {
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
	var once []string
	for _, file := range files {
		if full, err := filepath.Abs(file); err != nil || !seen[full] {
			seen[full] = true
			once = append(once, file)
		}
	}
	return once, nil
}

// shelved is a case with the name of the library that it is in.
type shelved struct {
	corpus.Case
	library string
}

// readShelved reads the cases of all libraries that count for a command, those of the built-in one
// first. What cannot be read is told.
func readShelved(ctx context.Context, a *app, f *libraryFlags) (cases []shelved, v *corpus.Vocabulary, err error) {
	files, err := ownFiles(a, f)
	if err != nil {
		return nil, nil, err
	}
	b, err := corpus.Builtin()
	if err != nil {
		return nil, nil, err
	}
	taken := map[string]bool{}
	add := func(list []corpus.Case, library string) {
		for _, c := range list {
			if !taken[c.ID] {
				taken[c.ID] = true
				cases = append(cases, shelved{c, library})
			}
		}
	}
	if !f.only {
		add(b.Library.Cases(), curate.BuiltinName)
	}
	err = eachOwn(ctx, a, files, b.Vocabulary, func(file string, own []corpus.Case) { add(own, nameOfLibrary(file)) })
	return cases, b.Vocabulary, err
}

// eachOwn reads files of own cases one after the other. What cannot be read is told.
func eachOwn(ctx context.Context, a *app, files []string, v *corpus.Vocabulary, add func(file string, own []corpus.Case)) error {
	l := loaded{}
	for _, file := range files {
		own, err := interruptible(ctx, func() ([]corpus.Case, error) {
			list, refused, _, err := readOwn(file, v)
			l.refused = append(l.refused, refused...)
			return list, err
		})
		if err != nil {
			return err
		}
		add(file, own)
	}
	a.tellUnread(l)
	return nil
}

// nameOfLibrary is what a library is called where its cases are listed.
func nameOfLibrary(file string) string {
	return strings.TrimSuffix(filepath.Base(file), libraryEnding)
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
