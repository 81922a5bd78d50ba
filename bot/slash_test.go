package bot_test

import (
	"strings"
	"testing"

	"precedent/bot/slackfake"
)

func TestSlash_AnswersPrivately(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		w.slash(slackfake.General, problem)
		r := w.answer(1)
		wantCases(t, r, 5)
		wantText(t, r, problem)
		if r.EphemeralTo != slackfake.Ada || r.Via != "response_url" {
			t.Errorf("seen by %q via %s, want only Ada", r.EphemeralTo, r.Via)
		}
	})
}

func TestSlash_WorksWhereTheBotIsNoMember(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.Secret, problem)
	if r := w.answer(1); r.EphemeralTo != slackfake.Ada {
		t.Errorf("seen by %q", r.EphemeralTo)
	}
}

func TestSlash_Help(t *testing.T) {
	for _, text := range []string{"", "  ", "help", "HELP", "aide"} {
		w := newWorkspace(t, setup{})
		w.slash(slackfake.General, text)
		wantText(t, w.answer(1), "/similar small firms cannot win public tenders")
	}
}

func TestSlash_Sentences(t *testing.T) {
	for text, want := range map[string]string{
		"schools country:Polnd":                            "Poland",
		"schools since:lately":                             "since:2018",
		"schools since:2020 until:2010":                    "ends before it begins",
		"schools topic:helth-care":                         "health-care",
		"thanks, that was great!":                          "Happy to help. Tell me what goes wrong",
		"!!! ???":                                          "/similar",
		"packs of stray dogs bite children":                "No case in the library comes close",
		"small firms cannot win public tenders country:VA": "Outside the limits: ",
		"country:AQ":                                       "No case in the library fits those limits",
	} {
		t.Run(text, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.slash(slackfake.General, text)
			r := w.answer(1)
			wantText(t, r, want)
			if len(caseIDs(t, r)) > 0 {
				t.Error("cases where there should be none")
			}
		})
	}
}

func TestSlash_Filters(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, "tenders country:UA")
	r := w.answer(1)
	wantText(t, r, "only Ukraine")
	for _, id := range caseIDs(t, r) {
		if c := sharedEngine().Library().Case(id); c.Countries[0] != "UA" {
			t.Errorf("%s is outside Ukraine", id)
		}
	}
	w.slash(slackfake.General, "topic:open-data")
	wantText(t, w.answer(2), "newest first")
}

func TestSlash_LongText(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, strings.Repeat("small firms cannot win public tenders and say so. ", 100))
	r := w.answer(1)
	wantCases(t, r, 5)
	wantText(t, r, "Only the first 3,000 characters were read")
}
