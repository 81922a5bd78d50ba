package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"precedent/bot/store"
)

// openMemory opens what a team keeps, which must be there already.
func openMemory(ctx context.Context, a *app) (*store.Store, error) {
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
func withMemory(ctx context.Context, a *app, do func(s *store.Store) error) error {
	s, err := openMemory(ctx, a)
	if err != nil {
		return err
	}
	return errors.Join(do(s), s.Close())
}

// counted says how many there are of each.
func counted(counts []store.Count) string {
	return strings.Join(mapped(counts, func(c store.Count) string { return fmt.Sprintf("%d %s", c.Rows, c.What) }), ", ")
}
