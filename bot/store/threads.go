package store

import (
	"context"
	"database/sql"
	"time"
)

// ThreadsFor is how long the last request of a thread is kept.
const ThreadsFor = 24 * time.Hour

// SetThread keeps the last request of a thread, and removes what is older than it may
// be.
func (s *Store) SetThread(ctx context.Context, channel, thread, by string, request []byte) error {
	return s.change(ctx, "keep what was asked in a thread", func(tx *sql.Tx) error {
		if err := s.purge(ctx, tx); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO threads (channel, thread, asked_by, asked_at, request) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (channel, thread) DO UPDATE SET asked_by = excluded.asked_by, asked_at = excluded.asked_at, request = excluded.request`,
			channel, thread, by, s.now().Unix(), string(request))
		return err
	})
}

// Thread returns the last request of a thread, nil where there is none or it is
// older than ThreadsFor.
func (s *Store) Thread(ctx context.Context, channel, thread string) (request []byte, err error) {
	err = s.one(ctx, "read what was asked in a thread", "SELECT request FROM threads WHERE channel = ? AND thread = ? AND asked_at >= ?",
		[]any{channel, thread, s.now().Add(-ThreadsFor).Unix()}, &request)
	return request, err
}
