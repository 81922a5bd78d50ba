package recommend

// Heading says in one line what an answer with cases is: first how many are similar, and
// apart from them how many only touch on the problem. asked and like are the problem and
// the title of the case to compare with, "" for none, as long as they are to be said.
func (w *Wording) Heading(a Answer, asked, like string) string {
	first, last := a.Offset+1, a.Offset+len(a.Cases)
	touch := a.Total - a.Similar
	switch {
	case a.Query.Empty() && a.Offset > 0:
		return w.sayf(sayFurtherCases, first, last, a.Total)
	case a.Query.Empty() && a.Total == 1:
		return w.say(sayOneFits)
	case a.Query.Empty() && a.Total == last:
		return w.sayf(sayFit, a.Total)
	case a.Query.Empty():
		return w.sayf(sayFitSome, last, a.Total)
	case a.Offset > 0 && a.Offset >= a.Similar:
		return w.sayf(sayFurtherTouch, first, last, a.Total)
	case a.Offset > 0 && touch > 0:
		return w.sayf(sayFurtherMixed, first, last, a.Total, a.Similar)
	case a.Offset > 0:
		return w.sayf(sayFurtherSimilar, first, last, a.Total)
	}
	about := w.say(sayTheProblem)
	switch {
	case asked != "" && like != "":
		about = w.sayf(sayCompared, w.sayf(sayQuoted, asked), w.sayf(sayQuoted, like))
	case asked != "" || like != "":
		about = w.sayf(sayQuoted, asked+like)
	}
	if touch == 0 {
		if a.Similar == 1 {
			return w.sayf(sayOneSimilarTo, about)
		}
		return w.sayf(saySimilarTo, a.Similar, about)
	}
	texts := touching{sayNoneTouch, sayNoneTouchOne, sayTouch, sayTouchOne}
	if asked == "" && like != "" {
		texts = touching{sayNoneLike, sayNoneLikeOne, sayLittleLike, sayLittleLikeOne}
	}
	var more string
	switch {
	case a.Similar == 0 && touch == 1:
		return w.sayf(texts.noneOne, about)
	case a.Similar == 0:
		return w.sayf(texts.none, touch, about)
	case touch == 1:
		more = w.sayf(texts.one, about)
	default:
		more = w.sayf(texts.many, touch, about)
	}
	if a.Similar == 1 {
		return w.sayf(sayOneSimilar, more)
	}
	return w.sayf(saySimilar, a.Similar, more)
}

// OnlyTouch stands above the cases of an answer that only touch on the problem, or are only
// a little like the case to compare with.
func (w *Wording) OnlyTouch(a Answer) string {
	touch := 0
	for _, m := range a.Cases {
		if m.Strength == Weak {
			touch++
		}
	}
	switch like := a.Query.Like != "" && len(a.Query.Words)+len(a.Query.Concepts) == 0; {
	case like && touch == 1:
		return w.say(sayThisLike)
	case like:
		return w.say(sayTheseLike)
	case touch == 1:
		return w.say(sayThisTouches)
	}
	return w.say(sayTheseTouch)
}

// touching are the texts that count the cases which only touch on something: where no
// case is similar, and beside those that are; several of them, and one.
type touching struct{ none, noneOne, many, one string }

// Outside counts the cases outside the limits of an answer as Heading does, "" for none.
func (w *Wording) Outside(a Answer) string {
	if a.Outside == 0 {
		return ""
	}
	a.Total, a.Similar, a.Cases, a.Offset = a.Outside, a.OutsideGood, nil, 0
	return w.sayf(sayOutside, lowerFirst(w.Heading(a, "", "")))
}
