package slackfake

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// FunctionExecuted delivers function_executed, as when a workflow comes to a step that
// is a function of the bot's. Its parameters are told from the inputs alone, since the
// server does not read manifests; for the same reason any outputs are taken.
func (s *Server) FunctionExecuted(ctx context.Context, callbackID string, inputs map[string]any) (*Delivery, error) {
	given, err := json.Marshal(inputs)
	if err != nil {
		return nil, fmt.Errorf("slackfake: inputs: %w", err)
	}
	if inputs == nil {
		given = json.RawMessage("{}")
	}
	return deliverNew(ctx, s, func() (*Delivery, error) {
		e := &Execution{ID: s.nextID("Fx"), CallbackID: callbackID}
		e.Token = fakeToken("xwfp") + "-" + e.ID
		s.executions[e.ID] = e
		now := s.opts.Clock()
		d := newEvent(s, map[string]any{
			"type": "function_executed",
			"function": map[string]any{
				"id": s.nextID("Fn"), "callback_id": callbackID, "title": callbackID, "description": "",
				"type": "app", "app_id": AppID, "input_parameters": parameters(inputs), "output_parameters": []any{},
				"date_created": now.Unix(), "date_updated": now.Unix(), "date_deleted": 0,
			},
			"inputs": json.RawMessage(given), "function_execution_id": e.ID, "workflow_execution_id": s.nextID("Wx"),
			"event_ts": s.records.nextTS(now), "bot_access_token": e.Token,
		})
		d.ExecutionID = e.ID
		return d, nil
	})
}

// parameters describes inputs as Slack describes those of a function.
func parameters(inputs map[string]any) []any {
	list := []any{}
	for _, name := range slices.Sorted(maps.Keys(inputs)) {
		list = append(list, map[string]any{
			"type": parameterType(inputs[name]), "name": name, "title": name, "description": "", "is_required": true,
		})
	}
	return list
}

func parameterType(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case int:
		return "integer"
	case float64:
		return "number"
	case []string, []any:
		return "array"
	}
	return "object"
}

// Execution returns what has become of the run that a delivery told the bot of.
func (s *Server) Execution(d *Delivery) (Execution, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.executions[d.ExecutionID]
	if !ok {
		return Execution{}, false
	}
	return *e, true
}

func functionsCompleteSuccess(s *Server, args Args) (reply, *slackError) {
	var outputs map[string]json.RawMessage
	valid := json.Unmarshal([]byte(args["outputs"]), &outputs) == nil && outputs != nil
	return complete(s, args, valid, json.RawMessage(args["outputs"]), "")
}

func functionsCompleteError(s *Server, args Args) (reply, *slackError) {
	return complete(s, args, args["error"] != "", nil, args["error"])
}

// complete ends a run, which can be done once, with outputs or with why there are none.
func complete(s *Server, args Args, valid bool, outputs json.RawMessage, why string) (reply, *slackError) {
	e, ok := s.executions[args["function_execution_id"]]
	switch {
	case !valid:
		return nil, failed("invalid_arguments")
	case !ok:
		return nil, failed("function_execution_not_found")
	case e.Done:
		return nil, failed("execution_not_in_running_state")
	}
	e.Done, e.Outputs, e.Error = true, outputs, why
	s.touch()
	return reply{}, nil
}
