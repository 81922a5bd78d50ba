// Package slackapi holds what has to be known of Slack's Web API to call it well: what
// its error codes mean, how long it asks to wait, what is tried again and what may have
// happened all the same, and the requests that slack-go cannot make. It is not what the
// bot does with Slack, and knows no texts for people.
package slackapi
