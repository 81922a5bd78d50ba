package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/joho/godotenv"

	"precedent/recommend/understand"
)

// maxEnvFile is how many bytes a .env may have.
const maxEnvFile = 1 << 20

// envFile is what a file of NAME=value lines says.
type envFile struct {
	path     string            // in full
	found    bool              // there is such a file
	unread   string            // why nothing of it could be read
	data     []byte            // as it stands there
	values   map[string]string // by name; of a name that is set twice, the last
	lines    map[string]int    // where each of them stands
	repeated []string          // names that are set twice
	faults   []fault           // lines that cannot be read, or not understood
}

// name names the file as people look for it.
func (e envFile) name() string { return filepath.Base(e.path) }

// mentions tells whether a variable stands anywhere in the file, which may be
// unreadable as a whole.
func (e envFile) mentions(variable string) bool {
	return bytes.Contains(bytes.ReplaceAll(e.data, []byte{0}, nil), []byte(variable))
}

// readEnvFile reads the file at path, which may be missing. Only faults of the
// variables named, and of lines that are no NAME=value, count as faults: the file
// may be another program's too.
func readEnvFile(path string, variables []variable, getenv func(string) string) envFile {
	e := envFile{path: path, values: map[string]string{}, lines: map[string]int{}}
	if full, err := filepath.Abs(path); err == nil {
		e.path = full
	}
	f, err := openRegular(path)
	var kind *kindError
	if errors.Is(err, fs.ErrNotExist) || errors.As(err, &kind) && kind.mode.IsDir() { // many a virtual environment is a folder .env
		return e
	}
	e.found = true
	if err == nil {
		defer f.Close()
		e.data, err = io.ReadAll(io.LimitReader(f, maxEnvFile+1))
	}
	switch {
	case kind != nil:
		e.unread = fmt.Sprintf("%s is %s; make it a text file of NAME=value lines", e.path, kind.what())
	case err != nil:
		e.unread = fmt.Sprintf("%s cannot be read (%v)", e.path, cause(err))
	case len(e.data) > maxEnvFile:
		e.unread = fmt.Sprintf("%s is longer than %d bytes; a file of settings has a few lines", e.path, maxEnvFile)
	case bytes.HasPrefix(e.data, []byte("\xff\xfe")), bytes.HasPrefix(e.data, []byte("\xfe\xff")), bytes.IndexByte(e.data, 0) >= 0:
		e.unread = fmt.Sprintf("%s is saved as UTF-16; save it as UTF-8 (in Notepad: Save as, Encoding, UTF-8)", e.path)
	default:
		e.parse(variables, getenv)
	}
	return e
}

// assignment is a line that sets a variable. What stands before the sign is no
// name when it has blanks, quotes or signs in it.
var assignment = regexp.MustCompile(`^(?:export\s+)?([^\s=:'"` + "`" + `#$]+)\s*[=:]\s*(.*)$`)

// parse reads the lines of the file one by one, so that each fault has its line
// and brings no others after it.
func (e *envFile) parse(variables []variable, getenv func(string) string) {
	text := strings.TrimPrefix(string(e.data), "\ufeff")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	lines := strings.Split(text, "\n")
	ours := map[string]variable{}
	for _, v := range variables {
		ours[v.name] = v
	}
	begins := func(line string) bool { // one of our variables
		m := assignment.FindStringSubmatch(strings.TrimSpace(line))
		return m != nil && ours[m[1]].name != ""
	}
	lookup := func(name string) string {
		if name == "HOME" {
			return homeFolder(getenv)
		}
		if value := strings.TrimSpace(getenv(name)); value != "" {
			return value
		}
		return e.values[name]
	}
	for i := 0; i < len(lines); i++ {
		line, number := strings.TrimSpace(lines[i]), i+1
		if line == "" || line[0] == '#' {
			continue
		}
		m := assignment.FindStringSubmatch(line)
		if m == nil {
			what := `what stands before the "=" is no name; write NAME=value`
			if !strings.Contains(line, "=") {
				what = `there is no "="; write NAME=value, and # before a comment`
			}
			e.faults = append(e.faults, newFault(namedIn(line, variables), "%s, line %d: %s", e.name(), number, what))
			continue
		}
		name, rest := m[1], m[2]
		if quoteOpen(rest) { // the value may end on a later line
			for j := i + 1; j < len(lines) && !begins(lines[j]); j++ {
				if whole := rest + "\n" + strings.Join(lines[i+1:j+1], "\n"); !quoteOpen(whole) {
					if _, _, what := cutValue(whole); what == "" {
						rest, i = whole, j
					}
					break
				}
			}
		}
		v, isOurs := ours[name]
		value, what := envValue(rest, lookup, !v.secret)
		switch {
		case what == "" && isOurs && strings.Contains(value, "\n"):
			what = "has a value of more than one line"
		case what == "" && isOurs && !utf8.ValidString(rest):
			what = "has a value that is not UTF-8; save the file as UTF-8"
		}
		if _, twice := e.lines[name]; twice {
			e.repeated = append(e.repeated, name)
		}
		e.lines[name] = number
		delete(e.values, name)
		if what == "" {
			e.values[name] = value
		} else if isOurs {
			e.faults = append(e.faults, newFault([]string{name}, "%s, line %d: %s %s", e.name(), number, name, what))
		}
	}
}

// namedIn returns the names of the variables that stand in a line, in any capitals
// and with slips.
func namedIn(line string, variables []variable) []string {
	var named []string
	for _, word := range variableWord.FindAllString(line, -1) {
		if name := understand.Misspelt(word, namesOf(variables)); name != "" {
			named = append(named, name)
		}
	}
	return named
}

var variableWord = regexp.MustCompile(`[A-Za-z_]+`)

// quoteOpen tells whether a value opens a quote that it does not close.
func quoteOpen(value string) bool {
	return value != "" && (value[0] == '"' || value[0] == '\'') && closingQuote(value) < 0
}

// closingQuote finds the end of a value in quotes, as godotenv does.
func closingQuote(value string) int {
	for i := 1; i < len(value); i++ {
		if value[i] == value[0] && value[i-1] != '\\' {
			return i
		}
	}
	return -1
}

// comment is where a comment begins behind a value without quotes.
var comment = regexp.MustCompile(`(^|\s)#`)

// cutValue parts a value from the comment behind it. quote is the sign around
// it, 0 where there is none, and what says why it cannot be read.
func cutValue(rest string) (raw string, quote byte, what string) {
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		end := closingQuote(rest)
		if end < 0 {
			return "", rest[0], fmt.Sprintf("has a %c that is not closed", rest[0])
		}
		if behind := strings.TrimSpace(rest[end+1:]); behind != "" && behind[0] != '#' {
			return "", rest[0], fmt.Sprintf("has more behind its closing %c; put # before a comment", rest[0])
		}
		return rest[1:end], rest[0], ""
	}
	if at := comment.FindStringIndex(rest); at != nil {
		rest = rest[:at[0]]
	}
	rest = strings.TrimSpace(rest)
	switch {
	case strings.IndexAny(rest, "“”„‘’«»") == 0:
		return "", 0, `stands in typographic quotes; type straight ones ("), or none`
	case strings.HasSuffix(rest, `"`) || strings.HasSuffix(rest, "'"):
		return "", 0, "ends with a quote that was not opened"
	}
	return rest, 0, ""
}

// envValue reads a value: its comment is cut off, $NAME and ${NAME} are filled in,
// and godotenv takes off the quotes and escapes. what says why it cannot be read;
// with naming, it names what the value refers to.
func envValue(rest string, lookup func(string) string, naming bool) (value, what string) {
	raw, quote, what := cutValue(rest)
	if what != "" || raw == "" {
		return "", what
	}
	if quote != '\'' {
		var missing string
		if raw, missing, what = fillIn(raw, quote == '"', lookup); what != "" {
			return "", what
		}
		switch {
		case missing == "HOME":
			return "", "refers to the home folder, and there is none here; write the whole path"
		case missing != "" && naming:
			return "", "refers to $" + missing + ", which is not set; write the value out, or put it in single quotes if the $ stands for itself"
		case missing != "":
			return "", "refers with $ to a variable that is not set; put it in single quotes if the $ stands for itself"
		}
	}
	if quote != 0 {
		raw = string(quote) + raw + string(quote)
	}
	read, err := godotenv.Unmarshal("VALUE=" + raw)
	if err != nil { // its own words may hold the value
		return "", "has a value that cannot be read"
	}
	return read["VALUE"], ""
}

// reference is a backslash with what it escapes, or a dollar sign with the name
// behind it.
var reference = regexp.MustCompile(`\\.?|\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[^}]*\}?|\()?`)

var plainReference = regexp.MustCompile(`^\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})$`)

// fillIn writes values where a text refers to them, in the form that godotenv
// reads back as it was: it would fill in from the same file alone, and nothing
// where a name is not set, which makes the root of the disk of $HOME/. missing is a
// name without a value.
func fillIn(raw string, quoted bool, lookup func(string) string) (filled, missing, what string) {
	escape := strings.NewReplacer(`$`, `\$`)
	if quoted {
		escape = strings.NewReplacer(`$`, `\$`, `\`, `\\`, `"`, `\"`)
	}
	filled = reference.ReplaceAllStringFunc(raw, func(found string) string {
		switch m := plainReference.FindStringSubmatch(found); {
		case found == `\$`:
			return found
		case found[0] == '\\' && quoted && found != `\\` && found != `\"`:
			return `\` + found // a folder on Windows, and no escape
		case found[0] == '\\':
			return found
		case found == "$":
			return `\$`
		case m == nil:
			what = "can hold $NAME or ${NAME}, and nothing else of a shell's; in single quotes a $ stands for itself"
		default:
			value := lookup(m[1] + m[2])
			if value == "" {
				missing = m[1] + m[2]
			}
			return escape.Replace(value)
		}
		return ""
	})
	return filled, missing, what
}
