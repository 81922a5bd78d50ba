// Package delivery reads what Slack delivers. So far that is the words of a message,
// wherever in it they stand. It calls nobody, and decides nothing about what the words
// mean.
package delivery
