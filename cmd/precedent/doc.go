// Command precedent finds real public-sector innovation cases that are similar
// to a policy problem, and says why they are. It answers in Slack and in the
// terminal. It calls no language model and no outside service but Slack.
//
// Usage:
//
//	precedent similar [flags] PROBLEM...   cases like this problem
//	precedent show ID                      one case whole
//	precedent serve                        the bot
//	precedent eval [flags]                 how well cases are ranked
//	precedent manifest [flags]             the Slack app manifest
//	precedent check                        is this configuration ready?
//	precedent completion SHELL             completion for bash, zsh, fish, powershell
//	precedent help [COMMAND | filters]
//	precedent --version
//
// For example
//
//	precedent similar small firms cannot win public tenders
//
// prints five cases: what was done, where, what came of it, and why it is
// similar. It needs no Slack and no network. With --json it prints one object,
// and nothing else goes to standard output; the README says what its fields hold.
//
// The exit status is 0 when done, 1 when something failed or is not ready, and
// 2 for wrong usage. Errors go to standard error and say what to do next.
// NO_COLOR turns bold and faint letters off. What the environment can say is
// explained in .env.example; a file .env in the working directory completes it.
//
// # Design
//
// Imports point one way only:
//
//	cmd/precedent  flags, environment, wiring; the terminal's own output
//	bot            what the bot does for people in Slack
//	recommend      the engine: understand, retrieve, rank, explain
//	corpus         the cases and the vocabulary they are described with
//
// Each has its design in its own package comment; the formula of the ranking
// and its weights are in recommend's. The same request and the same answer are
// behind Slack and the terminal, so that similar shows what the bot would say.
//
// In this package, main.go is the process and root.go the program, and there
// is one file a command: similar.go, show.go, serve.go, eval.go, manifest.go,
// check.go with checkslack.go, version.go and help.go. They share config.go (what
// can be set), settings.go (what is set, from where, and what is wrong with that),
// dotenv.go (the file that completes the environment), library.go (which cases are
// searched), regular.go (no file is opened that may never end), render.go and
// json.go (an answer for people and for programs), terminal.go and text.go (what a
// terminal can show, and lines that fit it), and name.go (what the program is
// called in its texts). Nothing here ranks or knows how a message in Slack looks.
//
// Whatever is printed may come from a stranger's file, so everything passes
// through plain, which leaves nothing that a terminal would obey.
package main
