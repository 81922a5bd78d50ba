package bot_test

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend/wording/catalogue"
)

const claire = "U0CLAIRE" // speaks French

// francophone is a workspace with somebody who speaks French.
func francophone(t *testing.T, s setup) *workspace {
	s.fake.Users = append(slackfake.DefaultUsers(), slackfake.User{ID: claire, Name: "claire", Locale: "fr-FR", TZ: "Europe/Paris"})
	s.fake.Channels = slackfake.DefaultChannels()
	for i := range s.fake.Channels {
		s.fake.Channels[i].Members = append(slices.Clone(s.fake.Channels[i].Members), claire)
	}
	return newWorkspace(t, s)
}

// TestSpeaks_French asks as somebody whom Slack speaks French to, and as somebody
// else.
func TestSpeaks_French(t *testing.T) {
	w := francophone(t, setup{})
	w.slashBy(claire, slackfake.General, "les petites entreprises ne gagnent pas les marchés publics")
	r := w.answer(1)
	wantCases(t, r, 5)
	wantText(t, r, "cas semblables ; ")
	wantText(t, r, "Les deux portent sur : ")
	w.slash(slackfake.General, problem)
	wantText(t, w.answer(2), " similar cases; ")
	w.slashBy(claire, slackfake.General, "écoles since:hier")
	wantText(t, w.answer(3), "n'est pas une année")
}

// TestSpeaks_EnglishWithoutScope leaves the optional scope out: everybody is
// answered in English, and Slack is asked once.
func TestSpeaks_EnglishWithoutScope(t *testing.T) {
	scopes := slices.DeleteFunc(slackfake.AllScopes(), func(s string) bool { return s == "users:read" })
	w := francophone(t, setup{fake: slackfake.Options{Scopes: scopes}})
	for n := range 2 {
		w.slashBy(claire, slackfake.General, problem)
		wantText(t, w.answer(n+1), " similar cases; ")
	}
	asked := 0
	for _, e := range w.Journal() {
		if e.Name == "users.info" {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("Slack was asked %d times", asked)
	}
}

// TestSpeaks_AsksAgainAfterTrouble lets Slack fail once to say the language.
func TestSpeaks_AsksAgainAfterTrouble(t *testing.T) {
	w := francophone(t, setup{})
	w.Fail("users.info", slackfake.ServerError, 1)
	w.slashBy(claire, slackfake.General, problem)
	wantText(t, w.answer(1), " similar cases; ")
	w.slashBy(claire, slackfake.General, problem)
	wantText(t, w.answer(2), " cas semblables ; ")
}

// TestSpeaks_FewWords: what may be of several languages is in that of the person's Slack.
func TestSpeaks_FewWords(t *testing.T) {
	w := francophone(t, setup{})
	const few = "budget communal"
	w.slashBy(claire, slackfake.General, few)
	wantText(t, w.answer(1), "de préférence au niveau local") // "communal" says so in French alone
	w.slash(slackfake.General, few)
	if got := w.answer(2); strings.Contains(string(got.Blocks), "French") {
		t.Errorf("to somebody whose Slack is in English: %s", got.Blocks)
	}
}

// filledIn matches what a text is filled in with.
var filledIn = regexp.MustCompile(`%(?:\[\d+\])?[sd]`)

// fixed is the longest part of a text that is the same whatever it is filled in with, as it
// stands in JSON.
func fixed(t *testing.T, c *catalogue.Catalogue, key string) string {
	t.Helper()
	parts := filledIn.Split(c.Text(key), -1)
	data, err := json.Marshal(strings.TrimSpace(slices.MaxFunc(parts, func(a, b string) int { return cmp.Compare(len(a), len(b)) })))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Trim(string(data), `"`)
}

// TestSpeaks_EachLocale walks through the surfaces as people whose Slack is in each language,
// also as other countries have it, and in one that the bot does not speak.
func TestSpeaks_EachLocale(t *testing.T) {
	t.Parallel()
	for _, locale := range []string{"de-DE", "de-AT", "en-GB", "es-ES", "es-LA", "fr-CA", "it-IT", "nl-BE", "pl-PL", "pt-BR", "pt-PT", "zh-CN", "ja-JP", ""} {
		t.Run(cmp.Or(locale, "unknown"), func(t *testing.T) {
			language := cmp.Or(catalogue.Builtin().Match(locale), corpus.English)
			texts, err := catalogue.Builtin().In(language)
			if err != nil {
				t.Fatal(err)
			}
			text := func(key string) string { return fixed(t, texts, key) }
			var s setup
			s.fake.Users = slackfake.DefaultUsers()
			for i := range s.fake.Users {
				if s.fake.Users[i].ID == slackfake.Ada {
					s.fake.Users[i].Locale = locale
				}
			}
			w, _ := remembering(t, s)
			w.slash(slackfake.General, problem)
			r := w.answer(1)
			for _, key := range []string{"label.looking-at", "record.done", "button.save", "button.refine", "button.helpful"} {
				wantText(t, r, text(key))
			}
			id := caseIDs(t, r)[0]
			w.presses(r, view.ActionSave, "act:"+id, text("label.saved"))
			w.fills(r, view.ActionShare, "act:"+id, view.CallbackShare, slackfake.Values{view.BlockShareTo: {slackfake.General}}, text("label.shared-in"))
			shared := answers(w.Snapshot())[2] // one message for everybody is in the language of who shares
			wantText(t, shared, text("label.shared-by"))
			wantText(t, w.said(func() { w.slash(slackfake.General, "list") }), texts.Text("label.list-of-channel", 1))
			wantText(t, w.said(func() { w.slash(slackfake.General, "help") }), text("help.intro"))
			wantText(t, w.said(func() { w.slash(slackfake.General, "watch tenders") }), text("label.offer-watch"))
			wantText(t, w.said(func() { w.slash(slackfake.General, "tenders since:hier") }), text("problem.year"))
			wantText(t, w.said(func() { w.slash(slackfake.General, "xyzzy plugh") }), text("label.nothing"))
			wantText(t, w.mentions("", problem), texts.Text("label.searched", sharedEngine().Library().Len()))
			wantText(t, w.said(func() {
				must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
			}), texts.Text("label.searched", sharedEngine().Library().Len()))
			must(must(w.HomeOpened(w.ctx, slackfake.Ada, "home"))(t).Wait(w.ctx))(t)
			for _, key := range []string{"title.home-saved", "label.home-new", "label.browse", "button.workplace"} {
				w.home(text(key))
			}
			w.home(texts.Text("label.in-library", sharedEngine().Library().Len()))
			must(must(w.GlobalShortcut(w.ctx, slackfake.Ada, "search_cases"))(t).Wait(w.ctx))(t)
			w.window(text("label.form-problem"))
			w.submit(view.CallbackSearch, slackfake.Values{})
			if v, _ := w.TopView(slackfake.Ada); !strings.Contains(v.Errors[view.BlockProblem], texts.Text("problem.nothing-asked")) {
				t.Errorf("the form shows %v, want %q", v.Errors, texts.Text("problem.nothing-asked"))
			}
			w.noErrors()
		})
	}
}
