// Package slackfake is a stand-in Slack: a workspace with people and channels, the
// Web API methods the bot calls, Socket Mode, signed HTTP deliveries, modals,
// response URLs, canvases, uploads and steps of workflows, all on one local server.
// Tests and the playground drive the bot through it over real sockets, and can make
// it fail as Slack does.
//
// It is not a simulator of Slack's clients: it draws nothing, knows no search and no
// attachments, and refuses only what Slack is known to refuse. It is not hardened
// either: it listens on the loopback address and its tokens are fake.
//
// The state stands in server.go and in the types that it is made of. webapi.go names the
// methods of the Web API, each of which is a function in the file of its family; people.go
// and unfurl.go are what people do, deliver.go and below how it reaches the bot.
package slackfake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// ErrClosed is returned by what waits on a server that has been closed.
var ErrClosed = errors.New("slackfake: server closed")

// maxBody is the largest request body or socket frame taken, in bytes, except for
// what bodyLimit names.
const maxBody = 1 << 20

// Server is a stand-in Slack. All its methods may be called from any goroutine.
type Server struct {
	opts     Options
	listener net.Listener
	http     *http.Server
	client   *http.Client    // signed deliveries
	life     context.Context // ends with Close
	end      context.CancelFunc
	running  sync.WaitGroup

	mu         sync.Mutex
	closed     bool
	changed    chan struct{}  // closed and replaced at every change
	requests   string         // request URL; empty: Socket Mode
	seq        int            // last number in the journal
	ids        map[string]int // last number given to an id, by its prefix
	world      world
	records    records
	unfurls    map[string]*Unfurled  // by unfurl id
	prompts    map[string][]Prompt   // by IM
	statuses   map[messageKey]string // by thread
	canvases   []*Canvas
	uploads    map[string]*upload // by file id; those not completed
	files      []File
	executions map[string]*Execution // by id
	journal    []Entry
	views      views
	triggers   map[string]*trigger
	answers    map[string]*responseURL
	sockets    sockets
	delivered  deliveries
	faults     map[string][]Fault
	planned    []DeliveryFault
}

// trigger is a person's action that lets the bot open a modal, once and soon.
type trigger struct {
	user   string
	issued time.Time
	used   bool
}

// responseURL is an address that answers one command or interaction.
type responseURL struct {
	user    string
	channel string
	origin  string // timestamp of the message the interaction came from
	issued  time.Time
	uses    int
}

// EntryKind says what sort of thing happened.
type EntryKind string

// What the journal records.
const (
	Delivered    EntryKind = "delivered"     // something was sent to the bot
	Acked        EntryKind = "acked"         // the bot acknowledged it
	AckRefused   EntryKind = "ack_refused"   // an acknowledgement Slack would drop without a word
	Undelivered  EntryKind = "undelivered"   // a signed delivery failed or timed out
	APICall      EntryKind = "api"           // the bot called a Web API method
	Responded    EntryKind = "response_url"  // the bot used a response URL
	Uploaded     EntryKind = "upload_url"    // the bot sent the bytes of a file
	Held         EntryKind = "held"          // a call waits for a fault to let it go
	SocketOpened EntryKind = "socket_opened" // a Socket Mode connection was made
	SocketClosed EntryKind = "socket_closed" // it is gone
)

// Entry is one thing that happened.
type Entry struct {
	Seq  int // 1, 2, 3 ... over everything
	At   time.Time
	Kind EntryKind
	ID   string // the delivery's, the file's, or the socket's number
	// Name is the Web API method, "response_url", "upload_url", or what was delivered,
	// as in "slash_commands" or "events_api:app_mention".
	Name string
	Args Args // of a call, without the token
	// Error is what the call was answered with, empty for ok; or why a delivery
	// or an acknowledgement failed.
	Error   string
	TS      string          // of the message that the call wrote
	Payload json.RawMessage // what was delivered or what came with the acknowledgement
	Retry   int             // number of the redelivery, 0 the first time
}

// String is the entry in one line.
func (e Entry) String() string {
	line := fmt.Sprintf("%d %s %s %s", e.Seq, e.Kind, e.Name, e.ID)
	if e.Error != "" {
		line += " error=" + e.Error
	}
	return line
}

// Snapshot is the state of a server at one moment.
type Snapshot struct {
	Journal  []Entry
	Messages []Record // those that somebody can see, oldest first
	Hidden   []Record // those that Slack took and shows to nobody, oldest first
	Views    []View   // open modals and published App Homes
	Sockets  int      // open Socket Mode connections
}

// Count is how many journal entries are of the kind and have the name; an empty
// name stands for any.
func (s Snapshot) Count(kind EntryKind, name string) int {
	n := 0
	for _, e := range s.Journal {
		if e.Kind == kind && (name == "" || e.Name == name) {
			n++
		}
	}
	return n
}

// URL is the address of the server, without a slash at its end.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// APIURL is the address of the Web API, with a slash at its end as clients want it.
func (s *Server) APIURL() string { return s.URL() + "/api/" }

// BotToken is the token the Web API takes.
func (s *Server) BotToken() string { return fakeToken("xoxb") }

// AppToken is the token apps.connections.open takes.
func (s *Server) AppToken() string { return fakeToken("xapp") }

// SigningSecret is the secret that signed deliveries are signed with.
func (s *Server) SigningSecret() string { return fakeToken("signing") }

// Close ends every connection, frees whatever a fault holds, and waits until all
// goroutines of the server are gone. A second call does nothing.
func (s *Server) Close() {
	s.mu.Lock()
	first := !s.closed
	s.closed = true
	open := s.sockets.open
	s.mu.Unlock()
	if !first {
		return
	}
	s.end()
	for _, c := range open {
		c.close()
	}
	_ = s.http.Close() // the listener's error says nothing a caller could use
	s.running.Wait()
	s.client.CloseIdleConnections()
}

// enter counts a goroutine that Close has to wait for, unless Close has begun.
func (s *Server) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.running.Add(1)
	return true
}

// touch wakes everyone who waits for a change. The caller holds mu.
func (s *Server) touch() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// await waits until ok reports true. ok is called with mu held.
func (s *Server) await(ctx context.Context, ok func() bool) error {
	for {
		s.mu.Lock()
		good, changed := ok(), s.changed
		s.mu.Unlock()
		if good {
			return nil
		}
		if err := s.next(ctx, changed); err != nil {
			return err
		}
	}
}

// next waits until changed is closed.
func (s *Server) next(ctx context.Context, changed <-chan struct{}) error {
	select {
	case <-changed:
		return nil
	case <-s.life.Done():
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// nextID gives an id with the prefix, different from all before. Each prefix is counted
// by itself: what comes first of two things that happen at once, such as a window that
// changes and a file that comes, gives neither of them another id. The caller holds mu.
func (s *Server) nextID(prefix string) string {
	s.ids[prefix]++
	return fmt.Sprintf("%s%06d", prefix, s.ids[prefix])
}

// note adds to the journal. The caller holds mu.
func (s *Server) note(e Entry) int {
	s.seq++
	e.Seq, e.At = s.seq, s.opts.Clock()
	s.journal = append(s.journal, e)
	if limit := s.opts.MaxJournal; len(s.journal) > limit+limit/10 {
		// A tenth at a time, since it takes a new array: snapshots share the old one.
		s.journal = slices.Clone(s.journal[len(s.journal)-limit:])
	}
	s.touch()
	return e.Seq
}

// noteNow adds to the journal, where the caller does not hold mu.
func (s *Server) noteNow(e Entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.note(e)
}

// Journal is everything that happened so far, in order.
func (s *Server) Journal() []Entry { return s.Snapshot().Journal }

// Snapshot is the state of the server now.
func (s *Server) Snapshot() Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.snapshot()
}

func (s *Server) snapshot() Snapshot {
	shown, hidden := s.records.shown()
	return Snapshot{
		// Entries never change, so the array can be shared as long as none is appended to it.
		Journal:  slices.Clip(s.journal),
		Messages: shown,
		Hidden:   hidden,
		Views:    s.views.all(),
		Sockets:  len(s.sockets.open),
	}
}

// WaitFor waits until ok reports true of the server's state; it asks again at every
// change. If ctx ends first, the error holds the last lines of the journal.
func (s *Server) WaitFor(ctx context.Context, ok func(Snapshot) bool) error {
	for {
		s.mu.Lock()
		now, changed := s.snapshot(), s.changed
		s.mu.Unlock()
		if ok(now) {
			return nil
		}
		if err := s.next(ctx, changed); err != nil {
			return fmt.Errorf("slackfake: waiting: %w; the journal ends with\n%s", err, s.journalTail())
		}
	}
}

func (s *Server) journalTail() string {
	const tail = 10
	entries := s.Journal()
	var lines []string
	for _, e := range entries[max(0, len(entries)-tail):] {
		lines = append(lines, e.String())
	}
	return strings.Join(lines, "\n")
}

// needScope wants one of the scopes, or none if there are none.
func (s *Server) needScope(scopes ...string) *slackError {
	if len(scopes) == 0 || slices.ContainsFunc(scopes, s.granted) {
		return nil
	}
	return &slackError{code: "missing_scope", needed: strings.Join(scopes, ",")}
}

func (s *Server) granted(scope string) bool { return slices.Contains(s.opts.Scopes, scope) }
