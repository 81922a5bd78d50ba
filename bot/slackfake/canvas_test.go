package slackfake_test

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

func document(markdown string) slack.DocumentContent {
	return slack.DocumentContent{Type: "markdown", Markdown: markdown}
}

func TestCanvases_Create(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	alone, err := client.CreateCanvasContext(ctx, "A brief", document("# Cases\n\n- one"))
	if err != nil || !strings.HasPrefix(alone, "F") {
		t.Fatalf("canvases.create = %q, %v", alone, err)
	}
	tab, err := client.CreateCanvasContext(ctx, "", slack.DocumentContent{}, slack.CreateCanvasOptionChannelID(slackfake.General))
	if err != nil || tab == alone {
		t.Fatalf("canvases.create = %q, %v", tab, err)
	}
	set := func(level string, channels, users []string) error {
		return client.SetCanvasAccessContext(ctx, slack.SetCanvasAccessParams{
			CanvasID: alone, AccessLevel: level, ChannelIDs: channels, UserIDs: users,
		})
	}
	if err := set("read", []string{slackfake.General, slackfake.Shared}, nil); err != nil {
		t.Error(err)
	}
	wantSlackError(t, set("write", nil, []string{slackfake.Ada}), "failed_to_update_user_ids")
	link := fmt.Sprintf("https://example-ministry.slack.com/docs/%s/%s", slackfake.TeamID, alone)
	if _, _, err := client.PostMessageContext(ctx, slackfake.Ada, text("Your brief: "+link)); err != nil {
		t.Fatal(err)
	}
	if err := set("write", nil, []string{slackfake.Ada}); err != nil {
		t.Errorf("after the link was sent: %v", err)
	}
	wantSlackError(t, set("write", nil, []string{slackfake.Ada, slackfake.Marek}), "failed_to_update_user_ids")

	canvases := srv.Canvases()
	if len(canvases) != 2 {
		t.Fatalf("canvases = %+v", canvases)
	}
	first, second := canvases[0], canvases[1]
	if first.ID != alone || first.Title != "A brief" || first.Markdown != "# Cases\n\n- one" || first.Tab != "" || first.Owner != slackfake.BotUserID ||
		!maps.Equal(first.Channels, map[string]string{slackfake.General: "read", slackfake.Shared: "read"}) ||
		!maps.Equal(first.Users, map[string]string{slackfake.Ada: "write"}) {
		t.Errorf("canvas = %+v", first)
	}
	if second.ID != tab || second.Title != "" || second.Markdown != "" || second.Tab != slackfake.General ||
		!maps.Equal(second.Channels, map[string]string{slackfake.General: "write"}) {
		t.Errorf("canvas = %+v", second)
	}

	wantSlackError(t, set("owner", []string{slackfake.General}, nil), "invalid_arguments")
	if err := set("owner", nil, []string{slackfake.Ada}); err != nil || srv.Canvases()[0].Owner != slackfake.Ada {
		t.Errorf("giving it away: %v", err)
	}
	wantSlackError(t, set("owner", nil, []string{slackfake.Ada}), "restricted_action")
}

func TestCanvases_AccessRefused(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	id, err := client.CreateCanvasContext(ctx, "A brief", document("a"))
	if err != nil {
		t.Fatal(err)
	}
	im, _ := srv.Channel(slackfake.Ada)
	channel, person := []string{slackfake.General}, []string{slackfake.Ada}
	tests := []struct {
		name, canvas, level string
		channels, users     []string
		want                string
	}{
		{"no such canvas", "F0NOTHING", "read", channel, nil, "canvas_not_found"},
		{"both", id, "read", channel, person, "invalid_parameters"},
		{"neither", id, "read", nil, nil, "invalid_parameters"},
		{"no such level", id, "comment", channel, nil, "invalid_arguments"},
		{"no such person", id, "read", nil, []string{"U0NOBODY"}, "user_not_found"},
		{"no such channel", id, "read", []string{slackfake.General, "C0NOWHERE"}, nil, "channel_not_found"},
		{"a direct message", id, "read", []string{im.ID}, nil, "channel_not_found"},
		{"a private channel without the bot", id, "read", []string{slackfake.Secret}, nil, "channel_not_found"},
		{"a public channel without the bot", id, "read", []string{slackfake.Random}, nil, "no_permission"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := client.SetCanvasAccessContext(ctx, slack.SetCanvasAccessParams{
				CanvasID: tt.canvas, AccessLevel: tt.level, ChannelIDs: tt.channels, UserIDs: tt.users,
			})
			wantSlackError(t, err, tt.want)
		})
	}
	if c := srv.Canvases()[0]; len(c.Channels)+len(c.Users) != 0 {
		t.Errorf("somebody was given access: %+v", c)
	}
	form := url.Values{"token": {srv.BotToken()}, "canvas_id": {id}, "access_level": {"read"}, "user_ids": {slackfake.Ada}}
	if answer := postForm(t, srv, "canvases.access.set", form); !strings.Contains(answer, "invalid_arguments") {
		t.Errorf("a list that is none: %s", answer)
	}
}

func postForm(t *testing.T, srv *slackfake.Server, method string, form url.Values) string {
	t.Helper()
	res, err := http.PostForm(srv.APIURL()+method, form)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, _ := io.ReadAll(res.Body)
	return string(answer)
}

func TestCanvases_ContentRefused(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	const limit = 1 << 20 // characters
	tests := []struct {
		name    string
		content slack.DocumentContent
		want    string // empty: it is taken
	}{
		{"as long as can be", document(strings.Repeat("ł", limit)), ""},
		{"too long", document(strings.Repeat("a", limit+1)), "canvas_creation_failed"},
		{"a list in a quote", document("# Cases\n\n> It says:\n> - one"), "canvas_creation_failed"},
		{"a quote below a list", document("- one\n\n> 2018-19: it worked"), ""},
		{"no Markdown", slack.DocumentContent{Type: "html"}, "invalid_arguments"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := client.CreateCanvasContext(ctx, "A brief", tt.content)
			if tt.want == "" && err != nil {
				t.Error(err)
			}
			if tt.want != "" {
				wantSlackError(t, err, tt.want)
			}
		})
	}
	form := url.Values{"token": {srv.BotToken()}, "document_content": {`{"type":"markdown","markdown":"> 1. one"}`}}
	if answer := postForm(t, srv, "canvases.create", form); !strings.Contains(answer, `"detail":"'content' error`) {
		t.Errorf("Slack says what is wrong with the content: %s", answer)
	}
}

func TestCanvases_WithinChannels(t *testing.T) {
	t.Parallel()
	in := slack.CreateCanvasOptionChannelID
	tests := []struct {
		name string
		opts slackfake.Options
		in   []slack.CreateCanvasOption
		want string
	}{
		{"no such channel", slackfake.Options{}, []slack.CreateCanvasOption{in("C0NOWHERE")}, "channel_not_found"},
		{"a private channel without the bot", slackfake.Options{}, []slack.CreateCanvasOption{in(slackfake.Secret)}, "channel_not_found"},
		{"a public channel without the bot", slackfake.Options{}, []slack.CreateCanvasOption{in(slackfake.Random)}, "no_permission"},
		{"no channel on a free plan", slackfake.Options{FreePlan: true}, nil, "free_teams_cannot_create_standalone_canvases"},
		{"a second one on a free plan", slackfake.Options{FreePlan: true}, []slack.CreateCanvasOption{in(slackfake.General)}, "free_team_canvas_tab_already_exists"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			srv := newServer(t, tt.opts)
			client, ctx := newClient(srv), testContext(t)
			if _, err := client.CreateCanvasContext(ctx, "First", document("a"), in(slackfake.General)); err != nil {
				t.Fatal(err)
			}
			_, err := client.CreateCanvasContext(ctx, "Second", document("b"), tt.in...)
			wantSlackError(t, err, tt.want)
			if n := len(srv.Canvases()); n != 1 {
				t.Errorf("%d canvases", n)
			}
		})
	}
}

func TestCanvases_Faults(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	srv.Fail("canvases.create", slackfake.SlackError("canvas_disabled_user_team"), 1)
	_, err := client.CreateCanvasContext(ctx, "A brief", document("a"))
	wantSlackError(t, err, "canvas_disabled_user_team")
	srv.Fail("canvases.create", slackfake.DropConnectionAfter, 1)
	if _, err := client.CreateCanvasContext(ctx, "A brief", document("a")); err == nil || len(srv.Canvases()) != 1 {
		t.Errorf("dropped after: %v, %d canvases", err, len(srv.Canvases()))
	}
}

// TestCanvases_MissingScopes calls with every scope but those two.
func TestCanvases_MissingScopes(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{Scopes: []string{"chat:write"}})
	client, ctx := newClient(srv), testContext(t)
	_, creating := client.CreateCanvasContext(ctx, "A brief", document("a"))
	sharing := client.SetCanvasAccessContext(ctx, slack.SetCanvasAccessParams{CanvasID: "F0", AccessLevel: "read", ChannelIDs: []string{slackfake.General}})
	_, asking := client.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: "a.md", FileSize: 1})
	_, completing := client.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{Files: []slack.FileSummary{{ID: "F0"}}})
	for i, err := range []error{creating, sharing, asking, completing} {
		needed := []string{"canvases:write", "canvases:write", "files:write", "files:write"}[i]
		var answer slack.SlackErrorResponse
		if !errors.As(err, &answer) || answer.Err != "missing_scope" || answer.Needed != needed || answer.Provided != "chat:write" {
			t.Errorf("error = %#v, want missing_scope %s", err, needed)
		}
	}
}

func TestCanvases_Delete(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	id, err := client.CreateCanvasContext(ctx, "A brief", document("text"))
	if err == nil {
		err = client.DeleteCanvasContext(ctx, id)
	}
	if left := srv.Canvases(); err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
	wantSlackError(t, client.DeleteCanvasContext(ctx, id), "canvas_not_found")
}
