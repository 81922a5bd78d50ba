package main

import (
	"testing"

	"precedent/recommend/eval"
)

func TestSilences(t *testing.T) {
	report := func(right, of, wrong, queries int) eval.Report {
		var r eval.Report
		r.Silent.Right, r.Silent.Of, r.WronglySilent, r.All.Queries = right, of, wrong, queries
		return r
	}
	for want, r := range map[string]eval.Report{
		"3 of 4 problems without a relevant case got no answer, as all should.\n2 problems with a relevant case got no answer.\n":       report(3, 4, 2, 60),
		"0 of 4 problems without a relevant case got no answer, as all should.\nEach problem with a relevant case got an answer.\n":     report(0, 4, 0, 60),
		"The 1 problem without a relevant case got no answer, as it should.\n1 problem with a relevant case got no answer.\n":           report(1, 1, 1, 3),
		"The 1 problem without a relevant case got an answer, which it should not.\nEach problem with a relevant case got an answer.\n": report(0, 1, 0, 3),
		"Each problem with a relevant case got an answer.\n":                                                                            report(0, 0, 0, 56),
		"1 problem with a relevant case got no answer.\n":                                                                               report(0, 0, 1, 56),
		"The 1 problem without a relevant case got no answer, as it should.\n":                                                          report(1, 1, 0, 0),
	} {
		if got := silences(r); got != want {
			t.Errorf("%+v is told as %q, want %q", r.Silent, got, want)
		}
	}
}
