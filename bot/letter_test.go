package bot_test

import (
	"slices"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/view"
)

// TestLetter asks with a whole mail by every way in: only its question is searched, and
// that the rest was left out is said.
func TestLetter(t *testing.T) {
	mail := "Dear all,\n\nI hope you are well.\n" + problem + "\n\nKind regards,\nAnna Kowalska\nHead of Prisons\nPoland\ntel. +48 22 123 45 67\n\n" +
		"On 12 May 2015, Tom Green wrote:\n> visas take months"
	w := newWorkspace(t, setup{})
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	want := wantCases(t, w.answer(1), 5)
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: mail}))(t)
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: mail}))(t)
	w.slash(slackfake.General, mail)
	said := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: mail}))(t)
	w.wait("four answers", func(s slackfake.Snapshot) bool { return len(answers(s)) >= 4 })
	must(must(w.MessageShortcut(w.ctx, slackfake.Ada, "find_similar", said))(t).Wait(w.ctx))(t)
	w.wait("five answers", func(s slackfake.Snapshot) bool { return len(answers(s)) >= 5 })
	must(must(w.GlobalShortcut(w.ctx, slackfake.Ada, "search_cases"))(t).Wait(w.ctx))(t)
	w.submit(view.CallbackSearch, slackfake.Values{view.BlockProblem: {mail}})
	for n := 2; n <= 6; n++ {
		r := w.answer(n)
		if got := wantCases(t, r, 5); !slices.Equal(got, want) {
			t.Errorf("answer %d has %v, the question alone has %v", n, got, want)
		}
		wantText(t, r, "The letter around the question")
	}
}
