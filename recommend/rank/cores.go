package rank

import (
	"runtime"
	"sync"
)

// onAllCores does work on parts of n things at once, one part a core. A panic in
// one of them is the caller's, who may recover from it.
func onAllCores(n int, work func(from, to int)) {
	cores := min(runtime.GOMAXPROCS(0), n)
	failed := make([]any, cores)
	var finish sync.WaitGroup
	for part := range cores {
		finish.Go(func() {
			defer func() { failed[part] = recover() }()
			work(part*n/cores, (part+1)*n/cores)
		})
	}
	finish.Wait()
	for _, p := range failed {
		if p != nil {
			panic(p)
		}
	}
}

// eachOnAllCores does work on each of n things as onAllCores does on parts of them.
func eachOnAllCores(n int, work func(i int)) {
	onAllCores(n, func(from, to int) {
		for i := from; i < to; i++ {
			work(i)
		}
	})
}

// inBackground begins to make something, and returns what waits for it.
func inBackground[T any](make func() (T, error)) func() (T, error) {
	once := sync.OnceValues(make)
	go once()
	return once
}
