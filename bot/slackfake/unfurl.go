package slackfake

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"precedent/bot/blockkit"
)

// link finds addresses in what a person writes.
var link = regexp.MustCompile(`https?://[^\s<>|]+`)

// composer is what Slack names as the channel of a message that is not sent yet.
const composer = "COMPOSER"

// PostLink posts a message and delivers link_shared for the links in it whose
// domain is among domains, if there is one.
func (s *Server) PostLink(ctx context.Context, p Post, domains ...string) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		rec, err := addPost(s, p)
		if err != nil {
			return nil, err
		}
		return linkShared(s, p.User, rec.Channel, rec.TS, "conversations_history", p.Text, domains), nil
	})
}

// ComposeLink delivers link_shared for a text that somebody has in the composer.
func (s *Server) ComposeLink(ctx context.Context, user, text string, domains ...string) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		return linkShared(s, user, composer, s.nextID("compose")+"-"+composer, "composer", text, domains), nil
	})
}

// linkShared makes the delivery. The caller holds mu.
func linkShared(s *Server, user, channel, ts, source, text string, domains []string) *Delivery {
	links := []any{}
	for _, address := range link.FindAllString(text, -1) {
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		host := strings.ToLower(u.Hostname())
		if slices.ContainsFunc(domains, func(d string) bool { return host == d || strings.HasSuffix(host, "."+d) }) {
			links = append(links, map[string]any{"domain": host, "url": strings.ReplaceAll(address, "&", "&amp;")})
		}
	}
	id := s.nextID("unfurl")
	s.unfurls[id] = &Unfurled{UnfurlID: id, Channel: channel}
	if source != "composer" {
		s.unfurls[id].TS = ts
	}
	where, found := s.world.find(channel)
	d := newEvent(s, map[string]any{
		"type": "link_shared", "user": user, "channel": channel, "message_ts": ts, "links": links,
		"unfurl_id": id, "source": source, "is_bot_user_member": !found || where.has(BotUserID), "event_ts": ts,
	})
	d.UnfurlID = id
	return d
}

// Unfurled returns what the bot made of the links that a delivery told it of.
func (s *Server) Unfurled(d *Delivery) (Unfurled, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.unfurls[d.UnfurlID]
	if !ok || u.Links == nil {
		return Unfurled{}, false
	}
	return *u, true
}

// PressInUnfurl delivers a block_actions payload for an element of what the bot shows
// below a link. on is the delivery that told the bot of the link, and address the link
// as it was written.
func (s *Server) PressInUnfurl(ctx context.Context, user string, on *Delivery, address string, a Action) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		u := s.unfurls[on.UnfurlID]
		switch {
		case u == nil || u.Links[address] == nil:
			return nil, fmt.Errorf("slackfake: nothing is shown below %s", address)
		case u.TS == "":
			return nil, fmt.Errorf("slackfake: the message with %s is not sent yet", address)
		}
		rec, err := visibleTo(s, user, Record{Channel: u.Channel, TS: u.TS})
		if err != nil {
			return nil, err
		}
		action, err := actionOn(s, u.Links[address], a)
		if err != nil {
			return nil, err
		}
		d, payload := newInteraction(s, "block_actions", user)
		// What a person wrote is not the bot's to replace or to delete, so the address
		// is given for no message.
		aboutMessage(s, d, payload, user, &Record{Channel: rec.Channel})
		d.TS = rec.TS
		// Attachments are numbered from 1.
		id := slices.Index(slices.Sorted(maps.Keys(u.Links)), address) + 1
		container := map[string]any{
			"type": "message_attachment", "message_ts": rec.TS, "attachment_id": id, "channel_id": rec.Channel,
			"is_ephemeral": false, "is_app_unfurl": true, "app_unfurl_url": address,
		}
		put(container, "thread_ts", rec.ThreadTS)
		// Slack shows the bot its own blocks, and nothing of the message they stand below.
		payload["app_unfurl"] = map[string]any{
			"id": id, "bot_id": BotID, "bot_team_id": TeamID, "is_app_unfurl": true, "app_unfurl_url": address,
			"blocks": u.Links[address],
		}
		payload["container"], payload["actions"] = container, []any{action}
		d.payload = encode(payload)
		return d, nil
	})
}

func chatUnfurl(s *Server, args Args) (reply, *slackError) {
	var found *Unfurled
	for _, u := range s.unfurls {
		byID := args["unfurl_id"] != "" && args["unfurl_id"] == u.UnfurlID && args["source"] != ""
		byTS := args["unfurl_id"] == "" && u.TS != "" && args["channel"] == u.Channel && args["ts"] == u.TS
		if byID || byTS {
			found = u
		}
	}
	if found == nil {
		return nil, failed("cannot_find_message")
	}
	var unfurls map[string]struct {
		Blocks json.RawMessage `json:"blocks"`
	}
	if err := json.Unmarshal([]byte(args["unfurls"]), &unfurls); err != nil || len(unfurls) == 0 {
		return nil, failed("cannot_parse_attachment")
	}
	links := map[string]json.RawMessage{}
	for address, u := range unfurls {
		if fail := refusal(blockkit.CheckMessage("unfurl", u.Blocks)); fail != nil {
			return nil, fail
		}
		if bytes.Contains(u.Blocks, []byte(`"type":"rich_text"`)) { // not taken here, says Slack's documentation
			return nil, failed("invalid_blocks")
		}
		links[strings.ReplaceAll(address, "&amp;", "&")] = withIDs(s.nextID, u.Blocks)
	}
	found.Links = links
	s.touch()
	return reply{}, nil
}
