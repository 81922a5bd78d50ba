package main

import (
	"context"
	"errors"
	"fmt"
)

// fault is one thing that is wrong with the settings. What is said of it never
// holds the value of a secret.
type fault struct {
	text      string
	variables []string // those that it is about, as far as that is known
}

func (f fault) Error() string { return f.text }

func newFault(variables []string, format string, args ...any) fault {
	return fault{fmt.Sprintf(format, args...), variables}
}

// joined is several faults in one error, or none.
func joined(faults []fault) error {
	errs := mapped(faults[:min(len(faults), faultsShown)], func(f fault) error { return f })
	if more := len(faults) - faultsShown; more > 0 {
		errs = append(errs, fmt.Errorf("and %d more", more))
	}
	return errors.Join(errs...)
}

// faultsShown is how many faults of one kind are named one by one.
const faultsShown = 10

// cause is the innermost reason of a network error, without the addresses that
// were dialled: one of them carries a one-time key.
func cause(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("no answer in time")
	}
	for next := err; next != nil; next = errors.Unwrap(next) {
		err = next
	}
	return err
}
