package bot_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

// Olga is of another organisation, and in the channel that is shared with it.
const olga = "U0OLGA"

// sharedWorkspace is a workspace with Olga in it, where the team has a case with a note
// on the list of the shared channel, has shared it there, and watches for something in a
// direct message of Ada's.
func sharedWorkspace(t *testing.T, s setup) (*workspace, *store.Store, string) {
	t.Helper()
	s.fake.Users = append(slackfake.DefaultUsers(), slackfake.User{ID: olga, Name: "olga", Locale: "en-GB", Team: slackfake.OtherTeam})
	for _, c := range slackfake.DefaultChannels() {
		c.Members = append(c.Members, olga)
		s.fake.Channels = append(s.fake.Channels, c)
	}
	w, kept := remembering(t, s)
	w.slash(slackfake.Shared, problem)
	id := wantCases(t, w.answer(1), 5)[0]
	title := sharedEngine().Library().Case(id).Title
	must(kept.Save(t.Context(), store.Saved{List: slackfake.Shared, Case: id, Title: title, By: slackfake.Ada}))(t)
	if ok := must(kept.Annotate(t.Context(), slackfake.Shared, id, slackfake.Ada, secretNote))(t); !ok {
		t.Fatalf("Annotate of %s in %s = false, want true: it was just saved there", id, slackfake.Shared)
	}
	if err := kept.AddShare(t.Context(), store.Share{Channel: slackfake.Shared, Case: id, By: slackfake.Ada, Public: true}); err != nil {
		t.Fatal(err)
	}
	return w, kept, id
}

const secretNote = "our minister dislikes it"

// noMemoryIn holds a message against what the team keeps.
func noMemoryIn(t *testing.T, r slackfake.Record) {
	t.Helper()
	text := r.Text + string(r.Blocks)
	for _, kept := range []string{secretNote, `"save`, `"feedback`, "Shared here", "Save"} {
		if strings.Contains(text, kept) {
			t.Errorf("%q is shown to another organisation's people:\n%s", kept, text)
		}
	}
}

const refusedOutsider = "for people of the organisation that Precedent works for"

// TestOutsiders: people of another organisation get answers on every way in, and nothing
// of what the team keeps, also where an administrator lets answers be seen there.
func TestOutsiders(t *testing.T) {
	for name, s := range map[string]setup{
		"socket":             {},
		"http":               {http: true},
		"visible answers":    {bot: bot.Options{AllowExternal: true}},
		"without users:read": {fake: slackfake.Options{Scopes: without("users:read")}},
		"an enterprise":      {fake: slackfake.Options{Enterprise: "E0OURS"}},
	} {
		t.Run(name, func(t *testing.T) {
			w, kept, id := sharedWorkspace(t, s)
			n := len(answers(w.Snapshot()))
			next := func() slackfake.Record { n++; return w.answer(n) }

			w.slashBy(olga, slackfake.Shared, problem)
			r := next()
			wantCases(t, r, 5)
			noMemoryIn(t, r)
			if !s.bot.AllowExternal { // a mention is answered to her alone
				must(w.Mention(w.ctx, slackfake.Post{User: olga, Channel: slackfake.Shared, Text: problem}))(t)
				r := next()
				wantCases(t, r, 5)
				noMemoryIn(t, r)
			}
			must(w.DirectMessage(w.ctx, slackfake.Post{User: olga, Text: problem}))(t)
			direct := next()
			wantCases(t, direct, 5)
			noMemoryIn(t, direct)
			must(w.DirectMessage(w.ctx, slackfake.Post{User: olga, Text: "only in Latin America", ThreadTS: direct.ThreadTS}))(t)
			wantText(t, next(), "only Latin America") // follow-ups are answers too

			for _, text := range []string{"list", "watch", "watch procurement"} {
				w.slashBy(olga, slackfake.Shared, text)
				wantText(t, next(), refusedOutsider)
				must(w.DirectMessage(w.ctx, slackfake.Post{User: olga, Text: text}))(t)
				wantText(t, next(), refusedOutsider)
			}

			// A colleague shares a case, whose message she can press too.
			w.closed(func() {
				w.press(answers(w.Snapshot())[0], view.ActionShare, "act:"+id)
				w.submit(view.CallbackShare, slackfake.Values{view.BlockShareTo: {slackfake.Shared}})
			})
			posted := next()
			w.pressBy(olga, posted, view.ActionSave, "act:"+id)
			wantText(t, next(), refusedOutsider)
			w.pressBy(olga, posted, view.ActionDetails, "act:"+id)
			w.wait("she sees the details", func(slackfake.Snapshot) bool { _, open := w.TopView(olga); return open })

			for _, action := range []string{view.ActionList, view.ActionPage, view.ActionRemove + ":0", view.ActionEdit, view.ActionFeedback + ":yes", view.ActionUnwatch, view.ActionWatch, view.ActionWorkplace} {
				value := id
				switch action {
				case view.ActionFeedback + ":yes":
					value = `{"p":"tenders","c":["` + id + `"],"y":true}`
				case view.ActionUnwatch:
					value = "1"
				case view.ActionWatch:
					value = "procurement"
				}
				w.pressForged(olga, slackfake.OtherTeam, slackfake.Shared, action, value)
				if action == view.ActionWorkplace {
					continue // a person's own, which nobody else sees
				}
				if action == view.ActionWatch { // refused for everybody in such a channel
					wantText(t, next(), "People of another organisation")
					continue
				}
				wantText(t, next(), refusedOutsider)
			}

			must(w.HomeOpened(w.ctx, olga, "home"))(t)
			w.wait("she has a Home", func(slackfake.Snapshot) bool { _, ok := w.HomeView(olga); return ok })
			if home, _ := w.HomeView(olga); s.fake.Scopes == nil && strings.Contains(string(home.Blocks), `"place"`) {
				t.Errorf("Home shows what is kept:\n%s", home.Blocks)
			}

			list := must(kept.List(t.Context(), slackfake.Shared))(t)
			if len(list) != 1 || list[0].Note != secretNote || list[0].NotedBy != slackfake.Ada {
				t.Errorf("the team's list is %+v", list)
			}
			if own := must(kept.List(t.Context(), olga))(t); len(own) != 0 {
				t.Errorf("she has a list: %+v", own)
			}
			if strings.Contains(w.logs.String(), "level=ERROR") {
				t.Errorf("errors are logged:\n%s", w.logs)
			}
		})
	}
}

// closed does something in a window of Ada's and closes it again.
func (w *workspace) closed(do func()) {
	w.t.Helper()
	do()
	w.window("Shared in")
	w.closeWindow()
}

// TestOutsiders_Enterprise: colleagues in another workspace of the same enterprise are no
// outsiders, whether the delivery says so or Slack has to be asked.
func TestOutsiders_Enterprise(t *testing.T) {
	w, _ := remembering(t, setup{fake: slackfake.Options{Enterprise: "E0OURS", Users: append(slackfake.DefaultUsers(),
		slackfake.User{ID: olga, Name: "olga", Locale: "en-GB", Team: "T0SISTER", Enterprise: "E0OURS"}),
		Channels: []slackfake.Channel{{ID: slackfake.General, Name: "general", Kind: slackfake.Public, Members: []string{olga, slackfake.Ada, slackfake.BotUserID}}}}})
	w.slashBy(olga, slackfake.General, "list") // says the enterprise
	wantText(t, w.answer(1), "Nothing is saved here yet")
	must(w.DirectMessage(w.ctx, slackfake.Post{User: olga, Text: "list"}))(t) // says the team alone
	wantText(t, w.answer(2), "Nothing is saved here yet")
}

// TestOutsiders_NoteFits: the note that says why only she sees an answer costs it none of its
// cases, also where it is long for what was shared before.
func TestOutsiders_NoteFits(t *testing.T) {
	w, _, _ := sharedWorkspace(t, setup{})
	root := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: problem}))(t)
	for n, text := range []string{"show more", "only since 2010", ""} {
		r := w.answer(n + 2)
		if n := len(caseIDs(t, r)); n < 4 {
			t.Errorf("%d cases: %s", n, r.Text)
		}
		wantText(t, r, "another organisation")
		wantText(t, r, `"action_id":"share"`)
		if text != "" {
			must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: text, ThreadTS: root.TS}))(t)
		}
	}
	if strings.Contains(w.logs.String(), "over a limit") {
		t.Errorf("over a limit:\n%s", w.logs)
	}
}

// TestOutsiders_VisibleAnswer: an answer that another organisation's people see holds
// nothing that the team keeps, though colleagues can press its buttons.
func TestOutsiders_VisibleAnswer(t *testing.T) {
	w, _, _ := sharedWorkspace(t, setup{bot: bot.Options{AllowExternal: true}})
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: problem}))(t)
	r := w.answer(2)
	wantCases(t, r, 5)
	if r.EphemeralTo != "" {
		t.Fatalf("seen by %s alone", r.EphemeralTo)
	}
	for _, kept := range []string{secretNote, "Shared here"} {
		if strings.Contains(string(r.Blocks), kept) {
			t.Errorf("%q is shown to all", kept)
		}
	}
	w.press(r, view.ActionBrief, "more")
	w.wait("the window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	if v, _ := w.TopView(slackfake.Ada); strings.Contains(string(v.Blocks), view.ForChannel+`"`) {
		t.Errorf("a brief with the team's notes is offered for the channel, want it for the person alone:\n%s", v.Blocks)
	}
	w.slash(slackfake.Shared, "watch procurement")
	wantText(t, w.answer(3), "People of another organisation read this channel too")
}

// TestOutsiders_PayloadOfOurWorkspace: the team and the enterprise of a payload are where
// something was pressed, and say nothing of somebody of another team.
func TestOutsiders_PayloadOfOurWorkspace(t *testing.T) {
	for name, s := range map[string]setup{
		"an enterprise":                     {fake: slackfake.Options{Enterprise: "E0OURS"}},
		"an enterprise, without users:read": {fake: slackfake.Options{Enterprise: "E0OURS", Scopes: without("users:read")}},
		"no enterprise":                     {},
	} {
		t.Run(name, func(t *testing.T) {
			w, _, id := sharedWorkspace(t, s)
			payload := map[string]any{
				"type": "block_actions", "user": map[string]any{"id": olga, "team_id": slackfake.OtherTeam},
				"team":    map[string]any{"id": slackfake.TeamID},
				"channel": map[string]any{"id": slackfake.Shared}, "container": map[string]any{"channel_id": slackfake.Shared, "is_ephemeral": true},
				"actions": []any{map[string]any{"type": "button", "action_id": view.ActionList, "value": id}},
			}
			if s.fake.Enterprise != "" {
				payload["enterprise"] = map[string]any{"id": s.fake.Enterprise}
			}
			w.forged(payload)
			r := w.answer(2)
			wantText(t, r, refusedOutsider)
			noMemoryIn(t, r)
		})
	}
}

// TestOutsiders_SaidWithAMention: where the bot may not ask who reads a channel, what
// Slack says with a mention there counts for all that comes after it.
func TestOutsiders_SaidWithAMention(t *testing.T) {
	w, kept, _ := sharedWorkspace(t, setup{fake: slackfake.Options{Scopes: without("channels:read", "groups:read")}, bot: bot.Options{AllowExternal: true}})
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: problem}))(t)
	r := w.answer(2)
	wantCases(t, r, 5)
	if r.EphemeralTo != "" || strings.Contains(string(r.Blocks), "Shared here") {
		t.Errorf("seen by %q:\n%s", r.EphemeralTo, r.Blocks)
	}
	w.slash(slackfake.Shared, "watch procurement")
	wantText(t, w.answer(3), "People of another organisation read this channel too")
	w.press(r, view.ActionBrief, "more")
	w.wait("the window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	if v, _ := w.TopView(slackfake.Ada); strings.Contains(string(v.Blocks), view.ForChannel+`"`) {
		t.Errorf("a brief with the team's notes is offered for the channel, want it for the person alone:\n%s", v.Blocks)
	}
	if watches := must(kept.Watches(t.Context(), slackfake.Shared))(t); len(watches) != 0 {
		t.Errorf("watched: %+v", watches)
	}
}

// pressForged delivers the press of a button that stands in no message.
func (w *workspace) pressForged(user, team, channel, action, value string) {
	w.t.Helper()
	w.forged(map[string]any{
		"type": "block_actions", "user": map[string]any{"id": user, "team_id": team},
		"channel": map[string]any{"id": channel}, "container": map[string]any{"channel_id": channel, "is_ephemeral": true},
		"actions": []any{map[string]any{"type": "button", "action_id": action, "value": value}},
	})
}

// submitForged delivers a window that was never open.
func (w *workspace) submitForged(user, callback, state string, values map[string]map[string]any) {
	w.t.Helper()
	w.forged(map[string]any{
		"type": "view_submission", "user": map[string]any{"id": user, "team_id": slackfake.TeamID},
		"view": map[string]any{"id": "V0FORGED", "type": "modal", "callback_id": callback, "private_metadata": state, "state": map[string]any{"values": values}},
	})
}

func (w *workspace) forged(payload map[string]any) {
	w.t.Helper()
	w.forgeries++
	payload["trigger_id"] = fmt.Sprintf("forged.%d", w.forgeries)
	data, err := json.Marshal(payload)
	if err != nil {
		w.t.Fatal(err)
	}
	d := must(w.DeliverPayload(w.ctx, "interactive", data))(w.t)
	must(d.Wait(w.ctx))(w.t)
}
