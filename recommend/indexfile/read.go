package indexfile

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// File is an index that can be read. It is safe for concurrent use.
type File struct {
	in    io.ReaderAt
	table table
	close func() error
	info  os.FileInfo // nil in memory
}

// Open opens the index at path, which must have been made with that key. An error for a file that
// is no such index is ErrDamaged or ErrForeign.
func Open(path, key string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	file, err := New(f, info.Size(), key)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	file.close, file.info = f.Close, info
	return file, nil
}

// New reads an index from so many bytes, as Open does from a file.
func New(in io.ReaderAt, size int64, key string) (*File, error) {
	f := &File{in: in, close: func() error { return nil }}
	if size < int64(len(magic)+tailSize) {
		return nil, fmt.Errorf("%w: it has %d bytes", ErrDamaged, size)
	}
	head, tail := make([]byte, len(magic)), make([]byte, tailSize)
	if err := f.readAt(head, 0); err != nil {
		return nil, err
	}
	if err := f.readAt(tail, size-int64(tailSize)); err != nil {
		return nil, err
	}
	if string(head) != magic || string(tail[tailSize-len(magic):]) != magic {
		return nil, fmt.Errorf("%w: it does not begin or end as one", ErrDamaged)
	}
	at, length := int64(binary.LittleEndian.Uint64(tail)), binary.LittleEndian.Uint32(tail[8:])
	if length > maxTable || at < 0 || at+int64(length) != size-int64(tailSize) {
		return nil, fmt.Errorf("%w: its table is not where it should be", ErrDamaged)
	}
	data := make([]byte, length)
	if err := f.readAt(data, at); err != nil {
		return nil, err
	}
	if sumOf(data) != binary.LittleEndian.Uint32(tail[12:]) || json.Unmarshal(data, &f.table) != nil {
		return nil, fmt.Errorf("%w: its table is not as it was written", ErrDamaged)
	}
	if f.table.Key != key {
		return nil, ErrForeign
	}
	for name, s := range f.table.Sections {
		if s.At < 0 || s.Size < 0 || s.At+s.Size+sumSize > size {
			return nil, fmt.Errorf("%w: %s lies outside of it", ErrDamaged, name)
		}
	}
	return f, nil
}

// IsAt tells whether the index is the file that stands at path now: another may have taken its place.
// It is to be asked before Close, after which the system may give another file the same number.
func (f *File) IsAt(path string) bool {
	now, err := os.Stat(path)
	return err == nil && f.info != nil && os.SameFile(f.info, now)
}

// Close gives the file back.
func (f *File) Close() error { return f.close() }

// readAt fills data. That a file ends early is damage.
func (f *File) readAt(data []byte, at int64) error {
	n, err := f.in.ReadAt(data, at)
	if n == len(data) {
		return nil
	}
	if err == io.EOF {
		return fmt.Errorf("%w: it ends at %d", ErrDamaged, at+int64(n))
	}
	return fmt.Errorf("read the index at %d: %w", at, err)
}

// Section returns a section.
func (f *File) Section(name string) ([]byte, error) {
	s, ok := f.table.Sections[name]
	if !ok || s.Size > maxHeld {
		return nil, fmt.Errorf("%w: there is no %s", ErrDamaged, name)
	}
	return f.checked(name, make([]byte, s.Size+sumSize), s.At)
}

// checked reads as many bytes as there is room for and returns those before the sum.
func (f *File) checked(name string, room []byte, at int64) ([]byte, error) {
	if err := f.readAt(room, at); err != nil {
		return nil, err
	}
	data, sum := room[:len(room)-sumSize], room[len(room)-sumSize:]
	if sumOf(data) != binary.LittleEndian.Uint32(sum) {
		return nil, fmt.Errorf("%w: %s at %d is not as it was written", ErrDamaged, name, at)
	}
	return data, nil
}

// List is a list of values in a file.
type List struct {
	file   *File
	name   string
	starts []int64 // of each value, and the end
}

// List returns a list.
func (f *File) List(name string) (*List, error) {
	s, ok := f.table.Sections[name]
	if !ok || s.Lengths == "" {
		return nil, fmt.Errorf("%w: there is no list %s", ErrDamaged, name)
	}
	lengths, err := f.Section(s.Lengths)
	if err != nil {
		return nil, err
	}
	l := &List{f, name, make([]int64, len(lengths)/4+1)}
	at := s.At
	for i := range len(lengths) / 4 {
		l.starts[i] = at
		length := binary.LittleEndian.Uint32(lengths[4*i:])
		if length > maxListed {
			return nil, fmt.Errorf("%w: value %d of %s is too long", ErrDamaged, i, name)
		}
		at += int64(length) + sumSize
	}
	l.starts[len(l.starts)-1] = at
	if at != s.At+s.Size {
		return nil, fmt.Errorf("%w: the lengths of %s do not fit", ErrDamaged, name)
	}
	return l, nil
}

// Len is how many values there are.
func (l *List) Len() int { return len(l.starts) - 1 }

// At reads value i.
func (l *List) At(i int) ([]byte, error) {
	return l.file.checked(l.name, make([]byte, l.starts[i+1]-l.starts[i]), l.starts[i])
}

// InMemory makes an index that is kept in memory, for where there is no disk to write to.
func InMemory(key string, write func(*Writer) error) (*File, error) {
	var data bytes.Buffer
	w := NewWriter(&data, key)
	if err := write(w); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return New(bytes.NewReader(data.Bytes()), int64(data.Len()), key)
}
