package corpus

// Frames are the words of the frame that public bodies of one language put a problem in:
// "This Council notes the rise of fly tipping and calls on the Cabinet to act". Each may
// be a phrase of several words; in Request, Openers, Acts and Ends, "*" stands for a body.
type Frames struct {
	Bodies      []string `json:"bodies"`       // who speaks, or is asked: "council"
	Asked       []string `json:"asked"`        // who is asked only: "councils", which many a problem is about
	Articles    []string `json:"articles"`     // before a body: "the", "this"
	Around      []string `json:"around"`       // before or behind it: "city", "municipal"
	Of          []string `json:"of"`           // before its office: "minister of health"
	Offices     []string `json:"offices"`      // "health"
	Titles      []string `json:"titles"`       // before a name: "Cllr"
	Pronouns    []string `json:"pronouns"`     // stand for who is asked: "he" in "what steps he is taking"
	And         []string `json:"and"`          // before a further clause
	Adverbs     []string `json:"adverbs"`      // before or behind a verb: "therefore", "with concern"
	Declare     []string `json:"declare"`      // verbs behind a body: "notes"
	DeclareThat []string `json:"declare_that"` // the same where "that" follows: "found"
	Requested   []string `json:"requested"`    // verbs behind who is asked, before a "to": "are encouraged"
	Request     []string `json:"request"`      // with who is asked: "calls on *"
	That        []string `json:"that"`         // behind a verb, before a sentence
	To          []string `json:"to"`           // behind a verb, before something else: "to", "the need for"
	NotBefore   []string `json:"not_before"`   // words that no verb of Declare stands before: "council notes are"
	Openers     []string `json:"openers"`      // by themselves: "how might we", "whereas"
	Labels      []string `json:"labels"`       // before a colon or a number: "challenge", "motion"
	Movers      []string `json:"movers"`       // before the names of who proposes
	Acts        []string `json:"acts"`         // what is asked for in general: "take action"
	Ends        []string `json:"ends"`         // the same at the end of a clause
}
