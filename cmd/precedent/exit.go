package main

import (
	"fmt"
)

// The exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // something went wrong, or is not ready
	exitUsage  = 2 // the command was called in a way it does not understand
)

// usageError is a wrong call found by a command itself, once it runs.
type usageError struct{ error }

func wrongUsage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }
