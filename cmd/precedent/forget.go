package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"precedent/bot/store"
)

// idForm is what an id of Slack's looks like, and where people find it.
type idForm struct {
	of      string
	flag    string
	letters string // that it can begin with
	example string
	where   string
}

var (
	userID = idForm{"a person", "--user", "UW", "U012AB3CD",
		"in Slack open the person's profile, and under the three dots choose Copy member ID"}
	channelID = idForm{"a channel", "--channel", "CGD", "C012AB3CD",
		"in Slack click the channel's name; the Channel ID stands at the bottom of the window"}
)

func (f idForm) fits(id string) bool {
	return len(id) > 1 && strings.Contains(f.letters, id[:1]) && !strings.ContainsFunc(id, func(r rune) bool {
		return (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
}

// check says what is wrong with an id that cannot be one.
func (f idForm) check(id string) error {
	if f.fits(id) {
		return nil
	}
	for _, other := range []idForm{userID, channelID} {
		if other.fits(id) {
			return wrongUsage("%s is the id of %s; that is %s %s", id, other.of, other.flag, id)
		}
	}
	return wrongUsage("%s is %q, which is no id of %s; one looks like %s: %s", f.flag, id, f.of, f.example, f.where)
}

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
