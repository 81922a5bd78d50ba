package watch

import (
	"context"
	"slices"

	"precedent/bot/turn"
	"precedent/recommend"
	"precedent/recommend/understand"
)

// maxNews is how many new cases one watch tells of at a time.
const maxNews = 1000

// among are the cases worth telling a watch of, of those with some ids: those that are at
// least fairly similar to what is watched for, then those that have all the topics and
// approaches named in it, since nobody is to miss a case for its few words. A watch for
// limits alone is for all that fit them. There are at most maxNews.
func (f *Feature) among(ctx context.Context, asked, spoken string, ids []string) ([]recommend.Match, error) {
	req, err := understand.ParseRequest(f.Engine.Vocabulary(), asked)
	if err != nil {
		return nil, err
	}
	req.Among, req.Spoken = ids, spoken
	done, err := f.Compute(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	a, err := f.Engine.Recommend(ctx, req, recommend.MaxLimit)
	if err != nil {
		return nil, err
	}
	matches, err := f.all(ctx, a, func(m recommend.Match) bool { return m.Strength != recommend.Weak })
	if err != nil || len(a.Query.Concepts) == 0 {
		return matches, err
	}
	tagged, err := f.tagged(ctx, a.Query)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, id := range withNearDuplicates(matches) {
		known[id] = true
	}
	for _, m := range tagged {
		if !known[m.Case.ID] {
			m.Rank = len(matches) + 1
			matches = append(matches, m)
		}
	}
	return matches[:min(len(matches), maxNews)], nil
}

// all are the cases of an answer and of its further pages, up to the first that will not
// do.
func (f *Feature) all(ctx context.Context, a recommend.Answer, do func(recommend.Match) bool) (matches []recommend.Match, err error) {
	for len(a.Cases) > 0 && len(matches) < maxNews {
		for _, m := range a.Cases {
			if !do(m) {
				return matches, nil
			}
			matches = append(matches, m)
		}
		if len(matches) >= a.Total {
			break
		}
		if a, err = f.Engine.Answer(ctx, a.Query, len(matches), recommend.MaxLimit); err != nil {
			return nil, err
		}
	}
	return matches[:min(len(matches), maxNews)], nil
}

// tagged are the cases within the limits of a query that have all its topics and
// approaches.
func (f *Feature) tagged(ctx context.Context, q recommend.Query) ([]recommend.Match, error) {
	var named recommend.Why // the reason for each
	for _, c := range q.Concepts {
		if f.Engine.Vocabulary().Taxonomy.IsTopic(c.ID) {
			named.Topics = append(named.Topics, c.ID)
		} else {
			named.Approaches = append(named.Approaches, c.ID)
		}
	}
	fit := recommend.Query{Limits: q.Limits, Among: q.Among}
	if len(fit.Limits.Topics) == 0 {
		fit.Limits.Topics = named.Topics
	}
	if len(fit.Limits.Approaches) == 0 {
		fit.Limits.Approaches = named.Approaches
	}
	a, err := f.Engine.Answer(ctx, fit, 0, recommend.MaxLimit)
	if err != nil {
		return nil, err
	}
	found, err := f.all(ctx, a, func(recommend.Match) bool { return true })
	var matches []recommend.Match
	for _, m := range found {
		tags := slices.Concat(m.Case.Topics, m.Case.Approaches)
		if !slices.ContainsFunc(q.Concepts, func(c recommend.Concept) bool { return !slices.Contains(tags, c.ID) }) {
			m.Why = named
			matches = append(matches, m)
		}
	}
	return matches, err
}

// withNearDuplicates are the ids of cases and of their near-duplicates.
func withNearDuplicates(matches []recommend.Match) []string {
	list := turn.MatchedIDs(matches)
	for _, m := range matches {
		list = append(list, turn.IDs(m.Duplicates)...)
	}
	return list
}
