package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

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
