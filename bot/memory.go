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
	Advance(ctx context.Context, w store.Watch, until int64) (mine bool, err error)
	Rewind(ctx context.Context, w store.Watch, until int64) error
}

// errNotKept says that the bot has no Memory.
var errNotKept = errors.New("nothing is kept")

// noMemory is the Memory of somebody for whom nothing is kept, but for what was asked
// last in threads: reading finds nothing where that can go unsaid, and everything else
// fails.
type noMemory struct {
	threads interface {
		SetThread(ctx context.Context, channel, thread, by string, request []byte) error
		Thread(ctx context.Context, channel, thread string) (request []byte, err error)
	}
	why error // errNotKept, errOutsider
}

func (m noMemory) SetThread(ctx context.Context, channel, thread, by string, request []byte) error {
	return m.threads.SetThread(ctx, channel, thread, by, request)
}
func (m noMemory) Thread(ctx context.Context, channel, thread string) ([]byte, error) {
	return m.threads.Thread(ctx, channel, thread)
}

func (m noMemory) Save(context.Context, store.Saved) (*store.Saved, error) { return nil, m.why }
func (m noMemory) Remove(context.Context, string, string) (*store.Saved, error) {
	return nil, m.why
}
func (m noMemory) Annotate(context.Context, string, string, string, string) (bool, error) {
	return false, m.why
}
func (m noMemory) List(context.Context, string) ([]store.Saved, error)       { return nil, m.why }
func (m noMemory) SetQuestion(context.Context, string, string, string) error { return m.why }
func (m noMemory) Question(context.Context, string) (string, error)          { return "", m.why }
func (m noMemory) SetPerson(context.Context, string, store.Person) error     { return m.why }
func (m noMemory) AddWatch(context.Context, string, string, string) (store.Watch, bool, error) {
	return store.Watch{}, false, m.why
}
func (m noMemory) StopWatch(context.Context, string, string, int64) (*store.Watch, error) {
	return nil, m.why
}
func (m noMemory) Watches(context.Context, string) ([]store.Watch, error) { return nil, m.why }
func (m noMemory) Added(context.Context, int64, int64) ([]string, int64, error) {
	return nil, 0, m.why
}
func (m noMemory) Advance(context.Context, store.Watch, int64) (bool, error) { return false, m.why }
func (m noMemory) Rewind(context.Context, store.Watch, int64) error          { return m.why }
func (m noMemory) AddFeedback(context.Context, store.Feedback) (int64, error) {
	return 0, m.why
}
func (m noMemory) ExplainFeedback(context.Context, int64, string, string, string) (bool, error) {
	return false, m.why
}

func (noMemory) Person(context.Context, string) (store.Person, error) { return store.Person{}, nil }
func (noMemory) AddShare(context.Context, store.Share) error          { return nil }
func (noMemory) SharedIn(context.Context, string, []string) (map[string]store.Share, error) {
	return nil, nil
}
func (noMemory) PublicShares(context.Context, int) ([]store.Share, error) { return nil, nil }
func (noMemory) NewCases(context.Context, int) ([]string, error)          { return nil, nil }

// maxThreads is how many threads a bot without a Memory remembers, until it stops.
const maxThreads = 2000

// threadsInMind keeps what was asked last in threads, by channel and thread.
type threadsInMind struct{ *remembered[[]byte] }

func newNoMemory(now func() time.Time) noMemory {
	return noMemory{threadsInMind{newRemembered[[]byte](now, store.ThreadsFor, maxThreads)}, errNotKept}
}

func (m threadsInMind) SetThread(_ context.Context, channel, thread, _ string, request []byte) error {
	m.expire() // nothing is to be known for longer than it may be
	m.set(channel+" "+thread, request)
	return nil
}

func (m threadsInMind) Thread(_ context.Context, channel, thread string) ([]byte, error) {
	request, _ := m.of(channel + " " + thread)
	return request, nil
}

// memoryError is a failure to keep or to read what is kept.
type memoryError struct{ error }

func (e memoryError) Unwrap() error { return e.error }

// kept marks the error of a Memory, so that the person is told what failed.
func kept(err error) error {
	if err == nil || errors.Is(err, errNotKept) || errors.Is(err, errOutsider) || errors.Is(err, store.ErrFull) {
		return err
	}
	return memoryError{err}
}

// conversation is where something happened, "" for what can be no conversation: channels,
// groups and direct messages have ids of a form of their own, and the list of a person
// goes by theirs. Slack takes the id of a person where a message goes to them, but nothing
// happens there.
func conversation(id string) string {
	if len(id) < 2 || len(id) > maxID || !strings.Contains("CDG", id[:1]) {
		return ""
	}
	for _, c := range id {
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return ""
		}
	}
	return id
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
