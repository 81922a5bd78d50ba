// Package links asks whether web addresses still lead to something, as a polite visitor would: one
// request at a time to a host with a pause between, few hosts at once, HEAD before GET, a name that
// says who asks and why, robots.txt obeyed, and Retry-After too. It reports and changes nothing.
//
// Addresses come from files that anybody may have written. So only http and https are asked, on
// their usual ports, never at an address inside a network of one's own (which is decided by the
// address that is dialled, not by the name), through a bounded number of redirects, each held to
// the same, and of an answer little is read. Network, time and pauses are given by the caller.
package links
