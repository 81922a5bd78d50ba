package store

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"time"

	"modernc.org/sqlite" // the database, in pure Go
)

// Bounds of the connections. SQLite lets one write at a time: a second writer would wait
// inside SQLite with a thread and file handles of its own and without regard to its
// deadline, where in database/sql's queue it waits with nothing and keeps to it.
const (
	writers = 1
	readers = 4 // beside one that reads nothing, see connect
)

// How long a statement waits for another process, such as "precedent forget" beside the
// bot: busyTimeout within SQLite, which heeds no deadline there, and so on until patience
// is over.
const (
	busyTimeout = 100 * time.Millisecond
	patience    = 5 * time.Second
)

// SQLite's result codes that matter here; of an extended code they are the last byte.
const (
	codeBusy    = 5
	codeCorrupt = 11
	codeNotADB  = 26
)

// settings of every connection. Temporary tables stay in memory, since what is kept
// belongs in no other folder, and a container may have none.
var settings = fmt.Sprintf("_pragma=busy_timeout(%d)&_pragma=synchronous(NORMAL)&_pragma=secure_delete(ON)&_pragma=temp_store(MEMORY)", busyTimeout.Milliseconds())

// The ways to open a file. None makes one that is not there, so that nothing is written
// into a new file where the old one has been moved away.
const (
	toWrite   = "mode=rw&_txlock=immediate"
	toRead    = "mode=rw&_pragma=query_only(ON)"
	readOnly  = "mode=ro"             // of what others may be writing to
	immutable = "mode=ro&immutable=1" // of what nobody writes to; nothing is made beside it
)

// pool opens a file for at most so many connections, which then stay open.
func pool(path, how string, most int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", address(path, how)+"&"+settings)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db, nil
}

// address is a file's, for SQLite.
func address(path, how string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + how
}

// code is SQLite's result code of an error, 0 where it is not SQLite's.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}
