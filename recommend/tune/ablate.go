package tune

import (
	"context"

	"precedent/recommend"
	"precedent/recommend/eval"
)

// Part is something that the engine can do without, for measuring what it adds.
type Part struct {
	Name    string
	Without func(w *recommend.Weights, off *recommend.Without)
}

// Parts are all of them.
var Parts = []Part{
	{"weights of fields", func(w *recommend.Weights, _ *recommend.Without) {
		for f := range w.Field {
			w.Field[f] = 1
		}
	}},
	{"asked-as sentences", func(w *recommend.Weights, _ *recommend.Without) {
		w.Field[recommend.FieldAsked], w.Field[recommend.FieldOfficial], w.Asked = 0, 0, 0
	}},
	{"official sentences", func(w *recommend.Weights, _ *recommend.Without) { w.Field[recommend.FieldOfficial] = 0 }},
	{"the best sentences apart", func(w *recommend.Weights, _ *recommend.Without) { w.Asked = 0 }},
	{"topics and approaches", func(w *recommend.Weights, off *recommend.Without) { off.Concepts, w.FeedbackTags = true, 0 }},
	{"broader and related tags", func(w *recommend.Weights, _ *recommend.Without) { w.Broader, w.Related = 0, 0 }},
	{"feedback", func(w *recommend.Weights, _ *recommend.Without) { w.FeedbackCases = 0 }},
	{"feedback from tags", func(w *recommend.Weights, _ *recommend.Without) { w.FeedbackTags = 0 }},
	{"topics guessed from all words", func(w *recommend.Weights, _ *recommend.Without) { w.Guess = 0 }},
	{"cases alike", func(w *recommend.Weights, _ *recommend.Without) { w.Alike = 0 }},
	{"equivalents", func(w *recommend.Weights, _ *recommend.Without) { w.Equivalent = 0 }},
	{"trust in translations", func(w *recommend.Weights, _ *recommend.Without) { w.Rendering, w.RenderingFocus = 1, 0 }},
	{"borrowed words", func(w *recommend.Weights, _ *recommend.Without) { w.Borrowed = 0 }},
	{"words said again", func(w *recommend.Weights, _ *recommend.Without) { w.Repeated = 0 }},
	{"context wished for", func(w *recommend.Weights, _ *recommend.Without) { w.Country, w.Level, w.Period = 0, 0, 0 }},
	{"frames of statements left out", func(_ *recommend.Weights, off *recommend.Without) { off.Frames = true }},
	{"spelling", func(_ *recommend.Weights, off *recommend.Without) { off.Spelling = true }},
	{"abbreviations", func(_ *recommend.Weights, off *recommend.Without) { off.Abbreviations = true }},
	{"glossary", func(_ *recommend.Weights, off *recommend.Without) { off.Glossary = true }},
}

// Ablated is what is left without a part, set by set.
type Ablated struct {
	Name string // "" for the whole engine
	Sets []SetReport
}

// SetReport is the report of a set of problems.
type SetReport struct {
	Name   string
	Report eval.Report
}

// Ablate measures the engine with each part switched off in turn, the whole
// engine first.
func (b *Bench) Ablate(ctx context.Context) ([]Ablated, error) {
	queries, _ := eval.Together(b.sets)
	var list []Ablated
	for _, p := range append([]Part{{"", func(*recommend.Weights, *recommend.Without) {}}}, Parts...) {
		w, off := recommend.DefaultWeights(), recommend.Without{}
		p.Without(&w, &off)
		found, err := order(ctx, b.engine.With(w, off), queries)
		if err != nil {
			return nil, err
		}
		a := Ablated{Name: p.Name}
		for _, s := range b.sets {
			a.Sets = append(a.Sets, SetReport{s.Name, eval.Measure(s.Queries, s.Qrels, found)})
		}
		list = append(list, a)
	}
	return list, nil
}
