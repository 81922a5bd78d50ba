package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend/shelf"
)

// libraryEnding is how the files of libraries end.
const libraryEnding = ".jsonl"

// maxLibraryFiles is how many files one folder of libraries may have.
const maxLibraryFiles = 1000

// libraryFiles are the files that some paths lead to, with the names of the libraries in them: a folder stands for the libraries in it and in
// the folders below, in the order of their names. What is hidden is left out, and links to folders
// are not followed, so that none leads in a circle. A path that leads nowhere stays: whoever reads
// it says so.
func libraryFiles(paths []string) ([]corpus.LibraryFile, error) {
	var files []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			files = append(files, path)
			continue
		}
		found, err := librariesIn(path)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	return corpus.NameFiles(files), nil
}

// countOf counts what was read of a file.
func countOf(path string, cases []corpus.Case, refused []corpus.Fault) shelf.Count {
	count := shelf.Count{Path: whole(path), Cases: len(cases), Refused: len(refused)}
	if len(refused) > 0 {
		count.Fault = refused[0].Error()
	}
	return count
}

// whole is a path from the root on, by which a file is known again.
func whole(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// collapsed tells of a file that had cases before and is unlikely to be meant as it is now: it holds
// none any more, or it holds fewer and most of its records cannot be used.
func collapsed(before, now []shelf.Count) error {
	const meant = "if that is meant, start the bot again"
	had := map[string]int{}
	for _, c := range before {
		had[c.Path] = c.Cases
	}
	for _, c := range now {
		switch {
		case c.Cases >= had[c.Path]:
		case c.Cases == 0 && c.Refused == 0:
			return fmt.Errorf("%s is empty, and held %s before; %s", c.Path, counting(had[c.Path], "case", "cases"), meant)
		case c.Cases == 0:
			return fmt.Errorf("%s holds no case any more (%s); %s", c.Path, c.Fault, meant)
		case c.Refused > c.Cases:
			return fmt.Errorf("of %s, %d of %d records cannot be used (the first: %s); %s", c.Path, c.Refused, c.Refused+c.Cases, c.Fault, meant)
		}
	}
	return nil
}

// librariesIn are the libraries in a folder.
func librariesIn(folder string) (files []string, err error) {
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch hides := hidden(folder, path); {
		case err != nil:
			return fmt.Errorf("the folder %s cannot be read (%w)", path, cause(err))
		case d.IsDir() && hides:
			return fs.SkipDir
		case d.IsDir(), hides, !strings.HasSuffix(d.Name(), libraryEnding):
			return nil
		}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return nil // behind a link
		}
		if len(files) == maxLibraryFiles {
			return fmt.Errorf("the folder %s has more than %d libraries; name some of its folders", folder, maxLibraryFiles)
		}
		files = append(files, path)
		return nil
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("the folder %s has no file that ends in %s; precedent import makes such files of spreadsheets", folder, libraryEnding)
	}
	return files, err
}

// hidden tells whether what is found in a folder is none of the libraries' business.
func hidden(folder, path string) bool {
	return path != folder && strings.HasPrefix(filepath.Base(path), ".")
}

// foldersOf are the folders that hold some files and the folders below them, each once, in order.
func foldersOf(paths []string) []string {
	var folders []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			folders = append(folders, filepath.Dir(path), filepath.Dir(behindLinks(path)))
			continue
		}
		folders = append(folders, filepath.Dir(filepath.Clean(path)))
		_ = filepath.WalkDir(path, func(below string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || !d.IsDir():
			case hidden(path, below):
				return fs.SkipDir
			default:
				folders = append(folders, below)
			}
			return nil // what cannot be read is looked at now and then
		})
	}
	slices.Sort(folders)
	return slices.Compact(folders)
}
