package links

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// web is a stand-in for the network: every public host leads to one server, which keeps what it
// was asked, and time passes only in pauses.
type web struct {
	sync.Mutex
	asked  []string // METHOD host/path
	agents []string
	now    time.Time
	pauses []time.Duration
	dialed []string
}

func (w *web) options(t *testing.T, handle http.HandlerFunc) Options {
	t.Helper()
	w.now = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.Lock()
		w.asked = append(w.asked, r.Method+" "+r.Host+r.URL.RequestURI())
		w.agents = append(w.agents, r.UserAgent())
		w.Unlock()
		if r.URL.Path == "/robots.txt" && r.Host != "robots.example" && r.Host != "busy.example" {
			http.NotFound(out, r)
			return
		}
		handle(out, r)
	}))
	t.Cleanup(server.Close)
	return Options{
		Agent: "precedent-links/1 (a test)",
		Lookup: func(_ context.Context, host string) ([]netip.Addr, error) {
			switch host {
			case "nosuch.example":
				return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
			case "inside.example":
				return []netip.Addr{netip.MustParseAddr("10.1.2.3"), netip.MustParseAddr("::ffff:127.0.0.1"), netip.MustParseAddr("169.254.169.254")}, nil
			case "both.example":
				return []netip.Addr{netip.MustParseAddr("192.168.0.1"), netip.MustParseAddr("93.184.216.34")}, nil
			}
			return []netip.Addr{netip.MustParseAddr("93.184.216.34")}, nil
		},
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			w.Lock()
			w.dialed = append(w.dialed, address)
			w.Unlock()
			if strings.HasPrefix(address, "93.184.216.34:81") {
				return nil, &net.OpError{Op: "dial", Err: errors.New("connection refused")}
			}
			return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
		},
		Now: func() time.Time { w.Lock(); defer w.Unlock(); return w.now },
		Sleep: func(_ context.Context, d time.Duration) {
			w.Lock()
			defer w.Unlock()
			w.pauses, w.now = append(w.pauses, d), w.now.Add(d)
		},
	}
}

func pages(w *web) http.HandlerFunc {
	tries := map[string]int{}
	return func(out http.ResponseWriter, r *http.Request) {
		w.Lock()
		tries[r.Host+r.URL.Path]++
		try := tries[r.Host+r.URL.Path]
		w.Unlock()
		to := func(status int, address string) { http.Redirect(out, r, address, status) }
		switch r.URL.Path {
		case "/fine":
		case "/gone":
			out.WriteHeader(http.StatusGone)
		case "/notfound":
			out.WriteHeader(http.StatusNotFound)
		case "/nohead":
			if r.Method == http.MethodHead {
				out.WriteHeader(http.StatusMethodNotAllowed)
			}
		case "/headgone": // for HEAD alone
			if r.Method == http.MethodHead {
				out.WriteHeader(http.StatusNotFound)
			}
		case "/torn":
			if r.Method == http.MethodHead {
				conn, _, _ := out.(http.Hijacker).Hijack()
				conn.Close()
			}
		case "/forbidden":
			out.WriteHeader(http.StatusForbidden)
		case "/broken":
			out.WriteHeader(http.StatusBadGateway)
		case "/moved":
			to(http.StatusMovedPermanently, "/fine#here")
		case "/seeother":
			to(http.StatusFound, "/fine")
		case "/home":
			to(http.StatusMovedPermanently, "/")
		case "/circle":
			to(http.StatusFound, "/circle")
		case "/inside":
			to(http.StatusFound, "http://169.254.169.254/latest/meta-data")
		case "/insidename":
			to(http.StatusFound, "http://inside.example/")
		case "/file":
			to(http.StatusFound, "file:///etc/passwd")
		case "/later":
			if try == 1 {
				out.Header().Set("Retry-After", "7")
				out.WriteHeader(http.StatusTooManyRequests)
			}
		case "/muchlater":
			out.Header().Set("Retry-After", w.now.Add(2*time.Hour).Format(http.TimeFormat))
			out.WriteHeader(http.StatusServiceUnavailable)
		case "/slow":
			w.Lock()
			w.now = w.now.Add(9 * time.Second)
			w.Unlock()
		case "/endless":
			for range 1 << 14 {
				if _, err := out.Write(make([]byte, 1<<10)); err != nil {
					return
				}
			}
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"http://a.example/fine":       "fine 200",
		"http://a.example/fine#part":  "fine 200",
		"http://a.example/gone":       "gone 410 the server answers 410 Gone",
		"http://a.example/notfound":   "gone 404 the server answers 404 Not Found",
		"http://a.example/nohead":     "fine 200",
		"http://a.example/headgone":   "fine 200",
		"http://a.example/torn":       "fine 200",
		"http://a.example/endless":    "fine 200",
		"http://a.example/forbidden":  "refused 403 the server answers 403 Forbidden; a browser may see it",
		"http://a.example/broken":     "unreachable 502 the server answers 502 Bad Gateway",
		"http://a.example/moved":      "moved 200 -> http://a.example/fine",
		"http://a.example/seeother":   "fine 200 -> http://a.example/fine",
		"http://a.example/home":       "moved 200 -> http://a.example/ it leads to the first page of a site: the page itself is probably gone",
		"http://a.example/circle":     "unreachable 302 -> http://a.example/circle it leads on more than 10 times",
		"http://a.example/inside":     "unasked 302 it is inside a network of one's own",
		"http://a.example/insidename": "unasked 302 -> http://inside.example/ it is inside a network of one's own",
		"http://a.example/file":       `unreachable 302 it leads to "file:///etc/passwd", which is not asked for: it is neither http nor https`,
		"http://a.example/later":      "fine 200",
		"http://a.example/muchlater":  "refused 503 the server answers 503 Service Unavailable and wants to be asked again in 2h0m0s",
		"http://a.example/slow":       "slow 200 an answer took 9 seconds",
		"http://both.example/fine":    "fine 200",
		"http://nosuch.example/":      "unreachable 0 there is no host of that name",
		"http://inside.example/":      "unasked 0 it is inside a network of one's own",
		"http://127.0.0.1/":           "unasked 0 it is inside a network of one's own",
		"http://[::1]/":               "unasked 0 it is inside a network of one's own",
		"http://[::ffff:10.0.0.1]/":   "unasked 0 it is inside a network of one's own",
		"http://localhost/":           "unasked 0 it is inside a network of one's own",
		"http://intranet/":            "unasked 0 it is inside a network of one's own",
		"http://a.example:22/":        "unasked 0 its port is 22, where seldom a page is",
		"http://a.example:8200/fine":  "fine 200",
		"ftp://a.example/":            "unasked 0 it is neither http nor https",
		"http://u:p@a.example/":       "unasked 0 it has a user name in it",
		"http://":                     "unasked 0 it names no host",
	} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			var w web
			got := Check(t.Context(), []string{address}, w.options(t, pages(&w)))
			if len(got) != 1 || got[0].URL != address {
				t.Fatalf("got %v", got)
			}
			r := got[0]
			said := fmt.Sprintf("%s %d", r.Kind, r.Status)
			if r.To != "" {
				said += " -> " + r.To
			}
			if said = strings.TrimSpace(said + " " + r.Why); said != want {
				t.Errorf("got  %s\nwant %s\nasked %v", said, want, w.asked)
			}
			for _, agent := range w.agents {
				if agent != "precedent-links/1 (a test)" {
					t.Errorf("asked as %q", agent)
				}
			}
			for _, address := range w.dialed {
				if !strings.HasPrefix(address, "93.184.216.34:") {
					t.Errorf("dialled %s", address)
				}
			}
		})
	}
}

// TestCheck_Polite: a host is asked one thing after the other with a pause between, for its
// robots.txt first, and each link once.
func TestCheck_Polite(t *testing.T) {
	t.Parallel()
	var w web
	o := w.options(t, func(out http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(out, "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /closed\nAllow: /closed/open\nCrawl-delay: 3\n")
		}
	})
	var told []string
	o.Each = func(r Result) { told = append(told, r.URL) }
	got := Check(t.Context(), []string{"http://robots.example/b", "http://robots.example/a", "http://robots.example/b", "http://robots.example/closed/x", "http://robots.example/closed/open"}, o)
	want := []string{"GET robots.example/robots.txt", "HEAD robots.example/b", "HEAD robots.example/a", "HEAD robots.example/closed/open"}
	if !slices.Equal(w.asked, want) {
		t.Errorf("asked %v", w.asked)
	}
	if !slices.Equal(w.pauses, []time.Duration{3 * time.Second, 3 * time.Second, 3 * time.Second}) {
		t.Errorf("paused %v", w.pauses)
	}
	if len(got) != 4 || len(told) != 4 || got[2].URL != "http://robots.example/closed/open" || got[3].Kind != Unasked {
		t.Errorf("got %+v, told %v", got, told)
	}
}

// TestCheck_HostDown: where a host cannot be reached, it is asked once and not for every link; where
// its robots.txt fails, for nothing.
func TestCheck_HostDown(t *testing.T) {
	t.Parallel()
	var w web
	o := w.options(t, func(out http.ResponseWriter, r *http.Request) { out.WriteHeader(http.StatusServiceUnavailable) })
	got := Check(t.Context(), []string{"http://nosuch.example/1", "http://nosuch.example/2", "http://busy.example/1", "http://busy.example/2"}, o)
	if len(w.asked) != 1 || len(got) != 4 || got[0].Kind != Unasked || got[3].Kind != Unreachable {
		t.Errorf("asked %v, got %+v", w.asked, got)
	}
}

func TestCheck_Stopped(t *testing.T) {
	t.Parallel()
	var w web
	o := w.options(t, pages(&w))
	ctx, cancel := context.WithCancel(t.Context())
	o.Each = func(Result) { cancel() }
	var many []string
	for i := range 100 {
		many = append(many, fmt.Sprintf("http://a.example/fine?%d", i))
	}
	if got := Check(ctx, many, o); len(got) > 2 {
		t.Errorf("%d results after the end", len(got))
	}
}

func TestCheck_Private(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	for _, allow := range []bool{false, true} {
		want := map[bool]Kind{false: Unasked, true: Gone}[allow]
		got := Check(t.Context(), []string{server.URL + "/x"}, Options{AllowPrivate: allow, Sleep: func(context.Context, time.Duration) {}})
		if len(got) != 1 || got[0].Kind != want {
			t.Errorf("allowed %v: %+v", allow, got)
		}
	}
}

func TestPublic(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1::1": true, "8.8.8.8": true,
		"127.0.0.1": false, "10.0.0.1": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false,
		"224.0.0.1": false, "255.255.255.255": false, "198.18.0.1": false, "::1": false, "::": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "ff02::1": false,
		"::ffff:127.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001::1": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

func TestRobots(t *testing.T) {
	t.Parallel()
	const text = "# note\nUser-agent: precedent-links\nUser-agent: x\nDisallow: /a\nAllow: /a/b$\nDisallow: /*.pdf$\n\nUser-agent: *\nDisallow: /\n"
	for path, want := range map[string]bool{"/": true, "/a": false, "/a/b": true, "/a/b/c": false, "/x/y.pdf": false, "/x/y.pdf?z": true, "/abc": false, "/b": true} {
		u, err := url.Parse("https://example.org" + path)
		if err != nil {
			t.Fatal(err)
		}
		if got := readRobots(text, "precedent-links").allows(u); got != want {
			t.Errorf("%s: %v", path, got)
		}
		if readRobots(text, "other").allows(u) {
			t.Errorf("%s is open to others", path)
		}
		if !readRobots("Disallow: /\nnonsense\nUser-agent: *\nDisallow:\n", "other").allows(u) {
			t.Errorf("%s is closed where nothing is", path)
		}
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*b$\nCrawl-delay: 1e9\n", "/xaybz")
	f.Fuzz(func(t *testing.T, text, path string) {
		r := readRobots(text, "precedent-links")
		r.allows(&url.URL{Scheme: "https", Host: "example.org", Path: "/" + path})
		if r.pause < 0 || r.pause > time.Hour || len(r.rules) > mostRules {
			t.Errorf("%q: a pause of %v and %d rules", text, r.pause, len(r.rules))
		}
	})
}
