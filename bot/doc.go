// Package bot is what Precedent does for people in Slack. It takes deliveries on from a
// transport, within bounds and each once, lets a feature work on each, and tells people in
// plain words what went wrong.
//
// What it does for people is in its features, each a folder of its own that can be read
// alone:
//
//	answer  a problem in, similar cases out, behind every way in; feedback, workflows, links
//	lists   shortlists with notes, comparisons, briefs
//	share   cases into a channel
//	watch   what is looked for among new cases
//	home    the Home tab, and where a person works
//
// A feature registers what it handles with the router of package turn, is given a turn that
// knows who, where and how to answer, and declares the few methods that it uses of the
// store. features.go lists them; nothing else knows them all. What things look like is
// view's, what Slack takes blockkit's, what travels in buttons and windows state's, calls to
// Slack slackapi's, and decoding and acknowledging are the transports' (socket, web).
//
// The order of work is fixed: a transport asks Accept, acknowledges with what that returns,
// and then lets the work start. Slack delivers at least once; the bot answers each delivery
// once, by remembering what it has taken on. What people ask is never logged above debug
// level.
package bot
