// Package rank orders the cases of a library by how well they answer a query, and says why:
// it counts and indexes the words of cases, scores them, estimates how strong each match
// is, puts near-duplicates together, and makes the reasons of parts of the score. The
// formula is documented in package recommend, whose values it takes and returns. It reads
// no text of people; package understand does.
package rank

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/names"
)

// Engine answers problems from one library. It is read-only once built and
// safe for concurrent use.
type Engine struct {
	*collection
	lg            *slog.Logger
	retrievers    []retriever
	index         *candidateIndex // one of the retrievers, nil where all cases come prepared
	allCandidates bool
	understander  *understand.Understander
}

// Options of an Engine. The zero value is what Precedent runs with.
type Options struct {
	// Now tells the present year, for "the last five years". time.Now when nil.
	Now func() time.Time
	// Teacher has cases that are never shown nor counted, and yet teach: other cases that
	// nobody wrote sentences for borrow from them, and what the best of them have in common
	// is looked for too. One whose id the library has does not count. nil for none.
	Teacher *corpus.Library
	// Segment has more cases of the library, on disk; nil for none. It is the engine's, which closes it.
	Segment *Segment

	building      bool // the engine answers nothing, and a segment is made of it
	allCandidates bool // each case that shares something with a problem is scored, for comparing
}

// New makes an engine over a library. The built-in library comes prepared; other cases
// are analysed and indexed, beside it or alone.
func New(lg *slog.Logger, v *corpus.Vocabulary, lib *corpus.Library, opts Options) (*Engine, error) {
	return newEngine(lg, v, lib, opts, prepared())
}

// newEngine is New with a library that is prepared, nil for none.
func newEngine(lg *slog.Logger, v *corpus.Vocabulary, lib *corpus.Library, opts Options, ready *preparedLibrary) (*Engine, error) {
	start := time.Now()
	e := &Engine{lg: lg, allCandidates: opts.allCandidates, collection: &collection{
		vocabulary: v, library: lib, cases: lib.Cases(), segment: opts.Segment, weights: recommend.DefaultWeights(), alike: &likeGraph{}, telling: &tellingWords{},
	}}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	understands := inBackground(func() (*understand.Understander, error) { return understand.New(v, e.weights, opts.Now().Year()) })
	e.takeIn(opts.Teacher)
	e.known = analysis.Mapped(e.cases, func(c corpus.Case) facts { return factsOf(&c) })
	var english *analysis.Dictionary
	if ready != nil {
		english = ready.words
	}
	tags := newTagStats(v.Taxonomy)
	tell := func(l *analysedLibrary) error {
		if e.own = slices.DeleteFunc(slices.Clone(l.own), e.teaches); len(e.own) == 0 {
			return nil
		}
		u, err := understands()
		if err != nil {
			return err
		}
		var sure []int
		e.guessed, sure = l.tellLanguages(u, e.cases, e.own, english)
		return e.nameLanguages(l.languages, sure)
	}
	newReader := func(language string) (*understand.OwnReader, error) {
		u, err := understands()
		if err != nil {
			return nil, err
		}
		return understand.NewOwnReader(u.Foreign, language, english)
	}
	l, err := analyseLibrary(e.cases, e.segment, !opts.building, e.teaching, tags, ready, newReader, tell, func(l *analysedLibrary) error {
		u, err := understands()
		if err != nil {
			return err
		}
		if err := l.leaveOutSmall(u, e.own); err != nil {
			return err
		}
		return l.tag(u, e.cases, &tags)
	})
	if err != nil {
		return nil, fmt.Errorf("build the engine: %w", err)
	}
	e.docs, e.languages, e.readings, e.stats, e.index = l.docs, l.languages, l.readings, l.stats, l.index
	if len(l.prepared) > 0 && e.segment == nil {
		e.retrievers = append(e.retrievers, everyCase{l, l.prepared})
	}
	if e.index != nil {
		e.retrievers = append(e.retrievers, e.index)
	}
	if without := borrow(e.collection); len(without) > 0 && !opts.building {
		e.retrievers = append(e.retrievers, newBorrowers(e.docs, without, e.stats))
	}
	if e.segment == nil {
		e.fitScales = scalesOfFit(e.collection)
	} else {
		e.answering += e.segment.Len()
		e.library = e.library.With(e.segment)
		e.stats.mark(e.docs, &e.weights)
		e.fitScales = fitScales{e.segment.meta.FitScales[0], e.segment.meta.FitScales[1]}
		if err := e.readings.join(e.segment); err != nil {
			return nil, fmt.Errorf("build the engine: %w", err)
		}
	}
	e.vocabulary = v.Naming(e.library.Libraries())
	if e.understander, err = understands(); err != nil {
		return nil, fmt.Errorf("build the engine: %w", err)
	}
	e.understander.Learn(understand.Library{
		Cases: e.cases, Count: e.count(), Case: e.record, MoreNames: e.moreNames(), Words: l.words, Names: l.names, IDF: l.stats.idf, Having: l.stats.having, Standing: l.standing,
		Own: l.readings.read, English: english,
	})
	e.words, e.english = e.understander.Words, e.understander.English
	lg.Debug("recommend: ready", "cases", e.count(), "ms", time.Since(start).Milliseconds())
	return e, nil
}

// moreNames are the names of the cases of the segment, nil for none.
func (e *Engine) moreNames() func(start string) names.Table {
	if e.segment == nil {
		return nil
	}
	return e.segment.namesStartingWith
}

// With returns an engine over the same library that has other weights and does without some
// parts, for measuring. It shares everything else with e and must not be closed.
func (e *Engine) With(w recommend.Weights, off recommend.Without) *Engine {
	other, c, u := *e, *e.collection, *e.understander
	c.weights, u.Weights, u.Off = w, w, off
	if c.segment == nil {
		c.fitScales = scalesOfFit(&c)
	}
	other.collection, other.understander = &c, &u
	return &other
}

// Close gives the index back. The engine answers nothing afterwards.
func (e *Engine) Close() error {
	var err error
	if e.index != nil {
		err = e.index.bleve.Close()
	}
	if e.segment != nil {
		err = errors.Join(err, e.segment.Close())
	}
	return err
}

// Understander returns what reads problems for the library.
func (e *Engine) Understander() *understand.Understander { return e.understander }

// Library returns the cases that the engine answers from.
func (e *Engine) Library() *corpus.Library { return e.library }

// Vocabulary returns the vocabulary that the engine understands with.
func (e *Engine) Vocabulary() *corpus.Vocabulary { return e.vocabulary }

// candidateLimit is how many cases Bleve proposes for exact scoring. At a
// hundred its recall equals that of BM25 over everything; tags and context,
// which Bleve weighs roughly, get room on top.
const candidateLimit = 300

// Understand reads a request. ErrEmptyRequest says that it asks for nothing,
// *PeriodError that no year is inside its limits, a *FilterError that the
// case to compare with is not in the library.
func (e *Engine) Understand(r recommend.Request) (recommend.Query, error) {
	if r.Like != "" {
		if _, err := understand.FindCase(e.library, r.Like); err != nil {
			return recommend.Query{}, err
		}
	}
	q, err := e.understander.Understand(r)
	if err != nil {
		return recommend.Query{}, err
	}
	for _, f := range []recommend.Filter{q.Limits, q.Wishes} {
		if f.Since != 0 && f.Until != 0 && f.Since > f.Until {
			return recommend.Query{}, &recommend.PeriodError{Since: f.Since, Until: f.Until}
		}
	}
	if q.AsksNothing() && len(q.LeftOut) == 0 && len(analysis.Tokenize(r.Problem)) == 0 {
		return recommend.Query{}, recommend.ErrEmptyRequest
	}
	return q, nil
}

// FollowUp reads a text that follows upon a request; see [understand.Understander.FollowUp].
func (e *Engine) FollowUp(before recommend.Before, text string) (recommend.Request, error) {
	return e.understander.FollowUp(before, text)
}

// Turn tells what a text in a conversation asks for beside cases for a problem.
func (e *Engine) Turn(text string) recommend.Turn { return e.understander.Turn(text) }

// Recommend understands a request and answers it with the first cases, at
// most limit (DefaultLimit when 0, never more than MaxLimit).
func (e *Engine) Recommend(ctx context.Context, r recommend.Request, limit int) (recommend.Answer, error) {
	q, err := e.Understand(r)
	if err != nil {
		return recommend.Answer{}, err
	}
	return e.Answer(ctx, q, 0, limit)
}

// Answer answers an understood query, leaving out the first offset cases.
func (e *Engine) Answer(ctx context.Context, q recommend.Query, offset, limit int) (recommend.Answer, error) {
	if limit <= 0 {
		limit = recommend.DefaultLimit
	}
	limit = min(limit, recommend.MaxLimit)
	q.Workplace = q.Workplace.Known(e.vocabulary) // it may come from outside
	a := recommend.Answer{Query: q, Offset: offset, LibrarySize: e.answering}
	if q.Among != nil {
		a.LibrarySize = len(e.numbersOf(q.Among))
	}
	if q.Empty() {
		e.list(&a, limit)
		return a, e.segment.err()
	}
	s, all, err := e.rank(ctx, q)
	if err != nil {
		return recommend.Answer{}, err
	}
	worth := worthShowing(all)
	inside := e.inside(q, worth)
	slices.SortStableFunc(inside, byStrength)
	shown := collapse(s, inside)
	preferWorkplace(s, shown)
	a.Total, a.Similar = len(shown), similarAmong(shown)
	a.Missing = missingFrom(s, q, shown)
	out := beyondLimits(s, q, worth)
	a.Missing.Beyond, a.Outside, a.OutsideGood = out.beyond, out.cases, out.similar
	if len(shown) == 0 {
		a.Suggestions, a.Strange = suggest(s, q)
	}
	page := shown[min(offset, len(shown)):min(offset+limit, len(shown))]
	if len(page) == 0 {
		return a, nil
	}
	a.Cases = make([]recommend.Match, len(page))
	eachOnAllCores(len(page), func(i int) { a.Cases[i] = newMatch(s, q, offset+i+1, page[i]) })
	return a, e.segment.err()
}

// Rank returns the ids and scores of the best cases by score alone, at most
// depth, for measuring; a workplace does not count. A query that Answer would answer
// with nothing has none.
func (e *Engine) Rank(ctx context.Context, q recommend.Query, depth int) ([]recommend.RankedCase, error) {
	_, ranked, err := e.rank(ctx, q)
	if err != nil {
		return nil, err
	}
	ranked = e.inside(q, ranked)
	if len(worthShowing(ranked)) == 0 {
		return nil, nil
	}
	return e.first(ranked, depth), nil
}

// Order returns what Rank does where nothing is left out for being too weak. Without an
// estimate of strength it takes a sixth less time, which is for searching weights.
func (e *Engine) Order(ctx context.Context, q recommend.Query, depth int) ([]recommend.RankedCase, error) {
	_, ranked, more, err := e.order(ctx, q)
	if err != nil {
		return nil, err
	}
	return e.first(e.inside(q, e.among(q, e.withoutTeaching(ranked), more)), depth), nil
}

// first returns the ids and scores of the first cases, at most depth.
func (e *Engine) first(ranked []scored, depth int) (list []recommend.RankedCase) {
	for _, r := range ranked[:min(depth, len(ranked))] {
		list = append(list, recommend.RankedCase{ID: e.idOf(r.number), Score: r.score})
	}
	return list
}

// rank orders the cases by score and estimates how likely each is to be on the point. The
// scorer can name the parts of the scores. The cases are of Query.Among alone where that is
// set.
//
// Limits and Among are looked at last: feedback and estimates are those of the whole
// library, so that a case is as strong as if all were asked for, and how few cases lie
// inside does not decide whether any treats the problem.
func (e *Engine) rank(ctx context.Context, q recommend.Query) (*scorer, []scored, error) {
	s, ranked, more, err := e.order(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	survey(s, ranked) // a teacher's cases tell too whether any treats it
	ranked = e.withoutTeaching(ranked)
	assess(s, ranked, more)
	touchWhole(s, q.Language, ranked, more)
	return s, e.among(q, ranked, more), e.segment.err()
}

// order retrieves candidates and sorts them by exact score, ties in order of id. more are
// the cases of Query.Among that Bleve, which is asked for the best of all, does not
// propose: they are scored and not sorted in.
func (e *Engine) order(ctx context.Context, q recommend.Query) (s *scorer, ranked, more []scored, err error) {
	like := e.numberOf(q.Like)
	if q.Like == "" && q.AsksByName() { // behind the case that is named come those like it
		q.Like = q.Named[0].Cases[0]
	}
	if q.Like != "" {
		q = likeQuery(e.collection, q)
	}
	s = newScorer(e.collection, q)
	var rough *rough
	if e.segment != nil {
		rough = newRough(s, q)
	}
	numbers, err := e.candidates(ctx, q, s, rough)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, n := range s.names {
		numbers = append(numbers, n.cases...)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	numbers = slices.DeleteFunc(numbers, func(n int) bool { return n == like })
	ranked = s.scoreAll(numbers)
	if e.allCandidates || rough != nil {
		ranked = slices.DeleteFunc(ranked, func(r scored) bool { return !s.sharesAny(r) })
	}
	sortByScore(ranked)
	if q.Among != nil {
		more = s.scoreAll(slices.DeleteFunc(e.numbersOf(q.Among), func(n int) bool { return isOneOf(numbers, n) || n == like }))
		more = slices.DeleteFunc(more, func(r scored) bool { return !s.sharesAny(r) })
	}
	ranked = e.refine(s, q, rough, ranked, more)
	if rough != nil {
		rough.done() // after a panic it is not clean
	}
	smooth(s, ranked, more)
	return s, ranked, more, nil
}

// refine ranks again by feedback from the best cases. more are cases that get the same feedback
// without having a say in it. What only now scores well beside a segment, or is most like the best
// of all, is taken in.
func (e *Engine) refine(s *scorer, q recommend.Query, rough *rough, ranked, more []scored) []scored {
	if rough != nil {
		ranked = e.worthRefining(q, ranked)
	}
	f := takeFeedback(s, ranked)
	if f == nil {
		return ranked
	}
	take := func(numbers []int) []scored {
		return slices.DeleteFunc(s.scoreAll(numbers), func(r scored) bool { return !s.sharesAny(r) })
	}
	if rough != nil {
		ranked = append(ranked, take(rough.findLike(s, f, ranked))...)
	}
	f.addTo(s, ranked)
	f.addTo(s, more)
	sortByScore(ranked)
	if rough != nil && smooths(s) {
		beside := take(notYet(ranked, likeAny(s.c, ranked[:min(alikeAmong, len(ranked))])))
		f.addTo(s, beside)
		ranked = append(ranked, beside...)
		sortByScore(ranked)
	}
	return ranked
}

// refinedLimit is how many of the cases that score best feedback can bring to the top.
const refinedLimit = 300

// worthRefining keeps the cases that may come to the top by what they share with the best ones, and
// those inside the limits.
func (e *Engine) worthRefining(q recommend.Query, ranked []scored) []scored {
	rest := ranked[min(refinedLimit, len(ranked)):]
	if q.Limits.Empty() {
		rest = nil
	}
	return append(ranked[:min(refinedLimit, len(ranked)):min(refinedLimit, len(ranked))], e.inside(q, rest)...)
}

// withoutTeaching leaves out the cases that only teach.
func (e *Engine) withoutTeaching(ranked []scored) []scored {
	return slices.DeleteFunc(ranked, func(r scored) bool { return e.teaches(r.number) })
}

// among keeps the cases of Query.Among, where that is set, with those that were not
// proposed.
func (e *Engine) among(q recommend.Query, ranked, more []scored) []scored {
	if q.Among == nil {
		return ranked
	}
	wanted := e.numbersOf(q.Among)
	ranked = slices.DeleteFunc(append(ranked, more...), func(r scored) bool { return !isOneOf(wanted, r.number) })
	sortByScore(ranked)
	return ranked
}

// inside keeps the cases inside the limits of a query.
func (e *Engine) inside(q recommend.Query, ranked []scored) []scored {
	if q.Limits.Empty() {
		return ranked
	}
	limits := spelledOut(q.Limits, e.vocabulary.Places)
	return kept(ranked, func(r scored) bool { return outsideOf(e.collection, limits, r.number) == 0 })
}

// candidates asks the retrievers. Within limits it asks for everything that matches,
// since the best cases overall may all lie outside.
func (e *Engine) candidates(ctx context.Context, q recommend.Query, s *scorer, rough *rough) ([]int, error) {
	var words, tags []weighted
	for _, w := range s.words {
		for i, alternative := range w.alternatives {
			worth := trustOf(w.Word)
			if w.worth != nil {
				worth *= w.worth[i]
			}
			for _, term := range alternative {
				words = append(words, weighted{term, e.stats.stems[term], worth})
			}
		}
	}
	for _, t := range s.tags {
		tags = append(tags, weighted{t.number, t.ID, t.Weight})
	}
	if e.allCandidates {
		return numbersTo(e.count()), nil
	}
	limit := candidateLimit
	if !q.Limits.Empty() {
		limit = max(limit, e.count())
	}
	var numbers []int
	for _, r := range e.retrievers {
		found, err := r.find(ctx, words, tags, limit)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, found...)
	}
	if rough != nil {
		numbers = append(numbers, rough.find(s)...)
	}
	return numbers, nil
}

// list fills in the cases inside the limits that are not about what is refused,
// newest first, and behind them those that are inside by what was proposed, for a request without a problem.
func (e *Engine) list(a *recommend.Answer, limit int) {
	if a.Query.AsksNothing() {
		return
	}
	limits := spelledOut(a.Query.Limits, e.vocabulary.Places)
	s := newScorer(e.collection, a.Query)
	numbers := e.numbersOf(a.Query.Among)
	if a.Query.Among == nil {
		numbers = numbersTo(e.count())
	}
	numbers = slices.DeleteFunc(numbers, func(n int) bool {
		return e.teaches(n) || outsideOf(e.collection, limits, n) != 0 || refuses(s, n)
	})
	byProposal := func(n int) int { return metByProposal(limits.Filter, e.facts(n)) }
	slices.SortStableFunc(numbers, func(x, y int) int {
		return cmp.Or(byProposal(x)-byProposal(y), cmp.Compare(e.facts(y).year, e.facts(x).year))
	})
	a.Total = len(numbers)
	for i := a.Offset; i < min(a.Offset+limit, len(numbers)); i++ {
		a.Cases = append(a.Cases, recommend.Match{Rank: i + 1, Case: e.record(numbers[i]), Proposed: proposed(e.collection, numbers[i])})
	}
}

// Estimates returns the first cases by score alone, at most depth, with what their
// strength is estimated from, those too that are not worth showing; for measuring.
func (e *Engine) Estimates(ctx context.Context, q recommend.Query, depth int) ([]recommend.Estimate, error) {
	s, ranked, err := e.rank(ctx, q)
	if err != nil {
		return nil, err
	}
	var list []recommend.Estimate
	for i := range ranked[:min(depth, len(ranked))] {
		r := &ranked[i]
		list = append(list, recommend.Estimate{
			ID: e.idOf(r.number), Problem: s.problem, Case: caseFeatures(s, r), Likely: r.likely, Strength: r.strength,
			Missed: lacks(s, r.number), Touches: touches(s, r.number),
		})
	}
	return list, nil
}

// Lenders returns the cases that one borrows from, the most alike first: none for one that
// has sentences of how people ask for it, or that no case is like.
func (e *Engine) Lenders(id string) (list []recommend.Lender) {
	n := e.numberOf(id)
	if n < 0 {
		return nil
	}
	d := e.doc(n)
	for _, l := range d.borrowed.lenders {
		from := e.record(l.number)
		list = append(list, recommend.Lender{Case: from, Alike: l.alike, Share: l.share, Words: wordsLent(e.collection, d, from)})
	}
	return list
}

// Proposed are the topics and approaches that a case was given because its record has
// none of the kind. They count as its own do.
func (e *Engine) Proposed(id string) recommend.Tags {
	n := e.numberOf(id)
	if n < 0 {
		return recommend.Tags{}
	}
	return proposed(e.collection, n)
}

// GuessedLanguage is the language that one of people's own cases is read in because its record
// tells none that is known; "" for all other cases.
func (e *Engine) GuessedLanguage(id string) string {
	n := e.numberOf(id)
	place, stored := e.stored(n)
	if n < 0 || stored && !isOneOf(e.segment.meta.Guessed, place) || !stored && !isOneOf(e.guessed, n) {
		return ""
	}
	return e.languageOf(n)
}

// TopicCounts returns how many cases each topic has, proposed ones too.
func (e *Engine) TopicCounts() map[string]int {
	counts := map[string]int{}
	for tag, id := range e.stats.tags.ids {
		if cases := int(e.stats.tags.cases[tag]); cases > 0 && e.vocabulary.Taxonomy.IsTopic(id) {
			counts[id] = cases
		}
	}
	for n := range e.docs { // those that only teach are counted there, too
		for _, tag := range e.docs[n].tags {
			if id := e.stats.tags.ids[tag]; e.teaches(n) && e.vocabulary.Taxonomy.IsTopic(id) {
				counts[id]--
			}
		}
	}
	maps.DeleteFunc(counts, func(_ string, cases int) bool { return cases == 0 })
	return counts
}
