package bot_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/slackapi"
	"precedent/bot/slackfake"
)

// retryAfters are what servers and proxies send with a refusal for the rate: Slack's whole
// seconds, and all else.
var retryAfters = map[string]slackfake.Fault{
	"whole seconds":       slackfake.RateLimited(time.Second),
	"nothing":             slackfake.RateLimitedSaying(""),
	"a fraction":          slackfake.RateLimitedSaying("1.5"),
	"a date":              slackfake.RateLimitedSaying(time.Now().Add(8 * time.Second).UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT")),
	"a date gone by":      slackfake.RateLimitedSaying("Thu, 01 Jan 2026 00:00:00 GMT"),
	"more than can be":    slackfake.RateLimitedSaying("99999999999999999999"),
	"less than nothing":   slackfake.RateLimitedSaying("-5"),
	"nothing readable":    slackfake.RateLimitedSaying("soon"),
	"an error code alone": slackfake.SlackError("ratelimited"),
}

// calls are all the ways in which the bot calls Slack, by what of Slack they use.
func calls(c *slackapi.Client, w *slackfake.Server) map[string]func(context.Context) error {
	plain := slack.MsgOptionText("a", false)
	return map[string]func(context.Context) error{
		"chat.postMessage":   func(ctx context.Context) error { _, _, err := c.Post(ctx, slackfake.General, plain); return err },
		"chat.postEphemeral": func(ctx context.Context) error { return c.PostEphemeral(ctx, slackfake.General, slackfake.Ada, plain) },
		"chat.getPermalink":  func(ctx context.Context) error { _, err := c.Permalink(ctx, slackfake.General, "1.1"); return err },
		"chat.unfurl": func(ctx context.Context) error {
			return c.Unfurl(ctx, slackfake.General, "1.1", "", "", map[string]slack.Attachment{"https://example.org": {Fallback: "a"}})
		},
		"chat.delete": func(ctx context.Context) error { return c.DeleteMessage(ctx, slackfake.General, "1.1") },
		"views.open": func(ctx context.Context) error {
			return c.OpenView(ctx, "1.1.a", slack.ModalViewRequest{Type: "modal"})
		},
		"views.update": func(ctx context.Context) error { return c.UpdateView(ctx, "V1", slack.ModalViewRequest{Type: "modal"}) },
		"views.publish": func(ctx context.Context) error {
			return c.PublishHome(ctx, slackfake.Ada, slack.HomeTabViewRequest{Type: "home"})
		},
		"users.info": func(ctx context.Context) error { _, err := c.Person(ctx, slackfake.Ada); return err },
		"conversations.info": func(ctx context.Context) error {
			_, _, err := c.Channel(ctx, slackfake.General)
			return err
		},
		"assistant.threads.setStatus": func(ctx context.Context) error { return c.Status(ctx, "D1", "1.1", "a") },
		"assistant.threads.setSuggestedPrompts": func(ctx context.Context) error {
			return c.SuggestPrompts(ctx, "D1", "a", []slack.AssistantThreadsPrompt{{Title: "a", Message: "a"}})
		},
		"functions.completeSuccess": func(ctx context.Context) error { return c.CompleteStep(ctx, "", "Fx1", map[string]any{}) },
		"functions.completeError":   func(ctx context.Context) error { return c.FailStep(ctx, "", "Fx1", "a") },
		"canvases.create":           func(ctx context.Context) error { _, err := c.CreateCanvas(ctx, "a", "a"); return err },
		"canvases.access.set":       func(ctx context.Context) error { return c.ShareCanvas(ctx, "F1", slackfake.General, "") },
		"canvases.delete":           func(ctx context.Context) error { return c.DeleteCanvas(ctx, "F1") },
		"auth.test":                 func(ctx context.Context) error { _, err := c.Self(ctx); return err },
		"files.getUploadURLExternal": func(ctx context.Context) error {
			_, err := c.Upload(ctx, "a.md", []byte("a"))
			return err
		},
		slackfake.Uploads:              func(ctx context.Context) error { _, err := c.Upload(ctx, "a.md", []byte("a")); return err },
		"files.completeUploadExternal": func(ctx context.Context) error { return c.ShareFile(ctx, "F1", "a", slackfake.General, "") },
		slackfake.ResponseURLs: func(ctx context.Context) error {
			return c.Respond(ctx, w.URL()+"/response/none", &slack.WebhookMessage{Text: "a"})
		},
	}
}

// callsTo is how often the bot has called a method, or used addresses of a kind.
func callsTo(srv *slackfake.Server, target string) int {
	n := 0
	for _, e := range srv.Journal() {
		if e.Name == target {
			n++
		}
	}
	return n
}

// TestClient_TriesAgainWhenLimited: however a refusal for the rate is put, every call
// waits a sensible time and is made again.
func TestClient_TriesAgainWhenLimited(t *testing.T) {
	for said, fault := range retryAfters {
		t.Run(said, func(t *testing.T) {
			srv := must(slackfake.New(slackfake.Options{}))(t)
			defer srv.Close()
			var waited []time.Duration
			c := must(slackapi.NewClient(slackapi.ClientConfig{BotToken: srv.BotToken(), APIURL: srv.APIURL(), Pause: func(ctx context.Context, d time.Duration) error {
				waited = append(waited, d)
				return ctx.Err()
			}}))(t)
			for target, call := range calls(c, srv) {
				waited = nil
				before := callsTo(srv, target)
				srv.Fail(target, fault, 1)
				err := call(t.Context())
				if slackapi.Means(err, slackapi.RateLimited) || len(waited) != 1 || waited[0] < time.Second || waited[0] > 10*time.Second {
					t.Errorf("%s: waited %v, then %v", target, waited, err)
				}
				if made := callsTo(srv, target) - before; made != 2 {
					t.Errorf("%s: called %d times", target, made)
				}
			}
		})
	}
}

// TestClient_UploadsOnlyToSlack: a file goes to no address but one of Slack's own, or over
// https.
func TestClient_UploadsOnlyToSlack(t *testing.T) {
	for _, address := range []string{"http://169.254.169.254/latest", "file:///etc/passwd", "ftp://example.org/", "", "::"} {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			json.NewEncoder(w).Encode(map[string]any{"ok": true, "upload_url": address, "file_id": "F1"})
		}))
		c := must(slackapi.NewClient(slackapi.ClientConfig{BotToken: "token", APIURL: srv.URL + "/api/"}))(t)
		if _, err := c.Upload(t.Context(), "a.md", []byte("a")); err == nil || !strings.Contains(err.Error(), "not one of Slack's") {
			t.Errorf("%q: %v", address, err)
		}
		srv.Close()
	}
}
