//go:build !race

package bot_test

// burstSize is how many questions arrive at once in the test of a burst.
const burstSize = 300
