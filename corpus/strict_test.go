package corpus

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadStrict_RefusesFiles(t *testing.T) {
	v := builtin(t).Vocabulary
	data, err := Encode(goodCase())
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ file, text, want string }{
		"unknown field":  {"a-good-case", strings.Replace(string(data), `"title"`, `"titel"`, 1), "titel"},
		"broken JSON":    {"a-good-case", strings.Replace(string(data), `"title": `, `"title" `, 1), "line 3"},
		"wrong type":     {"a-good-case", strings.Replace(string(data), `"year": 2018`, `"year": "then"`, 1), "line"},
		"two records":    {"a-good-case", string(data) + string(data), "after the record"},
		"name and id":    {"another-name", string(data), "another-name"},
		"nothing inside": {"a-good-case", "", "EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadStrict(fstest.MapFS{dirCases + "/" + tc.file + ".json": {Data: []byte(tc.text)}}, v)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want an error with %q", err, tc.want)
			}
		})
	}
}
