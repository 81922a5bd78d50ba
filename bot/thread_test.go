package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"precedent/bot/slackfake"
	"precedent/bot/store"
)

// TestFollowUp refines what was asked: in a direct message's thread, and by another
// mention in a mention's thread.
func TestFollowUp(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w, _ := remembering(t, s)
		first := must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
		r := w.answer(1)
		if r.ThreadTS != first.TS {
			t.Errorf("answered in thread %q, want %q", r.ThreadTS, first.TS)
		}
		shown := wantCases(t, r, 5)
		next := 2
		follow := func(text string) slackfake.Record {
			t.Helper()
			must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: text, ThreadTS: first.TS}))(t)
			next++
			return w.answer(next - 1)
		}
		narrowed := follow("only in Latin America")
		wantText(t, narrowed, problem) // the whole request is said again
		wantText(t, narrowed, "only Latin America")
		wantText(t, follow("since 2012"), "only Latin America, only since 2012")
		wantText(t, follow("what about schools?"), problem+". what about schools?")
		wantText(t, follow("but not blockchain"), "2012, not blockchain")
		wantText(t, follow("tenders for everybody who runs a small firm, only in Narnia"), "Not understood as a limit")

		must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
		other := w.answer(next)
		next++
		must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "more like the second", ThreadTS: other.ThreadTS}))(t)
		wantText(t, w.answer(next), "a little like")
		wantText(t, w.answer(next), sharedEngine().Library().Case(shown[1]).Title[:20])
		next++

		root := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
		w.answer(next)
		next++
		must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: "only in Europe", ThreadTS: root.TS}))(t)
		again := w.answer(next)
		wantText(t, again, problem)
		wantText(t, again, "only Europe")
		if again.ThreadTS != root.TS {
			t.Errorf("answered in thread %q", again.ThreadTS)
		}
	})
}

// TestFollowUp_WithoutMemory works until the bot stops.
func TestFollowUp_WithoutMemory(t *testing.T) {
	w := newWorkspace(t, setup{})
	root := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
	w.answer(1)
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "only in Europe", ThreadTS: root.TS}))(t)
	wantText(t, w.answer(2), problem)
	wantText(t, w.answer(2), "only Europe")
}

// TestFollowUp_NextDay: what was asked is forgotten after a day.
func TestFollowUp_NextDay(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	kept, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	if err := kept.SetThread(t.Context(), slackfake.General, "1.1", slackfake.Ada, []byte(`{"p":"schools"}`)); err != nil {
		t.Fatal(err)
	}
	if before := must(kept.Thread(t.Context(), slackfake.General, "1.1"))(t); string(before) != `{"p":"schools"}` {
		t.Errorf("kept %s", before)
	}
	now = now.Add(store.ThreadsFor + time.Second)
	if before := must(kept.Thread(t.Context(), slackfake.General, "1.1"))(t); before != nil {
		t.Errorf("kept for too long: %s", before)
	}
	if err := kept.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := must(kept.ForgetAll(t.Context()))(t); store.Total(left) != 0 {
		t.Errorf("after a day, left are %v", left)
	}
}

// TestFollowUp_Turns goes on in a thread with the next cases, with one of those shown,
// and with nothing.
func TestFollowUp_Turns(t *testing.T) {
	w, _ := remembering(t, setup{})
	root := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
	first := wantCases(t, w.answer(1), 5)
	n := 1
	follow := func(text, want string) slackfake.Record {
		t.Helper()
		must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: text, ThreadTS: root.TS}))(t)
		n++
		r := w.answer(n)
		if !strings.Contains(r.Text+string(r.Blocks), want) {
			t.Errorf("%s: %s\nwant %q", text, r.Text, want)
		}
		if r.ThreadTS != root.TS || r.EphemeralTo != "" {
			t.Errorf("%s: in thread %q, seen by %q", text, r.ThreadTS, r.EphemeralTo)
		}
		return r
	}
	second := wantCases(t, follow("show more", "More cases: 6 to 10"), 5)
	third := wantCases(t, follow("pokaż więcej", "More cases: 11 to 15"), 5)
	for _, id := range first {
		if slices.Contains(second, id) || slices.Contains(third, id) {
			t.Errorf("%s is shown again", id)
		}
	}
	title := func(id string) string { return sharedEngine().Library().Case(id).Title }
	follow("more like number 7", title(second[1]))
	follow("never mind", "All right")
	follow("the 2nd one", "a little like")
	for {
		before := n
		r := follow("more please", "")
		if strings.Contains(r.Text, "There are no more cases") {
			break
		}
		if len(caseIDs(t, r)) == 0 || before > 100 {
			t.Fatalf("%s", r.Text)
		}
	}
	// Where nothing was asked, there is nothing to go on with.
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "show more"}))(t)
	wantText(t, w.answer(n+1), "Happy to help")
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "never mind"}))(t)
	wantText(t, w.answer(n+2), "All right")
}

// TestCommandWords: sentences that begin like a command are questions.
func TestCommandWords(t *testing.T) {
	w, _ := remembering(t, setup{})
	for n, text := range []string{
		"Watch out: tenders are rigged", "watch out for rigged tenders", "Watch your spending on medicines", "Watch how small firms lose tenders",
		"watched by cameras in public transport", "list price of medicines is secret", "listing of public tenders", "help us win public tenders", "Help: small firms cannot win public tenders",
	} {
		w.slash(slackfake.General, text)
		r := w.answer(n + 1)
		if all := r.Text + string(r.Blocks); strings.Contains(all, "How to ask") || strings.Contains(all, "from now on") || strings.Contains(all, "Saved in") || !strings.Contains(all, "searched") {
			t.Errorf("%s: %s", text, r.Text)
		}
	}
	for text, want := range map[string]string{
		"watch procurement country:LATAM": "from now on", "Watch: out of stock medicines": "from now on", "watch for tenders in Poland": "from now on",
		"watch the water supply": "from now on", "watch": "Nothing is watched", "Watch!": "Nothing is watched", "list": "Nothing is saved", "Help!": "How to ask",
	} {
		n := len(answers(w.Snapshot()))
		w.slash(slackfake.General, text)
		wantText(t, w.answer(n+1), want)
	}
}

// TestFollowUp_WhereOutsidersRead: a thread whose answers only one person sees can be gone
// on with too.
func TestFollowUp_WhereOutsidersRead(t *testing.T) {
	w, _ := remembering(t, setup{})
	root := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: problem}))(t)
	wantCases(t, w.answer(1), 5)
	for n, text := range []string{"show more", "only in Latin America"} {
		must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: text, ThreadTS: root.TS}))(t)
		r := w.answer(n + 2)
		visible(t, r, []string{"More cases: 6 to 10", "only Latin America"}[n])
		if r.EphemeralTo != slackfake.Ada || r.ThreadTS != root.TS || !strings.Contains(string(r.Blocks), "another organisation") {
			t.Errorf("%s: seen by %q in thread %q\n%s", text, r.EphemeralTo, r.ThreadTS, r.Blocks)
		}
	}
}
