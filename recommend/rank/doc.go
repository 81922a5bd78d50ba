// Package rank orders the cases of a library by how well they answer a query, and says why:
// it counts and indexes the words of cases, scores them, estimates how strong each match
// is, puts near-duplicates together, and makes the reasons of parts of the score. The
// formula is documented in package recommend, whose values it takes and returns. It reads
// no text of people; package understand does.
package rank
