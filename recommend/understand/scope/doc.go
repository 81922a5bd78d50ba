// Package scope reads where, when and at which level of government a text asks for cases,
// and what words such as "only", "not" and "without" govern in it: what is a limit, what a
// wish, and what is not wanted. It searches for nothing.
package scope
