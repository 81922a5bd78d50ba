package links

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// robots are the rules of a robots.txt for one program (RFC 9309).
type robots struct {
	rules  []rule
	pause  time.Duration // that it asks for between two requests
	closed string        // why nothing is to be asked for, "" for none
}

// rule opens or closes the paths that fit a pattern, in which * is anything and $ the end.
type rule struct {
	pattern string
	allow   bool
}

// mostRules is how many rules of a file are read.
const mostRules = 2000

// readRobots reads the rules for a program of that name, or else for all.
func readRobots(text, name string) *robots {
	var mine, all robots
	var into []*robots
	named, inRules := false, false
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "user-agent":
			if inRules {
				into, inRules = nil, false
			}
			switch agent := strings.ToLower(value); {
			case agent == "*":
				into = append(into, &all)
			case agent == name:
				into, named = append(into, &mine), true
			}
		case "allow", "disallow":
			inRules = true
			for _, r := range into {
				if value != "" && len(r.rules) < mostRules {
					r.rules = append(r.rules, rule{value, strings.EqualFold(strings.TrimSpace(key), "allow")})
				}
			}
		case "crawl-delay":
			inRules = true
			seconds, err := strconv.ParseFloat(value, 64)
			for _, r := range into {
				if err == nil && seconds > 0 && seconds < 3600 {
					r.pause = time.Duration(seconds * float64(time.Second))
				}
			}
		}
	}
	if named {
		return &mine
	}
	return &all
}

// allows tells whether a page may be asked for: the longest pattern that fits decides, and of two
// of one length the one that allows.
func (r *robots) allows(u *url.URL) bool {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	allowed, longest := true, -1
	for _, one := range r.rules {
		if fits(one.pattern, path) && (len(one.pattern) > longest || len(one.pattern) == longest && one.allow) {
			allowed, longest = one.allow, len(one.pattern)
		}
	}
	return allowed
}

// fits tells whether a path begins as a pattern says. Each part between stars is looked for once,
// where it first stands, which is enough and takes no more time than the path is long.
func fits(pattern, path string) bool {
	pattern, end := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	for i, part := range parts[1:] {
		if end && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !end || rest == ""
}
