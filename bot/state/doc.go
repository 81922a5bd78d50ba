// Package state is what travels through Slack and back, in the values of buttons and in the
// private metadata of windows: what each holds, how much room it may take, and the seal that
// binds the state of a window to the person it was made for. Messages keep their buttons for
// years, so no name of a field here ever changes. The package does not know what becomes of
// a state that has come back.
package state
