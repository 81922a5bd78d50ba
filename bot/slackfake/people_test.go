package slackfake_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"precedent/bot/slackfake"
)

func interaction(t *testing.T, heard <-chan socketmode.Event) slack.InteractionCallback {
	t.Helper()
	return next(t, heard, socketmode.EventTypeInteractive).Data.(slack.InteractionCallback)
}

func TestShortcuts(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx, ok := testContext(t), sent(t)
	rec, err := srv.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.Secret, Text: "we cannot hire"})
	if err != nil {
		t.Fatal(err)
	}
	d := ok(srv.MessageShortcut(ctx, slackfake.Ada, "find_similar", rec))
	got := interaction(t, heard)
	if got.Type != slack.InteractionTypeMessageAction || got.CallbackID != "find_similar" || got.User.ID != slackfake.Ada ||
		got.Message.Text != "we cannot hire" || got.MessageTs != rec.TS || got.Channel.ID != slackfake.Secret ||
		got.ResponseURL != d.ResponseURL || got.TriggerID != d.TriggerID {
		t.Errorf("message shortcut = %+v", got)
	}
	d = ok(srv.GlobalShortcut(ctx, slackfake.Ada, "search_cases"))
	got = interaction(t, heard)
	if got.Type != slack.InteractionTypeShortcut || got.CallbackID != "search_cases" || got.TriggerID != d.TriggerID || got.ResponseURL != "" {
		t.Errorf("global shortcut = %+v", got)
	}
}

// menus is a message with one element of every kind that can be chosen from.
func menus() []slack.Block {
	one, two := slack.NewOptionBlockObject("1", plain("One"), nil), slack.NewOptionBlockObject("2", plain("Two"), nil)
	return []slack.Block{
		buttons(
			slack.NewButtonBlockElement("save", "case-7", plain("Save")),
			slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Pick"), "static", one, two),
			slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain("Pick"), "multi", one, two),
			slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, plain("Pick"), "external"),
			slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plain("Pick"), "user"),
			slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeConversations, plain("Pick"), "conversations"),
			slack.NewCheckboxGroupsBlockElement("checks", one, two),
			slack.NewRadioButtonsBlockElement("radio", one, two),
			slack.NewOverflowBlockElement("overflow", one, two),
			slack.NewDatePickerBlockElement("date"),
			slack.NewDateTimePickerBlockElement("moment"),
		),
		slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement("feedback",
			slack.NewFeedbackButton(plain("Helpful"), "yes"), slack.NewFeedbackButton(plain("Not helpful"), "no"))),
	}
}

func TestPress(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx := testContext(t)
	channel, ts, err := newClient(srv).PostMessageContext(ctx, slackfake.General, text("a"), slack.MsgOptionBlocks(menus()...), slack.MsgOptionTS("1.000001"))
	if err != nil {
		t.Fatal(err)
	}
	rec, _ := srv.Message(channel, ts)
	tests := []struct {
		action string
		values []string
		check  func(*slack.BlockAction) bool
	}{
		{"save", nil, func(a *slack.BlockAction) bool {
			return a.Value == "case-7" && a.Text.Text == "Save" && a.BlockID != ""
		}},
		{"static", []string{"2"}, func(a *slack.BlockAction) bool {
			return a.SelectedOption.Value == "2" && a.SelectedOption.Text.Text == "Two"
		}},
		{"multi", []string{"1", "2"}, func(a *slack.BlockAction) bool { return len(a.SelectedOptions) == 2 }},
		{"external", []string{"any"}, func(a *slack.BlockAction) bool { return a.SelectedOption.Value == "any" }},
		{"user", []string{slackfake.Ada}, func(a *slack.BlockAction) bool { return a.SelectedUser == slackfake.Ada }},
		{"conversations", []string{"C1", "C2"}, func(a *slack.BlockAction) bool { return len(a.SelectedConversations) == 2 }},
		{"checks", []string{}, func(a *slack.BlockAction) bool { return len(a.SelectedOptions) == 0 }},
		{"radio", []string{"1"}, func(a *slack.BlockAction) bool { return a.SelectedOption.Value == "1" }},
		{"overflow", []string{"1"}, func(a *slack.BlockAction) bool { return a.SelectedOption.Value == "1" }},
		{"date", []string{"2026-11-22"}, func(a *slack.BlockAction) bool { return a.SelectedDate == "2026-11-22" }},
		{"moment", []string{"1628633820"}, func(a *slack.BlockAction) bool { return a.SelectedDateTime == 1628633820 }},
		{"feedback", []string{"no"}, func(a *slack.BlockAction) bool { return a.Value == "no" && a.Text.Text == "Not helpful" }},
	}
	for _, tt := range tests {
		sent(t)(srv.Press(ctx, slackfake.Ada, rec, slackfake.Action{ActionID: tt.action, Values: tt.values}))
		got := interaction(t, heard)
		if len(got.ActionCallback.BlockActions) != 1 || !tt.check(got.ActionCallback.BlockActions[0]) {
			t.Errorf("%s: actions = %+v", tt.action, got.ActionCallback.BlockActions)
		}
		if got.Message.Timestamp != ts || got.Container.MessageTs != ts || got.Container.ThreadTs != "1.000001" || got.Container.IsEphemeral {
			t.Errorf("%s: container = %+v", tt.action, got.Container)
		}
	}
	for _, wrong := range []slackfake.Action{
		{ActionID: "nothing"}, {ActionID: "save", Values: []string{"x"}}, {ActionID: "save", BlockID: "elsewhere"},
		{ActionID: "static", Values: []string{"3"}}, {ActionID: "static", Values: []string{"1", "2"}},
		{ActionID: "feedback", Values: []string{"maybe"}}, {ActionID: "moment", Values: []string{"soon"}},
	} {
		if _, err := srv.Press(ctx, slackfake.Ada, rec, wrong); err == nil {
			t.Errorf("%+v: no error", wrong)
		}
	}
}

func TestPressOnEphemeralMessage(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx := testContext(t)
	ts, err := newClient(srv).PostEphemeralContext(ctx, slackfake.General, slackfake.Ada, text("a"),
		slack.MsgOptionBlocks(buttons(slack.NewButtonBlockElement("share", "7", plain("Share")))))
	if err != nil {
		t.Fatal(err)
	}
	rec, _ := srv.Message(slackfake.General, ts)
	d := sent(t)(srv.Press(ctx, slackfake.Ada, rec, slackfake.Action{ActionID: "share"}))
	got := interaction(t, heard)
	if !got.Container.IsEphemeral || got.Message.Timestamp != "" || got.ResponseURL != d.ResponseURL {
		t.Errorf("payload = %+v", got)
	}
	if _, err := srv.Press(ctx, slackfake.Marek, rec, slackfake.Action{ActionID: "share"}); err == nil {
		t.Error("someone else pressed it")
	}
}

func TestPressInUnfurl(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx, ok := testContext(t), sent(t)
	const first, second = "https://example.org/a", "https://example.org/b"
	press := slackfake.Action{ActionID: "save"}
	shown := slack.Attachment{Blocks: slack.Blocks{BlockSet: []slack.Block{buttons(slack.NewButtonBlockElement("save", "case-7", plain("Save")))}}}
	link := ok(srv.PostLink(ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Random, ThreadTS: "1.000001", Text: first + " " + second}, "example.org"))
	if _, err := srv.PressInUnfurl(ctx, slackfake.Ada, link, second, press); err == nil {
		t.Error("a button was pressed before it was there")
	}
	event := next(t, heard, socketmode.EventTypeEventsAPI).Data.(slackevents.EventsAPIEvent).InnerEvent.Data.(*slackevents.LinkSharedEvent)
	unfurls := map[string]slack.Attachment{first: shown, second: shown}
	if _, _, _, err := newClient(srv).UnfurlMessageContext(ctx, event.Channel, event.MessageTimeStamp, unfurls); err != nil {
		t.Fatal(err)
	}
	d := ok(srv.PressInUnfurl(ctx, slackfake.Marek, link, second, press))
	got := interaction(t, heard)
	if c := got.Container; c.Type != "message_attachment" || c.MessageTs != event.MessageTimeStamp || c.ThreadTs != "1.000001" || c.AttachmentID != "2" || c.ChannelID != slackfake.Random || c.IsEphemeral || !c.IsAppUnfurl {
		t.Errorf("container = %+v", c)
	}
	if got.User.ID != slackfake.Marek || got.Channel.ID != slackfake.Random || got.TriggerID != d.TriggerID || got.ResponseURL != d.ResponseURL || got.ActionCallback.BlockActions[0].Value != "case-7" {
		t.Errorf("payload = %+v", got)
	}
	var payload struct {
		Message json.RawMessage `json:"message"`
		Unfurl  struct {
			URL    string          `json:"app_unfurl_url"`
			Blocks json.RawMessage `json:"blocks"`
		} `json:"app_unfurl"`
	}
	for _, e := range srv.Journal() {
		if e.Kind == slackfake.Delivered && e.ID == d.ID {
			if err := json.Unmarshal(e.Payload, &payload); err != nil {
				t.Fatal(err)
			}
		}
	}
	if payload.Message != nil || payload.Unfurl.URL != second || !strings.Contains(string(payload.Unfurl.Blocks), "case-7") {
		t.Errorf("payload = %s", payload)
	}
	if err := respond(t, d.ResponseURL, &slack.WebhookMessage{Text: "mine", ReplaceOriginal: true}); err != nil {
		t.Fatal(err)
	}
	if m, _ := srv.Message(slackfake.Random, event.MessageTimeStamp); m.Edits != 0 {
		t.Errorf("the person's message now says %q", m.Text)
	}
	composed := ok(srv.ComposeLink(ctx, slackfake.Ada, first, "example.org"))
	if _, err := srv.PressInUnfurl(ctx, slackfake.Ada, composed, first, press); err == nil {
		t.Error("a button was pressed in the composer")
	}
}

func respond(t *testing.T, address string, msg *slack.WebhookMessage) error {
	t.Helper()
	return slack.PostWebhookContext(testContext(t), address, msg)
}

func wantStatus(t *testing.T, err error, status int) {
	t.Helper()
	got, ok := err.(slack.StatusCodeError)
	if !ok || got.Code != status {
		t.Errorf("error = %v, want status %d", err, status)
	}
}

func TestResponseURL(t *testing.T) {
	t.Parallel()
	now := newClock()
	srv := newServer(t, slackfake.Options{Clock: now.Now})
	connect(t, srv, nothing)
	ctx, ok := testContext(t), sent(t)
	// The bot is no member of either channel.
	d := ok(srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.Secret}))
	say := func(msg slack.WebhookMessage) {
		t.Helper()
		if err := respond(t, d.ResponseURL, &msg); err != nil {
			t.Fatal(err)
		}
	}
	say(slack.WebhookMessage{Text: "for you"})
	say(slack.WebhookMessage{Text: "for all", ResponseType: slack.ResponseTypeInChannel})
	say(slack.WebhookMessage{Text: "in a thread", ThreadTimestamp: "1.000001"})
	m := srv.Messages()
	if len(m) != 2 || m[0].EphemeralTo != slackfake.Ada || m[1].EphemeralTo != "" {
		t.Fatalf("messages = %+v", m)
	}
	if h := srv.Snapshot().Hidden; len(h) != 1 || h[0].ThreadTS != "1.000001" {
		t.Errorf("hidden = %+v", h)
	}
	if m[0].Via != "response_url" || m[0].Channel != slackfake.Secret || m[0].User != slackfake.BotUserID {
		t.Errorf("message = %+v", m[0])
	}
	wantStatus(t, respond(t, d.ResponseURL, &slack.WebhookMessage{}), http.StatusBadRequest)
	long := slack.Blocks{BlockSet: []slack.Block{slack.NewHeaderBlock(plain(strings.Repeat("x", 151)))}}
	wantStatus(t, respond(t, d.ResponseURL, &slack.WebhookMessage{Text: "a", Blocks: &long}), http.StatusBadRequest)
	if j := srv.Journal(); j[len(j)-1].Error != "invalid_blocks" {
		t.Errorf("the last entry is %v", j[len(j)-1])
	}
	say(slack.WebhookMessage{Text: "4"})
	say(slack.WebhookMessage{Text: "5"})
	wantStatus(t, respond(t, d.ResponseURL, &slack.WebhookMessage{Text: "6"}), http.StatusNotFound)

	d = ok(srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.Secret}))
	now.add(30 * time.Minute)
	say(slack.WebhookMessage{Text: "just in time"})
	now.add(time.Second)
	wantStatus(t, respond(t, d.ResponseURL, &slack.WebhookMessage{Text: "late"}), http.StatusNotFound)
	if j := srv.Journal(); j[len(j)-1].Error != "expired_url" {
		t.Errorf("the last entry is %v", j[len(j)-1])
	}
	wantStatus(t, respond(t, srv.URL()+"/response/none", &slack.WebhookMessage{Text: "a"}), http.StatusNotFound)
}

func TestResponseURLOfAnInteraction(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	connect(t, srv, nothing)
	ctx := testContext(t)
	ts, err := newClient(srv).PostEphemeralContext(ctx, slackfake.General, slackfake.Ada, text("one"),
		slack.MsgOptionBlocks(buttons(slack.NewButtonBlockElement("more", "", plain("More")))))
	if err != nil {
		t.Fatal(err)
	}
	rec, _ := srv.Message(slackfake.General, ts)
	d := sent(t)(srv.Press(ctx, slackfake.Ada, rec, slackfake.Action{ActionID: "more"}))
	if err := respond(t, d.ResponseURL, &slack.WebhookMessage{Text: "two", ReplaceOriginal: true}); err != nil {
		t.Fatal(err)
	}
	if rec, _ := srv.Message(slackfake.General, ts); rec.Text != "two" || rec.Edits != 1 || rec.EphemeralTo != slackfake.Ada {
		t.Errorf("replaced = %+v", rec)
	}
	if err := respond(t, d.ResponseURL, &slack.WebhookMessage{DeleteOriginal: true}); err != nil {
		t.Fatal(err)
	}
	if len(srv.Messages()) != 0 {
		t.Error("not deleted")
	}
	wantStatus(t, respond(t, d.ResponseURL, &slack.WebhookMessage{DeleteOriginal: true}), http.StatusBadRequest)
}

func TestResponseURLFaults(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	connect(t, srv, nothing)
	d := sent(t)(srv.Slash(testContext(t), slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General}))
	srv.Fail(slackfake.ResponseURLs, slackfake.RateLimited(time.Second), 1)
	srv.Fail(slackfake.ResponseURLs, slackfake.ServerErrorAfter, 1)
	srv.Fail(slackfake.ResponseURLs, slackfake.SlackError("invalid_blocks"), 1)
	srv.Fail(slackfake.ResponseURLs, slackfake.DropConnection, 1)
	msg := &slack.WebhookMessage{Text: "a"}
	if err, ok := respond(t, d.ResponseURL, msg).(*slack.RateLimitedError); !ok || err.RetryAfter != time.Second {
		t.Errorf("error = %v", err)
	}
	wantStatus(t, respond(t, d.ResponseURL, msg), http.StatusInternalServerError)
	wantStatus(t, respond(t, d.ResponseURL, msg), http.StatusBadRequest)
	if err := respond(t, d.ResponseURL, msg); err == nil {
		t.Error("no error from a dropped connection")
	}
	if n := len(srv.Messages()); n != 1 {
		t.Errorf("%d messages, want the one of the 500 after the effect", n)
	}
}

// modal is a form with a required name, an optional menu and a conversation.
func modal() slack.ModalViewRequest {
	name := slack.NewInputBlock("name", plain("Name"), nil, slack.NewPlainTextInputBlockElement(nil, "name_text"))
	one := slack.NewOptionBlockObject("1", plain("One"), nil)
	pick := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, "pick_one", one)
	pick.InitialOption = one
	share := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, nil, "share_to")
	share.ResponseURLEnabled = true
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: "form", PrivateMetadata: "kept", Title: plain("Form"), Submit: plain("Send"),
		NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			name,
			slack.NewInputBlock("pick", plain("Pick"), nil, pick).WithOptional(true),
			slack.NewInputBlock("share", plain("Share"), nil, share).WithOptional(true),
			buttons(slack.NewButtonBlockElement("help", "7", plain("Help"))),
		}},
	}
}

// openModal opens the form from a shortcut and gives its id.
func openModal(t *testing.T, srv *slackfake.Server, heard <-chan socketmode.Event) string {
	t.Helper()
	sent(t)(srv.GlobalShortcut(testContext(t), slackfake.Ada, "search_cases"))
	trigger := interaction(t, heard).TriggerID
	opened, err := newClient(srv).OpenViewContext(testContext(t), trigger, modal())
	if err != nil {
		t.Fatal(err)
	}
	return opened.ID
}

func TestTriggers(t *testing.T) {
	t.Parallel()
	now := newClock()
	srv := newServer(t, slackfake.Options{Clock: now.Now})
	heard := connect(t, srv, nothing)
	client, ctx := newClient(srv), testContext(t)
	trigger := func() string {
		sent(t)(srv.GlobalShortcut(ctx, slackfake.Ada, "search_cases"))
		return interaction(t, heard).TriggerID
	}
	open := func(id string) error {
		_, err := client.OpenViewContext(ctx, id, modal())
		return err
	}
	inTime := trigger()
	now.add(3 * time.Second)
	if err := open(inTime); err != nil {
		t.Error(err)
	}
	wantSlackError(t, open(inTime), "exchanged_trigger_id")
	wantSlackError(t, open("made up"), "invalid_trigger_id")
	late := trigger()
	now.add(3*time.Second + time.Millisecond)
	wantSlackError(t, open(late), "expired_trigger_id")
	bad := modal()
	bad.Title = plain(strings.Repeat("x", 25))
	_, err := client.OpenViewContext(ctx, trigger(), bad)
	wantSlackError(t, err, "invalid_arguments")
}

func TestViewsUpdateAndPush(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	client, ctx := newClient(srv), testContext(t)
	id := openModal(t, srv, heard)
	first, _ := srv.View(id)
	changed := modal()
	changed.Title = plain("Changed")
	if _, err := client.UpdateViewContext(ctx, changed, "", first.Hash, id); err != nil {
		t.Fatal(err)
	}
	if v, _ := srv.TopView(slackfake.Ada); v.Title != "Changed" || v.Hash == first.Hash || v.CallbackID != "form" {
		t.Errorf("view = %+v", v)
	}
	_, err := client.UpdateViewContext(ctx, changed, "", first.Hash, id)
	wantSlackError(t, err, "hash_conflict")
	_, err = client.UpdateViewContext(ctx, changed, "", "", "V-none")
	wantSlackError(t, err, "not_found")

	for depth := 2; depth <= 4; depth++ {
		top, _ := srv.TopView(slackfake.Ada)
		sent(t)(srv.PressInView(ctx, slackfake.Ada, top.ID, slackfake.Action{ActionID: "help"}, slackfake.Values{"name": {"draft"}}))
		got := interaction(t, heard)
		if got.View.ID != top.ID || got.View.PrivateMetadata != "kept" || got.Container.ViewID != top.ID ||
			got.View.State.Values["name"]["name_text"].Value != "draft" || got.ActionCallback.BlockActions[0].Value != "7" {
			t.Fatalf("payload = %+v", got)
		}
		_, err := client.PushViewContext(ctx, got.TriggerID, modal())
		if depth == 4 {
			wantSlackError(t, err, "push_limit_reached")
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if top, _ := srv.TopView(slackfake.Ada); top.RootID != id || top.PreviousID == "" {
		t.Errorf("the top view = %+v", top)
	}
	if _, err := srv.Submit(ctx, slackfake.Ada, id, slackfake.Values{"name": {"a"}}); err == nil {
		t.Error("a view under another was submitted")
	}
}

func TestSubmit(t *testing.T) {
	t.Parallel()
	pushed := modal()
	pushed.Title = plain("Pushed")
	tooLong := modal()
	tooLong.Title = plain(strings.Repeat("x", 25))
	tests := []struct {
		name    string
		answer  any
		title   string // of the view on top afterwards, empty for none
		errors  map[string]string
		refused int
	}{
		{"no answer closes", nil, "", nil, 0},
		{"clear", slack.NewClearViewSubmissionResponse(), "", nil, 0},
		{"errors", slack.NewErrorsViewSubmissionResponse(map[string]string{"name": "Too short"}), "Form", map[string]string{"name": "Too short"}, 0},
		{"errors beside a button", slack.NewErrorsViewSubmissionResponse(map[string]string{"help": "What?"}), "Form", nil, 1},
		{"update", slack.NewUpdateViewSubmissionResponse(&pushed), "Pushed", nil, 0},
		{"push", slack.NewPushViewSubmissionResponse(&pushed), "Pushed", nil, 0},
		{"update with a faulty view", slack.NewUpdateViewSubmissionResponse(&tooLong), "Form", nil, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			srv := newServer(t, slackfake.Options{})
			heard := connect(t, srv, func(e socketmode.Event) any {
				if callback, ok := e.Data.(slack.InteractionCallback); ok && callback.Type == slack.InteractionTypeViewSubmission {
					return tt.answer
				}
				return nil
			})
			id := openModal(t, srv, heard)
			sent(t)(srv.Submit(testContext(t), slackfake.Ada, id, slackfake.Values{"name": {"small firms"}}))
			got := interaction(t, heard)
			if got.View.CallbackID != "form" || got.View.State.Values["name"]["name_text"].Value != "small firms" ||
				got.View.State.Values["pick"]["pick_one"].SelectedOption.Value != "1" {
				t.Errorf("state = %+v", got.View.State)
			}
			top, _ := srv.TopView(slackfake.Ada)
			if top.Title != tt.title || len(top.Errors) != len(tt.errors) || top.Errors["name"] != tt.errors["name"] {
				t.Errorf("top view = %+v", top)
			}
			if n := srv.Snapshot().Count(slackfake.AckRefused, ""); n != tt.refused {
				t.Errorf("%d answers refused, want %d", n, tt.refused)
			}
		})
	}
}

// TestUpdateWaitsForTheAnswer changes a submitted modal while the answer to the
// submission is still on its way. The answer comes first.
func TestUpdateWaitsForTheAnswer(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	titled := func(title string) *slack.ModalViewRequest {
		m := modal()
		m.Title = plain(title)
		return &m
	}
	var updating sync.WaitGroup
	heard := connect(t, srv, func(e socketmode.Event) any {
		callback, ok := e.Data.(slack.InteractionCallback)
		if !ok || callback.Type != slack.InteractionTypeViewSubmission {
			return nil
		}
		updating.Go(func() {
			if _, err := newClient(srv).UpdateViewContext(testContext(t), *titled("Done"), "", "", callback.View.ID); err != nil {
				t.Error(err)
			}
		})
		return slack.NewUpdateViewSubmissionResponse(titled("Working"))
	})
	id := openModal(t, srv, heard)
	sent(t)(srv.Submit(testContext(t), slackfake.Ada, id, slackfake.Values{"name": {"small firms"}}))
	updating.Wait()
	if v, _ := srv.TopView(slackfake.Ada); v.Title != "Done" {
		t.Errorf("the modal shows %q, the answer that was sent before the update", v.Title)
	}
}

func TestSubmitGivesResponseURLs(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx := testContext(t)
	id := openModal(t, srv, heard)
	for what, values := range map[string]slackfake.Values{
		"a required input left empty": {}, "an unknown element": {"name": {"a"}, "nme": {"a"}}, "an unknown option": {"name": {"a"}, "pick": {"9"}},
	} {
		if _, err := srv.Submit(ctx, slackfake.Ada, id, values); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
	sent(t)(srv.Submit(ctx, slackfake.Ada, id, slackfake.Values{"name_text": {"a"}, "share": {slackfake.Secret}}))
	urls := interaction(t, heard).ResponseURLs
	if len(urls) != 1 || urls[0].ChannelID != slackfake.Secret || urls[0].BlockID != "share" || urls[0].ActionID != "share_to" {
		t.Fatalf("response_urls = %+v", urls)
	}
	if err := respond(t, urls[0].ResponseURL, &slack.WebhookMessage{Text: "shared", ResponseType: slack.ResponseTypeInChannel}); err != nil {
		t.Fatal(err)
	}
	if m := srv.Messages(); len(m) != 1 || m[0].Channel != slackfake.Secret {
		t.Errorf("messages = %+v", m)
	}
}

func TestCloseView(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx := testContext(t)
	id := openModal(t, srv, heard)
	sent(t)(srv.CloseView(ctx, slackfake.Ada, id))
	if got := interaction(t, heard); got.Type != slack.InteractionTypeViewClosed || got.View.ID != id {
		t.Errorf("payload = %+v", got)
	}
	if _, ok := srv.TopView(slackfake.Ada); ok {
		t.Error("still open")
	}
	sent(t)(srv.GlobalShortcut(ctx, slackfake.Ada, "search_cases"))
	quiet := modal()
	quiet.NotifyOnClose = false
	opened, err := newClient(srv).OpenViewContext(ctx, interaction(t, heard).TriggerID, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if d, err := srv.CloseView(ctx, slackfake.Ada, opened.ID); d != nil || err != nil {
		t.Errorf("a view that does not ask was announced: %v, %v", d, err)
	}
}

func TestHome(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	client, ctx := newClient(srv), testContext(t)
	publish := func(hash string) (*slack.ViewResponse, error) {
		return client.PublishViewContext(ctx, slack.PublishViewContextRequest{
			UserID: slackfake.Ada, Hash: &hash,
			View: slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{
				buttons(slack.NewButtonBlockElement("start", "", plain("Start")))}}},
		})
	}
	first, err := publish("")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := publish(first.Hash); err != nil {
		t.Fatal(err)
	}
	_, err = publish(first.Hash)
	wantSlackError(t, err, "hash_conflict")
	home, ok := srv.HomeView(slackfake.Ada)
	if !ok || home.ID != first.ID || home.Hash == first.Hash {
		t.Errorf("home = %+v", home)
	}
	_, err = client.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: "U0NOBODY"})
	wantSlackError(t, err, "user_not_found")

	sent(t)(srv.HomeOpened(ctx, slackfake.Ada, "home"))
	next(t, heard, socketmode.EventTypeEventsAPI)
	sent(t)(srv.PressInView(ctx, slackfake.Ada, home.ID, slackfake.Action{ActionID: "start"}, nil))
	if got := interaction(t, heard); got.View.Type != slack.VTHomeTab {
		t.Errorf("payload = %+v", got)
	}
	if _, err := srv.Submit(ctx, slackfake.Ada, home.ID, nil); err == nil {
		t.Error("an App Home was submitted")
	}
}

func TestRichTextInput(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx := testContext(t)
	sent(t)(srv.GlobalShortcut(ctx, slackfake.Ada, "search_cases"))
	form := modal()
	form.Blocks.BlockSet = []slack.Block{slack.NewInputBlock("note", plain("Note"), nil, slack.NewRichTextInputBlockElement(nil, "note_text"))}
	opened, err := newClient(srv).OpenViewContext(ctx, interaction(t, heard).TriggerID, form)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := srv.Submit(ctx, slackfake.Ada, opened.ID, slackfake.Values{"note": {"not JSON"}}); err == nil {
		t.Error("no error")
	}
	rich := json.RawMessage(`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}]}`)
	sent(t)(srv.Submit(ctx, slackfake.Ada, opened.ID, slackfake.Values{"note": {string(rich)}}))
	if got := interaction(t, heard).View.State.Values["note"]["note_text"].RichTextValue; len(got.Elements) != 1 {
		t.Errorf("value = %+v", got)
	}
}

func TestChannelsCanBeAdded(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	srv.AddChannel(slackfake.Channel{ID: "C0NEW", Name: "new", Kind: slackfake.Private, Members: []string{slackfake.BotUserID}})
	if c, ok := srv.Channel("#new"); !ok || c.ID != "C0NEW" {
		t.Errorf("channel = %+v", c)
	}
	if im, ok := srv.Channel(slackfake.Ada); !ok || im.Kind != slackfake.IM {
		t.Errorf("IM = %+v", im)
	}
	if _, ok := srv.Channel("C0NOWHERE"); ok {
		t.Error("a channel out of nothing")
	}
	if _, _, err := newClient(srv).PostMessageContext(testContext(t), "C0NEW", text("a")); err != nil {
		t.Error(err)
	}
}

// TestButtonsWithinBlocks presses buttons that stand deeper than in an actions block.
func TestButtonsWithinBlocks(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx := testContext(t)
	button := func(id string) *slack.ButtonBlockElement { return slack.NewButtonBlockElement(id, id, plain("Go")) }
	container := slack.NewContainerBlock(buttons(button("contained"))).WithTitle(plain("Details"))
	channel, ts, err := newClient(srv).PostMessageContext(ctx, slackfake.General, text("a"), slack.MsgOptionBlocks(
		slack.NewCarouselBlock(slack.NewCardBlock().WithTitle(plain("Card")).WithActions(button("carded"))),
		container,
		slack.NewSectionBlock(plain("Section"), nil, slack.NewAccessory(button("beside"))),
	))
	if err != nil {
		t.Fatal(err)
	}
	rec, _ := srv.Message(channel, ts)
	for _, id := range []string{"carded", "contained", "beside"} {
		sent(t)(srv.Press(ctx, slackfake.Ada, rec, slackfake.Action{ActionID: id}))
		if got := interaction(t, heard).ActionCallback.BlockActions[0]; got.Value != id || got.BlockID == "" {
			t.Errorf("action = %+v", got)
		}
	}
}

func TestClearOnClose(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	client, ctx := newClient(srv), testContext(t)
	id := openModal(t, srv, heard)
	sent(t)(srv.PressInView(ctx, slackfake.Ada, id, slackfake.Action{ActionID: "help"}, nil))
	upper := modal()
	upper.ClearOnClose, upper.ExternalID = true, "upper"
	if _, err := client.PushViewContext(ctx, interaction(t, heard).TriggerID, upper); err != nil {
		t.Fatal(err)
	}
	if _, err := client.UpdateViewContext(ctx, upper, "upper", "", ""); err != nil {
		t.Errorf("by external_id: %v", err)
	}
	top, _ := srv.TopView(slackfake.Ada)
	sent(t)(srv.CloseView(ctx, slackfake.Ada, top.ID))
	if got := interaction(t, heard); !got.IsCleared {
		t.Errorf("payload = %+v", got)
	}
	if views := srv.Snapshot().Views; len(views) != 0 {
		t.Errorf("still open: %+v", views)
	}
}
