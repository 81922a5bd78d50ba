package view

import (
	"testing"

	"github.com/slack-go/slack"
)

func TestComparison_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		for name, p := range map[string]Post{
			"comparison":        r.Comparison(fixedCases(), `{"c":["govtech-poland-programme"]}`),
			"comparison_shared": r.SharedComparison(fixedCases()[:2], "U0123", "Which of the two fits us better?", `{"c":["govtech-poland-programme"]}`),
		} {
			checkBoth(t, p)
			golden(t, r, name, p)
		}
		for name, w := range map[string]slack.ModalViewRequest{
			"compare_window":       r.CompareWindow(fixedCases(), 2, "{}"),
			"share_compare_window": r.ShareComparisonWindow(fixedCases(), "{}"),
			"place_window":         r.WorkplaceWindow(Workplace{Country: "PL", Level: "local"}),
			"brief_window":         r.BriefWindow(fixedCases(), 3, "Small firms cannot win public tenders", true, "{}"),
		} {
			checkView(t, w)
			golden(t, r, name, w)
		}
	})
}
