package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Count is how many there are of something.
type Count struct {
	What string
	Rows int64
}

// Total is how many there are of everything together.
func Total(counts []Count) (n int64) {
	for _, c := range counts {
		n += c.Rows
	}
	return n
}

// ForgetPerson removes what a person left: their own list, what they saved, noted
// and shared in channels, their feedback, and that of others on their questions, their
// watches, their briefs' questions, where they said that they work, and what they suggested
// and is no case yet. An accepted case stays, without their id.
func (s *Store) ForgetPerson(ctx context.Context, user string) ([]Count, error) {
	return s.forget(ctx, Table.ofPerson, user)
}

// ForgetChannel removes what was left in a channel: its list, what was shared
// there, feedback on answers there, its watches, its briefs' question, and the suggestions
// that are decided on there.
func (s *Store) ForgetChannel(ctx context.Context, channel string) ([]Count, error) {
	return s.forget(ctx, Table.ofChannel, channel)
}

// ForgetAll removes everything.
func (s *Store) ForgetAll(ctx context.Context) ([]Count, error) {
	return s.forget(ctx, Table.ofTeam)
}

// forget removes from every table what is somebody's, or nothing, and then leaves
// nothing of what was removed in the file. It returns how much there was of each.
func (s *Store) forget(ctx context.Context, of func(Table) []removal, args ...any) (removed []Count, err error) {
	err = s.change(ctx, "forget", func(tx *sql.Tx) error {
		removed = nil
		for _, t := range Tables {
			if t.OfNobody {
				continue
			}
			for _, r := range of(t) {
				count := Count{What: r.rows}
				if r.statement != "" {
					res, err := tx.ExecContext(ctx, r.statement, args...)
					if err == nil {
						count.Rows, err = res.RowsAffected()
					}
					if err != nil {
						return err
					}
				}
				removed = append(removed, count)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = s.retryBusy(ctx, func() error {
		_, err := s.writer.ExecContext(ctx, "VACUUM")
		return err
	})
	if err == nil {
		err = s.truncateLog(ctx)
	}
	if err != nil {
		return removed, fmt.Errorf("%w: %w", ErrTraces, err)
	}
	return removed, nil
}

// ErrTraces says that something was removed, but that the files still hold traces of it,
// since somebody else was at work on them. Forgetting the same again takes them away.
var ErrTraces = errors.New("removed, but traces of it are still in the files")

// Purge removes what is older than it may be. The bot does so when it starts and
// every hour.
func (s *Store) Purge(ctx context.Context) error {
	err := s.change(ctx, "remove what is too old", func(tx *sql.Tx) error {
		for _, t := range Tables {
			if t.Lifetime == 0 {
				continue
			}
			if _, err := tx.ExecContext(ctx, removeOlder(t.Name, t.Since), s.now().Add(-t.Lifetime).Unix()); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil { // nor is it to stand in the log of what was written
		err = s.truncateLog(ctx)
	}
	return err
}
