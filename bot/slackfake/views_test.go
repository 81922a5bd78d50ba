package slackfake_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"precedent/bot/slackfake"
)

func TestViews_Triggers(t *testing.T) {
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

func TestViews_UpdateAndPush(t *testing.T) {
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

// TestViews_UpdateWaitsForTheAnswer changes a submitted modal while the answer to the
// submission is still on its way. The answer comes first.
func TestViews_UpdateWaitsForTheAnswer(t *testing.T) {
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

func TestViews_Publish(t *testing.T) {
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
