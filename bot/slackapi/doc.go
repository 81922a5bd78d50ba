// Package slackapi calls Slack's Web API and response addresses, and holds what has to be
// known to do so well: what the error codes mean, how long Slack asks to wait, what is tried
// again and what may have happened all the same, and the requests that slack-go cannot make.
// It does not know what the bot says, and has no texts for people.
package slackapi
