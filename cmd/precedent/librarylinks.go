package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"precedent/corpus"
	"precedent/corpus/links"
)

type libraryLinksFlags struct {
	libraryFlags
	builtin, private, all, json bool
	limit                       int
	results, contact            string
	pause                       time.Duration
}

func libraryLinksCommand(a *app) *cobra.Command {
	var f libraryLinksFlags
	cmd := &cobra.Command{
		Use:  "links",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runLibraryLinks(cmd.Context(), a, &f) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringArrayVar(&f.paths, "library", nil, "ask for the links of the file `PATH`, or of the files in the folder PATH (repeatable)")
	flags.BoolVar(&f.builtin, "builtin", false, "ask for the links of the built-in library, too")
	flags.IntVar(&f.limit, "limit", 0, "ask for at most `N` links (all)")
	flags.StringVar(&f.results, "results", "", "add each result to this `FILE.jsonl`, and do not ask again for the links in it")
	flags.StringVar(&f.contact, "contact", "", "say in each request whom to write to: a mail address or a page (`WHOM`)")
	flags.DurationVar(&f.pause, "pause", links.DefaultPause, "wait so long between two requests to a host (`TIME`, at least 200ms)")
	flags.BoolVar(&f.private, "allow-private", false, "also ask hosts inside your own network")
	flags.BoolVar(&f.all, "all", false, "print every link, the fine ones too")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	return cmd
}

// leastPause is the shortest pause between two requests to a host that can be asked for.
const leastPause = 200 * time.Millisecond

func runLibraryLinks(ctx context.Context, a *app, f *libraryLinksFlags) error {
	if f.limit < 0 {
		return wrongUsage("--limit is %d; name how many links to ask for", f.limit)
	}
	if f.pause < leastPause {
		return wrongUsage("--pause is %s; it is at least %s, to be no burden to anybody", f.pause, leastPause)
	}
	if strings.ContainsFunc(f.contact, func(r rune) bool { return r < ' ' || r > '~' || r == '(' || r == ')' }) {
		return wrongUsage("--contact is %q; a mail address or a page in plain letters can stand there", f.contact)
	}
	results, err := homePath(f.results, a.getenv)
	if err != nil {
		return wrongUsage("--results %s %w", f.results, err)
	}
	cases, err := linkedCases(ctx, a, f)
	if err != nil {
		return err
	}
	known, err := knownResults(results)
	if err != nil {
		return err
	}
	asked, addresses := addressesOf(cases, known, f.limit)
	found, err := askLinks(ctx, a, f, results, addresses)
	if err != nil {
		return err
	}
	for _, address := range asked {
		if r, there := known[address]; there {
			found = append(found, r)
		}
	}
	r := linkReport{cases: cases, results: found, unasked: len(asked) - len(found)}
	if f.json {
		err = a.printJSON(r.object())
	} else {
		err = a.print(renderLinks(r, f.all, a.look()))
	}
	bad := 0
	for _, result := range found {
		if result.Kind == links.Gone || result.Kind == links.Unreachable {
			bad++
		}
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case bad > 0:
		return fmt.Errorf("%d of %s to nothing", bad, counting(len(found), "link leads", "links lead"))
	}
	return nil
}

// linkedCases are the cases whose links are asked for.
func linkedCases(ctx context.Context, a *app, f *libraryLinksFlags) ([]corpus.Case, error) {
	files, err := ownFiles(a, &f.libraryFlags)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 && !f.builtin {
		return nil, wrongUsage("there is no library of yours; name one with --library PATH, or ask for the links of the built-in one with --builtin")
	}
	cases, _, err := readCases(ctx, a, &f.libraryFlags)
	return slices.DeleteFunc(cases, func(c corpus.Case) bool {
		return c.URL == "" || !f.builtin && c.From() == corpus.BuiltinName
	}), err
}

// addressesOf are the links of cases, each once, and of these the ones that have no result yet.
func addressesOf(cases []corpus.Case, known map[string]links.Result, limit int) (all, open []string) {
	seen := map[string]bool{}
	for _, c := range cases {
		if !seen[c.URL] {
			seen[c.URL] = true
			all = append(all, c.URL)
			if _, there := known[c.URL]; !there && (limit == 0 || len(open) < limit) {
				open = append(open, c.URL)
			}
		}
	}
	return all, open
}

// askLinks asks for links, tells a terminal how far it has come, and keeps each result in a file
// where one is named.
func askLinks(ctx context.Context, a *app, f *libraryLinksFlags, file string, addresses []string) ([]links.Result, error) {
	keep, done, err := resultsFile(file)
	if err != nil {
		return nil, err
	}
	if hosts, most := links.Hosts(addresses); len(addresses) > 0 {
		least := (time.Duration(most) * f.pause).Round(time.Second)
		a.say("%s on %s to ask for, a host's one after the other: at least %s", counting(len(addresses), "link", "links"), counting(hosts, "host", "hosts"), least)
	}
	line, clear := progress(a.stderr)
	counts, n := map[links.Kind]int{}, 0
	info, _ := debug.ReadBuildInfo()
	o := a.links
	o.Agent, o.Pause, o.AllowPrivate, o.Proxy = agentOf(buildVersion(info, linkedVersion, linkedRevision), f.contact), f.pause, f.private, http.ProxyFromEnvironment
	o.Each = func(r links.Result) {
		counts[r.Kind]++
		n++
		keep(r)
		line(fmt.Sprintf("%d of %d links; %d gone, %d unreachable", n, len(addresses), counts[links.Gone], counts[links.Unreachable]))
	}
	found := links.Check(ctx, addresses, o)
	clear()
	return found, done()
}

// agentOf says in each request who asks, and why.
func agentOf(version, contact string) string {
	name, _, _ := strings.Cut(version, " ")
	agent := "precedent-links/" + strings.Trim(strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' && !strings.ContainsRune("()/,;", r) {
			return r
		}
		return -1
	}, name), ".") + " (a library of public-sector cases checks that its links still lead to them; one request a page"
	if contact != "" {
		agent += "; contact: " + contact
	}
	return agent + ")"
}

// knownResults are those in a file of results, by their links, the last of each; none of what was
// not reached.
func knownResults(file string) (map[string]links.Result, error) {
	known := map[string]links.Result{}
	if file == "" {
		return known, nil
	}
	in, err := openRegular(file)
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the results %s cannot be read (%w)", file, cause(err))
	}
	defer in.Close()
	err = linesOf(io.LimitReader(in, maxLibrary), func(line corpus.OwnLine) error {
		var r links.Result
		if err := json.Unmarshal(line.Data, &r); err != nil || r.URL == "" || !slices.Contains(links.Kinds, r.Kind) {
			return fmt.Errorf("%s, line %d is no result of links; name another file with --results", file, line.Number)
		}
		if delete(known, r.URL); r.Kind != links.Unreachable { // which may be otherwise today
			known[r.URL] = r
		}
		return nil
	})
	return known, err
}

// resultsFile is a file that results are added to, a line each, as they come.
func resultsFile(file string) (keep func(links.Result), done func() error, err error) {
	if file == "" {
		return func(links.Result) {}, func() error { return nil }, nil
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("the results %s cannot be written (%w)", file, cause(err))
	}
	var failed error
	keep = func(r links.Result) {
		to := bufio.NewWriter(out)
		enc := json.NewEncoder(to)
		enc.SetEscapeHTML(false)
		failed = errors.Join(failed, enc.Encode(r), to.Flush())
	}
	return keep, func() error {
		if err := errors.Join(failed, out.Close()); err != nil {
			return fmt.Errorf("the results %s are not whole (%w)", file, cause(err))
		}
		return nil
	}, nil
}

// linkReport is what became of links, with the cases that have them.
type linkReport struct {
	cases   []corpus.Case
	results []links.Result
	unasked int // links that were left for another time
}

// linkJSON is what library links --json says of a link.
type linkJSON struct {
	links.Result
	Cases []string `json:"cases"` // ids of the cases that have it
}

func (r linkReport) list() (list []linkJSON) {
	ids := map[string][]string{}
	for _, c := range r.cases {
		ids[c.URL] = append(ids[c.URL], c.ID)
	}
	list = []linkJSON{}
	for _, kind := range links.Kinds {
		for _, result := range r.results {
			if result.Kind == kind {
				list = append(list, linkJSON{result, ids[result.URL]})
			}
		}
	}
	return list
}

func (r linkReport) counts() map[links.Kind]int {
	counts := map[links.Kind]int{}
	for _, kind := range links.Kinds {
		counts[kind] = 0
	}
	for _, result := range r.results {
		counts[result.Kind]++
	}
	return counts
}

func (r linkReport) object() any {
	return struct {
		Links  int                `json:"links"` // that were asked for, now or before
		Left   int                `json:"left"`  // that were not
		Counts map[links.Kind]int `json:"counts"`
		List   []linkJSON         `json:"list"`
	}{len(r.results), r.unasked, r.counts(), r.list()}
}

// aboutLinks says of each kind of result what it is, and what to do.
var aboutLinks = map[links.Kind][2]string{
	links.Gone:        {"gone: there is no such page any more", "look for the page elsewhere, or in web.archive.org, and change the link"},
	links.Unreachable: {"not reached: no server, or one that fails", "try again another day before you change them"},
	links.Moved:       {"moved for good", "write the new address into the library, once you have seen that it is the same page"},
	links.Refused:     {"refused to a program", "look at them in a browser"},
	links.Slow:        {"slow", "nothing, unless it stays so"},
	links.Unasked:     {"not asked for", "look at them in a browser; --allow-private asks hosts inside your network"},
	links.Fine:        {"fine", ""},
}

// renderLinks puts what became of links into lines for a person. Nothing is said of each fine one
// unless all are wanted.
func renderLinks(r linkReport, all bool, l look) string {
	p := &page{look: l}
	counts, list := r.counts(), r.list()
	var parts []string
	for _, kind := range links.Kinds {
		if counts[kind] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[kind], kind))
		}
	}
	head := counting(len(r.results), "link", "links")
	if len(parts) > 0 {
		head += ": " + strings.Join(parts, ", ")
	}
	p.paragraph("", head, p.bold)
	for _, kind := range links.Kinds {
		if counts[kind] == 0 || kind == links.Fine && !all {
			continue
		}
		p.gap()
		about := aboutLinks[kind]
		p.paragraph("", about[0]+": "+fmt.Sprint(counts[kind]), p.bold)
		for _, one := range list {
			if one.Kind != kind {
				continue
			}
			cases := strings.Join(one.Cases[:min(len(one.Cases), 3)], ", ")
			if more := len(one.Cases) - 3; more > 0 {
				cases += fmt.Sprintf(" and %d more", more)
			}
			p.WriteString("  " + plain(one.URL) + "\n")
			if one.To != "" {
				p.WriteString("    now " + plain(one.To) + "\n")
			}
			if one.Why != "" {
				p.paragraph("    ", one.Why, nil)
			}
			p.paragraph("    ", "in "+cases, p.faint)
		}
		if about[1] != "" {
			p.paragraph("  ", "What to do: "+about[1], p.faint)
		}
	}
	if n := len(r.results); n > 0 && counts[links.Unreachable] == n {
		p.gap()
		p.paragraph("", "None was reached: see whether this machine has a connection; HTTPS_PROXY names a proxy.", nil)
	}
	if r.unasked > 0 {
		p.gap()
		p.paragraph("", counting(r.unasked, "link was", "links were")+" left for another time", nil)
	}
	return p.String()
}
