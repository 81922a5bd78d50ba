package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

// buildFlags are those that the README builds with.
var buildFlags = []string{"-trimpath", "-ldflags", "-s -w"}

// BenchmarkStart runs the program as it is shipped, from its start to its
// answer, and reports its peak memory and the size of the binary.
func BenchmarkStart(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "precedent")
	build := exec.Command("go", slices.Concat([]string{"build"}, buildFlags, []string{"-o", binary, "."})...)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	info, err := os.Stat(binary)
	if err != nil {
		b.Fatal(err)
	}
	var peak int64 // kilobytes
	for b.Loop() {
		cmd := exec.Command(binary, "similar", "--json", "small firms cannot win public tenders")
		if _, err := cmd.Output(); err != nil {
			b.Fatal(err)
		}
		if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			peak = max(peak, usage.Maxrss)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/answer")
	b.ReportMetric(float64(peak)/1000, "MB-peak")
	b.ReportMetric(float64(info.Size())/1e6, "MB-binary")
}
