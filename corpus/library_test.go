package corpus

import "testing"

func TestLibrary_ByURL(t *testing.T) {
	l, err := NewLibrary([]Case{
		{ID: "plain", URL: "https://www.example.org/cases/plain/"},
		{ID: "asked", URL: "https://example.org/?p=59"},
		{ID: "page", URL: "http://example.org/page.aspx?id=1&lang=en"},
		{ID: "other-page", URL: "http://example.org/page.aspx?id=2&lang=en"},
		{ID: "front", URL: "https://front.example.org/"},
		{ID: "none"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"https://example.org/cases/plain":                               "plain",
		"http://WWW.example.org/cases/plain/":                           "plain",
		"https://example.org/cases/plain?utm_source=x&fbclid=1#part":    "plain",
		"https://example.org/cases/plain?print=1":                       "plain",
		"https://example.org/cases/Plain":                               "",
		"https://example.org/?p=59":                                     "asked",
		"https://www.example.org?p=59&utm_medium=mail":                  "asked",
		"https://example.org/?p=60":                                     "",
		"https://example.org/":                                          "",
		"https://example.org/page.aspx?lang=en&id=2":                    "other-page",
		"https://example.org/page.aspx?id=3":                            "",
		"https://front.example.org":                                     "front",
		"https://front.example.org/?x=1":                                "",
		"ftp://example.org/cases/plain":                                 "",
		"not an address":                                                "",
		"":                                                              "",
		"https://evil.example/?u=https://example.org/cases/plain":       "",
		"https://example.org.evil.example/cases/plain":                  "",
		"https://user:secret@example.org:443/cases/plain/?utm_term=%zz": "plain",
	} {
		got := ""
		if c := l.ByURL(address); c != nil {
			got = c.ID
		}
		if got != want {
			t.Errorf("%q leads to %q, want %q", address, got, want)
		}
	}
}

// TestBuiltin_ByURL: every case that has an address of its own is found by it.
func TestBuiltin_ByURL(t *testing.T) {
	b, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range b.Library.Cases() {
		if found := b.Library.ByURL(c.URL); c.URL != "" && (found == nil || found.ID != c.ID) {
			t.Errorf("%s leads to %v, want the case %s", c.URL, found, c.ID)
		}
	}
}
