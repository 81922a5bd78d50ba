package store

import (
	"context"
	"database/sql"
	"errors"
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
	Cursor int64  // how far it has looked at what came into the library
}

const watchColumns = "SELECT id, place, made_by, made_at, asked, looked_at FROM watches"

func (w *Watch) scan(row func(...any) error) error {
	var at int64
	err := row(&w.ID, &w.Place, &w.By, &at, &w.Asked, &w.Cursor)
	w.At = time.Unix(at, 0).UTC()
	return err
}

// watchesTable keeps what is watched for.
type watchesTable struct{ *database }

// AddWatch keeps a watch for what comes into the library from now on. Where the place
// has the same already, in whatever case, that is returned, and known is true.
func (t watchesTable) AddWatch(ctx context.Context, place, by, asked string) (w Watch, known bool, err error) {
	err = t.change(ctx, "keep a watch", func(tx *sql.Tx) error {
		key := strings.ToLower(asked)
		err := w.scan(tx.QueryRowContext(ctx, watchColumns+" WHERE place = ? AND asked_key = ?", place, key).Scan)
		if known = err == nil; known || !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		w = Watch{Place: place, By: by, At: t.now().UTC().Truncate(time.Second), Asked: asked}
		var many int
		if err := tx.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM watches WHERE place = ?), (SELECT coalesce(max(added_at), 0) FROM library)", place).Scan(&many, &w.Cursor); err != nil {
			return err
		}
		if many >= MaxWatches {
			return ErrManyWatches
		}
		res, err := tx.ExecContext(ctx, "INSERT INTO watches (place, made_by, made_at, asked, asked_key, looked_at) VALUES (?, ?, ?, ?, ?, ?)",
			place, by, w.At.Unix(), asked, key, w.Cursor)
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
func (t watchesTable) StopWatch(ctx context.Context, place, by string, id int64) (stopped *Watch, err error) {
	err = t.change(ctx, "stop a watch", func(tx *sql.Tx) error {
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
func (t watchesTable) Watches(ctx context.Context, place string) ([]Watch, error) {
	return rows(ctx, t.database, "read the watches", (*Watch).scan, watchColumns+" WHERE place = ?1 OR ?1 = '' ORDER BY id", place)
}

// Advance notes that a watch has looked at what came into the library until then, before it
// tells of any of it. mine is false where it has looked meanwhile, or is gone: then
// nothing is to be told.
func (t watchesTable) Advance(ctx context.Context, w Watch, until int64) (mine bool, err error) {
	return t.moveCursor(ctx, w.ID, w.Cursor, until)
}

// Rewind takes that back, for a message that surely did not arrive.
func (t watchesTable) Rewind(ctx context.Context, w Watch, until int64) error {
	_, err := t.moveCursor(ctx, w.ID, until, w.Cursor)
	return err
}

func (t watchesTable) moveCursor(ctx context.Context, id, from, to int64) (moved bool, err error) {
	return t.exec(ctx, "note how far a watch has looked", "UPDATE watches SET looked_at = ? WHERE id = ? AND looked_at = ?", to, id, from)
}
