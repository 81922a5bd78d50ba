package recommend

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
