package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
)

func openCSV(text []byte, notes []string, l Limits) (*Table, error) {
	if bytes.Count(text, []byte("\r"))-bytes.Count(text, []byte("\r\n")) > bytes.Count(text, []byte("\n")) { // lines of old Macs
		text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	comma, base := rune(0), 1
	if told, rest := toldComma(text); told != 0 {
		comma, text, base = told, rest, 2
	} else {
		comma = guessComma(text)
	}
	t := &Table{Notes: append(notes, "cells set apart by "+commaNames[comma]), limits: l, rows: func(yield func(Row, error) bool) {
		for r := range csvRows(text, comma, base) {
			if !yield(r, nil) {
				return
			}
		}
	}}
	return t, t.findHeadings()
}

// commas are the signs that set cells apart, the commonest first.
var commas = []rune{',', ';', '\t', '|'}

var commaNames = map[rune]string{',': "commas", ';': "semicolons", '\t': "tabs", '|': "bars"}

// toldComma is the sign that a first line such as "sep=;" names, as Excel writes and reads it,
// and what stands below; 0 where there is no such line.
func toldComma(text []byte) (comma rune, rest []byte) {
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	line = bytes.Trim(line, "\r\"")
	if len(line) != len("sep=;") || !bytes.EqualFold(line[:4], []byte("sep=")) || commaNames[rune(line[4])] == "" {
		return 0, text
	}
	return rune(line[4]), rest
}

// How much of a text is looked at to guess its sign.
const (
	sampleBytes = 256 << 10
	sampleRows  = 200
)

// guessComma is the sign by which the most rows have the same number of cells, and more than
// one; of several such signs, the one that makes the most cells.
func guessComma(text []byte) rune {
	if len(text) > sampleBytes {
		text = text[:sampleBytes]
		text = text[:bytes.LastIndexByte(text, '\n')+1]
	}
	best, bestShare, bestCells := commas[0], 0.0, 0
	for _, comma := range commas {
		rows, counts := 0, map[int]int{}
		for r := range csvRows(text, comma, 1) {
			if rows++; rows > sampleRows {
				break
			}
			counts[len(r.Cells)]++ // 0 for a row with a fault
		}
		for cells, n := range counts {
			share := float64(n) / float64(rows)
			if cells > 1 && (share > bestShare || share == bestShare && cells > bestCells) {
				best, bestShare, bestCells = comma, share, cells
			}
		}
	}
	return best
}

// maxReread is how many times its own length of a text may be read once more, all in all,
// where reading goes back to the line behind a quotation mark that nothing closes: each such
// mark may swallow the rest of the file.
const maxReread = 4

// csvRows are the rows of a text, in which no quotation mark may stand where it makes rows
// run together unseen. Where one does, its line is refused, and the next is read as a row.
func csvRows(text []byte, comma rune, base int) iter.Seq[Row] {
	reader := func(text []byte) *csv.Reader {
		r := csv.NewReader(bytes.NewReader(text))
		r.Comma, r.FieldsPerRecord = comma, -1
		return r
	}
	return func(yield func(Row) bool) {
		budget := maxReread * len(text)
		text, base := text, base
		r := reader(text)
		for {
			start := int(r.InputOffset())
			cells, err := r.Read()
			var wrong *csv.ParseError
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.As(err, &wrong):
				row := Row{Line: base + wrong.StartLine - 1, Fault: "its quotation marks do not match; inside a cell in quotation marks each must be doubled"}
				if last := base + wrong.Line - 1; last > row.Line {
					if budget -= int(r.InputOffset()) - start; budget >= 0 {
						text = behindLine(text[start:])
						r, base = reader(text), row.Line+1
					} else {
						row.Fault = fmt.Sprintf("%s; lines up to %d are not read", row.Fault, last)
					}
				}
				if !yield(row) {
					return
				}
			case err != nil: // which a reader of bytes never returns
				yield(Row{Line: base, Fault: err.Error()})
				return
			default:
				line, _ := r.FieldPos(0)
				if !yield(Row{Line: base + line - 1, Cells: cells}) {
					return
				}
			}
		}
	}
}

// behindLine is what follows the first line that is not empty.
func behindLine(text []byte) []byte {
	text = bytes.TrimLeft(text, "\r\n")
	_, rest, _ := bytes.Cut(text, []byte("\n"))
	return rest
}
