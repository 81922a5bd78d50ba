package view

import (
	"testing"
)

func TestShared_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		p := r.Shared(engine().Library().Case("govtech-poland-programme"), "U0123", "Could this work for our school meals?")
		check(t, p)
		golden(t, r, "shared", p)
		unfurl := Post{Text: "link", Plain: "link", Blocks: r.Unfurl(engine().Library().Case("govtech-poland-programme"))}
		check(t, unfurl)
		golden(t, r, "unfurl", unfurl.Blocks)
	})
}
