// Count reads the output of go test -json, shows what failed, and says how
// many tests passed, failed and were skipped.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type event struct {
	Action, Package, Test, Output string
}

func main() {
	counts := map[string]int{}
	output := map[string]*strings.Builder{} // of each test or package, kept until it is known to fail
	in := json.NewDecoder(os.Stdin)
	for {
		var e event
		err := in.Decode(&e)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "read test events:", err)
			os.Exit(1)
		}
		key := e.Package + " " + e.Test
		switch e.Action {
		case "output", "build-output":
			if output[key] == nil {
				output[key] = &strings.Builder{}
			}
			output[key].WriteString(e.Output)
		case "fail":
			if b := output[key]; b != nil {
				fmt.Print(b)
			}
			fallthrough
		case "pass", "skip":
			if e.Test != "" {
				counts[e.Action]++
			} else if e.Action != "skip" {
				fmt.Println(e.Action, e.Package)
			}
			delete(output, key)
		}
	}
	for _, b := range output { // a package that did not build
		fmt.Print(b)
	}
	fmt.Printf("%d passed, %d failed, %d skipped\n", counts["pass"], counts["fail"], counts["skip"])
}
