package suggest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"precedent/bot/state"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/corpus"
)

// encode is a case as it is kept: a line of a library, which has its id once it is accepted.
func encode(c corpus.Case) string {
	var line strings.Builder
	if err := corpus.OwnWriter(&line)(&c); err != nil {
		panic(err) // of texts and numbers, it can always be written
	}
	return strings.TrimSuffix(line.String(), "\n")
}

// unnamed is the id of a case that has none yet.
const unnamed = "-"

// recorded is a case as it was kept, read as one of a library is; empty where it cannot be read.
func (f *Feature) recorded(kept string) corpus.Case {
	var fields map[string]any
	if err := json.Unmarshal([]byte(kept), &fields); err != nil || fields == nil {
		f.Log.Error("bot: a suggestion cannot be read", "err", err)
		return corpus.Case{}
	}
	fields["id"] = unnamed
	c, _, _ := corpus.ReadRecord(fields, f.Engine.Vocabulary())
	c.ID = ""
	return c
}

// idPrefix begins the ids of cases that were suggested, as the names of other libraries begin
// those of theirs.
const idPrefix = "suggested/"

// caseID is the id of an accepted case: that of its suggestion, which no other one gets, behind
// its title, which may change.
func caseID(c corpus.Case, suggestion int64) string {
	return idPrefix + corpus.Slug(c.Title) + "-" + strconv.FormatInt(suggestion, 10)
}

// entered reads the form with a case: the case, what is said of it, and by block what is wrong. The
// values come from outside and are held against the vocabulary; what it does not know says nothing.
func (f *Feature) entered(w *turn.Submission) (c corpus.Case, remark string, faults map[string]turn.Message) {
	faults = map[string]turn.Message{}
	typed := func(block string, most int) string {
		text := strings.TrimSpace(w.Field(block).Value)
		if utf8.RuneCountInString(text) > most {
			faults[block] = turn.Message{Text: "problem.too-long", Args: []any{most}}
		}
		return text
	}
	v := f.Engine.Vocabulary()
	fields := map[string]any{
		"id": unnamed, "title": typed(view.BlockTitle, corpus.MaxTitle), "organisation": typed(view.BlockOrganisation, corpus.MaxShort),
		"problem": typed(view.BlockProblem, view.MaxSuggested), "summary": typed(view.BlockDone, view.MaxSuggested), "results": typed(view.BlockResults, view.MaxSuggested),
		"countries": chosen(w, view.BlockPlaces, view.MaxSuggestedPlaces, func(code string) bool { return v.Places.Country(code) != nil }),
		"topics":    chosen(w, view.BlockTopics, view.MaxSuggestedTopics, v.Taxonomy.IsTopic),
	}
	if level := w.Field(view.BlockLevel).Selected.Value; v.Taxonomy.Level(level) != nil {
		fields["level"] = level
	}
	link, year := typed(view.BlockLink, corpus.MaxURL), typed(view.BlockYear, len("2026"))
	remark = typed(view.BlockNote, view.MaxNote)
	switch {
	case link != "" && !corpus.WebAddress(link):
		faults[view.BlockLink] = turn.Message{Text: "problem.address"}
	case link == "" && fields["summary"] == "":
		faults[view.BlockLink] = turn.Message{Text: "problem.link-or-done"}
	}
	fields["url"] = link
	if begun, err := strconv.Atoi(year); year != "" && (err != nil || begun < corpus.FirstYear || begun > f.Now().Year()) {
		faults[view.BlockYear] = turn.Message{Text: "problem.begun", Args: []any{state.First(year, len("2026"))}}
	} else {
		fields["year"] = year
	}
	c, _, _ = corpus.ReadRecord(fields, v)
	for block, text := range map[string]string{view.BlockTitle: c.Title, view.BlockProblem: c.Problem} {
		if _, known := faults[block]; text == "" && !known {
			faults[block] = turn.Message{Text: "problem.blank"}
		}
	}
	if fields["title"] == "" { // which ReadRecord takes from the text otherwise
		faults[view.BlockTitle] = turn.Message{Text: "problem.blank"}
	}
	c.ID = ""
	return c, remark, faults
}

// chosen are the values of a menu that are known, at most so many.
func chosen(w *turn.Submission, block string, most int, known func(string) bool) []any {
	var values []any
	for _, value := range w.Field(block).Chosen() {
		if known(value) && len(values) < most && !slices.Contains(values, any(value)) {
			values = append(values, value)
		}
	}
	return values
}
