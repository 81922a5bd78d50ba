package store

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"strings"
	"time"
)

// MaxWatches is how many watches one place has.
const MaxWatches = 15

// ErrManyWatches says that a place has MaxWatches already.
var ErrManyWatches = errors.New("too many watches")

// Watch is what people of a place want to be told about when the library gets new cases.
type Watch struct {
	ID     int64
	Place  string // id of the channel, or of the person whose own watch it is
	By     string // id of the person
	At     time.Time
	Asked  string // as they typed it
	Looked int64  // how far it has looked at what came into the library
}

const watchColumns = "SELECT id, place, made_by, made_at, asked, looked_at FROM watches"

func (w *Watch) scan(row func(...any) error) error {
	var at int64
	err := row(&w.ID, &w.Place, &w.By, &at, &w.Asked, &w.Looked)
	w.At = time.Unix(at, 0).UTC()
	return err
}

// AddWatch keeps a watch for what comes into the library from now on. Where the place
// has the same already, in whatever case, that is returned, and known is true.
func (s *Store) AddWatch(ctx context.Context, place, by, asked string) (w Watch, known bool, err error) {
	err = s.change(ctx, "keep a watch", func(tx *sql.Tx) error {
		key := strings.ToLower(asked)
		err := w.scan(tx.QueryRowContext(ctx, watchColumns+" WHERE place = ? AND asked_key = ?", place, key).Scan)
		if known = err == nil; known || !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		w = Watch{Place: place, By: by, At: s.now().UTC().Truncate(time.Second), Asked: asked}
		var many int
		if err := tx.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM watches WHERE place = ?), (SELECT coalesce(max(added_at), 0) FROM library)", place).Scan(&many, &w.Looked); err != nil {
			return err
		}
		if many >= MaxWatches {
			return ErrManyWatches
		}
		res, err := tx.ExecContext(ctx, "INSERT INTO watches (place, made_by, made_at, asked, asked_key, looked_at) VALUES (?, ?, ?, ?, ?, ?)",
			place, by, w.At.Unix(), asked, key, w.Looked)
		if err != nil {
			return err
		}
		w.ID, err = res.LastInsertId()
		return err
	})
	return w, known, err
}

// StopWatch removes a watch of a place, or one that the person made. stopped is what it
// was, nil where there is none such.
func (s *Store) StopWatch(ctx context.Context, place, by string, id int64) (stopped *Watch, err error) {
	err = s.change(ctx, "stop a watch", func(tx *sql.Tx) error {
		var w Watch
		err := w.scan(tx.QueryRowContext(ctx, watchColumns+" WHERE id = ? AND (place = ? OR made_by = ?)", id, place, by).Scan)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		stopped = &w
		_, err = tx.ExecContext(ctx, "DELETE FROM watches WHERE id = ?", id)
		return err
	})
	return stopped, err
}

// Watches returns the watches of a place, or with an empty place all, the oldest first.
func (s *Store) Watches(ctx context.Context, place string) ([]Watch, error) {
	return rows(ctx, s, "read the watches", func(r *sql.Rows, w *Watch) error { return w.scan(r.Scan) },
		watchColumns+" WHERE place = ?1 OR ?1 = '' ORDER BY id", place)
}

// Added returns the ids of the cases that came into the library after from and until to,
// both as Watch.Looked has them; 0 for to is until now. last is how far that goes.
func (s *Store) Added(ctx context.Context, from, to int64) (cases []string, last int64, err error) {
	if to == 0 {
		to = math.MaxInt64
	}
	last = from
	cases, err = rows(ctx, s, "read what is new in the library", func(r *sql.Rows, id *string) error {
		var at int64
		err := r.Scan(id, &at)
		last = max(last, at)
		return err
	}, "SELECT case_id, added_at FROM library WHERE added_at > ? AND added_at <= ? ORDER BY case_id", from, to)
	return cases, last, err
}

// Look notes that a watch has looked at what came into the library until then, before it
// tells of any of it. mine is false where it has looked meanwhile, or is gone: then
// nothing is to be told.
func (s *Store) Look(ctx context.Context, w Watch, until int64) (mine bool, err error) {
	return s.moveLook(ctx, w.ID, w.Looked, until)
}

// Unlook takes that back, for a message that surely did not arrive.
func (s *Store) Unlook(ctx context.Context, w Watch, until int64) error {
	_, err := s.moveLook(ctx, w.ID, until, w.Looked)
	return err
}

func (s *Store) moveLook(ctx context.Context, id, from, to int64) (moved bool, err error) {
	return s.update(ctx, "note how far a watch has looked", "UPDATE watches SET looked_at = ? WHERE id = ? AND looked_at = ?", to, id, from)
}
