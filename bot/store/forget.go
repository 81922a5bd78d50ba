package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Forgotten is how much was removed.
type Forgotten struct {
	Saved, Notes, Shares, Feedback int64
	Threads                        int64 // last requests
	Watches                        int64
	Questions                      int64 // of briefs
	People                         int64 // who said where they work
}

// ForgetPerson removes what a person left: their own list, what they saved, noted
// and shared in channels, their feedback, and that of others on their questions, their
// watches, their briefs' questions, and where they said that they work.
func (s *Store) ForgetPerson(ctx context.Context, user string) (f Forgotten, err error) {
	err = s.forget(ctx, []removal{
		{&f.Saved, "DELETE FROM saved WHERE list = ?1 OR saved_by = ?1"},
		{&f.Shares, "DELETE FROM shares WHERE shared_by = ?1"},
		{&f.Feedback, "DELETE FROM feedback WHERE given_by = ?1 OR asked_by = ?1"},
		{&f.Threads, "DELETE FROM threads WHERE asked_by = ?1"},
		{&f.Watches, "DELETE FROM watches WHERE place = ?1 OR made_by = ?1"},
		{&f.Questions, "DELETE FROM questions WHERE list = ?1 OR asked_by = ?1"},
		{&f.People, "DELETE FROM people WHERE person = ?1"},
		{&f.Notes, "UPDATE saved SET note = '', noted_by = '' WHERE noted_by = ?1"},
	}, user)
	return f, err
}

// ForgetChannel removes what was left in a channel: its list, what was shared
// there, feedback on answers there, its watches, and its briefs' question.
func (s *Store) ForgetChannel(ctx context.Context, channel string) (f Forgotten, err error) {
	err = s.forget(ctx, []removal{
		{&f.Saved, "DELETE FROM saved WHERE list = ?1"},
		{&f.Shares, "DELETE FROM shares WHERE channel = ?1"},
		{&f.Feedback, "DELETE FROM feedback WHERE channel = ?1"},
		{&f.Threads, "DELETE FROM threads WHERE channel = ?1"},
		{&f.Watches, "DELETE FROM watches WHERE place = ?1"},
		{&f.Questions, "DELETE FROM questions WHERE list = ?1"},
	}, channel)
	return f, err
}

// ForgetAll removes everything.
func (s *Store) ForgetAll(ctx context.Context) (f Forgotten, err error) {
	err = s.forget(ctx, []removal{
		{&f.Saved, "DELETE FROM saved"},
		{&f.Shares, "DELETE FROM shares"},
		{&f.Feedback, "DELETE FROM feedback"},
		{&f.Threads, "DELETE FROM threads"},
		{&f.Watches, "DELETE FROM watches"},
		{&f.Questions, "DELETE FROM questions"},
		{&f.People, "DELETE FROM people"},
	})
	return f, err
}

// removal is a statement that removes something, and where to count how much.
type removal struct {
	many      *int64
	statement string
}

// forget runs all statements or none, and then leaves nothing of what was removed
// in the file.
func (s *Store) forget(ctx context.Context, removals []removal, args ...any) error {
	err := s.change(ctx, "forget", func(tx *sql.Tx) error {
		for _, r := range removals {
			res, err := tx.ExecContext(ctx, r.statement, args...)
			if err != nil {
				return err
			}
			if *r.many, err = res.RowsAffected(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if _, err = s.db.ExecContext(ctx, "VACUUM"); err == nil {
		err = s.emptyLog(ctx)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTraces, err)
	}
	return nil
}

// ErrTraces says that something was removed, but that the files still hold traces of it,
// since somebody else was at work on them. Forgetting the same again takes them away.
var ErrTraces = errors.New("removed, but traces of it are still in the files")

// emptyLog writes what stands in the log of writes into the database itself, and empties
// it. It waits for others as long as any write does.
func (s *Store) emptyLog(ctx context.Context) error {
	var busy, inLog, written int
	if err := s.db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &inLog, &written); err != nil {
		return err
	}
	if busy != 0 {
		return errors.New("the log of writes is in use")
	}
	return nil
}
