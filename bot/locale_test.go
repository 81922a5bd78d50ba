package bot_test

import (
	"slices"
	"testing"

	"precedent/bot/slackfake"
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
	wantText(t, r, "compris comme du français")
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
