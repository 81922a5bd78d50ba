package recommend

// Before is what was asked before in a conversation, and the cases that were shown,
// in order.
type Before struct {
	Problem string   `json:"p,omitempty"`
	Like    string   `json:"l,omitempty"`
	Limits  Filter   `json:"f"`
	Shown   []string `json:"s,omitempty"`
}

// Turn is what a short text asks for in a conversation beside cases for a problem.
type Turn int

// The turns that a conversation takes.
const (
	TurnNone  Turn = iota // the text is a question, or refines one
	TurnMore              // the next cases of the last answer: "show more"
	TurnLeave             // nothing any more: "never mind"
)
