package store

import (
	"context"
	"database/sql"
	"math"
	"slices"
)

// libraryTable keeps which cases the library has had.
type libraryTable struct{ *database }

// SeeLibrary notes which cases the library has now. Those that were not there before
// are new from now on, and newer than all others, but for the very first time, when none
// is.
func (t libraryTable) SeeLibrary(ctx context.Context, cases []string) error {
	return t.change(ctx, "note what the library has", func(tx *sql.Tx) error {
		var many, latest int64
		if err := tx.QueryRowContext(ctx, "SELECT count(*), coalesce(max(added_at), 0) FROM library").Scan(&many, &latest); err != nil {
			return err
		}
		added := int64(0)
		if many > 0 {
			added = max(t.now().Unix(), latest+1)
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
func (t libraryTable) NewCases(ctx context.Context, limit int) ([]string, error) {
	return rows(ctx, t.database, "read what is new in the library", func(id *string, row func(...any) error) error { return row(id) },
		"SELECT case_id FROM library WHERE added_at > 0 ORDER BY added_at DESC, case_id LIMIT ?", limit)
}

// Added returns the ids of the cases that came into the library after from and until to,
// both as Watch.Cursor has them; 0 for to is until now. last is how far that goes.
func (t libraryTable) Added(ctx context.Context, from, to int64) (cases []string, last int64, err error) {
	if to == 0 {
		to = math.MaxInt64
	}
	last = from
	cases, err = rows(ctx, t.database, "read what is new in the library", func(id *string, row func(...any) error) error {
		var at int64
		err := row(id, &at)
		last = max(last, at)
		return err
	}, "SELECT case_id, added_at FROM library WHERE added_at > ? AND added_at <= ? ORDER BY case_id", from, to)
	return cases, last, err
}
