// Package view holds what people see in Slack: each message and window as Block Kit, a file a
// feature, above what they share: how texts are said (speaker.go, filled.go), how a case is
// shown (record.go, case.go), and what windows ask with (input.go, select.go). No feature's
// file needs that of another, but for the few that show what another makes.
//
// The texts are in package catalogue, their keys where they are used; the limits that all of
// it keeps to are blockkit's.
//
// Everything here is pure: the package sends nothing, knows no client, and
// decides nothing about ranking.
//
// Text from people and from cases only ever stands in plain_text and
// rich_text, where Slack reads no markup, so that no case and no question can
// ping a channel or fake a link. The one place where Slack does read markup,
// a message's top-level text, is escaped.
package view
