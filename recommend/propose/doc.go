// Package propose proposes what a record of somebody's own lacks: countries, a level of
// government and a year, topics and approaches, each with the words of the record that led to
// it. It would rather propose nothing than something wrong: what is merely mentioned proposes
// nothing, and neither does what speaks for two things as much.
//
// A country is proposed where the record names it, its people or a town or region in it, the
// organisation and the title more surely than the text, unless it stands behind words such as
// "inspired by", and where no other is named nearly as often. A level is proposed by what the
// bodies that a record names are called; a year where something is said to begin, or to be
// done, then. Topics and approaches are those that the phrases of the thesaurus in the record
// and the built-in cases that it is most like agree on: see package rank.
//
// Nothing is ranked, shown or kept here.
package propose
