package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// What a file can be instead of a sound database of this program or an older one.
var (
	ErrEmpty      = errors.New("the file is empty")
	ErrForeign    = errors.New("the file is no database of Precedent")
	ErrNewer      = errors.New("the file was written by a newer version of Precedent")
	ErrDamaged    = errors.New("the file is damaged or cut short")
	ErrIncomplete = errors.New("the file lacks a part of what Precedent keeps")
)

// versions is goose's own table, of the migrations that were applied.
const versions = goose.DefaultTablename

// latest is the number of the last migration, the version that tables have here.
var latest = sync.OnceValue(func() int64 {
	names, err := fs.Glob(migrations, "migrations/*.sql") // sorted
	if err != nil || len(names) == 0 {
		panic("store: no migrations are embedded")
	}
	number, err := goose.NumericComponent(names[len(names)-1])
	if err != nil {
		panic(fmt.Sprintf("store: %v", err))
	}
	return number
})

// versionOf tells which version the tables of a file have, 0 where it has none at all. It
// is an error that says what is wrong with a file that cannot be worked with.
func versionOf(ctx context.Context, db *sql.DB) (version int64, err error) {
	// At one moment, since another process may be bringing it up to date.
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, fault(err)
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }()
	tables, err := columnsOf(ctx, tx)
	if err != nil || len(tables) == 0 {
		return 0, err
	}
	if _, ok := tables[versions]; !ok {
		return 0, ErrForeign
	}
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM "+versions+" WHERE is_applied").Scan(&version); err != nil {
		return 0, fault(err)
	}
	if version > latest() {
		return version, fmt.Errorf("%w: its tables have version %d, and here %d is the last one known", ErrNewer, version, latest())
	}
	var missing []string
	ours := 0
	for _, t := range Tables {
		if t.Migration > version {
			continue
		}
		columns, ok := tables[t.Name]
		if !ok {
			missing = append(missing, "the table "+t.Name)
			continue
		}
		ours++
		if version < latest() { // which columns it had then is for its migrations to know
			continue
		}
		for _, column := range t.columns() {
			if !slices.Contains(columns, column) {
				missing = append(missing, "the column "+column+" of the table "+t.Name)
			}
		}
	}
	switch {
	case ours == 0 && len(tables) > 1: // goose's table is that of any program that uses it
		return version, ErrForeign
	case len(missing) > 0:
		return version, fmt.Errorf("%w: %s", ErrIncomplete, strings.Join(missing, ", "))
	}
	return version, nil
}

// columnsOf are the names of the columns of each table, but for SQLite's own tables.
func columnsOf(ctx context.Context, tx *sql.Tx) (map[string][]string, error) {
	found, err := tx.QueryContext(ctx, `SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
		WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite@_%' ESCAPE '@'`)
	if err != nil {
		return nil, fault(err)
	}
	defer found.Close()
	tables := map[string][]string{}
	for found.Next() {
		var table, column string
		if err := found.Scan(&table, &column); err != nil {
			return nil, fault(err)
		}
		tables[table] = append(tables[table], column)
	}
	return tables, fault(found.Err())
}

// checkPages reads the whole file at a path, which is open, for damage. The check is
// quick_check, or integrity_check, which looks at the indexes as well and takes longer.
func checkPages(ctx context.Context, db *sql.DB, path, check string) error {
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA "+check+"(1)").Scan(&found); err != nil {
		return fault(err)
	}
	if found != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, strings.Join(strings.Fields(found), " "))
	}
	// SQLite takes what is missing of the last page for zeros.
	var pages, size int64
	if err := db.QueryRowContext(ctx, "SELECT page_count, page_size FROM pragma_page_count(), pragma_page_size()").Scan(&pages, &size); err != nil {
		return fault(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if log, err := os.Stat(path + companions[0]); err == nil && log.Size() > 0 {
		return nil // the last pages may stand there
	}
	if info.Size() < pages*size {
		return fmt.Errorf("%w: it has %d bytes of %d", ErrDamaged, info.Size(), pages*size)
	}
	return nil
}

// fault says what an error of SQLite says of the file.
func fault(err error) error {
	switch code(err) {
	case codeCorrupt:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case codeNotADB:
		return fmt.Errorf("%w: %w", ErrForeign, err)
	}
	return err
}

// newProvider makes what applies the migrations.
func newProvider(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, files)
}

// migrate brings the tables up to date. Several processes may do so at once: then each
// step is taken by one of them, and another that wanted to take it too sees an error and
// goes on from there. There are as many steps as migrations and one before the first.
func migrate(ctx context.Context, db *sql.DB) error {
	var err error
	for range latest() + 2 {
		provider, made := newProvider(db)
		if made != nil {
			return made
		}
		if _, err = provider.Up(ctx); err == nil || ctx.Err() != nil {
			break
		}
	}
	return err
}
