// Package bot is what Precedent does for people in Slack. It takes deliveries
// from a transport, answers them from the engine, and posts the answers.
//
// One use case a file: ask.go (a problem in, an answer out, behind every way
// in), press.go (buttons), share.go (a case into a channel), search.go (shortcuts and
// the form), thread.go (follow-ups), shortlist.go, compare.go and brief.go (of cases that
// pick.go lets people choose), watch.go and news.go (what is looked for among new cases),
// place.go (where a person works), step.go (for workflows), feedback.go, home.go,
// unfurl.go. Around them: window.go knows what each submitted window does,
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
// What is kept is bot/store's, behind Memory: what somebody saves, shares, watches, says
// of an answer or of where they work, the question of the last brief of a list, and for a
// day what was asked last in a thread. What people ask is never logged above debug level.
package bot
