package bot_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"precedent/bot/slackfake"
)

// BenchmarkBurst lets 300 commands arrive at once and reports, for one burst,
// how long the acknowledgements and the answers took.
func BenchmarkBurst(b *testing.B) {
	for name, s := range map[string]setup{"socket": {}, "http": {http: true}} {
		b.Run(name, func(b *testing.B) {
			const many = 300
			var acks []time.Duration
			var whole time.Duration
			for b.Loop() {
				w := newWorkspace(b, s)
				start := time.Now()
				var mu sync.Mutex
				w.burst(many, func() {
					mu.Lock()
					defer mu.Unlock()
					acks = append(acks, time.Since(start))
				})
				w.wait("all are answered", func(s slackfake.Snapshot) bool { return len(answers(s)) == many })
				whole += time.Since(start)
				w.done()
			}
			slices.Sort(acks)
			b.ReportMetric(float64(acks[len(acks)/2].Milliseconds()), "ms/ack-median")
			b.ReportMetric(float64(acks[len(acks)-1].Milliseconds()), "ms/ack-slowest")
			b.ReportMetric(float64(whole.Milliseconds())/float64(b.N), "ms/300-answers")
		})
	}
}

// BenchmarkAnswer is one command from its delivery to its answer.
func BenchmarkAnswer(b *testing.B) {
	w := newWorkspace(b, setup{})
	n := 0
	for b.Loop() {
		n++
		w.slash(slackfake.General, problem)
		w.answer(n)
	}
}
