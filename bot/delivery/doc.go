// Package delivery is what Slack delivers: commands, interactions and events, read from the
// payloads that a transport receives, with the words of a message wherever in it they stand.
// It calls nobody, and decides nothing about what is asked.
package delivery
