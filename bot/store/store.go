package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Store is an open database. It is safe for concurrent use.
type Store struct {
	writer   *sql.DB
	readers  *sql.DB
	anchor   *sql.Conn // one of the readers that is never used, see open
	path     string
	files    openFiles
	now      func() time.Time
	patience time.Duration
}

// Options of a Store. The zero value is what Precedent runs with.
type Options struct {
	Now func() time.Time // time.Now when nil
}

// Open opens the database in a folder, makes both where they are missing, and
// brings an older database up to date. The folder, where it is made, and the file can be
// read by their owner only.
func Open(ctx context.Context, folder string, opts Options) (*Store, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder for what is kept: %w", err)
	}
	path := filepath.Join(folder, FileName)
	if err := notStray(path); err != nil {
		return nil, fmt.Errorf("open what is kept in %s: %w", path, err)
	}
	// Only where there is none, since closing a file takes away what this process has
	// locked in it.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = f.Close()
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("make the file for what is kept: %w", err)
	}
	return openFile(ctx, path, opts)
}

// OpenExisting is Open for a database that must be there already.
func OpenExisting(ctx context.Context, folder string, opts Options) (*Store, error) {
	return openFile(ctx, filepath.Join(folder, FileName), opts)
}

func openFile(ctx context.Context, path string, opts Options) (*Store, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	_, err := regular(path)
	if err == nil {
		err = notStray(path)
	}
	if err != nil {
		return nil, fmt.Errorf("open what is kept: %w", err)
	}
	s := &Store{path: path, now: opts.Now, patience: patience}
	if err := s.connect(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open what is kept in %s: %w", path, err), s.Close())
	}
	return s, nil
}

// connect opens all connections at once, so that none is missing later, when the process
// may have no file handle left.
func (s *Store) connect(ctx context.Context) (err error) {
	if s.writer, err = pool(s.path, toWrite, writers); err != nil {
		return err
	}
	if err := s.patiently(ctx, func() error { return s.prepare(ctx) }); err != nil {
		return err
	}
	if s.readers, err = pool(s.path, toRead, readers+1); err != nil {
		return err
	}
	conns := make([]*sql.Conn, readers+1)
	for i := range conns {
		if conns[i], err = s.readers.Conn(ctx); err != nil {
			return err
		}
		var ignored int
		if err := conns[i].QueryRowContext(ctx, "SELECT count(*) FROM people").Scan(&ignored); err != nil { // opens the log too
			return err
		}
	}
	// A connection whose statement ran out of time is closed, and with the last one
	// SQLite would remove its log. One that is never used keeps it there.
	s.anchor = conns[0]
	for _, c := range conns[1:] {
		if err := c.Close(); err != nil {
			return err
		}
	}
	files := Files(filepath.Dir(s.path))
	keepPrivate(files)
	s.files, err = filesOpen(files)
	return err
}

// prepare looks whether the file is sound and of a version that is known, before it writes
// anything that people keep into it, and brings it up to date.
func (s *Store) prepare(ctx context.Context) error {
	version, err := inspect(ctx, s.writer)
	if err != nil {
		return err
	}
	// Write-ahead logging lets people read while somebody saves.
	var mode string
	if err := s.writer.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return errors.New("this file system has no shared memory for SQLite's log; use a folder on a local disk")
	}
	// Not before, or SQLite holds the file as if it were still being switched over.
	if err := checkPages(ctx, s.writer, s.path, "quick_check"); err != nil {
		return err
	}
	if version == latest() {
		return nil
	}
	if err := migrate(ctx, s.writer); err != nil {
		return err
	}
	_, err = inspect(ctx, s.writer)
	return err
}

// Close closes the database.
func (s *Store) Close() error {
	var errs []error
	if s.anchor != nil {
		errs = append(errs, s.anchor.Close())
	}
	for _, db := range []*sql.DB{s.readers, s.writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// InPlace tells whether the files that are open are still those in the folder. It is
// ErrGone where they are not.
func (s *Store) InPlace() error { return s.files.inPlace() }

// change does something in one transaction. doing says what, for the error.
func (s *Store) change(ctx context.Context, doing string, do func(tx *sql.Tx) error) error {
	if err := s.inOneGo(ctx, do); err != nil {
		return failed(doing, err)
	}
	return nil
}

func (s *Store) inOneGo(ctx context.Context, do func(tx *sql.Tx) error) error {
	if err := s.InPlace(); err != nil {
		return err
	}
	var tx *sql.Tx
	err := s.patiently(ctx, func() (err error) {
		tx, err = s.writer.BeginTx(ctx, nil)
		return err
	})
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.InPlace() // what was written into files that are gone is lost
}

func failed(doing string, err error) error { return fmt.Errorf("%s: %w", doing, err) }

// update changes rows that are there already. found is false where there is none.
func (s *Store) update(ctx context.Context, doing, statement string, args ...any) (found bool, err error) {
	err = s.change(ctx, doing, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, statement, args...)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		found = n > 0
		return err
	})
	return found, err
}

// one reads a row, or leaves what it is read into where there is none.
func (s *Store) one(ctx context.Context, doing, query string, args []any, into ...any) error {
	err := s.InPlace()
	if err == nil {
		err = s.readers.QueryRowContext(ctx, query, args...).Scan(into...)
	}
	if err == nil || errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return failed(doing, err)
}

// rows reads every row of a query.
func rows[T any](ctx context.Context, s *Store, doing string, scan func(*sql.Rows, *T) error, query string, args ...any) ([]T, error) {
	if err := s.InPlace(); err != nil {
		return nil, failed(doing, err)
	}
	found, err := s.readers.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, failed(doing, err)
	}
	defer found.Close()
	var list []T
	for found.Next() {
		var one T
		if err := scan(found, &one); err != nil {
			return nil, failed(doing, err)
		}
		list = append(list, one)
	}
	if err := found.Err(); err != nil {
		return nil, failed(doing, err)
	}
	return list, nil
}
