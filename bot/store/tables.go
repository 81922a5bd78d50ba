package store

import (
	"slices"
	"strings"
	"time"
)

// Table says of one table of the database what it holds, whose that is and how long it
// is kept. Forgetting, purging, backups and the README's list of what is kept all come
// from here, so that a table that is not here is a failing test. A new one takes a
// migration, a file with its type and methods, and its lines here.
type Table struct {
	Name      string
	Migration int64  // number of the migration that made it
	Holds     string // what it holds, for people
	Kept      string // how long, for people
	Rows      string // what its rows are called where they are counted

	// The columns, each in one of these.
	People []string // id of a person: forgetting that person removes the row
	Places []string // id of a channel, or of a person where it is their own: the row goes with either
	Text   *Text    // what somebody wrote into a row that can be another's
	Names  *Names   // ids of people in a row that stays without them
	Else   []string // what does not say whose a row is

	// OfNobody is true where a table says nothing of the team, so that forgetting
	// everything leaves it.
	OfNobody bool

	// Lifetime is how long a row is kept after the time in the column Since, 0 where
	// there is no such limit. What has one is in no backup.
	Lifetime time.Duration
	Since    string
}

// Text is what a person wrote into a row that may belong to somebody else. Forgetting
// that person empties it, and leaves the row.
type Text struct {
	Column, By string
	Rows       string // what such texts are called where they are counted
}

// Names are ids of people in a row that stays when they are forgotten: only the id goes.
type Names struct {
	Columns []string
	Rows    string // what rows with such an id are called where they are counted
}

// Tables are all tables of the database but that of its migrations, in the order in which people are told of them.
var Tables = []Table{
	{
		Name: "saved", Migration: 1, Rows: "saved cases",
		Holds: "saved cases with their notes", Kept: "until somebody removes them",
		People: []string{"saved_by"}, Places: []string{"list"},
		Text: &Text{Column: "note", By: "noted_by", Rows: "notes on others' saved cases"},
		Else: []string{"case_id", "title", "url", "saved_at"},
	},
	{
		Name: "shares", Migration: 1, Rows: "shares",
		Holds: "that a case was shared in a channel: by whom, when, the link to the message", Kept: "until it is forgotten",
		People: []string{"shared_by"}, Places: []string{"channel"},
		Else: []string{"id", "case_id", "shared_at", "ts", "link", "public"},
	},
	{
		Name: "feedback", Migration: 1, Rows: "pieces of feedback",
		Holds: "feedback, each person's last word on a problem: the problem as it was typed, the cases shown, which one and why", Kept: "until it is forgotten",
		People: []string{"given_by", "asked_by"}, Places: []string{"channel"},
		Else: []string{"id", "given_at", "problem", "cases", "helpful", "case_id", "reason"},
	},
	{
		Name: "threads", Migration: 2, Rows: "last requests",
		Holds: "what was asked last in a thread, with the cases shown", Kept: "24 hours",
		People: []string{"asked_by"}, Places: []string{"channel"},
		Else:     []string{"thread", "asked_at", "request"},
		Lifetime: ThreadsFor, Since: "asked_at",
	},
	{
		Name: "watches", Migration: 4, Rows: "watches",
		Holds: "what is watched, by whom and since when", Kept: "until somebody stops it",
		People: []string{"made_by"}, Places: []string{"place"},
		Else: []string{"id", "made_at", "asked", "asked_key", "looked_at"},
	},
	{
		Name: "questions", Migration: 4, Rows: "questions of briefs",
		Holds: "the question of the last brief of a list", Kept: "until the next brief of it has none",
		People: []string{"asked_by"}, Places: []string{"list"},
		Else: []string{"question", "asked_at"},
	},
	{
		Name: "people", Migration: 4, Rows: "settings of people",
		Holds: "the country and level of government that a person says are theirs", Kept: "until they take it back",
		People: []string{"person"},
		Else:   []string{"country", "level"},
	},
	{
		Name: "suggestions", Migration: 5, Rows: "suggestions",
		Holds: "suggested cases: by whom, when, with what note, and who decided what, when and why", Kept: "until it is forgotten",
		People: []string{"suggested_by"}, Places: []string{"channel"},
		Names: &Names{Columns: []string{"decided_by"}, Rows: "names on others' suggestions"},
		Else:  []string{"id", "ts", "suggested_at", "record", "remark", "version", "state", "decided_at", "reason"},
	},
	{
		Name: "accepted", Migration: 5, Rows: "accepted cases",
		Holds: "accepted cases, with who suggested and who accepted each, and when", Kept: "until all is forgotten; a person's id until that person is",
		Names: &Names{Columns: []string{"suggested_by", "accepted_by"}, Rows: "names on accepted cases"},
		Else:  []string{"case_id", "record", "accepted_at"},
	},
	{
		Name: "library", Migration: 3, Rows: "cases seen in the library",
		Holds: "which cases the library has had, and since when", Kept: "for good; it is about nobody",
		Else:     []string{"case_id", "added_at"},
		OfNobody: true,
	},
}

// tables is what can be done with each table: the methods of all these are the Store's.
type tables struct {
	savedTable
	sharesTable
	feedbackTable
	threadsTable
	watchesTable
	questionsTable
	peopleTable
	suggestionsTable
	libraryTable
}

func tablesOf(db *database) tables {
	return tables{savedTable{db}, sharesTable{db}, feedbackTable{db}, threadsTable{db}, watchesTable{db}, questionsTable{db}, peopleTable{db}, suggestionsTable{db}, libraryTable{db}}
}

// columns are the names of all columns.
func (t Table) columns() []string {
	names := slices.Concat(t.People, t.Places, t.Else)
	if t.Text != nil {
		names = append(names, t.Text.Column, t.Text.By)
	}
	if t.Names != nil {
		names = append(names, t.Names.Columns...)
	}
	return names
}

// removal is a statement that removes something, and what that is called.
type removal struct {
	rows      string
	statement string // "" for what cannot be there
}

// ofPerson removes what is of the person whose id is the statement's argument.
func (t Table) ofPerson() []removal {
	var empty string
	if t.Text != nil {
		empty = "UPDATE " + t.Name + " SET " + t.Text.Column + " = '', " + t.Text.By + " = '' WHERE " + t.Text.By + " = ?1"
	}
	return t.removals(t.deleteWhere(slices.Concat(t.People, t.Places)), empty, t.withoutName())
}

// withoutName takes the statement's argument out of the columns of Names.
func (t Table) withoutName() string {
	if t.Names == nil {
		return ""
	}
	emptied := make([]string, len(t.Names.Columns))
	for i, column := range t.Names.Columns {
		emptied[i] = column + " = CASE " + column + " WHEN ?1 THEN '' ELSE " + column + " END"
	}
	return "UPDATE " + t.Name + " SET " + strings.Join(emptied, ", ") + " WHERE " + strings.Join(t.Names.Columns, " = ?1 OR ") + " = ?1"
}

// ofChannel removes what is of the channel whose id is the statement's argument.
func (t Table) ofChannel() []removal { return t.removals(t.deleteWhere(t.Places), "", "") }

// ofTeam removes everything.
func (t Table) ofTeam() []removal { return t.removals("DELETE FROM "+t.Name, "", "") }

// removals are a statement that removes rows and, after it, those that empty texts and names
// in the rows that are left.
func (t Table) removals(rows, texts, names string) []removal {
	list := []removal{{t.Rows, rows}}
	if t.Text != nil {
		list = append(list, removal{t.Text.Rows, texts})
	}
	if t.Names != nil {
		list = append(list, removal{t.Names.Rows, names})
	}
	return list
}

// deleteWhere removes the rows that have the argument in one of some columns.
func (t Table) deleteWhere(columns []string) string {
	if len(columns) == 0 {
		return ""
	}
	return "DELETE FROM " + t.Name + " WHERE " + strings.Join(columns, " = ?1 OR ") + " = ?1"
}
