package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"precedent/bot/store"
)

// openMemory opens what a team keeps, which must be there already.
func (a *app) openMemory(ctx context.Context) (*store.Store, error) {
	folder, err := a.dataFolder()
	if err != nil {
		return nil, err
	}
	s, err := store.OpenExisting(ctx, folder, store.Options{})
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("nothing has been kept in %s yet; the bot makes the file when it starts, so if it runs, set PRECEDENT_DATA to the folder that it has", folder)
	}
	return s, memoryAdvice(folder, err)
}

// memoryAdvice adds to an error of opening what is kept in a folder what to do about it.
func memoryAdvice(folder string, err error) error {
	path := filepath.Join(folder, store.FileName)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrNewer):
		return fmt.Errorf("%w; run the newer version of Precedent", err)
	case errors.Is(err, store.ErrForeign):
		return fmt.Errorf("%w; set PRECEDENT_DATA to another folder, or move %s away", err, path)
	case errors.Is(err, store.ErrStray):
		return fmt.Errorf("%w; put %s back beside it, or, where that is gone for good, move %s-wal away", err, path, path)
	case errors.Is(err, store.ErrDamaged), errors.Is(err, store.ErrIncomplete):
		return fmt.Errorf("%w; stop the bot, move %s away, with what is named like it, and bring back the last backup: precedent restore FILE", err, path)
	}
	return fmt.Errorf("%w; PRECEDENT_DATA must be a folder that the bot can write to", err)
}

// withMemory does something with what a team keeps, and closes it.
func (a *app) withMemory(ctx context.Context, do func(s *store.Store) error) error {
	s, err := a.openMemory(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(s), s.Close())
}

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

// fits tells whether an id has this form.
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

func (a *app) forgetCommand() *cobra.Command {
	var user, channel string
	var team bool
	cmd := &cobra.Command{
		Use:   "forget",
		Short: "Remove what a person or a channel left, or everything",
		Long: `Remove for good what is kept in PRECEDENT_DATA: what a person saved, noted, shared,
watched and said of answers or of themselves (--user), what was left in a channel
(--channel), or everything of the workspace (--team). The bot may go on running.
Messages in Slack stay; Slack deletes those. So do backups made before: delete them,
and make a new one.

The id of a person: ` + userID.where + `.
The id of a channel: ` + channelID.where + `.

The exit status is 0 also where there was nothing to remove, and 1 where nothing has
been kept in PRECEDENT_DATA at all, since that may be the wrong folder.`,
		Example: "  precedent forget --user U012AB3CD\n  precedent forget --channel C012AB3CD\n  precedent forget --team",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, chosen := cmd.Context(), 0
			byUser, byChannel := cmd.Flags().Changed("user"), cmd.Flags().Changed("channel")
			for _, is := range []bool{byUser, byChannel, team} {
				if is {
					chosen++
				}
			}
			if chosen != 1 {
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
			return a.withMemory(ctx, func(s *store.Store) error {
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

// counted says how many there are of each.
func counted(counts []store.Count) string {
	parts := make([]string, len(counts))
	for i, c := range counts {
		parts[i] = fmt.Sprintf("%d %s", c.Rows, c.What)
	}
	return strings.Join(parts, ", ")
}

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write what the team keeps into a file",
		Long: `Write everything that is kept in PRECEDENT_DATA into a new file that only you can
read, but for what is kept for a day. The bot may go on running. The file has its name
once it is whole and checked. "precedent restore" brings it back.`,
		Example: "  precedent backup precedent-2026-11-24.db",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withMemory(cmd.Context(), func(s *store.Store) error {
				err := s.Backup(cmd.Context(), args[0])
				if errors.Is(err, store.ErrExists) {
					return fmt.Errorf("%s is there already; name a new file", args[0])
				}
				if err != nil {
					return fmt.Errorf("%w; nothing was written", err)
				}
				return a.print("written: " + plain(args[0]) + "\n")
			})
		},
	}
}

func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Bring back what the team kept from a backup",
		Long: `Put a backup into PRECEDENT_DATA. Nothing may be kept there yet: stop the bot and
move ` + store.FileName + ` away first, with ` + store.FileName + `-wal and -shm if they are there. A file that
is empty, damaged, cut short, of a newer version or no backup at all changes nothing.`,
		Example: "  precedent restore precedent-2026-11-24.db",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			folder, err := a.dataFolder()
			if err != nil {
				return err
			}
			err = store.Restore(cmd.Context(), args[0], folder, store.Options{})
			switch {
			case err == nil:
				return a.print("restored into " + plain(folder) + "\n")
			case errors.Is(err, store.ErrExists):
				return fmt.Errorf("something is kept in %s already, so nothing was changed; stop the bot, move that away, with what is named like it, and restore again",
					filepath.Join(folder, store.FileName))
			case errors.Is(err, store.ErrInUse):
				return fmt.Errorf("%w; nothing was changed; with PRECEDENT_DATA set to its folder, precedent backup makes a backup of it", err)
			case errors.Is(err, store.ErrNewer):
				return fmt.Errorf("%w; nothing was changed; restore it with the newer version of Precedent", err)
			case errors.Is(err, store.ErrNoBackup):
				return fmt.Errorf("%w; nothing was changed; a backup is a file that precedent backup has made", err)
			}
			return fmt.Errorf("%w; nothing was changed", err)
		},
	}
}

// oneFile asks for one argument, the name of a file.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s takes the name of one file", cmd.CommandPath())
	}
	return nil
}
