package indexfile

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Writer writes an index, one section behind the other. The first error stays, and ends all that
// follows. Not safe for concurrent use.
type Writer struct {
	out   *bufio.Writer
	at    int64
	table table
	err   error
}

// NewWriter writes to out. key says what the index is made from.
func NewWriter(out io.Writer, key string) *Writer {
	w := &Writer{out: bufio.NewWriterSize(out, 1<<20), table: table{Key: key, Sections: map[string]section{}}}
	w.write([]byte(magic))
	return w
}

func (w *Writer) write(data []byte) {
	if w.err != nil {
		return
	}
	n, err := w.out.Write(data)
	w.at += int64(n)
	w.err = err
}

func (w *Writer) writeSum(sum uint32) { w.write(binary.LittleEndian.AppendUint32(nil, sum)) }

// Section writes a section that is read whole.
func (w *Writer) Section(name string, data []byte) {
	w.table.Sections[name] = section{At: w.at, Size: int64(len(data))}
	w.write(data)
	w.writeSum(sumOf(data))
}

// List writes a list of n values. value makes each, in room that it may use and return.
func (w *Writer) List(name string, n int, value func(i int, room []byte) []byte) {
	start, lengths := w.at, make([]byte, 0, 4*n)
	var room []byte
	for i := range n {
		room = value(i, room[:0])
		if len(room) > maxListed {
			w.err = cmp.Or(w.err, fmt.Errorf("value %d of %s has %d bytes", i, name, len(room)))
			return
		}
		w.write(room)
		w.writeSum(sumOf(room))
		lengths = binary.LittleEndian.AppendUint32(lengths, uint32(len(room)))
	}
	list := section{At: start, Size: w.at - start, Lengths: name + "/lengths"}
	w.Section(list.Lengths, lengths)
	w.table.Sections[name] = list
}

// Close ends the index, but not what it is written to.
func (w *Writer) Close() error {
	data, err := json.Marshal(w.table)
	if err == nil && len(data) > maxTable {
		err = fmt.Errorf("the table of the index has %d bytes", len(data))
	}
	w.err = cmp.Or(w.err, err)
	tail := binary.LittleEndian.AppendUint64(nil, uint64(w.at))
	tail = binary.LittleEndian.AppendUint32(tail, uint32(len(data)))
	tail = binary.LittleEndian.AppendUint32(tail, sumOf(data))
	w.write(data)
	w.write(append(tail, magic...))
	return cmp.Or(w.err, w.out.Flush())
}

// Replace writes a file with what write makes and puts it at path once it is whole and on disk. On
// an error what was there stays.
func Replace(path, key string, write func(*Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close() // it may be closed already
			if gone := os.Remove(f.Name()); gone != nil {
				err = errors.Join(err, gone)
			}
		}
	}()
	w := NewWriter(f, key)
	if err = write(w); err != nil {
		return err
	}
	if err = w.Close(); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
