package main

import "github.com/spf13/cobra"

// libraryCommand is what is done with libraries of people's own.
func libraryCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:  "library",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(libraryExportCommand(a))
	return cmd
}
