package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// openJSONLines reads one object a line.
func openJSONLines(text []byte, notes []string, l Limits) (*Table, error) {
	return openObjects(func(yield func(object, error) bool) {
		line := 0
		for data := range bytes.Lines(text) {
			if line++; len(bytes.TrimSpace(data)) == 0 {
				continue
			}
			o := object{line: line}
			if o.pairs, o.fault = pairsOf(data, l.Columns); o.fault == "" && o.pairs == nil {
				continue
			}
			if !yield(o, nil) {
				return
			}
		}
	}, append(notes, "one JSON object a line"), l)
}

// openJSON reads a list of objects, or an object with one such list in it, or what is one
// object a line under another name.
func openJSON(text []byte, notes []string, l Limits) (*Table, error) {
	if first := bytes.TrimLeft(text, " \t\r\n"); first[0] == '{' {
		dec := json.NewDecoder(bytes.NewReader(text))
		var whole json.RawMessage
		if err := dec.Decode(&whole); err == nil && len(bytes.TrimSpace(text[dec.InputOffset():])) > 0 {
			return openJSONLines(text, notes, l)
		}
	}
	if err := wellFormed(text); err != nil {
		return nil, err
	}
	start, key, err := listIn(text)
	if err != nil {
		return nil, err
	}
	if key != "" {
		notes = append(notes, fmt.Sprintf("JSON, the list %q", key))
	} else {
		notes = append(notes, "a JSON list")
	}
	return openObjects(func(yield func(object, error) bool) {
		dec := json.NewDecoder(bytes.NewReader(text[start:]))
		_, err := dec.Token() // the bracket
		lines := lineCounter{text: text}
		for err == nil && dec.More() {
			var item json.RawMessage
			if err = dec.Decode(&item); err == nil {
				o := object{line: lines.at(start + int(dec.InputOffset()) - len(item))}
				o.pairs, o.fault = pairsOf(item, l.Columns)
				if !yield(o, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(object{}, err)
		}
	}, notes, l)
}

// wellFormed says where JSON breaks.
func wellFormed(text []byte) error {
	var all json.RawMessage
	text = bytes.TrimRight(text, " \t\r\n")
	err := json.Unmarshal(text, &all)
	if err == nil {
		return nil
	}
	var syntax *json.SyntaxError
	line := 1
	if errors.As(err, &syntax) {
		line += bytes.Count(text[:min(int(syntax.Offset), len(text))], []byte("\n"))
	}
	if n := wholeItems(text); n >= 0 {
		return fmt.Errorf("is broken JSON in line %d (record %d: %w); export it once more", line, n+1, err)
	}
	return fmt.Errorf("is broken JSON in line %d (%w); export it once more", line, err)
}

// wholeItems counts the items of a list before the one in which it breaks, -1 for what is no list.
func wholeItems(text []byte) (n int) {
	dec := json.NewDecoder(bytes.NewReader(text))
	if token, err := dec.Token(); err != nil || token != json.Delim('[') {
		return -1
	}
	for dec.More() {
		var item json.RawMessage
		if dec.Decode(&item) != nil {
			break
		}
		n++
	}
	return n
}

// listIn is where the one list of objects begins, and the name it goes by.
func listIn(text []byte) (start int, name string, err error) {
	first := bytes.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune(" \t\r\n", r) })
	if text[first] == '[' {
		return first, "", nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return 0, "", errors.New("is neither a list of JSON objects nor an object that has one")
	}
	var found []string
	for key, value := range fields {
		if list := bytes.TrimSpace(value); list[0] == '[' && bytes.HasPrefix(bytes.TrimSpace(list[1:]), []byte("{")) {
			found = append(found, key)
		}
	}
	if len(found) != 1 {
		slices.Sort(found)
		return 0, "", fmt.Errorf("has %d lists of objects %q, and exactly one is read; save the one with the cases as a file of its own", len(found), found)
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	if _, err := dec.Token(); err != nil {
		return 0, "", err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return 0, "", err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return 0, "", err
		}
		if key == found[0] {
			start = int(dec.InputOffset()) - len(value) // the last of that name counts, as above
		}
	}
	return start, found[0], nil
}

// object is a JSON object as text by its names, in their order.
type object struct {
	line  int
	pairs []pair
	fault string
}

type pair struct{ name, text string }

// openObjects makes a table of objects, with a column for every name that any of them has.
func openObjects(objects iter.Seq2[object, error], notes []string, l Limits) (*Table, error) {
	t := &Table{Notes: notes, limits: l}
	at := map[string]int{}
	for o, err := range objects {
		if err != nil {
			return nil, err
		}
		for _, p := range o.pairs {
			if _, known := at[p.name]; !known && len(t.Columns) <= l.Columns { // one more than may be, so that it is told
				at[p.name] = len(t.Columns)
				t.Columns = append(t.Columns, p.name)
			}
		}
	}
	t.rows = func(yield func(Row, error) bool) {
		for o, err := range objects {
			r := Row{Line: o.line, Fault: o.fault}
			if err == nil && r.Fault == "" {
				r.Cells = make([]string, len(t.Columns))
				for _, p := range o.pairs {
					if i, known := at[p.name]; known {
						r.Cells[i] = p.text
					}
				}
			}
			if !yield(r, err) {
				return
			}
		}
	}
	return t, nil
}

// pairsOf reads an object. What stands in objects below is named as in "place.country".
func pairsOf(data []byte, most int) (pairs []pair, fault string) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	token, err := dec.Token()
	if err == nil && token != json.Delim('{') {
		return nil, "is no JSON object"
	}
	if err == nil {
		err = readPairs(dec, "", &pairs, 1)
	}
	if err == nil {
		if _, more := dec.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("something follows the object")
		}
	}
	switch {
	case err != nil:
		return nil, "is no JSON object: " + err.Error()
	case len(pairs) > most:
		return nil, fmt.Sprintf("has %d fields, and at most %d are read", len(pairs), most)
	}
	return pairs, ""
}

// maxDepth is how deep objects and lists may stand in each other.
const maxDepth = 20

var errDeep = fmt.Errorf("it is deeper than %d", maxDepth)

// readPairs reads what stands in an object up to its end.
func readPairs(dec *json.Decoder, above string, pairs *[]pair, depth int) error {
	if depth > maxDepth {
		return errDeep
	}
	for {
		token, err := dec.Token()
		if err != nil {
			return err
		}
		name, isName := token.(string)
		if !isName { // the end
			return nil
		}
		name = strings.Join(strings.Fields(above+name), " ")
		if token, err = dec.Token(); err != nil {
			return err
		}
		switch token {
		case json.Delim('{'):
			err = readPairs(dec, name+".", pairs, depth+1)
		case json.Delim('['):
			var items []string
			items, err = readList(dec, depth+1)
			*pairs = append(*pairs, pair{name, strings.Join(items, "; ")})
		default:
			*pairs = append(*pairs, pair{name, scalar(token)})
		}
		if err != nil {
			return err
		}
	}
}

// readList reads the texts in a list up to its end, those of lists and objects in it too.
func readList(dec *json.Decoder, depth int) (items []string, err error) {
	if depth > maxDepth {
		return nil, errDeep
	}
	for {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch token {
		case json.Delim(']'):
			return items, nil
		case json.Delim('['):
			more, err := readList(dec, depth+1)
			if err != nil {
				return nil, err
			}
			items = append(items, more...)
		case json.Delim('{'):
			var pairs []pair
			if err := readPairs(dec, "", &pairs, depth+1); err != nil {
				return nil, err
			}
			for _, p := range pairs {
				items = append(items, p.text)
			}
		default:
			if text := scalar(token); text != "" {
				items = append(items, text)
			}
		}
	}
}

// scalar is the text of what has no parts.
func scalar(token json.Token) string {
	if token == nil {
		return ""
	}
	return fmt.Sprint(token)
}

// lineCounter finds the lines of places that come one behind the other.
type lineCounter struct {
	text       []byte
	pos, lines int
}

func (c *lineCounter) at(pos int) int {
	c.lines += bytes.Count(c.text[c.pos:pos], []byte("\n"))
	c.pos = pos
	return c.lines + 1
}
