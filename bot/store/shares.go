package store

import (
	"context"
	"strings"
	"time"
)

// Share is a case that somebody shared into a channel.
type Share struct {
	Channel string
	Case    string // id
	By      string // id of the person
	At      time.Time
	TS      string // of the message, "" where Slack did not say
	Link    string // to the message, "" where Slack did not say
	Public  bool   // everybody in the workspace could see it
}

// sharesTable keeps what was shared where.
type sharesTable struct{ *database }

// AddShare keeps that a case was shared just now.
func (t sharesTable) AddShare(ctx context.Context, share Share) error {
	_, err := t.exec(ctx, "keep that a case was shared", "INSERT INTO shares (channel, case_id, shared_by, shared_at, ts, link, public) VALUES (?, ?, ?, ?, ?, ?, ?)",
		share.Channel, share.Case, share.By, t.now().Unix(), share.TS, share.Link, share.Public)
	return err
}

const sharesColumns = "SELECT channel, case_id, shared_by, shared_at, ts, link, public FROM shares"

func (e *Share) scan(row func(...any) error) error {
	var at int64
	err := row(&e.Channel, &e.Case, &e.By, &at, &e.TS, &e.Link, &e.Public)
	e.At = time.Unix(at, 0).UTC()
	return err
}

// SharedIn returns, by case, the last time that each of some cases was shared in a
// channel.
func (t sharesTable) SharedIn(ctx context.Context, channel string, cases []string) (map[string]Share, error) {
	if len(cases) == 0 {
		return nil, nil
	}
	args := []any{channel}
	for _, id := range cases {
		args = append(args, id)
	}
	list, err := rows(ctx, t.database, "read what was shared", (*Share).scan, sharesColumns+" WHERE channel = ? AND case_id IN (?"+strings.Repeat(", ?", len(cases)-1)+") ORDER BY shared_at, id", args...)
	shared := make(map[string]Share, len(list))
	for _, e := range list {
		shared[e.Case] = e // the later ones come last
	}
	return shared, err
}

// PublicShares returns the last shares that everybody in the workspace could see, each
// case once, the latest first.
func (t sharesTable) PublicShares(ctx context.Context, limit int) ([]Share, error) {
	return rows(ctx, t.database, "read what was shared", (*Share).scan, sharesColumns+` AS s WHERE public = 1
		AND id = (SELECT max(id) FROM shares WHERE public = 1 AND case_id = s.case_id) ORDER BY shared_at DESC, id DESC LIMIT ?`, limit)
}
