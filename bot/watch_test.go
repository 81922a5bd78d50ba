package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend/rank"
)

func grownEngine(more ...corpus.Case) *rank.Engine {
	builtin, err := corpus.Builtin()
	if err != nil {
		panic(err)
	}
	lib, err := corpus.NewLibrary(append(slices.Clone(builtin.Library.Cases()), more...))
	if err != nil {
		panic(err)
	}
	e, err := rank.New(slog.New(slog.DiscardHandler), builtin.Vocabulary, lib, rank.Options{})
	if err != nil {
		panic(err)
	}
	return e
}

// TestWatch watches in a channel, gets a new library, is told once, lists and stops.
func TestWatch(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		s.engine = tenderEngine()
		w, kept := remembering(t, s)
		see := func(cases ...string) {
			if err := kept.SeeLibrary(t.Context(), cases); err != nil {
				t.Fatal(err)
			}
		}
		see("govtech-poland-programme")
		w.slash(slackfake.General, "watch public tenders country:LATAM")
		offer := w.answer(1)
		wantText(t, offer, "only Latin America")
		if offer.EphemeralTo != slackfake.Ada {
			t.Errorf("offered to %q", offer.EphemeralTo)
		}
		w.press(offer, view.ActionWatch, "watch")
		announced := w.answer(2)
		wantText(t, announced, "public tenders country:LATAM")
		if announced.EphemeralTo != "" || announced.Channel != slackfake.General {
			t.Errorf("announced in %s to %q", announced.Channel, announced.EphemeralTo)
		}
		w.press(offer, view.ActionWatch, "watch")
		wantText(t, w.answer(3), "watched here already")

		w.bot.RunJobs(w.ctx) // nothing is new
		see("chile-new-tenders", "seoul-owl-bus", "not-in-the-library")
		w.bot.RunJobs(w.ctx)
		news := w.answer(4)
		wantText(t, news, "A new case in the library")
		if ids := wantCases(t, news, 1); ids[0] != newTender.ID || news.Channel != slackfake.General {
			t.Errorf("told of %v in %s", ids, news.Channel)
		}
		w.bot.RunJobs(w.ctx) // and never again

		w.slash(slackfake.General, "watch")
		list := w.answer(5)
		wantText(t, list, "Watched in this channel: 1")
		w.slashBy(slackfake.Marek, slackfake.Random, "watch")
		wantText(t, w.answer(6), "Nothing is watched here")
		block := blockIDs(t, list, "watch:")[0]
		w.press(list, view.ActionUnwatch+":list", block)
		wantText(t, w.answer(7), "has stopped what I looked for")
		w.wait("the list is changed", func(slackfake.Snapshot) bool {
			m, ok := w.Message(slackfake.General, list.TS)
			return ok && strings.Contains(m.Text, "No longer watched")
		})
		w.press(announced, view.ActionUnwatch, block)
		wantText(t, w.answer(8), "no longer watched")
		if said := w.done(); len(said) != 8 {
			t.Errorf("%d messages", len(said))
		}
	})
}

// TestWatch_ByWordOnly: a problem that only begins like the word is a problem.
func TestWatch_ByWordOnly(t *testing.T) {
	w, _ := remembering(t, setup{})
	for i, text := range []string{"watching over lonely old people costs too much", "surveiller la qualité de l'air dans les écoles"} {
		w.slash(slackfake.General, text)
		if r := w.answer(i + 1); r.EphemeralTo != slackfake.Ada || strings.Contains(string(r.Blocks), english.Text("button.watch")) {
			t.Errorf("%q: %s to %q", text, r.Text, r.EphemeralTo)
		}
	}
}

// TestWatch_ManyNewCases: after a large import there is one message, with all of them
// behind its button.
func TestWatch_ManyNewCases(t *testing.T) {
	var ids []string
	for _, c := range manyTenders() {
		ids = append(ids, c.ID)
	}
	w, kept := remembering(t, setup{engine: manyEngine()})
	see := func(cases ...string) {
		if err := kept.SeeLibrary(t.Context(), cases); err != nil {
			t.Fatal(err)
		}
	}
	see("govtech-poland-programme")
	must3(kept.AddWatch(t.Context(), slackfake.General, slackfake.Ada, "public procurement"))(t)
	see(ids...)
	w.bot.RunJobs(w.ctx)
	w.bot.RunJobs(w.ctx)

	news := w.answer(1)
	wantText(t, news, "150 new cases")
	seen := map[string]bool{}
	for n := 1; ; n++ {
		r := w.answer(n)
		for _, id := range caseIDs(t, r) {
			seen[id] = true
		}
		if !strings.Contains(string(r.Blocks), `"`+view.ActionNews+`"`) {
			break
		}
		w.press(r, view.ActionNews, "news")
	}
	if len(seen) < 100 {
		t.Errorf("%d different cases can be seen", len(seen))
	}
}

func blockIDs(t *testing.T, r slackfake.Record, prefix string) []string {
	t.Helper()
	var blocks []struct {
		BlockID string `json:"block_id"`
	}
	if err := json.Unmarshal(r.Blocks, &blocks); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, b := range blocks {
		if strings.HasPrefix(b.BlockID, prefix) {
			ids = append(ids, b.BlockID)
		}
	}
	return ids
}

// watching is a workspace with the new case and a watch of a channel, or of a person.
func watching(t *testing.T, place string, s setup) (*workspace, *store.Store) {
	s.engine = tenderEngine()
	w, kept := remembering(t, s)
	if err := kept.SeeLibrary(t.Context(), []string{"govtech-poland-programme"}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := kept.AddWatch(t.Context(), place, slackfake.Ada, "public tenders"); err != nil {
		t.Fatal(err)
	}
	if err := kept.SeeLibrary(t.Context(), []string{newTender.ID}); err != nil {
		t.Fatal(err)
	}
	return w, kept
}

// TestWatch_Own tells a person alone.
func TestWatch_Own(t *testing.T) {
	w, kept := remembering(t, setup{})
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "watch public tenders"}))(t)
	w.press(w.answer(1), view.ActionWatch, "watch")
	wantText(t, w.answer(2), "I tell you of them")
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "watch list"}))(t)
	wantText(t, w.answer(3), "Watched for you: 1")
	if list := must(kept.Watches(t.Context(), slackfake.Ada))(t); len(list) != 1 {
		t.Fatalf("watches: %v", list)
	}
	w, _ = watching(t, slackfake.Ada, setup{})
	w.bot.RunJobs(w.ctx)
	r := w.answer(1)
	if !strings.HasPrefix(r.Channel, "D") {
		t.Errorf("told in %s", r.Channel)
	}
	w.press(r, view.ActionUnwatch, "news")
	wantText(t, w.answer(2), "No longer watched")
}

// TestWatch_Faults: a case is told of again only where it surely was not told of, and
// somebody hears of it where the channel cannot.
func TestWatch_Faults(t *testing.T) {
	t.Run("Slack refuses for now", func(t *testing.T) {
		w, _ := watching(t, slackfake.General, setup{})
		w.Fail("chat.postMessage", slackfake.SlackError("team_access_not_granted"), 1)
		w.bot.RunJobs(w.ctx)
		w.bot.RunJobs(w.ctx)
		if said := w.done(); len(said) != 1 {
			t.Errorf("%d messages", len(said))
		}
	})
	t.Run("Slack fails and nobody knows", func(t *testing.T) {
		w, _ := watching(t, slackfake.General, setup{})
		w.Fail("chat.postMessage", slackfake.SlackError("fatal_error"), 1)
		w.bot.RunJobs(w.ctx)
		w.bot.RunJobs(w.ctx)
		if said := w.done(); len(said) != 0 {
			t.Errorf("%d messages", len(said))
		}
	})
	t.Run("no longer in the channel", func(t *testing.T) {
		w, kept := watching(t, slackfake.General, setup{})
		w.Fail("chat.postMessage", slackfake.SlackError("not_in_channel"), 1)
		w.bot.RunJobs(w.ctx)
		r := w.answer(1)
		wantText(t, r, "could not post this in the channel")
		if !strings.HasPrefix(r.Channel, "D") {
			t.Errorf("told in %s", r.Channel)
		}
		w.press(r, view.ActionUnwatch, "news") // who asked for it can still stop it
		w.wait("the watch is gone", func(slackfake.Snapshot) bool {
			left, err := kept.Watches(w.ctx, "")
			return err == nil && len(left) == 0
		})
	})
	t.Run("nobody is left", func(t *testing.T) {
		w, _ := watching(t, slackfake.General, setup{})
		w.Fail("chat.postMessage", slackfake.SlackError("is_archived"), 1)
		w.Fail("chat.postMessage", slackfake.SlackError("user_disabled"), 1)
		w.bot.RunJobs(w.ctx)
		w.bot.RunJobs(w.ctx)
		if said := w.done(); len(said) != 0 {
			t.Errorf("%d messages", len(said))
		}
	})
	t.Run("no longer understood", func(t *testing.T) {
		w, kept := remembering(t, setup{engine: tenderEngine()})
		for _, step := range []func() error{
			func() error { return kept.SeeLibrary(t.Context(), []string{"x"}) },
			func() error {
				_, _, err := kept.AddWatch(t.Context(), slackfake.General, slackfake.Ada, "topic:gone")
				return err
			},
			func() error { return kept.SeeLibrary(t.Context(), []string{newTender.ID}) },
		} {
			if err := step(); err != nil {
				t.Fatal(err)
			}
		}
		w.bot.RunJobs(w.ctx)
		w.bot.RunJobs(w.ctx)
		wantText(t, w.answer(1), "I no longer understand")
		if said := w.done(); len(said) != 1 {
			t.Errorf("%d messages", len(said))
		}
	})
	t.Run("another organisation reads along", func(t *testing.T) {
		w, _ := watching(t, slackfake.Shared, setup{})
		w.bot.RunJobs(w.ctx)
		if r := w.answer(1); !strings.HasPrefix(r.Channel, "D") {
			t.Errorf("told in %s", r.Channel)
		}
		wantText(t, w.answer(1), "People of another organisation")
		w.slash(slackfake.Shared, "watch housing")
		wantText(t, w.answer(2), "People of another organisation")
	})
	t.Run("two bots on one store", func(t *testing.T) {
		w, _ := watching(t, slackfake.General, setup{})
		done := make(chan struct{})
		go func() { defer close(done); w.bot.RunJobs(w.ctx) }()
		w.bot.RunJobs(w.ctx)
		<-done
		if said := w.done(); len(said) != 1 {
			t.Errorf("%d messages", len(said))
		}
	})
}

// TestWatch_Refused says what cannot be watched.
func TestWatch_Refused(t *testing.T) {
	w, kept := remembering(t, setup{})
	for i, tc := range []struct{ text, want string }{
		{"watch country:Narnia", "The country \"Narnia\" is not known"},
		{"watch hello there", "Tell me what goes wrong"},
	} {
		w.slash(slackfake.General, tc.text)
		wantText(t, w.answer(i+1), tc.want)
	}
	w.slash(slackfake.General, "watch housing")
	offer := w.answer(3)
	w.Fail("chat.postMessage", slackfake.SlackError("not_in_channel"), 1)
	w.press(offer, view.ActionWatch, "watch")
	wantText(t, w.answer(4), "/invite @Precedent")
	if left := must(kept.Watches(t.Context(), ""))(t); len(left) != 0 {
		t.Errorf("watches where it cannot tell: %v", left)
	}
	w.Fail("chat.postMessage", slackfake.SlackError("fatal_error"), 1)
	w.press(offer, view.ActionWatch, "watch")
	wantText(t, w.answer(5), "Slack had trouble")
	for i := range store.MaxWatches - 1 {
		must3(kept.AddWatch(context.Background(), slackfake.General, slackfake.Ada, strings.Repeat("x", i+1)))(t)
	}
	w.slash(slackfake.General, "watch water")
	w.press(w.answer(6), view.ActionWatch, "watch")
	wantText(t, w.answer(7), "stop one first")
}

// TestWatch_WhenSlackDoesNotSayWhoReads: nothing is said of a channel that is not known,
// and no news are lost.
func TestWatch_WhenSlackDoesNotSayWhoReads(t *testing.T) {
	w, kept := remembering(t, setup{engine: tenderEngine()})
	w.Fail("conversations.info", slackfake.ServerError, 100)
	w.slash(slackfake.General, "watch procurement")
	wantText(t, w.answer(1), "Slack had trouble just now")

	see := func(cases ...string) {
		if err := kept.SeeLibrary(t.Context(), cases); err != nil {
			t.Fatal(err)
		}
	}
	see("govtech-poland-programme")
	must3(kept.AddWatch(t.Context(), slackfake.General, slackfake.Ada, "public procurement"))(t)
	see("govtech-poland-programme", newTender.ID)
	w.bot.RunJobs(w.ctx)
	if n := len(answers(w.Snapshot())); n != 1 {
		t.Errorf("%d messages", n)
	}
	w.Heal("conversations.info")
	w.bot.RunJobs(w.ctx)
	if r := w.answer(2); r.Channel != slackfake.General || r.EphemeralTo != "" {
		t.Errorf("told in %s", r.Channel)
	}
}

// newTender is a case that the library does not have today, and tenderEngine the library
// with it.
var (
	newTender = corpus.Case{
		ID: "chile-new-tenders", Title: "Tender desks for small firms", URL: "https://example.org/tenders", Countries: []string{"CL"}, Level: "national",
		Problem: "Small firms cannot win public tenders.", Summary: "Desks that help small firms bid for public contracts.", Topics: []string{"public-procurement"},
	}
	tenderEngine = sync.OnceValue(func() *rank.Engine { return grownEngine(newTender) })
)

// manyTenders are as many new cases as a large import brings, and manyEngine the library
// with them.
var (
	manyTenders = sync.OnceValue(func() (many []corpus.Case) {
		for i := range 150 {
			c := newTender
			c.ID, c.Title, c.URL = fmt.Sprintf("%s-%03d", c.ID, i), fmt.Sprintf("Tender desk number %d of %s", i, c.Countries[0]), fmt.Sprint(c.URL, i)
			c.Summary = fmt.Sprintf("Desk %d helps small firms of district %d bid for contract %d.", i, 7*i, 13*i)
			many = append(many, c)
		}
		return many
	})
	manyEngine = sync.OnceValue(func() *rank.Engine { return grownEngine(manyTenders()...) })
)

var _ bot.Memory = (*store.Store)(nil)
