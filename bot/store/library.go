package store

import (
	"context"
	"database/sql"
	"slices"
	"time"
)

// SeeLibrary notes which cases the library has now. Those that were not there before
// are new from now on, and newer than all others, but for the very first time, when none
// is.
func (s *Store) SeeLibrary(ctx context.Context, cases []string) error {
	return s.change(ctx, "note what the library has", func(tx *sql.Tx) error {
		var many, latest int64
		if err := tx.QueryRowContext(ctx, "SELECT count(*), coalesce(max(added_at), 0) FROM library").Scan(&many, &latest); err != nil {
			return err
		}
		added := int64(0)
		if many > 0 {
			added = max(s.now().Unix(), latest+1)
		}
		insert, err := tx.PrepareContext(ctx, "INSERT INTO library (case_id, added_at) VALUES (?, ?) ON CONFLICT (case_id) DO NOTHING")
		if err != nil {
			return err
		}
		defer insert.Close()
		for _, id := range slices.Sorted(slices.Values(cases)) {
			if _, err := insert.ExecContext(ctx, id, added); err != nil {
				return err
			}
		}
		return nil
	})
}

// NewCases returns the ids of the cases that came into the library last, and not with
// its start, the latest first.
func (s *Store) NewCases(ctx context.Context, limit int) ([]string, error) {
	return rows(ctx, s, "read what is new in the library", func(r *sql.Rows, id *string) error { return r.Scan(id) },
		"SELECT case_id FROM library WHERE added_at > 0 ORDER BY added_at DESC, case_id LIMIT ?", limit)
}

// PublicShares returns the last shares that everybody in the workspace could see, each
// case once, the latest first.
func (s *Store) PublicShares(ctx context.Context, limit int) ([]Share, error) {
	return rows(ctx, s, "read what was shared", func(r *sql.Rows, e *Share) error {
		var at int64
		err := r.Scan(&e.Channel, &e.Case, &e.By, &at, &e.TS, &e.Link)
		e.At, e.Public = time.Unix(at, 0).UTC(), true
		return err
	}, `SELECT channel, case_id, shared_by, shared_at, ts, link FROM shares AS s WHERE public = 1
		AND id = (SELECT max(id) FROM shares WHERE public = 1 AND case_id = s.case_id) ORDER BY shared_at DESC, id DESC LIMIT ?`, limit)
}
