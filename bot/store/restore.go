package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

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
	version, err := inspect(ctx, db)
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
