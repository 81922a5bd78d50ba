//go:build race

package bot_test

// burstSize is how many questions arrive at once in the test of a burst. The race detector
// makes the work many times slower, and what takes longer than the bot works on one
// question is rightly told to ask again.
const burstSize = 100
