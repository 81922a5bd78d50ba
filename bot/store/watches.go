package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// MaxWatches is how many watches one place has.
const MaxWatches = 15

// ErrManyWatches says that a place has MaxWatches already.
var ErrManyWatches = errors.New("too many watches")

// Watch is what people of a place want to be told about when the library gets new cases.
type Watch struct {
	ID    int64
	Place string // id of the channel, or of the person whose own watch it is
	By    string // id of the person
	At    time.Time
	Asked string // as they typed it
}

const watchColumns = "SELECT id, place, made_by, made_at, asked FROM watches"

func (w *Watch) scan(row func(...any) error) error {
	var at int64
	err := row(&w.ID, &w.Place, &w.By, &at, &w.Asked)
	w.At = time.Unix(at, 0).UTC()
	return err
}

// AddWatch keeps a watch. Where the place has the same already, that is returned, and
// known is true.
func (s *Store) AddWatch(ctx context.Context, place, by, asked string) (w Watch, known bool, err error) {
	err = s.change(ctx, "keep a watch", func(tx *sql.Tx) error {
		err := w.scan(tx.QueryRowContext(ctx, watchColumns+" WHERE place = ? AND asked = ?", place, asked).Scan)
		if known = err == nil; known || !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		var many int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM watches WHERE place = ?", place).Scan(&many); err != nil {
			return err
		}
		if many >= MaxWatches {
			return ErrManyWatches
		}
		w = Watch{Place: place, By: by, At: s.now().UTC().Truncate(time.Second), Asked: asked}
		res, err := tx.ExecContext(ctx, "INSERT INTO watches (place, made_by, made_at, asked) VALUES (?, ?, ?, ?)", place, by, w.At.Unix(), asked)
		if err != nil {
			return err
		}
		w.ID, err = res.LastInsertId()
		return err
	})
	return w, known, err
}

// StopWatch removes a watch of a place. stopped is what it was, nil where the place has
// none of that id.
func (s *Store) StopWatch(ctx context.Context, place string, id int64) (stopped *Watch, err error) {
	err = s.change(ctx, "stop a watch", func(tx *sql.Tx) error {
		var w Watch
		err := w.scan(tx.QueryRowContext(ctx, watchColumns+" WHERE place = ? AND id = ?", place, id).Scan)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		stopped = &w
		for _, statement := range []string{"DELETE FROM watches WHERE id = ?", "DELETE FROM told WHERE watch = ?"} {
			if _, err := tx.ExecContext(ctx, statement, id); err != nil {
				return err
			}
		}
		return nil
	})
	return stopped, err
}

// Watches returns the watches of a place, or with an empty place all, the oldest first.
func (s *Store) Watches(ctx context.Context, place string) ([]Watch, error) {
	return rows(ctx, s.db, "read the watches", func(r *sql.Rows, w *Watch) error { return w.scan(r.Scan) },
		watchColumns+" WHERE place = ?1 OR ?1 = '' ORDER BY id", place)
}

// News returns the ids of the cases that came into the library since a watch was made
// and that it has not told of.
func (s *Store) News(ctx context.Context, w Watch) ([]string, error) {
	return rows(ctx, s.db, "read what is new for a watch", func(r *sql.Rows, id *string) error { return r.Scan(id) },
		`SELECT case_id FROM library WHERE added_at > 0 AND added_at >= ?
			AND NOT EXISTS (SELECT 1 FROM told WHERE watch = ? AND told.case_id = library.case_id) ORDER BY case_id`, w.At.Unix(), w.ID)
}

// Tell notes that a watch is about to tell of cases, before it does, so that none is ever
// told of twice. Only those that come back are to be told of: the others have been noted
// since, or the watch is gone.
func (s *Store) Tell(ctx context.Context, w Watch, cases []string) (mine []string, err error) {
	err = s.change(ctx, "note what a watch tells of", func(tx *sql.Tx) error {
		mine = nil
		for _, id := range cases {
			res, err := tx.ExecContext(ctx, "INSERT INTO told (watch, case_id) SELECT id, ? FROM watches WHERE id = ? ON CONFLICT DO NOTHING", id, w.ID)
			if err != nil {
				return err
			}
			if n, err := res.RowsAffected(); err != nil {
				return err
			} else if n > 0 {
				mine = append(mine, id)
			}
		}
		return nil
	})
	return mine, err
}

// Untell takes back that a watch told of cases, for a message that surely did not arrive.
func (s *Store) Untell(ctx context.Context, w Watch, cases []string) error {
	return s.change(ctx, "note what a watch did not tell of", func(tx *sql.Tx) error {
		for _, id := range cases {
			if _, err := tx.ExecContext(ctx, "DELETE FROM told WHERE watch = ? AND case_id = ?", w.ID, id); err != nil {
				return err
			}
		}
		return nil
	})
}
