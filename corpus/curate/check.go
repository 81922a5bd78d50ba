package curate

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"precedent/corpus"
)

// Options say how a library is checked.
type Options struct {
	Now    time.Time // years after it are odd
	Places int       // how many places of one finding are kept, 0 for all
	// Progress is told how many records have been read or compared, and ends the check with an
	// error; nil for nobody.
	Progress func(stage string, records int) error
}

// Check holds libraries against what is expected of them: first the built-in one, where it counts,
// and then people's own files.
type Check struct {
	o       Options
	mender  *Mender
	found   *collector
	records []record
	ids     map[string]Place
	own     int // records of people's own files
	left    int // lines that are no case, or have the id of another
	spare   map[string][]int
}

// record is a case with its place.
type record struct {
	c       corpus.Case
	at      Place
	builtin bool
}

// NewCheck begins a check.
func NewCheck(m *Mender, o Options) *Check {
	if o.Progress == nil {
		o.Progress = func(string, int) error { return nil }
	}
	return &Check{o: o, mender: m, found: newCollector(o.Places), ids: map[string]Place{}, spare: map[string][]int{}}
}

// BuiltinName is where the cases of the built-in library stand.
const BuiltinName = "built-in"

// Builtin adds the built-in cases. They are held against their own rules, and against all that is
// expected of cases if whole says so: those who check their own library cannot mend these.
func (k *Check) Builtin(cases []corpus.Case, whole bool) {
	for _, c := range cases {
		at := Place{File: BuiltinName, ID: c.ID}
		k.ids[c.ID] = at
		k.records = append(k.records, record{c, at, !whole})
		if whole {
			k.own++
			k.lacking(&c, at, nil)
		}
	}
	if !whole {
		return
	}
	for _, fault := range faultsOf(corpus.Check(cases, k.mender.vocabulary)) {
		k.found.add(Rule, Place{File: BuiltinName, ID: fault.Where}, Finding{Field: fault.Field, What: fault.What})
	}
}

// faultsOf are the faults that an error joins.
func faultsOf(err error) (list []corpus.Fault) {
	several, is := err.(interface{ Unwrap() []error })
	if !is {
		return nil
	}
	for _, one := range several.Unwrap() {
		if fault := (corpus.Fault{}); errors.As(one, &fault) {
			list = append(list, fault)
		}
	}
	return list
}

// Own adds the cases of one of people's own files. An error is for what stops the whole file.
func (k *Check) Own(in io.Reader, file string) error {
	first := map[string]int{}
	for line, err := range corpus.OwnLines(in) {
		at := Place{File: file, Line: line.Number}
		if err != nil {
			return fmt.Errorf("read %s, line %d: %w", file, line.Number, err)
		}
		if err := k.o.Progress("reading", len(k.records)); err != nil {
			return err
		}
		if line.TooLong {
			k.unreadable(at, fmt.Sprintf("the line is longer than %d bytes", corpus.MaxOwnLine))
			continue
		}
		var fields map[string]any
		if err := json.Unmarshal(line.Data, &fields); err != nil {
			k.unreadable(at, "the line is no JSON object: "+err.Error())
			continue
		}
		_, changes := k.mender.record(fields)
		given := givenOf(fields)
		c, why, notes := corpus.ReadRecord(fields, k.mender.vocabulary)
		if why != "" {
			k.unreadable(at, "the record "+why)
			continue
		}
		at.ID = c.ID
		if before, twice := k.ids[c.ID]; twice {
			k.left++
			k.found.add(SameID, at, Finding{What: "has the id of", Other: &before})
			continue
		}
		if len(first) == corpus.MaxOwnRecords {
			return fmt.Errorf("read %s: more than %d records in one file", file, corpus.MaxOwnRecords)
		}
		k.ids[c.ID], first[c.ID] = at, line.Number
		k.lacking(&c, at, k.fields(&c, at, given, notes, changes))
		k.records = append(k.records, record{c: c, at: at})
		k.own++
	}
	return nil
}

func (k *Check) unreadable(at Place, what string) {
	k.left++
	k.found.add(Unreadable, at, Finding{What: what})
}

// given is what a record says of what it may say in words of its own.
type given struct {
	tags, countries []string
	level, language string
	texts           map[string]string // of those fields that may be too long
}

// givenOf takes the values out of the fields of a record, before they are read.
func givenOf(fields map[string]any) (g given) {
	g.texts = map[string]string{}
	for name, value := range fields {
		f, known := corpus.FieldNamed(name)
		switch text, isText := value.(string); {
		case !known:
		case f.Name == "topics", f.Name == "approaches":
			g.tags = append(g.tags, corpus.Items(value)...)
		case f.Name == "countries":
			g.countries = corpus.Items(value)
		case f.Name == "level":
			g.level = text
		case f.Name == "language":
			g.language = text
		case isText && !f.List && len(text) > f.Most:
			g.texts[f.Name] = text
		}
	}
	slices.Sort(g.tags)
	return g
}

// fields reports what of a record is not read as it is written, or only by what it nearly is, and
// returns the fields in which something was found that cannot be read.
func (k *Check) fields(c *corpus.Case, at Place, g given, notes []corpus.Fault, changes []Change) (unread []string) {
	v := k.mender.vocabulary
	mended := map[string]Change{}
	for _, change := range changes {
		mended[change.Field] = change
	}
	for _, tag := range slices.Compact(g.tags) {
		if v.Taxonomy.Find(tag) == nil {
			f := Finding{Field: "topics", Value: tag, What: "is read as a keyword"}
			if id := k.mender.names.Tag(tag); id != "" {
				f.What, f.Fix = "is "+id, true
			}
			k.found.add(UnknownTag, at, f)
			delete(mended, "topics")
		}
	}
	for _, name := range g.countries {
		if id := v.Places.ID(name); v.Places.Country(id) == nil && v.Places.Country(name) == nil {
			f := Finding{Field: "countries", Value: name, What: "is left out"}
			if v.Places.Region(id) != nil {
				f.What = "is no country but a region, and is left out: name its countries"
			}
			if code := k.mender.names.CountryCode(name); code != "" {
				f.What, f.Fix = "is "+code, true
			}
			k.found.add(UnknownCountry, at, f)
			unread = append(unread, "countries")
			delete(mended, "countries")
		}
	}
	for _, note := range notes {
		kind, f := NotRead, Finding{Field: note.Field, What: note.What}
		switch change, fix := mended[note.Field]; {
		case note.Field == "countries" && strings.HasSuffix(note.What, "left out") && len(g.countries) > 0:
			continue // said above
		case note.Field == "level" && c.Level == "":
			kind, f = UnknownLevel, Finding{Field: note.Field, Value: g.level, What: "is left out"}
			if fix {
				f.What, f.Fix = "is "+k.mender.names.Level(g.level), true
			}
			delete(mended, note.Field)
		case note.Field == "language" && c.Language == "":
			kind, f = UnknownLanguage, Finding{Field: note.Field, Value: g.language, What: "is left out, so that the text tells it"}
		case note.Field == "year" && c.Year == 0:
			kind, unread = OddYear, append(unread, "year")
		case note.Field == "url":
			kind, unread = BadLink, append(unread, "url")
			if fix {
				f.Fix = true
				delete(mended, note.Field)
			}
		case strings.HasPrefix(note.What, "is no field of a case"):
			kind = UnknownField
			if !strings.Contains(note.What, "read as") {
				break
			}
			continue // its name changes, see below
		case fix && change.Why != whyBlanks && change.Why != whyItems:
			continue // said below
		}
		k.found.add(kind, at, f)
	}
	for _, change := range changes {
		if kept, is := mended[change.Field]; is && kept == change {
			k.found.add(Form, at, formOf(change))
		}
	}
	for name, text := range g.texts {
		f, _ := corpus.FieldNamed(name)
		if utf8.RuneCountInString(strings.Join(strings.Fields(text), " ")) > f.Most {
			k.found.add(LongText, at, Finding{Field: name, What: fmt.Sprintf("has more than %d characters", f.Most)})
		}
	}
	return unread
}

// formOf is the finding of a change. Texts that differ in blanks alone count as one.
func formOf(c Change) Finding {
	if c.Why == whyBlanks || c.Why == whyItems || c.Why == whyLink || c.Why == whyID {
		return Finding{Field: c.Field, What: c.Why, Fix: true}
	}
	return Finding{Field: c.Field, What: c.From + " is " + c.To, Fix: true}
}

// oldYear is the first year that is nothing strange: public bodies seldom tell of older cases, and
// spreadsheets make 1905 of a year that was typed as a day.
const oldYear = 1945

// lacking reports what a case should have and lacks, and what looks wrong in it. What is unread has
// been said already.
func (k *Check) lacking(c *corpus.Case, at Place, unread []string) {
	add := func(kind Kind, field, what string) {
		if what != "" || !slices.Contains(unread, field) {
			k.found.add(kind, at, Finding{Field: field, What: what})
		}
	}
	switch length := utf8.RuneCountInString(c.Summary) + utf8.RuneCountInString(c.Problem) + utf8.RuneCountInString(c.Results); {
	case length == 0:
		add(NoText, "summary", "has none")
	case length < corpus.MinText:
		add(NoText, "summary", fmt.Sprintf("has fewer than %d characters", corpus.MinText))
	}
	if len(c.Topics)+len(c.Approaches) == 0 {
		add(NoTags, "topics", "")
	}
	if len(c.Countries) == 0 {
		add(NoCountry, "countries", "")
	}
	if c.URL == "" {
		add(NoLink, "url", "")
	} else if full, _, ok := corpus.AddressKeys(c.URL); ok && frontPage(full) {
		k.found.add(FrontPage, at, Finding{Field: "url", Value: c.URL})
	}
	switch year := int(c.Year); {
	case year == 0:
		add(NoYear, "year", "")
	case year < oldYear:
		add(OddYear, "year", strconv.Itoa(year)+" is long ago")
	case year > k.o.Now.Year():
		add(OddYear, "year", strconv.Itoa(year)+" is still to come")
	}
	for _, t := range []struct{ field, text string }{{"title", c.Title}, {"problem", c.Problem}, {"summary", c.Summary}, {"results", c.Results}} {
		if sign := garbled(t.text); sign != "" {
			k.found.add(Garbled, at, Finding{Field: t.field, Value: sign})
		}
	}
}

// frontPage tells whether an address, with its parameters, is that of a whole site.
func frontPage(full string) bool { return corpus.FrontPage(full) && !strings.Contains(full, "?") }

// misread are the beginnings of letters and signs of UTF-8 that were read as Windows-1252.
var misread = []string{"\ufffd", "â€", "Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¤", "Ã³", "Ã¡", "Ã±", "Ã§", "Â "}

// garbled is the first sign of a text that was read in a wrong encoding, "" for none.
func garbled(text string) string {
	for _, sign := range misread {
		if strings.Contains(text, sign) {
			return sign
		}
	}
	return ""
}

// Report is what a check found.
type Report struct {
	Records  int            // that were checked
	Compared int            // built-in ones that they were compared with
	Left     int            // lines that are left out: they are no case, or have the id of another
	Files    map[string]int // the records of each
	Groups   []Group
	// Spare are the lines of each file that say the same, but for the id, as one before them in
	// the same file.
	Spare map[string][]int
}

// Findings is how many there are.
func (r Report) Findings() (n int) {
	for _, g := range r.Groups {
		n += g.Records
	}
	return n
}

// Report compares all records with each other, and says what was found.
func (k *Check) Report() (Report, error) {
	if err := k.compare(); err != nil {
		return Report{}, err
	}
	files := map[string]int{}
	for i := range k.records {
		files[k.records[i].at.File]++
	}
	return Report{k.own, len(k.records) - k.own, k.left, files, k.found.report(), k.spare}, nil
}
