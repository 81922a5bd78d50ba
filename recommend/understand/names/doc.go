// Package names finds the names of cases in a text and decides whether they are meant as
// names, since most of them are plain words too.
package names
