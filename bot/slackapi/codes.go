package slackapi

import (
	"errors"
	"strings"

	"github.com/slack-go/slack"
)

// Meaning says what one of Slack's refusals means for whoever called. A refusal can mean
// several things.
type Meaning uint32

// What a refusal can mean.
const (
	// Permanent says that the refusal is about a token or the app and not about the
	// moment: it stays the same however often Slack is asked.
	Permanent Meaning = 1 << iota
	// UnknownToken says that Slack does not know the token.
	UnknownToken
	// EndedToken says that the token was valid once.
	EndedToken
	// WrongToken says that the token is of another kind than the method wants.
	WrongToken
	// NoAccess says that the workspace or the organisation does not let the app in.
	NoAccess
	// NoScope says that the token lacks a permission.
	NoScope
	// Ambiguous says that some of what was asked for may have been done.
	Ambiguous
	// RateLimited says that the app calls too often, and that nothing was done.
	RateLimited
	// NotMember says that the bot is no member of the channel.
	NotMember
	// NoChannel says that there is no such channel, or none that the bot can see.
	NoChannel
	// Archived says that the channel is archived.
	Archived
	// NotAllowed says that those who manage the channel, the workspace or the
	// organisation do not let the bot do it.
	NotAllowed
	// NoPerson says that the person is not there, or takes no messages of the bot's.
	NoPerson
	// ThreadGone says that a thread takes no replies: its first message was deleted, or
	// replies are closed.
	ThreadGone
	// BlocksRefused says that the blocks are not taken, where simpler ones may be.
	BlocksRefused
	// TooLate says that a window can no longer be opened for what somebody pressed.
	TooLate
	// NotFound says that what was to be changed is gone.
	NotFound
	// BadOutputs says that a workflow does not take what its step hands on.
	BadOutputs
)

// meanings are the error codes of Slack's reference that mean something to the bot.
var meanings = map[string]Meaning{
	// The token and the app.
	"invalid_auth":             Permanent | UnknownToken,
	"not_authed":               Permanent | UnknownToken,
	"account_inactive":         Permanent | EndedToken,
	"token_revoked":            Permanent | EndedToken,
	"token_expired":            Permanent | EndedToken,
	"not_allowed_token_type":   Permanent | WrongToken,
	"access_denied":            Permanent | NoAccess,
	"forbidden_team":           Permanent | NoAccess,
	"team_disabled":            Permanent | NoAccess,
	"user_removed_from_team":   Permanent | NoAccess,
	"enterprise_is_restricted": Permanent | NoAccess,
	"team_access_not_granted":  NoAccess,
	"socket_mode_disabled":     NoAccess,
	"missing_scope":            Permanent | NoScope,
	"no_permission":            Permanent | NotAllowed,
	"ekm_access_denied":        Permanent | NotAllowed,
	"deprecated_endpoint":      Permanent,
	"method_deprecated":        Permanent,
	"unknown_method":           Permanent,

	// The moment.
	"fatal_error":         Ambiguous,
	"internal_error":      Ambiguous,
	"request_timeout":     Ambiguous,
	"rollup_error":        Ambiguous,
	"service_unavailable": Ambiguous,
	"rate_limited":        RateLimited,
	"ratelimited":         RateLimited,

	// The place.
	"not_in_channel":        NotMember,
	"channel_not_found":     NoChannel,
	"channel_is_archived":   Archived,
	"is_archived":           Archived,
	"cannot_dm_bot":         NoPerson,
	"messages_tab_disabled": NoPerson,
	"user_disabled":         NoPerson,
	"user_not_found":        NoPerson,
	"user_not_in_channel":   NoPerson,
	"user_not_visible":      NoPerson,

	// What those who manage a place do not allow.
	"accesslimited":                             NotAllowed,
	"action_prohibited":                         NotAllowed,
	"posting_to_general_channel_denied":         NotAllowed,
	"slack_connect_canvas_sharing_blocked":      NotAllowed,
	"slack_connect_file_link_sharing_blocked":   NotAllowed,
	"slack_connect_file_upload_sharing_blocked": NotAllowed,

	restricted:                                 NotAllowed,
	"restricted_action_read_only_channel":      NotAllowed,
	"restricted_action_thread_only_channel":    NotAllowed,
	"restricted_action_non_threadable_channel": NotAllowed | ThreadGone,
	"restricted_action_thread_locked":          NotAllowed | ThreadGone,

	// The thread.
	"cannot_reply_to_message": ThreadGone,
	"invalid_thread_ts":       ThreadGone,
	"message_not_found":       ThreadGone,
	"thread_locked":           ThreadGone,
	"thread_not_found":        ThreadGone,

	// What a message or a window is made of.
	"attachment_payload_limit_exceeded": BlocksRefused,
	"invalid_arguments":                 BlocksRefused,
	"invalid_attachments":               BlocksRefused,
	"invalid_blocks":                    BlocksRefused,
	"invalid_blocks_format":             BlocksRefused,
	"invalid_payload":                   BlocksRefused,
	"msg_blocks_too_long":               BlocksRefused,
	"msg_too_long":                      BlocksRefused,
	"too_many_attachments":              BlocksRefused,
	"view_too_large":                    BlocksRefused,

	// Windows.
	"exchanged_trigger_id": TooLate,
	"expired_trigger_id":   TooLate,
	"invalid_trigger_id":   TooLate,
	"trigger_exchanged":    TooLate,
	"trigger_expired":      TooLate,
	"not_found":            NotFound,

	// Steps of workflows.
	"parameter_validation_failed": BadOutputs,
}

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
	if m, known := meanings[code]; known {
		return m
	}
	if strings.HasPrefix(code, restricted) {
		return NotAllowed
	}
	return 0
}
