package corpus

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestLetters holds the words of letters against their rules: every language has every
// kind, nothing stands twice, and the filters are the same everywhere.
func TestLetters(t *testing.T) {
	all, err := builtin(t).Vocabulary.Letters()
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range all {
		code := builtin(t).Vocabulary.Languages()[i]
		v := reflect.ValueOf(l)
		lists := map[string][]string{}
		for f := range v.NumField() {
			if list, ok := v.Field(f).Interface().([]string); ok {
				lists[v.Type().Field(f).Name] = list
			}
		}
		for filter := range all[0].Filters {
			lists["filter "+filter] = l.Filters[filter]
		}
		for filter := range l.Filters {
			if all[0].Filters[filter] == nil {
				t.Errorf("%s: %q is no filter in English", code, filter)
			}
		}
		for name, list := range lists {
			if len(list) == 0 {
				t.Errorf("%s: no words for %s", code, name)
			}
			for k, item := range list {
				if strings.TrimSpace(item) != item || item == "" || plainFault(item) != "" || strings.ToLower(item) != item {
					t.Errorf("%s: %s: %q is empty, not in lower case or %s", code, name, item, plainFault(item))
				}
				if slices.Contains(list[:k], item) {
					t.Errorf("%s: %s: %q stands twice", code, name, item)
				}
			}
		}
	}
}
