package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	"precedent/bot/store"
	"precedent/bot/view"
)

// Memory keeps what a team wants kept. A *store.Store is one.
type Memory interface {
	Save(ctx context.Context, entry store.Saved) (before *store.Saved, err error)
	Remove(ctx context.Context, list, caseID string) (removed *store.Saved, err error)
	Annotate(ctx context.Context, list, caseID, by, note string) (found bool, err error)
	List(ctx context.Context, list string) ([]store.Saved, error)
	AddShare(ctx context.Context, share store.Share) error
	SharedIn(ctx context.Context, channel string, cases []string) (map[string]store.Share, error)
	AddFeedback(ctx context.Context, f store.Feedback) (id int64, err error)
	ExplainFeedback(ctx context.Context, id int64, by, caseID, reason string) (found bool, err error)
	PublicShares(ctx context.Context, limit int) ([]store.Share, error)
	NewCases(ctx context.Context, limit int) ([]string, error)
	SetThread(ctx context.Context, channel, thread, by string, request []byte) error
	Thread(ctx context.Context, channel, thread string) (request []byte, err error)
	SetQuestion(ctx context.Context, list, by, question string) error
	Question(ctx context.Context, list string) (string, error)
	SetPerson(ctx context.Context, user string, p store.Person) error
	Person(ctx context.Context, user string) (store.Person, error)
	AddWatch(ctx context.Context, place, by, asked string) (w store.Watch, known bool, err error)
	StopWatch(ctx context.Context, place, by string, id int64) (stopped *store.Watch, err error)
	Watches(ctx context.Context, place string) ([]store.Watch, error)
	Added(ctx context.Context, from, to int64) (cases []string, last int64, err error)
	Look(ctx context.Context, w store.Watch, until int64) (mine bool, err error)
	Unlook(ctx context.Context, w store.Watch, until int64) error
}

// errNotKept says that the bot has no Memory.
var errNotKept = errors.New("nothing is kept")

// noMemory is the Memory of a bot that has none, but for what was asked last in
// threads, which it remembers until it stops.
type noMemory struct {
	threads *remembered[[]byte] // by channel and thread
}

// maxThreads is how many threads a noMemory remembers.
const maxThreads = 2000

func newNoMemory(now func() time.Time) noMemory {
	return noMemory{newRemembered[[]byte](now, store.ThreadsFor, maxThreads)}
}

func (m noMemory) SetThread(_ context.Context, channel, thread, _ string, request []byte) error {
	m.threads.expire() // nothing is to be known for longer than it may be
	m.threads.set(channel+" "+thread, request)
	return nil
}

func (m noMemory) Thread(_ context.Context, channel, thread string) ([]byte, error) {
	request, _ := m.threads.of(channel + " " + thread)
	return request, nil
}

func (noMemory) Save(context.Context, store.Saved) (*store.Saved, error) { return nil, errNotKept }
func (noMemory) Remove(context.Context, string, string) (*store.Saved, error) {
	return nil, errNotKept
}
func (noMemory) Annotate(context.Context, string, string, string, string) (bool, error) {
	return false, errNotKept
}
func (noMemory) List(context.Context, string) ([]store.Saved, error)       { return nil, errNotKept }
func (noMemory) SetQuestion(context.Context, string, string, string) error { return errNotKept }
func (noMemory) Question(context.Context, string) (string, error)          { return "", errNotKept }
func (noMemory) SetPerson(context.Context, string, store.Person) error     { return errNotKept }
func (noMemory) Person(context.Context, string) (store.Person, error)      { return store.Person{}, nil }
func (noMemory) AddWatch(context.Context, string, string, string) (store.Watch, bool, error) {
	return store.Watch{}, false, errNotKept
}
func (noMemory) StopWatch(context.Context, string, string, int64) (*store.Watch, error) {
	return nil, errNotKept
}
func (noMemory) Watches(context.Context, string) ([]store.Watch, error) { return nil, errNotKept }
func (noMemory) Added(context.Context, int64, int64) ([]string, int64, error) {
	return nil, 0, errNotKept
}
func (noMemory) Look(context.Context, store.Watch, int64) (bool, error) { return false, errNotKept }
func (noMemory) Unlook(context.Context, store.Watch, int64) error       { return errNotKept }
func (noMemory) AddShare(context.Context, store.Share) error            { return nil }
func (noMemory) SharedIn(context.Context, string, []string) (map[string]store.Share, error) {
	return nil, nil
}
func (noMemory) PublicShares(context.Context, int) ([]store.Share, error)   { return nil, nil }
func (noMemory) NewCases(context.Context, int) ([]string, error)            { return nil, nil }
func (noMemory) AddFeedback(context.Context, store.Feedback) (int64, error) { return 0, errNotKept }
func (noMemory) ExplainFeedback(context.Context, int64, string, string, string) (bool, error) {
	return false, errNotKept
}

// memoryError is a failure to keep or to read what is kept.
type memoryError struct{ error }

func (e memoryError) Unwrap() error { return e.error }

// kept marks the error of a Memory, so that the person is told what failed.
func kept(err error) error {
	if err == nil || errors.Is(err, errNotKept) || errors.Is(err, store.ErrFull) {
		return err
	}
	return memoryError{err}
}

// direct tells whether a channel is a direct message with the bot.
func direct(channel string) bool { return strings.HasPrefix(channel, "D") }

// listFor is the list that a person saves to in a channel: that of the channel, or
// their own in a direct message.
func listFor(channel, user string) (list string, own bool) {
	if channel == "" || direct(channel) {
		return user, true
	}
	return channel, false
}

// entries puts saved cases into the form in which they are shown.
func (b *Bot) entries(list []store.Saved) []view.Entry {
	entries := make([]view.Entry, len(list))
	for i, s := range list {
		entries[i] = view.Entry{
			Case: b.engine.Library().Case(s.Case), ID: s.Case, Title: s.Title, URL: s.URL,
			Saved: view.By{User: s.By, At: s.At}, Note: s.Note, NotedBy: s.NotedBy,
		}
	}
	return entries
}
