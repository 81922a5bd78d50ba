package main

import (
	"errors"
	"fmt"
	"strings"
)

// status is what came of one point.
type status string

const (
	ready    status = "ok"
	warning  status = "warning" // it works, but somebody should look at it
	notReady status = "not ready"
	skipped  status = "skipped"
)

// report prints the points of a check as they come in.
type report struct {
	app    *app
	faults int
	err    error // of writing
}

// point prints one point. Further lines of the text are set in below it.
func (r *report) point(s status, name, format string, args ...any) {
	if s == notReady {
		r.faults++
	}
	var out strings.Builder
	name += ": "
	for line := range strings.SplitSeq(r.app.called(fmt.Sprintf(format, args...)), "\n") {
		fmt.Fprintf(&out, "%-9s  %s%s\n", s, name, plain(line))
		s, name = "", ""
	}
	r.err = errors.Join(r.err, r.app.print(out.String()))
}
