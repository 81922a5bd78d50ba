package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"

	"precedent/bot/blockkit"
	"precedent/bot/view"
	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/syntax"
)

// The shortcuts, by their callback ids in the manifest.
const (
	shortcutSimilar = "find_similar" // on a message
	shortcutSearch  = "search_cases" // everywhere
)

// similarTo answers what somebody wrote in a message, privately to who asked for it.
// The message is not theirs, so nothing in it is read as a typed limit.
func (b *Bot) similarTo(ctx context.Context, to reply, i *Interaction) error {
	text := i.Message.Words().All()
	if !strings.ContainsFunc(blockkit.WithoutEmoji(text), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return b.send(ctx, to, b.speakTo(ctx, to).Sentence(view.TroubleNoText))
	}
	req, err := understand.ReadProblem(b.engine.Vocabulary(), text)
	if err != nil {
		return err
	}
	return b.recommend(ctx, to, req)
}

// maxRefineProblem is how much of a problem travels in a Refine button, in
// characters.
const maxRefineProblem = 500

// maxRefineValue keeps the button from crowding out the cases, in bytes.
const maxRefineValue = 1000

// refineState is what a Refine button holds.
type refineState struct {
	Problem string           `json:"p,omitempty"`
	Like    string           `json:"l,omitempty"` // id of the case to compare with
	Limits  recommend.Filter `json:"f"`
	Quoted  bool             `json:"q,omitempty"` // the problem is what somebody else wrote
}

// refineValue is the value of the Refine button under an answer: the problem as it
// was typed, or where it is no longer known the words that were searched for.
func refineValue(problem string, q recommend.Query, quoted bool) string {
	if problem == "" {
		words := make([]string, len(q.Words))
		for i, w := range q.Words {
			words[i] = w.Asked
		}
		problem = strings.Join(words, " ")
	}
	s := refineState{Problem: firstCharacters(problem, maxRefineProblem), Like: q.Like, Limits: q.Limits, Quoted: quoted}
	return fitting(s.Problem, maxRefineValue, func(problem string) any { s.Problem = problem; return s })
}

// searchState travels in the search form.
type searchState struct {
	Like    string   `json:"l,omitempty"`
	Refined bool     `json:"d,omitempty"` // the form showed the limits that were said
	Except  []string `json:"x,omitempty"`
	Quoted  bool     `json:"q,omitempty"`
	origin
}

// openSearch opens the search form, filled in with what was asked before.
func (b *Bot) openSearch(ctx context.Context, to reply, trigger string, before refineState) error {
	state := searchState{before.Like, before.Problem != "", before.Limits.Except, before.Quoted, to.origin()}
	f := before.Limits
	say := b.speakTo(ctx, to)
	window := say.SearchWindow(view.Form{
		Problem: before.Problem, Topics: f.Topics, Approaches: f.Approaches, Places: f.Places, Levels: f.Levels, Since: f.Since, Until: f.Until,
	}, append(b.countries(), b.engine.Vocabulary().Places.Codes(f.Places)...), b.windowState(to, state))
	return b.openWindow(ctx, to, trigger, window, say.Sentence(view.TroubleNoForm))
}

// countries are those that the library has cases of.
func (b *Bot) countries() []string {
	var codes []string
	for _, c := range b.engine.Library().Cases() {
		codes = append(codes, c.Countries...)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// searchOrder is the search form, submitted.
type searchOrder struct {
	viewID  string
	request recommend.Request
	faults  map[string]sentence // by block: what cannot be searched for
	to      reply
}

// readSearch reads the submitted form. The values come from outside and are held
// against the vocabulary.
func (b *Bot) readSearch(i *Interaction) searchOrder {
	var state searchState
	b.readWindowState(i, &state) // a broken one answers in a direct message
	field := func(block string) InputValue { return i.View.State.Values[block][view.InputField] }
	s := searchOrder{
		viewID: i.View.ID, faults: map[string]sentence{},
		request: recommend.Request{Problem: strings.TrimSpace(field(view.BlockProblem).Value), Like: state.Like, LimitsRule: state.Refined},
		to:      state.reply(i),
	}
	s.to.open, s.to.quoted = direct(state.Channel), state.Quoted
	limits := &s.request.Limits
	add := func(block, name string, values ...string) {
		for _, v := range values {
			var unknown *recommend.FilterError
			if err := syntax.Add(limits, b.engine.Vocabulary(), name, v); errors.As(err, &unknown) {
				s.faults[block] = filterSentence(unknown)
			}
		}
	}
	add(view.BlockTopics, "topic", field(view.BlockTopics).chosen()...)
	add(view.BlockApproach, "approach", field(view.BlockApproach).chosen()...)
	add(view.BlockPlaces, "country", field(view.BlockPlaces).chosen()...)
	add(view.BlockLevels, "level", field(view.BlockLevels).chosen()...)
	for block, name := range map[string]string{view.BlockSince: "since", view.BlockUntil: "until"} {
		if year := strings.TrimSpace(field(block).Value); year != "" {
			add(block, name, year)
		}
	}
	for _, place := range state.Except {
		if id := b.engine.Vocabulary().Places.ID(place); id != "" {
			limits.Except = append(limits.Except, id)
		}
	}
	switch {
	case limits.Since != 0 && limits.Until != 0 && limits.Since > limits.Until:
		s.faults[view.BlockUntil] = sentence{text: view.TroublePeriod}
	case s.request.Problem == "" && s.request.Like == "" && limits.Empty() && len(s.faults) == 0:
		s.faults[view.BlockProblem] = sentence{text: view.TroubleNothingAsked}
	}
	return s
}

// search answers a submitted form where it was opened, or else in a direct message,
// and says in the window where the answer is.
func (b *Bot) search(ctx context.Context, s searchOrder) error {
	say := b.speakTo(ctx, s.to)
	s.to.aside = new(bool)
	err := b.recommend(ctx, s.to, s.request)
	outcome, entered := s.to.answered(), ""
	if err != nil {
		outcome, entered = b.sentenceFor(err), s.request.Problem
	}
	return b.tell(ctx, say, s.viewID, say.Outcome(view.CallbackSearch, outcome.said(say), entered), outcome, s.to)
}
