package links

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// visitor asks for pages.
type visitor struct {
	o         Options
	transport *http.Transport
}

func newVisitor(o Options) *visitor {
	return &visitor{o, (&dialer{o: o}).transport()}
}

func (v *visitor) close() { v.transport.CloseIdleConnections() }

// host asks for the pages of one host, one after the other.
func (v *visitor) host(ctx context.Context, addresses []string, tell func(Result)) {
	h := &hosted{visitor: v, pause: v.o.Pause}
	for _, address := range addresses {
		if ctx.Err() != nil {
			return
		}
		r := h.link(ctx, address)
		if ctx.Err() != nil {
			return // what is said of it may be for that reason
		}
		tell(r)
	}
}

// hosted is a visit to one host.
type hosted struct {
	*visitor
	pause time.Duration
	asked bool          // there was a request
	took  time.Duration // by the longest request of a link
	rules *robots       // nil before they are known
	down  string        // why the host cannot be reached, "" where it can or nobody knows
}

// link asks for one page.
func (h *hosted) link(ctx context.Context, address string) Result {
	r := Result{URL: address}
	u, err := url.Parse(address)
	if err == nil {
		err = askable(u, h.o.AllowPrivate)
	}
	if err != nil {
		r.Kind, r.Why = Unasked, err.Error()
		return r
	}
	u.Fragment = ""
	if h.rules == nil && h.down == "" {
		h.readRobots(ctx, u)
	}
	switch {
	case h.down != "":
		r.Kind, r.Why = Unreachable, h.down
		if h.down == errPrivate.Error() {
			r.Kind = Unasked
		}
		return r
	case h.rules.closed != "":
		r.Kind, r.Why = Unasked, h.rules.closed
		return r
	case !h.rules.allows(u):
		r.Kind, r.Why = Unasked, "its robots.txt asks programs to stay away"
		return r
	}
	h.took = 0
	a := h.follow(ctx, u)
	r.Status, r.To = a.status, a.to
	r.Kind, r.Why = a.judged(u)
	if r.Kind == Fine && h.took >= slowFrom {
		r.Kind, r.Why = Slow, fmt.Sprintf("an answer took %d seconds", int(h.took.Seconds()))
	}
	return r
}

// answer is how a visit to a page ended.
type answer struct {
	status  int
	to      string // the last address, where it is another
	forGood bool   // all redirects are permanent
	later   string // when the server wants to be asked again, where that is too long
	err     error
}

// judged says what an answer means for the link to a page.
func (a answer) judged(u *url.URL) (Kind, string) {
	var record tls.RecordHeaderError
	var certificate *tls.CertificateVerificationError
	var dns *net.DNSError
	var wait net.Error
	switch {
	case errors.Is(a.err, errPrivate):
		return Unasked, errPrivate.Error()
	case errors.As(a.err, &dns) && dns.IsNotFound:
		return Unreachable, "there is no host of that name"
	case errors.As(a.err, &certificate):
		return Unreachable, "its certificate is not accepted: " + certificate.Err.Error()
	case errors.As(a.err, &record):
		return Unreachable, "it does not speak https there"
	case errors.As(a.err, &wait) && wait.Timeout() || errors.Is(a.err, context.DeadlineExceeded):
		return Unreachable, fmt.Sprintf("no answer in %d seconds", int(patience.Seconds()))
	case a.err != nil:
		return Unreachable, cause(a.err)
	}
	said := strings.TrimSpace(fmt.Sprintf("the server answers %d %s", a.status, http.StatusText(a.status)))
	switch {
	case a.status == http.StatusNotFound, a.status == http.StatusGone:
		return Gone, said
	case a.later != "":
		return Refused, said + " and wants to be asked again " + a.later
	case a.status >= 500:
		return Unreachable, said
	case a.status >= 400:
		return Refused, said + "; a browser may see it"
	case a.to != "" && front(a.to) && !front(u.String()):
		return Moved, "it leads to the first page of a site: the page itself is probably gone"
	case a.to != "" && a.forGood:
		return Moved, ""
	}
	return Fine, ""
}

// front tells whether an address is that of the first page of a site.
func front(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}

// cause is the innermost reason of an error.
func cause(err error) string {
	for next := err; next != nil; next = errors.Unwrap(next) {
		err = next
	}
	return err.Error()
}

// follow asks for a page and for what it leads to.
func (h *hosted) follow(ctx context.Context, u *url.URL) answer {
	a := answer{forGood: true}
	at := *u
	for range mostHops {
		res, later, err := h.page(ctx, &at)
		a.later = later
		if err != nil {
			a.err = err
			return a
		}
		a.status = res.StatusCode
		next := res.Header.Get("Location")
		if !redirects(res.StatusCode) || next == "" {
			return a
		}
		to, err := at.Parse(next)
		if err == nil {
			err = askable(to, h.o.AllowPrivate)
		}
		if err != nil {
			a.err = fmt.Errorf("it leads to %.200q, which is not asked for: %v", next, err)
			if errors.Is(err, errPrivate) {
				a.err = errPrivate
			}
			return a
		}
		if res.StatusCode != http.StatusMovedPermanently && res.StatusCode != http.StatusPermanentRedirect {
			a.forGood = false
		}
		to.Fragment = ""
		at, a.to = *to, to.String()
	}
	a.err = fmt.Errorf("it leads on more than %d times", mostHops)
	return a
}

func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// page asks for a page with HEAD, and with GET where HEAD is refused or fails, since some servers
// know only that. Once it waits for as long as a server wants it to.
func (h *hosted) page(ctx context.Context, u *url.URL) (res *http.Response, later string, err error) {
	method, waited := http.MethodHead, false
	for {
		res, err = h.request(ctx, method, u, mostRead, nil)
		if err != nil {
			if method == http.MethodHead && ctx.Err() == nil && !unanswered(err) {
				method = http.MethodGet
				continue
			}
			return nil, "", err
		}
		busy := res.StatusCode == http.StatusTooManyRequests || res.StatusCode == http.StatusServiceUnavailable
		if wait, told := retryAfter(res, h.o.Now()); busy && told {
			if waited || wait > mostPause {
				return res, "in " + wait.Round(time.Second).String(), nil
			}
			waited = true
			h.o.Sleep(ctx, wait)
			continue
		}
		if method == http.MethodHead && res.StatusCode >= 400 && res.StatusCode != http.StatusGone && res.StatusCode != http.StatusTooManyRequests {
			method = http.MethodGet
			continue
		}
		return res, "", nil
	}
}

// unanswered tells whether an error says that no server is there, of which GET would say the same.
func unanswered(err error) bool {
	var dns *net.DNSError
	var dial *net.OpError
	var wait net.Error
	return errors.Is(err, errPrivate) || errors.As(err, &dns) || errors.As(err, &dial) && dial.Op == "dial" || errors.As(err, &wait) && wait.Timeout() ||
		errors.As(err, new(*tls.CertificateVerificationError)) || errors.As(err, new(tls.RecordHeaderError))
}

// request makes one request, after a pause where there was one before. At most so many bytes of
// the answer go to body, which may be nil.
func (h *hosted) request(ctx context.Context, method string, u *url.URL, most int64, body io.Writer) (*http.Response, error) {
	if h.asked {
		h.o.Sleep(ctx, h.pause)
	}
	h.asked = true
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", h.o.Agent)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8")
	began := h.o.Now()
	res, err := h.transport.RoundTrip(r)
	h.took = max(h.took, h.o.Now().Sub(began))
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if body == nil {
		body = io.Discard
	}
	if _, err := io.Copy(body, io.LimitReader(res.Body, most)); err != nil && method != http.MethodHead && body != io.Discard {
		return nil, err
	}
	return res, nil
}

// retryAfter is how long a server wants to be left alone, in seconds or until a time.
func retryAfter(res *http.Response, now time.Time) (time.Duration, bool) {
	told := res.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(told); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, 1<<30)) * time.Second, true
	}
	if at, err := http.ParseTime(told); err == nil {
		return max(0, at.Sub(now)), true
	}
	return 0, false
}

// readRobots asks a host which pages programs may ask for.
func (h *hosted) readRobots(ctx context.Context, page *url.URL) {
	at := url.URL{Scheme: page.Scheme, Host: page.Host, Path: "/robots.txt"}
	for range mostHops / 2 {
		var text strings.Builder
		res, err := h.request(ctx, http.MethodGet, &at, mostRobots, &text)
		if err != nil {
			_, h.down = answer{err: err}.judged(page)
			return
		}
		if next := res.Header.Get("Location"); redirects(res.StatusCode) && next != "" {
			to, err := at.Parse(next)
			if err != nil || askable(to, h.o.AllowPrivate) != nil {
				break
			}
			at = *to
			continue
		}
		switch {
		case res.StatusCode < 300:
			h.rules = readRobots(text.String(), nameOf(h.o.Agent))
			h.pause = max(h.pause, min(h.rules.pause, mostPause))
			return
		case res.StatusCode >= 500 || res.StatusCode == http.StatusTooManyRequests:
			h.rules = &robots{closed: fmt.Sprintf("its robots.txt cannot be read now (the server answers %d); try again later", res.StatusCode)}
			return
		}
		break
	}
	h.rules = cmp.Or(h.rules, &robots{}) // none: all may be asked for
}

// nameOf is the name of a program before its version.
func nameOf(agent string) string {
	name, _, _ := strings.Cut(agent, "/")
	return strings.ToLower(strings.TrimSpace(name))
}
