package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Fault is one broken rule of one record.
type Fault struct {
	Where string // the case, file and line, or vocabulary that it is in
	Field string
	What  string
}

func (f Fault) Error() string {
	if f.Field == "" {
		return f.Where + ": " + f.What
	}
	return f.Where + ": " + f.Field + ": " + f.What
}

type faults []Fault

func (fs *faults) add(where, field, format string, args ...any) {
	*fs = append(*fs, Fault{where, field, fmt.Sprintf(format, args...)})
}

// err joins all faults, sorted, or is nil when there are none.
func (fs faults) err() error {
	slices.SortStableFunc(fs, func(a, b Fault) int { return strings.Compare(a.Error(), b.Error()) })
	errs := make([]error, len(fs))
	for i, f := range fs {
		errs[i] = f
	}
	return errors.Join(errs...)
}
