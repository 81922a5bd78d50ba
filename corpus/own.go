package corpus

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// Limits of people's own files.
const (
	MaxOwnLine    = 1 << 20 // bytes in one line; a longer one is refused
	MaxOwnRecords = 200_000 // records in one file; more are an error
)

// ReadOwn reads cases from JSON Lines: one JSON object a line, with the fields
// of [Case], of which an id, and a title or a text, are enough. "text" stands
// for the summary. Tags, levels, countries and languages are recognised by id, label,
// code or name; a tag that is not known becomes a keyword. What cannot be used
// is left out.
//
// A record that cannot be shown is refused with its line, and the others are
// read on. What of a record is left out, or read otherwise than it is written,
// is noted. The error is for what stops the whole file: it cannot be read, or
// holds more than [MaxOwnRecords].
func ReadOwn(r io.Reader, name string, v *Vocabulary) (cases []Case, refused, notes []Fault, err error) {
	ids := map[string]int{}
	noted := ownNotes{records: map[Fault]int{}}
	for l, err := range OwnLines(r) {
		line := l.Number
		if err != nil {
			return nil, nil, nil, fmt.Errorf("read %s, line %d: %w", name, line, err)
		}
		c, why, about := ownCase(l.Data, v)
		if l.TooLong {
			why = fmt.Sprintf("is longer than %d bytes", MaxOwnLine)
		}
		if first, twice := ids[c.ID]; why == "" && twice {
			why = fmt.Sprintf("has the id %q of line %d", c.ID, first)
		}
		if why != "" {
			refused = append(refused, Fault{Where: fmt.Sprintf("%s, line %d", name, line), What: why})
			continue
		}
		for _, n := range about {
			noted.add(fmt.Sprintf("%s, line %d (%s)", name, line, c.ID), n.Field, n.What)
		}
		if len(cases) == MaxOwnRecords {
			return nil, nil, nil, fmt.Errorf("read %s: more than %d records in one file", name, MaxOwnRecords)
		}
		ids[c.ID] = line
		cases = append(cases, c)
	}
	return cases, refused, noted.faults(), nil
}

// OwnLine is a line of JSON Lines that has something in it.
type OwnLine struct {
	Number  int
	Data    []byte
	TooLong bool // is longer than [MaxOwnLine], and Data is empty
}

// OwnLines are the lines of people's own file that have something in them. It ends with the first
// error, which comes with the number of its line.
func OwnLines(r io.Reader) iter.Seq2[OwnLine, error] {
	return func(yield func(OwnLine, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		for number := 1; ; number++ {
			data, tooLong, err := readLine(in)
			if errors.Is(err, io.EOF) {
				return
			}
			if number == 1 {
				data = bytes.TrimPrefix(data, []byte("\ufeff"))
			}
			if err == nil && len(bytes.TrimSpace(data)) == 0 && !tooLong {
				continue
			}
			if !yield(OwnLine{number, data, tooLong}, err) || err != nil {
				return
			}
		}
	}
}

// readLine returns the next line without its end. Of a line over MaxOwnLine it
// keeps nothing, so that a hostile file cannot fill the memory.
func readLine(in *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if !tooLong {
			line = append(line, part...)
		}
		if len(line) > MaxOwnLine {
			line, tooLong = nil, true
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && (len(line) > 0 || tooLong):
			return line, tooLong, nil
		case err != nil:
			return nil, false, err
		}
		return bytes.TrimRight(line, "\r\n"), tooLong, nil
	}
}

// ownCase makes a case of one line as [ReadRecord] does.
func ownCase(data []byte, v *Vocabulary) (c Case, why string, notes []Fault) {
	var fields map[string]any
	if err := json.Unmarshal(data, &fields); err != nil {
		return c, "is no JSON object: " + err.Error(), nil
	}
	return ReadRecord(fields, v)
}

// ReadRecord makes a case of the fields of one record, texts, numbers or lists as JSON has
// them, and notes what is not read as it is written, or says why it cannot.
func ReadRecord(fields map[string]any, v *Vocabulary) (c Case, why string, notes []Fault) {
	note := func(field, format string, args ...any) {
		notes = append(notes, Fault{Field: field, What: fmt.Sprintf(format, args...)})
	}
	rename(fields, note)
	c = readFields(fields)
	c.Year = ownYear(fields["year"], note)
	c.Level = ownLevel(v, c.Level, note)
	c.Language = ownLanguage(v, c.Language, note)
	countries, tags := c.Countries, slices.Concat(c.Topics, c.Approaches)
	c.Countries, c.Topics, c.Approaches = nil, nil, nil
	if own := tidy(asText(fields["text"]), MaxOwnText); c.Summary == "" {
		c.Summary = own
	} else if c.Problem == "" {
		c.Problem = own
	} else if own != "" {
		note("text", "is left out beside a problem and a summary")
	}
	c.ID = strings.ReplaceAll(c.ID, " ", "-") // ids stand in files that spaces set apart
	if c.ID == "" {
		return c, "has no id", nil
	}
	if c.Title == "" && c.Summary == "" && c.Problem == "" {
		return c, "has neither a title nor a text", nil
	}
	if c.Title == "" {
		c.Title = tidy(cmp.Or(c.Summary, c.Problem), 80)
	}
	if c.URL != "" && !WebAddress(c.URL) {
		note("url", "%q is no address of a page; left empty", tidy(c.URL, maxFieldShown))
		c.URL = ""
	}
	c.Evidence = oneOf("evidence", c.Evidence, evidences, note)
	c.Checked = oneOf("checked", c.Checked, findings, note)
	for _, name := range countries {
		if country := v.Places.Named(name); country != nil {
			c.Countries = appendNew(c.Countries, country.Code)
		} else {
			note("countries", "%q is no country that is known; left out", tidy(name, maxFieldShown))
		}
	}
	for _, tag := range tags {
		switch concept := v.Taxonomy.Find(tag); {
		case concept == nil:
			c.Keywords = appendNew(c.Keywords, tag)
		case concept.Facet == FacetTopic:
			c.Topics = appendNew(c.Topics, concept.ID)
		default:
			c.Approaches = appendNew(c.Approaches, concept.ID)
		}
	}
	c.Proposed = ownProposed(v, fields[fieldProposed], note)
	return c, "", notes
}
