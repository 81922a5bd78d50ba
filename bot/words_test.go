package bot_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/view"
)

// elsewhere are messages whose words stand somewhere else than in their text.
var elsewhere = map[string]slackfake.Post{
	"a section": {
		Text:   "This content can't be displayed.",
		Blocks: json.RawMessage(`[{"type":"section","text":{"type":"mrkdwn","text":"small firms cannot win public tenders"}}]`),
	},
	"rich text": {
		Blocks: json.RawMessage(`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"small firms cannot win public tenders"}]}]}]`),
	},
	"a forwarded message": {
		Attachments: json.RawMessage(`[{"is_share":true,"fallback":"[May 2nd, 2026 9:12 AM] marek: small","message_blocks":[{"message":{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"small firms cannot win public tenders"}]}]}]}}]}]`),
	},
	"FYI above a forwarded message": {
		Text:        "FYI",
		Attachments: json.RawMessage(`[{"is_share":true,"text":"small firms cannot win public tenders","fallback":"[May 2nd, 2026 9:12 AM] marek: small"}]`),
	},
	"an attachment's title and fields": {
		Attachments: json.RawMessage(`[{"fallback":"[no preview available]","title":"small firms","fields":[{"title":"Trouble","value":"cannot win public tenders"}]}]`),
	},
	"a mail": {
		Files: json.RawMessage(`[{"id":"F1","filetype":"email","title":"Question","plain_text":"small firms cannot win public tenders"}]`),
	},
}

// TestWords_Anywhere asks with messages whose words stand elsewhere than in their text, by
// each way in.
func TestWords_Anywhere(t *testing.T) {
	for name, post := range elsewhere {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			n := 0
			answered := func(way string, d *slackfake.Delivery, err error) {
				t.Helper()
				must(must(d, err)(t).Wait(w.ctx))(t)
				n++
				r := w.answer(n)
				if ids := caseIDs(t, r); len(ids) != 5 {
					t.Errorf("%s: %d cases: %s\n%s", way, len(ids), r.Text, r.Blocks)
				}
				if strings.Contains(r.Text, "displayed") || strings.Contains(r.Text, "preview") || strings.Count(r.Text, "small firms") != 1 {
					t.Errorf("%s: it says %q", way, r.Text)
				}
			}
			post.User, post.Channel = slackfake.Ada, slackfake.General
			said := must(w.Say(post))(t)
			d, err := w.MessageShortcut(w.ctx, slackfake.Ada, "find_similar", said)
			answered("shortcut", d, err)
			d, err = w.DirectMessage(w.ctx, post)
			answered("direct message", d, err)
			if post.Blocks == nil {
				d, err = w.Mention(w.ctx, post)
				answered("mention", d, err)
			}
		})
	}
}

// TestWords_QuotedAreNoCommand: what is forwarded is a problem, whatever it says, and can
// be refined afterwards.
func TestWords_QuotedAreNoCommand(t *testing.T) {
	w := newWorkspace(t, setup{})
	for n, said := range []string{"help", "list", "watch", "tenders country:Atlantis"} {
		post := slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Attachments: json.RawMessage(`[{"text":"` + said + `"}]`)}
		must(w.Mention(w.ctx, post))(t)
		r := w.answer(n + 1)
		if r.EphemeralTo != "" || strings.Contains(r.Text, "How to ask") || strings.Contains(r.Text, "Atlantis\"") && len(caseIDs(t, r)) == 0 {
			t.Errorf("%s: %s", said, r.Text)
		}
	}
	post := elsewhere["FYI above a forwarded message"]
	post.User = slackfake.Ada
	d := must(w.DirectMessage(w.ctx, post))(t)
	w.answer(5)
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "only in Latin America", ThreadTS: d.TS}))(t)
	wantText(t, w.answer(6), problem)
	wantText(t, w.answer(6), "only Latin America")
}

// TestWords_Markup: what Slack makes of numbers, addresses and names comes back as words.
func TestWords_Markup(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, "packs of stray dogs bite, call <tel:+48221234567|+48 22 123 45 67> or <slack://open?team=T1|the office> in <#C0GENERAL|general>")
	r := w.answer(1)
	if all := r.Text + string(r.Blocks); strings.Contains(all, "tel:") || strings.Contains(all, "slack:") || strings.Contains(all, "C0GENERAL|") || !strings.Contains(all, "the office") {
		t.Errorf("%s\n%s", r.Text, r.Blocks)
	}
}

// TestLetter asks with a whole mail by every way in: only its question is searched, and
// that the rest was left out is said.
func TestLetter(t *testing.T) {
	mail := "Dear all,\n\nI hope you are well.\n" + problem + "\n\nKind regards,\nAnna Kowalska\nHead of Prisons\nPoland\ntel. +48 22 123 45 67\n\n" +
		"On 12 May 2015, Tom Green wrote:\n> visas take months"
	w := newWorkspace(t, setup{})
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	want := wantCases(t, w.answer(1), 5)
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: mail}))(t)
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: mail}))(t)
	w.slash(slackfake.General, mail)
	said := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: mail}))(t)
	w.wait("four answers", func(s slackfake.Snapshot) bool { return len(answers(s)) >= 4 })
	must(must(w.MessageShortcut(w.ctx, slackfake.Ada, "find_similar", said))(t).Wait(w.ctx))(t)
	w.wait("five answers", func(s slackfake.Snapshot) bool { return len(answers(s)) >= 5 })
	must(must(w.GlobalShortcut(w.ctx, slackfake.Ada, "search_cases"))(t).Wait(w.ctx))(t)
	w.submit(view.CallbackSearch, slackfake.Values{view.BlockProblem: {mail}})
	for n := 2; n <= 6; n++ {
		r := w.answer(n)
		if got := wantCases(t, r, 5); !slices.Equal(got, want) {
			t.Errorf("answer %d has %v, the question alone has %v", n, got, want)
		}
		wantText(t, r, "The letter around the question")
	}
}
