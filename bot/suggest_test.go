package bot_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// Marek and Nina are curators, in a channel that Ada is not in.
const (
	curators = "C0CURATORS"
	nina     = "U0NINA"
)

// curated is a workspace with curators.
func curated(s setup) setup {
	s.fake.Users = append(slackfake.DefaultUsers(), slackfake.User{ID: nina, Name: "nina", Locale: "en-GB"}, slackfake.User{ID: claire, Name: "claire", Locale: "fr-FR"},
		slackfake.User{ID: olga, Name: "olga", Locale: "en-GB", Team: slackfake.OtherTeam})
	s.fake.Channels = append(slackfake.DefaultChannels(),
		slackfake.Channel{ID: curators, Name: "curators", Kind: slackfake.Private, Members: []string{slackfake.Marek, nina, slackfake.BotUserID}})
	s.bot.Curation.Curators = curators
	return s
}

// suggestion is the form of somebody who suggests a case; the texts must stay texts.
func suggestion() slackfake.Values {
	return slackfake.Values{
		view.BlockTitle: {"Tender desks for <small> firms"}, view.BlockLink: {"https://example.org/desks?a=1"},
		view.BlockProblem: {"Small firms cannot win public tenders. <!channel> *zanzibarian*"}, view.BlockDone: {"Desks help small firms bid for public contracts."},
		view.BlockPlaces: {"CL"}, view.BlockLevel: {"regional"}, view.BlockYear: {"2019"}, view.BlockOrganisation: {"Region of Ñuble"},
		view.BlockTopics: {"public-procurement"}, view.BlockNote: {"I know <@U0MAREK> who runs it."},
	}
}

// with is a form with something else in one field.
func with(values slackfake.Values, block string, value ...string) slackfake.Values {
	values[block] = value
	return values
}

// topView waits until somebody's window has a callback id.
func (w *workspace) topView(user, callback string) slackfake.View {
	w.t.Helper()
	w.wait("the window "+callback+" is open", func(slackfake.Snapshot) bool {
		v, open := w.TopView(user)
		return open && v.CallbackID == callback
	})
	v, _ := w.TopView(user)
	return v
}

// suggests opens the form by the shortcut, and submits it.
func (w *workspace) suggests(user string, values slackfake.Values) {
	w.t.Helper()
	must(must(w.GlobalShortcut(w.ctx, user, "suggest_case"))(w.t).Wait(w.ctx))(w.t)
	w.hands(user, view.CallbackSuggest, values)
}

// hands submits a window that is open.
func (w *workspace) hands(user, callback string, values slackfake.Values) {
	w.t.Helper()
	must(must(w.Submit(w.ctx, user, w.topView(user, callback).ID, values))(w.t).Wait(w.ctx))(w.t)
}

// reads waits until somebody's window says something, and closes it unless it is a form.
func (w *workspace) reads(user, want string) {
	w.t.Helper()
	w.wait(user+" reads "+want, func(slackfake.Snapshot) bool {
		v, open := w.TopView(user)
		return open && strings.Contains(string(v.Blocks), want)
	})
	if v, _ := w.TopView(user); v.CallbackID == "" {
		must(w.CloseView(w.ctx, user, v.ID))(w.t)
	}
}

// now waits until a message says something, and returns it as it is then.
func (w *workspace) now(r slackfake.Record, want string) slackfake.Record {
	w.t.Helper()
	w.wait("the message says "+want, func(slackfake.Snapshot) bool {
		m, ok := w.Message(r.Channel, r.TS)
		return ok && strings.Contains(string(m.Blocks), want)
	})
	m, _ := w.Message(r.Channel, r.TS)
	return m
}

// TestSuggest goes the whole way: from the shortcut, by a form with faults, to the curators, who
// change the suggestion and accept it, of whom the second is told, to a case in the store.
func TestSuggest(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		var accepted atomic.Int32
		s = curated(s)
		s.bot.Curation.Accepted = func() { accepted.Add(1) }
		w, kept := remembering(t, s)

		w.suggests(slackfake.Ada, slackfake.Values{view.BlockTitle: {"  "}, view.BlockLink: {"example.org/desks"}, view.BlockProblem: {" "}, view.BlockYear: {"2050"}})
		for block, want := range map[string]string{view.BlockTitle: "Write something", view.BlockLink: "begins with https://", view.BlockProblem: "Write something", view.BlockYear: "cannot have begun"} {
			if v := w.topView(slackfake.Ada, view.CallbackSuggest); !strings.Contains(v.Errors[block], want) {
				t.Errorf("beside %s: %q, want %q", block, v.Errors[block], want)
			}
		}
		w.hands(slackfake.Ada, view.CallbackSuggest, slackfake.Values{view.BlockTitle: {"Tender desks"}, view.BlockProblem: {"Small firms cannot win."}})
		if v := w.topView(slackfake.Ada, view.CallbackSuggest); !strings.Contains(v.Errors[view.BlockLink], "Give the link, or say below") {
			t.Errorf("without link and text: %v", v.Errors)
		}
		govtech := sharedEngine().Library().Case("govtech-poland-programme")
		w.hands(slackfake.Ada, view.CallbackSuggest, with(suggestion(), view.BlockLink, strings.Replace(govtech.URL, "https://", "http://www.", 1)+"?utm_source=x"))
		w.reads(slackfake.Ada, "The library has this page already")
		w.reads(slackfake.Ada, govtech.Title)
		w.reads(slackfake.Ada, "Region of Ñuble") // the form as it was filled in
		w.hands(slackfake.Ada, view.CallbackSuggest, with(suggestion(), view.BlockTitle, strings.ToUpper(govtech.Title)))
		w.reads(slackfake.Ada, "a case of this title already")
		w.hands(slackfake.Ada, view.CallbackSuggest, suggestion())
		w.reads(slackfake.Ada, "I tell you what they decide")

		message := w.answer(1)
		if message.Channel != curators || message.EphemeralTo != "" {
			t.Errorf("shown in %s to %q", message.Channel, message.EphemeralTo)
		}
		for _, want := range []string{"Tender desks for <small> firms", slackfake.Ada, "https://example.org/desks?a=1", "<!channel> *zanzibarian*", "Desks help small firms", "Chile", "Region of Ñuble", "2019",
			"Public procurement", "I know <@U0MAREK> who", "The library has cases like this", govtech.Title, `"accept"`, `"change"`, `"decline"`} {
			if !strings.Contains(plainJSON(message.Blocks), want) {
				t.Errorf("the message does not say %q:\n%s", want, message.Blocks)
			}
		}
		if strings.Contains(string(message.Blocks), `"mrkdwn"`) || strings.Contains(message.Text, "<!") || strings.Contains(message.Text, "<@U0MAREK>") {
			t.Errorf("live markup: %q\n%s", message.Text, message.Blocks)
		}

		w.suggests(nina, with(suggestion(), view.BlockTitle, "The same page"))
		w.reads(nina, "has been suggested already")

		w.pressBy(nina, message, view.ActionChange, "suggestion")
		if v := w.topView(nina, view.CallbackChange); !strings.Contains(string(v.Blocks), "Desks help small firms") {
			t.Errorf("the form is not filled in:\n%s", v.Blocks)
		}
		w.hands(nina, view.CallbackChange, slackfake.Values{view.BlockTitle: {"Tender desks"}, view.BlockYear: {"18"}})
		if v := w.topView(nina, view.CallbackChange); v.Errors[view.BlockYear] == "" {
			t.Errorf("beside the year: %v", v.Errors)
		}
		w.hands(nina, view.CallbackChange, with(suggestion(), view.BlockTitle, "Tender desks"))
		w.reads(nina, "The channel shows it as it is now")
		changed := w.now(message, `"Tender desks"`)

		w.pressForged(nina, slackfake.TeamID, curators, view.ActionAccept, `{"i":1}`) // of the message as it was before
		wantText(t, w.answer(2), "Somebody has changed the suggestion")
		w.pressBy(slackfake.Marek, changed, view.ActionAccept, "suggestion")
		decided := w.now(message, "Accepted by ")
		if strings.Contains(string(decided.Blocks), `"button"`) || !strings.Contains(string(decided.Blocks), slackfake.Marek) {
			t.Errorf("once it is decided:\n%s", decided.Blocks)
		}
		told := w.answer(3)
		wantText(t, told, "the library has it now")
		if told.Channel != "D0ADA" {
			t.Errorf("told in %s", told.Channel)
		}
		w.pressForged(nina, slackfake.TeamID, curators, view.ActionDecline, `{"i":1,"v":1}`)
		late := w.answer(4)
		wantText(t, late, "Accepted by <@"+slackfake.Marek+">")
		if late.EphemeralTo != nina {
			t.Errorf("told %q", late.EphemeralTo)
		}
		records := must(kept.AcceptedRecords(t.Context()))(t)
		want := `{"id":"suggested/tender-desks-1","title":"Tender desks","url":"https://example.org/desks?a=1","countries":["CL"],"organisation":"Region of Ñuble","level":"regional","year":2019,` +
			`"problem":"Small firms cannot win public tenders. <!channel> *zanzibarian*","summary":"Desks help small firms bid for public contracts.","topics":["public-procurement"]}`
		if len(records) != 1 || records[0] != want {
			t.Errorf("accepted %q\nwant     %q", records, want)
		}
		if accepted.Load() != 1 {
			t.Errorf("%d times told that there is another case", accepted.Load())
		}
		if said := w.done(); len(said) != 4 {
			t.Errorf("%d messages", len(said))
		}
		w.noErrors()
		if strings.Contains(w.logs.String(), "zanzibarian") {
			t.Errorf("the log says what was suggested:\n%s", w.logs)
		}
	})
}

// plainJSON is JSON without the escapes of its encoder.
func plainJSON(data json.RawMessage) string {
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(data))
}

// suggested is a workspace in which Ada has suggested a case, and the message about it.
func suggested(t *testing.T, s setup) (*workspace, *store.Store, slackfake.Record) {
	t.Helper()
	w, kept := remembering(t, curated(s))
	w.suggests(slackfake.Ada, suggestion())
	w.reads(slackfake.Ada, "I tell you what they decide")
	return w, kept, w.answer(1)
}

// TestSuggest_Decline: why is asked and told, and who comes too late is told in the window.
func TestSuggest_Decline(t *testing.T) {
	w, kept, message := suggested(t, setup{})
	w.pressBy(nina, message, view.ActionDecline, "suggestion")
	w.topView(nina, view.CallbackDecline)
	w.pressBy(slackfake.Marek, message, view.ActionChange, "suggestion")
	w.hands(slackfake.Marek, view.CallbackChange, suggestion())
	w.reads(slackfake.Marek, "The channel shows it")
	w.hands(nina, view.CallbackDecline, slackfake.Values{view.BlockReason: {"Not public."}})
	w.reads(nina, "Somebody has changed the suggestion")

	for _, curator := range []string{slackfake.Marek, nina} {
		w.pressBy(curator, w.now(message, `\"v\":1`), view.ActionDecline, "suggestion")
		w.topView(curator, view.CallbackDecline)
	}
	w.hands(nina, view.CallbackDecline, slackfake.Values{view.BlockReason: {"It has <!here> not begun."}})
	w.reads(nina, "whoever suggested the case is told")
	decided := w.now(message, "Declined by ")
	if !strings.Contains(plainJSON(decided.Blocks), "It has <!here> not begun.") || strings.Contains(string(decided.Blocks), `"button"`) {
		t.Errorf("once it is decided:\n%s", decided.Blocks)
	}
	told := w.answer(2)
	wantText(t, told, "has declined your suggestion")
	if told.Channel != "D0ADA" || !strings.Contains(plainJSON(told.Blocks), "It has <!here> not begun.") {
		t.Errorf("told in %s: %s", told.Channel, told.Blocks)
	}
	w.hands(slackfake.Marek, view.CallbackDecline, nil)
	w.reads(slackfake.Marek, "Declined by ")
	if records := must(kept.AcceptedRecords(t.Context()))(t); len(records) != 0 {
		t.Errorf("accepted: %q", records)
	}
	w.noErrors()
}

// TestSuggest_ByACurator: nobody is told what they decided themselves, and each is spoken to in their language.
func TestSuggest_ByACurator(t *testing.T) {
	w, _ := remembering(t, curated(setup{}))
	w.suggests(slackfake.Marek, suggestion())
	w.reads(slackfake.Marek, "I tell you what they decide")
	w.pressBy(slackfake.Marek, w.answer(1), view.ActionAccept, "suggestion")
	w.now(w.answer(1), "Accepted by ")

	w.suggests(claire, with(with(suggestion(), view.BlockTitle, "Guichets pour les petites entreprises"), view.BlockLink))
	w.reads(claire, "L'équipe de la bibliothèque a votre proposition")
	second := w.answer(2)
	wantText(t, second, "Proposé par ")
	w.pressBy(slackfake.Marek, second, view.ActionDecline, "suggestion")
	w.hands(slackfake.Marek, view.CallbackDecline, nil)
	w.reads(slackfake.Marek, "whoever suggested the case is told")
	wantText(t, w.answer(3), "a refusé votre proposition")
	if said := w.done(); len(said) != 3 {
		t.Errorf("%d messages", len(said))
	}
	w.noErrors()
}

// TestSuggest_Where: it is offered where there are curators and a store, and the shortcut says
// what is missing.
func TestSuggest_Where(t *testing.T) {
	homeOf := func(w *workspace, user string) string {
		must(must(w.HomeOpened(w.ctx, user, "home"))(t).Wait(w.ctx))(t)
		w.wait("there is a Home", func(slackfake.Snapshot) bool { _, ok := w.HomeView(user); return ok })
		v, _ := w.HomeView(user)
		return string(v.Blocks)
	}
	const button = `"Suggest a Case"`
	t.Run("from Home", func(t *testing.T) {
		w, _ := remembering(t, curated(setup{}))
		if !strings.Contains(homeOf(w, slackfake.Ada), button) {
			t.Error("the button is missing")
		}
		w.pressHome(view.ActionSuggest, "search")
		w.hands(slackfake.Ada, view.CallbackSuggest, suggestion())
		w.reads(slackfake.Ada, "I tell you what they decide")
		wantText(t, w.answer(1), "A suggested case")
	})
	for name, tc := range map[string]struct {
		user string
		s    setup
		want string
	}{
		"no curators":          {slackfake.Ada, setup{}, "PRECEDENT_CURATORS"},
		"another organisation": {olga, curated(setup{}), refusedOutsider},
	} {
		t.Run(name, func(t *testing.T) {
			tc.s.fake = curated(setup{}).fake
			w, _ := remembering(t, tc.s)
			if strings.Contains(homeOf(w, tc.user), button) {
				t.Error("the button is there")
			}
			must(must(w.GlobalShortcut(w.ctx, tc.user, "suggest_case"))(t).Wait(w.ctx))(t)
			wantText(t, w.answer(1), tc.want)
		})
	}
	t.Run("no store", func(t *testing.T) {
		w := newWorkspace(t, curated(setup{}))
		if strings.Contains(homeOf(w, slackfake.Ada), button) {
			t.Error("the button is there")
		}
		must(must(w.GlobalShortcut(w.ctx, slackfake.Ada, "suggest_case"))(t).Wait(w.ctx))(t)
		wantText(t, w.answer(1), "PRECEDENT_DATA")
	})
	t.Run("others read the channel", func(t *testing.T) {
		s := curated(setup{})
		s.bot.Curation.Curators = slackfake.Shared
		s.bot.AllowExternal = true
		w, kept := remembering(t, s)
		w.suggests(slackfake.Ada, suggestion())
		w.reads(slackfake.Ada, "People of another organisation read the channel of the curators")
		if list := must(kept.WaitingSuggestions(t.Context()))(t); len(list) != 0 {
			t.Errorf("kept: %+v", list)
		}
	})
	t.Run("too many", func(t *testing.T) {
		w, kept := remembering(t, curated(setup{}))
		for range store.MaxWaitingOwn {
			must(kept.AddSuggestion(t.Context(), curators, slackfake.Ada, `{"title":"x"}`, ""))(t)
		}
		w.suggests(slackfake.Ada, suggestion())
		w.reads(slackfake.Ada, "So many suggestions wait already")
	})
}

// TestSuggest_Forged: values that the bot did not write, windows that it did not open, and presses
// from elsewhere decide nothing.
func TestSuggest_Forged(t *testing.T) {
	w, kept, message := suggested(t, setup{})
	n := 1
	refused := func(want string) {
		t.Helper()
		n++
		wantText(t, w.answer(n), want)
	}
	for _, action := range []string{view.ActionAccept, view.ActionChange, view.ActionDecline} {
		for _, channel := range []string{slackfake.General, slackfake.Shared, "", slackfake.Ada} {
			w.pressForged(slackfake.Ada, slackfake.TeamID, channel, action, `{"i":1}`)
			refused("in the channel of the curators only")
		}
		w.pressForged(olga, slackfake.OtherTeam, curators, action, `{"i":1}`)
		refused(refusedOutsider)
		for _, value := range []string{"", "1", `{"i":"1"}`, `{"i":1,"h":"` + curators + `"}`, `{"i":1,"v":-1}`, `{"i":0}`, `{"i":1} ` + "x"} {
			w.pressForged(slackfake.Marek, slackfake.TeamID, curators, action, value)
			refused("no longer know what that button meant")
		}
		w.pressForged(slackfake.Marek, slackfake.TeamID, curators, action, `{"i":99}`)
		refused("no longer kept")
	}
	for _, callback := range []string{view.CallbackChange, view.CallbackDecline} {
		w.submitForged(slackfake.Marek, callback, `{"i":1,"h":"`+curators+`"}`, map[string]map[string]any{view.BlockTitle: {view.InputField: map[string]any{"value": "hacked"}}})
		refused("can no longer read that window")
		w.submitForged(slackfake.Marek, callback, "", map[string]map[string]any{ // without any state
			view.BlockTitle: {view.InputField: map[string]any{"value": "hacked"}}, view.BlockProblem: {view.InputField: map[string]any{"value": "hacked"}}, view.BlockDone: {view.InputField: map[string]any{"value": "hacked"}},
		})
		refused("in the channel of the curators only")
	}
	left := must(kept.WaitingSuggestions(t.Context()))(t)
	if len(left) != 1 || left[0].Version != 0 || strings.Contains(left[0].Record, "hacked") {
		t.Errorf("left: %+v", left)
	}
	if m, _ := w.Message(message.Channel, message.TS); m.Edits != 0 {
		t.Errorf("the message was changed:\n%s", m.Blocks)
	}
	long := strings.Repeat("x", 2000) // which Slack's own fields do not take
	w.submitForged(slackfake.Ada, view.CallbackSuggest, "", map[string]map[string]any{
		view.BlockTitle: {view.InputField: map[string]any{"value": "Much"}}, view.BlockProblem: {view.InputField: map[string]any{"value": long}},
		view.BlockLink:   {view.InputField: map[string]any{"value": "https://example.org/much"}},
		view.BlockPlaces: {view.InputField: map[string]any{"selected_options": []any{map[string]any{"value": "XX"}}}}, view.BlockLevel: {view.InputField: map[string]any{"selected_option": map[string]any{"value": "mine"}}},
	})
	if got := must(kept.WaitingSuggestions(t.Context()))(t); len(got) != 1 {
		t.Errorf("kept: %+v", got)
	}
	if said := w.done(); len(said) != n {
		t.Errorf("%d messages, want %d", len(said), n)
	}
	w.noErrors()
}

// TestSuggest_ShownLater: what could not be shown to the curators is kept and shown later, and what
// was shown in another channel than theirs is now is shown there; old buttons work after a restart.
func TestSuggest_ShownLater(t *testing.T) {
	l := newLasting(t, curated(setup{}))
	l.Fail("chat.postMessage", slackfake.SlackError("not_in_channel"), 1)
	l.suggests(slackfake.Ada, suggestion())
	l.reads(slackfake.Ada, "I try again every hour")
	l.bot.RunJobs(l.ctx) // too soon: somebody may just be showing it
	if n := len(answers(l.Snapshot())); n != 0 {
		t.Fatalf("%d messages", n)
	}
	l.setup.bot.Now = func() time.Time { return wireTime().Add(time.Hour) }
	l.restart(nil)
	l.bot.RunJobs(l.ctx)
	first := l.answer(1)
	l.bot.RunJobs(l.ctx) // once is enough
	if n := len(answers(l.Snapshot())); n != 1 {
		t.Errorf("%d messages", n)
	}
	l.setup.bot.Curation.Curators = slackfake.General
	l.restart(nil)
	l.bot.RunJobs(l.ctx)
	second := l.answer(2)
	if first.Channel != curators || second.Channel != slackfake.General {
		t.Errorf("shown in %s and %s", first.Channel, second.Channel)
	}
	l.pressBy(nina, first, view.ActionAccept, "suggestion")
	wantText(t, l.answer(3), "in the channel of the curators only")
	l.restart(nil)
	l.pressBy(slackfake.Marek, second, view.ActionAccept, "suggestion")
	l.now(second, "Accepted by ")
	wantText(t, l.answer(4), "the library has it now")
}

// TestSuggest_Faults: a decision counts also where Slack does not show it, and nothing is said to be
// kept that is not.
func TestSuggest_Faults(t *testing.T) {
	t.Run("the message cannot be changed", func(t *testing.T) {
		w, kept, message := suggested(t, setup{})
		w.Fail("chat.update", slackfake.SlackError("cant_update_message"), 1)
		w.pressBy(slackfake.Marek, message, view.ActionAccept, "suggestion")
		w.wait("two are told", func(s slackfake.Snapshot) bool { return len(answers(s)) == 3 })
		said := []string{w.answer(2).Text, w.answer(3).Text}
		slices.Sort(said)
		if !strings.Contains(said[0], "has accepted your suggestion") || !strings.Contains(said[1], "Accepted by ") {
			t.Errorf("told %q", said)
		}
		w.pressBy(nina, message, view.ActionAccept, "suggestion")
		w.now(message, "Accepted by ")
		if records := must(kept.AcceptedRecords(t.Context()))(t); len(records) != 1 {
			t.Errorf("accepted: %q", records)
		}
	})
	t.Run("blocks are refused", func(t *testing.T) {
		w, _, message := suggested(t, setup{})
		w.Fail("chat.update", slackfake.SlackError("invalid_blocks"), 1)
		w.pressBy(slackfake.Marek, message, view.ActionAccept, "suggestion")
		w.wait("the buttons are gone", func(slackfake.Snapshot) bool {
			m, ok := w.Message(curators, message.TS)
			return ok && strings.Contains(m.Text, "Accepted by") && !strings.Contains(string(m.Blocks), "button")
		})
	})
	t.Run("the person has left", func(t *testing.T) {
		w, _, message := suggested(t, setup{})
		w.Fail("chat.postMessage", slackfake.SlackError("user_disabled"), 1)
		w.pressBy(slackfake.Marek, message, view.ActionAccept, "suggestion")
		w.now(message, "Accepted by ")
		w.done()
		w.noErrors()
	})
	t.Run("the window is gone", func(t *testing.T) {
		w, _ := remembering(t, curated(setup{}))
		known := sharedEngine().Library().Case("govtech-poland-programme")
		w.Fail("views.update", slackfake.SlackError("not_found"), 1)
		w.suggests(slackfake.Ada, with(suggestion(), view.BlockLink, known.URL))
		r := w.answer(1)
		wantText(t, r, "The library has this page already: "+known.Title)
		if r.Channel != "D0ADA" {
			t.Errorf("told in %s", r.Channel)
		}
	})
	t.Run("forgotten", func(t *testing.T) {
		w, kept, message := suggested(t, setup{})
		must(kept.ForgetPerson(t.Context(), slackfake.Ada))(t)
		w.pressBy(slackfake.Marek, message, view.ActionAccept, "suggestion")
		wantText(t, w.answer(2), "no longer kept")
	})
	t.Run("the disk is full", func(t *testing.T) {
		s := curated(setup{})
		s.bot.Memory = brokenMemory{}
		w := newWorkspace(t, s)
		w.suggests(slackfake.Ada, suggestion())
		w.reads(slackfake.Ada, "could not reach what is kept")
		w.pressForged(slackfake.Marek, slackfake.TeamID, curators, view.ActionAccept, `{"i":1}`)
		wantText(t, w.answer(1), "could not reach what is kept")
		w.bot.RunJobs(w.ctx)
	})
}

// TestSuggest_Race: of two curators who accept at once, one does, and the other is told.
func TestSuggest_Race(t *testing.T) {
	w, kept, message := suggested(t, setup{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.pressForged(nina, slackfake.TeamID, curators, view.ActionAccept, `{"i":1}`)
	}()
	d := must(w.Press(w.ctx, slackfake.Marek, message, slackfake.Action{ActionID: view.ActionAccept, BlockID: "suggestion"}))(t)
	must(d.Wait(w.ctx))(t)
	<-done
	w.wait("both know", func(s slackfake.Snapshot) bool { return len(answers(s)) == 3 }) // the message, Ada's, and who came second
	if records := must(kept.AcceptedRecords(t.Context()))(t); len(records) != 1 {
		t.Errorf("accepted: %q", records)
	}
}

// shelved is an engine with a case that is read when it is asked for.
type shelved struct {
	turn.Engine
	kept *corpus.Case
}

func (e shelved) Library() *corpus.Library { return e.Engine.Library().With(oneCase{e.kept}) }

func (e shelved) Recommend(context.Context, recommend.Request, int) (recommend.Answer, error) {
	return recommend.Answer{Cases: []recommend.Match{{Case: e.kept, Strength: recommend.Fair}}}, nil
}

// oneCase is a shelf with one case.
type oneCase struct{ kept *corpus.Case }

func (o oneCase) IDs() []string            { return []string{o.kept.ID} }
func (o oneCase) Countries() []string      { return o.kept.Countries }
func (o oneCase) Libraries() []string      { return []string{"large"} }
func (o oneCase) Case(string) *corpus.Case { return o.kept }
func (o oneCase) ByURL(full, _ string) *corpus.Case {
	if known, _, _ := corpus.AddressKeys(o.kept.URL); known == full {
		return o.kept
	}
	return nil
}

// TestSuggest_KnownInALargeLibrary: page and title are looked up there too.
func TestSuggest_KnownInALargeLibrary(t *testing.T) {
	kept := newTender
	w, _ := remembering(t, curated(setup{engine: shelved{sharedEngine(), &kept}}))
	w.suggests(slackfake.Ada, with(suggestion(), view.BlockLink, newTender.URL))
	w.reads(slackfake.Ada, "The library has this page already")
	w.hands(slackfake.Ada, view.CallbackSuggest, with(suggestion(), view.BlockTitle, "tender desks  for small FIRMS"))
	w.reads(slackfake.Ada, "a case of this title already")
	w.hands(slackfake.Ada, view.CallbackSuggest, suggestion())
	w.reads(slackfake.Ada, "I tell you what they decide")
	wantText(t, w.answer(1), newTender.Title)
}
