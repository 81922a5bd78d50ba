package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// ErrExists says that a file is in the way.
var ErrExists = errors.New("there is a file already")

// Backup writes everything into a new file, while the bot may go on working, but for
// what is kept for a day only. The file is itself such a database.
func (s *Store) Backup(ctx context.Context, file string) error {
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up to %s: %w", file, errors.Join(ErrExists, err))
	}
	if _, err := s.db.ExecContext(ctx, "VACUUM INTO ?", file); err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	if err := os.Chmod(file, 0o600); err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	copied, err := sql.Open("sqlite", "file:"+escapePath(file)+"?_pragma=secure_delete(ON)")
	if err == nil {
		_, err = copied.ExecContext(ctx, "DELETE FROM threads; VACUUM")
		err = errors.Join(err, copied.Close())
	}
	if err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	return nil
}

// Restore puts a backup into a folder where nothing is kept yet. The backup is
// opened, checked and brought up to date first, as a copy.
func Restore(ctx context.Context, file, folder string, opts Options) error {
	into := filepath.Join(folder, FileName)
	for _, name := range []string{into, into + "-wal", into + "-shm"} { // SQLite would play the old log into the new file
		if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("restore into %s: %w", name, errors.Join(ErrExists, err))
		}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	part, err := os.MkdirTemp(folder, "restore-")
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer os.RemoveAll(part)
	copied := filepath.Join(part, FileName)
	if err := os.WriteFile(copied, data, 0o600); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	s, err := openFile(ctx, copied, opts)
	if err != nil {
		return fmt.Errorf("restore from %s, which is no backup: %w", file, err)
	}
	var sound string
	err = s.db.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&sound)
	if err == nil && sound != "ok" {
		err = fmt.Errorf("the file is damaged: %s", sound)
	}
	if err := errors.Join(err, s.Close()); err != nil {
		return fmt.Errorf("restore from %s: %w", file, err)
	}
	return os.Rename(copied, into)
}

// escapePath makes a path fit for a file: address.
func escapePath(path string) string { return (&url.URL{Path: path}).EscapedPath() }
