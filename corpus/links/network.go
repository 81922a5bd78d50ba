package links

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"
)

// errPrivate is for a host that is none of the public network.
var errPrivate = errors.New("it is inside a network of one's own")

// inside are the networks that are no part of the public one, beside those that package netip
// knows: https://www.iana.org/assignments/iana-ipv4-special-registry and that of IPv6.
var inside = func() (list []netip.Prefix) {
	for _, p := range strings.Fields("0.0.0.0/8 100.64.0.0/10 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 " +
		"64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fec0::/10") {
		list = append(list, netip.MustParsePrefix(p))
	}
	return list
}()

// public tells whether an address is one of the public network.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsValid() || a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	for _, p := range inside {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// askable says why an address must not be asked for, nil where it may.
func askable(u *url.URL, allowPrivate bool) error {
	host := u.Hostname()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return errors.New("it is neither http nor https")
	case host == "":
		return errors.New("it names no host")
	case u.User != nil:
		return errors.New("it has a user name in it")
	case allowPrivate:
		return nil
	case u.Port() != "" && u.Port() != "80" && u.Port() != "443" && !(len(u.Port()) == 4 && u.Port()[0] == '8'):
		return fmt.Errorf("its port is %s, where seldom a page is", u.Port())
	}
	if a, err := netip.ParseAddr(host); err == nil {
		if !public(a) {
			return errPrivate
		}
		return nil
	}
	if name := strings.TrimSuffix(strings.ToLower(host), "."); !strings.Contains(name, ".") || strings.HasSuffix(name, ".localhost") || strings.HasSuffix(name, ".local") || strings.HasSuffix(name, ".internal") {
		return errPrivate
	}
	return nil
}

// dialer connects to hosts of the public network, and to the proxy.
type dialer struct {
	o       Options
	proxies sync.Map // address -> true
}

// dial resolves the host itself and connects to an address that it has looked at, so that no name
// can lead to another one meanwhile.
func (d *dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if _, is := d.proxies.Load(address); is {
		return d.o.Dial(ctx, network, address)
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	addresses := []netip.Addr{}
	if a, err := netip.ParseAddr(host); err == nil {
		addresses = append(addresses, a)
	} else if addresses, err = d.o.Lookup(ctx, host); err != nil {
		return nil, err
	}
	last := errors.New("the host has no address")
	for i, a := range addresses {
		if i == mostTried {
			break
		}
		if !d.o.AllowPrivate && !public(a) {
			last = errPrivate
			continue
		}
		conn, err := d.o.Dial(ctx, network, net.JoinHostPort(a.Unmap().String(), port))
		if err == nil {
			return conn, nil
		}
		last = err
	}
	return nil, last
}

// proxy is the proxy for a request, whose address may be inside one's own network. What it connects
// to is for it to decide: of names only those are held back that can be of no public host.
func (d *dialer) proxy(r *http.Request) (*url.URL, error) {
	if d.o.Proxy == nil {
		return nil, nil
	}
	u, err := d.o.Proxy(r)
	if err != nil || u == nil {
		return nil, err
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
		if port == "" {
			port = "80"
		}
	}
	d.proxies.Store(net.JoinHostPort(u.Hostname(), port), true)
	return u, nil
}

func (d *dialer) transport() *http.Transport {
	return &http.Transport{
		Proxy: d.proxy, DialContext: d.dial,
		TLSHandshakeTimeout: patience, ResponseHeaderTimeout: patience, MaxResponseHeaderBytes: mostRead,
		MaxConnsPerHost: 1, MaxIdleConnsPerHost: 1, IdleConnTimeout: 10 * time.Second, DisableCompression: true,
	}
}
