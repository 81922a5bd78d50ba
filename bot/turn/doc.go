// Package turn is what a feature of the bot is written against: a Turn knows who did
// something, where, and how to answer; the Router says which feature handles what; a Form is
// a window that people submit. Around them stand what the features share: sending, people
// and channels as Slack knows them, and errors in plain words.
//
// It knows no feature, and takes no deliveries on: that is the bot's.
package turn
