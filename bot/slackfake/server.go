// Package slackfake is a stand-in Slack: a workspace with people and channels, the
// Web API methods the bot calls, Socket Mode, signed HTTP deliveries, modals,
// response URLs, canvases, uploads and steps of workflows, all on one local server.
// Tests and the playground drive the bot through it over real sockets, and can make
// it fail as Slack does.
//
// It is not a simulator of Slack's clients: it draws nothing, knows no search and no
// attachments, and refuses only what Slack is known to refuse. It is not hardened
// either: it listens on the loopback address and its tokens are fake.
package slackfake

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
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
	client   *http.Client  // signed deliveries
	done     chan struct{} // closed by Close
	running  sync.WaitGroup

	mu         sync.Mutex
	closed     bool
	changed    chan struct{} // closed and replaced at every change
	requests   string        // request URL; empty: Socket Mode
	seq        int           // last number in the journal
	ids        int           // last number given to an id of any kind
	world      world
	records    records
	unfurls    map[string]*Unfurled  // by unfurl id
	prompts    map[string][]Prompt   // by IM
	statuses   map[messageKey]string // by thread
	canvases   []*Canvas
	uploads    map[string]*upload // by file id; those not completed
	files      []File
	executions []*Execution
	journal    []Entry
	views      views
	triggers   map[string]*trigger
	answers    map[string]*responseURL
	sockets    sockets
	delivered  deliveries
	faults     map[string][]*planned
	planned    []DeliveryFault
}

// New starts a server on a free port of the loopback address. It must be closed.
func New(opts Options) (*Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("slackfake: %w", err)
	}
	opts = opts.withDefaults()
	s := &Server{
		opts:     opts,
		listener: listener,
		// No redirects: Slack follows two, but a bot that answers with one is wrong.
		client: &http.Client{
			Transport:     &http.Transport{},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		done:      make(chan struct{}),
		changed:   make(chan struct{}),
		requests:  opts.RequestURL,
		world:     newWorld(opts),
		records:   newRecords(opts.MaxRecords),
		unfurls:   map[string]*Unfurled{},
		prompts:   map[string][]Prompt{},
		statuses:  map[messageKey]string{},
		uploads:   map[string]*upload{},
		views:     newViews(),
		triggers:  map[string]*trigger{},
		answers:   map[string]*responseURL{},
		sockets:   sockets{tickets: map[string]bool{}},
		delivered: deliveries{byID: map[string]*Delivery{}},
		faults:    map[string][]*planned{},
	}
	s.http = &http.Server{Handler: s.routes(), ReadHeaderTimeout: 10 * time.Second}
	s.running.Go(func() { _ = s.http.Serve(listener) }) // always ErrServerClosed
	return s, nil
}

// URL is the address of the server, without a slash at its end.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// APIURL is the address of the Web API, with a slash at its end as clients want it.
func (s *Server) APIURL() string { return s.URL() + "/api/" }

// BotToken is the token the Web API takes.
func (s *Server) BotToken() string { return s.opts.BotToken }

// AppToken is the token apps.connections.open takes.
func (s *Server) AppToken() string { return s.opts.AppToken }

// SigningSecret is the secret that signed deliveries are signed with.
func (s *Server) SigningSecret() string { return s.opts.SigningSecret }

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
	close(s.done)
	for _, c := range open {
		c.close()
	}
	_ = s.http.Close() // the listener's error says nothing a caller could use
	s.running.Wait()
	s.client.CloseIdleConnections()
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveAPI)
	mux.HandleFunc("POST "+uploadPath+"{file}", s.serveUpload)
	mux.HandleFunc("POST "+responsePath+"{token}", s.serveResponseURL)
	mux.HandleFunc("GET "+socketPath+"{ticket}", s.serveSocket)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.enter() {
			return
		}
		defer s.running.Done()
		r.Body = http.MaxBytesReader(w, r.Body, bodyLimit(r.URL.Path))
		mux.ServeHTTP(w, r)
	})
}

// bodyLimit is the largest body taken at a path, in bytes.
func bodyLimit(path string) int64 {
	switch {
	case strings.HasPrefix(path, uploadPath):
		return maxFile + maxBody // the file in a form
	case path == "/api/canvases.create":
		return 12*maxCanvas + maxBody // a character takes up to twelve bytes of a form
	}
	return maxBody
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

// until gives a context that ends after d and when the server is closed.
func (s *Server) until(d time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	s.running.Go(func() {
		select {
		case <-s.done:
			cancel()
		case <-ctx.Done():
		}
	})
	return ctx, cancel
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
	case <-s.done:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// nextID gives an id with the prefix, different from all before. The caller holds mu.
func (s *Server) nextID(prefix string) string {
	s.ids++
	return fmt.Sprintf("%s%06d", prefix, s.ids)
}

func (s *Server) scopes() string { return strings.Join(s.opts.Scopes, ",") }
