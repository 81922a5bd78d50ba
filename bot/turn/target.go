package turn

import (
	"strings"

	"precedent/bot/delivery"
	"precedent/bot/state"
	"precedent/bot/view"
)

// Words says whose words a problem is in.
type Words int

// Whose words a problem can be in.
const (
	Typed     Words = iota // by who asked
	Quoted                 // by somebody else, whose message it was
	Forwarded              // the same, put by who asked below their own words
)

// Target is where an answer goes, and how. The zero value reaches nobody.
type Target struct {
	Channel     string
	ThreadTS    string // "" for none
	NewThread   bool   // the thread has no reply yet: a private message in it would be shown to nobody
	FollowsUp   bool   // what was asked follows upon something in the thread
	User        string // who asked
	From        delivery.Organisation
	ResponseURL string // "" for none
	Asked       string // what was typed, where Slack does not keep it; "" otherwise
	Words       Words
	InHome      bool   // the button stands in the Home tab
	Public      bool   // for everybody in the channel; otherwise only for the user
	Restricted  string // the text of package view that says why it is not public, as it would be otherwise; "" for no reason
	Replace     bool   // in place of the message where a button was pressed, where that can be
	ViaDM       *bool  // set once the answer had to go to a direct message instead; nil for nobody to ask
}

// Private is the same place, seen only by who asked, as the answer to a direct message
// with the bot is anyway.
func (t Target) Private() Target {
	if !Direct(t.Channel) || t.ResponseURL != "" {
		t.Public = false
	}
	return t
}

// privateThread is the thread that a private message goes to. Slack takes one in a thread
// without a reply and shows it to nobody, so it goes below the conversation then.
func (t Target) privateThread() string {
	if t.NewThread {
		return ""
	}
	return t.ThreadTS
}

// Origin is where the person is, for the state of a window.
func (t Target) Origin() state.Origin {
	return state.Origin{Channel: t.Channel, Thread: t.ThreadTS, ResponseURL: t.ResponseURL}
}

// Answered says in a window where the answer to it is.
func (t Target) Answered() Message {
	if t.Channel == "" || t.ViaDM != nil && *t.ViaDM {
		return Message{Text: view.LabelAnswerInDM}
	}
	return Message{Text: "label.answer-below"}
}

// List is the list that a person saves to where they are: that of the channel, or their
// own in a direct message and outside any conversation.
func (t Target) List() (list string, own bool) {
	if t.Channel == "" || Direct(t.Channel) {
		return t.User, true
	}
	return t.Channel, false
}

// Direct tells whether a channel is a direct message with the bot.
func Direct(channel string) bool { return strings.HasPrefix(channel, "D") }

// MaxID is how long an id of Slack's may be, in characters.
const MaxID = 30

// conversation is where something happened, "" for what can be no conversation: channels,
// groups and direct messages have ids of a form of their own, and the list of a person
// goes by theirs. Slack takes the id of a person where a message goes to them, but nothing
// happens there.
func conversation(id string) string {
	if len(id) < 2 || len(id) > MaxID || !strings.Contains("CDG", id[:1]) {
		return ""
	}
	for _, c := range id {
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return ""
		}
	}
	return id
}
