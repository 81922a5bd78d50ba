package main

import "strings"

// idForm is what an id of Slack's looks like, and where people find it.
type idForm struct {
	of      string
	flag    string
	letters string // that it can begin with
	example string
	where   string
}

var (
	userID = idForm{"a person", "--user", "UW", "U012AB3CD",
		"in Slack open the person's profile, and under the three dots choose Copy member ID"}
	channelID = idForm{"a channel", "--channel", "CGD", "C012AB3CD",
		"in Slack click the channel's name; the Channel ID stands at the bottom of the window"}
)

func (f idForm) fits(id string) bool {
	return len(id) > 1 && strings.Contains(f.letters, id[:1]) && !strings.ContainsFunc(id, func(r rune) bool {
		return (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
}

// check says what is wrong with an id that cannot be one.
func (f idForm) check(id string) error {
	if f.fits(id) {
		return nil
	}
	for _, other := range []idForm{userID, channelID} {
		if other.fits(id) {
			return wrongUsage("%s is the id of %s; that is %s %s", id, other.of, other.flag, id)
		}
	}
	return wrongUsage("%s is %q, which is no id of %s; one looks like %s: %s", f.flag, id, f.of, f.example, f.where)
}
