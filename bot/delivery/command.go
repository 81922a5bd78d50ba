package delivery

// Command is a slash command.
type Command struct {
	Channel     string `json:"channel_id"`
	User        string `json:"user_id"`
	Team        string `json:"team_id"`       // of the user
	Enterprise  string `json:"enterprise_id"` // that the team belongs to, "" for none
	Text        string `json:"text"`
	ResponseURL string `json:"response_url"`
	TriggerID   string `json:"trigger_id"`
}
