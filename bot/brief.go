package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"precedent/bot/slackapi"
	"precedent/bot/view"
)

// briefFile is the name of a brief's file, by its day and its kind.
const briefFile = "precedent-%s.%s"

// openBrief asks what is to stand in a brief.
func (b *Bot) openBrief(ctx context.Context, to reply, trigger, value string) error {
	s, entries, err := b.pick(ctx, to, value)
	if err != nil {
		return err
	}
	say := b.speakTo(ctx, to)
	if len(entries) == 0 {
		return b.sayWhy(ctx, to, view.LabelNoneChosen)
	}
	question := s.Question
	if s.List {
		question = b.lastQuestion(ctx, to)
	}
	w := say.BriefWindow(view.Listed(entries), preselected(entries, 1), question, b.briefable(ctx, to.channel), b.windowState(to, s))
	return b.openWindow(ctx, to, trigger, w, say.Sentence(view.TroubleNoWindow))
}

// lastQuestion is what the last brief of the list of a place answered.
func (b *Bot) lastQuestion(ctx context.Context, to reply) string {
	list, _ := listFor(to.channel, to.user)
	question, err := b.memoryOf(ctx, to).Question(ctx, list)
	if err != nil {
		b.lg.Error("bot: a brief's question is not read", "err", err) // it can be typed again
	}
	return question
}

// briefable tells whether a brief can be made for a channel: with the team's notes in it,
// it is not for people of another organisation.
func (b *Bot) briefable(ctx context.Context, channel string) bool {
	return channel != "" && !direct(channel) && !b.external(ctx, channel)
}

// briefOrder is the submitted window for a brief.
type briefOrder struct {
	pickOrder
	question string
	form     string // of view's forms
	channel  string // that it is for, "" for the person alone
}

func (b *Bot) readBrief(i *Interaction) briefOrder {
	field := func(block string) InputValue { return i.View.State.Values[block][view.InputField] }
	o := briefOrder{
		pickOrder: b.readPicked(i),
		question:  firstCharacters(strings.TrimSpace(field(view.BlockQuestion).Value), view.MaxQuestion),
		form:      field(view.BlockForm).Selected.Value,
	}
	if field(view.BlockFor).Selected.Value == view.ForChannel {
		o.channel = o.state.Channel
	}
	return o
}

// brief makes a brief and says in the window where it is.
func (b *Bot) brief(ctx context.Context, o briefOrder) error {
	say := b.speakTo(ctx, o.to)
	if !b.briefable(ctx, o.channel) { // it may have been shared with others since
		o.channel = ""
	}
	outcome, entered := sentence{text: view.LabelBriefDM}, ""
	made, err := b.makeBrief(ctx, say, o)
	switch {
	case errors.Is(err, errNoneChosen):
		outcome, entered = sentence{text: view.LabelNoneChosen}, o.question
	case err != nil:
		outcome, entered = b.sentenceFor(err), o.question
	case made != o.form && o.channel != "":
		outcome = sentence{text: view.LabelFileChannel}
	case made != o.form:
		outcome = sentence{text: view.LabelFileDM}
	case o.channel != "":
		outcome = sentence{text: view.LabelBriefChannel}
	}
	return b.tell(ctx, say, o.viewID, say.Outcome(view.CallbackBrief, outcome.said(say), entered), outcome, o.to)
}

// errNoneChosen says that a brief would be empty.
var errNoneChosen = errors.New("no case chosen")

// makeBrief makes a brief, shows it to whom it is for, and returns the form that it has:
// a Markdown file where Slack makes no canvas.
func (b *Bot) makeBrief(ctx context.Context, say *view.Renderer, o briefOrder) (form string, err error) {
	entries, err := b.choices(ctx, o.state, o.to)
	if err != nil {
		return "", err
	}
	content := view.BriefContent{Question: o.question, Made: b.now().UTC()}
	for _, e := range chosen(entries, o.values) {
		item := view.BriefItem{Case: e.Case, Title: e.Title, URL: e.URL, Note: e.Note, Found: e.Found}
		if e.Case != nil {
			item.Title, item.URL = e.Case.Title, e.Case.URL
		}
		if e.Note != "" {
			item.NotedBy = b.person(ctx, e.NotedBy).name
		}
		content.Items = append(content.Items, item)
	}
	if len(content.Items) == 0 {
		return "", errNoneChosen
	}
	form = o.form
	switch form {
	case view.FormCSV:
		err = b.briefFile(ctx, say, o, content, "csv", say.BriefCSV(content))
	case view.FormMarkdown:
		err = b.briefFile(ctx, say, o, content, "md", []byte(say.BriefMarkdown(content)))
	default:
		form = view.FormCanvas
		if err = b.briefCanvas(ctx, say, o, content); noCanvas(err) {
			b.lg.Info("bot: no canvas, a file instead", "err", err)
			form = view.FormMarkdown
			err = b.briefFile(ctx, say, o, content, "md", []byte(say.BriefMarkdown(content)))
		}
	}
	if err != nil {
		return "", err
	}
	b.lg.Info("bot: brief made", "form", form, "cases", len(content.Items), "channel", o.channel)
	b.keepQuestion(ctx, o)
	return form, nil
}

// keepQuestion keeps what a brief of a list answers, for the next one of that list.
func (b *Bot) keepQuestion(ctx context.Context, o briefOrder) {
	if !o.state.List {
		return
	}
	list, _ := listFor(o.state.Channel, o.to.user)
	if err := b.memoryOf(ctx, o.to).SetQuestion(ctx, list, o.to.user, o.question); err != nil {
		b.lg.Error("bot: a brief's question is not kept", "err", err) // the brief itself is there
	}
}

// place is where a brief is shown: in the channel that it is for, or to the person.
func (o briefOrder) place() reply {
	if o.channel == "" {
		return reply{channel: o.to.user}
	}
	return reply{channel: o.channel, thread: o.state.Thread}
}

// maker is who makes a brief, where others read it too.
func (o briefOrder) maker() string {
	if o.channel == "" {
		return ""
	}
	return o.to.user
}

// canvasError is a failure to make a canvas that a file need not share.
type canvasError struct{ error }

func (e canvasError) Unwrap() error { return e.error }

// noCanvas tells whether Slack makes no canvas here: on this plan, by an
// administrator's will, or for want of the optional scope.
func noCanvas(err error) bool {
	var canvas canvasError
	return errors.As(err, &canvas) && slackapi.Code(err) != "" && !errors.Is(err, ErrUnsure)
}

// briefCanvas makes a canvas and says where it is. Slack lets a person read it only once
// the bot has sent them its address.
func (b *Bot) briefCanvas(ctx context.Context, say *view.Renderer, o briefOrder, content view.BriefContent) error {
	address, err := b.slack.CanvasAddress(ctx) // first, so that nothing is to be undone
	if err != nil {
		return err
	}
	id, err := b.slack.CreateCanvas(ctx, say.BriefTitle(content), say.BriefCanvas(content))
	if err != nil {
		return canvasError{err}
	}
	at, err := b.postFor(ctx, o.place(), say.BriefMade(content, o.maker(), address+id))
	if err == nil {
		if err = b.slack.ShareCanvas(ctx, id, o.channel, o.to.user); err != nil {
			err = canvasError{err}
		}
	}
	if err != nil && !errors.Is(err, ErrUnsure) { // nobody can read it
		if at.ts != "" {
			b.undo("message", b.slack.DeleteMessage(context.WithoutCancel(ctx), at.channel, at.ts))
		}
		b.undo("canvas", b.slack.DeleteCanvas(context.WithoutCancel(ctx), id))
	}
	return err
}

// briefFile uploads a brief, then says what comes and shows it below: only a message
// tells in which conversation the bot and a person are alone.
func (b *Bot) briefFile(ctx context.Context, say *view.Renderer, o briefOrder, content view.BriefContent, kind string, data []byte) error {
	id, err := b.slack.Upload(ctx, fmt.Sprintf(briefFile, content.Made.Format(time.DateOnly), kind), data)
	if err != nil {
		return err
	}
	at, err := b.postFor(ctx, o.place(), say.BriefMade(content, o.maker(), ""))
	if err != nil {
		return err
	}
	err = b.slack.ShareFile(ctx, id, say.BriefTitle(content), at.channel, at.thread)
	if err != nil && !errors.Is(err, ErrUnsure) { // nothing comes below
		b.undo("message", b.slack.DeleteMessage(context.WithoutCancel(ctx), at.channel, at.ts))
	}
	return err
}

// undo logs that what was begun could not be taken back.
func (b *Bot) undo(what string, err error) {
	if err != nil {
		b.lg.Info("bot: not taken back", "what", what, "err", err)
	}
}
