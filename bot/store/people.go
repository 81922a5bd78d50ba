package store

import (
	"context"
	"database/sql"
)

// Person is what a person said of themselves.
type Person struct {
	Country string // ISO code, "" for none
	Level   string // id of a level of government, "" for none
}

// peopleTable keeps what people said of themselves.
type peopleTable struct{ *database }

// SetPerson keeps what a person said of themselves; nothing at all removes it.
func (t peopleTable) SetPerson(ctx context.Context, user string, p Person) error {
	return t.change(ctx, "keep where a person works", func(tx *sql.Tx) error {
		if p == (Person{}) {
			_, err := tx.ExecContext(ctx, "DELETE FROM people WHERE person = ?", user)
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO people (person, country, level) VALUES (?, ?, ?)
			ON CONFLICT (person) DO UPDATE SET country = excluded.country, level = excluded.level`, user, p.Country, p.Level)
		return err
	})
}

// Person returns what a person said of themselves, nothing where they did not.
func (t peopleTable) Person(ctx context.Context, user string) (p Person, err error) {
	err = t.one(ctx, "read where a person works", "SELECT country, level FROM people WHERE person = ?", []any{user}, &p.Country, &p.Level)
	return p, err
}
