package store

import "context"

// questionsTable keeps the questions of briefs.
type questionsTable struct{ *database }

// SetQuestion keeps what the last brief of a list answered; an empty question removes
// what was kept.
func (t questionsTable) SetQuestion(ctx context.Context, list, by, question string) error {
	statement, args := "DELETE FROM questions WHERE list = ?", []any{list}
	if question != "" {
		statement, args = `INSERT INTO questions (list, question, asked_by, asked_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (list) DO UPDATE SET question = excluded.question, asked_by = excluded.asked_by, asked_at = excluded.asked_at`, []any{list, question, by, t.now().Unix()}
	}
	_, err := t.exec(ctx, "keep the question of a brief", statement, args...)
	return err
}

// Question returns what the last brief of a list answered, "" for none.
func (t questionsTable) Question(ctx context.Context, list string) (question string, err error) {
	err = t.one(ctx, "read the question of a brief", "SELECT question FROM questions WHERE list = ?", []any{list}, &question)
	return question, err
}
