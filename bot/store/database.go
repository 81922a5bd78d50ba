package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"time"

	"modernc.org/sqlite" // the database, in pure Go
)

// Bounds of the connections. SQLite lets one write at a time: a second writer would wait
// inside SQLite with a thread and file handles of its own and without regard to its
// deadline, where in database/sql's queue it waits with nothing and keeps to it.
const (
	writers = 1
	readers = 4 // beside one that reads nothing, see connect
)

// How long a statement waits for another process, such as "precedent forget" beside the
// bot: busyTimeout within SQLite, which heeds no deadline there, and so on until patience
// is over.
const (
	busyTimeout = 100 * time.Millisecond
	patience    = 5 * time.Second
)

// SQLite's result codes that matter here; of an extended code they are the last byte.
const (
	codeBusy    = 5
	codeCorrupt = 11
	codeNotADB  = 26
)

// settings of every connection. Temporary tables stay in memory, since what is kept
// belongs in no other folder, and a container may have none.
var settings = fmt.Sprintf("_pragma=busy_timeout(%d)&_pragma=synchronous(NORMAL)&_pragma=secure_delete(ON)&_pragma=temp_store(MEMORY)", busyTimeout.Milliseconds())

// The ways to open a file. None makes one that is not there, so that nothing is written
// into a new file where the old one has been moved away.
const (
	toWrite   = "mode=rw&_txlock=immediate"
	toRead    = "mode=rw&_pragma=query_only(ON)"
	readOnly  = "mode=ro"             // of what others may be writing to
	immutable = "mode=ro&immutable=1" // of what nobody writes to; nothing is made beside it
)

// pool opens a file for at most so many connections, which then stay open.
func pool(path, how string, most int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", address(path, how)+"&"+settings)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db, nil
}

// address is a file's, for SQLite.
func address(path, how string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + how
}

// code is SQLite's result code of an error, 0 where it is not SQLite's.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// database is an open file, and what is asked of it. It is safe for concurrent use.
type database struct {
	writer   *sql.DB
	readers  *sql.DB
	anchor   *sql.Conn // one of the readers that is never used, see connect
	path     string
	files    openFiles
	now      func() time.Time
	patience time.Duration // how long a statement waits for another process
}

// Close closes the database.
func (db *database) Close() error {
	var errs []error
	if db.anchor != nil {
		errs = append(errs, db.anchor.Close())
	}
	for _, pool := range []*sql.DB{db.readers, db.writer} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}

// InPlace tells whether the files that are open are still those in the folder. It is
// ErrGone where they are not.
func (db *database) InPlace() error { return db.files.inPlace() }

// change does something in one transaction. doing says what, for the error.
func (db *database) change(ctx context.Context, doing string, do func(tx *sql.Tx) error) error {
	if err := db.transact(ctx, do); err != nil {
		return failed(doing, err)
	}
	return nil
}

func (db *database) transact(ctx context.Context, do func(tx *sql.Tx) error) error {
	if err := db.InPlace(); err != nil {
		return err
	}
	var tx *sql.Tx
	err := db.retryBusy(ctx, func() (err error) {
		tx, err = db.writer.BeginTx(ctx, nil)
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
	return db.InPlace() // what was written into files that are gone is lost
}

func failed(doing string, err error) error { return fmt.Errorf("%s: %w", doing, err) }

// exec changes something in one statement. found is false where it changed no row.
func (db *database) exec(ctx context.Context, doing, statement string, args ...any) (found bool, err error) {
	err = db.change(ctx, doing, func(tx *sql.Tx) error {
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
func (db *database) one(ctx context.Context, doing, query string, args []any, into ...any) error {
	err := db.InPlace()
	if err == nil {
		err = db.readers.QueryRowContext(ctx, query, args...).Scan(into...)
	}
	if err == nil || errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return failed(doing, err)
}

// rows reads every row of a query.
func rows[T any](ctx context.Context, db *database, doing string, scan func(*T, func(...any) error) error, query string, args ...any) ([]T, error) {
	if err := db.InPlace(); err != nil {
		return nil, failed(doing, err)
	}
	found, err := db.readers.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, failed(doing, err)
	}
	defer found.Close()
	var list []T
	for found.Next() {
		var one T
		if err := scan(&one, found.Scan); err != nil {
			return nil, failed(doing, err)
		}
		list = append(list, one)
	}
	if err := found.Err(); err != nil {
		return nil, failed(doing, err)
	}
	return list, nil
}

// retryBusy tries something again while another process is in its way, until the patience
// or ctx is over.
func (db *database) retryBusy(ctx context.Context, try func() error) error {
	until := time.Now().Add(db.patience)
	for {
		err := try()
		if err == nil || code(err) != codeBusy && !errors.Is(err, errLogInUse) {
			return err
		}
		if ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		if time.Now().After(until) {
			return err
		}
		// SQLite has waited itself, but for where it saw that waiting is of no use.
		select {
		case <-ctx.Done():
		case <-time.After(busyTimeout / 10):
		}
	}
}

// errLogInUse says that the log of writes could not be emptied.
var errLogInUse = errors.New("the log of writes is in use")

// truncateLog writes what stands in the log of writes into the database itself, and empties
// it. It waits for others as long as any write does.
func (db *database) truncateLog(ctx context.Context) error {
	return db.retryBusy(ctx, func() error {
		var busy, inLog, written int
		err := db.writer.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &inLog, &written)
		if err == nil && busy != 0 {
			err = errLogInUse
		}
		return err
	})
}

// removeOlder removes the rows of a table from before a time, the statement's argument.
func removeOlder(table, since string) string {
	return "DELETE FROM " + table + " WHERE " + since + " < ?1"
}
