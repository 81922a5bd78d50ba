// Package eval measures ranking over judged queries: nDCG, precision,
// reciprocal rank and recall, from files in the forms of TREC. It knows nothing
// of how cases are ranked, and judges nothing itself.
//
// Gain is the grade, the discount log2(rank+1), and the ideal is taken over
// everything judged (Järvelin and Kekäläinen 2002, with linear gain). For the
// other figures a case is relevant from grade 1. A query without a relevant
// case is left out of the means; whether it was answered with nothing is
// counted under silence.
package eval

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Depth is how many cases of a run are kept for each query.
const Depth = 20

// KindTwin marks a query that is the English twin of one in another language.
// Twins are for comparing languages and are left out of the figures over all. The id of a
// twin is that of its query with twinEnding behind it.
const (
	KindTwin   = "foreign-en"
	twinEnding = "en"
)

// Query is one judged problem.
type Query struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Kind string `json:"kind"`
	Lang string `json:"lang"`
}

// Qrels are the judgements: query -> case -> grade, 0 to 3.
type Qrels map[string]map[string]int

// Ranked is one line of a run.
type Ranked struct {
	ID    string
	Score float64
}

// Run is what was answered: query -> cases, best first.
type Run map[string][]Ranked

// Figures are means over queries.
type Figures struct {
	NDCG5    float64 `json:"ndcg@5"`
	NDCG10   float64 `json:"ndcg@10"`
	P3       float64 `json:"p@3"`
	MRR10    float64 `json:"mrr@10"`
	Recall10 float64 `json:"recall@10"`
	Queries  int     `json:"queries"`
}

// Silence counts the queries that no case answers, and how many of them got
// nothing.
type Silence struct {
	Right int `json:"right"`
	Of    int `json:"of"`
}

// Twins hold the queries of a language against their English twins.
type Twins struct {
	NDCG10  float64 `json:"ndcg@10"`
	English float64 `json:"english"` // nDCG@10 of the twins
	Ratio   float64 `json:"ratio"`   // of the first to the second, 0 where the twins find nothing
	Queries int     `json:"queries"`
}

// Report is the outcome of a run.
type Report struct {
	All           Figures            `json:"all"`
	Kinds         map[string]Figures `json:"kinds"`
	Langs         map[string]Figures `json:"langs"`
	Twins         map[string]Twins   `json:"twins,omitempty"` // by language, where queries have twins
	Silent        Silence            `json:"silent"`
	WronglySilent int                `json:"wrongly_silent"`
	Sets          map[string]Report  `json:"sets,omitempty"` // by name, where there are several
	PerQuery      []QueryFigures     `json:"-"`
}

// QueryFigures are the figures of one query that has a relevant case.
type QueryFigures struct {
	Query
	Figures
}

// Measure holds a run against the judgements.
func Measure(queries []Query, qrels Qrels, run Run) Report {
	r := Report{Kinds: map[string]Figures{}, Langs: map[string]Figures{}}
	var all []Figures
	kinds, langs := map[string][]Figures{}, map[string][]Figures{}
	for _, q := range queries {
		grades := qrels[q.ID]
		if !AnyRelevant(grades) {
			r.Silent.Of++
			if len(run[q.ID]) == 0 {
				r.Silent.Right++
			}
			continue
		}
		if len(run[q.ID]) == 0 {
			r.WronglySilent++
		}
		f := figuresOf(grades, run[q.ID])
		r.PerQuery = append(r.PerQuery, QueryFigures{q, f})
		if q.Kind != "" {
			kinds[q.Kind] = append(kinds[q.Kind], f)
		}
		if q.Kind == KindTwin {
			continue
		}
		all = append(all, f)
		langs[cmp.Or(q.Lang, "en")] = append(langs[cmp.Or(q.Lang, "en")], f)
	}
	r.All = mean(all)
	for k, list := range kinds {
		r.Kinds[k] = mean(list)
	}
	for l, list := range langs {
		r.Langs[l] = mean(list)
	}
	r.Twins = twinsOf(r.PerQuery)
	return r
}

// twinsOf holds each language against the English twins of its queries, and leaves out the
// queries that have none.
func twinsOf(list []QueryFigures) map[string]Twins {
	english := map[string]float64{} // nDCG@10 by the id of the twin
	for _, q := range list {
		if q.Kind == KindTwin {
			english[q.ID] = q.NDCG10
		}
	}
	twins := map[string]Twins{}
	for _, q := range list {
		twin, has := english[q.ID+twinEnding]
		if !has {
			continue
		}
		t := twins[q.Lang]
		t.NDCG10, t.English, t.Queries = t.NDCG10+q.NDCG10, t.English+twin, t.Queries+1
		twins[q.Lang] = t
	}
	for language, t := range twins {
		n := float64(t.Queries)
		t.NDCG10, t.English = t.NDCG10/n, t.English/n
		if t.English > 0 {
			t.Ratio = t.NDCG10 / t.English
		}
		twins[language] = t
	}
	return twins
}

// Best is the highest grade that was given for a problem, 0 for none.
func Best(grades map[string]int) (best int) {
	for _, g := range grades {
		best = max(best, g)
	}
	return best
}

// AnyRelevant tells whether a problem has a relevant case.
func AnyRelevant(grades map[string]int) bool { return Best(grades) > 0 }

func figuresOf(grades map[string]int, ranked []Ranked) Figures {
	f := Figures{NDCG5: ndcg(grades, ranked, 5), NDCG10: ndcg(grades, ranked, 10), Queries: 1}
	relevant, found := 0, 0
	for _, g := range grades {
		if g > 0 {
			relevant++
		}
	}
	for i, c := range ranked[:min(10, len(ranked))] {
		if grades[c.ID] < 1 {
			continue
		}
		found++
		if i < 3 {
			f.P3 += 1.0 / 3
		}
		if f.MRR10 == 0 {
			f.MRR10 = 1 / float64(i+1)
		}
	}
	f.Recall10 = float64(found) / float64(relevant)
	return f
}

func ndcg(grades map[string]int, ranked []Ranked, depth int) float64 {
	var gains []int
	for _, c := range ranked[:min(depth, len(ranked))] {
		gains = append(gains, grades[c.ID])
	}
	ideal := slices.Sorted(maps.Values(grades))
	slices.Reverse(ideal)
	best := dcg(ideal[:min(depth, len(ideal))])
	if best == 0 {
		return 0
	}
	return dcg(gains) / best
}

func dcg(gains []int) float64 {
	var sum float64
	for i, g := range gains {
		sum += float64(g) / math.Log2(float64(i)+2)
	}
	return sum
}

func mean(list []Figures) Figures {
	var m Figures
	for _, f := range list {
		m.NDCG5 += f.NDCG5
		m.NDCG10 += f.NDCG10
		m.P3 += f.P3
		m.MRR10 += f.MRR10
		m.Recall10 += f.Recall10
	}
	if n := float64(len(list)); n > 0 {
		m.NDCG5, m.NDCG10, m.P3, m.MRR10, m.Recall10 = m.NDCG5/n, m.NDCG10/n, m.P3/n, m.MRR10/n, m.Recall10/n
	}
	m.Queries = len(list)
	return m
}
