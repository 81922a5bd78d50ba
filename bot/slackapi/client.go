// Package slackapi calls Slack's Web API and response addresses, and holds what has to be
// known to do so well: what the error codes mean, how long Slack asks to wait, what is tried
// again and what may have happened all the same, and the requests that slack-go cannot make.
// It does not know what the bot says, and has no texts for people.
package slackapi

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/sync/semaphore"
)

// How Slack is called.
const (
	callTimeout = 10 * time.Second // of one HTTP request to Slack
	maxCalls    = 64               // requests at a time
	maxWindows  = 16               // and as many again to open windows, which Slack lets a bot do for three seconds only
)

// Client calls Slack's Web API and response addresses. What is tried again is decided by
// Retry: only what Slack refused for the rate. Where it failed otherwise than by
// its own clear refusal, the error is ErrUnsure, and the person is told to look before
// asking again.
type Client struct {
	api   *slack.Client
	token string
	url   string // of the methods, with a slash at its end
	http  *http.Client
	sites map[string]bool // scheme and host that a response address may have
	pause func(context.Context, time.Duration) error
	own   atomic.Pointer[Self] // once that is known
	calls *semaphore.Weighted  // a slot for each request under way
	opens *semaphore.Weighted  // the same for windows, so that they need not wait behind other calls
}

// ClientConfig is what a Client needs to know.
type ClientConfig struct {
	BotToken string
	AppToken string // for Socket Mode only
	APIURL   string // Slack's address, ending in a slash
	// Pause waits, or returns early with the context's error. Real time when nil.
	Pause func(context.Context, time.Duration) error
}

// NewClient makes a client. It does not call Slack.
func NewClient(cfg ClientConfig) (*Client, error) {
	u, err := url.Parse(cfg.APIURL)
	if err != nil || u.Host == "" || !strings.HasSuffix(cfg.APIURL, "/") {
		return nil, fmt.Errorf("slack's address %q is no web address that ends in a slash", cfg.APIURL)
	}
	if cfg.Pause == nil {
		cfg.Pause = Sleep
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = maxCalls // the default closes all but two after each use
	hc := &http.Client{Timeout: callTimeout, Transport: Transport(transport)}
	return &Client{
		api: slack.New(cfg.BotToken, slack.OptionAppLevelToken(cfg.AppToken), slack.OptionAPIURL(cfg.APIURL),
			slack.OptionHTTPClient(hc)),
		token: cfg.BotToken,
		url:   cfg.APIURL,
		http:  hc,
		// A response address lets anyone post into a channel; it is only ever
		// called where Slack hands such addresses out.
		sites: map[string]bool{u.Scheme + "://" + u.Host: true, "https://hooks.slack.com": true, "https://hooks.slack-gov.com": true},
		pause: cfg.Pause,
		calls: semaphore.NewWeighted(maxCalls),
		opens: semaphore.NewWeighted(maxWindows),
	}, nil
}

// Sleep waits, or returns early with the context's error.
func Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// API returns the Web API client underneath, for the transport that needs its
// connection.
func (c *Client) API() *slack.Client { return c.api }

// Post posts a message and returns where it stands: a person's id as the channel is a
// direct message, which has an id of its own.
func (c *Client) Post(ctx context.Context, channel string, options ...slack.MsgOption) (in, ts string, err error) {
	err = c.call(ctx, "chat.postMessage", func(ctx context.Context) error {
		in, ts, err = c.api.PostMessageContext(ctx, channel, options...)
		return err
	})
	return in, ts, err
}

// Update changes a message of the bot's.
func (c *Client) Update(ctx context.Context, channel, ts string, options ...slack.MsgOption) error {
	return c.call(ctx, "chat.update", func(ctx context.Context) error {
		_, _, _, err := c.api.UpdateMessageContext(ctx, channel, ts, options...)
		return err
	})
}

// PostEphemeral posts a message that only one person sees.
func (c *Client) PostEphemeral(ctx context.Context, channel, user string, options ...slack.MsgOption) error {
	return c.call(ctx, "chat.postEphemeral", func(ctx context.Context) error {
		_, err := c.api.PostEphemeralContext(ctx, channel, user, options...)
		return err
	})
}

// Person is what Slack says of somebody. What it does not say is "".
type Person struct {
	Locale           string // that Slack speaks to them in, such as "pt-BR"
	Name             string // what they are called
	Team, Enterprise string // whose people they are
}

// Person asks Slack about somebody. It needs the optional scope users:read.
func (c *Client) Person(ctx context.Context, user string) (p Person, err error) {
	err = c.call(ctx, "users.info", func(ctx context.Context) error {
		u, err := c.api.GetUserInfoContext(ctx, user)
		if err == nil {
			p.Locale = u.Locale
			p.Name = cmp.Or(u.Profile.DisplayName, u.RealName, u.Name)
			p.Team, p.Enterprise = u.TeamID, u.Enterprise.EnterpriseID
		}
		return err
	})
	return p, err
}

// Self is what Slack says of the bot: for which workspace it works, in which enterprise ("" for
// none), and the workspace's address.
type Self struct{ Team, Enterprise, URL string }

// Self says for which workspace the bot works, which stays the same.
func (c *Client) Self(ctx context.Context) (Self, error) {
	if known := c.own.Load(); known != nil {
		return *known, nil
	}
	var found Self
	err := c.call(ctx, "auth.test", func(ctx context.Context) error {
		who, err := c.api.AuthTestContext(ctx)
		if err == nil {
			found = Self{who.TeamID, who.EnterpriseID, who.URL}
			c.own.Store(&found)
		}
		return err
	})
	return found, err
}

// Pause waits as the client does, which is not at all in tests.
func (c *Client) Pause(ctx context.Context, d time.Duration) error { return c.pause(ctx, d) }

// Token is the bot's token. It is never to be logged.
func (c *Client) Token() string { return c.token }

// Permalink returns the address of a message.
func (c *Client) Permalink(ctx context.Context, channel, ts string) (link string, err error) {
	err = c.call(ctx, "chat.getPermalink", func(ctx context.Context) error {
		link, err = c.api.GetPermalinkContext(ctx, &slack.PermalinkParameters{Channel: channel, Ts: ts})
		return err
	})
	return link, err
}

// PublishHome shows somebody their Home tab.
func (c *Client) PublishHome(ctx context.Context, user string, home slack.HomeTabViewRequest) error {
	return c.call(ctx, "views.publish", func(ctx context.Context) error {
		_, err := c.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: home})
		return err
	})
}

// Channel tells whether a channel is shared with another organisation, and whether
// everybody in the workspace can read it. It needs the optional scope channels:read
// or groups:read.
func (c *Client) Channel(ctx context.Context, channel string) (external, public bool, err error) {
	err = c.call(ctx, "conversations.info", func(ctx context.Context) error {
		info, err := c.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
		if err == nil {
			external = info.IsExtShared || info.IsPendingExtShared
			public = info.IsChannel && !info.IsPrivate && !info.IsIM && !info.IsMpIM
		}
		return err
	})
	return external, public, err
}

// Status says in a thread what the bot is doing, until it answers there.
func (c *Client) Status(ctx context.Context, channel, thread, status string) error {
	return c.call(ctx, "assistant.threads.setStatus", func(ctx context.Context) error {
		return c.api.SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{ChannelID: channel, ThreadTS: thread, Status: status})
	})
}

// SuggestPrompts offers questions to somebody who opens the direct message with the
// bot. It needs the optional scope assistant:write. No thread is named: for an app with
// the agent view Slack would then do nothing, and not say so.
func (c *Client) SuggestPrompts(ctx context.Context, channel, title string, prompts []slack.AssistantThreadsPrompt) error {
	return c.call(ctx, "assistant.threads.setSuggestedPrompts", func(ctx context.Context) error {
		return c.api.SetAssistantThreadsSuggestedPromptsContext(ctx, slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel, Title: title, Prompts: prompts})
	})
}

// Unfurl shows something below links: those of a message, or with an unfurl id those
// of a text that may still be in the composer.
func (c *Client) Unfurl(ctx context.Context, channel, ts, unfurlID, source string, links map[string]slack.Attachment) error {
	return c.call(ctx, "chat.unfurl", func(ctx context.Context) (err error) {
		if unfurlID != "" && source != "" {
			_, _, _, err = c.api.UnfurlMessageByIDContext(ctx, unfurlID, source, links)
		} else {
			_, _, _, err = c.api.UnfurlMessageContext(ctx, channel, ts, links)
		}
		return err
	})
}

// OpenView opens a window.
func (c *Client) OpenView(ctx context.Context, triggerID string, view slack.ModalViewRequest) error {
	return c.callIn(ctx, c.opens, "views.open", func(ctx context.Context) error {
		_, err := c.api.OpenViewContext(ctx, triggerID, view)
		return err
	})
}

// UpdateView changes an open window.
func (c *Client) UpdateView(ctx context.Context, viewID string, view slack.ModalViewRequest) error {
	return c.call(ctx, "views.update", func(ctx context.Context) error {
		_, err := c.api.UpdateViewContext(ctx, view, "", "", viewID)
		return err
	})
}

// Respond posts to a response address.
func (c *Client) Respond(ctx context.Context, address string, msg *slack.WebhookMessage) error {
	u, err := url.Parse(address)
	if err != nil || !c.sites[u.Scheme+"://"+u.Host] {
		return fmt.Errorf("respond: the address is not one of Slack's")
	}
	body, err := json.Marshal(msg)
	if err != nil {
		return fmt.Errorf("respond: %w", err)
	}
	return c.call(ctx, "response_url", func(ctx context.Context) error {
		return Post(ctx, c.http, address, "", JSON, body)
	})
}

// CompleteStep hands a workflow what its step was to find. token is what the workflow
// brought, "" for the bot's own.
func (c *Client) CompleteStep(ctx context.Context, token, execution string, outputs map[string]any) error {
	return c.endStep(ctx, "functions.completeSuccess", token, map[string]any{"function_execution_id": execution, "outputs": outputs})
}

// FailStep tells a workflow why its step found nothing.
func (c *Client) FailStep(ctx context.Context, token, execution, why string) error {
	return c.endStep(ctx, "functions.completeError", token, map[string]any{"function_execution_id": execution, "error": why})
}

// endStep ends the step of a workflow, one way or the other.
func (c *Client) endStep(ctx context.Context, method, token string, args map[string]any) error {
	body, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return c.call(ctx, method, func(ctx context.Context) error {
		return Post(ctx, c.http, c.url+method, cmp.Or(token, c.token), JSON, body)
	})
}

func (c *Client) call(ctx context.Context, method string, do func(context.Context) error) error {
	return c.callIn(ctx, c.calls, method, do)
}

// callIn calls in one of the slots, which it holds during each request and not
// while Slack asks to wait.
func (c *Client) callIn(ctx context.Context, slots *semaphore.Weighted, method string, do func(context.Context) error) error {
	err := Retry(ctx, c.pause, func(ctx context.Context) error {
		done, err := waitTurn(ctx, slots)
		if err != nil {
			return err
		}
		defer done()
		return do(ctx)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return nil
}

// CreateCanvas makes a canvas, which at first only the bot can read. It needs the
// optional scope canvases:write, like ShareCanvas and DeleteCanvas. Slack refuses it on
// some plans, and where an administrator has switched canvases off.
func (c *Client) CreateCanvas(ctx context.Context, title, markdown string) (id string, err error) {
	err = c.call(ctx, "canvases.create", func(ctx context.Context) error {
		id, err = c.api.CreateCanvasContext(ctx, title, slack.DocumentContent{Type: "markdown", Markdown: markdown})
		return err
	})
	return id, err
}

// ShareCanvas lets everybody in a channel, or with an empty channel one person, read and
// edit a canvas.
func (c *Client) ShareCanvas(ctx context.Context, id, channel, user string) error {
	params := slack.SetCanvasAccessParams{CanvasID: id, AccessLevel: "write"}
	if channel != "" {
		params.ChannelIDs = []string{channel}
	} else {
		params.UserIDs = []string{user}
	}
	return c.call(ctx, "canvases.access.set", func(ctx context.Context) error { return c.api.SetCanvasAccessContext(ctx, params) })
}

// DeleteCanvas removes a canvas.
func (c *Client) DeleteCanvas(ctx context.Context, id string) error {
	return c.call(ctx, "canvases.delete", func(ctx context.Context) error { return c.api.DeleteCanvasContext(ctx, id) })
}

// CanvasAddress is what the addresses of canvases begin with, before their ids. Slack says
// the whole of one only to apps that may read files, so it is made of the workspace's own,
// which stays the same.
func (c *Client) CanvasAddress(ctx context.Context) (string, error) {
	own, err := c.Self(ctx)
	return own.URL + "docs/" + own.Team + "/", err
}

// Upload brings a file to Slack, where nobody sees it until ShareFile. It needs the
// optional scope files:write, like ShareFile.
func (c *Client) Upload(ctx context.Context, name string, content []byte) (id string, err error) {
	var where *slack.GetUploadURLExternalResponse
	err = c.call(ctx, "files.getUploadURLExternal", func(ctx context.Context) error {
		where, err = c.api.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: name, FileSize: len(content)})
		return err
	})
	if err != nil {
		return "", err
	}
	if u, err := url.Parse(where.UploadURL); err != nil || u.Scheme != "https" && !c.sites[u.Scheme+"://"+u.Host] {
		return "", errors.New("upload: the address is not one of Slack's")
	}
	return where.FileID, c.call(ctx, "upload", func(ctx context.Context) error {
		// The address alone says whose file it is, so that no token is needed.
		return Post(ctx, c.http, where.UploadURL, "", Bytes, content)
	})
}

// ShareFile shows an uploaded file in a conversation.
func (c *Client) ShareFile(ctx context.Context, id, title, channel, thread string) error {
	return c.call(ctx, "files.completeUploadExternal", func(ctx context.Context) error {
		_, err := c.api.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{
			Files: []slack.FileSummary{{ID: id, Title: title}}, Channel: channel, ThreadTimestamp: thread,
		})
		return err
	})
}

// DeleteMessage removes a message of the bot's.
func (c *Client) DeleteMessage(ctx context.Context, channel, ts string) error {
	return c.call(ctx, "chat.delete", func(ctx context.Context) error {
		_, _, err := c.api.DeleteMessageContext(ctx, channel, ts)
		return err
	})
}
