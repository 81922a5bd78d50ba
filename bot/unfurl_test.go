package bot_test

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
)

// TestUnfurl posts links to a case in the forms that people paste, and composes one.
func TestUnfurl(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		c := sharedEngine().Library().Case("govtech-poland-programme")
		bare := strings.TrimSuffix(c.URL, "/")
		for _, address := range []string{c.URL, bare, strings.Replace(bare, "https://", "http://www.", 1), bare + "/?utm_source=mail"} {
			d := must(w.PostLink(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "Look: " + address + " and https://oecd-opsi.org/about/"}, "oecd-opsi.org"))(t)
			must(d.Wait(w.ctx))(t)
			w.wait("the link is unfurled", func(slackfake.Snapshot) bool { _, ok := w.Unfurled(d); return ok })
			u, _ := w.Unfurled(d)
			if len(u.Links) != 1 || !strings.Contains(string(u.Links[address]), c.Title) || !strings.Contains(string(u.Links[address]), "Similar Cases") {
				t.Errorf("%s shows %v", address, u.Links)
			}
		}
		d := must(w.ComposeLink(w.ctx, slackfake.Ada, "Have you seen "+c.URL, "oecd-opsi.org"))(t)
		must(d.Wait(w.ctx))(t)
		w.wait("the composed link is unfurled", func(slackfake.Snapshot) bool { _, ok := w.Unfurled(d); return ok })
	})
}

// TestUnfurl_Refused: where Slack does not let the bot, nobody is bothered.
func TestUnfurl_Refused(t *testing.T) {
	scopes := slices.DeleteFunc(slackfake.AllScopes(), func(s string) bool { return s == "links:write" })
	w := newWorkspace(t, setup{fake: slackfake.Options{Scopes: scopes}})
	c := sharedEngine().Library().Case("govtech-poland-programme")
	d := must(w.PostLink(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: c.URL}, "oecd-opsi.org"))(t)
	must(d.Wait(w.ctx))(t)
	if said := w.done(); len(said) > 0 {
		t.Errorf("the bot says %q", said[0].Text)
	}
}

// TestUnfurl_Unknown: a link that leads to no case is left to Slack.
func TestUnfurl_Unknown(t *testing.T) {
	w := newWorkspace(t, setup{})
	d := must(w.PostLink(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "https://oecd-opsi.org/about/"}, "oecd-opsi.org"))(t)
	must(d.Wait(w.ctx))(t)
	w.done()
	if _, ok := w.Unfurled(d); ok {
		t.Error("something is shown")
	}
}

// TestManifest_UnfurlDomains: the domains are those that most cases come from.
func TestManifest_UnfurlDomains(t *testing.T) {
	count := map[string]int{}
	for _, c := range sharedEngine().Library().Cases() {
		if u, err := url.Parse(c.URL); err == nil && c.URL != "" {
			count[strings.TrimPrefix(u.Hostname(), "www.")]++
		}
	}
	hosts := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	manifest := must(bot.Manifest(bot.ManifestOptions{}))(t)
	for _, host := range hosts[:5] {
		if !strings.Contains(string(manifest), "    - "+host+"\n") {
			t.Errorf("%s has %d cases, but links to it are not unfurled", host, count[host])
		}
	}
}
