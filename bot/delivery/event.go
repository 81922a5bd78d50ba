package delivery

import "strings"

// Event is something that happened in a conversation of the bot's.
type Event struct {
	ID          string `json:"-"`
	External    bool   `json:"-"` // in a channel that is shared with another organisation
	Type        string `json:"type"`
	Subtype     string `json:"subtype"`
	Channel     string `json:"channel"`
	ChannelType string `json:"channel_type"`
	User        string `json:"user"`
	UserTeam    string `json:"user_team"`   // of the user, in channels that are shared with others
	SourceTeam  string `json:"source_team"` // the same
	Team        string `json:"team"`        // the same, everywhere
	BotID       string `json:"bot_id"`
	TS          string `json:"ts"`
	Thread      string `json:"thread_ts"`
	// Edited is set where somebody has changed the message since. Slack then delivers it
	// as if it were new.
	Edited *struct{} `json:"edited"`
	Message

	Tab string `json:"tab"` // of app_home_opened

	// Of link_shared: the links, and the message or the text in the composer that
	// holds them.
	Links []struct {
		URL string `json:"url"`
	} `json:"links"`
	MessageTS string `json:"message_ts"`
	UnfurlID  string `json:"unfurl_id"`
	Source    string `json:"source"`

	// Of function_executed: a workflow that comes to a step of the bot's, what it asks
	// for, and the token to answer it with.
	Function struct {
		CallbackID string `json:"callback_id"`
	} `json:"function"`
	Inputs struct {
		Problem string `json:"problem"`
		Country string `json:"country"`
		Topic   string `json:"topic"`
	} `json:"inputs"`
	Execution string `json:"function_execution_id"`
	BotToken  string `json:"bot_access_token"` // a secret
}

// Name is what handlers of the event go by: its type, with what tells it from others of that
// type behind a colon, which is the tab that was opened or the step that a workflow came to.
// It is "" for a message that asks nothing.
func (e *Event) Name() string {
	switch e.Type {
	case "app_mention", "message":
		if !e.Asks() {
			return ""
		}
	case "app_home_opened":
		return e.Type + ":" + e.Tab
	case "function_executed":
		return e.Type + ":" + e.Function.CallbackID
	}
	return e.Type
}

// Asks tells whether an event is a question: a mention, or a direct message. It
// is not for edits, joins, and what bots say, the bot itself among them.
func (e *Event) Asks() bool {
	if e.BotID != "" || e.User == "" || e.Edited != nil {
		return false
	}
	switch e.Type {
	case "app_mention":
		return true
	case "message":
		return e.Direct() && (e.Subtype == "" || e.Subtype == "file_share" || e.Subtype == "thread_broadcast")
	}
	return false
}

// Direct tells whether an event happened in a direct message with the bot. An
// event that does not say so is told by its channel.
func (e *Event) Direct() bool {
	return e.ChannelType == "im" || e.ChannelType == "" && strings.HasPrefix(e.Channel, "D")
}
