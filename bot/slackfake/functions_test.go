package slackfake_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"precedent/bot/slackfake"
)

func TestFunction_OverSocketMode(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	client, ctx := newClient(srv), testContext(t)
	d := sent(t)(srv.FunctionExecuted(ctx, "find_similar", map[string]any{
		"problem": "we cannot hire", "limit": 3, "quiet": true, "weight": 0.5, "countries": []string{"PL"}, "more": nil,
	}))
	e := inner(t, next(t, heard, socketmode.EventTypeEventsAPI)).(*slackevents.FunctionExecutedEvent)
	if e.Type != "function_executed" || e.FunctionExecutionID != d.ExecutionID || !strings.HasPrefix(e.FunctionExecutionID, "Fx") ||
		!strings.HasPrefix(e.WorkflowExecutionID, "Wx") || !strings.HasPrefix(e.BotAccessToken, "xwfp-") || e.EventTs == "" {
		t.Errorf("event = %+v", e)
	}
	f := e.Function
	if f.CallbackID != "find_similar" || f.Type != "app" || f.AppID != slackfake.AppID || !strings.HasPrefix(f.ID, "Fn") || f.DateUpdated == 0 {
		t.Errorf("function = %+v", f)
	}
	var params []string
	for _, p := range f.InputParameters {
		params = append(params, p.Name+" "+p.Type)
	}
	if got := strings.Join(params, ", "); got != "countries array, limit integer, more object, problem string, quiet boolean, weight number" {
		t.Errorf("input parameters: %s", got)
	}
	if e.Inputs["problem"] != "we cannot hire" || e.Inputs["limit"] != 3.0 {
		t.Errorf("inputs = %v", e.Inputs)
	}
	if x, ok := srv.Execution(d); !ok || x.Done || x.CallbackID != "find_similar" || x.Token != e.BotAccessToken {
		t.Errorf("execution = %+v", x)
	}

	outputs := slack.FunctionCompleteSuccessRequestOptionOutput(map[string]string{"first": "GovTech"})
	if err := client.FunctionCompleteSuccessContext(ctx, d.ExecutionID, outputs); err != nil {
		t.Fatal(err)
	}
	x, _ := srv.Execution(d)
	var got map[string]string
	if err := json.Unmarshal(x.Outputs, &got); err != nil || !x.Done || x.Error != "" || got["first"] != "GovTech" {
		t.Errorf("execution = %+v, %v", x, err)
	}
	wantSlackError(t, client.FunctionCompleteSuccessContext(ctx, d.ExecutionID, outputs), "execution_not_in_running_state")
	wantSlackError(t, client.FunctionCompleteErrorContext(ctx, d.ExecutionID, "too late"), "execution_not_in_running_state")
	wantSlackError(t, client.FunctionCompleteSuccessContext(ctx, "Fx0NOTHING", outputs), "function_execution_not_found")
	wantSlackError(t, client.FunctionCompleteErrorContext(ctx, "Fx0NOTHING", "no"), "function_execution_not_found")
	if _, ok := srv.Execution(&slackfake.Delivery{}); ok {
		t.Error("a run out of nothing")
	}
}

func TestFunction_OverHTTP(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{Scopes: []string{}}) // no scope is needed
	heard := listen(t, srv, empty)
	ctx := testContext(t)
	d := sent(t)(srv.FunctionExecuted(ctx, "find_similar", nil))
	event, err := slackevents.ParseEvent((<-heard).body, slackevents.OptionNoVerifyToken())
	if err != nil {
		t.Fatal(err)
	}
	e, ok := event.InnerEvent.Data.(*slackevents.FunctionExecutedEvent)
	if !ok || e.FunctionExecutionID != d.ExecutionID || e.Inputs == nil || len(e.Inputs) != 0 {
		t.Fatalf("event = %+v", event.InnerEvent.Data)
	}
	if err := newClient(srv).FunctionCompleteErrorContext(ctx, d.ExecutionID, "Nothing similar"); err != nil {
		t.Fatal(err)
	}
	if x, _ := srv.Execution(d); !x.Done || x.Error != "Nothing similar" || x.Outputs != nil {
		t.Errorf("execution = %+v", x)
	}
	if _, err := srv.FunctionExecuted(ctx, "find_similar", map[string]any{"f": func() {}}); err == nil {
		t.Error("inputs that are no JSON")
	}
}

// TestFunction_Tokens completes runs with the tokens that came with the events.
func TestFunction_Tokens(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	connect(t, srv, nothing)
	ctx := testContext(t)
	start := func() (*slackfake.Delivery, *slack.Client) {
		d := sent(t)(srv.FunctionExecuted(ctx, "find_similar", nil))
		x, _ := srv.Execution(d)
		return d, slack.New(x.Token, slack.OptionAPIURL(srv.APIURL()), slack.OptionAppLevelToken(x.Token))
	}
	one, first := start()
	two, second := start()
	wantSlackError(t, second.FunctionCompleteErrorContext(ctx, one.ExecutionID, "no"), "access_denied")
	if _, _, err := first.PostMessageContext(ctx, slackfake.General, text("a")); err != nil {
		t.Errorf("the token is as good as the bot's: %v", err)
	}
	_, _, err := first.StartSocketModeContext(ctx)
	wantSlackError(t, err, "not_allowed_token_type")
	if err := first.FunctionCompleteErrorContext(ctx, one.ExecutionID, "no"); err != nil {
		t.Error(err)
	}
	if x, _ := srv.Execution(two); x.Done {
		t.Error("the other one is done")
	}
	stranger := slack.New("xwfp-other", slack.OptionAPIURL(srv.APIURL()))
	wantSlackError(t, stranger.FunctionCompleteErrorContext(ctx, two.ExecutionID, "no"), "invalid_auth")
}

// TestFunction_Bodies sends outputs that slack-go cannot, as JSON and as a form.
func TestFunction_Bodies(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	connect(t, srv, nothing)
	ctx := testContext(t)
	const outputs = `{"count":2,"cases":[{"title":"GovTech"}]}`
	post := func(method, body string) string {
		t.Helper()
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, srv.APIURL()+method, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json; charset=utf-8")
		req.Header.Set("Authorization", "Bearer "+srv.BotToken())
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		var answer struct {
			Error string `json:"error"`
		}
		if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
			t.Error(err)
		}
		return answer.Error
	}
	d := sent(t)(srv.FunctionExecuted(ctx, "find_similar", nil))
	for _, wrong := range []string{`{}`, `{"outputs":null}`, `{"outputs":"none"}`, `{"outputs":[1]}`} {
		body := `{"function_execution_id":"` + d.ExecutionID + `",` + wrong[1:]
		if code := post("functions.completeSuccess", strings.Replace(body, ",}", "}", 1)); code != "invalid_arguments" {
			t.Errorf("%s: %q", wrong, code)
		}
	}
	if code := post("functions.completeError", `{"function_execution_id":"`+d.ExecutionID+`"}`); code != "invalid_arguments" {
		t.Errorf("no reason: %q", code)
	}
	if code := post("functions.completeSuccess", `{"function_execution_id":"`+d.ExecutionID+`","outputs":`+outputs+`}`); code != "" {
		t.Errorf("as JSON: %s", code)
	}
	form := sent(t)(srv.FunctionExecuted(ctx, "find_similar", nil))
	values := url.Values{"token": {srv.BotToken()}, "function_execution_id": {form.ExecutionID}, "outputs": {outputs}}
	if answer := postForm(t, srv, "functions.completeSuccess", values); !strings.Contains(answer, `"ok":true`) {
		t.Errorf("as a form: %s", answer)
	}
	for _, d := range []*slackfake.Delivery{d, form} {
		if x, _ := srv.Execution(d); string(x.Outputs) != outputs {
			t.Errorf("outputs = %s", x.Outputs)
		}
	}
}

func TestFunction_Faults(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	client, ctx := newClient(srv), testContext(t)
	srv.FailDelivery(slackfake.Anew)
	d := sent(t)(srv.FunctionExecuted(ctx, "find_similar", nil))
	for range 2 {
		e := inner(t, next(t, heard, socketmode.EventTypeEventsAPI)).(*slackevents.FunctionExecutedEvent)
		if e.FunctionExecutionID != d.ExecutionID {
			t.Errorf("delivered anew as %s", e.FunctionExecutionID)
		}
	}
	srv.Fail("functions.completeError", slackfake.ServerError, 1)
	if err := client.FunctionCompleteErrorContext(ctx, d.ExecutionID, "no"); !isStatus500(err) {
		t.Errorf("error = %v", err)
	}
	if x, _ := srv.Execution(d); x.Done {
		t.Error("a call that failed had its effect")
	}
	srv.Fail("functions.completeError", slackfake.ServerErrorAfter, 1)
	if err := client.FunctionCompleteErrorContext(ctx, d.ExecutionID, "no"); !isStatus500(err) {
		t.Errorf("error = %v", err)
	}
	wantSlackError(t, client.FunctionCompleteErrorContext(ctx, d.ExecutionID, "no"), "execution_not_in_running_state")
}
