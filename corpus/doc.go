// Package corpus holds the cases that Precedent recommends and the vocabulary
// they are described with: the record of a case, the built-in library, topics,
// approaches, levels of government, places, and the phrases people use for
// them. It reads and checks them; it does not search, rank or show anything.
//
// # Where things are
//
//   - data/cases/ID.json: one case a file, in the form that go test ./corpus -update
//     gives it, so that a curator can read, edit and diff it by hand. asked_as and also
//     are how people put the problem in their own words, official how public bodies
//     put it in theirs: a call for solutions, an auditor's finding, a motion, a
//     question, a statement, a search. They are ours, serve matching only, and
//     are never shown as if the source had said them.
//   - data/taxonomy.json: topics, approaches and levels with their labels.
//   - data/places.json: countries and world regions; data/towns.json: towns, and regions within
//     countries, by country.
//   - data/languages/CODE: all that is known of a language, English among them, by its
//     ISO 639-1 code. A folder more is a language more. thesaurus.json has for each topic
//     and approach the phrases that people use for it, its label first; glossary.json
//     English words with their equivalents; places.json what places are called; words.json
//     the words that say how something is asked; letters.json those around a letter;
//     frames.json those around a statement of a public body; headings.json what columns of
//     people's own tables are called; record.json how a record says where, when and by whom something
//     was done; spelling.txt common words,
//     one a line, that are right though no case has them. English has, instead of a
//     glossary and a list for spelling, equivalents.txt, words that mean nearly the same, a
//     group a line, and dictionary.txt. What topics and places are called otherwise in one
//     country is in a file by its code, pt-BR.json.
//   - *.bin and *.index.txt beside these: what the program reads at its start, made of
//     them by go test ./corpus -update and go test ./recommend/rank -update.
//
// # A language more
//
// Problems are understood in each language that has a folder. Its words are met in all
// their forms where its stemmer, its stop words and its endings stand in the table of
// grammars in package recommend/understand/analysis, and answers name it once each
// catalogue of recommend/wording/catalogue has its name. Tests say what is still missing.
//
// # Two readers
//
// The files of the built-in library are read by the tests of this package, and the binary
// has what they let through: an unknown field or a rule that [Check] finds broken is a
// fault, and every fault of every case is reported at once. [ReadOwn] reads people's own
// files: an id, a title and a text are enough, what is not understood is left out or read
// as what it is nearly, which is noted, and only a record that could not be shown at all is
// refused, with its line. Package importing makes such files of spreadsheets. What such a record
// does not say, package recommend/propose can propose: that stands apart from it, in [Proposed].
//
// # Provenance
//
// Figures in results stand as their sources gave them. Evidence says how much
// of the source was seen (see [Evidence]), retrieved when, and checked what a
// second look by other eyes found (see [Checked]). A case without a
// known address is shown without a link; no address is ever made up.
package corpus
