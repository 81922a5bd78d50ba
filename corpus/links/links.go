package links

import (
	"cmp"
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// Kind is what became of a link.
type Kind string

// The kinds.
const (
	Fine        Kind = "fine"
	Moved       Kind = "moved"       // for good, and leads to something
	Gone        Kind = "gone"        // the server says that there is no such page
	Refused     Kind = "refused"     // to a program; a browser may see it
	Unreachable Kind = "unreachable" // no server, or one that fails
	Slow        Kind = "slow"        // and otherwise fine
	Unasked     Kind = "unasked"     // for a reason of our own, or of robots.txt
)

// Kinds are all kinds, in the order of how much they need somebody.
var Kinds = []Kind{Gone, Unreachable, Moved, Refused, Slow, Unasked, Fine}

// Result is what became of one link.
type Result struct {
	URL    string `json:"url"`
	Kind   Kind   `json:"kind"`
	Status int    `json:"status"` // of the last answer, 0 for none
	To     string `json:"to"`     // where redirects lead, "" for none
	Why    string `json:"why"`    // in words, "" where the kind says it all
}

// Limits of a visit.
const (
	DefaultPause = time.Second
	hostsAtOnce  = 8
	patience     = 20 * time.Second // for one answer
	slowFrom     = 8 * time.Second
	mostPause    = 30 * time.Second // that robots.txt or Retry-After can ask for
	mostHops     = 10
	mostRead     = 64 << 10 // bytes of an answer
	mostRobots   = 256 << 10
	mostTried    = 3 // addresses of a host
)

// Options say how links are asked for. The zero value asks the real network.
type Options struct {
	Agent        string        // who asks, and why
	Pause        time.Duration // between two requests to a host; DefaultPause where it is 0
	AllowPrivate bool          // also ask hosts inside one's own network, on any port
	// Lookup finds the addresses of a host, and Dial connects to one; nil for the real ones.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	Dial   func(ctx context.Context, network, address string) (net.Conn, error)
	Proxy  func(*http.Request) (*url.URL, error) // nil for none
	Now    func() time.Time
	Sleep  func(ctx context.Context, d time.Duration)
	// Each is told of a result, one at a time, in the order in which they come; nil for nobody.
	Each func(r Result)
}

func (o Options) whole() Options {
	o.Pause = cmp.Or(o.Pause, DefaultPause)
	if o.Lookup == nil {
		o.Lookup = func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		}
	}
	if o.Dial == nil {
		o.Dial = (&net.Dialer{Timeout: patience}).DialContext
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = func(ctx context.Context, d time.Duration) {
			select {
			case <-ctx.Done():
			case <-time.After(d):
			}
		}
	}
	if o.Each == nil {
		o.Each = func(Result) {}
	}
	return o
}

// Hosts is how many hosts some links are on, and the most links that one of them has: so many
// pauses it takes at least.
func Hosts(addresses []string) (hosts, most int) {
	for _, list := range byHost(addresses) {
		hosts++
		most = max(most, len(list))
	}
	return hosts, most
}

// byHost are addresses by their hosts, each once.
func byHost(addresses []string) map[string][]string {
	hosts := map[string][]string{}
	for _, address := range addresses {
		host := ""
		if u, err := url.Parse(address); err == nil {
			host = strings.ToLower(u.Hostname())
		}
		if !slices.Contains(hosts[host], address) {
			hosts[host] = append(hosts[host], address)
		}
	}
	return hosts
}

// Check asks for links, each once, and returns what became of them in the order of their addresses.
// When ctx ends, it returns what it knows by then.
func Check(ctx context.Context, addresses []string, o Options) []Result {
	o = o.whole()
	hosts := byHost(addresses)
	order := make([]string, 0, len(hosts))
	for host := range hosts {
		order = append(order, host)
	}
	slices.SortFunc(order, func(a, b string) int { // the longest first, since the others are done meanwhile
		return cmp.Or(cmp.Compare(len(hosts[b]), len(hosts[a])), strings.Compare(a, b))
	})
	var (
		results []Result
		told    sync.Mutex
		work    = make(chan string)
		workers sync.WaitGroup
	)
	v := newVisitor(o)
	defer v.close()
	for range min(hostsAtOnce, len(order)) {
		workers.Go(func() {
			for host := range work {
				v.host(ctx, hosts[host], func(r Result) {
					told.Lock()
					defer told.Unlock()
					results = append(results, r)
					o.Each(r)
				})
			}
		})
	}
	for _, host := range order {
		select {
		case work <- host:
		case <-ctx.Done():
		}
	}
	close(work)
	workers.Wait()
	slices.SortFunc(results, func(a, b Result) int { return strings.Compare(a.URL, b.URL) })
	return results
}
