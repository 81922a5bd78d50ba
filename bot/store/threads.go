package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// ThreadsFor is how long the last request of a thread is kept.
const ThreadsFor = 24 * time.Hour

// SetThread keeps the last request of a thread, and removes those of threads that
// are older than ThreadsFor.
func (s *Store) SetThread(ctx context.Context, channel, thread, by string, request []byte) error {
	return s.change(ctx, "keep what was asked in a thread", func(tx *sql.Tx) error {
		now := s.now()
		if _, err := tx.ExecContext(ctx, "DELETE FROM threads WHERE asked_at < ?", now.Add(-ThreadsFor).Unix()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO threads (channel, thread, asked_by, asked_at, request) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (channel, thread) DO UPDATE SET asked_by = excluded.asked_by, asked_at = excluded.asked_at, request = excluded.request`,
			channel, thread, by, now.Unix(), string(request))
		return err
	})
}

// Thread returns the last request of a thread, nil where there is none or it is
// older than ThreadsFor.
func (s *Store) Thread(ctx context.Context, channel, thread string) (request []byte, err error) {
	err = s.change(ctx, "read what was asked in a thread", func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT request FROM threads WHERE channel = ? AND thread = ? AND asked_at >= ?",
			channel, thread, s.now().Add(-ThreadsFor).Unix()).Scan(&request)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return request, err
}

// Purge removes what is older than it may be. The bot does so when it starts and
// every hour.
func (s *Store) Purge(ctx context.Context) error {
	err := s.change(ctx, "remove what is too old", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM threads WHERE asked_at < ?", s.now().Add(-ThreadsFor).Unix())
		return err
	})
	if err == nil { // nor is it to stand in the log of what was written
		err = s.emptyLog(ctx)
	}
	return err
}
