package main

import (
	"github.com/spf13/cobra"

	"precedent/bot"
)

func manifestCommand(a *app) *cobra.Command {
	var opts bot.ManifestOptions
	cmd := &cobra.Command{
		Use:  "manifest",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			out, err := bot.Manifest(opts)
			if err != nil {
				return usageError{err}
			}
			return a.print(string(out))
		},
	}
	cmd.Flags().StringVar(&opts.RequestURL, "request-url", "", "for HTTP mode: the bot's address `URL`, ending in /slack/events")
	cmd.Flags().BoolVar(&opts.WorkflowStep, "workflow-step", false, "with the step for workflows, which needs an organisation-ready app")
	cmd.Flags().BoolVar(&opts.JSON, "json", false, "print JSON")
	return cmd
}
