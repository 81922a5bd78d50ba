package lists

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"precedent/bot/slackapi"
	"precedent/bot/state"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// fileName is the name of a brief's file, by its day and its kind.
const fileName = "precedent-%s.%s"

// brief makes briefs of cases.
type brief struct{ *Feature }

func (b brief) register(r *turn.Router) {
	r.Action(view.ActionBrief, b.open)
	r.Form(view.CallbackBrief, b.read)
}

// open asks what is to stand in a brief.
func (b brief) open(ctx context.Context, t *turn.Turn, p turn.Press) error {
	s, entries, err := b.opened(ctx, t, p.Value)
	if err != nil {
		return err
	}
	say := t.Say(ctx)
	if len(entries) == 0 {
		return t.SayWhy(ctx, "label.none-chosen")
	}
	question := s.Question
	if s.List {
		question = b.lastQuestion(ctx, t)
	}
	w := say.BriefWindow(view.Listed(entries), preselected(entries, 1), question, b.briefable(ctx, t.Channel), t.Sealed(s))
	return t.OpenWindow(ctx, w, say.Sentence(view.ProblemNoWindow))
}

// lastQuestion is what the last brief of the list of a place answered.
func (b brief) lastQuestion(ctx context.Context, t *turn.Turn) string {
	list, _ := t.List()
	kept, err := b.kept.For(ctx, t)
	question := ""
	if err == nil {
		question, err = kept.Question(ctx, list)
	}
	if err != nil {
		b.Log.Error("bot: a brief's question is not read", "err", err) // it can be typed again
	}
	return question
}

// briefable tells whether a brief can be made for a channel: with the team's notes in it,
// it is not for people of another organisation.
func (b brief) briefable(ctx context.Context, channel string) bool {
	return channel != "" && !turn.Direct(channel) && !b.External(ctx, channel)
}

// briefForm is the submitted window for a brief.
type briefForm struct {
	selection
	question string
	form     string // of view's forms
	into     string // the channel that it is for, "" for the person alone
}

// read reads the window for a brief, makes the brief and says in the window where it is.
func (b brief) read(w *turn.Submission) turn.Work {
	f := briefForm{
		selection: readSelection(w),
		question:  state.First(strings.TrimSpace(w.Field(view.BlockQuestion).Value), view.MaxQuestion),
		form:      w.Field(view.BlockForm).Selected.Value,
	}
	if w.Field(view.BlockFor).Selected.Value == view.ForChannel {
		f.into = f.opened.Channel
	}
	return turn.Work{Entered: f.question, Do: func(ctx context.Context, say *view.Renderer) (turn.Outcome, error) { return b.make(ctx, say, f) }}
}

// make makes a brief.
func (b brief) make(ctx context.Context, say *view.Renderer, f briefForm) (turn.Outcome, error) {
	if !b.briefable(ctx, f.into) { // it may have been shared with others since
		f.into = ""
	}
	made, err := b.makeBrief(ctx, say, f)
	text := "label.brief-dm"
	switch {
	case errors.Is(err, errNoneChosen):
		return turn.Outcome{Message: turn.Message{Text: "label.none-chosen"}, Entered: f.question}, nil
	case err != nil:
		return turn.Outcome{}, err
	case made != f.form && f.into != "":
		text = "label.file-channel"
	case made != f.form:
		text = "label.file-dm"
	case f.into != "":
		text = "label.brief-channel"
	}
	return turn.Outcome{Message: turn.Message{Text: text}}, nil
}

// errNoneChosen says that a brief would be empty.
var errNoneChosen = errors.New("no case chosen")

// makeBrief makes a brief, shows it to whom it is for, and returns the form that it has:
// a Markdown file where Slack makes no canvas.
func (b brief) makeBrief(ctx context.Context, say *view.Renderer, f briefForm) (form string, err error) {
	entries, err := b.choices(ctx, f.Turn, f.opened)
	if err != nil {
		return "", err
	}
	content := view.BriefContent{Question: f.question, Made: b.Now().UTC()}
	for _, e := range chosen(entries, f.values) {
		item := view.BriefItem{Case: e.Case, Title: e.Title, URL: e.URL, Note: e.Note, Found: e.Found}
		if e.Case != nil {
			item.Title, item.URL = e.Case.Title, e.Case.URL
		}
		if e.Note != "" {
			item.NotedBy = b.Person(ctx, e.NotedBy).Name
		}
		content.Items = append(content.Items, item)
	}
	if len(content.Items) == 0 {
		return "", errNoneChosen
	}
	form = f.form
	switch form {
	case view.FormCSV:
		err = b.file(ctx, say, f, content, "csv", say.BriefCSV(content))
	case view.FormMarkdown:
		err = b.file(ctx, say, f, content, "md", []byte(say.BriefMarkdown(content)))
	default:
		form = view.FormCanvas
		if err = b.canvas(ctx, say, f, content); noCanvas(err) {
			b.Log.Info("bot: no canvas, a file instead", "err", err)
			form = view.FormMarkdown
			err = b.file(ctx, say, f, content, "md", []byte(say.BriefMarkdown(content)))
		}
	}
	if err != nil {
		return "", err
	}
	b.Log.Info("bot: brief made", "form", form, "cases", len(content.Items), "channel", f.into)
	b.keepQuestion(ctx, f)
	return form, nil
}

// keepQuestion keeps what a brief of a list answers, for the next one of that list.
func (b brief) keepQuestion(ctx context.Context, f briefForm) {
	if !f.opened.List {
		return
	}
	list, _ := f.List()
	kept, err := b.kept.For(ctx, f.Turn)
	if err == nil {
		err = kept.SetQuestion(ctx, list, f.User, f.question)
	}
	if err != nil {
		b.Log.Error("bot: a brief's question is not kept", "err", err) // the brief itself is there
	}
}

// target is where a brief is shown: in the channel that it is for, or to the person.
func (f briefForm) target() turn.Target {
	if f.into == "" {
		return turn.Target{Channel: f.User}
	}
	return turn.Target{Channel: f.into, ThreadTS: f.opened.Thread}
}

// maker is who makes a brief, where others read it too.
func (f briefForm) maker() string {
	if f.into == "" {
		return ""
	}
	return f.User
}

// canvasError is a failure to make a canvas that a file need not share.
type canvasError struct{ error }

func (e canvasError) Unwrap() error { return e.error }

// noCanvas tells whether Slack makes no canvas here: on this plan, by an
// administrator's will, or for want of the optional scope.
func noCanvas(err error) bool {
	var canvas canvasError
	return errors.As(err, &canvas) && slackapi.Code(err) != "" && !errors.Is(err, slackapi.ErrUnsure)
}

// canvas makes a canvas and says where it is. Slack lets a person read it only once
// the bot has sent them its address.
func (b brief) canvas(ctx context.Context, say *view.Renderer, f briefForm, content view.BriefContent) error {
	address, err := b.Slack.CanvasAddress(ctx) // first, so that nothing is to be undone
	if err != nil {
		return err
	}
	id, err := b.Slack.CreateCanvas(ctx, say.BriefTitle(content), say.BriefCanvas(content))
	if err != nil {
		return canvasError{err}
	}
	at, err := b.PostFor(ctx, f.target(), say.BriefMade(content, f.maker(), address+id))
	if err == nil {
		if err = b.Slack.ShareCanvas(ctx, id, f.into, f.User); err != nil {
			err = canvasError{err}
		}
	}
	if err != nil && !errors.Is(err, slackapi.ErrUnsure) { // nobody can read it
		ctx, cancel := turn.After(ctx)
		defer cancel()
		if at.TS != "" {
			b.undo("message", b.Slack.DeleteMessage(ctx, at.Channel, at.TS))
		}
		b.undo("canvas", b.Slack.DeleteCanvas(ctx, id))
	}
	return err
}

// file uploads a brief, then says what comes and shows it below: only a message
// tells in which conversation the bot and a person are alone.
func (b brief) file(ctx context.Context, say *view.Renderer, f briefForm, content view.BriefContent, kind string, data []byte) error {
	id, err := b.Slack.Upload(ctx, fmt.Sprintf(fileName, content.Made.Format(time.DateOnly), kind), data)
	if err != nil {
		return err
	}
	at, err := b.PostFor(ctx, f.target(), say.BriefMade(content, f.maker(), ""))
	if err != nil {
		return err
	}
	err = b.Slack.ShareFile(ctx, id, say.BriefTitle(content), at.Channel, at.Thread)
	if err != nil && !errors.Is(err, slackapi.ErrUnsure) { // nothing comes below
		ctx, cancel := turn.After(ctx)
		defer cancel()
		b.undo("message", b.Slack.DeleteMessage(ctx, at.Channel, at.TS))
	}
	return err
}

// undo logs that what was begun could not be taken back.
func (b brief) undo(what string, err error) {
	if err != nil {
		b.Log.Info("bot: not taken back", "what", what, "err", err)
	}
}
