package bot_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/store"
)

// keep names a new folder below testdata, for what the version of now keeps:
//
//	go test ./bot -run TestKeep -keep kept-v2
var keep = flag.String("keep", "", "write what this version keeps into this new folder of testdata")

// luc speaks French.
const luc = "U0LUC"

// past is what Slack holds of a version of the bot, with names for what people can use of
// it. The ids of actions, windows and shortcuts are written out here and not taken from
// the bot: they stay the same for ever.
type past struct {
	slackfake.Past
	Named []leftover
}

// leftover is something of the past that a person can use: one of the kinds below.
type leftover struct {
	Name string
	User string // who uses it

	Channel, TS      string              // a message
	Modal, Home      *slackfake.PastView // a view
	Unfurl, Shown    string              // what is shown below a link: its unfurl's id, and the link's address
	Thread, Question string              // a question that follows upon others in the thread
}

// keeper uses a bot as people would, and keeps what comes of it.
type keeper struct {
	*workspace
	past past
}

// TestKeep writes a folder of what this version keeps. It runs on demand only: what other
// versions have kept does not change any more.
func TestKeep(t *testing.T) {
	if *keep == "" {
		t.Skip("-keep names no folder")
	}
	folder := filepath.Join("testdata", *keep)
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	database := t.TempDir()
	w, kept := keptWorkspace(t, database, keptAt, slackfake.Past{})
	k := &keeper{workspace: w}
	k.fill(kept)
	w.done()
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	k.past.Messages = w.Messages()
	data, err := json.Marshal(k.past)
	if err != nil {
		t.Fatal(err)
	}
	writeZipped(t, filepath.Join(folder, "slack.json.gz"), data)
	data, err = os.ReadFile(filepath.Join(database, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	writeZipped(t, filepath.Join(folder, store.FileName+".gz"), data)
}

func writeZipped(t *testing.T, name string, data []byte) {
	t.Helper()
	var zipped bytes.Buffer
	z, _ := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, zipped.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// message keeps a message for a user to press its buttons.
func (k *keeper) message(name, user string, r slackfake.Record) slackfake.Record {
	k.past.Named = append(k.past.Named, leftover{Name: name, User: user, Channel: r.Channel, TS: r.TS})
	return r
}

// modal keeps the window that something opens for a user, and closes it.
func (k *keeper) modal(name, user string, open func()) {
	k.t.Helper()
	open()
	k.wait(name+" is open", func(slackfake.Snapshot) bool { _, is := k.TopView(user); return is })
	k.past.Named = append(k.past.Named, leftover{Name: name, User: user, Modal: &slackfake.PastView{User: user, View: k.lastView("views.open")}})
	v, _ := k.TopView(user)
	must(k.CloseView(k.ctx, user, v.ID))(k.t)
}

func (k *keeper) lastView(method string) json.RawMessage {
	k.t.Helper()
	for _, e := range slices.Backward(k.Journal()) {
		if e.Name == method {
			return json.RawMessage(e.Args["view"])
		}
	}
	k.t.Fatalf("no call of %s", method)
	return nil
}

// homeTab opens the Home tab of a user and keeps it.
func (k *keeper) homeTab(name, user string) slackfake.View {
	k.t.Helper()
	before := k.Snapshot().Count(slackfake.APICall, "views.publish")
	must(must(k.HomeOpened(k.ctx, user, "home"))(k.t).Wait(k.ctx))(k.t)
	k.wait(name+" is there", func(s slackfake.Snapshot) bool { return s.Count(slackfake.APICall, "views.publish") > before })
	k.past.Named = append(k.past.Named, leftover{Name: name, User: user, Home: &slackfake.PastView{User: user, View: k.lastView("views.publish")}})
	v, _ := k.HomeView(user)
	return v
}

// direct writes a direct message and returns the answer.
func (k *keeper) direct(user, thread, text string) slackfake.Record {
	k.t.Helper()
	return k.said(func() {
		must(k.DirectMessage(k.ctx, slackfake.Post{User: user, Text: text, ThreadTS: thread}))(k.t)
	})
}

// asks mentions the bot and returns the answer.
func (k *keeper) asks(user, channel, thread, text string) slackfake.Record {
	k.t.Helper()
	return k.said(func() {
		must(k.Mention(k.ctx, slackfake.Post{User: user, Channel: channel, ThreadTS: thread, Text: text}))(k.t)
	})
}

// types types a command and returns the answer.
func (k *keeper) types(user, channel, text string) slackfake.Record {
	k.t.Helper()
	return k.said(func() { k.slashBy(user, channel, text) })
}

// pressed presses a button and returns the message that comes of it.
func (k *keeper) pressed(user string, on slackfake.Record, action, block string) slackfake.Record {
	k.t.Helper()
	return k.said(func() { k.pressBy(user, on, action, block) })
}

// completes submits the window that something opens, waits until it says how that went,
// and closes it.
func (k *keeper) completes(user string, open func(), values slackfake.Values, want string) {
	k.t.Helper()
	open()
	k.wait("the window is open", func(slackfake.Snapshot) bool { _, is := k.TopView(user); return is })
	v, _ := k.TopView(user)
	must(must(k.Submit(k.ctx, user, v.ID, values))(k.t).Wait(k.ctx))(k.t)
	k.wait("the window says "+want, func(slackfake.Snapshot) bool {
		v, is := k.TopView(user)
		return is && strings.Contains(string(v.Blocks), want)
	})
	must(k.CloseView(k.ctx, user, v.ID))(k.t)
}

// fill makes a message of every kind, opens every window from everywhere, and lets the
// bot keep something of every kind.
func (k *keeper) fill(kept *store.Store) {
	t, ada, marek, general := k.t, slackfake.Ada, slackfake.Marek, slackfake.General
	see := func(cases ...string) {
		if err := kept.SeeLibrary(k.ctx, cases); err != nil {
			t.Fatal(err)
		}
	}
	see("tender-desk", "housing-key")

	// Answers, to everybody in every place.
	answer := k.message("answer", ada, k.types(ada, general, problem))
	shown := wantCases(t, answer, 5)
	first := "act:" + shown[0]
	limited := k.message("answer within limits", ada, k.types(ada, general, problem+" since:2015 level:national, not in Chile"))
	long := k.message("answer to a long problem", ada, k.types(ada, general, strings.Repeat(problem+", and nobody reads the papers. ", 12)))
	k.message("no case", ada, k.types(ada, general, "packs of stray dogs bite children"))
	k.message("no case within limits", ada, k.types(ada, general, problem+" country:VA"))
	k.message("cases within limits", ada, k.types(ada, general, "topic:housing"))
	own := k.message("answer to a direct message", ada, k.direct(ada, "", problem))
	open := k.message("answer to a mention", ada, k.asks(marek, general, "", problem))
	k.message("answer to a follow-up", ada, k.asks(marek, general, open.ThreadTS, "since 2016"))
	k.message("answer among others", ada, k.asks(ada, slackfake.Shared, "", problem))
	said := must(k.Say(slackfake.Post{User: marek, Channel: general, Text: "Our " + problem + " country:PL"}))(t)
	quoted := k.message("answer to a shortcut", ada, k.said(func() {
		must(must(k.MessageShortcut(k.ctx, ada, "find_similar", said))(t).Wait(k.ctx))(t)
	}))
	k.message("answer in French", luc, k.types(luc, general, "les petites entreprises ne gagnent pas les marchés publics"))
	like := k.message("cases like one", ada, k.pressed(ada, answer, "like", first))
	more := k.message("more cases", ada, k.pressed(ada, answer, "more", "more"))

	// Lists, of a channel and of a person.
	saved := k.message("saved", ada, k.pressed(ada, answer, "save", first))
	k.completes(ada, func() { k.pressBy(ada, saved, "edit", first) }, slackfake.Values{"note": {"Could work for school meals."}}, "The note is on the list.")
	for _, page := range []slackfake.Record{answer, more} {
		for _, id := range caseIDs(t, page) {
			k.pressed(ada, page, "save", "act:"+id)
		}
	}
	k.pressed(marek, open, "save", "act:"+shown[1]) // which Ada has saved
	list := k.message("list", ada, k.types(ada, general, "list"))
	second := k.message("second page of a list", ada, k.types(ada, general, "list"))
	k.pressBy(ada, second, "page:on", "page")
	k.wait("the page is turned", func(slackfake.Snapshot) bool { r, _ := k.Message(general, second.TS); return r.Edits > 0 })
	second, _ = k.Message(general, second.TS)
	for _, id := range shown[:2] {
		k.pressed(ada, own, "save", "act:"+id)
	}
	ownList := k.message("own list", ada, k.direct(ada, "", "list"))
	k.completes(ada, func() { k.pressBy(ada, ownList, "edit:0", first) }, slackfake.Values{"note": {"For my own notes."}}, "The note is on the list.")

	// What is shared, and comparisons.
	share := func(on slackfake.Record, action, block, channel, note string) slackfake.Record {
		return k.said(func() {
			k.completes(ada, func() { k.pressBy(ada, on, action, block) }, slackfake.Values{"to": {channel}, "note": {note}}, "Shared")
		})
	}
	k.message("shared case", marek, share(answer, "share", first, general, "Which of these fits us?"))
	share(answer, "share", first, slackfake.Random, "")
	table := k.message("comparison", ada, k.said(func() {
		k.completes(ada, func() { k.pressBy(ada, answer, "compare", "more") }, nil, "The answer stands")
	}))
	k.message("shared comparison", marek, share(table, "share_compare", "compared", general, ""))

	// Briefs, whose questions are kept.
	for _, on := range []slackfake.Record{list, ownList} {
		k.said(func() {
			k.completes(ada, func() { k.pressBy(ada, on, "brief", "page") }, slackfake.Values{"question": {"How do we buy from small firms?"}, "form": {"csv"}}, "in your direct messages")
		})
	}

	// Feedback.
	k.pressed(ada, answer, "feedback:yes", "feedback")
	k.completes(ada, func() { k.pressBy(ada, limited, "feedback:no", "feedback") }, slackfake.Values{"which": {caseIDs(t, limited)[0]}, "reason": {"It is too old."}}, "Thank you")

	// Watches, of a channel and of a person, and what they tell.
	k.message("offer to watch", ada, k.types(ada, general, "watch public tenders country:LATAM"))
	k.message("announced watch", marek, k.pressed(ada, k.types(ada, general, "watch public procurement"), "watch", "watch"))
	ownOffer := k.message("offer to watch for a person", ada, k.direct(ada, "", "watch public tenders"))
	k.message("watch for a person", ada, k.pressed(ada, ownOffer, "watch", "watch"))
	k.pressed(marek, k.types(marek, general, "watch housing"), "watch", "watch")
	k.message("watches", ada, k.types(ada, general, "watch"))
	k.message("watches for a person", ada, k.direct(ada, "", "watch"))
	var all []string
	for _, c := range keptCases() {
		if c.ID != "framework-door" { // which comes later
			all = append(all, c.ID)
		}
	}
	see(all...)
	n := len(answers(k.Snapshot()))
	k.bot.RunJobs(k.ctx)
	news := k.message("news", ada, k.answer(n+1))
	k.message("news for a person", ada, k.answer(n+2))
	k.message("more news", ada, k.pressed(ada, news, "news", "news"))

	// The Home tab, and where somebody works.
	k.homeTab("Home", marek)
	must(must(k.HomeOpened(k.ctx, ada, "home"))(t).Wait(k.ctx))(t)
	home := k.home("Saved by you")
	inHome := func(action, block string) func() {
		return func() {
			must(must(k.PressInView(k.ctx, ada, home.ID, slackfake.Action{ActionID: action, BlockID: block}, nil))(t).Wait(k.ctx))(t)
		}
	}
	k.completes(ada, inHome("place", "search"), slackfake.Values{"country": {"PL"}, "level": {"national"}}, "come a little earlier")
	home = k.homeTab("Home of somebody with a list and a place of work", ada)

	// What is shown below a link.
	address := "https://cases.example.org/tender-desk"
	link := must(k.PostLink(k.ctx, slackfake.Post{User: marek, Channel: general, Text: "Look: " + address}, "cases.example.org"))(t)
	k.wait("the link is unfurled", func(slackfake.Snapshot) bool { _, is := k.Unfurled(link); return is })
	below, _ := k.Unfurled(link)
	k.past.Unfurls = append(k.past.Unfurls, below)
	k.past.Named = append(k.past.Named, leftover{Name: "case below a link", User: ada, Unfurl: below.UnfurlID, Shown: address})

	// Windows, from wherever they open.
	press := func(on slackfake.Record, action, block string) func() {
		return func() { k.pressBy(ada, on, action, block) }
	}
	k.modal("window to share", ada, press(answer, "share", first))
	k.modal("window to share from a direct message", ada, press(own, "share", first))
	k.modal("window to share in a thread", ada, press(open, "share", first))
	k.modal("window to share a comparison", ada, press(table, "share_compare", "compared"))
	k.modal("window for a note", ada, press(saved, "edit", first))
	k.modal("window for a note on a list", ada, press(list, "edit:0", "act:"+caseIDs(t, list)[0]))
	k.modal("window for a note on the second page", ada, press(second, regexp.MustCompile(`edit:\d+`).FindString(string(second.Blocks)), "act:"+caseIDs(t, second)[0]))
	k.modal("window for a note on an own list", ada, press(ownList, "edit:0", first))
	k.modal("window for a note in Home", ada, inHome("edit", first))
	k.modal("window to search", ada, func() { must(must(k.GlobalShortcut(k.ctx, ada, "search_cases"))(t).Wait(k.ctx))(t) })
	k.modal("window to search in Home", ada, inHome("search", "search"))
	k.modal("window to refine", ada, press(answer, "refine", "more"))
	k.modal("window to refine limits", ada, press(limited, "refine", "more"))
	k.modal("window to refine a long problem", ada, press(long, "refine", "more"))
	k.modal("window to refine cases like one", ada, press(like, "refine", "more"))
	k.modal("window to refine what another wrote", ada, press(quoted, "refine", "more"))
	k.modal("window to refine in a direct message", ada, press(own, "refine", "more"))
	k.modal("window to compare", ada, press(answer, "compare", "more"))
	k.modal("window to compare a list", ada, press(list, "compare", "page"))
	k.modal("window to compare in a thread", ada, press(open, "compare", "more"))
	k.modal("window for a brief", ada, press(answer, "brief", "more"))
	k.modal("window for a brief of a list", ada, press(list, "brief", "page"))
	k.modal("window for a brief of an own list", ada, press(ownList, "brief", "page"))
	k.modal("window for a brief of a comparison", ada, press(table, "brief", "compared"))
	k.modal("window for a brief in a thread", ada, press(open, "brief", "more"))
	k.modal("window for the reason", ada, press(answer, "feedback:no", "feedback"))
	k.modal("window where somebody works", ada, inHome("place", "search"))

	// Threads that go on.
	for _, thread := range []struct {
		name string
		slackfake.Record
	}{{"thread", open}, {"thread with the bot", own}} {
		for _, text := range []string{"only in Latin America", "more", "more like the second", "never mind", "what about old people in villages?"} {
			k.past.Named = append(k.past.Named, leftover{Name: thread.name, User: ada, Channel: thread.Channel, Thread: thread.ThreadTS, Question: text})
		}
	}
}
