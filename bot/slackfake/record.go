package slackfake

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Record is a message, as it is now.
type Record struct {
	Seq      int    // of the journal entry that last wrote it, 0 for a person's message
	TS       string // increases with every message
	ThreadTS string // of the thread's first message, empty outside threads
	Channel  string
	User     string // who wrote it
	// EphemeralTo is the only user who sees it; empty for everyone.
	EphemeralTo string
	Text        string
	// Blocks are as Slack keeps them: with block and action ids where the sender
	// gave none.
	Blocks json.RawMessage
	Files  []string // ids of those it shares
	// Attachments and Shown are what hangs below a person's message: forwarded messages
	// and previews, and files as Slack describes them. Both are lists in JSON.
	Attachments, Shown json.RawMessage
	// Hidden says that Slack took the message and shows it to nobody: a private one in
	// a thread that had no reply yet.
	Hidden  bool
	Via     string // "chat.postMessage", "response_url", "ack", "person" ...
	Edits   int    // how often it was changed since
	Deleted bool
}

type messageKey struct{ channel, ts string }

type records struct {
	limit int
	all   []*Record
	byKey map[messageKey]*Record
	clock int64 // last second used in a timestamp
	count int
}

func newRecords(limit int) records {
	return records{limit: limit, byKey: map[messageKey]*Record{}}
}

// nextTS gives a timestamp of the time now whose digits after the point count the
// messages, so that equal times and a clock set back keep their order.
func (r *records) nextTS(now time.Time) string {
	r.clock = max(r.clock, now.Unix())
	r.count++
	return fmt.Sprintf("%d.%06d", r.clock, r.count)
}

func (r *records) add(rec *Record) {
	r.all = append(r.all, rec)
	r.byKey[messageKey{rec.Channel, rec.TS}] = rec
	if len(r.all) > r.limit {
		delete(r.byKey, messageKey{r.all[0].Channel, r.all[0].TS})
		r.all = slices.Delete(r.all, 0, 1)
	}
}

// restore adds a message that has its timestamp already.
func (r *records) restore(rec Record) error {
	var second int64
	var count int
	if _, err := fmt.Sscanf(rec.TS, "%d.%d", &second, &count); err != nil {
		return fmt.Errorf("slackfake: the timestamp %q is none: %w", rec.TS, err)
	}
	r.clock, r.count = max(r.clock, second), max(r.count, count)
	r.add(&rec)
	return nil
}

// find looks up a message that has not been deleted.
func (r *records) find(channel, ts string) (*Record, bool) {
	rec, ok := r.byKey[messageKey{channel, ts}]
	return rec, ok && !rec.Deleted
}

// shown lists the messages that somebody can see, hidden those that nobody can.
func (r *records) shown() (shown, hidden []Record) {
	for _, rec := range r.all {
		switch {
		case rec.Deleted:
		case rec.Hidden:
			hidden = append(hidden, *rec)
		default:
			shown = append(shown, *rec)
		}
	}
	return shown, hidden
}

// replied tells whether a message has a reply that everybody sees, which makes a thread
// of it.
func (r *records) replied(channel, ts string) bool {
	return slices.ContainsFunc(r.all, func(rec *Record) bool {
		return rec.Channel == channel && rec.ThreadTS == ts && rec.TS != ts && rec.EphemeralTo == "" && !rec.Deleted
	})
}

// messageJSON is a message as Slack's payloads hold it.
func messageJSON(rec *Record) map[string]any {
	m := map[string]any{
		"type": "message", "user": rec.User, "text": rec.Text, "ts": rec.TS, "team": TeamID,
	}
	put(m, "blocks", rec.Blocks)
	put(m, "thread_ts", rec.ThreadTS)
	put(m, "attachments", rec.Attachments)
	if rec.Shown != nil {
		m["subtype"], m["files"] = "file_share", rec.Shown
	}
	if len(rec.Files) > 0 {
		var files []any
		for _, id := range rec.Files {
			files = append(files, map[string]any{"id": id})
		}
		m["subtype"], m["files"] = "file_share", files
	}
	if rec.User == BotUserID {
		m["bot_id"], m["app_id"] = BotID, AppID
	}
	if rec.Edits > 0 {
		m["edited"] = map[string]any{"user": rec.User, "ts": rec.TS}
	}
	return m
}
