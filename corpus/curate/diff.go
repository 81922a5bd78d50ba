package curate

import (
	"reflect"
	"slices"
	"strings"

	"precedent/corpus"
)

// Difference is what is otherwise in a library than in a former one.
type Difference struct {
	Added   []corpus.Case
	Removed []corpus.Case
	Changed []ChangedCase
	Same    int // cases that say the same in both
}

// ChangedCase is a case that says something else than it did.
type ChangedCase struct {
	ID     string
	Title  string
	Fields []ChangedField
}

// ChangedField is what a field said and says.
type ChangedField struct {
	Field    string `json:"field"`
	From, To any    // texts, numbers or lists of texts
}

// Diff tells in what a library differs from a former one, by the ids of cases and in their order.
func Diff(former, now []corpus.Case) (d Difference) {
	old := map[string]*corpus.Case{}
	for i := range former {
		old[former[i].ID] = &former[i]
	}
	there := map[string]bool{}
	for i := range now {
		c := &now[i]
		there[c.ID] = true
		switch was := old[c.ID]; {
		case was == nil:
			d.Added = append(d.Added, *c)
		default:
			if fields := changedFields(was, c); len(fields) > 0 {
				d.Changed = append(d.Changed, ChangedCase{c.ID, c.Title, fields})
			} else {
				d.Same++
			}
		}
	}
	for i := range former {
		if !there[former[i].ID] {
			d.Removed = append(d.Removed, former[i])
		}
	}
	byID := func(a, b corpus.Case) int { return strings.Compare(a.ID, b.ID) }
	slices.SortFunc(d.Added, byID)
	slices.SortFunc(d.Removed, byID)
	slices.SortFunc(d.Changed, func(a, b ChangedCase) int { return strings.Compare(a.ID, b.ID) })
	return d
}

// changedFields are the fields of a case that say something else, in the order of the record.
// Lists in another order say the same, and which library a case is read from says nothing of it.
func changedFields(former, now *corpus.Case) (list []ChangedField) {
	was, is := *former, *now
	was.Library, is.Library = "", ""
	a, b := reflect.ValueOf(was), reflect.ValueOf(is)
	for i := range a.NumField() {
		name, _, _ := strings.Cut(a.Type().Field(i).Tag.Get("json"), ",")
		from, to := a.Field(i).Interface(), b.Field(i).Interface()
		if texts, isList := from.([]string); isList {
			others, _ := to.([]string)
			if slices.Equal(slices.Sorted(slices.Values(texts)), slices.Sorted(slices.Values(others))) {
				continue
			}
			from, to = append([]string{}, texts...), append([]string{}, others...)
		}
		if !reflect.DeepEqual(from, to) {
			list = append(list, ChangedField{name, from, to})
		}
	}
	return list
}
