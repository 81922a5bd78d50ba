// Package bot is what Precedent does for people in Slack. It takes deliveries
// from a transport, answers them from the engine, and posts the answers.
//
// One use case a file: ask.go (a problem in, an answer out, behind every way
// in), press.go (buttons), share.go (a case into a channel), search.go (shortcuts and
// the form), thread.go (follow-ups), shortlist.go, feedback.go, home.go, unfurl.go.
// Around them:
// bot.go takes deliveries on within bounds and runs them, reply.go knows where
// an answer goes, client.go talks to Slack and decides what is tried again,
// trouble.go turns errors into sentences. What things look like is
// bot/view's, ranking is recommend's, and decoding and acknowledging are the
// transports' (bot/socket, bot/web).
//
// The order of work is fixed: a transport asks Accept, acknowledges with what
// that returns, and then lets the work start. Slack delivers at least once;
// the bot answers each delivery once, by remembering what it has taken on.
//
// What is kept is bot/store's, behind Memory: only what somebody saves, shares or says
// of an answer, and for a day what was asked last in a thread. What people ask is
// never logged above debug level.
package bot
