package corpus

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"precedent/corpus/pack"
	"precedent/corpus/pack/packtest"
)

// editedCases are the cases as their files have them.
func editedCases(tb testing.TB) []Case {
	tb.Helper()
	cases, err := readCases(os.DirFS("."))
	if err != nil {
		tb.Fatal(err)
	}
	slices.SortFunc(cases, func(a, b Case) int { return strings.Compare(a.ID, b.ID) })
	return cases
}

// editedVocabulary is the vocabulary as its files have it.
func editedVocabulary(tb testing.TB) *Vocabulary {
	tb.Helper()
	v, err := ReadVocabulary(os.DirFS("."))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// TestBuiltin_CasesAsEdited holds the embedded cases against their files.
func TestBuiltin_CasesAsEdited(t *testing.T) {
	want := editedCases(t)
	data := pack.Write(func(p *pack.Coder) { packCases(p, &want) })
	packtest.UpToDate(t, *update, "data/cases.bin", data)
	got, err := unpack("what was written", string(data), packCases)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("what is read is not what was written:\n got %+v\nwant %+v", got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d cases were read, %d written", len(got), len(want))
	}
}

// TestCase_DigestSeesEveryField changes each field of a record in turn. The library that it is read
// from says nothing of the case.
func TestCase_DigestSeesEveryField(t *testing.T) {
	seen := map[uint64]string{(&Case{}).Digest(): "none"}
	for i := range reflect.TypeFor[Case]().NumField() {
		var c Case
		name, field := reflect.TypeFor[Case]().Field(i).Name, reflect.ValueOf(&c).Elem().Field(i)
		switch field.Kind() {
		case reflect.String:
			field.SetString("x")
		case reflect.Int:
			field.SetInt(1)
		case reflect.Slice:
			field.Set(reflect.ValueOf([]string{"x"}))
		case reflect.Pointer:
			field.Set(reflect.New(field.Type().Elem()))
		default:
			t.Fatalf("%s is a %s: say here how it is changed", name, field.Kind())
		}
		if name == "Library" {
			if seen[c.Digest()] != "none" {
				t.Error("a record has another digest when it is read from another library")
			}
			continue
		}
		if other := seen[c.Digest()]; other != "" {
			t.Errorf("a record with %s changed has the digest of one with %s changed: does Case.pack describe it?", name, other)
		}
		seen[c.Digest()] = name
	}
}
