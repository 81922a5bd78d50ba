package main

import (
	"runtime/debug"
	"testing"
)

func TestBuildVersion(t *testing.T) {
	t.Parallel()
	full := "0123456789abcdef0123"
	revision := debug.BuildSetting{Key: "vcs.revision", Value: full}
	unchanged, changed := debug.BuildSetting{Key: "vcs.modified", Value: "false"}, debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	for _, c := range []struct {
		info              *debug.BuildInfo
		version, revision string // said by who builds
		want              string
	}{
		{nil, "", "", "development version (revision unknown)"},
		{&debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "", "", "development version (revision unknown)"},
		{&debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{revision, unchanged}}, "", "", "v1.2.3 (revision 0123456789ab)"},
		{&debug.BuildInfo{Main: debug.Module{Version: "v1.2.3+dirty"}, Settings: []debug.BuildSetting{revision, changed}}, "", "", "v1.2.3 (revision 0123456789ab+changes)"},
		{&debug.BuildInfo{Settings: []debug.BuildSetting{revision, changed}}, "", "", "development version (revision 0123456789ab+changes)"},
		{&debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-20261130040000-0123456789ab"}, Settings: []debug.BuildSetting{revision}}, "", "", "development version (revision 0123456789ab)"},
		{&debug.BuildInfo{Settings: []debug.BuildSetting{changed}}, "", "", "development version (revision unknown)"},
		{&debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "v1.2.3", full, "v1.2.3 (revision 0123456789ab)"},
		{nil, "", full + "+changes", "development version (revision 0123456789ab+changes)"},
		{nil, "", "unknown", "development version (revision unknown)"},
		{&debug.BuildInfo{Settings: []debug.BuildSetting{revision}}, "", "fedcba98", "development version (revision fedcba98)"},
	} {
		if got := buildVersion(c.info, c.version, c.revision); got != c.want {
			t.Errorf("buildVersion(%+v, %q, %q) = %q, want %q", c.info, c.version, c.revision, got, c.want)
		}
	}
}
