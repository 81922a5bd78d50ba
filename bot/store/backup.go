package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
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
	if version, err := versionOf(ctx, db); err != nil || version != latest() {
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

// ErrInUse says that a file to restore from has a log of writes beside it: part of what
// it keeps stands there.
var ErrInUse = errors.New("the file is a database in use, or was not closed")

// ErrNoBackup says that a file cannot be restored from.
var ErrNoBackup = errors.New("it is no backup")

// Restore puts a backup into a folder where nothing is kept yet. The backup is checked
// where it is, and then copied and brought up to date. Where it is no whole database of
// Precedent, of a version that is known, nothing is left of the attempt.
func Restore(ctx context.Context, file, folder string, opts Options) error {
	for _, name := range Files(folder) { // SQLite would play an old log into the new file
		if err := free(name); err != nil {
			return fmt.Errorf("restore: %w", err)
		}
	}
	if err := checkBackup(ctx, file); err != nil {
		return fmt.Errorf("restore from %s: %w: %w", file, ErrNoBackup, err)
	}
	_, err := os.Stat(folder)
	isNew := errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := restore(ctx, file, folder, opts); err != nil {
		if isNew {
			_ = os.Remove(folder) // not where somebody else has put something in
		}
		return fmt.Errorf("restore from %s: %w", file, err)
	}
	return nil
}

func restore(ctx context.Context, file, folder string, opts Options) error {
	part, err := os.MkdirTemp(folder, "restore-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(part)
	copied := filepath.Join(part, FileName)
	if err := copyFile(file, copied); err != nil {
		return err
	}
	s, err := openFile(ctx, copied, opts)
	if err != nil {
		return err
	}
	if err := errors.Join(s.truncateLog(ctx), s.Close()); err != nil {
		return err
	}
	return settle(copied, filepath.Join(folder, FileName))
}

// checkBackup tells whether a file is a whole database of Precedent. It writes nothing,
// neither into the file nor beside it.
func checkBackup(ctx context.Context, file string) (err error) {
	info, err := regular(file)
	if err != nil {
		return err
	}
	if info.Size() == 0 {
		return ErrEmpty
	}
	if log, err := os.Stat(file + companions[0]); err == nil && log.Size() > 0 {
		return ErrInUse
	}
	db, err := pool(file, immutable, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	version, err := versionOf(ctx, db)
	if err != nil {
		return err
	}
	if version == 0 {
		return ErrForeign
	}
	return checkPages(ctx, db, file, "integrity_check")
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
