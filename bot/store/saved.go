package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// MaxSaved is how many cases one list holds.
const MaxSaved = 500

// ErrFull says that a list has MaxSaved cases already.
var ErrFull = errors.New("the list is full")

// Saved is a case on a list.
type Saved struct {
	List    string // id of the channel, or of the person whose own list it is
	Case    string // id
	Title   string // as it was when saved
	URL     string // the same
	By      string // id of the person
	At      time.Time
	Note    string // "" for none
	NotedBy string // who wrote the note
}

// savedTable keeps the lists of cases.
type savedTable struct{ *database }

// Save puts a case on a list. Where it is there already, it stays as it was: before
// is the entry that stands there, nil for one that is new.
func (t savedTable) Save(ctx context.Context, entry Saved) (before *Saved, err error) {
	err = t.change(ctx, "save a case", func(tx *sql.Tx) error {
		old, err := savedOf(ctx, tx, entry.List, entry.Case)
		if err != nil || old != nil {
			before = old
			return err
		}
		var many int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM saved WHERE list = ?", entry.List).Scan(&many); err != nil {
			return err
		}
		if many >= MaxSaved {
			return ErrFull
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO saved (list, case_id, title, url, saved_by, saved_at, note, noted_by) VALUES (?, ?, ?, ?, ?, ?, '', '')`,
			entry.List, entry.Case, entry.Title, entry.URL, entry.By, t.now().Unix())
		return err
	})
	return before, err
}

const savedColumns = "SELECT list, case_id, title, url, saved_by, saved_at, note, noted_by FROM saved"

func savedOf(ctx context.Context, tx *sql.Tx, list, caseID string) (*Saved, error) {
	var e Saved
	err := e.scan(tx.QueryRowContext(ctx, savedColumns+" WHERE list = ? AND case_id = ?", list, caseID).Scan)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &e, nil
}

// scan reads the savedColumns of a row.
func (e *Saved) scan(row func(...any) error) error {
	var at int64
	err := row(&e.List, &e.Case, &e.Title, &e.URL, &e.By, &at, &e.Note, &e.NotedBy)
	e.At = time.Unix(at, 0).UTC()
	return err
}

// Remove takes a case off a list. removed is what stood there, nil where nothing
// did.
func (t savedTable) Remove(ctx context.Context, list, caseID string) (removed *Saved, err error) {
	err = t.change(ctx, "remove a saved case", func(tx *sql.Tx) error {
		if removed, err = savedOf(ctx, tx, list, caseID); err != nil || removed == nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM saved WHERE list = ? AND case_id = ?", list, caseID)
		return err
	})
	return removed, err
}

// Annotate sets the note of a saved case, "" for none. found is false where the
// case is not on the list any more.
func (t savedTable) Annotate(ctx context.Context, list, caseID, by, note string) (found bool, err error) {
	if note == "" {
		by = ""
	}
	return t.exec(ctx, "note something on a saved case", "UPDATE saved SET note = ?, noted_by = ? WHERE list = ? AND case_id = ?", note, by, list, caseID)
}

// List returns the cases of a list, the latest first.
func (t savedTable) List(ctx context.Context, list string) ([]Saved, error) {
	return rows(ctx, t.database, "read the saved cases", (*Saved).scan, savedColumns+" WHERE list = ? ORDER BY saved_at DESC, case_id", list)
}
