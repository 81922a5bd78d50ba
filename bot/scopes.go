package bot

// Scope is one permission that the app asks a workspace for.
type Scope struct {
	Name     string   // as Slack calls it
	For      string   // what the bot does with it
	Without  string   // what is lost without it
	Optional bool     // the bot does the rest of its work without it
	Events   []string // of the manifest that Slack sends only with it
}

// Scopes are all the permissions that the app asks for: what the app manifest
// names, and what a workspace's grant is held against. Whoever installs the app can
// decline the optional ones.
var Scopes = []Scope{
	{
		Name:    "commands",
		For:     "to offer the command /similar",
		Without: "nobody can type /similar",
	},
	{
		Name:    "chat:write",
		For:     "to answer, to say that an answer is coming, and to post the cases that people share",
		Without: "the bot cannot say anything",
	},
	{
		Name:    "app_mentions:read",
		For:     "to see the messages that mention Precedent, and no others in a channel",
		Without: "mentions get no answer",
		Events:  []string{"app_mention"},
	},
	{
		Name:    "im:history",
		For:     "to see what people write to Precedent directly",
		Without: "direct messages get no answer",
		Events:  []string{"message.im"},
	},
	{
		Name:     "links:read",
		For:      "to see links to the sites that most cases come from, when somebody posts one",
		Without:  "links to cases show nothing of the case",
		Optional: true,
		Events:   []string{"link_shared"},
	},
	{
		Name:     "links:write",
		For:      "to show the case below such a link",
		Without:  "links to cases show nothing of the case",
		Optional: true,
	},
	{
		Name:     "channels:read",
		For:      "to tell whether a public channel is shared with another organisation, before a watch or a brief is for all of it",
		Without:  "watches and briefs are offered in such channels too, until somebody mentions Precedent there; Home shows nothing as shared",
		Optional: true,
	},
	{
		Name:     "groups:read",
		For:      "to tell the same of private channels that Precedent is a member of",
		Without:  "the same for private channels",
		Optional: true,
	},
	{
		Name:     "assistant:write",
		For:      "to suggest questions in direct messages",
		Without:  "direct messages open with no questions to begin with but the manifest's own, in English",
		Optional: true,
	},
	{
		Name:     "canvases:write",
		For:      "to make a brief of cases as a Slack canvas",
		Without:  "briefs are Markdown or CSV files",
		Optional: true,
	},
	{
		Name:     "files:write",
		For:      "to make a brief of cases as a Markdown or CSV file",
		Without:  "briefs are canvases only",
		Optional: true,
	},
	{
		Name:     "users:read",
		For:      "to speak to people in the language that they have chosen in Slack, and to say without a mention who shared, noted or watches something, and to know colleagues in other workspaces of your enterprise",
		Without:  "everybody is spoken to in English; who shared, noted or watches something is not named; colleagues in other workspaces of your enterprise get answers only",
		Optional: true,
	},
}
