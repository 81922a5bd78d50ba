package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// How many suggestions can wait for a decision: more than people would look at.
const (
	MaxWaiting    = 200 // of all
	MaxWaitingOwn = 20  // of one person
)

// ErrManySuggestions says that as many suggestions wait for a decision as can.
var ErrManySuggestions = errors.New("too many suggestions wait for a decision")

// Decided is what became of a suggestion.
type Decided string

// What can become of a suggestion.
const (
	Waiting  Decided = "waiting" // nothing yet
	Accepted Decided = "accepted"
	Declined Decided = "declined"
)

// Suggestion is a case that somebody suggested for the library.
type Suggestion struct {
	ID      int64
	Channel string // of those who decide
	TS      string // of the message there, "" until it is known
	By      string // id of the person
	At      time.Time
	Record  string // the case, as JSON
	Remark  string // what the person said of it, "" for nothing
	Version int64  // how often it was changed
	State   Decided
	// Who decided, when and, where it was declined, why; "" for no reason, and for who is
	// forgotten.
	DecidedBy string
	DecidedAt time.Time
	Reason    string
}

// suggestionsTable keeps what people suggested for the library, and what of it was
// accepted.
type suggestionsTable struct{ *database }

// AddSuggestion keeps what somebody suggests to those who decide in a channel. It is
// ErrManySuggestions where too many wait already.
func (t suggestionsTable) AddSuggestion(ctx context.Context, channel, by, record, remark string) (s Suggestion, err error) {
	s = Suggestion{Channel: channel, By: by, At: time.Unix(t.now().Unix(), 0).UTC(), Record: record, Remark: remark, State: Waiting}
	err = t.change(ctx, "keep a suggestion", func(tx *sql.Tx) error {
		var all, own int
		if err := tx.QueryRowContext(ctx, "SELECT count(*), count(CASE WHEN suggested_by = ? THEN 1 END) FROM suggestions WHERE state = ?", by, Waiting).Scan(&all, &own); err != nil {
			return err
		}
		if all >= MaxWaiting || own >= MaxWaitingOwn {
			return ErrManySuggestions
		}
		return tx.QueryRowContext(ctx, `INSERT INTO suggestions (channel, ts, suggested_by, suggested_at, record, remark, version, state, decided_by, decided_at, reason)
			VALUES (?, '', ?, ?, ?, ?, 0, ?, '', 0, '') RETURNING id`, channel, by, s.At.Unix(), record, remark, Waiting).Scan(&s.ID)
	})
	return s, err
}

const suggestionsColumns = "SELECT id, channel, ts, suggested_by, suggested_at, record, remark, version, state, decided_by, decided_at, reason FROM suggestions"

func (s *Suggestion) scan(row func(...any) error) error {
	var at, decided int64
	err := row(&s.ID, &s.Channel, &s.TS, &s.By, &at, &s.Record, &s.Remark, &s.Version, &s.State, &s.DecidedBy, &decided, &s.Reason)
	s.At, s.DecidedAt = time.Unix(at, 0).UTC(), time.Unix(decided, 0).UTC()
	return err
}

// Suggestion returns what was suggested, nil where it is no longer kept.
func (t suggestionsTable) Suggestion(ctx context.Context, id int64) (*Suggestion, error) {
	list, err := rows(ctx, t.database, "read a suggestion", (*Suggestion).scan, suggestionsColumns+" WHERE id = ?", id)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// WaitingSuggestions returns what nobody has decided on, the earliest first.
func (t suggestionsTable) WaitingSuggestions(ctx context.Context) ([]Suggestion, error) {
	return rows(ctx, t.database, "read the suggestions", (*Suggestion).scan, suggestionsColumns+" WHERE state = ? ORDER BY id", Waiting)
}

// PostedSuggestion notes where the message stands that asks for a decision.
func (t suggestionsTable) PostedSuggestion(ctx context.Context, id int64, channel, ts string) error {
	_, err := t.exec(ctx, "keep where a suggestion stands", "UPDATE suggestions SET channel = ?, ts = ? WHERE id = ?", channel, ts, id)
	return err
}

// ChangeSuggestion changes what nobody has decided on, nor changed since that version. mine
// is false where somebody has.
func (t suggestionsTable) ChangeSuggestion(ctx context.Context, id, version int64, record, remark string) (mine bool, err error) {
	return t.exec(ctx, "change a suggestion", "UPDATE suggestions SET record = ?, remark = ?, version = version + 1 WHERE id = ? AND version = ? AND state = ?",
		record, remark, id, version, Waiting)
}

// decide is what all decisions do.
const decide = "UPDATE suggestions SET state = ?, decided_by = ?, decided_at = ?, reason = ? WHERE id = ? AND version = ? AND state = 'waiting'"

// AcceptSuggestion makes a case of a suggestion, with a record that has its id. mine is
// false where somebody has decided on it, or changed it since that version.
func (t suggestionsTable) AcceptSuggestion(ctx context.Context, id, version int64, by, caseID, record string) (mine bool, err error) {
	err = t.change(ctx, "accept a suggestion", func(tx *sql.Tx) error {
		now := t.now().Unix()
		res, err := tx.ExecContext(ctx, decide, Accepted, by, now, "", id, version)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		if mine = n > 0; err != nil || !mine {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO accepted (case_id, record, suggested_by, accepted_by, accepted_at)
			SELECT ?, ?, suggested_by, ?, ? FROM suggestions WHERE id = ?`, caseID, record, by, now, id)
		return err
	})
	return mine && err == nil, err
}

// DeclineSuggestion is AcceptSuggestion for what is to be no case.
func (t suggestionsTable) DeclineSuggestion(ctx context.Context, id, version int64, by, reason string) (mine bool, err error) {
	return t.exec(ctx, "decline a suggestion", decide, Declined, by, t.now().Unix(), reason, id, version)
}

// AcceptedRecords returns the records of the suggested cases that are in the library, in
// the order in which they were accepted.
func (t suggestionsTable) AcceptedRecords(ctx context.Context) ([]string, error) {
	return rows(ctx, t.database, "read the accepted cases", func(record *string, row func(...any) error) error { return row(record) },
		"SELECT record FROM accepted ORDER BY accepted_at, case_id")
}
