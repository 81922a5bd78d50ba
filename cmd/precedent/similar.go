package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand"
)

type similarFlags struct {
	limit   int
	filters filterFlags
	like    string
	json    bool
	lang    langFlag
	libraryFlags
}

func similarCommand(a *app) *cobra.Command {
	f := similarFlags{filters: filterFlags{}}
	cmd := &cobra.Command{
		Use:  "similar [flags] PROBLEM...",
		RunE: func(cmd *cobra.Command, args []string) error { return runSimilar(cmd.Context(), a, &f, args) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.IntVar(&f.limit, "limit", recommend.DefaultLimit, fmt.Sprintf("show `N` cases, 1 to %d", recommend.MaxLimit))
	f.filters.addTo(flags)
	flags.StringVar(&f.like, "like", "", "cases like the one with this `CASE-ID`")
	f.addTo(cmd)
	f.lang.addTo(cmd)
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	completeSimilar(a, cmd, &f.libraryFlags)
	return cmd
}

func runSimilar(ctx context.Context, a *app, f *similarFlags, args []string) error {
	texts, err := f.lang.texts(a.getenv)
	if err != nil {
		return err
	}
	if f.limit < 1 || f.limit > recommend.MaxLimit {
		return usageError{mustBe(texts, "limit", strconv.Itoa(f.limit), texts.Text("terminal.number", "1", strconv.Itoa(recommend.MaxLimit)))}
	}
	problem := tidyProblem(strings.Join(args, " "))
	if problem == standardInput || problem == "" && f.like == "" && !isTerminal(a.stdin) {
		typed, err := readProblem(ctx, a.stdin)
		if err != nil {
			return err
		}
		problem = tidyProblem(typed)
	}
	l, err := a.loadOwn(ctx, &f.libraryFlags)
	if err != nil {
		return err
	}
	say, err := spoken(l.vocabulary, texts)
	if err != nil {
		return err
	}
	r, err := f.request(l.vocabulary, problem)
	if err != nil {
		return wrongFilter(say, err)
	}
	r.Spoken = texts.Language
	if r.Problem == "" && r.Like == "" && r.Limits.Empty() && len(r.LeftOut.Texts) == 0 {
		return nothingAsked(say)
	}
	e, done, err := a.openEngine(ctx, silent, l)
	if err != nil {
		return err
	}
	defer done()
	answer, err := e.Recommend(ctx, r, f.limit)
	var period *recommend.PeriodError
	switch {
	case errors.Is(err, recommend.ErrEmptyRequest):
		return nothingAsked(say)
	case errors.As(err, new(*recommend.FilterError)):
		return unknownCase(say, err)
	case errors.As(err, &period):
		return emptyPeriod(say, period)
	case err != nil:
		return fmt.Errorf("search: %w", err)
	}
	if !f.json {
		q := question{problem: plain(r.Problem)}
		if c := e.Library().Case(f.like); c != nil {
			q.like = plain(c.Title)
		}
		look := a.look()
		look.library = f.typed()
		return a.print(renderAnswer(answer, q, say, look))
	}
	for _, note := range notes(answer, say) {
		a.say("%s", note)
	}
	read := fmt.Sprintf("%.*s", recommend.MaxProblem, problem) // fmt counts characters, not bytes
	return a.printJSON(answerObject(read, answer, e.Vocabulary()))
}

// standardInput is the problem that says that it is to be read there.
const standardInput = "-"

// request joins what is typed inside the problem with the flags.
func (f *similarFlags) request(v *corpus.Vocabulary, problem string) (recommend.Request, error) {
	r, err := understand.ParseRequest(v, problem)
	if err != nil {
		return r, err
	}
	r.Like = f.like
	return r, f.filters.limit(&r.Limits, v)
}

// maxInput is how many bytes of standard input are read: a text of the longest kind in
// any script.
const maxInput = utf8.UTFMax * (recommend.MaxTyped + 1)

// readProblem reads standard input, or gives up when the process is stopped,
// since nobody may ever write to a pipe.
func readProblem(ctx context.Context, stdin io.Reader) (string, error) {
	text, err := interruptible(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(stdin, maxInput)) })
	if err != nil {
		return "", fmt.Errorf("read the problem from standard input: %w", err)
	}
	return string(text), nil
}

// tidyProblem drops what a terminal would obey, but keeps lines, which part
// sentences.
func tidyProblem(s string) string {
	s = strings.TrimPrefix(strings.ToValidUTF8(s, " "), "\ufeff")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return ' '
		}
		return r
	}, s))
}
