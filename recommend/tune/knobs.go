package tune

import "precedent/recommend"

// Knob is one weight, or several that move together, with the few values that are
// tried. The first is where a search begins that is to have seen no problem: what
// textbooks have, or a round value where they have none.
type Knob struct {
	Name   string
	Values []float64
	Get    func(w *recommend.Weights) float64
	Set    func(w *recommend.Weights, value float64)
}

// knob is a knob of one weight.
func knob[T int | float64](name string, at func(w *recommend.Weights) *T, values ...float64) Knob {
	return Knob{name, values,
		func(w *recommend.Weights) float64 { return float64(*at(w)) },
		func(w *recommend.Weights, v float64) { *at(w) = T(v) }}
}

// Knobs are the weights that most hangs on. Those that say what a part of the engine reads
// come before how much it counts: in the other order a part that reads the wrong things is
// turned down and stays so (without train/english 0.01 less where found, and 0.005 less
// there). The fewer there are, and the coarser their values, the less a search can fit the
// problems at hand. The other weights stay as they stand.
//
// K1, title and problem are not tried below 2, nor lengths below a half. The
// judged problems hardly need them, but with less a case no longer comes first for
// its own problem sentence, problems that no case treats are less well told from
// others, and collections without asked-as sentences are ranked worse.
var Knobs = []Knob{
	knob("FeedbackFocus", func(w *recommend.Weights) *float64 { return &w.FeedbackFocus }, 1, 2, 4),
	knob("FeedbackCases", func(w *recommend.Weights) *int { return &w.FeedbackCases }, 10, 6),
	knob("FeedbackTerms", func(w *recommend.Weights) *int { return &w.FeedbackTerms }, 10, 30),
	knob("Feedback", func(w *recommend.Weights) *float64 { return &w.Feedback }, 1, 0.5, 1.5),
	knob("TagOneWord", func(w *recommend.Weights) *float64 { return &w.TagOneWord }, 1, 0.6),
	knob("Tag", func(w *recommend.Weights) *float64 { return &w.Tag }, 1, 0.5, 1.5),
	knob("GuessCalm", func(w *recommend.Weights) *float64 { return &w.GuessCalm }, 1, 2, 4),
	knob("Guess", func(w *recommend.Weights) *float64 { return &w.Guess }, 0.5, 0, 1),
	knob("Asked", func(w *recommend.Weights) *float64 { return &w.Asked }, 0.5, 0, 1),
	knob("FeedbackTags", func(w *recommend.Weights) *float64 { return &w.FeedbackTags }, 0.5, 0.25, 1),
	knob("Alike", func(w *recommend.Weights) *float64 { return &w.Alike }, 0.25, 0, 0.5),
	knob("Field keywords", func(w *recommend.Weights) *float64 { return &w.Field[recommend.FieldKeywords] }, 1, 2.5),
	knob("Field title", func(w *recommend.Weights) *float64 { return &w.Field[recommend.FieldTitle] }, 2, 3),
	knob("Field problem", func(w *recommend.Weights) *float64 { return &w.Field[recommend.FieldProblem] }, 2, 3),
	knob("Field asked", func(w *recommend.Weights) *float64 { return &w.Field[recommend.FieldAsked] }, 1, 0.5, 2),
	knob("Field official", func(w *recommend.Weights) *float64 { return &w.Field[recommend.FieldOfficial] }, 1, 0.5, 2),
	{"Length", []float64{0.75, 0.5},
		func(w *recommend.Weights) float64 { return w.Length[0] },
		func(w *recommend.Weights, v float64) {
			for f := range w.Length {
				w.Length[f] = v
			}
		}},
	knob("K1", func(w *recommend.Weights) *float64 { return &w.K1 }, 2, 3),
	knob("Rendering", func(w *recommend.Weights) *float64 { return &w.Rendering }, 1, 0.8),
	knob("RenderingFocus", func(w *recommend.Weights) *float64 { return &w.RenderingFocus }, 1, 0, 2),
	knob("Equivalent", func(w *recommend.Weights) *float64 { return &w.Equivalent }, 0.3, 0, 0.15),
	knob("Repeated", func(w *recommend.Weights) *float64 { return &w.Repeated }, 0, 0.7),
	knob("Country", func(w *recommend.Weights) *float64 { return &w.Country }, 2, 0, 4),
}

// Setting is a value for each knob, in their order.
type Setting []float64

// unseen is the setting that a search begins from which is to have seen no problem.
func unseen() (s Setting) {
	for _, k := range Knobs {
		s = append(s, k.Values[0])
	}
	return s
}

// Standing is the setting of the weights as they stand.
func Standing() (s Setting) {
	w := recommend.DefaultWeights()
	for _, k := range Knobs {
		s = append(s, k.Get(&w))
	}
	return s
}

// weights are those of a setting.
func (s Setting) weights() recommend.Weights {
	w := recommend.DefaultWeights()
	for i, k := range Knobs {
		k.Set(&w, s[i])
	}
	return w
}
