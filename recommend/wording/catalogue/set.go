package catalogue

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

//go:embed *.json
var files embed.FS

// English is the language that every text is written in first.
const English = "en"

// Set has the catalogues of some languages, each read when it is first asked for.
type Set struct {
	languages []string
	read      map[string]func() (*Catalogue, error)
}

// Builtin are the languages inside the binary.
var Builtin = sync.OnceValue(func() *Set {
	s, err := NewSet(files)
	if err != nil {
		panic(err) // the tests read it
	}
	return s
})

// NewSet reads which languages there are: a file each, English among them.
func NewSet(fsys fs.FS) (*Set, error) {
	names, err := fs.Glob(fsys, "*"+extension)
	if err != nil {
		return nil, fmt.Errorf("list the languages: %w", err)
	}
	s := &Set{languages: []string{English}, read: map[string]func() (*Catalogue, error){}}
	for _, name := range names {
		code := strings.TrimSuffix(name, extension)
		if code != English {
			s.languages = append(s.languages, code)
		}
		s.read[code] = sync.OnceValues(func() (*Catalogue, error) { return s.load(fsys, code) })
	}
	if _, err := s.In(English); err != nil {
		return nil, err
	}
	return s, nil
}

// Languages are the codes of the languages that there are texts in, and of their variants,
// English first.
func (s *Set) Languages() []string { return slices.Clone(s.languages) }

// Match is the language to speak to people with a locale as Slack ("de-DE") or the environment of a
// terminal ("pl_PL.UTF-8") has it: the variant of the country where there is one ("pt-BR"), or else
// the language, whatever the country; "" where there are no texts in it.
func (s *Set) Match(locale string) string {
	name, _, _ := strings.Cut(locale, "@")
	name, _, _ = strings.Cut(name, ".") // the encoding
	tag, err := language.Parse(name)
	if err != nil {
		return "" // among them C and POSIX
	}
	base, _ := tag.Base()
	code := base.String()
	if region, told := tag.Region(); told == language.Exact && s.read[code+"-"+region.String()] != nil {
		return code + "-" + region.String()
	}
	if s.read[code] != nil {
		return code
	}
	return ""
}

// English is the catalogue that the others are held against.
func (s *Set) English() *Catalogue {
	c, _ := s.In(English) // NewSet has read it
	return c
}

// In is the catalogue of a language.
func (s *Set) In(code string) (*Catalogue, error) {
	read := s.read[code]
	if read == nil {
		return nil, fmt.Errorf("there are no texts in the language %q", code)
	}
	return read()
}

// load reads the file of a language or variant, and holds it against English. A variant has the
// texts of its language where it has none of its own.
func (s *Set) load(fsys fs.FS, code string) (*Catalogue, error) {
	data, err := fs.ReadFile(fsys, code+extension)
	if err != nil {
		return nil, fmt.Errorf("read the texts of a language: %w", err)
	}
	c := &Catalogue{Code: code, texts: map[string]entry{}}
	if c.tag, err = language.Parse(code); err != nil {
		return nil, fmt.Errorf("%s%s is not named by a language: %w", code, extension, err)
	}
	base, _ := c.tag.Base()
	c.Language = base.String()
	var values map[string]any
	if err := json.Unmarshal(data, &values); err != nil {
		return nil, fmt.Errorf("read the texts of the language %s: %w", code, err)
	}
	unread := map[string]error{}
	for key, value := range values {
		if c.texts[key], err = newEntry(value); err != nil {
			unread[key] = err
		}
	}
	if rule := c.texts[locale].other; rule != "" {
		if tag, err := language.Parse(rule); err == nil {
			c.tag = tag
		} else {
			unread[locale] = err
		}
	}
	if code == English {
		return c, errors.Join(slices.Collect(maps.Values(unread))...)
	}
	c.english = s.English()
	if code == c.Language {
		c.check(nil, unread)
		return c, nil
	}
	of, err := s.In(c.Language)
	if err != nil {
		return nil, fmt.Errorf("read what %s is a variant of: %w", code, err)
	}
	c.check(of, unread)
	for key, e := range of.texts {
		if _, own := c.texts[key]; !own {
			c.texts[key] = e
		}
	}
	return c, nil
}
