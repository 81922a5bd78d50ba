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
	"precedent/bot/view"
	"precedent/corpus"
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
				t.Errorf("%s shows %s, want one link with %q and Similar Cases", address, u.Links, c.Title)
			}
		}
		d := must(w.ComposeLink(w.ctx, slackfake.Ada, "Have you seen "+c.URL, "oecd-opsi.org"))(t)
		must(d.Wait(w.ctx))(t)
		w.wait("the composed link is unfurled", func(slackfake.Snapshot) bool { _, ok := w.Unfurled(d); return ok })
	})
}

// TestUnfurl_Escaped: Slack writes the ampersands of an address as it escapes texts.
func TestUnfurl_Escaped(t *testing.T) {
	w := newWorkspace(t, setup{})
	tried := 0
	for _, c := range sharedEngine().Library().Cases() {
		u, err := url.Parse(c.URL)
		if err != nil || !strings.Contains(c.URL, "&") {
			continue
		}
		tried++
		d := must(w.PostLink(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: c.URL}, u.Hostname()))(t)
		must(d.Wait(w.ctx))(t)
		w.wait("the link to "+c.ID+" is unfurled", func(slackfake.Snapshot) bool { _, ok := w.Unfurled(d); return ok })
	}
	if tried == 0 {
		t.Error("no case has an address with an ampersand, want at least one to try")
	}
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
	if u, ok := w.Unfurled(d); ok {
		t.Errorf("%s is shown, want nothing", u.Links)
	}
}

// link is a link to a case that the bot has shown below a message.
type link struct {
	w       *workspace
	shared  *slackfake.Delivery
	channel string
	*corpus.Case
}

// postLink posts a link to a case, in a thread if there is one, and waits until the
// case is shown.
func (w *workspace) postLink(channel, thread string) link {
	w.t.Helper()
	c := sharedEngine().Library().Case("govtech-poland-programme")
	d := must(w.PostLink(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: channel, ThreadTS: thread, Text: "Look: " + c.URL}, "oecd-opsi.org"))(w.t)
	must(d.Wait(w.ctx))(w.t)
	w.wait("the link is unfurled", func(slackfake.Snapshot) bool { _, ok := w.Unfurled(d); return ok })
	return link{w, d, channel, c}
}

// press presses a button below the link.
func (l link) press(user, action string) {
	l.w.t.Helper()
	d := must(l.w.PressInUnfurl(l.w.ctx, user, l.shared, l.URL, slackfake.Action{ActionID: action, BlockID: "act:" + l.ID}))(l.w.t)
	must(d.Wait(l.w.ctx))(l.w.t)
}

// answer waits for the bot's n-th message, which is to be for that person alone.
func (l link) answer(n int, user string) slackfake.Record {
	l.w.t.Helper()
	r := l.w.answer(n)
	if r.Channel != l.channel || r.EphemeralTo != user || r.Via != "response_url" {
		l.w.t.Errorf("%q stands in %s for %q via %s, want only %s to see it in %s", r.Text, r.Channel, r.EphemeralTo, r.Via, user, l.channel)
	}
	return r
}

// between is a direct message between two people, where the bot has no place.
var between = slackfake.Channel{ID: "D0BETWEEN", Kind: slackfake.IM, Members: []string{slackfake.Ada, slackfake.Marek}}

// TestUnfurl_Buttons presses the buttons below a link, also where the bot is no member.
func TestUnfurl_Buttons(t *testing.T) {
	for name, channel := range map[string]string{"member": slackfake.General, "no member": slackfake.Random, "private": slackfake.Secret, "between people": between.ID} {
		t.Run(name, func(t *testing.T) {
			overBoth(t, func(t *testing.T, s setup) {
				w, kept := remembering(t, s)
				w.AddChannel(between)
				l := w.postLink(channel, "")

				l.press(slackfake.Marek, view.ActionLike)
				like := l.answer(1, slackfake.Marek)
				if ids := caseIDs(t, like); len(ids) == 0 || slices.Contains(ids, l.ID) {
					t.Errorf("like %s are %v", l.ID, ids)
				}

				l.press(slackfake.Ada, view.ActionSave)
				list, want := channel, "Saved to the list of this channel"
				if channel == between.ID {
					list, want = slackfake.Ada, "Saved to your own list"
				}
				wantText(t, l.answer(2, slackfake.Ada), want)
				if saved := must(kept.List(t.Context(), list))(t); len(saved) != 1 || saved[0].Case != l.ID || saved[0].By != slackfake.Ada {
					t.Errorf("the list has %+v", saved)
				}

				l.press(slackfake.Ada, view.ActionDetails)
				w.window(l.Problem[:40])
				if said := w.done(); len(said) != 2 {
					t.Errorf("the bot has written %d messages, want 2", len(said))
				}
			})
		})
	}
}

// TestUnfurl_ButtonsInAThread: what comes of a link in a thread stays in the thread.
func TestUnfurl_ButtonsInAThread(t *testing.T) {
	w := newWorkspace(t, setup{})
	first := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: "Any ideas?"}))(t)
	l := w.postLink(slackfake.General, first.TS)
	l.press(slackfake.Marek, view.ActionLike)
	if r := l.answer(1, slackfake.Marek); r.ThreadTS != first.TS {
		t.Errorf("answered in thread %q, want %q", r.ThreadTS, first.TS)
	}
}

// TestUnfurl_ButtonsToTheBot: below a link in a direct message with the bot, similar
// cases stay to be read again.
func TestUnfurl_ButtonsToTheBot(t *testing.T) {
	w := newWorkspace(t, setup{})
	l := w.postLink(slackfake.Ada, "")
	l.press(slackfake.Ada, view.ActionLike)
	if r := w.answer(1); r.EphemeralTo != "" || r.User != slackfake.BotUserID {
		t.Errorf("seen by %q", r.EphemeralTo)
	}
}

// TestUnfurl_ResponseAddressExpired: where the bot is no member, the answer then comes
// as a direct message.
func TestUnfurl_ResponseAddressExpired(t *testing.T) {
	w := newWorkspace(t, setup{})
	l := w.postLink(slackfake.Random, "")
	w.Fail(slackfake.ResponseURLs, slackfake.SlackError("expired_url"), 1)
	l.press(slackfake.Marek, view.ActionLike)
	im, _ := w.Channel(slackfake.Marek)
	if r := w.answer(1); r.Channel != im.ID {
		t.Errorf("answered in %s, want %s", r.Channel, im.ID)
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
