package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"precedent/bot/store"
)

// The files that feedback is exported to, in the form that eval reads.
const (
	feedbackQueries = "queries.jsonl"
	feedbackQrels   = "qrels.txt"
)

func feedbackCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:  "feedback",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:  "export FOLDER",
		Args: oneName("folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withMemory(cmd.Context(), a, func(s *store.Store) error {
				all, err := s.AllFeedback(cmd.Context())
				if err != nil {
					return err
				}
				if len(all) == 0 {
					return errors.New("nobody has said anything of an answer yet; the buttons stand under each")
				}
				queries, qrels := judgedProblems(all)
				if err := os.MkdirAll(args[0], 0o700); err != nil {
					return fmt.Errorf("make the folder: %w", err)
				}
				first := filepath.Join(args[0], feedbackQueries)
				if err := writeNew(first, queries); err != nil {
					return err
				}
				if err := writeNew(filepath.Join(args[0], feedbackQrels), qrels); err != nil {
					return errors.Join(err, os.Remove(first)) // one is of no use without the other
				}
				return a.print(fmt.Sprintf("%s of feedback on %s, written to %s\n", counting(len(all), "piece", "pieces"), counting(strings.Count(queries, "\n"), "problem", "problems"), plain(args[0])))
			})
		},
	})
	return cmd
}

// writeNew writes a file that only its owner can read, and no other's in its place. Where
// that fails, nothing is left of it.
func writeNew(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already; name another folder", name)
	}
	if err == nil {
		_, err = f.WriteString(text)
		if err = errors.Join(err, f.Close()); err != nil {
			err = errors.Join(err, os.Remove(name))
		}
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// judgedProblems turns feedback into problems, one JSON object a line, and
// judgements of their cases in TREC's form. The same problem is there once.
func judgedProblems(all []store.Feedback) (queries, qrels string) {
	type judged struct {
		id    string
		votes map[string]int // by case
		order []string
	}
	problems := map[string]*judged{}
	var lines, judgements strings.Builder
	var order []*judged
	for _, f := range all {
		text := strings.Join(strings.Fields(f.Problem), " ")
		key := strings.ToLower(text)
		p := problems[key]
		if p == nil {
			p = &judged{id: fmt.Sprintf("f%d", len(order)+1), votes: map[string]int{}}
			problems[key] = p
			order = append(order, p)
			line, _ := json.Marshal(map[string]string{"id": p.id, "text": text, "kind": "feedback"}) // no text makes it fail
			lines.Write(append(line, '\n'))
		}
		cases, vote := f.Cases, 1
		if !f.Helpful {
			vote = -1
			if f.Case != "" {
				cases = []string{f.Case}
			}
		}
		for _, id := range cases {
			if _, ok := p.votes[id]; !ok {
				p.order = append(p.order, id)
			}
			p.votes[id] += vote
		}
	}
	for _, p := range order {
		for _, id := range p.order {
			grade := 0
			if p.votes[id] > 0 {
				grade = 1
			}
			fmt.Fprintf(&judgements, "%s 0 %s %d\n", p.id, id, grade)
		}
	}
	return lines.String(), judgements.String()
}
