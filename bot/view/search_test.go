package view

import (
	"strings"
	"testing"
)

// TestSearchWindow_Full fills the form with all there is.
func TestSearchWindow_Full(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		c := fullCase("x")
		var everywhere []string
		for _, country := range r.Vocabulary.Places.Countries {
			everywhere = append(everywhere, country.Code)
		}
		checkView(t, r.SearchWindow(Form{Problem: strings.Repeat("<!here> ", 900), Topics: c.Topics, Approaches: c.Approaches, Places: everywhere}, everywhere, strings.Repeat("s", 2500)))
	})
}
