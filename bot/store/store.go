package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the database, in pure Go
)

// FileName is the name of the database in its folder.
const FileName = "precedent.db"

// busyTimeout is how long a write waits for another, in milliseconds.
const busyTimeout = 5000

//go:embed migrations/*.sql
var migrations embed.FS

// Store is an open database. It is safe for concurrent use.
type Store struct {
	db  *sql.DB
	now func() time.Time
}

// Options of a Store. The zero value is what Precedent runs with.
type Options struct {
	Now func() time.Time // time.Now when nil
}

// Open opens the database in a folder, makes both where they are missing, and
// brings an older database up to date. The folder and the file can be read by
// their owner only.
func Open(ctx context.Context, folder string, opts Options) (*Store, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder for what is kept: %w", err)
	}
	path := filepath.Join(folder, FileName)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open what is kept: %w", err)
	}
	f.Close()
	return openFile(ctx, path, opts)
}

// OpenExisting is Open for a database that must be there already.
func OpenExisting(ctx context.Context, folder string, opts Options) (*Store, error) {
	path := filepath.Join(folder, FileName)
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("open what is kept: %w", err)
	}
	return openFile(ctx, path, opts)
}

func openFile(ctx context.Context, path string, opts Options) (*Store, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	// Write-ahead logging lets people read while somebody saves.
	db, err := sql.Open("sqlite", fmt.Sprintf("file:%s?_pragma=journal_mode(WAL)&_pragma=busy_timeout(%d)&_pragma=synchronous(NORMAL)&_pragma=secure_delete(ON)&_txlock=immediate", escapePath(path), busyTimeout))
	if err != nil {
		return nil, fmt.Errorf("open what is kept: %w", err)
	}
	s := &Store{db: db, now: opts.Now}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("bring what is kept in %s up to date: %w", path, err), db.Close())
	}
	return s, nil
}

// migrate brings the tables up to date.
func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, s.db, files)
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// Ping tells whether the database can be written.
func (s *Store) Ping(ctx context.Context) error {
	return s.change(ctx, "write to what is kept", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE saved SET note = note WHERE list = ''")
		return err
	})
}

// change does something in one transaction. doing says what, for the error.
func (s *Store) change(ctx context.Context, doing string, do func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err == nil {
		if err = do(tx); err == nil {
			err = tx.Commit()
		} else {
			err = errors.Join(err, tx.Rollback())
		}
	}
	if err != nil {
		return failed(doing, err)
	}
	return nil
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
	err := s.db.QueryRowContext(ctx, query, args...).Scan(into...)
	if err == nil || errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return failed(doing, err)
}

// rows reads every row of a query.
func rows[T any](ctx context.Context, db *sql.DB, doing string, scan func(*sql.Rows, *T) error, query string, args ...any) ([]T, error) {
	found, err := db.QueryContext(ctx, query, args...)
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
