package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"precedent/bot/store"
)

func forgetCommand(a *app) *cobra.Command {
	var user, channel string
	var team bool
	cmd := &cobra.Command{
		Use:  "forget",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			byUser, byChannel := cmd.Flags().Changed("user"), cmd.Flags().Changed("channel")
			if chosen(byUser, byChannel, team) != 1 {
				return wrongUsage("say whose: one of --user ID, --channel ID and --team")
			}
			whose := "the team"
			forget := (*store.Store).ForgetAll
			switch {
			case byUser:
				if err := userID.check(user); err != nil {
					return err
				}
				whose = "the person " + user
				forget = func(s *store.Store, ctx context.Context) ([]store.Count, error) { return s.ForgetPerson(ctx, user) }
			case byChannel:
				if err := channelID.check(channel); err != nil {
					return err
				}
				whose = "the channel " + channel
				forget = func(s *store.Store, ctx context.Context) ([]store.Count, error) { return s.ForgetChannel(ctx, channel) }
			}
			return withMemory(ctx, a, func(s *store.Store) error {
				removed, err := forget(s, ctx)
				if errors.Is(err, store.ErrTraces) {
					return fmt.Errorf("%w; run the same once more", err)
				}
				if err != nil {
					return err
				}
				if store.Total(removed) == 0 {
					return a.print("nothing of " + whose + " is kept here, so nothing was removed\n")
				}
				return a.print("removed: " + counted(removed) + "\n")
			})
		},
	}
	cmd.Flags().StringVar(&user, "user", "", "remove what the person with this `ID` left")
	cmd.Flags().StringVar(&channel, "channel", "", "remove what was left in the channel with this `ID`")
	cmd.Flags().BoolVar(&team, "team", false, "remove everything")
	return cmd
}
