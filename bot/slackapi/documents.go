package slackapi

import (
	"context"
	"errors"
	"net/url"

	"github.com/slack-go/slack"
)

// The calls of a Client that make documents.

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
