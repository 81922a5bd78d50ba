package slackfake_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/slack-go/slack"
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

func TestPress_EphemeralMessage(t *testing.T) {
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
		t.Errorf("Marek pressed what %q alone sees, want an error", rec.EphemeralTo)
	}
}

// TestPress_WithinBlocks presses buttons that stand deeper than in an actions block.
func TestPress_WithinBlocks(t *testing.T) {
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

func TestSubmit_GivesResponseURLs(t *testing.T) {
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

func TestSubmit_RichTextInput(t *testing.T) {
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
		t.Error("a rich text of \"not JSON\" is taken, want an error")
	}
	rich := json.RawMessage(`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}]}`)
	sent(t)(srv.Submit(ctx, slackfake.Ada, opened.ID, slackfake.Values{"note": {string(rich)}}))
	if got := interaction(t, heard).View.State.Values["note"]["note_text"].RichTextValue; len(got.Elements) != 1 {
		t.Errorf("value = %+v, want one element", got)
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
		t.Errorf("payload = %+v, want %s of view %s", got, slack.InteractionTypeViewClosed, id)
	}
	if v, ok := srv.TopView(slackfake.Ada); ok {
		t.Errorf("view %s is still open, want none", v.ID)
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

func TestCloseView_ClearOnClose(t *testing.T) {
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
