// Package view holds what people see in Slack: answers and windows as Block Kit
// (answer.go, details.go, share.go), and every text (text.go). The limits that it keeps to
// are bot/blockkit's.
//
// Everything here is pure: the package sends nothing, knows no client, and
// decides nothing about ranking.
//
// Text from people and from cases only ever stands in plain_text and
// rich_text, where Slack reads no markup, so that no case and no question can
// ping a channel or fake a link. The one place where Slack does read markup,
// a message's top-level text, is escaped.
package view
