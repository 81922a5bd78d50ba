package main

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"strings"

	"precedent/corpus"
)

// What the binary is, where its builder knows and the go command cannot see it, as for
// an image that is built without .git: set by -ldflags "-X main.linkedRevision=...".
var linkedVersion, linkedRevision string

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
	return a.print(fmt.Sprintf("precedent %s, %d cases, last looked at on %s\n", buildVersion(info, linkedVersion, linkedRevision), b.Library.Len(), newest))
}

// buildVersion names the version and the revision that the binary was built from: what
// its builder said, or else what the go command noted down. A version that is made up
// from a revision, as where no tag is, is none.
func buildVersion(info *debug.BuildInfo, version, revision string) string {
	if info == nil {
		info = &debug.BuildInfo{}
	}
	noted, changes := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			noted = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changes = "+changes"
		}
	}
	if noted != "" {
		noted += changes
	}
	tagged, _, _ := strings.Cut(info.Main.Version, "+")
	if tagged == "(devel)" || strings.HasPrefix(tagged, "v0.0.0-") {
		tagged = ""
	}
	version = cmp.Or(version, tagged, "development version")
	hash, changes, changed := strings.Cut(cmp.Or(revision, noted, "unknown"), "+")
	if hash = hash[:min(12, len(hash))]; changed {
		hash += "+" + changes
	}
	return fmt.Sprintf("%s (revision %s)", version, hash)
}
