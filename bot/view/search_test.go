package view

import (
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"precedent/corpus"
)

// TestSearchWindow_Libraries asks for a library only where there are several.
func TestSearchWindow_Libraries(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		menu := func(libraries ...string) *slack.MultiSelectBlockElement {
			for _, b := range r.SearchWindow(Form{Libraries: []string{"health-cases", "gone"}}, nil, libraries, "{}").Blocks.BlockSet {
				if in, ok := b.(*slack.InputBlock); ok && in.BlockID == BlockLibrary {
					return in.Element.(*slack.MultiSelectBlockElement)
				}
			}
			return nil
		}
		if menu(corpus.BuiltinName) != nil || menu("health-cases") != nil {
			t.Error("a library is asked for where there is one alone")
		}
		both := menu(corpus.BuiltinName, "health-cases")
		if both == nil || len(both.Options) != 2 || both.Options[0].Value != corpus.BuiltinName || both.Options[0].Text.Text == corpus.BuiltinName || both.Options[1].Text.Text != "health-cases" {
			t.Fatalf("got the menu %+v, want both libraries, and the built-in one in words", both)
		}
		if len(both.InitialOptions) != 1 || both.InitialOptions[0].Value != "health-cases" {
			t.Errorf("chosen before are %+v, want what is still there", both.InitialOptions)
		}
	})
}

// TestSearchWindow_Full fills the form with all there is.
func TestSearchWindow_Full(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		c := fullCase("x")
		var everywhere []string
		for _, country := range r.Vocabulary.Places.Countries {
			everywhere = append(everywhere, country.Code)
		}
		libraries := []string{corpus.BuiltinName}
		for n := range 999 {
			libraries = append(libraries, fmt.Sprintf("%s-%d", strings.Repeat("long", 10), n))
		}
		form := Form{Problem: strings.Repeat("<!here> ", 900), Topics: c.Topics, Approaches: c.Approaches, Places: everywhere, Libraries: libraries}
		checkView(t, r.SearchWindow(form, everywhere, libraries, strings.Repeat("s", 2500)))
	})
}
