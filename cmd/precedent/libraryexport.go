package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

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
				if err := replace(out, func(w io.Writer) error { _, err := io.WriteString(w, library); return err }); err != nil {
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
	if !strings.HasSuffix(out, libraryEnding) {
		return wrongUsage("--out is %q; the name of a library ends in %s", out, libraryEnding)
	}
	f, err := openRegular(out)
	var kind *kindError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.As(err, &kind):
		return fmt.Errorf("%s %w; name a file with --out", out, kind)
	case err != nil:
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
