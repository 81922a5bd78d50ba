package corpus

// Letters are the words that letters of one language have around what they say, and
// the names that filters can be typed under. Each may be a phrase of several words.
type Letters struct {
	Hello        []string            `json:"hello"`        // greetings that need nobody: "good morning"
	Greetings    []string            `json:"greetings"`    // before who is greeted: "dear"
	Addressees   []string            `json:"addressees"`   // who is greeted: "colleagues"
	Closings     []string            `json:"closings"`     // before the name that a letter ends with: "kind regards"
	Courtesies   []string            `json:"courtesies"`   // begin a sentence of courtesy: "looking forward to"
	Polite       []string            `json:"polite"`       // may follow in such a sentence: "reply"
	From         []string            `json:"from"`         // the header of who sent a mail
	Subject      []string            `json:"subject"`      // the header of what a mail is about
	Headers      []string            `json:"headers"`      // other headers
	Replies      []string            `json:"replies"`      // before a subject: "fwd"
	On           []string            `json:"on"`           // begin the line above a quoted mail: "On 2 May Ann wrote"
	Wrote        []string            `json:"wrote"`        // end it
	Original     []string            `json:"original"`     // stand in a line above an older mail: "original message"
	Devices      []string            `json:"devices"`      // begin lines that programs add: "sent from my"
	Phones       []string            `json:"phones"`       // before a telephone number
	Confidential []string            `json:"confidential"` // of which a disclaimer has several
	Filters      map[string][]string `json:"filters"`      // names of each filter that can be typed
}
