// Package letter does what comes before the words of a problem are looked up:
// it makes plain text of what people type and paste, and finds what of a letter is
// not its question, and what of an official statement is not its problem.
//
// It knows no case, no topic and no score. Its functions are pure, take time in
// proportion to the text, and cost next to nothing for a question of one plain line.
package letter
