package answer

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"precedent/bot/blockkit"
	"precedent/bot/delivery"
	"precedent/bot/state"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/syntax"
)

// similarTo answers what somebody wrote in a message, privately to who asked for it.
// The message is not theirs, so nothing in it is read as a typed limit.
func (f *Feature) similarTo(ctx context.Context, t *turn.Turn, on delivery.MessageUsed) error {
	t.Words = turn.Quoted
	text := on.Words().All()
	if !strings.ContainsFunc(blockkit.WithoutEmoji(text), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return t.Reply(ctx, t.Say(ctx).Sentence("problem.no-text"))
	}
	req, err := understand.ReadProblem(f.Engine.Vocabulary(), text)
	if err != nil {
		return err
	}
	return f.recommend(ctx, t, req)
}

// openSearch opens the search form, filled in with what was asked before.
func (f *Feature) openSearch(ctx context.Context, t *turn.Turn, before state.Refine) error {
	limits, places := before.Limits, f.Engine.Vocabulary().Places
	say := t.Say(ctx)
	window := say.SearchWindow(view.Form{
		Problem: before.Problem, Topics: limits.Topics, Approaches: limits.Approaches, Places: limits.Places, Levels: limits.Levels,
		Libraries: limits.Libraries, Since: limits.Since, Until: limits.Until,
	}, append(f.Engine.Library().Countries(), places.Codes(limits.Places)...), f.Engine.Vocabulary().Libraries, t.Sealed(state.Search{
		Like: before.Like, Refined: before.Problem != "", Except: limits.Except, Quoted: before.Quoted, Origin: t.Origin(),
	}))
	return t.OpenWindow(ctx, window, say.Sentence("problem.no-form"))
}

// readSearch reads the submitted form, and answers it where it was opened, or else in a
// direct message. The values come from outside and are held against the vocabulary.
func (f *Feature) readSearch(w *turn.Submission) turn.Work {
	var opened state.Search
	w.State(&opened, &opened.Origin) // a broken one answers in a direct message
	w.Public = turn.Direct(w.Channel)
	if opened.Quoted {
		w.Words = turn.Quoted
	}
	req := recommend.Request{Problem: strings.TrimSpace(w.Field(view.BlockProblem).Value), Like: opened.Like, LimitsRule: opened.Refined}
	faults := map[string]turn.Message{}
	limits := &req.Limits
	add := func(block, name string, values ...string) {
		for _, v := range values {
			var unknown *recommend.FilterError
			if err := syntax.Add(limits, f.Engine.Vocabulary(), name, v); errors.As(err, &unknown) {
				faults[block] = turn.FilterMessage(unknown)
			}
		}
	}
	add(view.BlockTopics, "topic", w.Field(view.BlockTopics).Chosen()...)
	add(view.BlockApproach, "approach", w.Field(view.BlockApproach).Chosen()...)
	add(view.BlockPlaces, "country", w.Field(view.BlockPlaces).Chosen()...)
	add(view.BlockLevels, "level", w.Field(view.BlockLevels).Chosen()...)
	add(view.BlockLibrary, "library", w.Field(view.BlockLibrary).Chosen()...)
	for block, name := range map[string]string{view.BlockSince: "since", view.BlockUntil: "until"} {
		if year := strings.TrimSpace(w.Field(block).Value); year != "" {
			add(block, name, year)
		}
	}
	for _, place := range opened.Except {
		if id := f.Engine.Vocabulary().Places.ID(place); id != "" {
			limits.Except = append(limits.Except, id)
		}
	}
	switch {
	case limits.Since != 0 && limits.Until != 0 && limits.Since > limits.Until:
		faults[view.BlockUntil] = turn.Message{Text: view.ProblemPeriod}
	case req.Problem == "" && req.Like == "" && limits.Empty() && len(faults) == 0:
		faults[view.BlockProblem] = turn.Message{Text: view.ProblemNothingAsked}
	}
	return turn.Work{Faults: faults, Entered: req.Problem, Do: func(ctx context.Context, _ *view.Renderer) (turn.Outcome, error) {
		w.ViaDM = new(bool)
		err := f.recommend(ctx, w.Turn, req)
		return turn.Outcome{Message: w.Answered()}, err
	}}
}
