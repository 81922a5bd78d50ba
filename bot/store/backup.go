package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrExists says that a file is in the way.
var ErrExists = errors.New("there is a file already")

// Backup writes everything into a new file, while the bot may go on working, but for
// what is kept for a limited time only, which never comes into it. The file is itself such
// a database. It has its name once it is whole, and where that fails nothing is left.
func (s *Store) Backup(ctx context.Context, file string) error {
	if err := s.backup(ctx, file); err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	return nil
}

func (s *Store) backup(ctx context.Context, file string) error {
	if err := s.InPlace(); err != nil {
		return err
	}
	if err := free(file); err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(file), ".precedent-backup-") // for its owner only
	if err != nil {
		return err
	}
	name := part.Name()
	defer os.Remove(name) // gone already where all went well
	if err := part.Close(); err != nil {
		return err
	}
	if err := s.copyInto(ctx, name); err != nil {
		return err
	}
	if err := s.InPlace(); err != nil { // then it is a copy of something else
		return err
	}
	return settle(name, file)
}

// copyInto writes what a backup holds into an empty file, and checks it.
func (s *Store) copyInto(ctx context.Context, file string) (err error) {
	// Its journal is in memory, so that there is one file and no other: what is not
	// finished is thrown away.
	db, err := pool(file, "mode=rw&_pragma=journal_mode(MEMORY)", 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := migrate(ctx, db); err != nil {
		return err
	}
	if err := s.retryBusy(ctx, func() error { return copyTables(ctx, db, s.path) }); err != nil {
		return err
	}
	if version, err := inspect(ctx, db); err != nil || version != latest() {
		return errors.Join(fmt.Errorf("the copy has version %d", version), err)
	}
	return checkPages(ctx, db, file, "integrity_check")
}

// copyTables copies the tables that a backup holds, all as they are at one moment.
func copyTables(ctx context.Context, into *sql.DB, from string) (err error) {
	conn, err := into.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	statements := []string{"BEGIN"}
	for _, t := range Tables {
		if t.Lifetime == 0 {
			columns := strings.Join(t.columns(), ", ")
			statements = append(statements, "INSERT INTO main."+t.Name+" ("+columns+") SELECT "+columns+" FROM kept."+t.Name)
		}
	}
	statements = append(statements,
		// The numbers given out so far, so that none is given out again.
		"DELETE FROM main.sqlite_sequence",
		"INSERT INTO main.sqlite_sequence SELECT * FROM kept.sqlite_sequence",
		"COMMIT")
	if _, err := conn.ExecContext(ctx, "ATTACH ? AS kept", address(from, "mode=rw")); err != nil {
		return err
	}
	defer func() {
		undo := context.WithoutCancel(ctx)
		if err != nil {
			_, _ = conn.ExecContext(undo, "ROLLBACK") // there may be nothing to undo
		}
		_, detached := conn.ExecContext(undo, "DETACH kept")
		err = errors.Join(err, detached)
	}()
	for _, statement := range statements {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return fault(err)
		}
	}
	return nil
}

// free is an error where there is something of that name.
func free(name string) error {
	_, err := os.Lstat(name)
	switch {
	case err == nil:
		return fmt.Errorf("%s: %w", name, ErrExists)
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}

// settle gives a finished file its name, for good: after it not even a power cut takes
// it away.
func settle(part, name string) error {
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := free(name); err != nil { // somebody else's, meanwhile
		return err
	}
	if err := os.Rename(part, name); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	_ = folder.Sync() // not every system can do that to a folder
	return folder.Close()
}
