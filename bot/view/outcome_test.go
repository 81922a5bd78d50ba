package view

import (
	"testing"

	"github.com/slack-go/slack"
)

func TestWindows_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		c := engine().Library().Case("govtech-poland-programme")
		for name, w := range map[string]slack.ModalViewRequest{
			"details":       r.Details(c),
			"share_window":  r.ShareWindow(c, `{"c":"govtech-poland-programme"}`),
			"sharing":       r.Working(CallbackShare),
			"shared_window": r.SharedWindow("C0123"),
			"trouble":       r.NotSharedWindow(r.Text("problem.not-in-channel"), "Look at this, everybody.", false),
		} {
			t.Run(name, func(t *testing.T) {
				checkView(t, w)
				golden(t, r, name, w)
			})
		}
	})
}
