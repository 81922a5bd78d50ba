// Package store keeps what a team wants kept: the cases that people saved, what
// was shared where, what is watched for, the feedback that people gave, and where they
// said that they work, in one SQLite file.
//
// It holds no case and no rule about who may see what: it is asked for a list of a
// channel or of a person, and gives that list. The text of a problem is kept only
// with feedback given on an answer to it, as what is watched for, as the question of the
// last brief of a list, and as the last request of a thread, for a day. All else is kept
// until somebody removes it, in Slack or with "precedent forget".
//
// The tables stand in migrations/, in the order in which they came; Open brings an
// older file up to date, and refuses one that is damaged, incomplete or newer. Whose each
// table is and how long it is kept stands in tables.go. Times are seconds since 1970, in
// UTC.
package store
