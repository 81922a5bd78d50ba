package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// beside is what a sheet has beside the values of its cells. It is read from its XML in one
// pass, since excelize keeps all of a sheet in memory once it is asked for any of it.
type beside struct {
	links     map[place]string // addresses of pages that cells lead to
	merged    []area           // of several rows
	formulas  int              // cells with a formula and no value
	formulaAt int              // row of the first of these
}

type place struct{ column, row int } // from 1

type area struct{ from, to place }

// maxBeside is how large the XML of a sheet may be that is read for what stands beside; it
// takes about a second for ten megabytes. maxLinks is how many cells may be links.
const (
	maxBeside = 40 << 20
	maxLinks  = 500_000
)

var errLarge = errors.New("the sheet is too large")

// readBeside reads what a sheet has beside its values.
func readBeside(workbook []byte, sheet string) (b beside, err error) {
	archive, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		return b, err
	}
	parts := &parts{archive}
	top, err := parts.relations("")
	if err != nil {
		return b, err
	}
	book := ""
	for _, r := range top {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			book = r.Target
		}
	}
	var sheets struct {
		List []struct {
			Name  string     `xml:"name,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	data, err := parts.read(book)
	if err == nil {
		err = xml.Unmarshal(data, &sheets)
	}
	if err != nil {
		return b, err
	}
	inBook, err := parts.relations(book)
	if err != nil {
		return b, err
	}
	for _, s := range sheets.List {
		for _, a := range s.Attrs {
			if s.Name == sheet && a.Name.Local == "id" {
				return parts.beside(inBook[a.Value].Target)
			}
		}
	}
	return b, errors.New("the sheet is not found")
}

// parts are the files in a workbook.
type parts struct{ archive *zip.Reader }

func (p *parts) read(name string) ([]byte, error) {
	for _, f := range p.archive.File {
		if !strings.EqualFold(path.Clean("/"+strings.ReplaceAll(f.Name, `\`, "/")), name) {
			continue
		}
		if f.UncompressedSize64 > maxBeside {
			return nil, errLarge
		}
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		defer in.Close()
		data, err := io.ReadAll(io.LimitReader(in, maxBeside+1))
		if err == nil && len(data) > maxBeside {
			err = errLarge
		}
		return data, err
	}
	return nil, fmt.Errorf("there is no %s", name)
}

// relation is what one part of a workbook refers to: another part, or an address.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// relations are those of a part, "" for the workbook as a whole, by their ids; none where the
// part has no list of them.
func (p *parts) relations(of string) (map[string]relation, error) {
	folder, name := path.Split(of)
	data, err := p.read(path.Join("/", folder, "_rels", name+".rels"))
	if errors.Is(err, errLarge) {
		return nil, err
	}
	byID := map[string]relation{}
	if err != nil {
		return byID, nil
	}
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := xml.Unmarshal(data, &list); err != nil {
		return nil, err
	}
	for _, r := range list.Relations {
		switch {
		case r.Mode == "External":
		case strings.HasPrefix(r.Target, "/"):
			r.Target = path.Clean(r.Target)
		default:
			r.Target = path.Join("/", folder, r.Target)
		}
		byID[r.ID] = r
	}
	return byID, nil
}

// linkFormula finds the address in a formula that makes a link.
var linkFormula = regexp.MustCompile(`(?i)^=?HYPERLINK\(\s*"([^"]+)"`)

func (p *parts) beside(part string) (b beside, err error) {
	data, err := p.read(part)
	if err != nil {
		return b, err
	}
	relations, err := p.relations(part)
	if err != nil {
		return b, err
	}
	b.links = map[place]string{}
	dec := xml.NewDecoder(bytes.NewReader(data))
	var at place
	var formula, value strings.Builder
	var into *strings.Builder
	isFormula := false
	for {
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return b, nil
		}
		if err != nil {
			return b, err
		}
		switch t := token.(type) {
		case xml.CharData:
			if into != nil {
				into.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "f", "v", "t":
				into = nil
			case "c":
				if isFormula && strings.TrimSpace(value.String()) == "" {
					if b.formulas++; b.formulas == 1 {
						b.formulaAt = at.row
					}
				}
				if m := linkFormula.FindStringSubmatch(strings.TrimSpace(formula.String())); m != nil {
					b.links[at] = m[1]
				}
			}
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				at = place{0, at.row + 1}
				if n := numberOf(attr(t, "r")); n >= 1 && n <= excelize.TotalRows {
					at.row = int(n)
				}
			case "c":
				at.column++
				if column, _, err := excelize.CellNameToCoordinates(attr(t, "r")); err == nil {
					at.column = column
				}
				formula.Reset()
				value.Reset()
				isFormula = false
			case "f":
				into, isFormula = &formula, true
			case "v", "t":
				into = &value
			case "hyperlink":
				if r := relations[attr(t, "id")]; r.Mode == "External" {
					b.link(areaOf(attr(t, "ref")), r.Target)
				}
			case "mergeCell":
				if a := areaOf(attr(t, "ref")); a.to.row > a.from.row {
					b.merged = append(b.merged, a)
				}
			}
		}
	}
}

func (b *beside) link(a area, target string) {
	if a.from.row == 0 || (a.to.row-a.from.row+1)*(a.to.column-a.from.column+1)+len(b.links) > maxLinks {
		return
	}
	for row := a.from.row; row <= a.to.row; row++ {
		for column := a.from.column; column <= a.to.column; column++ {
			b.links[place{column, row}] = target
		}
	}
}

// attr is an attribute of any namespace.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// areaOf is the area of a reference such as A2 or A2:B9; none for what is no such reference.
func areaOf(ref string) (a area) {
	first, last, found := strings.Cut(ref, ":")
	if !found {
		last = first
	}
	column, row, err := excelize.CellNameToCoordinates(first)
	lastColumn, lastRow, wrong := excelize.CellNameToCoordinates(last)
	if err != nil || wrong != nil || lastColumn < column || lastRow < row {
		return area{}
	}
	return area{place{column, row}, place{lastColumn, lastRow}}
}
