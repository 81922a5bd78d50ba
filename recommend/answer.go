package recommend

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
)

// Answer is what the library has for a query. "Nothing similar" is an answer
// without cases, never an error.
type Answer struct {
	Query       Query
	Total       int      // cases similar enough to be shown, those folded into others not counted
	Similar     int      // how many of them are strong or fair; the others only touch on the problem. 0 in a list by limits alone
	Offset      int      // how many of them come before Cases
	Cases       []Match  // the strong ones first, each strength by score
	Outside     int      // how many such cases are outside the limits, weak ones too
	OutsideGood int      // how many of those are strong or fair
	Missing     Missing  // what was asked for and is not among all the cases that come with this answer and its further pages
	Suggestions []string // ids of the nearest topics when there is no case
	Strange     bool     // there is no case, and most words of the problem are not known: it may be in another language
	LibrarySize int      // cases searched: those of the library, or of Query.Among
}

// Match is a case with its place in the answer and the reasons for it.
type Match struct {
	Rank       int // from 1
	Case       *corpus.Case
	Proposed   Tags    // what was given to the case, where its record has no topics or approaches
	Score      float64 // the sum of Parts; 0 in a list by limits alone
	Strength   Strength
	Likely     float64 // 0 to 1: the estimate that Strength names; a list by limits alone has none
	Parts      []Part  // the largest first
	Why        Why
	Duplicates []*corpus.Case // cases that tell nearly the same, which have no place of their own
}

// Why are the reasons for a match, made from the parts of its score.
type Why struct {
	Name  string       // of the case, as it stands in the problem
	Words []WordReason // those that tell something: first what stands in the record, the weightiest first, then what stands in Line
	// Line is the one of the lines on how people may ask for the case that meets most of
	// the problem, where more of the match is by such lines than by what Words name of
	// the record; "" elsewhere. The lines are ours, not the source's.
	Line       string
	Topics     []string // ids of those that were asked for and are the case's
	Approaches []string // the same
	// Guessed is a topic or approach of the case that nobody asked for by name, which cases
	// with such words are often about, where that is a part of the match; "" elsewhere.
	Guessed string
	Near    []Near // topics and approaches of the case that are close to those asked for
	// LikeCasesOn are topics of the cases whose sentences have words of the problem that
	// this case has borrowed, where that is a part of the match; see rank.Engine.Lenders.
	LikeCasesOn []string
	Context     []string // codes of countries, ids of levels, years that were wished for and met
	Workplace   []string // of Request.Workplace what the case shares: code of the country or else id of a region of the world, id of the level
	Refused     []string // what the case has of subjects that are not wanted, as typed
	Unmet       Unmet    // main words and topics of the problem that the case does not meet; none for a case that it names or is compared with
	Akin        bool     // most of the score comes from being like the best matches, Workplace left aside
	// Named are the words of the problem that named a topic or approach of the
	// case, by id, where they are not those of its label.
	Named map[string]string
	Quote string // the sentence of the record that meets most of the problem's words, "" where none meets two
}

// LineShown is how many characters of Why.Line are shown at most.
const LineShown = 150

// minSentence is how many words a line has at least that is a sentence.
const minSentence = 4

// IsSentence tells whether a line of ours is a sentence, as a problem is told in, and not
// other words for it, as they are typed into a search.
func IsSentence(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return !unicode.IsLower(first) && len(strings.Fields(line)) >= minSentence
}

// Near is a topic or approach of a case that is close to one asked for, by their ids.
type Near struct{ Asked, Met string }

// WordReason is a word of the problem and what of the case it met.
type WordReason struct {
	Asked   string
	Met     string // as it stands there; words that stand side by side are one phrase, for each of them
	Hidden  bool   // Met does not stand in the record, but in Why.Line
	Keyword bool   // Met is a keyword of the record and stands nowhere else in it
	Other   bool   // Met is another word than Asked, not a form of it: its translation, or what it is short for
}

// Tags are ids of topics and approaches.
type Tags struct{ Topics, Approaches []string }

// Lender is a case that another one borrows words from.
type Lender struct {
	Case  *corpus.Case
	Alike float64  // how like the records are: 0 for not at all, 1 for the same words
	Share float64  // of what is borrowed
	Words []string // the most telling ones that it lends and the record lacks
}

// RankedCase is a case's id with its score.
type RankedCase struct {
	ID    string
	Score float64
}

// MaxTouching is how many cases at most are called weak where none is likely enough to
// be shown.
const MaxTouching = 5

// PartKind says where a part of a score comes from.
type PartKind string

// The kinds of part.
const (
	PartWord      PartKind = "word"     // a word of the problem stands in the case
	PartTopic     PartKind = "topic"    // a topic of the problem is the case's, or close to one of its topics
	PartApproach  PartKind = "approach" // the same for an approach
	PartContext   PartKind = "context"  // the case lies where, or when, or at the level wished for
	PartGuess     PartKind = "guess"    // the case has topics or approaches that the words of the problem stand under most
	PartFeedback  PartKind = "feedback" // the case shares words or tags with the best matches
	PartAlike     PartKind = "alike"    // cases like it score well too
	PartWorkplace PartKind = "home"     // the case is from a place like the person's own
	PartName      PartKind = "name"     // the problem has a name of the case
	PartRefused   PartKind = "refused"  // the case is about what the person does not want; its value is negative
)

// Part is one addend of a score. The score of a case is the sum of its parts,
// and the reasons shown are made from them.
type Part struct {
	Kind  PartKind
	Asked string // the word as typed, or the words that named the topic, approach or context
	Met   string // the stem, tag, country code, region, level or year in the case that it met
	Exact bool   // for tags: the very tag asked for, not one close to it
	Value float64
}
