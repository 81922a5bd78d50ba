package delivery

// Interaction is a press of a button, a submitted window or a shortcut.
type Interaction struct {
	Type        string `json:"type"`
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
	User        struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	Team struct { // where the user is, who may be from another
		ID string `json:"id"`
	} `json:"team"`
	Enterprise struct {
		ID string `json:"id"`
	} `json:"enterprise"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	CallbackID string      `json:"callback_id"` // of a shortcut
	Message    MessageUsed `json:"message"`
	Container  struct {
		Channel   string `json:"channel_id"`
		Thread    string `json:"thread_ts"`
		Ephemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	Actions []struct {
		ID       string `json:"action_id"`
		Value    string `json:"value"`
		Selected option `json:"selected_option"`
	} `json:"actions"`
	View struct {
		ID              string `json:"id"`
		Type            string `json:"type"`
		CallbackID      string `json:"callback_id"`
		PrivateMetadata string `json:"private_metadata"`
		State           struct {
			Values map[string]map[string]InputValue `json:"values"` // by block id and action id
		} `json:"state"`
	} `json:"view"`
	ResponseURLs []struct {
		Channel     string `json:"channel_id"`
		ResponseURL string `json:"response_url"`
	} `json:"response_urls"`
}

// MessageUsed is the message that a button or a shortcut was used on.
type MessageUsed struct {
	Thread string `json:"thread_ts"`
	Message
}

// InputValue is what a person entered in one field of a window.
type InputValue struct {
	Value        string   `json:"value"`
	Conversation string   `json:"selected_conversation"`
	Selected     option   `json:"selected_option"`
	Several      []option `json:"selected_options"`
}

type option struct {
	Value string `json:"value"`
}

// Chosen are the values of the options chosen in a menu of several.
func (v InputValue) Chosen() []string {
	values := make([]string, len(v.Several))
	for i, o := range v.Several {
		values[i] = o.Value
	}
	return values
}

// The kinds of Interaction.
const (
	BlockActions    = "block_actions"
	ViewSubmission  = "view_submission"
	GlobalShortcut  = "shortcut"
	MessageShortcut = "message_action"
)
