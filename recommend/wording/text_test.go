package wording

import (
	"testing"
)

// TestLowerFirst writes labels as they stand inside a sentence.
func TestLowerFirst(t *testing.T) {
	for label, want := range map[string]string{
		"Internet of Things": "Internet of Things", "Internet des objets": "internet des objets", "Mobile apps and SMS": "mobile apps and SMS",
		"Entrepreneurship and SMEs": "entrepreneurship and SMEs", "AI and machine learning": "AI and machine learning", "E-petitions": "e-petitions",
		"Écoles": "écoles", "": "",
	} {
		if got := lowerFirst(label); got != want {
			t.Errorf("%q becomes %q, want %q", label, got, want)
		}
	}
}
