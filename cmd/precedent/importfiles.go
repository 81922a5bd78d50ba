package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"precedent/corpus/importing"
	tables "precedent/corpus/table"
)

// mappingEnding is how the mapping ends that an import writes beside a library.
const mappingEnding = ".map.json"

// mappingBeside is where the mapping of a library stands.
func mappingBeside(library string) string {
	return strings.TrimSuffix(library, libraryEnding) + mappingEnding
}

// importFile is a file to be imported.
type importFile struct {
	path  string
	name  string // without the folder that it was named by or found in
	found bool   // in a folder
}

// skippedFile is a file in a folder that cannot be read.
type skippedFile struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

// importFiles are the files that were named, and those in the folders that were, in the order
// of their names. Links to folders are not followed, so that none leads in a circle.
func importFiles(args []string, out string) (files []importFile, err error) {
	for _, arg := range args {
		arg = strings.TrimSpace(arg)
		if info, err := os.Stat(arg); err != nil || !info.IsDir() {
			files = append(files, importFile{path: arg, name: filepath.Base(arg)})
			continue
		}
		before := len(files)
		err := filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			name := d.Name()
			hidden := path != arg && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")) // what Excel keeps of an open file
			switch {
			case err != nil:
				return fmt.Errorf("the folder %s cannot be read (%w)", path, cause(err))
			case d.IsDir() && hidden:
				return fs.SkipDir
			case d.IsDir(), hidden, !tables.Named(name), strings.HasSuffix(name, mappingEnding), written(path), out != "" && sameFile(path, out):
				return nil
			}
			within, err := filepath.Rel(arg, path)
			files = append(files, importFile{path: path, name: filepath.ToSlash(within), found: true})
			return err
		})
		if err != nil {
			return nil, err
		}
		if len(files) == before {
			return nil, fmt.Errorf("the folder %s has no file that ends in %s", arg, strings.Join(tables.Extensions, ", "))
		}
	}
	return files, nil
}

// written tells whether a file is a library that an import has written, by the mapping beside
// it.
func written(path string) bool {
	if !strings.HasSuffix(path, libraryEnding) {
		return false
	}
	_, err := os.Stat(mappingBeside(path))
	return err == nil
}

func sameFile(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}

// checkOut says what is wrong with the place of a library: nothing that somebody else has
// written is replaced.
func checkOut(out string, files []importFile) error {
	if !strings.HasSuffix(out, libraryEnding) {
		return wrongUsage("--out is %q; the name of a library ends in %s", out, libraryEnding)
	}
	for _, f := range files {
		if sameFile(f.path, out) {
			return wrongUsage("%s is what is read; name another file with --out", out)
		}
	}
	switch info, err := os.Stat(out); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s cannot be written (%w); name another file with --out", out, cause(err))
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s %w; name a file with --out", out, &kindError{info.Mode()})
	case !written(out):
		return fmt.Errorf("%s is there already, and no import has written it (%s is not beside it); name another file with --out", out, mappingBeside(out))
	}
	return nil
}

// writeLibrary writes a library and the mapping beside it. A mapping that says something else
// than the new one may have been edited, and is kept under another name, which it returns.
func writeLibrary(out string, library *importing.Library, m importing.Mapping) (kept string, err error) {
	mapping, err := m.Write()
	if err != nil {
		return "", err
	}
	if err := replace(out, library.Write); err != nil {
		return "", err
	}
	beside := mappingBeside(out)
	if former, err := os.ReadFile(beside); err == nil && !bytes.Equal(former, mapping) {
		kept = strings.TrimSuffix(beside, mappingEnding) + ".map.old.json"
		if err := os.Rename(beside, kept); err != nil {
			return "", fmt.Errorf("keep the former mapping %s: %w", beside, err)
		}
	}
	return kept, replace(beside, func(w io.Writer) error {
		_, err := w.Write(mapping)
		return err
	})
}

// replace writes a file beside the one of that name, and puts it into its place once it is
// whole and on the disk, with the permissions of what was there. Where that fails, what was there
// stays.
func replace(path string, write func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // and not the link to it
	}
	part := fmt.Sprintf("%s.%d.part", path, os.Getpid())
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return fmt.Errorf("%s cannot be written (%w); name a file in another folder with --out", path, cause(err))
	}
	if former, there := os.Stat(path); there == nil {
		err = f.Chmod(former.Mode().Perm())
	}
	if err == nil {
		err = write(f)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s cannot be written (%w); what was there before is unchanged", path, cause(err)), os.Remove(part))
	}
	return nil
}

// tableNotLibrary tells whether a file that is named as a library is a table that has to be
// imported first: by its name, or by how it begins.
func tableNotLibrary(path string, f io.ReadSeeker) (bool, error) {
	if ext := strings.ToLower(filepath.Ext(path)); tables.Named(path) && !strings.HasPrefix(ext, ".json") && ext != ".ndjson" {
		return true, nil
	}
	begin := make([]byte, 512)
	n, err := io.ReadFull(f, begin)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	begin = bytes.TrimSpace(bytes.TrimPrefix(begin[:n], []byte("\ufeff")))
	first, _, _ := bytes.Cut(begin, []byte("\n"))
	return bytes.HasPrefix(begin, []byte("PK\x03\x04")) || bytes.HasPrefix(begin, []byte("[")) || string(bytes.TrimSpace(first)) == "{", nil
}
