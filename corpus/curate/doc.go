// Package curate holds libraries of cases against what is expected of them: it finds what is
// missing, unknown, too long or there twice, mends what is mechanical, and tells in what two
// libraries differ.
//
// Near-duplicates are found exactly, not by chance: all pairs of records that share at least
// [alikeFrom] of their phrases come up, in a time that a hostile file cannot stretch. The same
// files always give the same report. Nothing is opened, written, asked or printed here.
package curate
