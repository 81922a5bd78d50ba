package blockkit

import "fmt"

// checker collects the faults of one payload, and what can only be judged over
// the whole of it.
type checker struct {
	surface  Surface
	code     string // what Slack answers with to a fault found here
	faults   []error
	blockIDs map[string]string // block_id to the path of its first use
	focused  string            // path of the element with focus_on_load
	primary  int               // primary buttons so far
	markdown int               // characters of markdown blocks so far
	tables   int               // tables so far
	cells    int               // characters of table cells so far
	input    string            // path of the first input block
}

func newChecker(s Surface, code string) *checker {
	return &checker{surface: s, code: code, blockIDs: map[string]string{}}
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
