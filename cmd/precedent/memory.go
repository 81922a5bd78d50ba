package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"precedent/bot/store"
)

// withMemory does something with what a team keeps, which must be there already, and
// closes it.
func withMemory(ctx context.Context, a *app, do func(s *store.Store) error) error {
	folder, err := a.dataFolder()
	if err != nil {
		return err
	}
	s, err := store.OpenExisting(ctx, folder, store.Options{})
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("nothing has been kept in %s yet; the bot makes the file when it starts, so if it runs, set PRECEDENT_DATA to the folder that it has", folder)
	}
	if err != nil {
		return memoryAdvice(folder, err)
	}
	return errors.Join(do(s), s.Close())
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

func counted(counts []store.Count) string {
	return strings.Join(mapped(counts, func(c store.Count) string { return fmt.Sprintf("%d %s", c.Rows, c.What) }), ", ")
}

// exposed says which files and folders others on this machine can read or change: what
// people saved, and the tokens in the file of settings. What is not there is not exposed.
func exposed(cfg Config, envFile string) []string {
	if runtime.GOOS == "windows" { // which has no such modes
		return nil
	}
	paths := []string{envFile}
	if cfg.Data != "" {
		paths = append(append(paths, cfg.Data), store.Files(cfg.Data)...)
	}
	var warnings []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm()&0o066 == 0 {
			continue
		}
		mode := 0o600
		if info.IsDir() {
			mode = 0o700
		}
		warnings = append(warnings, fmt.Sprintf("others on this machine can read or change %s (mode %04o); run: chmod %o %s", path, info.Mode().Perm(), mode, path))
	}
	return warnings
}
