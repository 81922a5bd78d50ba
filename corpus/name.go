package corpus

import (
	"cmp"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
)

// BuiltinName is the name of the built-in library.
const BuiltinName = "precedent"

// From is the name of the library that a case is of.
func (c *Case) From() string { return cmp.Or(c.Library, BuiltinName) }

// maxSlug is how long a name before an id may be.
const maxSlug = 40

// Slug is a name as ids begin with it: small letters and digits, joined by hyphens.
func Slug(name string) string {
	parts := strings.FieldsFunc(PlainLetters(name), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	slug := strings.Join(parts, "-")
	for len(slug) > maxSlug {
		cut := []rune(slug)
		slug = string(cut[:len(cut)-1])
	}
	return cmp.Or(strings.Trim(slug, "-"), "own")
}

// LibraryFile is a file with a library of somebody's own.
type LibraryFile struct {
	Path string
	Name string // of the library, which no other has
}

// Called is the name that the file alone would give the library.
func (f LibraryFile) Called() string { return Slug(fileName(f.Path)) }

// Renamed tells whether a library has another name than its file alone would give it.
func (f LibraryFile) Renamed() bool { return f.Name != f.Called() }

func fileName(path string) string { return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) }

// NameFiles names the libraries in some files: each as its file, with the name of its folder before
// that where another library is called so already, and else with a number behind it.
func NameFiles(paths []string) []LibraryFile {
	taken := map[string]bool{BuiltinName: true}
	files := make([]LibraryFile, len(paths))
	for i, path := range paths {
		name := Slug(fileName(path))
		if folder := filepath.Base(filepath.Dir(path)); taken[name] && folder != "." && folder != string(filepath.Separator) {
			name = Slug(folder + " " + fileName(path))
		}
		for n, unnumbered := 2, name; taken[name]; n++ {
			name = unnumbered + "-" + strconv.Itoa(n)
		}
		taken[name], files[i] = true, LibraryFile{path, name}
	}
	return files
}
