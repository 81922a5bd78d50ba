package bot_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
	"precedent/recommend/rank"
)

// execute lets a workflow come to the step, and waits for what becomes of it.
func (w *workspace) execute(inputs map[string]any) slackfake.Execution {
	w.t.Helper()
	d := must(w.FunctionExecuted(w.ctx, "find_similar_cases", inputs))(w.t)
	must(d.Wait(w.ctx))(w.t)
	w.wait("the step is done", func(slackfake.Snapshot) bool { e, _ := w.Execution(d); return e.Done })
	e, _ := w.Execution(d)
	if strings.Contains(w.logs.String(), e.Token) || strings.Contains(w.logs.String(), problem) {
		w.t.Error("the log holds a secret")
	}
	return e
}

// TestStep gives a workflow the cases as a text and the links line by line.
func TestStep(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		e := w.execute(map[string]any{"problem": problem, "country": "Poland, LATAM", "topic": "public procurement"})
		var got struct {
			Cases slack.RichTextBlock `json:"cases"`
			Links string              `json:"links"`
		}
		if err := json.Unmarshal(e.Outputs, &got); err != nil || e.Error != "" {
			t.Fatalf("%v: %+v", err, e)
		}
		links := strings.Split(got.Links, "\n")
		if got.Cases.Type != slack.MBTRichText || len(got.Cases.Elements) < 2 || len(links) != len(got.Cases.Elements) {
			t.Fatalf("%d cases, links %q", len(got.Cases.Elements), links)
		}
		places := sharedEngine().Vocabulary().Places.Codes([]string{"PL", "latam"})
		for _, link := range links {
			c := sharedEngine().Library().ByURL(link)
			if c == nil || !strings.Contains(string(e.Outputs), "Both are about") {
				t.Errorf("the link %q leads to no case, or no reason is said", link)
			} else if !containsAny(c.Countries, places) {
				t.Errorf("%s is in %v", c.ID, c.Countries)
			}
		}
	})
}

func containsAny(list, of []string) bool {
	for _, x := range list {
		for _, y := range of {
			if x == y {
				return true
			}
		}
	}
	return false
}

// TestStep_Nothing tells a workflow that nothing is similar, and what is wrong with what
// it asks for.
func TestStep_Nothing(t *testing.T) {
	w := newWorkspace(t, setup{})
	for _, tc := range []struct {
		inputs      map[string]any
		said, fails string
	}{
		{inputs: map[string]any{"problem": "zzgrmpf qwrtz"}, said: "No case in the library comes close"},
		{inputs: map[string]any{"problem": problem, "country": "Narnia"}, fails: "The country \"Narnia\" is not known"},
		{inputs: map[string]any{"problem": problem, "topic": 7}, said: "Both are about"},
		{inputs: map[string]any{"country": "PL"}, fails: "Describe a problem"},
		{inputs: map[string]any{"problem": []string{"x"}}, fails: "Describe a problem"},
	} {
		e := w.execute(tc.inputs)
		if !strings.Contains(string(e.Outputs), tc.said) || !strings.Contains(e.Error, tc.fails) || (e.Error == "") != (tc.fails == "") {
			t.Errorf("%v: %s, %q", tc.inputs, e.Outputs, e.Error)
		}
	}
}

// TestStep_Refused: the other form of the outputs is tried, and a workflow whose outputs
// Slack does not take is told so.
func TestStep_Refused(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.Fail("functions.completeSuccess", slackfake.SlackError("parameter_validation_failed"), 1)
	if e := w.execute(map[string]any{"problem": problem}); !strings.Contains(string(e.Outputs), `"cases":[{`) {
		t.Errorf("%+v", e)
	}
	w.Fail("functions.completeSuccess", slackfake.SlackError("parameter_validation_failed"), 2)
	if e := w.execute(map[string]any{"problem": problem}); !strings.Contains(e.Error, "Something went wrong") {
		t.Errorf("%+v", e)
	}
}

// panicking is an engine that breaks down.
type panicking struct{ *rank.Engine }

// TestStep_Panics: a workflow does not wait for ever for a step that broke down.
func TestStep_Panics(t *testing.T) {
	w := newWorkspace(t, setup{engine: panicking{sharedEngine()}})
	if e := w.execute(map[string]any{"problem": problem}); !strings.Contains(e.Error, "Something went wrong") {
		t.Errorf("%+v", e)
	}
}
