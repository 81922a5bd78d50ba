package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// State is what a folder keeps.
type State struct {
	Found bool // a database
	Older bool // Open would bring it up to date
	Kept  []Count
}

// Inspect says what a folder keeps, and whether Open could work with it. It makes
// nothing and writes nothing.
func Inspect(ctx context.Context, folder string) (State, error) {
	state, err := inspectFolder(ctx, folder)
	if err != nil {
		return state, fmt.Errorf("look at what is kept in %s: %w", folder, err)
	}
	return state, nil
}

func inspectFolder(ctx context.Context, folder string) (state State, err error) {
	path := filepath.Join(folder, FileName)
	if err := notStray(path); err != nil {
		return state, err
	}
	info, err := regular(path)
	if err != nil {
		if missing := couldMake(folder); missing != nil || errors.Is(err, fs.ErrNotExist) {
			return state, missing
		}
		return state, err
	}
	state.Found = true
	for _, name := range []string{folder, path} {
		if err := writable(name); err != nil {
			return state, err
		}
	}
	if info.Size() == 0 { // as Open makes it
		return state, nil
	}
	how := readOnly
	if _, err := os.Stat(path + companions[0]); errors.Is(err, fs.ErrNotExist) {
		how = immutable // nobody has it open, and inspecting must not make a log
	}
	db, err := pool(path, how, 1)
	if err != nil {
		return state, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	version, err := versionOf(ctx, db)
	if err == nil {
		err = checkPages(ctx, db, path, "quick_check")
	}
	if err != nil {
		return state, err
	}
	state.Older = version < latest()
	for _, t := range Tables {
		if t.OfNobody || t.Migration > version {
			continue
		}
		c := Count{What: t.Rows}
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM "+t.Name).Scan(&c.Rows); err != nil {
			return state, fault(err)
		}
		state.Kept = append(state.Kept, c)
	}
	return state, nil
}

// couldMake tells whether a folder is there to be written to, or could be made.
func couldMake(folder string) error {
	info, err := os.Stat(folder)
	switch {
	case err == nil && !info.IsDir():
		return fmt.Errorf("%s is no folder", folder)
	case err == nil:
		return writable(folder)
	case errors.Is(err, fs.ErrNotExist) && filepath.Dir(folder) != folder:
		return couldMake(filepath.Dir(folder))
	}
	return err
}
