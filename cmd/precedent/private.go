package main

import (
	"fmt"
	"os"
	"runtime"

	"precedent/bot/store"
)

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
