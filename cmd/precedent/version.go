package main

import (
	"fmt"
	"runtime/debug"

	"precedent/corpus"
)

// version prints which program this is and how recent its library is.
func (a *app) version() error {
	b, err := corpus.Builtin()
	if err != nil {
		return err
	}
	newest := ""
	for _, c := range b.Library.Cases() {
		newest = max(newest, c.Retrieved)
	}
	info, _ := debug.ReadBuildInfo()
	return a.print(fmt.Sprintf("precedent %s, %d cases, last looked at on %s\n", buildVersion(info), b.Library.Len(), newest))
}

// buildVersion names the module's version and the revision it was built from,
// as far as the binary knows them.
func buildVersion(info *debug.BuildInfo) string {
	if info == nil {
		return "(unknown version)"
	}
	version := info.Main.Version
	if version == "" || version == "(devel)" {
		version = "development version"
	}
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ", changed since"
		}
	}
	if revision == "" {
		return version
	}
	return fmt.Sprintf("%s (revision %s%s)", version, revision, changed)
}
