package state_test

import (
	"errors"
	"testing"

	"precedent/bot/state"
)

func TestSeal(t *testing.T) {
	seal := state.NewSeal("a secret")
	sealed := seal.Close("U1", `{"h":"C1"}`)
	for name, tc := range map[string]struct {
		by           state.Seal
		user, sealed string
		want         string
		forged       bool
	}{
		"as it was":         {seal, "U1", sealed, `{"h":"C1"}`, false},
		"after a restart":   {state.NewSeal("a secret"), "U1", sealed, `{"h":"C1"}`, false},
		"another person":    {seal, "U2", sealed, "", true},
		"another state":     {seal, "U1", sealed[:len(sealed)-3] + `2"}`, "", true},
		"another secret":    {state.NewSeal("other"), "U1", sealed, "", true},
		"without a code":    {seal, "U1", `{"h":"C1"}`, "", true},
		"nothing":           {seal, "U1", "", "", true},
		"a code moved over": {seal, "U1\n{", sealed, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := tc.by.Open(tc.user, tc.sealed)
			if got != tc.want || errors.Is(err, state.ErrForged) != tc.forged {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}
