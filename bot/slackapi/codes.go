package slackapi

import (
	"errors"
	"strings"
	"sync"

	"github.com/slack-go/slack"
)

// Meaning says what one of Slack's refusals means for whoever called. A refusal can mean
// several things.
type Meaning uint32

// What a refusal can mean.
const (
	Permanent     Meaning = 1 << iota // it is about a token or the app, not the moment, and stays the same however often Slack is asked
	UnknownToken                      // Slack does not know the token
	EndedToken                        // the token was valid once
	WrongToken                        // the token is of another kind than the method wants
	NoAccess                          // the workspace or the organisation does not let the app in
	NoScope                           // the token lacks a permission
	Ambiguous                         // some of what was asked for may have been done
	RateLimited                       // the app calls too often, and nothing was done
	NotMember                         // the bot is no member of the channel
	NoChannel                         // there is no such channel, or none that the bot can see
	Archived                          // the channel is archived
	NotAllowed                        // those who manage the channel, the workspace or the organisation do not let the bot do it
	NoPerson                          // the person is not there, or takes no messages of the bot's
	ThreadGone                        // a thread takes no replies: its first message was deleted, or replies are closed
	BlocksRefused                     // the blocks are not taken, where simpler ones may be
	TooLate                           // a window can no longer be opened for what somebody pressed
	NotFound                          // what was to be changed is gone
	BadOutputs                        // a workflow does not take what its step hands on
)

// refusals are the error codes of Slack's reference that mean something to the bot, by what
// they mean.
var refusals = []struct {
	means Meaning
	codes string // with blanks between them
}{
	// The token and the app.
	{Permanent | UnknownToken, "invalid_auth not_authed"},
	{Permanent | EndedToken, "account_inactive token_expired token_revoked"},
	{Permanent | WrongToken, "not_allowed_token_type"},
	{Permanent | NoAccess, "access_denied enterprise_is_restricted forbidden_team team_disabled user_removed_from_team"},
	{NoAccess, "socket_mode_disabled team_access_not_granted"},
	{Permanent | NoScope, "missing_scope"},
	{Permanent | NotAllowed, "ekm_access_denied no_permission"},
	{Permanent, "deprecated_endpoint method_deprecated unknown_method"},

	// The moment.
	{Ambiguous, "fatal_error internal_error request_timeout rollup_error service_unavailable"},
	{RateLimited, "rate_limited ratelimited"},

	// The place.
	{NotMember, "not_in_channel"},
	{NoChannel, "channel_not_found"},
	{Archived, "channel_is_archived is_archived"},
	{NoPerson, "cannot_dm_bot messages_tab_disabled"},
	{NoPerson, "user_disabled user_not_found user_not_in_channel user_not_visible"},

	// What those who manage a place do not allow.
	{NotAllowed, "accesslimited action_prohibited posting_to_general_channel_denied"},
	{NotAllowed, "slack_connect_canvas_sharing_blocked"},
	{NotAllowed, "slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked"},
	{NotAllowed, restricted + " restricted_action_read_only_channel restricted_action_thread_only_channel"},
	{NotAllowed | ThreadGone, "restricted_action_non_threadable_channel restricted_action_thread_locked"},

	// The thread.
	{ThreadGone, "cannot_reply_to_message invalid_thread_ts message_not_found thread_locked thread_not_found"},

	// What a message or a window is made of.
	{BlocksRefused, "attachment_payload_limit_exceeded invalid_attachments too_many_attachments"},
	{BlocksRefused, "invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long view_too_large"},
	{BlocksRefused, "invalid_arguments invalid_payload"},

	// Windows.
	{TooLate, "exchanged_trigger_id expired_trigger_id invalid_trigger_id trigger_exchanged trigger_expired"},
	{NotFound, "not_found"},

	// Steps of workflows.
	{BadOutputs, "parameter_validation_failed"},
}

// meanings are the refusals by their codes.
var meanings = sync.OnceValue(func() map[string]Meaning {
	byCode := map[string]Meaning{}
	for _, r := range refusals {
		for code := range strings.FieldsSeq(r.codes) {
			byCode[code] = r.means
		}
	}
	return byCode
})

// restricted begins the codes with which an administrator's settings forbid something.
// There have come to be more of them over time, and each is NotAllowed.
const restricted = "restricted_action"

// Means tells whether an error is a refusal of Slack's with any of these meanings.
func Means(err error, any Meaning) bool { return of(err)&any != 0 }

// Code is the error code of a refusal of Slack's, "" for any other error.
func Code(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return refused.Err
	}
	return ""
}

// of is what an error means.
func of(err error) Meaning {
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return RateLimited
	}
	code := Code(err)
	if m, known := meanings()[code]; known {
		return m
	}
	if strings.HasPrefix(code, restricted) {
		return NotAllowed
	}
	return 0
}
