// Package chart draws what a library holds as a picture in SVG: cases by country on a map of
// squares, by topic, and by year.
//
// The picture stands on its own, without scripts, fonts or anything from elsewhere. It suits light
// and dark, says by numbers what it says by colour, and has words for those who do not see it. The
// same numbers always give the same bytes, whatever the names in them say.
package chart
