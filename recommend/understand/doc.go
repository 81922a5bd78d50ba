// Package understand reads what somebody asks into a [recommend.Query]: it finds the
// question in a letter, tells its language, reads limits, places, levels and times, the
// names of cases, topics and approaches, and corrects and translates words. It knows a
// library only as a [Library], by values and functions, and ranks nothing.
//
// Its parts are packages of their own, which import each other one way:
//
//	analysis   words, stems, phrases, spelling
//	letter     the question in a letter, the problem in an official statement
//	language   which language a text is in
//	syntax     filters that are typed: country:PL
//	scope      places, levels and times that are said, and what "only" and "not" govern
//	lexicon    all that is known of a language: topics, glossary, abbreviations
//	names      names of cases
package understand
