package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
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

// isMapping tells whether a file has the name of a mapping, or of one that was kept.
func isMapping(name string) bool {
	return strings.HasSuffix(name, mappingEnding) || keptMapping.MatchString(name)
}

var keptMapping = regexp.MustCompile(`\.map\.old(?:-[0-9]+)?\.json$`)

// pathFrom is where a file stands, from the folder of a library.
func pathFrom(library, path string) string {
	folder, err := filepath.Abs(filepath.Dir(library))
	full, wrong := filepath.Abs(path)
	if errors.Join(err, wrong) != nil {
		return ""
	}
	if within, err := filepath.Rel(folder, full); err == nil {
		full = within
	}
	return filepath.ToSlash(full)
}

// upTo lists so many of some texts, and counts the others, saying where they are.
func upTo(list []string, most int, where string) string {
	said := strings.Join(list[:min(len(list), most)], ", ")
	if more := len(list) - most; more > 0 {
		said += fmt.Sprintf(" and %d more%s", more, where)
	}
	return said
}

// shownFiles are how many files are named that a library was made of.
const shownFiles = 3

// madeOf is what a library was made of that stands in the place of the one of some files, where
// that is none of these; "" where it is, and where it cannot be told.
func madeOf(out string, files []importFile) string {
	data, err := os.ReadFile(mappingBeside(out))
	if err != nil {
		return ""
	}
	former, err := importing.ReadMapping(data)
	if err != nil || len(former.Tables) == 0 {
		return ""
	}
	var now importing.Mapping
	for _, f := range files {
		now.Tables = append(now.Tables, importing.TableMapping{File: f.name, Path: pathFrom(out, f.path)})
	}
	if former.MadeOf(now) {
		return ""
	}
	return upTo(mapped(former.Tables, func(t importing.TableMapping) string { return cmp.Or(t.Path, t.File) }), shownFiles, "")
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
			case d.IsDir(), hidden, !tables.Named(name), isMapping(name), written(path), out != "" && sameFile(path, out):
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
	if err := libraryOut(out); err != nil {
		return err
	}
	for _, f := range files {
		if sameFile(f.path, out) {
			return wrongUsage("%s is what is read; name another file with --out", out)
		}
	}
	if there, err := standsAt(out); err != nil || !there {
		return err
	}
	if !written(out) {
		return fmt.Errorf("%s is there already, and no import has written it (%s is not beside it); name another file with --out", out, mappingBeside(out))
	}
	return nil
}

// writeLibrary writes a library and the mapping beside it, neither where one cannot be written. A
// mapping that says something else than the new one may have been edited, and is kept under
// another name, which it returns.
func writeLibrary(out string, library *importing.Library, m importing.Mapping) (kept string, err error) {
	mapping, err := m.Write()
	if err != nil {
		return "", err
	}
	cases, err := staged(out, library.Write)
	if err != nil {
		return "", err
	}
	defer cases.remove()
	beside := mappingBeside(out)
	columns, err := staged(beside, writing(mapping))
	if err != nil {
		return "", err
	}
	defer columns.remove()
	if former, err := os.ReadFile(beside); err == nil && !bytes.Equal(former, mapping) {
		if kept, err = keep(beside, former); err != nil {
			return "", fmt.Errorf("keep the former mapping %s: %w", beside, err)
		}
	}
	// The mapping first: beside it a library may be replaced once more.
	if err := columns.place(); err != nil {
		return "", err
	}
	return kept, cases.place()
}

// keep writes down a mapping under a name that none has that says something else.
func keep(beside string, former []byte) (name string, err error) {
	for n := 1; ; n++ {
		name = strings.TrimSuffix(beside, mappingEnding) + ".map.old.json"
		if n > 1 {
			name = fmt.Sprintf("%s.map.old-%d.json", strings.TrimSuffix(beside, mappingEnding), n)
		}
		switch there, err := os.ReadFile(name); {
		case errors.Is(err, fs.ErrNotExist):
			return name, replace(name, writing(former))
		case err != nil:
			return "", err
		case bytes.Equal(there, former):
			return name, nil
		}
	}
}

func writing(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// replace writes a file beside the one of that name, and puts it into its place once it is
// whole and on the disk, with the permissions of what was there. Where that fails, what was there
// stays.
func replace(path string, write func(io.Writer) error) error {
	s, err := staged(path, write)
	if err != nil {
		return err
	}
	defer s.remove()
	return s.place()
}

// stagedFile is a file that is whole and on the disk, and not yet in its place.
type stagedFile struct{ part, path string }

// staged writes a file beside the one of that name, with its permissions.
func staged(path string, write func(io.Writer) error) (s stagedFile, err error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // and not the link to it
	}
	s = stagedFile{fmt.Sprintf("%s.%d.part", path, os.Getpid()), path}
	f, err := os.OpenFile(s.part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return s, fmt.Errorf("%s cannot be written (%w); name a file in another folder with --out", path, cause(err))
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
	if err = errors.Join(err, f.Close()); err != nil {
		return s, errors.Join(s.failed(err), os.Remove(s.part))
	}
	return s, nil
}

// place puts the file into its place.
func (s stagedFile) place() error {
	if err := os.Rename(s.part, s.path); err != nil {
		return s.failed(err)
	}
	return nil
}

// remove takes it away where it is not in its place.
func (s stagedFile) remove() { os.Remove(s.part) }

func (s stagedFile) failed(err error) error {
	return fmt.Errorf("%s cannot be written (%w); what was there before is unchanged", s.path, cause(err))
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
