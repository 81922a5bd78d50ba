package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"precedent/bot/store"
)

func libraryExportCommand(a *app) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:  "export",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("out") {
				full, err := homePath(out, a.getenv)
				if err != nil {
					return wrongUsage("--out %s %w", out, err)
				}
				if err := checkExportOut(full); err != nil {
					return err
				}
				out = full
			}
			return withMemory(cmd.Context(), a, func(s *store.Store) error {
				library, many, err := acceptedCases(cmd.Context(), s)
				switch {
				case err != nil:
					return err
				case many == 0:
					return errors.New("no suggested case has been accepted yet; people suggest cases in Slack where PRECEDENT_CURATORS is set")
				case out == "":
					return a.print(library)
				}
				if err := replace(out, writing([]byte(library))); err != nil {
					return err
				}
				return a.print(fmt.Sprintf("%s, written to %s\n", counting(many, "case", "cases"), plain(out)))
			})
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "write them to this `FILE.jsonl`")
	return cmd
}

// checkExportOut says what is wrong with the place of an export: nothing is replaced but a former one.
func checkExportOut(out string) error {
	if err := libraryOut(out); err != nil {
		return err
	}
	if there, err := standsAt(out); err != nil || !there {
		return err
	}
	f, err := openRegular(out)
	if err != nil {
		return fmt.Errorf("%s cannot be written (%w); name another file with --out", out, cause(err))
	}
	defer f.Close()
	if !exported(f) {
		return fmt.Errorf("%s is there already, and no export has written it; name another file with --out", out)
	}
	return nil
}

// exported tells whether a file begins as exports do, or is empty.
func exported(f *os.File) bool {
	const begins = `{"id":"` + suggestedName + `/`
	start, err := bufio.NewReader(f).Peek(len(begins))
	return string(start) == begins || len(start) == 0 && errors.Is(err, io.EOF)
}
