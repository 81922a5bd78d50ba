package slackfake

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// New starts a server on a free port of the loopback address. It must be closed.
func New(opts Options) (*Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("slackfake: %w", err)
	}
	opts = opts.withDefaults()
	life, end := context.WithCancel(context.Background())
	s := &Server{
		opts:     opts,
		listener: listener,
		// No redirects: Slack follows two, but a bot that answers with one is wrong.
		client: &http.Client{
			Transport:     &http.Transport{},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		life:       life,
		end:        end,
		ids:        map[string]int{},
		changed:    make(chan struct{}),
		world:      newWorld(opts.Users, opts.Channels),
		records:    newRecords(opts.MaxRecords),
		unfurls:    map[string]*Unfurled{},
		prompts:    map[string][]Prompt{},
		statuses:   map[messageKey]string{},
		uploads:    map[string]*upload{},
		executions: map[string]*Execution{},
		views:      newViews(),
		triggers:   map[string]*trigger{},
		answers:    map[string]*responseURL{},
		sockets:    sockets{tickets: map[string]bool{}},
		delivered:  deliveries{byID: map[string]*Delivery{}},
		faults:     map[string][]Fault{},
	}
	s.http = &http.Server{Handler: routes(s), ReadHeaderTimeout: 10 * time.Second}
	s.running.Go(func() { _ = s.http.Serve(listener) }) // always ErrServerClosed
	return s, nil
}

func routes(s *Server) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", handled(s, serveAPI))
	mux.HandleFunc("POST "+uploadPath+"{file}", handled(s, serveUpload))
	mux.HandleFunc("POST "+responsePath+"{token}", handled(s, serveResponseURL))
	mux.HandleFunc("GET "+socketPath+"{ticket}", handled(s, serveSocket))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.enter() {
			return
		}
		defer s.running.Done()
		r.Body = http.MaxBytesReader(w, r.Body, bodyLimit(r.URL.Path))
		mux.ServeHTTP(w, r)
	})
}

// handled lets a function of a server answer requests.
func handled(s *Server, answer func(*Server, http.ResponseWriter, *http.Request)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { answer(s, w, r) }
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
