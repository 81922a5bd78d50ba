package store

import (
	"context"
	"database/sql"
	"time"
)

// ThreadsFor is how long the last request of a thread is kept.
const ThreadsFor = 24 * time.Hour

// threadsTable keeps the last requests of threads.
type threadsTable struct{ *database }

// SetThread keeps the last request of a thread, and removes what is older than it may
// be.
func (t threadsTable) SetThread(ctx context.Context, channel, thread, by string, request []byte) error {
	return t.change(ctx, "keep what was asked in a thread", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, removeOlder("threads", "asked_at"), t.now().Add(-ThreadsFor).Unix()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO threads (channel, thread, asked_by, asked_at, request) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (channel, thread) DO UPDATE SET asked_by = excluded.asked_by, asked_at = excluded.asked_at, request = excluded.request`,
			channel, thread, by, t.now().Unix(), string(request))
		return err
	})
}

// Thread returns the last request of a thread, nil where there is none or it is
// older than ThreadsFor.
func (t threadsTable) Thread(ctx context.Context, channel, thread string) (request []byte, err error) {
	err = t.one(ctx, "read what was asked in a thread", "SELECT request FROM threads WHERE channel = ? AND thread = ? AND asked_at >= ?",
		[]any{channel, thread, t.now().Add(-ThreadsFor).Unix()}, &request)
	return request, err
}
