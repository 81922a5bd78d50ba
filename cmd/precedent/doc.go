// Command precedent finds real public-sector innovation cases that are similar
// to a policy problem, and says why they are. It answers in Slack and in the
// terminal. It calls no language model and no outside service but Slack.
//
// The commands are listed by precedent --help, with what each is for.
//
// For example
//
//	precedent similar small firms cannot win public tenders
//
// prints five cases: what was done, where, what came of it, and why it is
// similar. It needs no Slack and no network. With --json it prints one object,
// and nothing else goes to standard output; recommend/README.md says what its fields hold.
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
// In this package, main.go is the process, and root.go the program: it lists the
// commands, and nothing refers to it. There is one file a command, named after it, that
// is given the app: what every command works with, in app.go. The other files know no
// command: what can be set (config.go), what is set, from where, and what is wrong with
// that (settings.go, dotenv.go), which cases are searched (library.go), an answer for
// people and for programs (render.go, json.go), and what a terminal can show
// (terminal.go, text.go). Nothing here ranks or knows how a message in Slack looks. To
// add a command, write its file with its help, there or in help/NAME.txt, and name it in
// root.go.
//
// Whatever is printed may come from a stranger's file, so everything passes
// through plain, which leaves nothing that a terminal would obey.
package main
