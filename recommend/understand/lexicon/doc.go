// Package lexicon holds what is known of each language: its small words, the phrases that
// name topics and approaches, its glossary of English equivalents, its abbreviations, and
// the frames that public bodies put problems in. Reading a problem with it is the work of
// package understand.
package lexicon
