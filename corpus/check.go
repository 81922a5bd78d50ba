package corpus

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Limits of a record in the built-in library, in characters unless said
// otherwise. They keep an answer readable and inside Slack's limits.
const (
	MaxTitle      = 150
	MaxText       = 500 // problem, summary and results each
	MaxShort      = 120 // source, organisation, a keyword
	MaxURL        = 500 // a web address
	MaxAskedAs    = 300 // a sentence that puts the problem, as people would or public bodies
	MaxTags       = 5   // topics, and approaches
	MaxKeywords   = 15
	MinAskedAs    = 10 // phrases a case, so that everyday words can meet it
	MinOfficial   = 6  // the same as public bodies put it: a call, a finding, a motion, a question, a statement, a search
	MinText       = 40 // problem and summary
	FirstYear     = 1900
	maxCaseFileID = 60
)

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Check holds cases against every rule of the record and returns all faults
// joined, each naming its case and field; nil when there is none.
func Check(cases []Case, v *Vocabulary) error {
	var fs faults
	ids := map[string]bool{}
	for i := range cases {
		c := &cases[i]
		if ids[c.ID] {
			fs.add(c.ID, "id", "stands twice")
		}
		ids[c.ID] = true
		checkCase(c, v, &fs)
	}
	return fs.err()
}

func checkCase(c *Case, v *Vocabulary, fs *faults) {
	add := func(field, format string, args ...any) { fs.add(c.ID, field, format, args...) }
	if !idForm.MatchString(c.ID) || len(c.ID) > maxCaseFileID {
		add("id", "must be lower-case words joined by hyphens, at most %d characters", maxCaseFileID)
	}
	text := func(field, s string, least, most int) {
		if n := utf8.RuneCountInString(s); n < least || n > most {
			add(field, "%d characters, must be %d to %d", n, least, most)
		}
		if fault := plainFault(s); fault != "" {
			add(field, "%s", fault)
		}
	}
	text("title", c.Title, 1, MaxTitle)
	text("problem", c.Problem, MinText, MaxText)
	text("summary", c.Summary, MinText, MaxText)
	text("results", c.Results, 0, MaxText)
	if c.Language != "" {
		add("language", "%q must be left out: built-in records are in English", c.Language)
	}
	if c.Proposed != nil {
		add("proposed", "must be left out: built-in records say all that is known of them")
	}
	text("source", c.Source, 0, MaxShort)
	text("organisation", c.Organisation, 0, MaxShort)
	if c.URL != "" && !WebAddress(c.URL) {
		add("url", "%q is no http or https address of at most %d characters", c.URL, MaxURL)
	}
	if (c.URL == "") != (c.Source == "") {
		add("source", "url and source are given together or not at all")
	}
	list := func(field string, items []string, least, most int, known func(string) bool) {
		if len(items) < least || len(items) > most {
			add(field, "%d items, must be %d to %d", len(items), least, most)
		}
		for i, item := range items {
			if slices.Contains(items[:i], item) {
				add(field, "%q stands twice", item)
			}
			if !known(item) {
				add(field, "%q is not known", item)
			}
		}
	}
	list("countries", c.Countries, 0, 30, func(s string) bool { return v.Places.Country(s) != nil })
	list("topics", c.Topics, 1, MaxTags, v.Taxonomy.IsTopic)
	list("approaches", c.Approaches, 1, MaxTags, v.Taxonomy.IsApproach)
	short := func(most int) func(string) bool {
		return func(s string) bool {
			return s != "" && utf8.RuneCountInString(s) <= most && plainFault(s) == ""
		}
	}
	list("keywords", c.Keywords, 1, MaxKeywords, short(MaxShort))
	list("asked_as", c.AskedAs, MinAskedAs, 50, short(MaxAskedAs))
	list("official", c.Official, MinOfficial, 14, short(MaxAskedAs)) // asked_as and these make at most 64, which the engine can tell apart
	list("also", c.Also, 1, 50, short(MaxShort))
	if v.Taxonomy.Level(c.Level) == nil {
		add("level", "%q is not known", c.Level)
	}
	for field, day := range map[string]string{"retrieved": c.Retrieved, "added": c.Added} {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			add(field, "%q is no day in the form YYYY-MM-DD", day)
		}
	}
	if c.Year != 0 && (c.Year < FirstYear || len(c.Retrieved) >= 4 && c.Retrieved[:4] < strconv.Itoa(int(c.Year))) {
		add("year", "%d is before %d or after the case was looked at", c.Year, FirstYear)
	}
	if c.Seed < 0 {
		add("seed", "must be a positive number or null")
	}
	if !slices.Contains(evidences, c.Evidence) {
		add("evidence", "%q must be page, snippet or listing", c.Evidence)
	}
	if c.Checked != "" && !slices.Contains(findings, c.Checked) {
		add("checked", "%q must be confirmed, mended or unclear, or empty where nobody has looked a second time", c.Checked)
	}
}

// plainFault says what keeps s from being plain, tidy text; "" when nothing.
func plainFault(s string) string {
	switch {
	case !utf8.ValidString(s):
		return "is not UTF-8"
	case strings.TrimSpace(s) != s || strings.Contains(s, "  "):
		return "has spaces at an end or two in a row"
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Cf) }):
		return "has control or invisible characters"
	}
	return ""
}

// WebAddress tells whether s is an absolute http or https address that is
// safe to print as a link: no spaces, no control characters, no user name.
func WebAddress(s string) bool {
	if len(s) > MaxURL || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}
