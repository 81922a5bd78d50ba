package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// Feedback is what a person said of an answer.
type Feedback struct {
	ID      int64
	By      string // id of the person
	AskedBy string // id of whose words the problem is in
	At      time.Time
	Channel string
	Problem string   // as it was asked
	Cases   []string // ids of those shown, in order
	Helpful bool
	Case    string // id of the case that it is about, "" for the answer as a whole
	Reason  string // "" for none
}

// feedbackTable keeps what people said of answers.
type feedbackTable struct{ *database }

// AddFeedback keeps feedback given just now and returns its id, by which what is
// added later is known. It takes the place of what the same person said before of the
// same problem in the same channel.
func (t feedbackTable) AddFeedback(ctx context.Context, f Feedback) (id int64, err error) {
	cases, err := json.Marshal(append([]string{}, f.Cases...))
	if err != nil {
		return 0, err
	}
	err = t.change(ctx, "keep feedback", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `INSERT INTO feedback (given_by, asked_by, given_at, channel, problem, cases, helpful, case_id, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (given_by, channel, problem) DO UPDATE SET given_at = excluded.given_at, cases = excluded.cases,
				helpful = excluded.helpful, case_id = excluded.case_id, reason = excluded.reason RETURNING id`,
			f.By, f.AskedBy, t.now().Unix(), f.Channel, f.Problem, string(cases), f.Helpful, f.Case, f.Reason).Scan(&id)
	})
	return id, err
}

// ExplainFeedback adds to a person's own feedback which case it is about and why.
// found is false where there is no such feedback any more.
func (t feedbackTable) ExplainFeedback(ctx context.Context, id int64, by, caseID, reason string) (found bool, err error) {
	return t.exec(ctx, "keep the reason for feedback", "UPDATE feedback SET case_id = ?, reason = ? WHERE id = ? AND given_by = ?", caseID, reason, id, by)
}

// AllFeedback returns all feedback, the earliest first.
func (t feedbackTable) AllFeedback(ctx context.Context) ([]Feedback, error) {
	return rows(ctx, t.database, "read the feedback", func(f *Feedback, row func(...any) error) error {
		var at int64
		var cases string
		if err := row(&f.ID, &f.By, &f.AskedBy, &at, &f.Channel, &f.Problem, &cases, &f.Helpful, &f.Case, &f.Reason); err != nil {
			return err
		}
		f.At = time.Unix(at, 0).UTC()
		return json.Unmarshal([]byte(cases), &f.Cases)
	}, "SELECT id, given_by, asked_by, given_at, channel, problem, cases, helpful, case_id, reason FROM feedback ORDER BY id")
}
