package store

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// BenchmarkSave measures one save after the other, and a hundred at once.
func BenchmarkSave(b *testing.B) {
	for _, many := range []int{1, 100} {
		b.Run(fmt.Sprintf("%d at once", many), func(b *testing.B) {
			s, err := Open(b.Context(), b.TempDir(), Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			var lists atomic.Int64
			for b.Loop() {
				var saving sync.WaitGroup
				for range many {
					saving.Go(func() {
						if _, err := s.Save(b.Context(), Saved{List: fmt.Sprint("C", lists.Add(1)), Case: "a-case", By: "U1"}); err != nil {
							b.Error(err)
						}
					})
				}
				saving.Wait()
			}
		})
	}
}

// BenchmarkOpen measures opening what is there already, as every start does.
func BenchmarkOpen(b *testing.B) {
	folder := b.TempDir()
	for b.Loop() {
		s, err := Open(b.Context(), folder, Options{})
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}
