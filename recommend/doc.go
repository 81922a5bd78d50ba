// Package recommend finds the cases that are most like a policy problem, and
// says why. It understands the problem, retrieves candidates, ranks them, and
// explains the ranking. It knows nothing of Slack, of terminals or of files,
// and it never writes text about a case: what it returns stands in the record
// or in the vocabulary.
//
// # The steps
//
// Understand (understand.go; language.go, context.go, spelling.go, phrases.go):
// a problem becomes a [Query]. The text is split into words; the language is
// told by its function words; countries, world regions, levels of government
// and years are read, as limits where the person says "only" and as wishes
// otherwise; abbreviations are spelled out; words that no case and no
// thesaurus phrase has are mended where a near one is known; stop words and
// words that merely ask are left out; the rest is stemmed. Thesaurus phrases,
// the longest first, name topics and approaches.
//
// Retrieve (index.go): Bleve proposes at most a few hundred cases that share a
// word or a tag. Its scores are used for nothing else, since its "bm25" is not
// BM25 and cannot be explained quickly.
//
// Rank (score.go, stats.go, feedback.go): each candidate gets an exact score,
// the sum of named parts (see below). What the best cases have in common then
// counts for all, twice over, so that cases about the same problem in other
// words come up too. Equal scores are ordered by id, so that the same question
// has the same answer, byte for byte.
//
// Explain (explain.go, describe.go): the reasons shown are made from the same
// parts as the score, so that they cannot say anything else.
//
// # The formula
//
//	score = sum over words w    weight(w) * ( tf(w) * (K1+1) / (K1 + tf(w)) + Asked * share(w) )
//	      + sum over concepts c Tag * trust(c) * idf(c) * closeness(c)
//	      + Country, Level, Period for each wish met
//	      + sum over words t that the best cases share   Feedback * known * part(t) * tf(t) * (K1+1) / (K1 + tf(t))
//	      + sum over tags g that the best cases share    FeedbackTags * sqrt(known) * part(g) * idf(g)
//
//	weight(w) = trust(w) * idf(w)
//	idf(x)    = ln(1 + (N - n(x) + 0.5) / (n(x) + 0.5))
//	tf(w)     = sum over fields f  Field[f] * count(w, f) / (1 - Length[f] + Length[f] * len(f) / mean(f))
//
// The first term is BM25F (Robertson, Zaragoza and Taylor 2004): the fields of
// a case are weighted before saturation, because adding up saturated scores of
// fields breaks it. share(w) is the part of the BestAsked asked-as sentences
// nearest to the problem in which w stands. N counts cases, n(x) those with
// word or tag x, len(f) words of a field. trust is 1, or less for a word from an
// abbreviation, and for a concept named by a single word or by a phrase that
// means several. closeness is 1 for the very tag, Broader where one contains
// the other, Related where the taxonomy relates them. The last two terms are
// RM3 (Abdul-Jaleel and others 2004): the FeedbackCases best cases are read,
// each by its score to the power of FeedbackFocus; part(t) is how much of their
// text the word makes up, times idf(t), among their FeedbackTerms most telling
// words; part(g) is how much of them has the tag; known is the summed weight of
// the problem's words. All capitalised names are in [Weights], with their
// values.
//
// # What was measured
//
// nDCG@10 over the 50 English problems of the judged set: without feedback
// 0.734; with it once 0.830 (words) and 0.842 (words and tags), twice 0.859. The
// figure moves by less than 0.015 for 4 to 8 cases, 20 to 40 words, and weights
// from half to one and a half, so nothing hangs on the exact values. Over
// Cranfield's 225 questions, where there are no tags and no thesaurus, feedback
// takes it from 0.399 to 0.432.
//
// # Strength and silence
//
// Scores of different problems cannot be compared. scorer.own says how well a
// case meets the problem's own words and tags, for any length of problem; fit
// adds how much it is like the best matches. From fit a match is called
// strong, fair or weak, and below weak a case is not shown. Where no case meets
// the problem itself, being alike counts for nothing: the [Answer] is without
// cases and names the nearest topics.
package recommend
