package blockkit

import (
	"errors"
	"fmt"
)

// The errors Slack answers with, as a [Fault] names them.
const (
	codeBlocks        = "invalid_blocks"
	codeBlocksTooLong = "msg_blocks_too_long"
	codeTextTooLong   = "msg_too_long"
	codeNoText        = "no_text"
	codeView          = "invalid_arguments"
	codeOwnRule       = "" // Slack would take it; we do not send it
)

// Fault is one thing wrong with a payload.
type Fault struct {
	// Path says where, as in "blocks[3].elements[0].text".
	Path string
	// Problem says what, as in "80 characters, at most 75".
	Problem string
	// Code is the error Slack would answer with. It is empty where Slack would
	// take the payload and only a rule of our own is broken.
	Code string
}

// Error names the place and the problem.
func (f *Fault) Error() string { return f.Path + ": " + f.Problem }

// Faults lists the faults joined in an error of this package, in the order found.
func Faults(err error) []*Fault {
	switch e := err.(type) {
	case *Fault:
		return []*Fault{e}
	case interface{ Unwrap() error }:
		return Faults(e.Unwrap())
	case interface{ Unwrap() []error }:
		var all []*Fault
		for _, part := range e.Unwrap() {
			all = append(all, Faults(part)...)
		}
		return all
	}
	return nil
}

// Refused is what of an error of this package Slack would refuse, nil for nothing: rules of
// our own are no reason to send somebody less.
func Refused(err error) error {
	var refused []error
	for _, f := range Faults(err) {
		if f.Code != codeOwnRule {
			refused = append(refused, f)
		}
	}
	return errors.Join(refused...)
}

// checker collects the faults of one payload, and what can only be judged over
// the whole of it.
type checker struct {
	surface  surface
	code     string // what Slack answers with to a fault found here
	faults   []error
	blockIDs map[string]string // block_id to the path of its first use
	focused  string            // path of the element with focus_on_load
	primary  int               // primary buttons so far
	markdown int               // characters of markdown blocks so far
	tables   int               // tables so far
	cells    int               // characters of table cells so far
	input    string            // path of the first input block

	// blocks are the kinds of block. Rules ask for them here: some are of blocks in blocks, and
	// Go lets no variable stand for what refers to it.
	blocks map[string]blockKind
}

func (c *checker) add(path, format string, args ...any) {
	c.addCode(c.code, path, format, args...)
}

func (c *checker) addCode(code, path, format string, args ...any) {
	c.faults = append(c.faults, &Fault{Path: path, Problem: fmt.Sprintf(format, args...), Code: code})
}

// ownRule adds a fault against a rule of ours that Slack does not have.
func (c *checker) ownRule(path, format string, args ...any) {
	c.addCode(codeOwnRule, path, format+" (our own rule)", args...)
}
