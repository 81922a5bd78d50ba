package main

import (
	"github.com/spf13/cobra"

	"precedent/bot"
)

func manifestCommand(a *app) *cobra.Command {
	var opts bot.ManifestOptions
	cmd := &cobra.Command{
		Use:   "manifest",
		Short: "Print the Slack app manifest, to paste when creating the app",
		Long: `Print the manifest of the Slack app. At api.slack.com/apps choose Create New
App, From a manifest, and paste it.

As it stands, it is for Socket Mode: the bot calls Slack, and needs no address
of its own. --request-url is for HTTP mode, where Slack calls the bot.

--workflow-step adds the step "Find similar cases" for Workflow Builder. Slack takes it
only for an app that is ready to be installed for a whole organisation, on a plan that
has organisations (Enterprise Grid); leave it out otherwise.`,
		Example: `  precedent manifest
  precedent manifest --json
  precedent manifest --workflow-step
  precedent manifest --request-url https://precedent.example.org/slack/events`,
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
