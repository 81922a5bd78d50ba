package turn

import (
	"testing"

	"precedent/bot/delivery"
)

func TestMemberOf(t *testing.T) {
	type org = delivery.Organisation
	for name, tc := range map[string]struct {
		theirs, own org
		want        membership
	}{
		"nothing said":                       {org{}, org{Team: "T1"}, membershipUnknown},
		"the same workspace":                 {org{Team: "T1"}, org{Team: "T1"}, member},
		"another workspace":                  {org{Team: "T2"}, org{Team: "T1"}, notMember},
		"another workspace of an enterprise": {org{Team: "T2"}, org{Team: "T1", Enterprise: "E1"}, perhapsMember},
		"the same enterprise":                {org{Team: "T2", Enterprise: "E1"}, org{Team: "T1", Enterprise: "E1"}, member},
		"the enterprise as the workspace":    {org{Team: "E1"}, org{Team: "T1", Enterprise: "E1"}, member},
		"another enterprise":                 {org{Team: "T2", Enterprise: "E2"}, org{Team: "T1", Enterprise: "E1"}, notMember},
		"an enterprise, to one without":      {org{Team: "T2", Enterprise: "E2"}, org{Team: "T1"}, notMember},
	} {
		if got := memberOf(tc.theirs, tc.own); got != tc.want {
			t.Errorf("%s: got %d, want %d", name, got, tc.want)
		}
	}
}
