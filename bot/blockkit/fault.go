package blockkit

import "errors"

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
