package store

import "context"

// Person is what a person said of themselves.
type Person struct {
	Country string // ISO code, "" for none
	Level   string // id of a level of government, "" for none
}

// peopleTable keeps what people said of themselves.
type peopleTable struct{ *database }

// SetPerson keeps what a person said of themselves; nothing at all removes it.
func (t peopleTable) SetPerson(ctx context.Context, user string, p Person) error {
	statement, args := "DELETE FROM people WHERE person = ?", []any{user}
	if p != (Person{}) {
		statement, args = `INSERT INTO people (person, country, level) VALUES (?, ?, ?)
			ON CONFLICT (person) DO UPDATE SET country = excluded.country, level = excluded.level`, []any{user, p.Country, p.Level}
	}
	_, err := t.exec(ctx, "keep where a person works", statement, args...)
	return err
}

// Person returns what a person said of themselves, nothing where they did not.
func (t peopleTable) Person(ctx context.Context, user string) (p Person, err error) {
	err = t.one(ctx, "read where a person works", "SELECT country, level FROM people WHERE person = ?", []any{user}, &p.Country, &p.Level)
	return p, err
}
