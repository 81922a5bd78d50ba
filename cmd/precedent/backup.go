package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"precedent/bot/store"
)

func backupCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:  "backup FILE",
		Args: oneName("file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withMemory(cmd.Context(), a, func(s *store.Store) error {
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

func restoreCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:  "restore FILE",
		Args: oneName("file"),
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
