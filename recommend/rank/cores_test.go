package rank

import (
	"slices"
	"testing"
)

// TestOnAllCores does every piece once, and hands a panic on.
func TestOnAllCores(t *testing.T) {
	for _, n := range []int{0, 1, 2, 7, 1000} {
		done := make([]int, n)
		onAllCores(n, func(from, to int) {
			for i := from; i < to; i++ {
				done[i]++
			}
		})
		if slices.ContainsFunc(done, func(times int) bool { return times != 1 }) {
			t.Errorf("%d pieces: %v", n, done)
		}
	}
	defer func() {
		if p := recover(); p != "one of them" {
			t.Errorf("recovered %v", p)
		}
	}()
	onAllCores(5, func(from, _ int) {
		if from == 0 {
			panic("one of them")
		}
	})
}
