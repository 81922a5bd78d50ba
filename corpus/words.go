package corpus

// Words are the words of one language that say how something is asked rather
// than what is asked. Each may be a phrase of several words.
type Words struct {
	Stop          []string            `json:"stop,omitempty"` // carry none anywhere, beside Bleve's stop words
	Only          []string            `json:"only"`           // make a limit of the place, level or time they stand with
	Not           []string            `json:"not"`            // leave out the place that they stand before
	Scope         Scope               `json:"scope"`
	None          []string            `json:"none"`     // the same with one of Examples: "no cases from"
	Examples      []string            `json:"examples"` // "examples since 2018": a time said with them is a limit
	General       []string            `json:"general"`  // say no more than that cases are asked for: "what's new in", "success stories"
	LanguageNames LanguageNames       `json:"language_names"`
	Origin        Origin              `json:"origin"`
	Levels        map[string][]string `json:"levels"`        // names of each level of government
	LevelWords    []string            `json:"level_words"`   // such as "level": "not at local level" leaves that level out
	Abbreviations map[string]string   `json:"abbreviations"` // what short forms stand for
	Times         Times               `json:"times"`
	Turns
}

// LanguageNames are the names of languages that are names of places too, and the words
// around them that tell which is meant.
type LanguageNames struct {
	Names  []string `json:"names"`
	In     []string `json:"in"`     // "in Spanish", with nothing behind it
	Before []string `json:"before"` // "speak Spanish"
	Behind []string `json:"behind"` // "Spanish lessons"
}

// Origin are the words by which the place that people come from is told from the place that
// cases are wanted from: "refugees from Syria", "Syrian refugees".
type Origin struct {
	Movers []string `json:"movers"` // people who have moved, and what says that they have: "refugees", "coming"
	People []string `json:"people"` // people who may have: "students", with one of From
	From   []string `json:"from"`   // before the place that people come from
	Of     []string `json:"of"`     // the same, but before the place that they are in too
	Left   []string `json:"left"`   // those of Movers that the place follows at once: "fleeing Syria"
}

// Scope are the words that tell what a word such as "not" or "only" governs.
type Scope struct {
	Except     []string `json:"except"`     // all but what follows: "outside", "other than"; after a "not" it is just that
	Instead    []string `json:"instead"`    // those of them that stand between two things: "rewards instead of fines"
	Without    []string `json:"without"`    // those of Not that are mostly part of a problem: "people without papers"
	Refuse     []string `json:"refuse"`     // say outright that what follows is not wanted: "nothing about"
	Frames     []string `json:"frames"`     // beside Words.Examples, stand for what is asked for: "anything but", "ideas without"
	Excluded   []string `json:"excluded"`   // leave out what they stand behind: "Poland excluded"
	But        []string `json:"but"`        // end what was governed so far: "not in Germany but in France"
	Or         []string `json:"or"`         // go on with what is governed: "not in Germany or France"
	States     []string `json:"states"`     // verbs, pronouns and degrees: what stands with them is told, not asked for
	Everywhere []string `json:"everywhere"` // "not only in Poland but everywhere" prefers nothing
	Prefer     []string `json:"prefer"`     // "preferably": what stands with them is no limit
}

// Turns are the words of one language with which people go on in a conversation.
type Turns struct {
	Asking   []string       `json:"asking"`   // carry no topic in a question
	Like     []string       `json:"like"`     // before the number of a case: "more like"
	Ordinals map[string]int `json:"ordinals"` // "second"; -1 for the last
	More     []string       `json:"more"`     // ask for the next cases: "show more"
	Leave    []string       `json:"leave"`    // ask for nothing any more: "never mind"
	Item     []string       `json:"item"`     // may stand around these, beside Asking: "the", "number"
}

// Times are the words around years.
type Times struct {
	Since   []string       `json:"since"`   // before the first year
	After   []string       `json:"after"`   // before the year before the first
	Before  []string       `json:"before"`  // before the year after the last
	Until   []string       `json:"until"`   // before the last year
	During  []string       `json:"during"`  // before the only year
	Between []string       `json:"between"` // before the first of two years
	And     []string       `json:"and"`     // between two years
	Onwards []string       `json:"onwards"` // behind the first year
	Earlier []string       `json:"earlier"` // behind the last year
	Last    []string       `json:"last"`    // "last # years": so many up to now, # standing for the number
	Decade  []string       `json:"decade"`  // the last ten years
	Decades []string       `json:"decades"` // before a decade given as a number: "années 90"; the English "1990s" needs none
	Numbers map[string]int `json:"numbers"` // numbers in words

	Months      []string       `json:"months"`       // and seasons: may stand between a word such as "since" and its year
	Ages        []string       `json:"ages"`         // make an age of a number behind them: "over 50s", "in their 30s"
	AgesBehind  []string       `json:"ages_behind"`  // the same before them: "50s and older"
	Named       []string       `json:"named"`        // have a number for a name: "Agenda 2030", "Act 2010"
	Amounts     []string       `json:"amounts"`      // are counted by the number before them: "2015 euros"
	Dated       []string       `json:"dated"`        // have a time that is not that of a case: "born before 1950"
	LastDecades []string       `json:"last_decades"` // Last for decades
	DecadeNames map[string]int `json:"decade_names"` // the first year of decades with a name, such as "the nineties"
}

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
