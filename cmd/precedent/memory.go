package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"precedent/bot/store"
)

// openMemory opens what a team keeps, which must be there already.
func (a *app) openMemory(ctx context.Context) (*store.Store, error) {
	cfg, err := loadConfig(a.getenv, a.envFile)
	if err != nil {
		return nil, err
	}
	if cfg.Data == "" {
		return nil, errors.New("PRECEDENT_DATA is not set, so nothing is kept; set it to the folder that the bot has")
	}
	s, err := store.OpenExisting(ctx, cfg.Data, store.Options{})
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("nothing has been kept in %s yet; the bot makes the file when it starts", cfg.Data)
	}
	return s, err
}

// withMemory does something with what a team keeps, and closes it.
func (a *app) withMemory(ctx context.Context, do func(s *store.Store) error) error {
	s, err := a.openMemory(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(s), s.Close())
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
Messages in Slack stay; Slack deletes those.`,
		Example: "  precedent forget --user U012AB3CD\n  precedent forget --channel C012AB3CD\n  precedent forget --team",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, chosen := cmd.Context(), 0
			for _, is := range []bool{user != "", channel != "", team} {
				if is {
					chosen++
				}
			}
			if chosen != 1 {
				return wrongUsage("say whose: one of --user ID, --channel ID and --team")
			}
			return a.withMemory(ctx, func(s *store.Store) error {
				var f store.Forgotten
				var err error
				switch {
				case user != "":
					f, err = s.ForgetPerson(ctx, user)
				case channel != "":
					f, err = s.ForgetChannel(ctx, channel)
				default:
					f, err = s.ForgetAll(ctx)
				}
				if errors.Is(err, store.ErrTraces) {
					return fmt.Errorf("%w; run the same once more", err)
				}
				if err != nil {
					return err
				}
				return a.print(fmt.Sprintf("removed: %d saved cases, %d notes on others' saved cases, %d shares, %d pieces of feedback, %d last requests, %d watches, %d questions of briefs, %d settings of people\n",
					f.Saved, f.Notes, f.Shares, f.Feedback, f.Threads, f.Watches, f.Questions, f.People))
			})
		},
	}
	cmd.Flags().StringVar(&user, "user", "", "remove what the person with this `ID` left")
	cmd.Flags().StringVar(&channel, "channel", "", "remove what was left in the channel with this `ID`")
	cmd.Flags().BoolVar(&team, "team", false, "remove everything")
	return cmd
}

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write what the team keeps into a file",
		Long: `Write everything that is kept in PRECEDENT_DATA into a new file. The bot may go on
running. "precedent restore" brings it back.`,
		Example: "  precedent backup precedent-2026-11-24.db",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withMemory(cmd.Context(), func(s *store.Store) error {
				err := s.Backup(cmd.Context(), args[0])
				if errors.Is(err, store.ErrExists) {
					return wrongUsage("%s is there already; name a new file", args[0])
				}
				if err != nil {
					return err
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
move ` + store.FileName + ` away first, with ` + store.FileName + `-wal and -shm if they are there. A file that is damaged or no backup changes nothing.`,
		Example: "  precedent restore precedent-2026-11-24.db",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := loadConfig(a.getenv, a.envFile)
			if err != nil {
				return err
			}
			if cfg.Data == "" {
				return errors.New("PRECEDENT_DATA is not set; set it to the folder that the bot has")
			}
			err = store.Restore(cmd.Context(), args[0], cfg.Data, store.Options{})
			if errors.Is(err, store.ErrExists) {
				return wrongUsage("something is kept in %s already; stop the bot and move it away first, with what is named like it", filepath.Join(cfg.Data, store.FileName))
			}
			if err != nil {
				return err
			}
			return a.print("restored into " + plain(cfg.Data) + "\n")
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
