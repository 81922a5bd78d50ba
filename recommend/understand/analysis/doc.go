// Package analysis makes words of texts: it splits and folds them, stems them, finds known
// phrases among them, and counts slips of spelling. It says nothing of what words mean.
package analysis
