// Package language tells which language a text is written in, by the words that each of
// [corpus.Vocabulary.Languages] is known by. It translates nothing.
package language
