package answer

import (
	"context"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/delivery"
	"precedent/bot/slackapi"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/recommend"
	"precedent/recommend/understand/syntax"
)

// step finds cases for workflows.
type step struct{ *turn.Host }

// register names the step as the manifest does.
func (s step) register(r *turn.Router) { r.Event("function_executed:find_similar_cases", s.answer) }

// answer answers a workflow that comes to the bot's step. Workflows are nobody's in
// particular, so they are answered in English. Whatever goes wrong is told the workflow,
// whose owner sees it.
func (s step) answer(ctx context.Context, _ *turn.Turn, e *delivery.Event) error {
	say := s.SpeakEnglish()
	text, links, err := s.findForStep(ctx, say, e)
	if err == nil {
		err = s.completeStep(ctx, e, text, links)
	}
	if err == nil || errors.Is(err, slackapi.ErrUnsure) {
		return err
	}
	failure := s.Problem(err)
	if errors.Is(err, recommend.ErrEmptyRequest) {
		failure = turn.Message{Text: view.ProblemNothingAsked}
	}
	ctx, cancel := turn.After(ctx)
	defer cancel()
	return s.Slack.FailStep(ctx, e.BotToken, e.Execution, failure.In(say))
}

// completeStep hands a workflow what was found. Whether Slack takes a rich text as a block
// or as a list of one is not documented, so the second is tried where it refuses the first.
func (s step) completeStep(ctx context.Context, e *delivery.Event, text *slack.RichTextBlock, links string) error {
	complete := func(cases any) error {
		return s.Slack.CompleteStep(ctx, e.BotToken, e.Execution, map[string]any{"cases": cases, "links": links})
	}
	err := complete(text)
	if slackapi.Means(err, slackapi.BadOutputs) {
		err = complete([]*slack.RichTextBlock{text})
	}
	return err
}

// findForStep finds the cases for a workflow. A panic is an error, so that the workflow
// does not wait for ever.
func (s step) findForStep(ctx context.Context, say *view.Renderer, e *delivery.Event) (text *slack.RichTextBlock, links string, err error) {
	defer turn.Recovered(&err)
	req := recommend.Request{Problem: delivery.Plain(e.Inputs.Problem)}
	for _, input := range [][2]string{{"country", e.Inputs.Country}, {"topic", e.Inputs.Topic}} {
		for value := range strings.SplitSeq(delivery.Plain(input[1]), ",") {
			if value = strings.TrimSpace(value); value == "" {
				continue
			}
			if err := syntax.Add(&req.Limits, s.Engine.Vocabulary(), input[0], value); err != nil {
				return nil, "", err
			}
		}
	}
	if req.Problem == "" {
		return nil, "", recommend.ErrEmptyRequest
	}
	done, err := s.Compute(ctx)
	if err != nil {
		return nil, "", err
	}
	defer done()
	a, err := s.Engine.Recommend(ctx, req, turn.PageSize)
	if err != nil {
		return nil, "", err
	}
	text, links = say.StepOutputs(a)
	s.Log.Info("bot: answered a workflow", "cases", turn.MatchedIDs(a.Cases))
	return text, links, nil
}
