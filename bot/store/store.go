// Package store keeps what a team wants kept: the cases that people saved, what
// was shared where, what is watched for, the feedback that people gave, where they said
// that they work, and the cases that they suggested, in one SQLite file.
//
// It holds no case but the suggested ones, as text that it does not read, and no rule about
// who may see what: it is asked for a list of a channel or of a person, and gives that list.
// The text of a problem is kept only with feedback given on an answer to it, as what is
// watched for, as the question of the last brief of a list, and as the last request of a
// thread, for a day. All else is kept until somebody removes it, in Slack or with
// "precedent forget".
//
// The tables stand in migrations/, in the order in which they came; Open brings an
// older file up to date, and refuses one that is damaged, incomplete or newer. Whose each
// table is and how long it is kept stands in tables.go. Times are seconds since 1970, in
// UTC.
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

// Store is an open database with what each of its tables can do. It is safe for concurrent
// use.
type Store struct {
	*database
	tables
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
	db := &database{path: path, now: opts.Now, patience: patience}
	if err := connect(ctx, db); err != nil {
		return nil, errors.Join(fmt.Errorf("open what is kept in %s: %w", path, err), db.Close())
	}
	return &Store{db, tablesOf(db)}, nil
}

// connect opens all connections at once, so that none is missing later, when the process
// may have no file handle left.
func connect(ctx context.Context, db *database) (err error) {
	if db.writer, err = pool(db.path, toWrite, writers); err != nil {
		return err
	}
	if err := db.retryBusy(ctx, func() error { return prepare(ctx, db) }); err != nil {
		return err
	}
	if db.readers, err = pool(db.path, toRead, readers+1); err != nil {
		return err
	}
	conns := make([]*sql.Conn, readers+1)
	for i := range conns {
		if conns[i], err = db.readers.Conn(ctx); err != nil {
			return err
		}
		var ignored int
		if err := conns[i].QueryRowContext(ctx, "SELECT count(*) FROM people").Scan(&ignored); err != nil { // opens the log too
			return err
		}
	}
	// A connection whose statement ran out of time is closed, and with the last one
	// SQLite would remove its log. One that is never used keeps it there.
	db.anchor = conns[0]
	for _, c := range conns[1:] {
		if err := c.Close(); err != nil {
			return err
		}
	}
	files := Files(filepath.Dir(db.path))
	keepPrivate(files)
	db.files, err = filesOpen(files)
	return err
}

// prepare looks whether the file is sound and of a version that is known, before it writes
// anything that people keep into it, and brings it up to date.
func prepare(ctx context.Context, db *database) error {
	version, err := versionOf(ctx, db.writer)
	if err != nil {
		return err
	}
	// Write-ahead logging lets people read while somebody saves.
	var mode string
	if err := db.writer.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return errors.New("this file system has no shared memory for SQLite's log; use a folder on a local disk")
	}
	// Not before, or SQLite holds the file as if it were still being switched over.
	if err := checkPages(ctx, db.writer, db.path, "quick_check"); err != nil {
		return err
	}
	if version == latest() {
		return nil
	}
	if err := migrate(ctx, db.writer); err != nil {
		return err
	}
	_, err = versionOf(ctx, db.writer)
	return err
}
