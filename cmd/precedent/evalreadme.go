package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/rank"
	"precedent/recommend/tune"
)

// writeReadme renews the figures in a README: what stands in it between the markers
// "<!-- figures: NAME -->" and "<!-- end of figures: NAME, ranking FINGERPRINT -->". The
// fingerprint tells later whether the ranking is still the one that was measured.
func writeReadme(ctx context.Context, path string, e *rank.Engine, l loaded, crossValidate bool, say sayer) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the README: %w", err)
	}
	sets, found, err := builtinRun(ctx, e)
	if err != nil {
		return err
	}
	tables := map[string]func() (string, error){
		"ranking":  func() (string, error) { return rankingFigures(sets, found), nil },
		"strength": func() (string, error) { return strengthFigures(ctx, e, sets) },
		"parts":    func() (string, error) { return partFigures(ctx, e, sets) },
		"own":      func() (string, error) { return ownFigures(ctx, l, sets) },
	}
	if crossValidate {
		tables["unseen"] = func() (string, error) { return unseenFigures(ctx, e, sets, say) }
	}
	text, wanted := string(data), fingerprint(sets, found)
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		begin, end := figuresBlock(text, name)
		if begin < 0 {
			return fmt.Errorf("%s has no markers <!-- figures: %s --> and <!-- end of figures: %s, ranking ... -->", path, name, name)
		}
		written, err := tables[name]()
		if err != nil {
			return err
		}
		text = text[:begin] + figures(name, written, wanted) + text[end:]
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write the README: %w", err)
	}
	return nil
}

// figures is a block of figures with its markers.
func figures(name, table, ranking string) string {
	return fmt.Sprintf("<!-- figures: %s -->\n%s<!-- end of figures: %s, ranking %s -->", name, table, name, ranking)
}

// figuresBlock finds a block of figures, markers included; -1 where there is none.
func figuresBlock(text, name string) (begin, end int) {
	name = regexp.QuoteMeta(name)
	at := regexp.MustCompile(`(?s)<!-- figures: ` + name + ` -->\n.*?<!-- end of figures: ` + name + `, ranking \w* -->`).FindStringIndex(text)
	if at == nil {
		return -1, -1
	}
	return at[0], at[1]
}

// builtinSets are the judged sets of these names inside the binary, each once.
func builtinSets(names []string) (sets []eval.Set, err error) {
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			continue
		}
		if !slices.Contains(eval.SetNames(), name) {
			return nil, wrongUsage("there is no judged set %q; there are %s", name, strings.Join(eval.SetNames(), ", "))
		}
		s, err := eval.BuiltinSet(name)
		if err != nil {
			return nil, err
		}
		sets = append(sets, s)
	}
	return sets, nil
}

// builtinRun answers all judged problems inside the binary.
func builtinRun(ctx context.Context, e *rank.Engine) ([]eval.Set, eval.Run, error) {
	sets, err := builtinSets(eval.SetNames())
	if err != nil {
		return nil, nil, err
	}
	queries, _ := eval.Together(sets)
	found, err := tune.Answer(ctx, e, queries)
	return sets, found, err
}

// fingerprint is short for which cases were found, in which order.
func fingerprint(sets []eval.Set, found eval.Run) string {
	hash := sha256.New()
	queries, _ := eval.Together(sets)
	for _, q := range queries {
		io.WriteString(hash, q.ID)
		for _, r := range found[q.ID] {
			io.WriteString(hash, " "+r.ID)
		}
		io.WriteString(hash, "\n")
	}
	return fmt.Sprintf("%x", hash.Sum(nil)[:6])
}

// markdown is a table in Markdown; its first row is the heading.
func markdown(rows [][]string) string {
	var out strings.Builder
	for i, cells := range rows {
		out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
		if i == 0 {
			out.WriteString(strings.Repeat("|---", len(cells)) + "|\n")
		}
	}
	return out.String()
}

// kindNames are the kinds of judged problems in words.
var kindNames = []struct{ kind, name string }{
	{"keyword", "typed keywords"}, {"problem", "told in everyday words"}, {"long", "long"},
	{"context", "with a place or a time"}, {"noisy", "misspelt and abbreviated"},
}

// treatedSets are those of which cases treat problems, and so have an order to measure.
func treatedSets(sets []eval.Set) []eval.Set {
	return slices.DeleteFunc(slices.Clone(sets), func(s eval.Set) bool {
		return !slices.ContainsFunc(s.Queries, func(q eval.Query) bool { return eval.AnyRelevant(s.Qrels[q.ID]) })
	})
}

// rankingFigures are the figures of each set by kind of problem, and how often there was
// no answer.
func rankingFigures(sets []eval.Set, found eval.Run) string {
	report := eval.MeasureSets(sets, found)
	treated := treatedSets(sets)
	rows := [][]string{append([]string{"nDCG@10 (problems)"}, mapped(treated, func(s eval.Set) string { return s.Name })...)}
	row := func(name string, cell func(r eval.Report) eval.Figures) {
		cells := []string{name}
		for _, s := range treated {
			text := ""
			if f := cell(report.Sets[s.Name]); f.Queries > 0 {
				text = fmt.Sprintf("%.3f (%d)", f.NDCG10, f.Queries)
			}
			cells = append(cells, text)
		}
		rows = append(rows, cells)
	}
	row("all in English", func(r eval.Report) eval.Figures { return r.Langs["en"] })
	for _, k := range kindNames {
		row(k.name, func(r eval.Report) eval.Figures { return r.Kinds[k.kind] })
	}
	row("in other languages", foreign)
	row("the same translated into English", func(r eval.Report) eval.Figures { return r.Kinds[eval.KindTwin] })
	silent := [][]string{{"answered with nothing"}, {"of the problems that no case treats"}, {"of the problems that some case treats"}}
	for _, s := range sets {
		r := report.Sets[s.Name]
		silent[0] = append(silent[0], s.Name)
		silent[1] = append(silent[1], outOf(r.Silent.Right, r.Silent.Of))
		silent[2] = append(silent[2], outOf(r.WronglySilent, r.All.Queries))
	}
	return markdown(rows) + "\n" + markdown(silent)
}

// foreign are the figures over all languages but English.
func foreign(r eval.Report) (f eval.Figures) {
	for _, code := range slices.Sorted(maps.Keys(r.Langs)) {
		if code == "en" {
			continue
		}
		of := r.Langs[code]
		f.NDCG10 += of.NDCG10 * float64(of.Queries)
		f.Queries += of.Queries
	}
	f.NDCG10 /= float64(max(f.Queries, 1))
	return f
}

// strengthFigures say how far strong, fair and weak can be trusted, each set by a model
// that was found on the others.
func strengthFigures(ctx context.Context, e *rank.Engine, sets []eval.Set) (string, error) {
	c, err := tune.Calibrate(ctx, e, sets)
	if err != nil {
		return "", err
	}
	cases := [][]string{{"relevant, in 100 cases called so"}}
	for _, of := range recommend.StrengthOrder {
		cases = append(cases, []string{string(of)})
	}
	with, silent := []string{"problems with a strong case"}, []string{"answered with nothing, though a case has grade 3"}
	nothing, weak := []string{"answered with nothing"}, []string{"answered with weak cases alone"}
	untreated := []string{"of the problems that no case treats"}
	for _, s := range c.LeftOut {
		if s.Treated > 0 {
			cases[0] = append(cases[0], s.Name)
			for i, of := range recommend.StrengthOrder {
				cases[i+1] = append(cases[i+1], fmt.Sprintf("%.0f (of %d)", 100*s.Share(of), s.Called[of]))
			}
			with = append(with, outOf(s.WithStrong, s.Treated))
			silent = append(silent, outOf(s.BestSilent, s.Best))
		}
		if s.Untreated > 0 {
			untreated = append(untreated, s.Name)
			nothing = append(nothing, outOf(s.Silent, s.Untreated))
			weak = append(weak, outOf(s.OnlyTouched, s.Untreated))
		}
	}
	return markdown(append(cases, with, silent)) + "\n" + markdown([][]string{untreated, nothing, weak}), nil
}

// partFigures say what each part of the engine adds, by what is left without it.
func partFigures(ctx context.Context, e *rank.Engine, sets []eval.Set) (string, error) {
	bench, err := tune.NewBench(e, treatedSets(sets))
	if err != nil {
		return "", err
	}
	list, err := bench.Ablate(ctx)
	if err != nil {
		return "", err
	}
	rows := [][]string{{"nDCG@10"}}
	for i, s := range list[0].Sets {
		rows[0] = append(rows[0], s.Name)
		if i == 0 {
			rows[0] = append(rows[0], "of it in other languages", "of it in everyday words")
		}
	}
	for _, part := range list {
		cells := []string{leftWithout(part.Name)}
		for i, s := range part.Sets {
			cells = append(cells, figure(s.Report.All.NDCG10))
			if i == 0 {
				cells = append(cells, figure(foreign(s.Report).NDCG10), figure(s.Report.Kinds["problem"].NDCG10))
			}
		}
		rows = append(rows, cells)
	}
	return markdown(rows), nil
}

// ownFigures say how well cases are found that have no sentences of how people ask for
// them, as cases of one's own.
func ownFigures(ctx context.Context, l loaded, sets []eval.Set) (string, error) {
	rows := [][]string{{"nDCG@10, told in everyday words"}}
	for _, s := range sets {
		if s.Name != eval.SetDev && s.Name != eval.SetEnglish {
			continue
		}
		list, err := tune.MeasureStripped(ctx, time.Now(), l.vocabulary, l.library, s.Queries, s.Qrels)
		if err != nil {
			return "", err
		}
		rows[0] = append(rows[0], s.Name)
		for i, left := range list {
			if len(rows) == i+1 {
				rows = append(rows, []string{left.Name})
			}
			rows[i+1] = append(rows[i+1], figure(left.Report.Kinds["problem"].NDCG10))
		}
	}
	return markdown(rows), nil
}

// unseenFigures say what weights are worth on problems that they were not found on.
func unseenFigures(ctx context.Context, e *rank.Engine, sets []eval.Set, say sayer) (string, error) {
	bench, err := tune.NewBench(e, sets)
	if err != nil {
		return "", err
	}
	v, err := bench.CrossValidate(ctx, func(without string) { say("searched without %s", plain(without)) })
	if err != nil {
		return "", err
	}
	rows := [][]string{{"nDCG@10 with weights"}, {"found without the fifth of the problems"}, {"found on the other two sets"}, {"as they stand, having seen all"}}
	for _, r := range v.Rows {
		if r.About != "" {
			continue
		}
		for i, cell := range []string{cmp.Or(r.Set, "all"), figure(r.ByFold), figure(r.BySet), figure(r.Standing)} {
			rows[i] = append(rows[i], cell)
		}
	}
	return markdown(rows), nil
}
