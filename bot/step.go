package bot

import (
	"context"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/delivery"
	"precedent/bot/slackapi"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/syntax"
)

// The workflow step, by its name in the manifest, and the event of a workflow that comes
// to it.
const (
	stepSimilar      = "find_similar_cases"
	functionExecuted = "function_executed"
)

// step answers a workflow that comes to the bot's step. Workflows are nobody's in
// particular, so they are answered in English. Whatever goes wrong is told the workflow,
// whose owner sees it.
func (b *Bot) step(ctx context.Context, e *Event) error {
	say := b.views(corpus.English)
	text, links, err := b.findForStep(ctx, say, e)
	if err == nil {
		err = b.completeStep(ctx, e, text, links)
	}
	if err == nil || errors.Is(err, ErrUnsure) {
		return err
	}
	failure := b.sentenceFor(err)
	if errors.Is(err, recommend.ErrEmptyRequest) {
		failure = sentence{text: view.TroubleNothingAsked}
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tellTimeout) // the time for the work itself may be over
	defer cancel()
	return b.slack.FailStep(ctx, e.BotToken, e.Execution, failure.said(say))
}

// completeStep hands a workflow what was found. Whether Slack takes a rich text as a block
// or as a list of one is not documented, so the second is tried where it refuses the first.
func (b *Bot) completeStep(ctx context.Context, e *Event, text *slack.RichTextBlock, links string) error {
	complete := func(cases any) error {
		return b.slack.CompleteStep(ctx, e.BotToken, e.Execution, map[string]any{"cases": cases, "links": links})
	}
	err := complete(text)
	if slackapi.Means(err, slackapi.BadOutputs) {
		err = complete([]*slack.RichTextBlock{text})
	}
	return err
}

// findForStep finds the cases for a workflow. A panic is an error, so that the workflow
// does not wait for ever.
func (b *Bot) findForStep(ctx context.Context, say *view.Renderer, e *Event) (text *slack.RichTextBlock, links string, err error) {
	defer recovered(&err)
	req := recommend.Request{Problem: delivery.Plain(e.Inputs.Problem)}
	for field, values := range map[string]string{"country": e.Inputs.Country, "topic": e.Inputs.Topic} {
		for value := range strings.SplitSeq(delivery.Plain(values), ",") {
			if value = strings.TrimSpace(value); value == "" {
				continue
			}
			if err := syntax.Add(&req.Limits, b.engine.Vocabulary(), field, value); err != nil {
				return nil, "", err
			}
		}
	}
	if req.Problem == "" {
		return nil, "", recommend.ErrEmptyRequest
	}
	done, err := b.compute(ctx)
	if err != nil {
		return nil, "", err
	}
	defer done()
	a, err := b.engine.Recommend(ctx, req, PageSize)
	if err != nil {
		return nil, "", err
	}
	text, links = say.StepOutputs(a)
	b.lg.Info("bot: answered a workflow", "cases", matchedIDs(a.Cases))
	return text, links, nil
}
