package main

import (
	"context"
	"errors"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/understand"
	"precedent/recommend/wording"
)

type showFlags struct {
	json, why bool
	lang      langFlag
	libraryFlags
}

func showCommand(a *app) *cobra.Command {
	var f showFlags
	cmd := &cobra.Command{
		Use: "show ID",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				texts := usageTexts(cmd, a.getenv)
				return errors.New(texts.Text("terminal.no-id", cmd.CommandPath()) + "\n" + texts.Text("terminal.ids"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runShow(cmd.Context(), a, &f, strings.Join(args, " "))
		},
	}
	f.addTo(cmd)
	f.lang.addTo(cmd)
	cmd.Flags().BoolVar(&f.why, "why", false, "say what else the case is found by than its record")
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	complete := completeLibrary(a, &f.libraryFlags, caseIDs)
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return complete(cmd, args, typed)
	}
	return cmd
}

func runShow(ctx context.Context, a *app, f *showFlags, id string) error {
	texts, err := f.lang.texts(a.getenv)
	if err != nil {
		return err
	}
	l, err := a.loadOwn(ctx, &f.libraryFlags)
	if err != nil {
		return err
	}
	say, err := spoken(l.vocabulary, texts)
	if err != nil {
		return err
	}
	c, err := understand.FindCase(l.library, id)
	if err != nil {
		return unknownCase(say, err)
	}
	var e *rank.Engine
	if f.why || l.own() > 0 && c.Language == "" { // its words may tell which language it is in
		var done func() error
		if e, done, err = a.openEngine(ctx, silent, l); err != nil {
			return err
		}
		defer done()
		c = e.Library().Case(c.ID)
	}
	if f.json {
		var object any = wholeObject(c)
		if f.why {
			object = explainedObject(e, c)
		}
		return a.printJSON(object)
	}
	r, err := view.New(l.vocabulary, "", false).In(say.Code)
	if err != nil {
		return err
	}
	record := r.Record(c)
	if f.why {
		record = append(record, view.Line{Label: say.Text("terminal.found-by"), Text: strings.Join(explained(say, e, c), "\n")})
	}
	return a.print(renderCase(c, record, a.look()))
}

// renderCase puts a whole case into lines for a person.
func renderCase(c *corpus.Case, record []view.Line, l look) string {
	p := &page{look: l}
	p.linked("", "", c.Title, printable(c), l.bold)
	p.id("", c)
	for _, line := range record {
		p.gap()
		p.paragraph("", line.Label, l.bold)
		for part := range strings.SplitSeq(line.Text, "\n") {
			p.paragraph(caseIndent, part, nil)
		}
	}
	return p.String()
}

// explained is what a case is found by beside its record.
func explained(say *wording.Wording, e *rank.Engine, c *corpus.Case) (lines []string) {
	lenders := e.Lenders(c.ID)
	switch {
	case len(c.Asked()) > 0:
		lines = append(lines, say.Text("terminal.asked-known"))
	case len(lenders) == 0:
		lines = append(lines, say.Text("terminal.borrows-none"))
	default:
		lines = append(lines, say.Text("terminal.borrows"))
	}
	for _, l := range lenders {
		line := say.Text("terminal.lends", plain(l.Case.Title), int(math.RoundToEven(100*l.Share)))
		if len(l.Words) > 0 {
			line = say.Text("label.field", line) + " " + strings.Join(mapped(l.Words, plain), ", ")
		}
		lines = append(lines, line)
	}
	if code := e.GuessedLanguage(c.ID); code != "" {
		lines = append(lines, say.Text("terminal.language", say.LanguageName(code)))
	}
	p := e.Proposed(c.ID)
	if tags := append(p.Topics, p.Approaches...); len(tags) > 0 {
		lines = append(lines, say.Text("terminal.proposed", strings.Join(mapped(tags, say.Tag), ", ")))
	}
	return lines
}

// borrowedJSON is what show --why --json says of a case that lends words.
type borrowedJSON struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	Alike float64  `json:"alike"`
	Share float64  `json:"share"`
	Words []string `json:"words"`
}

// explainedJSON is the object that show --why --json prints.
type explainedJSON struct {
	wholeJSON
	ReadAs   string         `json:"read_as,omitempty"` // the language that a record of one's own is read in that tells none
	Proposed proposedJSON   `json:"proposed"`
	Borrowed []borrowedJSON `json:"borrowed"` // the cases that lend it words, the most alike first
}

func explainedObject(e *rank.Engine, c *corpus.Case) explainedJSON {
	borrowed := mapped(e.Lenders(c.ID), func(l recommend.Lender) borrowedJSON {
		return borrowedJSON{l.Case.ID, l.Case.Title, rounded(l.Alike), rounded(l.Share), list(l.Words)}
	})
	return explainedJSON{wholeObject(c), e.GuessedLanguage(c.ID), proposedObject(c, e.Proposed(c.ID)), borrowed}
}
