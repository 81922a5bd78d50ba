package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"precedent/corpus/links"
)

// TestLibraryLinks asks a server of its own for the links of a library, goes on from what is known,
// and leaves what is inside one's own network alone unless it is told otherwise.
func TestLibraryLinks(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if !strings.HasPrefix(r.UserAgent(), "precedent-links/") || !strings.HasSuffix(r.UserAgent(), "; contact: library@ministry.example)") {
			t.Errorf("asked as %q", r.UserAgent())
		}
		switch r.URL.Path {
		case "/fine":
		case "/moved":
			http.Redirect(w, r, "/fine", http.StatusMovedPermanently)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	folder := t.TempDir()
	library, results := filepath.Join(folder, "own.jsonl"), filepath.Join(folder, "links.jsonl")
	var text strings.Builder
	for i, page := range []string{"/fine", "/moved", "/gone\u001b[31m", "/gone", "/fine"} {
		fmt.Fprintf(&text, `{"id":"c%d","title":"Case %d","url":%q}`+"\n", i, i, server.URL+page)
	}
	if err := os.WriteFile(library, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (out, errOut bytes.Buffer, code int) {
		a := testApp(t, nil, &out, &errOut)
		a.links = links.Options{Sleep: func(context.Context, time.Duration) {}}
		code = a.run(t.Context(), append([]string{"library", "links", "--library", library, "--contact", "library@ministry.example"}, args...))
		return out, errOut, code
	}
	out, errOut, code := run()
	if asked.Load() != 0 || code != exitDone || !strings.Contains(out.String(), "3 links: 3 unasked") {
		t.Errorf("%d requests, exit status %d, said\n%s%s", asked.Load(), code, &out, &errOut)
	}
	out, errOut, code = run("--allow-private", "--limit", "1", "--results", results)
	if asked.Load() != 2 || code != exitDone || !strings.Contains(out.String(), "1 link: 1 fine") || !strings.Contains(out.String(), "2 links were left for another time") {
		t.Errorf("%d requests, exit status %d, said\n%s%s", asked.Load(), code, &out, &errOut)
	}
	out, errOut, code = run("--allow-private", "--results", results)
	want := strings.NewReplacer("SERVER", server.URL).Replace(`3 links: 1 gone, 1 moved, 1 fine

gone: there is no such page any more: 1
  SERVER/gone
    the server answers 404 Not Found
    in c3
  What to do: look for the page elsewhere, or in web.archive.org, and change the
  link

moved for good: 1
  SERVER/moved
    now SERVER/fine
    in c1
  What to do: write the new address into the library, once you have seen that it
  is the same page
`)
	if out.String() != want || code != exitFailed || !strings.Contains(errOut.String(), "precedent: 1 of 3 links lead to nothing\n") {
		t.Errorf("exit status %d, said\n%s%s, want\n%s", code, &out, &errOut, want)
	}
	before := asked.Load()
	out, _, code = run("--allow-private", "--results", results, "--json")
	var object struct {
		Links int
		List  []struct {
			URL, Kind string
			Cases     []string
		}
	}
	if err := json.Unmarshal(out.Bytes(), &object); err != nil || code != exitFailed || asked.Load() != before || object.Links != 3 || len(object.List[2].Cases) != 2 {
		t.Errorf("%v, exit status %d, %d requests more, %s", err, code, asked.Load()-before, &out)
	}
}
